"""People can choose a language when all of its words are there, and read it in its own direction."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.mofile import read_mo, write_mo
from pseudo_words import accented, arabic, write_pseudo_words

from badgeservice.errors import SettingsError
from badgeservice.languages import KNOWN, by_code, folders_of_words, missing_words, offered
from badgeservice.wording import translator


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pseudo_words(tmp_path_factory.mktemp("words"))


def codes(asked: tuple[str, ...] = (), own: Path | None = None) -> list[str]:
    return [one.code for one in offered(asked, own)]


def unfinished(folder: Path) -> Path:
    catalogue = Catalog(locale="tr")
    catalogue.add("Mijn badges", "Rozetlerim")
    file = folder / "tr" / "LC_MESSAGES" / "messages.mo"
    file.parent.mkdir(parents=True)
    with file.open("wb") as opened:
        write_mo(opened, catalogue)
    return folder


def test_dutch_and_english_are_offered() -> None:
    assert codes() == ["nl", "en"]


def test_a_language_is_offered_once_all_its_words_are_there(made_up: Path) -> None:
    assert codes(own=made_up) == ["nl", "en", "ar", "pl"]
    assert not missing_words("ar", folders_of_words(made_up))


def test_a_language_with_words_missing_is_offered_only_when_asked_for(tmp_path: Path) -> None:
    own = unfinished(tmp_path)
    assert codes(own=own) == ["nl", "en"]
    assert codes(("tr",), own) == ["nl", "tr"]
    assert "Uitloggen" in missing_words("tr", folders_of_words(own))


@pytest.mark.parametrize(("code", "told"), [("fy", '"fy"; choose from nl, en, ar, pl, tr, uk'), ("uk", "no catalogue")])
def test_a_language_that_cannot_be_read_is_refused_with_a_sentence(code: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        offered((code,), None)


def test_only_arabic_is_read_from_the_right() -> None:
    assert [one.code for one in KNOWN if one.direction == "rtl"] == ["ar"]
    assert by_code("xx").code == "nl"


def test_mail_is_said_in_the_words_of_the_operator_and_else_in_ours(made_up: Path) -> None:
    assert translator("ar", made_up)("Uitloggen") == arabic("Uitloggen")
    assert translator("en", made_up)("Uitloggen") == "Sign out"


def test_made_up_words_keep_what_is_filled_in() -> None:
    assert accented("Stap %(number)s") == "Šťàp %(number)s ~"
    assert arabic("{badge} <b>") == "\u2068{badge}\u2069 <b>"


PLACE = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
APART = re.compile(r"\u2068(?:%\(\w+\)[sd]|\{\w+\})\u2069")


def places_that_may_turn_a_sentence_around(text: str) -> list[str]:
    return PLACE.findall(APART.sub("", text))


@pytest.mark.parametrize("language", [one.code for one in KNOWN if one.direction == "rtl"])
def test_what_is_filled_in_stands_apart_where_words_are_read_from_the_right(language: str, made_up: Path) -> None:
    files = [folder / language / "LC_MESSAGES" / "messages.mo" for folder in folders_of_words(made_up)]
    for file in files:
        if file.is_file():
            with file.open("rb") as opened:
                texts = [one.string for one in read_mo(opened) if one.id]
            said = [text for one in texts for text in ([one] if isinstance(one, str) else one)]
            assert not [text for text in said if places_that_may_turn_a_sentence_around(text)]
    assert places_that_may_turn_a_sentence_around("\u2068{name}\u2069 {badge}") == ["{badge}"]
