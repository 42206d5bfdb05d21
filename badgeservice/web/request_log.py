"""What is written down about a request: its id, route, status and time, and nothing about who asked."""

from __future__ import annotations

import logging
import re
import time
from uuid import uuid4

from flask import Flask, Response, g, request

GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")

log = logging.getLogger("badgeservice.requests")


def log_requests(app: Flask) -> None:
    """Give every request an id, answer with it, and log one line."""

    @app.before_request
    def begin() -> None:
        given = request.headers.get("X-Request-Id", "")
        g.request_id = given if GIVEN_ID.fullmatch(given) else uuid4().hex
        g.began = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.get("request_id", "")
        # The rule, not the address: addresses hold codes and tokens.
        rule = request.url_rule.rule if request.url_rule else "-"
        seconds = round(time.perf_counter() - g.get("began", time.perf_counter()), 4)
        facts = {"request_id": g.get("request_id", ""), "method": request.method, "path": rule}
        log.info("request", extra=facts | {"status": response.status_code, "seconds": seconds})
        return response
