"""Names that look the same to a person are found, at a bounded cost."""

from __future__ import annotations

import time

import pytest

from badgeservice.verification.confusable_names import skeleton


@pytest.mark.parametrize(
    "name",
    ["HOTEL  ZON", "Hótel Zön", "Ноtel Zоn", "H0tel-Zon", "Ⓗotel Zon", "\u200b" * 400 + "Hotel Zon", "ℌotel Z\u030aon"],
)
def test_these_look_like_hotel_zon(name: str) -> None:
    assert skeleton(name) == skeleton("Hotel Zon")


@pytest.mark.parametrize("name", ["Hotel Maan", "Hotel Zonn", "", "\u200b"])
def test_these_do_not(name: str) -> None:
    assert skeleton(name) != skeleton("Hotel Zon")


@pytest.mark.parametrize("character", ["\ufdfa", "\u0301\u0323", "!", "a"])
def test_a_name_of_two_megabytes_costs_next_to_nothing(character: str) -> None:
    began = time.process_time()
    skeleton("Hotel" + character * (2_000_000 // len(character.encode())))
    assert time.process_time() - began < 0.5
