"""Does the PDF certificate that is given hold the very badge, so that who has only the PDF can have it checked?"""

from __future__ import annotations

import re
import zlib

from badgeservice.drawing.certificate_pdf import certificate_pdf
from badgeservice.errors import MalformedError
from badgeservice.formats.recognise import OPEN_BADGE_DATA_INTEGRITY
from badgeservice.issuing.certificate_sheet import certificate_sheet
from badgeservice.selftest.forms import Clause, Form
from badgeservice.selftest.giver import ADDRESSES, Giver
from badgeservice.selftest.giving import Given
from badgeservice.wording import N_

CODE = "0" * 16
MOST_BYTES = 2_000_000
_ATTACHED = re.compile(rb"<<[^\n]*/Type ?/EmbeddedFile/[^\n]*>>\s*stream\r?\n")


def attached(pdf: bytes) -> bytes:
    """The one file inside a PDF of our own (ISO 32000-2 §7.11.4). Raises MalformedError when it is not there alone."""
    found = list(_ATTACHED.finditer(pdf))
    if len(found) != 1:
        raise MalformedError("parse.not_a_badge", f"{len(found)} attachments")
    try:
        return zlib.decompressobj().decompress(pdf[found[0].end() :], MOST_BYTES)
    except zlib.error as problem:
        raise MalformedError("parse.not_a_badge", "the attachment") from problem


def _out_of_a_certificate(giver: Giver) -> bytes:
    sheet = certificate_sheet(giver.signed, ADDRESSES.check(CODE), CODE)
    return attached(certificate_pdf(sheet, giver.signed))


CERTIFICATE = Given(
    Form(
        "pdf",
        "images",
        N_("Open Badge 3.0 als bijlage van een PDF"),
        Clause("PDF/A-3", "ISO 19005-3", "https://www.iso.org/standard/57229.html"),
    ),
    _out_of_a_certificate,
    OPEN_BADGE_DATA_INTEGRITY,
)
