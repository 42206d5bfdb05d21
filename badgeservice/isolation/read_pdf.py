"""Which badges are attached to this PDF? Runs in a child process, on its own (see child.py)."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

MAX_ATTACHMENTS = 50
MAX_BADGES = 10
MAX_BYTES = 2_000_000
# JSON, or the first letters of a token.
BEGINNINGS = (b"{", b"eyJ")


def read(data: bytes) -> dict[str, object]:
    """`{"texts": [...]}`, each once; or `{"problem": "pdf.malformed"}`."""
    try:
        attachments = [
            attached.content for attached in list(PdfReader(BytesIO(data)).attachment_list)[:MAX_ATTACHMENTS]
        ]
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return {"problem": "pdf.malformed"}
    badges = [content.strip() for content in attachments if len(content) <= MAX_BYTES]
    texts = [badge.decode("utf-8", "replace") for badge in badges if badge.startswith(BEGINNINGS)]
    return {"texts": list(dict.fromkeys(texts))[:MAX_BADGES]}
