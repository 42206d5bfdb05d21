"""Everything people read is there in English too, and what is compiled is what was written."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from badgeservice.wording import DOMAIN, TRANSLATIONS, VERDICTS, translator

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = TRANSLATIONS / "en" / "LC_MESSAGES" / f"{DOMAIN}.po"
FOLDERS = ("badgeservice", "templates")
KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None, "lazy_gettext": None}
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}|</?\w+>")
BRING_UP_TO_DATE = "Run make words, translate what is new, and run it again."

Identifier = str | tuple[str, ...]


@cache
def extracted() -> frozenset[Identifier]:
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["babel"]["mappings"]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in mappings]
    found = extract_from_dir(ROOT, methods, keywords=KEYWORDS, directory_filter=lambda path: _is_ours(Path(path)))
    return frozenset(message for _, _, message, _, _ in found)


@cache
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en", domain=DOMAIN)


def translated() -> list[Message]:
    return [message for message in catalogue() if message.id]


def test_every_message_has_english() -> None:
    known = {message.id for message in translated() if all(_texts(message.string))}
    assert not extracted() - known, BRING_UP_TO_DATE


def test_no_message_is_left_that_nobody_says() -> None:
    assert not {message.id for message in translated()} - extracted(), BRING_UP_TO_DATE
    assert not catalogue().obsolete, BRING_UP_TO_DATE


def test_no_translation_is_a_guess() -> None:
    assert not [message.id for message in translated() if message.fuzzy]


def test_english_has_a_singular_and_a_plural() -> None:
    assert catalogue().num_plurals == 2
    assert all(len(message.string) == 2 for message in translated() if isinstance(message.id, tuple))


def test_a_translation_names_the_same_values() -> None:
    pairs = [pair for message in translated() for pair in zip(_texts(message.id), _texts(message.string), strict=True)]
    assert not [(dutch, english) for dutch, english in pairs if english and _values(dutch) != _values(english)]


def test_the_compiled_catalogue_is_what_was_written() -> None:
    # Message by message: the header also names the version of the tool that wrote it.
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = {_texts(message.id): _texts(message.string) for message in read_mo(file) if message.id}
    written = {_texts(message.id): _texts(message.string) for message in translated()}
    assert compiled == written, BRING_UP_TO_DATE


def test_verdicts_are_said_in_english_as_they_were_designed() -> None:
    english = translator("en")
    assert {english(heading) for heading, _ in VERDICTS.values()} == {
        "This badge is real.",
        "Take care.",
        "This badge is not valid.",
        "We could not check this.",
        "This is not a badge.",
    }
    assert (
        english("De badge kan echt zijn, maar ook nep. We weten het niet.")
        == "The badge may be real or fake. We do not know."
    )


def _is_ours(folder: Path) -> bool:
    return folder == ROOT or folder.relative_to(ROOT).parts[0] in FOLDERS


def _values(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def _texts(value: Identifier) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
