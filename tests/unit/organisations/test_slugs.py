"""Slugs: plain, unique, and never a word that an address needs."""

from __future__ import annotations

from badgeservice.organisations.slugs import free_slug


def test_a_name_becomes_plain_words() -> None:
    assert free_slug("Café 't Hörntje & Zn.", 60, lambda _slug: True) == "cafe-t-horntje-zn"


def test_a_taken_slug_gets_a_number() -> None:
    taken = {"hotel-zon", "hotel-zon-2"}
    assert free_slug("Hotel Zon", 60, lambda slug: slug not in taken) == "hotel-zon-3"


def test_a_name_without_letters_still_gets_one() -> None:
    assert free_slug("中文", 60, lambda _slug: True) == "badge"


def test_a_long_name_fits() -> None:
    assert len(free_slug("a" * 200, 60, lambda slug: slug.endswith("-9999"))) <= 60


def test_a_reserved_word_is_never_given() -> None:
    assert free_slug("Nieuw", 60, lambda _slug: True) == "nieuw-2"
