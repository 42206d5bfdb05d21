"""Which kind of file was handed in as a list, and what does somebody do with one that cannot be read?"""

from __future__ import annotations

import re
from pathlib import PurePath

from badgeservice.errors import InvalidInputError
from badgeservice.wording import N_

MOST_BYTES = 12_000_000

EMPTY = N_("Er staat niemand op deze lijst. Zet op elke regel één persoon.")
TOO_BIG = N_("Dit bestand is groter dan 12 MB. Haal kolommen weg die niet nodig zijn, of maak er meer lijsten van.")
TOO_MANY_ROWS = N_(
    "Deze lijst heeft meer dan 100.000 rijen. Maak er meer lijsten van, en verwijder ook lege rijen onderaan."
)
TOO_MANY_CELLS = N_("In dit bestand staat te veel. Bewaar alleen de kolommen die nodig zijn in een nieuw bestand.")
TOO_MANY_MERGED = N_(
    "In dit bestand zijn te veel cellen samengevoegd. Hef dat op in Excel, en lees het bestand dan opnieuw in."
)
BROKEN = N_("Dit bestand kunnen we niet lezen. Open het in Excel en sla het op als “CSV UTF-8”.")
PASSWORD = N_("Dit bestand is beveiligd met een wachtwoord. Haal het wachtwoord eraf, en lees het opnieuw in.")
OLD_EXCEL = N_("Dit is een oud Excel-bestand. Open het in Excel en sla het op als .xlsx.")
BINARY_EXCEL = N_("Dit is een binair Excel-bestand. Open het in Excel en sla het op als .xlsx.")
OPEN_DOCUMENT = N_("Dit is een bestand van LibreOffice. Open het en sla het op als .xlsx of CSV.")
NUMBERS = N_("Dit is een bestand van Numbers. Open het in Numbers en exporteer het naar Excel of CSV.")
OTHER_ZIP = N_("Dit is geen lijst in Excel of CSV. Kies het bestand met de lijst zelf, niet een zip of een document.")
PDF = N_("Dit is een PDF. Kies het bestand waar de PDF van is gemaakt, in Excel of CSV, of plak de namen.")
DOCUMENT = N_("Dit is geen lijst, maar een document of webpagina. Open het in Excel en sla het op als .xlsx.")
NO_TEXT = N_("Dit is geen lijst in Excel of CSV. Kies een ander bestand, of plak de namen.")

# What the reader of workbooks answers when it refuses one.
OF_WORKBOOK = {
    "empty": EMPTY,
    "size": TOO_MANY_CELLS,
    "rows": TOO_MANY_ROWS,
    "cells": TOO_MANY_CELLS,
    "merged": TOO_MANY_MERGED,
    "encrypted": PASSWORD,
    "ods": OPEN_DOCUMENT,
    "numbers": NUMBERS,
    "xlsb": BINARY_EXCEL,
    "zip": OTHER_ZIP,
}

# By the end of the name of a file that is neither a workbook nor text.
_BY_NAME = {
    ".xlsx": BROKEN,
    ".xlsm": BROKEN,
    ".xls": OLD_EXCEL,
    ".xlsb": BINARY_EXCEL,
    ".ods": OPEN_DOCUMENT,
    ".numbers": NUMBERS,
    ".pdf": PDF,
}

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# How a workbook with a password lies in its container.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MARKUP = re.compile(rb"\s*(<!doctype|<html|<\?xml|<table|<meta|\{\\rtf)", re.IGNORECASE)
BEGINNING = 1_024
# Marks of an encoding, and what stands between cells.
NOTHING = b"\xef\xbb\xbf\xfe\xff\0 \t\r\n;,"


def refused(sentence: str) -> InvalidInputError:
    """The error that says that a file as a whole is not read."""
    return InvalidInputError({"file": sentence})


def sentence_for(name: str) -> str:
    """What to do with a file by this name that can be read neither as a workbook nor as text."""
    return _BY_NAME.get(PurePath(name).suffix.lower(), NO_TEXT)


def is_workbook(data: bytes) -> bool:
    """Whether this has to be an XLSX: it is a ZIP, and no list in text begins as one."""
    return data.startswith(ZIP)


def refuse_what_is_no_list(data: bytes) -> None:
    """Raises InvalidInputError, by what a file begins with, for what is neither a workbook nor text."""
    beginning = data[:BEGINNING]
    if len(data) > MOST_BYTES:
        raise refused(TOO_BIG)
    if not data.strip(NOTHING):
        raise refused(EMPTY)
    if data.startswith(OLE):
        raise refused(PASSWORD if ENCRYPTED in data else OLD_EXCEL)
    if beginning.lstrip().startswith(b"%PDF-"):
        raise refused(PDF)
    if MARKUP.match(beginning.removeprefix(b"\xef\xbb\xbf")):
        raise refused(DOCUMENT)
