"""What did somebody hand in to be checked: a code, a link of ours or another, a text, a file or a photo?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from flask import request
from werkzeug.datastructures import FileStorage

from badgeservice.errors import InvalidInputError, MalformedError, UnavailableError
from badgeservice.formats import archive
from badgeservice.formats.pictures import is_photo
from badgeservice.formats.recognise import MAX_UPLOAD, lone_address
from badgeservice.isolation.pdf import badge_in, is_pdf
from badgeservice.isolation.photo import text_on
from badgeservice.model.addresses import Addresses
from badgeservice.model.check_code import read_code
from badgeservice.storage import awards
from badgeservice.storage.tables import AwardRow
from badgeservice.web import checking, database
from badgeservice.web.checking import Checked
from badgeservice.web.collaborators import tools
from badgeservice.wording import N_

# What somebody types who means a code: letters, digits, spaces and dashes, but perhaps not the right number of them.
MEANT_AS_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .\-–—]{2,38}")
CHECK_PATH = re.compile(r"/v/([^/]+)/?")
BADGE_PATH = re.compile(r"/(?:badges|ob2/assertions)/([0-9a-fA-F-]{36})(?:\.[a-z0-9.]+)?")
NO_SUCH_CODE = N_("We kennen deze code niet. Kijk of elk teken klopt en probeer het opnieuw.")
CODE_TYPO = N_("Deze code klopt niet. Een code heeft 16 letters en cijfers. Kijk hem nog eens na.")
NOTHING = N_("Vul een code of link in, of kies een bestand.")
KEEP_LINK = N_("Dit is een link om een badge te bewaren. Gebruik de code die bij Controleren staat.")
OTHER_PAGE = N_("Dit is een link naar deze website, maar niet naar een badge.")


class NoSuchBadgeError(InvalidInputError):
    """A code or link of ours under which no badge is known; counts towards the rate limit."""


@dataclass(frozen=True)
class Entered:
    """What came in: an award of ours, bytes, a link of somebody else, or what cannot be read; one of the four."""

    award: AwardRow | None = None
    data: bytes | None = None
    link: str | None = None
    refused: MalformedError | UnavailableError | None = None


def entered() -> Entered:
    """What this request brought. Raises InvalidInputError with the sentence for the field."""
    if files := uploads():
        return from_file(files[0].read())
    typed, pasted = request.form.get("input", "").strip(), request.form.get("text", "").strip()
    if not typed and not pasted:
        raise InvalidInputError({"input": NOTHING})
    return from_typed(typed) if typed else _from_bytes(pasted.encode("utf-8", "surrogatepass"), "text")


def uploads() -> list[FileStorage]:
    """The files of this request."""
    return [file for file in request.files.getlist("file") if file.filename]


def from_file(data: bytes) -> Entered:
    """What the bytes of one file stand for; a photo stands for what its QR code says, a PDF for the badge inside."""
    try:
        if archive.is_archive(data):
            archive.members(data)
            raise UnavailableError("parse.unsupported_format", archive.NESTED)
        if len(data) <= MAX_UPLOAD and is_photo(data):
            return _from_qr(text_on(data))
        if len(data) <= MAX_UPLOAD and is_pdf(data):
            return Entered(data=badge_in(data))
    except (MalformedError, UnavailableError) as problem:
        return Entered(refused=problem)
    return _from_bytes(data, "file")


def from_typed(typed: str) -> Entered:
    """What somebody typed stands for: a code, a link, or the text of a badge."""
    if read_code(typed) is not None or MEANT_AS_CODE.fullmatch(typed):
        return Entered(award=award_of_code(typed))
    host = tools().addresses.host
    if typed.lower().startswith(f"{host}/"):
        return _from_own_path(typed[len(host) :], "input")
    return _from_bytes(typed.encode("utf-8", "surrogatepass"), "input")


def award_of_code(typed: str, field: str = "input") -> AwardRow:
    """The badge of a code as somebody typed it. Raises NoSuchBadgeError."""
    code = read_code(typed)
    award = awards.by_code(database.reading(), code) if code else None
    if award is None:
        raise NoSuchBadgeError({field: NO_SUCH_CODE if code else CODE_TYPO})
    return award


def check_entered(what: Entered, recipient: str | None) -> Checked:
    """Check it, whichever it is."""
    if what.award is not None:
        return checking.check_award(what.award, recipient)
    if what.refused is not None:
        return checking.not_had(what.refused)
    if what.data is not None:
        return checking.check(what.data, recipient)
    return checking.check_link(what.link or "", recipient)


def _from_qr(data: bytes) -> Entered:
    text, host = data.decode("utf-8", "replace"), tools().addresses.host
    if read_code(text) is not None:
        return Entered(award=award_of_code(text, "file"))
    if text.lower().startswith(f"{host}/"):
        return _from_own_path(text[len(host) :], "file")
    return _from_bytes(data, "file")


def _from_bytes(data: bytes, field: str) -> Entered:
    link = lone_address(data)
    if link is None:
        return Entered(data=data)
    path = _own_path(link, tools().addresses)
    return Entered(link=link) if path is None else _from_own_path(path, field)


def _from_own_path(path: str, field: str) -> Entered:
    path = path.partition("?")[0].partition("#")[0]
    if found := CHECK_PATH.fullmatch(path):
        return Entered(award=award_of_code(found.group(1), field))
    if found := BADGE_PATH.fullmatch(path):
        return Entered(award=_award_of_uuid(found.group(1), field))
    raise InvalidInputError({field: KEEP_LINK if path.startswith("/bewaren") else OTHER_PAGE})


def _award_of_uuid(text: str, field: str) -> AwardRow:
    try:
        award = awards.by_id(database.reading(), UUID(text))
    except ValueError:
        award = None
    if award is None:
        raise NoSuchBadgeError({field: N_("Onder deze link is geen badge bekend.")})
    return award


def _own_path(link: str, addresses: Addresses) -> str | None:
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    return parts.path if parts.netloc.lower() == addresses.host.lower() else None
