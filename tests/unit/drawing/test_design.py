"""A design is judged before it is drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from badgeservice.drawing.design import ICONS, PAIRS, SHAPES, BadgeDesign, design_problems
from badgeservice.drawing.first_design import first_design
from badgeservice.drawing.pairs import WITHDRAWN, contrast
from badgeservice.model.achievement import Kind

GUESTS = BadgeDesign(
    Kind.SKILLSBADGE, "rond", "dennengroen", "door-open-fill", "Gasten", "ontvangen", "Hotel Zon", None
)
PART = replace(GUESTS, kind=Kind.DEELCERTIFICAAT, shape="ring", part=(2, 4))


def test_a_sound_design_has_no_problems() -> None:
    assert design_problems(GUESTS) == {}
    assert design_problems(PART) == {}


@pytest.mark.parametrize(
    ("design", "field"),
    [
        (replace(GUESTS, shape="ring"), "shape"),
        (replace(GUESTS, pair="blauw"), "pair"),
        (replace(GUESTS, icon="github"), "icon"),
        (replace(GUESTS, line1=" "), "line1"),
        (replace(GUESTS, line1="x" * 13), "line1"),
        (replace(GUESTS, line2="x" * 13), "line2"),
        (replace(GUESTS, band="x" * 19), "band"),
        (replace(PART, part=(5, 4)), "part"),
        (replace(PART, part=(0, 4)), "part"),
        (replace(PART, part=(1, 13)), "part"),
        (replace(PART, part=(1, 1)), "part"),
    ],
)
def test_each_impossible_choice_is_a_sentence_at_its_field(design: BadgeDesign, field: str) -> None:
    problems = design_problems(design)
    assert list(problems) == [field]
    assert problems[field].endswith(".")


def test_a_text_of_exactly_the_longest_length_is_accepted() -> None:
    assert design_problems(replace(GUESTS, line1="W" * 12, line2="W" * 12, band="W" * 18)) == {}


@pytest.mark.parametrize(
    ("text", "shown"), [("日本", "日 本"), ("Gast 😀", "😀"), ("a\tb", "U+0009"), ("a\u202eb", "U+202E")]
)
def test_a_character_without_a_letter_is_named(text: str, shown: str) -> None:
    assert design_problems(replace(GUESTS, line2=text)) == {"line2": f"Dit teken kan niet op de badge: {shown}"}
    assert design_problems(replace(GUESTS, band=text)) == {"band": f"Dit teken kan niet op de badge: {shown}"}


@pytest.mark.parametrize("text", ["Café-crème", "Ĳsselmeer", "Zoë & Åsa", "Łódź, Çeşme", "“A” – ’s", "€ 5 + 10%"])
def test_letters_of_the_latin_languages_are_accepted(text: str) -> None:
    assert design_problems(replace(GUESTS, line1=text, band=text)) == {}


def test_a_letter_typed_with_a_loose_accent_counts_as_one() -> None:
    assert replace(GUESTS, line1="e\u0301" * 12).lines[0] == "é" * 12
    assert design_problems(replace(GUESTS, line1="e\u0301" * 12)) == {}


@pytest.mark.parametrize("name", PAIRS)
def test_every_pair_can_be_read(name: str) -> None:
    assert contrast(PAIRS[name].ground, PAIRS[name].text) >= 4.5
    assert contrast(PAIRS[name].band, PAIRS[name].band_text) >= 4.5
    assert contrast(PAIRS[name].ground, PAIRS[name].band) >= 3


def test_a_withdrawn_badge_can_still_be_read() -> None:
    assert WITHDRAWN.contrast >= 4.5


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#777777") == pytest.approx(4.478, abs=0.001)


def test_the_pairs_with_a_light_ground_are_those_with_dark_text() -> None:
    light = {name for name, pair in PAIRS.items() if pair.is_light}
    assert light == {"mosterd", "rozenhout", "linde", "zeelucht", "koper"}


def test_every_icon_has_a_name_of_its_own() -> None:
    assert len(ICONS) >= 60
    assert len(set(ICONS.values())) == len(ICONS)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "日本",
        "A",
        "Magazijnmedewerker",
        "Gasten ontvangen bij de receptie",
        "x" * 200,
        "Ẁ" * 30,
        "🎉 Feest",
        "ß" * 20,
    ],
)
@pytest.mark.parametrize("kind", list(Kind))
def test_the_first_design_of_any_name_has_no_problems(kind: Kind, name: str) -> None:
    design = first_design(kind, name, f"{name} B.V.", (1, 3))
    assert design_problems(design) == {}
    assert design.shape in SHAPES[kind]


def test_the_first_design_spreads_the_name_over_two_lines_and_picks_a_fitting_icon() -> None:
    design = first_design(Kind.SKILLSBADGE, "Gasten ontvangen", "Hotel Zon")
    assert (design.line1, design.line2, design.band) == ("Gasten", "ontvangen", "Hotel Zon")
    assert design.icon == "door-open-fill"


def test_a_long_word_is_broken_before_a_syllable() -> None:
    design = first_design(Kind.SKILLSBADGE, "Magazijnmedewerker", "Hotel Zon")
    assert design.lines == ("Magazijn-", "medewerker")


def test_a_long_giver_is_cut_between_words() -> None:
    assert first_design(Kind.SKILLSBADGE, "A", "Van der Berg Transport B.V.").band == "Van der Berg"
    assert first_design(Kind.SKILLSBADGE, "A", "Supermarkt De Hoek").band == "Supermarkt De Hoek"
