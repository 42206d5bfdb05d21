"""Everything people read is there in English too, and what is compiled is what was written."""

from __future__ import annotations

import re
from functools import cache

from babel.messages import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from pseudo_words import every_message

from badgeservice.wording import DOMAIN, TRANSLATIONS, VERDICTS, translator

CATALOGUE = TRANSLATIONS / "en" / "LC_MESSAGES" / f"{DOMAIN}.po"
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}|</?\w+>")
BRING_UP_TO_DATE = "Run make words, translate what is new, and run it again."

Identifier = str | tuple[str, ...]


@cache
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en", domain=DOMAIN)


def translated() -> list[Message]:
    return [message for message in catalogue() if message.id]


def test_every_message_has_english() -> None:
    known = {message.id for message in translated() if all(_texts(message.string))}
    assert not every_message() - known, BRING_UP_TO_DATE


def test_no_message_is_left_that_nobody_says() -> None:
    assert not {message.id for message in translated()} - every_message(), BRING_UP_TO_DATE
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


def _values(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def _texts(value: Identifier) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
