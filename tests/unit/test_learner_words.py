"""What a learner reads is plain: short sentences of easy words (Dutch A2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import textstat
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file

from badgeservice.mail.letters import LETTERS

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(
    file
    for pattern in ("learner*.html", "keep*.html", "kept*.html", "stage.html")
    for file in ROOT.glob(f"templates/{pattern}")
)
MODULES = [
    ROOT / "badgeservice/web/presenters/learner.py",
    ROOT / "badgeservice/web/presenters/asking.py",
    ROOT / "badgeservice/web/presenters/passport.py",
    ROOT / "badgeservice/issuing/decline_reasons.py",
    *sorted(ROOT.glob("badgeservice/web/learner/*.py")),
]
LETTERS_TO_LEARNERS = (
    "badge_given",
    "badge_revoked",
    "badge_restored",
    "badge_suspended",
    "badge_resumed",
    "badge_expires",
    "badge_renewed",
    "learner_link",
    "request_received",
    "request_declined",
)

KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None, "lazy_gettext": None}
PLACE = re.compile(r"%\(\w+\)s|\{\w+\}")
SENTENCE = re.compile(r"[^.!?:]+[.!?:]*")

# A name or a date counts as two words. Below 70 the Dutch reading ease (Flesch-Douma) is no longer easy.
STAND_IN = "Jan Bakker"
LONGEST_SENTENCE, LONGEST_ON_AVERAGE, LEAST_EASE = 10, 8, 70
READ_BY_LEARNERS = [*TEMPLATES, *MODULES]


def messages(file: Path) -> list[str]:
    method = "python" if file.suffix == ".py" else "jinja2"
    found = [message for _, message, _, _ in extract_from_file(method, file, keywords=KEYWORDS)]
    return [one for message in found for one in ((message,) if isinstance(message, str) else message)]


def letter_sentences() -> Iterator[str]:
    for kind in LETTERS_TO_LEARNERS:
        yield from sentences([LETTERS[kind].subject, *LETTERS[kind].paragraphs, LETTERS[kind].button or ""])


def sentences(texts: list[str]) -> Iterator[str]:
    for text in texts:
        spoken = PLACE.sub(STAND_IN, text)
        yield from (found.strip() for found in SENTENCE.findall(spoken) if textstat.lexicon_count(found))


@pytest.fixture(autouse=True, scope="module")
def dutch() -> Iterator[None]:
    textstat.set_lang("nl")
    yield
    textstat.set_lang("en_US")


def test_the_pages_of_learners_are_found() -> None:
    assert len(TEMPLATES) >= 8
    assert sum(len(messages(file)) for file in READ_BY_LEARNERS) >= 80


@pytest.mark.parametrize("file", READ_BY_LEARNERS, ids=lambda file: file.name)
def test_no_sentence_for_a_learner_is_long(file: Path) -> None:
    assert not [one for one in sentences(messages(file)) if textstat.lexicon_count(one) > LONGEST_SENTENCE]


def test_no_sentence_in_a_letter_to_a_learner_is_long() -> None:
    assert not [one for one in letter_sentences() if textstat.lexicon_count(one) > LONGEST_SENTENCE]


def test_learners_read_short_sentences_of_easy_words() -> None:
    read = [one for file in READ_BY_LEARNERS for one in sentences(messages(file))] + list(letter_sentences())
    assert sum(map(textstat.lexicon_count, read)) / len(read) <= LONGEST_ON_AVERAGE
    assert textstat.flesch_reading_ease(" ".join(f"{one.rstrip('.!?:')}." for one in read)) >= LEAST_EASE
