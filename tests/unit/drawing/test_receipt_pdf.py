"""A receipt on paper: an archivable, accessible PDF that holds the signed document and shows any name."""

from __future__ import annotations

import io
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pypdf import PdfReader

from badgeservice.drawing.receipt_pdf import receipt_pdf
from badgeservice.drawing.typst_page import text_letters

RECEIPT = '{"naam":"مريم 😀 李"}'.encode()
SHEET: dict[str, Any] = {
    "language": "nl",
    "name": "Bewijs van controle",
    "author": "badges.example",
    "date": {"year": 2026, "month": 11, "day": 22, "hour": 13, "minute": 5, "second": 0},
    "kind": "valid",
    "mark": "Klopt",
    "title": "Deze badge is echt.",
    "sentence": "De handtekening klopte.",
    "moment": "Gecontroleerd op 22 november 2026",
    "facts_title": "Wat er is gecontroleerd",
    "facts_note": None,
    "facts": [{"label": "Gegeven aan", "value": "Sanne de Boer", "note": "did:web:badges.example"}],
    "checks_title": "Zo is dit gecontroleerd",
    "checks": [
        {"kind": kind, "word": "Woord", "sentence": "Zin."} for kind in ("valid", "invalid", "warning", "unknown")
    ],
    "digest_title": "Vingerafdruk",
    "digest": " ".join(["0123abcd"] * 8),
    "no_digest": "Geen.",
    "how_title": "Zo controleer je dit bewijs",
    "how": ["Een.", "Twee."],
    "closing": "Dit gaat over toen.",
    "attachment": {"name": "bewijs.json", "media_type": "application/json", "description": "Het bewijs"},
    "missing": "☐ staat voor een ander teken.",
}


def pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def with_name(name: str) -> dict[str, Any]:
    return {**SHEET, "facts": [{"label": "Gegeven aan", "value": name, "note": None}]}


def test_it_is_pdf_a_3a_and_pdf_ua_1_in_its_language() -> None:
    reader = PdfReader(io.BytesIO(receipt_pdf(SHEET, RECEIPT)))
    metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    found = dict(re.findall(r"<(pdfaid:part|pdfaid:conformance|pdfuaid:part)>(\w+)<", metadata))
    assert found == {"pdfaid:part": "3", "pdfaid:conformance": "A", "pdfuaid:part": "1"}
    assert reader.trailer["/Root"]["/Lang"] == "nl"
    assert reader.metadata is not None
    assert reader.metadata.title == "Bewijs van controle"


def test_the_signed_document_is_inside_byte_for_byte() -> None:
    attached = PdfReader(io.BytesIO(receipt_pdf(SHEET, RECEIPT))).attachments
    assert dict(attached) == {"bewijs.json": [RECEIPT]}


@pytest.mark.parametrize("kind", ["valid", "invalid", "warning", "unknown"])
def test_every_word_stands_on_one_page(kind: str) -> None:
    [words] = pages(receipt_pdf({**SHEET, "kind": kind}, RECEIPT))
    for expected in (
        "Deze badge is echt.",
        "Sanne de Boer",
        "0123abcd 0123abcd",
        "Gecontroleerd op",
        "Dit gaat over toen.",
    ):
        assert expected in words
    assert "☐" not in words


@pytest.mark.parametrize(
    "name",
    [r"#let x = 1", "$a^2$", "*vet* _schuin_", r"\ u{41} \"", "<b>&amp;", "= Kop", "Ołga Ñuñez Đorđe", "Жанна Ω"],
)
def test_a_name_is_never_read_as_markup(name: str) -> None:
    [words] = pages(receipt_pdf(with_name(name), RECEIPT))
    assert name.replace(" ", "") in words.replace(" ", "")


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Sanne 😀", "Sanne ☐"), ("李 Wei", "☐ Wei"), ("مريم", "☐☐☐☐"), ("a\u202eb", "a☐b"), ("👨\u200d👩", "☐☐")],
)
def test_a_character_without_a_letter_is_a_box_and_the_sheet_says_so(name: str, shown: str) -> None:
    [words] = pages(receipt_pdf(with_name(name), RECEIPT))
    assert shown.replace(" ", "") in words.replace(" ", "")
    assert SHEET["missing"] in words


def test_an_accent_that_stands_apart_is_put_on_its_letter() -> None:
    assert "Renée" in pages(receipt_pdf(with_name("Rene\u0301e"), RECEIPT))[0]


def test_every_letter_we_say_we_have_can_be_drawn() -> None:
    letters = [chr(one) for one in sorted(text_letters())]
    rows = ["".join(letters[place : place + 60]) for place in range(0, len(letters), 60)]
    assert receipt_pdf({**SHEET, "how": rows}, RECEIPT)


def test_the_longest_names_stay_on_one_page() -> None:
    fact = {"label": "Gegeven aan", "value": "W" * 109 + "…", "note": "M" * 109 + "…"}
    check = {
        "kind": "valid",
        "word": "Klopt",
        "sentence": "Een zin van een gewone lengte, zoals die over de lijst van ingetrokken badges.",
    }
    assert len(pages(receipt_pdf({**SHEET, "facts": [fact] * 5, "checks": [check] * 8}, RECEIPT))) == 1


def test_receipts_drawn_at_the_same_moment_do_not_mix() -> None:
    names = [f"Naam{number}" for number in range(12)]
    with ThreadPoolExecutor(4) as threads:
        drawn = list(threads.map(lambda name: receipt_pdf(with_name(name), name.encode()), names))
    for name, pdf in zip(names, drawn, strict=True):
        assert name in pages(pdf)[0]
        assert PdfReader(io.BytesIO(pdf)).attachments["bewijs.json"] == [name.encode()]
