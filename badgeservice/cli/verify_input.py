"""What does one INPUT of the command line stand for: a file, a ZIP of files, a photo, standard input, or an address?"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import archive
from badgeservice.formats.pictures import is_photo
from badgeservice.formats.recognise import MAX_UPLOAD, lone_address
from badgeservice.isolation.pdf import badge_in, is_pdf
from badgeservice.isolation.photo import text_on
from badgeservice.verification.context import Context
from badgeservice.verification.pipeline import unreadable, verify, verify_at
from badgeservice.verification.report import Report

STANDARD_INPUT = "-"
MISSING = "no such file"


def reports_on(name: str, context: Context) -> Iterator[tuple[str, Report]]:
    """The report on one INPUT, or on every file in it when it is a ZIP, each with its name.

    What could not be opened, read or fetched is a report too, so that the others go on.
    """
    try:
        if name.lower().startswith(("https://", "http://")):
            yield name, verify_at(name, context)[0]
            return
        data = _read(name)
        inside = archive.members(data) if archive.is_archive(data) else None
    except (MalformedError, UnavailableError) as problem:
        yield name, unreadable(problem, context)
        return
    if inside is None:
        yield name, _report_on(data, context)
        return
    for member in inside:
        refused = member.problem
        report = _report_on(member.data, context) if refused is None else unreadable(refused, context)
        yield f"{name}/{member.name}", report


def _report_on(data: bytes, context: Context) -> Report:
    """The report on these bytes; a photo stands for its QR code, a PDF for the badge inside, an address for what it
    serves."""
    try:
        if len(data) <= MAX_UPLOAD and is_photo(data):
            data = text_on(data)
        elif len(data) <= MAX_UPLOAD and is_pdf(data):
            data = badge_in(data)
        address = lone_address(data)
        if address is not None:
            return verify_at(address, context)[0]
    except (MalformedError, UnavailableError) as problem:
        return unreadable(problem, context)
    return verify(data, context)


def _read(name: str) -> bytes:
    try:
        if name == STANDARD_INPUT and sys.stdin is not None:
            return sys.stdin.buffer.read(MAX_UPLOAD + 1)
        with open(name, "rb") as file:
            return file.read(MAX_UPLOAD + 1)
    except (OSError, ValueError) as problem:
        raise UnavailableError("fetch.unreachable", MISSING) from problem
