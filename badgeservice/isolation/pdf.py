"""Which badge is attached to this PDF?"""

from __future__ import annotations

from typing import Any

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.isolation.run import PARSERS, Bounds, ChildFailedError, parse_in_child

READER = PARSERS / "read_pdf.py"
# One badge of the largest size, which JSON may write six times as long.
BOUNDS = Bounds(answer=13_000_000)

NO_BADGE, BROKEN, SEVERAL = "no badge in the PDF", "a PDF that cannot be read", "several badges in the PDF"
SIGNATURE = b"%PDF-"
# The signature may stand behind something else, within the first kilobyte (PDF 2.0 annex on implementations).
ROOM_BEFORE = 1024


def is_pdf(data: bytes) -> bool:
    """Whether the bytes say that they are a PDF."""
    return SIGNATURE in data[:ROOM_BEFORE] and data.lstrip()[:1] not in (b"{", b"<")


def badge_in(pdf: bytes) -> bytes:
    """The one badge that is attached to a PDF, as bytes somebody could have handed in.

    Raises MalformedError(parse.not_a_badge) when there is none, UnavailableError when the file cannot be read
    (parse.unsupported_format) or holds several (parse.ambiguous_input): that says nothing about the badge.
    """
    try:
        answer = parse_in_child(READER, pdf, BOUNDS)
    except ChildFailedError as problem:
        raise UnavailableError("parse.unsupported_format", BROKEN) from problem
    return _only_text(answer)


def _only_text(answer: Any) -> bytes:
    # A child taken over by a hostile file may say anything.
    if not isinstance(answer, dict) or answer.get("problem") or not isinstance(texts := answer.get("texts"), list):
        raise UnavailableError("parse.unsupported_format", BROKEN)
    if len(texts) > 1:
        raise UnavailableError("parse.ambiguous_input", SEVERAL)
    if not texts or not isinstance(texts[0], str):
        raise MalformedError("parse.not_a_badge", NO_BADGE)
    return texts[0].encode("utf-8", "surrogatepass")
