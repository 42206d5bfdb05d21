"""The code under the QR: 80 random bits, typed in any way a person types."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgeservice.model.check_code import code_from, in_groups, read_code


@given(st.binary(min_size=10, max_size=10))
def test_a_code_is_read_back_however_it_is_written(random: bytes) -> None:
    code = code_from(random)
    assert read_code(code) == code
    assert read_code(in_groups(code).lower().replace(" ", "-")) == code


def test_different_random_bytes_give_different_codes() -> None:
    assert code_from(b"\0" * 10) == "0" * 16
    assert code_from(b"\xff" * 10) == "Z" * 16


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    assert read_code("oil0 oil0 oil0 oil0") == "0110011001100110"


@pytest.mark.parametrize("typed", ["", "ABC", "U" * 16, "0" * 17, "<script>", "0" * 15 + "!", "é" * 16])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) is None
