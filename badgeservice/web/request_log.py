"""What is written down about a request: its id, route, status and time, and nothing about who asked."""

from __future__ import annotations

import logging
import re
import time
from typing import Any
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
        seconds = round(time.perf_counter() - g.get("began", time.perf_counter()), 4)
        facts = {"request_id": g.get("request_id", ""), "method": request.method, "path": _rule()}
        log.info("request", extra=facts | {"status": response.status_code, "seconds": seconds})
        return response


def log_bug(found: Any) -> None:
    """Log an error that nobody caught, with its traceback: `found` as sys.exc_info gives it."""
    facts = {"request_id": g.get("request_id", ""), "method": request.method, "path": _rule()}
    log.error("bug", exc_info=found, extra=facts)


def _rule() -> str:
    """The rule, not the address: addresses hold codes and tokens."""
    return request.url_rule.rule if request.url_rule else "-"
