"""What a learner reads is plain: short sentences of easy Dutch words (A2), and English that is as short."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest
import textstat
from words_of_learners import files, messages_of_learners

from badgeservice.wording import TRANSLATIONS, translator

PLACE = re.compile(r"%\(\w+\)s|\{\w+\}")
NUMBER = re.compile(r"%\((?:num|all|total|number|count)\)s|\{(?:days|number|count)\}")
TAG = re.compile(r"<[^>]*>|&\w+;")
SENTENCE = re.compile(r"[^.!?:]+[.!?:]*")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

# A name or a date counts as two words. Reading ease is that of Flesch-Douma: 80 is "easy", 60 is "plain".
STAND_IN = "Jan Bakker"
LONGEST_SENTENCE, LONGEST_WANTED, LONGEST_ON_AVERAGE = 12, 10, 7
EASE_ON_AVERAGE, LEAST_EASE, WORDS_TO_JUDGE = 80, 60, 5
LONGEST_IN_ENGLISH = 14

# Sentences of 11 or 12 words that could not be made shorter. This list may only shrink.
LONGER: frozenset[str] = frozenset()

# What is hard to read and has to be said, with the reason. This list may only shrink.
HARD = {
    "Dit is geen mbo-diploma of mbo-certificaat.": "the law gives these names",
    "Badgeservice · open badges volgens Open Badges 3.0": "the name of the standard",
    "Vaste vorm van de ondertekening": "for who looks into the evidence, folded away",
    "De gever heeft deze badge ingetrokken.": "our word for it, explained where it is met",
    "%(giver)s heeft deze badge ingetrokken.": "our word for it, explained where it is met",
    "De gever heeft deze badge tijdelijk stopgezet.": "our word for it, explained where it is met",
    "%(giver)s heeft deze badge tijdelijk stopgezet op %(day)s.": "our word for it, explained where it is met",
}

# English words that Dutch has taken over, and short names that are the same in every language.
LOAN_WORDS = """
app badge badges browser code codes computer contact cv download e-mail https internet json jwt link links mail mb
online open pdf png poster print privacy qr qr-code scan schema skill skills stop svg wallet website websites whatsapp
zip bsn kvk
"""
# Dutch words that are spelled like an English one, those that stay Dutch in English, and names of services and files.
DUTCH_TOO = """
bewijs branche de deelcertificaat door had hulp in is je later let letters mbo-certificaat met mijn moment of over van
was we week begin werkproces werkprocessen zelf rail elders
badgeservice linkedin index html leesmij txt
"""
FORBIDDEN = frozenset({"competent", "competente", "geslaagd", "geslaagde", "behaald", "behaalde", "u", "uw", "uzelf"})


def said(message: str) -> str:
    return PLACE.sub(STAND_IN, NUMBER.sub("12", TAG.sub("", message)))


def sentences(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (found.strip() for found in SENTENCE.findall(said(text)) if textstat.lexicon_count(found))


def ease(texts: Iterable[str]) -> float:
    return float(textstat.flesch_reading_ease(" ".join(f"{one.rstrip('.!?:')}." for one in sentences(texts))))


def longest(message: str) -> int:
    return max(map(textstat.lexicon_count, sentences([message])), default=0)


def words(message: str) -> set[str]:
    return {word.lower() for word in WORD.findall(PLACE.sub(" ", TAG.sub("", message)))}


@pytest.fixture(autouse=True, scope="module")
def dutch() -> Iterator[None]:
    textstat.set_lang("nl")
    yield
    textstat.set_lang("en_US")


@pytest.fixture(scope="module")
def messages() -> dict[str, str]:
    return messages_of_learners()


def test_the_words_of_learners_are_found_by_following_their_pages(messages: dict[str, str]) -> None:
    names = {file.name for file in files()}
    assert {"keep.html", "stage.html", "base.html", "learner_badges.html", "own_badges.py", "keep.py"} <= names
    assert {"Bewaar mijn badge", "Deze badge is echt.", "Bekijk mijn badge", "Hallo {name},"} <= set(messages)
    assert not [name for name in names if name.startswith("class_words")]
    assert len(messages) >= 300


def test_no_sentence_for_a_learner_is_long(messages: dict[str, str]) -> None:
    assert not [(where, one) for one, where in messages.items() if longest(one) > LONGEST_SENTENCE]


def test_a_sentence_of_more_than_ten_words_is_an_exception(messages: dict[str, str]) -> None:
    assert {one for one in messages if longest(one) > LONGEST_WANTED} == LONGER


def test_sentences_for_learners_are_short_and_easy_on_the_whole(messages: dict[str, str]) -> None:
    read = list(sentences(messages))
    assert sum(map(textstat.lexicon_count, read)) / len(read) <= LONGEST_ON_AVERAGE
    assert ease(messages) >= EASE_ON_AVERAGE


def test_no_message_for_a_learner_is_hard_to_read_unless_there_is_a_reason(messages: dict[str, str]) -> None:
    judged = [one for one in messages if textstat.lexicon_count(said(one)) >= WORDS_TO_JUDGE]
    hard = {one: messages[one] for one in judged if ease([one]) < LEAST_EASE}
    assert set(hard) == set(HARD), [(where, one) for one, where in hard.items() if one not in HARD]


def test_no_english_stands_in_the_dutch_of_learners(messages: dict[str, str]) -> None:
    english = english_words().difference(LOAN_WORDS.split(), DUTCH_TOO.split())
    assert not [(where, one, found) for one, where in messages.items() if (found := words(one) & english)]


def test_nobody_is_called_competent_or_addressed_as_u(messages: dict[str, str]) -> None:
    assert not [(where, one) for one, where in messages.items() if words(one) & FORBIDDEN]


def test_the_english_of_learners_is_as_short(messages: dict[str, str]) -> None:
    english = translator("en")
    read = list(sentences(english(one) for one in messages))
    assert sum(map(textstat.lexicon_count, read)) / len(read) <= LONGEST_IN_ENGLISH


def english_words() -> set[str]:
    """The words that English is written in here, but for those that only stand in for a Dutch name."""
    text = (TRANSLATIONS / "en" / "LC_MESSAGES" / "messages.po").read_text()
    return words(" ".join(re.findall(r'^msgstr(?:\[\d\])? "(.*)"$', text, re.MULTILINE)))
