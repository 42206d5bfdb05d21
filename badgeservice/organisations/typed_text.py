"""Is what somebody typed fit to keep: one line, not too long, no BSN?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email

from badgeservice.model.identifiers import holds_bsn
from badgeservice.wording import N_

BSN_SENTENCE = N_("Dit lijkt een BSN. Vul geen BSN in.")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
# Letters, digits and what is usual between them: valid before every host, however strict one is (RFC 5321 §4.5.3.1).
PLAIN_EMAIL = re.compile(r"(?=[^@]{1,64}@)[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*@(?P<host>[A-Za-z0-9.-]+)")
LONGEST_PLAIN_EMAIL = 200
# RFC 3987: what stands in no IRI, so that it cannot be signed either.
NOT_IN_AN_ADDRESS = frozenset(' \t\r\n<>"{}|\\^`')


def line_problem(text: str, longest: int, required: str | None = None) -> str | None:
    """What is wrong with a text of one line, as a sentence; `required` is the sentence for an empty one."""
    if not text.strip():
        return required
    if "\n" in text or "\r" in text or CONTROL.search(text):
        return N_("Gebruik één regel, zonder enters of onzichtbare tekens.")
    return required if required and _says_nothing(text) else _common_problem(text, longest)


def paragraph_problem(text: str, longest: int, required: str | None = None) -> str | None:
    """What is wrong with a text of several lines, as a sentence."""
    if not text.strip():
        return required
    if CONTROL.search(text):
        return N_("Er staan onzichtbare tekens in de tekst. Typ de tekst opnieuw.")
    return required if required and _says_nothing(text) else _common_problem(text, longest)


def is_https_address(text: str) -> bool:
    """Whether this is a whole https address, with nobody's name before the host, that may stand in a badge."""
    try:
        parts = urlsplit(text)
        sound = parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False
    return sound and not NOT_IN_AN_ADDRESS & set(text)


def email_problem(text: str) -> str | None:
    """What is wrong with an e-mail address, as a sentence."""
    if "\n" in text or "\r" in text:
        return N_("Een e-mailadres staat op één regel. Haal de enter weg.")
    if not _is_email(text):
        return N_("Dit e-mailadres klopt niet. Een goed adres lijkt op naam@voorbeeld.nl.")
    return BSN_SENTENCE if holds_bsn(text) else None


def own_email_problem(text: str) -> str | None:
    """The same for the address that a learner typed, in easier words."""
    if not text.strip():
        return N_("Vul je mailadres in.")
    if "\n" in text or "\r" in text:
        return N_("Een mailadres staat op één regel. Haal de enter weg.")
    problem = email_problem(text)
    return problem if problem in (None, BSN_SENTENCE) else N_("Dit mailadres klopt niet. Kijk het goed na.")


def found(problems: Mapping[str, str | None]) -> dict[str, str]:
    """Only the fields in which something is wrong."""
    return {field: sentence for field, sentence in problems.items() if sentence is not None}


def _is_email(text: str) -> bool:
    """Whether this is an e-mail address; for a plain name before the @ only what stands behind it decides."""
    plain = PLAIN_EMAIL.fullmatch(text) if len(text) <= LONGEST_PLAIN_EMAIL else None
    return _is_mail_host(plain["host"]) if plain else _is_valid_email(text)


@lru_cache(maxsize=4096)
def _is_mail_host(host: str) -> bool:
    return _is_valid_email(f"a@{host}")


def _is_valid_email(text: str) -> bool:
    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def _says_nothing(text: str) -> bool:
    """Whether a text holds no letter and no digit, only marks or invisible characters."""
    return not any(character.isalnum() for character in text)


def _common_problem(text: str, longest: int) -> str | None:
    if len(text) > longest:
        return N_("Deze tekst is te lang. Maak hem korter.")
    return BSN_SENTENCE if holds_bsn(text) else None
