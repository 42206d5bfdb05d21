"""Which files are in this ZIP, without trusting anything that it says about itself?"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from unicodedata import category
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from badgeservice.errors import MalformedError, UnavailableError

SIGNATURE = b"PK\x03\x04"
MAX_ARCHIVE = 10_000_000
MAX_MEMBERS = 200
MAX_MEMBER = 10_000_000
MAX_TOGETHER = 60_000_000
LONGEST_NAME = 255

# What of a file is told by its `detail`; wording.py has a sentence for each.
BROKEN = "broken ZIP"
EMPTY = "empty ZIP"
TOO_MANY = "more than 200 files in a ZIP"
TOO_MUCH = "more than 60 MB in a ZIP"
ENCRYPTED = "encrypted file in a ZIP"
COMPRESSION = "compression method of a file in a ZIP"
BAD_NAME = "name of a file in a ZIP"
TWICE = "one name twice in a ZIP"
NESTED = "ZIP in a ZIP"

_EMPTY_SIGNATURE = b"PK\x05\x06"
_END_LENGTH = 22
_ZIP64_LOCATOR, _ZIP64_LOCATOR_LENGTH = b"PK\x06\x07", 20
# A listing of 200 files is 60 kB at most with names of a usual length; zipfile reads it whole.
_MAX_LISTING = 500_000
_LOCAL_HEADER = 30
_ENCRYPTED_FLAGS, _PATCH_FLAG = 0x2041, 0x20
_OTHER_PLACE = re.compile(r"^[A-Za-z]:|[\x00-\x1f\x7f]")
_PORTION = 65_536

Problem = MalformedError | UnavailableError


@dataclass(frozen=True)
class Member:
    """One file: its name, made fit to show, and its bytes or why there are none."""

    name: str
    data: bytes
    problem: Problem | None = None


def is_archive(data: bytes) -> bool:
    """Does this start as a ZIP does?"""
    return data.startswith((SIGNATURE, _EMPTY_SIGNATURE))


def members(data: bytes) -> Iterator[Member]:
    """Every file in the ZIP in its order, one of them expanded at a time; folders and hidden files are passed over.

    Raises MalformedError(parse.*) or UnavailableError(parse.too_large) for an archive that is not read at all; that
    happens before anything is expanded. What is wrong with one file is that file's `problem`.
    """
    archive = _opened(data)
    listed = [info for info in archive.infolist() if not _is_passed_over(info.orig_filename)]
    if not listed:
        raise MalformedError("parse.not_a_badge", EMPTY)
    if len(listed) > MAX_MEMBERS:
        raise UnavailableError("parse.too_large", TOO_MANY)
    return _expanded(archive, listed)


def shown_name(name: str) -> str:
    """A name of somebody else as it can stand in a table or a terminal: printable, on one line, not endless."""
    printable = "".join(sign if sign.isprintable() or category(sign) == "Zs" else "\ufffd" for sign in name)
    return printable if len(printable) <= LONGEST_NAME else printable[: LONGEST_NAME - 1] + "…"


def _opened(data: bytes) -> ZipFile:
    if len(data) > MAX_ARCHIVE:
        raise MalformedError("parse.too_large", "ZIP")
    _refuse_listing(data)
    try:
        archive = ZipFile(BytesIO(data))
    except (BadZipFile, NotImplementedError, ValueError, UnicodeError) as problem:
        raise MalformedError("parse.not_a_badge", BROKEN) from problem
    _refuse_overlap(archive)
    return archive


def _refuse_listing(data: bytes) -> None:
    """One end, that reaches the end of the file and is not of a ZIP64; and a listing of a size that can be read."""
    place = data.rfind(_EMPTY_SIGNATURE)
    end = data[place : place + _END_LENGTH] if place >= 0 else b""
    if len(end) < _END_LENGTH or place + _END_LENGTH + int.from_bytes(end[20:22], "little") != len(data):
        raise MalformedError("parse.not_a_badge", BROKEN)
    if data[max(0, place - _ZIP64_LOCATOR_LENGTH) : place].startswith(_ZIP64_LOCATOR):
        raise UnavailableError("parse.unsupported_format", COMPRESSION)
    if int.from_bytes(end[12:16], "little") > _MAX_LISTING:
        raise UnavailableError("parse.too_large", TOO_MANY)


def _refuse_overlap(archive: ZipFile) -> None:
    """No file may begin inside another: a few kB shared by 200 names would expand 200 times."""
    in_place = sorted(archive.infolist(), key=lambda info: info.header_offset)
    # What is counted is the least that a file takes, so a name written in more bytes refuses nothing that is sound.
    ends = [info.header_offset + _LOCAL_HEADER + len(info.orig_filename) + info.compress_size for info in in_place]
    starts = [*(info.header_offset for info in in_place), archive.start_dir][1:]
    if any(end > start for end, start in zip(ends, starts, strict=True)) or _start_together(in_place):
        raise MalformedError("parse.ambiguous_input", BROKEN)


def _start_together(in_place: list[ZipInfo]) -> bool:
    return any(one.header_offset == other.header_offset for one, other in pairwise(in_place))


def _is_passed_over(name: str) -> bool:
    """Folders, and what a Mac or an editor leaves behind."""
    parts = name.split("/")
    return not parts[-1] or parts[0] == "__MACOSX" or (parts[-1].startswith(".") and not parts[-1].startswith(".."))


def _expanded(archive: ZipFile, listed: list[ZipInfo]) -> Iterator[Member]:
    times = Counter(info.orig_filename for info in listed)
    left = MAX_TOGETHER
    for info in listed:
        name = shown_name(info.orig_filename)
        try:
            _refuse(info, times)
            data = _read(archive, info, left)
        except (MalformedError, UnavailableError) as problem:
            left -= MAX_MEMBER if problem.reason == "parse.too_large" else 0
            yield Member(name, b"", problem)
        else:
            left -= len(data)
            yield Member(name, data)


def _refuse(info: ZipInfo, times: Counter[str]) -> None:
    if _points_outside(info.orig_filename):
        raise MalformedError("parse.encoding", BAD_NAME)
    if times[info.orig_filename] > 1:
        raise MalformedError("parse.ambiguous_input", TWICE)
    if info.flag_bits & _ENCRYPTED_FLAGS:
        raise UnavailableError("parse.unsupported_format", ENCRYPTED)
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED) or info.flag_bits & _PATCH_FLAG:
        raise UnavailableError("parse.unsupported_format", COMPRESSION)


def _points_outside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return not parts[0] or ".." in parts or bool(_OTHER_PLACE.search(name))


def _read(archive: ZipFile, info: ZipInfo, left: int) -> bytes:
    """The bytes, read in portions and never past a limit, whatever length is declared."""
    if left <= 0:
        raise UnavailableError("parse.too_large", TOO_MUCH)
    data = bytearray()
    try:
        with archive.open(info) as file:
            while portion := file.read(_PORTION):
                data += portion
                _refuse_size(len(data), left)
    except (BadZipFile, NotImplementedError, EOFError, zlib.error, OSError, RuntimeError, ValueError) as problem:
        raise MalformedError("parse.not_a_badge", BROKEN) from problem
    if is_archive(bytes(data[:4])):
        raise UnavailableError("parse.unsupported_format", NESTED)
    return bytes(data)


def _refuse_size(length: int, left: int) -> None:
    if length > MAX_MEMBER:
        raise MalformedError("parse.too_large", "file in a ZIP")
    if length > left:
        raise UnavailableError("parse.too_large", TOO_MUCH)
