"""What does the QR code on this photo say?"""

from __future__ import annotations

from typing import Any

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.isolation.run import PARSERS, ChildFailedError, parse_in_child

READER = PARSERS / "read_qr.py"

PHOTO = "photo"
NO_QR = "no QR code"
SEVERAL = "several QR codes"
PROBLEMS = frozenset({"image.malformed", "image.too_large"})


def text_on(photo: bytes) -> bytes:
    """The text of the one QR code on a photo, as bytes somebody could have handed in.

    Raises MalformedError(image.no_credential) when there is none, and UnavailableError when the photo cannot be read
    (image.*) or several codes say different things (parse.ambiguous_input): that says nothing about the badge.
    """
    try:
        answer = parse_in_child(READER, photo)
    except ChildFailedError as problem:
        raise MalformedError("image.no_credential", NO_QR) from problem
    return _only_text(answer)


def _only_text(answer: Any) -> bytes:
    # A child taken over by a hostile photo may say anything.
    if not isinstance(answer, dict) or not isinstance(texts := answer.get("texts", []), list):
        raise MalformedError("image.no_credential", NO_QR)
    if answer.get("problem") in PROBLEMS:
        raise UnavailableError(answer["problem"], PHOTO)
    if len(texts) > 1:
        raise UnavailableError("parse.ambiguous_input", SEVERAL)
    if not texts or not isinstance(texts[0], str):
        raise MalformedError("image.no_credential", NO_QR)
    return texts[0].strip().encode("utf-8", "surrogatepass")
