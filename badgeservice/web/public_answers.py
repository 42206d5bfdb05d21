"""How is a public document answered: its type, a strong ETag, who may read it and how long it may be kept?"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from flask import Response, request
from werkzeug.datastructures import MIMEAccept

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "private, no-cache"
SHORT_WHILE = "public, max-age=30"
# An image that is opened by itself: it shows pictures that lie inside it, and runs nothing.
SVG_POLICY = "default-src 'none'; img-src data:; sandbox"


def answer(content: bytes, media_type: str, keep: str, *, vary: bool = False) -> Response:
    """The exact bytes; 304 when the asker has them. Scripts on other sites may read it too."""
    return tagged(hashlib.sha256(content).hexdigest(), lambda: content, media_type, keep, vary=vary)


def tagged(tag: str, content: Callable[[], bytes], media_type: str, keep: str, *, vary: bool = False) -> Response:
    """The same of bytes that have a tag already: they are read only for an asker who does not have them."""
    has_them = request.method in ("GET", "HEAD") and request.if_none_match.contains(tag)
    response = Response(b"" if has_them else content(), content_type=media_type)
    response.set_etag(tag)
    response.headers["Cache-Control"] = keep
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if vary:
        response.vary.add("Accept")
    response.make_conditional(request)
    return response


def asked_type(offered: list[str]) -> str | None:
    """The media type to answer with: the first offered for who asks for nothing or anything; None when none fits."""
    # The parameters, a charset or a profile, do not count: who asks for one is better off with ours than with a 406.
    accepted = MIMEAccept([(asked.partition(";")[0].strip(), quality) for asked, quality in request.accept_mimetypes])
    return accepted.best_match(offered) if accepted else offered[0]
