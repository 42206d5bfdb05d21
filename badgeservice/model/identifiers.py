"""Is this a well-formed Dutch or European identifier, and does a text hide a BSN? (design: domain, "Identifiers")"""

from __future__ import annotations

import re
import unicodedata

from stdnum.nl import brin, bsn, onderwijsnummer

BSN_DIGITS = 9
DIGIT = re.compile(r"[0-9]")
KVK = re.compile(r"[0-9]{8}")
CREBO = re.compile(r"([0-9]{5}|K[0-9]{4})")
WORK_PROCESS = re.compile(r"[BP][0-9]{1,2}-K[0-9]{1,2}(-W[0-9]{1,2})?")
ESCO = re.compile(
    r"http://data\.europa\.eu/esco/(skill|occupation)/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE
)
COMPETENT_NL = re.compile(r"https?://linkeddata\.competentnl\.nl/[^\s\x00-\x20<>\"{}|\\^`]+")
# Nine digits, also when they are written in groups: 123456782, 1234.56.782, 123 456 782.
NINE_DIGITS = re.compile(r"(?<![0-9])[0-9](?:[ .\-/\u2010-\u2015]{0,2}[0-9]){8}(?![0-9])")
# Digits with whatever else people put between them; only a run of exactly nine counts.
RUN_OF_DIGITS = re.compile(r"[0-9](?:[^0-9A-Za-z]{0,3}[0-9])*")


def is_kvk(text: str) -> bool:
    """Eight digits; the register has no checksum."""
    return KVK.fullmatch(text) is not None


def is_brin(text: str) -> bool:
    """Four or six characters of the register of schools."""
    return bool(brin.is_valid(text))


def is_crebo(text: str) -> bool:
    """Five digits, or K and four digits for a keuzedeel."""
    return CREBO.fullmatch(text) is not None


def is_work_process(text: str) -> bool:
    """The code of a kerntaak or werkproces, such as B1-K1-W1."""
    return WORK_PROCESS.fullmatch(text) is not None


def is_esco(address: str) -> bool:
    """The address of an ESCO skill or occupation (http, with a uuid)."""
    return ESCO.fullmatch(address) is not None


def is_competent_nl(address: str) -> bool:
    """An address in CompetentNL's linked data."""
    return COMPETENT_NL.fullmatch(address) is not None


def holds_bsn(text: str) -> bool:
    """Whether a text holds nine digits that pass the 11-proef, so that it may be a BSN or onderwijsnummer."""
    # Most of what people type: in a list of 100,000 people it is asked of every name and address.
    if text.isascii() and len(DIGIT.findall(text)) < BSN_DIGITS:
        return False
    plain = _with_plain_digits(text)
    runs = {_digits(found.group()) for pattern in (NINE_DIGITS, RUN_OF_DIGITS) for found in pattern.finditer(plain)}
    return any(len(run) == BSN_DIGITS and (bsn.is_valid(run) or onderwijsnummer.is_valid(run)) for run in runs)


def _with_plain_digits(text: str) -> str:
    """The text with every decimal digit of any script as 0–9, and without invisible characters."""
    letters = unicodedata.normalize("NFKC", text)
    return "".join(str(unicodedata.decimal(one, one)) for one in letters if unicodedata.category(one) != "Cf")


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)
