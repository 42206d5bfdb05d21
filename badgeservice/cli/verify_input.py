"""What does one INPUT of the command line stand for: a file, standard input, or an address?"""

from __future__ import annotations

import sys

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats.recognise import MAX_UPLOAD, lone_address
from badgeservice.model.fetched import INPUT
from badgeservice.verification.context import Context, for_one_check
from badgeservice.verification.fetching import fetch_bytes
from badgeservice.verification.pipeline import unreadable, verify
from badgeservice.verification.report import Report

STANDARD_INPUT = "-"
MISSING = "no such file"


def report_on(name: str, context: Context) -> Report:
    """The report on one INPUT. What could not be opened or fetched is a report too, so that the others go on."""
    try:
        data = _bytes_of(name, for_one_check(context))
    except (MalformedError, UnavailableError) as problem:
        return unreadable(problem, context)
    return verify(data, context)


def _bytes_of(name: str, context: Context) -> bytes:
    """The bytes; a file that holds nothing but an address stands for what that address serves."""
    if name.lower().startswith(("https://", "http://")):
        return fetch_bytes(name, context, "fetch.unreachable", INPUT)
    data = _read(name)
    address = lone_address(data)
    return data if address is None else fetch_bytes(address, context, "fetch.unreachable", INPUT)


def _read(name: str) -> bytes:
    try:
        if name == STANDARD_INPUT and sys.stdin is not None:
            return sys.stdin.buffer.read(MAX_UPLOAD + 1)
        with open(name, "rb") as file:
            return file.read(MAX_UPLOAD + 1)
    except (OSError, ValueError) as problem:
        raise UnavailableError("fetch.unreachable", MISSING) from problem
