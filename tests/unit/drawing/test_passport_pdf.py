"""A skills paspoort on paper is one page, whatever is in it, and shows as much as fits."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from badgeservice.drawing.passport_pdf import passport_pdf

SHEET: dict[str, Any] = {
    "language": "nl",
    "name": "Skills paspoort van Fatima Yilmaz",
    "author": "badges.example",
    "date": {"year": 2026, "month": 11, "day": 22, "hour": 13, "minute": 5, "second": 0},
    "kind": "Skills paspoort",
    "person": "Fatima Yilmaz",
    "sentence": "Skills, met badges.",
    "skills_title": "Skills",
    "skills_heads": ["Skill", "Bron", "Badges"],
    "more_one": "Nog een enkele.",
    "more_many": "Nog {number} skills.",
    "badges_title": "Badges",
    "badges_heads": ["Nr.", "Badge", "Gegeven door", "Gegeven op", "Code"],
    "check": {
        "title": "Echt?",
        "sentence": "Scan de code.",
        "address": "https://badges.example/controleren",
        "qr": "QR-code",
        "guard": "Geen diploma.",
    },
    "missing": "Een vakje is een ander teken.",
}


def sheet(number: int, each: int = 1, name: str = "Koken", total: int | None = None, **more: Any) -> dict[str, Any]:
    """So many skills with so many badges of their own."""
    skills = [
        {
            "name": name,
            "language": "nl",
            "source": name,
            "numbers": ", ".join(str(at * each + one + 1) for one in range(each)),
            "more": "en nog 12",
            "discs": min(each, 5),
            "upto": (at + 1) * each,
        }
        for at in range(number)
    ]
    badges = [
        {
            "number": str(at + 1),
            "name": name,
            "language": "ar",
            "giver": name,
            "day": "22\u00a0november\u00a02026",
            "code": "ABCD EFGH JKMN PQRS",
            "address": "https://badges.example/v/ABCDEFGHJKMNPQRS",
        }
        for at in range(number * each)
    ]
    return {**SHEET, "skills": skills, "badges": badges, "total": total or number, **more}


def words(pdf: bytes) -> str:
    """The words of the one page."""
    [page] = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(page.extract_text().replace("\u200b", "").replace("\u00a0", " ").split())


def test_few_skills_all_stand_on_it_and_nothing_is_said_of_more() -> None:
    shown = words(passport_pdf(sheet(12)))
    assert len(re.findall("ABCD EFGH JKMN PQRS", shown)) == 12
    assert "Nog" not in shown
    assert "vakje" not in shown


@pytest.mark.parametrize(("total", "sentence"), [(13, "Nog een enkele."), (400, "Nog 388 skills.")])
def test_skills_that_did_not_come_along_are_counted(total: int, sentence: str) -> None:
    assert sentence in words(passport_pdf(sheet(12, total=total)))


def test_of_more_than_fits_the_first_stand_on_it_each_with_its_badges() -> None:
    shown = words(passport_pdf(sheet(40, 3)))
    [left] = re.findall(r"Nog (\d+) skills", shown)
    assert len(re.findall("ABCD EFGH JKMN PQRS", shown)) == (40 - int(left)) * 3
    assert 25 < int(left) < 36


def test_a_character_without_a_letter_is_a_box_that_is_explained() -> None:
    assert "Een vakje is een ander teken." in words(passport_pdf(sheet(1, person="李")))


def test_the_table_and_its_heads_are_tagged() -> None:
    reader = PdfReader(io.BytesIO(passport_pdf(sheet(2))))
    kinds = [str(one.get_object().get("/S")) for one in _below(reader.trailer["/Root"]["/StructTreeRoot"])]
    assert kinds.count("/Table") == 2
    assert kinds.count("/TH") == 8
    assert kinds.count("/H1") == 1
    assert kinds.count("/Figure") == 1


def _below(node: Any) -> list[Any]:
    """Every element of the structure tree."""
    kids = node.get_object().get("/K", [])
    found = [kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])]
    elements = [kid for kid in found if isinstance(kid, dict) and "/S" in kid]
    return [*elements, *(one for element in elements for one in _below(element))]


@settings(max_examples=15, deadline=None)
@given(
    st.sampled_from(["W" * 90, "woord " * 15, "☐", "Één", "ليلى " * 15]),
    st.integers(1, 40),
    st.integers(1, 3),
    st.sampled_from(["W" * 120, "Naam " * 24, "F", "李 小龍"]),
)
def test_it_is_one_page_whatever_stands_in_it(name: str, number: int, each: int, person: str) -> None:
    assert "Echt?" in words(passport_pdf(sheet(number, each, name, total=number + 7, person=person)))
