"""What is different between two versions is found, and only that."""

from __future__ import annotations

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from badgeservice.issuing.version_differences import Difference, differences
from badgeservice.storage.tables import BadgeClassVersionRow

TEXTS = st.lists(st.text(min_size=1, max_size=30), max_size=8, unique=True)


def version(**other) -> BadgeClassVersionRow:
    said = {
        "name": "Gasten ontvangen",
        "description": "Je ontvangt gasten.",
        "language": "nl",
        "behaviours": [{"id": "b1", "text": "Je ontvangt gasten vriendelijk."}],
        "alignments": [],
        "picture_caption": "Een ronde badge",
        "picture_png": b"1",
        "stack_automatic": False,
        "can_be_suspended": False,
    }
    return BadgeClassVersionRow(id=uuid4(), **(said | other))


def behaviours(*texts: str) -> list[dict[str, str]]:
    return [{"id": f"b{place}", "text": text} for place, text in enumerate(texts, 1)]


def test_nothing_is_different_in_the_same_words() -> None:
    assert differences(version(), version(), ["A"], ["A"]) == []


def test_a_behaviour_that_was_reworded_is_a_change_and_others_come_and_go() -> None:
    before = version(behaviours=behaviours("Je dekt de tafel.", "Je zet koffie.", "Je ruimt op."))
    after = version(behaviours=behaviours("Je dekt de tafels.", "Je zet koffie.", "Je meldt wat kapot is."))

    label = "Gedragsvoorbeeld"
    assert differences(before, after) == [
        Difference(label, "changed", "Je dekt de tafel.", "Je dekt de tafels."),
        Difference(label, "added", None, "Je meldt wat kapot is."),
        Difference(label, "removed", "Je ruimt op.", None),
    ]


def test_the_same_behaviours_in_another_order_are_told_as_that() -> None:
    before, after = version(behaviours=behaviours("A", "B")), version(behaviours=behaviours("B", "A"))

    assert differences(before, after) == [Difference("Volgorde van de gedragsvoorbeelden", "changed")]


def test_validity_codes_parts_and_rules_are_compared() -> None:
    code = {"target_type": "ext:ESCOSkill", "target_code": None, "target_name": "gasten ontvangen"}
    found = differences(
        version(valid_months=12, part_number=1, part_total=3),
        version(crebo="25168", alignments=[code], can_be_suspended=True, part_number=1, part_total=4),
        ["Orders pakken", "Laden"],
        ["Orders pakken", "Lossen"],
    )

    assert {(one.label, one.kind, one.before, one.after) for one in found} == {
        ("Onderdeel van de stapel", "added", None, "Lossen"),
        ("Onderdeel van de stapel", "removed", "Laden", None),
        ("Crebonummer", "added", None, "25168"),
        ("Code", "added", None, "gasten ontvangen"),
        ("Deel van een geheel", "changed", "1 / 3", "1 / 4"),
        ("Aantal maanden geldig", "removed", "12", None),
        ("Regel", "added", None, "Kan tijdelijk worden stopgezet"),
    }


def test_another_picture_is_told_also_when_its_description_stayed() -> None:
    assert differences(version(), version(picture_png=b"2")) == [Difference("Plaatje", "changed")]


@given(TEXTS, TEXTS)
def test_what_was_there_minus_what_went_plus_what_came_is_what_is_there(old, new) -> None:
    found = differences(version(behaviours=behaviours(*old)), version(behaviours=behaviours(*new)))
    told = [one for one in found if one.label == "Gedragsvoorbeeld"]
    gone = {one.before for one in told if one.before}
    come = {one.after for one in told if one.after}

    assert (set(old) - gone) | come == set(new)
    assert gone.isdisjoint(new)
    assert come.isdisjoint(old)
