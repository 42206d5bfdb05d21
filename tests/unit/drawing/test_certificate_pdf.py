"""A certificate: archivable and accessible, with the badge inside, the code on page 1, and room for any words."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from certificates import (
    ADDRESS,
    CODE,
    HOLE,
    PICTURE,
    certificate,
    document,
    named,
    pages,
    rendered,
    sheet,
    with_behaviours,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from issued import AWARD, KINDS, SKILLSBADGE, World
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from badgeservice.drawing.certificate_pdf import certificate_pdf
from badgeservice.drawing.qr import qr_modules
from badgeservice.drawing.raster import png_from_svg
from badgeservice.drawing.typst_page import DrawingError, display_letters, text_letters
from badgeservice.formats.baking_svg import svg_around_png
from badgeservice.issuing.kind_words import GOES_WITH_PAPER
from badgeservice.model.award import Evidence

GOLDEN = Path(__file__).resolve().parents[2] / "assets/certificate/praktijkverklaring.txt"
GUARD = "Dit is geen mbo-diploma of mbo-certificaat."
MISSING = "☐ staat voor een teken"
# Paper, and the edges that drawing makes soft.
WHITE = 250


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def tagged(node: Any) -> Iterator[DictionaryObject]:
    """Every element of the tree of tags, in the order in which it is read aloud."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from tagged(child)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from tagged(node["/K"])


def elements(pdf: bytes) -> list[DictionaryObject]:
    return list(tagged(reader(pdf).trailer["/Root"]["/StructTreeRoot"]))


def codes(image: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(image)]


def plain_png(width: int, height: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), (200, 40, 40)).save(file, "PNG")
    return file.getvalue()


def red_area(pdf: bytes) -> tuple[float, float, float, float]:
    """Where a plain_png stands, in millimetres."""
    page = rendered(pdf, dots_per_inch=72).convert("RGB")
    is_red = [max(0, red - green - blue) for red, green, blue in page.get_flattened_data()]
    mask = Image.new("L", page.size)
    mask.putdata([255 if one > 80 else 0 for one in is_red])
    box = mask.getbbox()
    assert box is not None
    left, top, right, bottom = (place * 25.4 / 72 for place in box)
    return left, top, right - left, bottom - top


def test_it_is_pdf_a_3a_and_pdf_ua_1_in_the_language_of_the_badge() -> None:
    root = reader(certificate()).trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()
    found = dict(re.findall(r"<(pdfaid:part|pdfaid:conformance|pdfuaid:part)>(\w+)<", metadata))
    assert found == {"pdfaid:part": "3", "pdfaid:conformance": "A", "pdfuaid:part": "1"}
    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_its_title_says_what_and_whose_and_its_date_is_the_day_it_was_given() -> None:
    metadata = reader(certificate()).metadata
    assert metadata is not None
    assert (metadata.title, metadata.author) == ("Gasten ontvangen, Sanne de Boer", "Hotel Zon")
    assert metadata.creation_date is not None
    assert metadata.creation_date.isoformat() == "2026-11-22T10:00:00+00:00"


def test_the_same_badge_gives_the_same_bytes() -> None:
    assert certificate() == certificate()


def test_the_signed_badge_is_inside_byte_for_byte_and_is_valid() -> None:
    signed = document()
    attached = reader(certificate()).attachments
    assert dict(attached) == {f"badge-{CODE}.json": [signed]}
    assert World().check(attached[f"badge-{CODE}.json"][0]).verdict == "valid"


def test_the_attachment_says_that_it_is_the_source_and_of_which_type() -> None:
    root = reader(certificate()).trailer["/Root"]
    [file] = [one.get_object() for one in root["/AF"]]
    assert file["/AFRelationship"] == "/Source"
    assert file["/EF"]["/F"]["/Subtype"] == "/application/vc"
    assert file["/Desc"] == "De badge zelf, ondertekend door de gever"


def test_its_tags_tell_headings_lists_and_what_the_pictures_show() -> None:
    found = elements(certificate())
    assert [one["/Alt"] for one in found if one["/S"] == "/Figure"] == [
        "Een werkkaart met een bel",
        "QR-code om de badge te controleren",
    ]
    assert [one["/S"] for one in found if str(one["/S"]).startswith("/H")] == ["/H1", "/H2", "/H2", "/H2"]
    assert sum(one["/S"] == "/LI" for one in found) == len(sheet()["behaviours"]) + len(sheet()["details"]) + 1


def test_words_of_the_giver_are_marked_as_the_language_they_are_in() -> None:
    english = certificate(language="en")
    assert reader(english).trailer["/Root"]["/Lang"] == "en"
    assert "nl" in [one.get("/Lang") for one in elements(english)]
    assert "Is this badge real?" in pages(english)[0]


def test_the_words_are_those_of_the_kept_page() -> None:
    written = "\n".join(line.strip() for line in reader(certificate()).pages[0].extract_text().splitlines())
    assert written.replace("\u00a0", " ").strip() == GOLDEN.read_text().strip()


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_fits_one_page_and_says_that_it_is_no_diploma(kind: str) -> None:
    [words] = pages(certificate(KINDS[kind]))
    guard = GOES_WITH_PAPER if kind == "mbo-certificaat" else GUARD
    name = kind.capitalize().replace("-van-", " van ")
    for expected in (name, "Sanne de Boer", "Hotel Zon", "22 november 2026", "7K3M 9QXV 2HTR 5WBD", guard):
        assert expected in words
    assert "badges.example/v/7K3M9QXV2HTR5WBD" in words
    assert MISSING not in words


@pytest.mark.parametrize("award", [SKILLSBADGE, with_behaviours(40)], ids=["short", "long"])
def test_a_phone_reads_the_code_from_page_1(award: Any) -> None:
    assert codes(rendered(certificate(award))) == [ADDRESS]


def test_the_code_is_35_mm_and_has_a_quiet_zone_of_4_modules() -> None:
    page = rendered(certificate(), dots_per_inch=300).convert("L")
    [found] = zxingcpp.read_barcodes(page)
    corner, other = found.position.top_left, found.position.bottom_right
    assert (other.x - corner.x) * 25.4 / 300 == pytest.approx(35, abs=0.5)
    quiet = int(4 * (other.x - corner.x) / (qr_modules(ADDRESS) - 8)) - 3
    around = (corner.x - quiet, corner.y - quiet, other.x + quiet, other.y + quiet)
    page.paste(255, (corner.x - 2, corner.y - 2, other.x + 3, other.y + 3))
    assert min(page.crop(around).get_flattened_data()) > WHITE


def test_the_cord_runs_from_the_edge_of_the_paper_into_the_hole() -> None:
    page = rendered(certificate(), dots_per_inch=144).convert("RGB")
    middle, end = round((210 - 20 - 2 - 57 / 2) * 144 / 25.4), (25 + 57 * HOLE / 100) * 144 / 25.4
    for place in (0, end / 2, end - 3):
        assert page.getpixel((middle, round(place))) == (0x85, 0x70, 0x80)
    assert page.getpixel((middle, round(end + 3))) == (255, 255, 255)


@pytest.mark.parametrize(("width", "height", "shown"), [(600, 200, (57, 19)), (200, 600, (19, 57)), (40, 40, (57, 57))])
def test_a_picture_keeps_its_shape_and_hangs_from_its_upper_edge(
    width: int, height: int, shown: tuple[float, float]
) -> None:
    left, top, across, down = red_area(certificate(picture=svg_around_png(plain_png(width, height))))
    assert (across, down) == pytest.approx(shown, abs=0.8)
    assert top == pytest.approx(25, abs=0.8)
    assert left + across / 2 == pytest.approx(210 - 20 - 2 - 57 / 2, abs=0.8)


def test_a_png_hangs_there_as_well() -> None:
    drawn = certificate(picture=svg_around_png(png_from_svg(PICTURE.decode(), 600)))
    assert len(reader(drawn).pages[0].images) >= 1


def test_without_a_picture_there_is_no_cord() -> None:
    bare = certificate(picture=None)
    assert [one["/Alt"] for one in elements(bare) if one["/S"] == "/Figure"] == ["QR-code om de badge te controleren"]
    assert min(rendered(bare).convert("L").crop((0, 0, 1240, 100)).get_flattened_data()) > WHITE


def test_many_behaviours_go_on_on_the_next_page_and_the_code_stays_on_the_first() -> None:
    found = pages(certificate(with_behaviours(40)))
    assert len(found) == 2
    assert [CODE in words for words in found] == [True, False]
    assert all(f"vriendelijk {number}." in " ".join(found) for number in range(40))
    assert ["Bladzijde 1 van 2" in found[0], "Bladzijde 2 van 2" in found[1]] == [True, True]
    assert all(GUARD in words for words in found)


def test_a_page_alone_has_no_number() -> None:
    assert "Bladzijde" not in pages(certificate())[0]


def test_long_evidence_is_there_to_its_last_word() -> None:
    evidence = (Evidence("Ik zag dit aan de balie. " * 200 + "Einde.", "Waarneming"),)
    found = pages(certificate(replace(AWARD, evidence=evidence)))
    assert len(found) > 1
    assert found[-1].count("Einde.") == 1


@pytest.mark.parametrize(
    "name", ["Maximiliaan Bartholomeus van der Wildenborgh-Oude " * 2 + "tot Nieuwersluis", "W" * 120]
)
def test_a_long_name_stays_beside_the_badge(name: str) -> None:
    pdf = certificate(named(name))
    assert "".join(name.split()) in re.sub(r"[\s\u200b]", "", pages(pdf)[0])
    page = rendered(pdf, dots_per_inch=72).convert("L")
    without_badge = rendered(certificate(named(name), picture=None), dots_per_inch=72).convert("L")
    right = [round(place * 72 / 25.4) for place in (20 + 104 + 1, 25, 190, 80)]
    assert page.crop(tuple(right)).getextrema()[0] < WHITE
    assert without_badge.crop(tuple(right)).getextrema()[0] > WHITE


@pytest.mark.parametrize("name", [r"#let x = 1", "$a^2$", "*vet* _schuin_", r"\ u{41}", "<b>&amp;", "= Kop", "Жанна Ω"])
def test_a_name_is_never_read_as_markup(name: str) -> None:
    [words] = pages(certificate(named(name)))
    assert name.replace(" ", "") in words.replace(" ", "")
    assert MISSING not in words


@pytest.mark.parametrize(
    ("name", "shown"), [("Sanne 😀", "Sanne ☐"), ("李 Wei", "☐ Wei"), ("مريم", "☐☐☐☐"), ("a\u202eb", "a☐b")]
)
def test_a_character_without_a_letter_is_a_box_and_the_sheet_says_where_it_is_kept(name: str, shown: str) -> None:
    pdf = certificate(named(name))
    [words] = pages(pdf)
    assert shown.replace(" ", "") in words.replace(" ", "")
    assert MISSING in words
    [[kept]] = reader(pdf).attachments.values()
    assert name in kept.decode()


@pytest.mark.parametrize("name", ["", "\u200b", " \u2060 "])
def test_a_name_without_a_letter_is_a_box(name: str) -> None:
    assert "voor ☐" in pages(certificate_pdf({**sheet(), "person": name, "badge": name}, b"{}"))[0]


def test_a_soft_hyphen_is_no_letter_that_is_missed() -> None:
    [words] = pages(certificate(named("Zonne\u00adberg")))
    assert "Zonneberg" in words
    assert MISSING not in words


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300), st.text(max_size=2000), st.booleans())
def test_any_words_can_be_drawn(short: str, long: str, is_short: bool) -> None:
    made = sheet()
    words = {
        **dict.fromkeys(("person", "badge", "name", "running", "registered", "picture"), short),
        "behaviours": [{"text": long, "level": None}, {"text": short, "level": short[:20]}],
        "details": [{"label": "Nummer", "values": [short, long]}],
        "evidence": [
            {"name": short, "narrative": [long], "address": f"https://x.example/{short}", "is_short": is_short}
        ],
    }
    assert certificate_pdf({**made, **words, "name": f"{short}, "}, b"{}", PICTURE, HOLE)


def test_every_letter_we_say_we_have_can_be_drawn_in_a_name() -> None:
    for letters in (display_letters() & text_letters(), text_letters() - display_letters()):
        name = "".join(map(chr, sorted(letters)))
        assert certificate_pdf({**sheet(), "person": name, "badge": name}, b"{}")


@pytest.mark.parametrize("broken", [b"<svg", b"text", PICTURE[: len(PICTURE) // 2]])
def test_a_picture_that_cannot_be_drawn_is_our_mistake(broken: bytes) -> None:
    with pytest.raises(DrawingError):
        certificate_pdf(sheet(), b"{}", broken)


def test_certificates_drawn_at_the_same_moment_do_not_mix() -> None:
    awards = [named(f"Naam{number}") for number in range(12)]
    with ThreadPoolExecutor(4) as threads:
        drawn = list(threads.map(certificate, awards))
    for award, pdf in zip(awards, drawn, strict=True):
        assert award.recipient.name in pages(pdf)[0]
        assert next(iter(reader(pdf).attachments.values())) == [document(award)]
