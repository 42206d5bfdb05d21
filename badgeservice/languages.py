"""Which languages can people choose, what are they called, and in which direction are they read?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.mofile import read_mo

from badgeservice.errors import SettingsError
from badgeservice.wording import DOMAIN, TRANSLATIONS


@dataclass(frozen=True)
class Language:
    """A language by its code (BCP 47), its name in that language, and "ltr" or "rtl"."""

    code: str
    name: str
    direction: str = "ltr"

    @property
    def sign(self) -> str:
        """The code as it stands where there is no room for a name."""
        return self.code.upper()


# The words themselves are Dutch; English is complete and is the measure for the others.
DUTCH, ENGLISH = Language("nl", "Nederlands"), Language("en", "English")
KNOWN = (
    DUTCH,
    ENGLISH,
    Language("ar", "العربية", "rtl"),
    Language("pl", "Polski"),
    Language("tr", "Türkçe"),
    Language("uk", "Українська"),
)
_BY_CODE = {one.code: one for one in KNOWN}


def by_code(code: str) -> Language:
    """The language with this code; Dutch for every other."""
    return _BY_CODE.get(code, DUTCH)


def folders_of_words(own: Path | None) -> tuple[Path, ...]:
    """Where catalogues lie: in the package, and in the folder of the operator when there is one."""
    return (TRANSLATIONS, own) if own is not None else (TRANSLATIONS,)


def offered(asked: tuple[str, ...], own: Path | None) -> tuple[Language, ...]:
    """The languages to choose from, Dutch first: those that were asked for, else those with every word translated.

    Raises SettingsError for a language that is not known, or has no words at all.
    """
    folders = folders_of_words(own)
    if not asked:
        return (DUTCH, *(one for one in KNOWN[1:] if not missing_words(one.code, folders)))
    for code in asked:
        if code not in _BY_CODE:
            known = ", ".join(_BY_CODE)
            raise SettingsError(f'BADGESERVICE_LANGUAGES names "{code}"; choose from {known}.')
        if code != DUTCH.code and not _words(code, folders):
            raise SettingsError(f'BADGESERVICE_LANGUAGES names "{code}", which has no catalogue of words yet.')
    return (DUTCH, *(_BY_CODE[code] for code in dict.fromkeys(asked) if code != DUTCH.code))


def missing_words(code: str, folders: Iterable[Path]) -> frozenset[str]:
    """The message ids that English has and this language has not."""
    return _words(ENGLISH.code, [TRANSLATIONS]) - _words(code, folders)


def _words(code: str, folders: Iterable[Path]) -> frozenset[str]:
    files = (folder / code / "LC_MESSAGES" / f"{DOMAIN}.mo" for folder in folders)
    return frozenset().union(*(_of_file(file) for file in files if file.is_file()))


@cache
def _of_file(file: Path) -> frozenset[str]:
    with file.open("rb") as opened:
        messages = list(read_mo(opened))
    return frozenset(one.id if isinstance(one.id, str) else one.id[0] for one in messages if one.id)
