"""A message with values keeps the message that stands in the catalogue."""

from __future__ import annotations

from badgeservice.errors import ConflictError
from badgeservice.marking import Filled

OVERLAP = "Er is al een mandaat tot en met %(last)s."


def test_it_reads_as_its_sentence_and_remembers_the_message() -> None:
    sentence = Filled(OVERLAP, last="31-12-2026")
    assert sentence == "Er is al een mandaat tot en met 31-12-2026."
    assert (sentence.message, sentence.values) == (OVERLAP, {"last": "31-12-2026"})


def test_a_value_with_a_percent_sign_stays_as_it_is() -> None:
    assert Filled("Van %(who)s.", who="100% %(last)s") == "Van 100% %(last)s."


def test_an_error_carries_it_as_it_was_made() -> None:
    sentence = Filled(OVERLAP, last="31-12-2026")
    assert ConflictError(sentence).args[0] is sentence
