"""Text is made alike for searching."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from badgeservice.model.folding import folded, searched_words, stem


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Hygiënisch  werken", "hygienisch werken"),
        ("B1-K1-W1", "b1 k1 w1"),
        ("Café's", "cafe s"),
        ("😀 …", ""),
        ("", ""),
    ],
)
def test_case_accents_and_marks_are_gone(text: str, plain: str) -> None:
    assert folded(text) == plain


@pytest.mark.parametrize(
    ("one", "other"),
    [("boom", "bomen"), ("kat", "katten"), ("ontvangt", "ontvangen"), ("gast", "gasten"), ("kamer", "kamers")],
)
def test_a_word_and_its_plural_or_verb_form_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_words_and_stems_are_kept_once() -> None:
    assert searched_words("Bomen planten", "bomen").split() == ["bomen", "planten", "bom", "plant"]


@given(st.text(max_size=200))
@example("\N{MATHEMATICAL MONOSPACE CAPITAL A}\N{MATHEMATICAL BOLD CAPITAL ALPHA}")
def test_folded_text_holds_only_letters_digits_and_single_spaces(text: str) -> None:
    plain = folded(text)
    assert plain == " ".join(plain.split())
    assert all(one.isalnum() or one == " " for one in plain)
    assert folded(plain) == plain
