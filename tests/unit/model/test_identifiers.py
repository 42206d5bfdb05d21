"""Dutch and European identifiers, and the BSN that nobody may leave behind."""

from __future__ import annotations

import pytest

from badgeservice.model import identifiers

BSNS = [
    "123456782",
    "Mijn bsn is 1234.56.782.",
    "123 456 782",
    "bsn:123-456-782",
    "１２３４５６７８２",
    "123_456_782",
    "123,456,782",
    "123\t456\t782",
    "123  456   782",
    "123\u2060456\ufeff782",
    "١٢٣٤٥٦٧٨٢",
]


@pytest.mark.parametrize("text", BSNS)
def test_nine_digits_that_pass_the_eleven_test_are_a_bsn(text: str) -> None:
    assert identifiers.holds_bsn(text)


NO_BSNS = [
    "123456789",
    "0612345678",
    "22-11-2026",
    "25168/B1-K1-W1",
    "1234567820",
    "90000011",
    "",
    "1-9-2026 - 20-11-2026",
]


@pytest.mark.parametrize("text", NO_BSNS)
def test_other_numbers_are_no_bsn(text: str) -> None:
    assert not identifiers.holds_bsn(text)


@pytest.mark.parametrize(
    ("text", "fits"),
    [("01234567", True), ("1234567", False), ("123456789", False), ("1234567a", False), ("١٢٣٤٥٦٧٨", False)],
)
def test_a_kvk_number_has_eight_digits(text: str, fits: bool) -> None:
    assert identifiers.is_kvk(text) is fits


@pytest.mark.parametrize(("text", "fits"), [("25168", True), ("K0123", True), ("2516", False), ("K012", False)])
def test_a_crebo_has_five_digits_or_a_k_and_four(text: str, fits: bool) -> None:
    assert identifiers.is_crebo(text) is fits


@pytest.mark.parametrize(("text", "fits"), [("B1-K1-W1", True), ("P2-K1", True), ("B1-W1", False), ("b1-k1-w1", False)])
def test_a_work_process_has_its_own_code(text: str, fits: bool) -> None:
    assert identifiers.is_work_process(text) is fits


def test_an_esco_address_is_http_with_a_uuid() -> None:
    assert identifiers.is_esco("http://data.europa.eu/esco/skill/335228d2-297d-4e0e-a6ee-bc6a8dc110d9")
    assert not identifiers.is_esco("https://data.europa.eu/esco/skill/335228d2-297d-4e0e-a6ee-bc6a8dc110d9")
    assert not identifiers.is_esco("http://data.europa.eu.evil.example/esco/skill/335228d2-297d-4e0e-a6ee-bc6a8dc110d9")
