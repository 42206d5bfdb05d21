"""Which answers leave compressed?"""

from __future__ import annotations

from typing import cast

from flask import Flask, Response, request
from flask_compress import Compress

# Not the signed documents: programs compare their bytes and ETags.
COMPRESSED = ("text/html", "text/css", "text/javascript", "image/svg+xml")
READING = frozenset({"GET", "HEAD"})

_compress = Compress()


def compress_answers(app: Flask) -> None:
    """Compress pages, styles, scripts and drawings, whatever stands before this server."""
    app.config.update(
        COMPRESS_REGISTER=False,
        COMPRESS_MIMETYPES=list(COMPRESSED),
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_ALGORITHM_STREAMING=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
        COMPRESS_LEVEL=6,
        COMPRESS_MIN_SIZE=500,
    )
    _compress.init_app(app)

    @app.after_request
    def compress(response: Response) -> Response:
        return _compressed(response) if _may_be_compressed() else response


def _compressed(response: Response) -> Response:
    # The library puts another body in the place of an open file, which nobody would close then.
    if (close := getattr(response.response, "close", None)) is not None:
        response.call_on_close(close)
    return cast(Response, _compress.after_request(response))


def _may_be_compressed() -> bool:
    # The length of a page that repeats what a stranger made somebody send would betray the secrets beside it (BREACH).
    return request.method in READING and not request.query_string
