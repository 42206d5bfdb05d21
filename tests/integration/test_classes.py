"""How do badge classes come to be, and what is refused on the way?"""

from __future__ import annotations

import pytest
from staff_desk import BSN, DESIGN, SKILL, STATEMENT, WORDS, Desk, id_in, is_refused, sentences

from badgeservice.organisations.roles import Role
from badgeservice.storage.tables import BadgeClassRow

FROZEN = "Deze versie is vrijgegeven en verandert niet meer. Maak een nieuwe versie."
BSN_SENTENCE = "Dit lijkt een BSN. Vul geen BSN in."


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


@pytest.mark.parametrize("kind", ["skillsbadge", "deelcertificaat", "praktijkverklaring"])
def test_every_kind_goes_from_words_and_picture_to_a_released_badge(desk, kind):
    assert desk.post("/soorten/nieuw", {"kind": kind}).location == f"{desk.root}/soorten/nieuw/{kind}"
    version = desk.draft(kind)
    assert desk.get(f"/soorten/{version}/plaatje").status_code == 200
    picture = desk.post(f"/soorten/{version}/plaatje", DESIGN)
    check = desk.client.get(picture.location)
    released = desk.post(f"/soorten/{version}/vrijgeven")

    assert picture.location == f"{desk.root}/soorten/{version}/vrijgeven"
    assert "Je luistert goed naar een vraag." in check.text
    assert released.location == f"{desk.root}/soorten/{version}"
    assert "Vrijgegeven" in desk.client.get(released.location).text
    assert desk.version(version).state == "released"


def test_behaviours_are_one_a_line_without_bullets_and_codes_become_alignments(desk):
    row = desk.version(desk.draft("praktijkverklaring"))

    texts = [one["text"] for one in row.behaviours]
    assert texts == ["Je ontvangt gasten vriendelijk.", "Je luistert goed naar een vraag."]
    assert [one["target_code"] for one in row.alignments] == ["25168/B1-K1-W1", "25168/B1-K1-W2"]


def test_what_was_saved_stands_in_the_form_again(desk):
    version = desk.draft("praktijkverklaring")
    page = desk.get(f"/soorten/{version}/woorden").text

    for words in (
        "Ontbijt verzorgen",
        "B1-K1-W2 Bereidt het ontbijt voor",
        "25168",
        "Je luistert goed naar een vraag.",
    ):
        assert words in page


WRONG_WORDS = [
    ("skillsbadge", {"name": " "}, "Vul de naam van de badge in."),
    ("skillsbadge", {"name": "x" * 81}, "Deze tekst is te lang."),
    ("skillsbadge", {"name": "Gasten\nontvangen"}, "Gebruik één regel"),
    ("skillsbadge", {"description": ""}, "Schrijf in een paar zinnen"),
    ("skillsbadge", {"behaviours": "\r\n"}, "Schrijf minstens één gedragsvoorbeeld op"),
    ("skillsbadge", {"language": "xx"}, "Kies de taal van de badge."),
    ("skillsbadge", {"valid_months": "een jaar"}, "Vul een aantal maanden in"),
    ("skillsbadge", {"part_number": "1", "part_total": "4"}, "Alleen een deelcertificaat"),
    ("skillsbadge", {"skills": "lassen"}, "Begin met het adres van de skill"),
    ("skillsbadge", {"skills": "http://linkeddata.competentnl.nl/{x} Lassen"}, "Begin met het adres van de skill"),
    ("deelcertificaat", {"part_number": "5"}, "Vul in welk deel dit is"),
    ("deelcertificaat", {"part_number": "2", "part_total": "99999"}, "Vul in welk deel dit is"),
    ("praktijkverklaring", {"work_processes": ""}, "minstens één werkproces"),
    ("praktijkverklaring", {"work_processes": "ontbijt"}, "Begin elke regel met de code"),
    ("praktijkverklaring", {"crebo": "2516"}, "Een crebonummer heeft 5 cijfers"),
]


def test_words_that_are_not_right_come_back_with_a_sentence_and_all_that_was_typed(desk):
    for kind, words, sentence in WRONG_WORDS:
        typed = WORDS[kind] | words
        answer = desk.post(f"/soorten/nieuw/{kind}", typed | {"can_be_suspended": "y"})

        assert is_refused(answer, sentence), (words, sentences(answer))
        for name in {"description", "behaviours"} - set(words):
            assert typed[name].split("\r\n")[0] in answer.text
    assert desk.count(BadgeClassRow) == 0


def test_a_bsn_is_refused_in_every_free_field_of_a_badge_class(desk):
    for field in ("name", "description", "behaviours", "work_processes"):
        typed = STATEMENT | {field: f"{STATEMENT[field]} {BSN}"}
        assert is_refused(desk.post("/soorten/nieuw/praktijkverklaring", typed), BSN_SENTENCE), field
    assert desk.count(BadgeClassRow) == 0


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("woorden", SKILL | {"name": "Iets anders"}),
        ("plaatje", DESIGN),
        ("plaatje/uploaden", {"caption": "Iets anders"}),
        ("vrijgeven", {}),
    ],
)
def test_a_hand_made_request_on_a_released_version_changes_nothing(desk, path, data):
    version = desk.released()
    before = desk.version(version)
    answer = desk.post(f"/soorten/{version}/{path}", data)
    after = desk.version(version)

    assert answer.status_code == 409
    assert FROZEN in answer.text
    for column in ("name", "behaviours", "picture_png", "picture_caption", "released_at"):
        assert getattr(after, column) == getattr(before, column)


def test_a_change_of_a_released_badge_makes_the_next_version_and_leaves_the_first(desk):
    first = desk.released()
    second = id_in(desk.post(f"/soorten/{first}/nieuwe-versie"))
    again = id_in(desk.post(f"/soorten/{first}/nieuwe-versie"))
    desk.post(f"/soorten/{second}/woorden", SKILL | {"name": "Gasten verwelkomen"})

    assert second == again
    assert (desk.version(first).name, desk.version(second).name) == ("Gasten ontvangen", "Gasten verwelkomen")
    assert desk.version(second).number == 2
    page = desk.get(f"/soorten/{first}").text
    assert "Versie 1" in page
    assert "Versie 2" in page


@pytest.mark.parametrize(
    "path", ["", "/woorden", "/plaatje", "/plaatje/uploaden", "/vrijgeven", "/plaatje.png", "/voorbeeld.svg"]
)
def test_a_badge_class_of_another_organisation_does_not_exist(world, desk, path):
    theirs = Desk(world, name="Groenrijk").draft()

    assert desk.get(f"/soorten/{theirs}{path}").status_code == 404


@pytest.mark.parametrize("path", ["woorden", "plaatje", "plaatje/uploaden", "vrijgeven", "nieuwe-versie"])
def test_a_badge_class_of_another_organisation_cannot_be_changed(world, desk, path):
    other = Desk(world, name="Groenrijk")
    theirs = other.draft()

    assert desk.post(f"/soorten/{theirs}/{path}", SKILL | DESIGN).status_code == 404
    assert other.version(theirs).state == "draft"
    assert other.version(theirs).name == "Gasten ontvangen"


def test_a_praktijkverklaring_asks_for_a_leerbedrijf_id_before_anything_is_typed(world):
    desk = Desk(world)
    garden = world.organisation("Groenrijk")
    client = world.signed_in(world.member(garden, email="groen@voorbeeld.nl"))
    answer = world.post(client, f"/organisatie/{garden.slug}/soorten/nieuw", {"kind": "praktijkverklaring"})

    assert is_refused(answer, "Voor een praktijkverklaring is een leerbedrijf-id nodig.")
    assert is_refused(desk.post("/soorten/nieuw", {}), "Kies een soort badge.")
    assert desk.get("/soorten/nieuw/diploma").status_code == 404


def test_a_session_that_ended_while_typing_gives_the_words_back(world, desk):
    manager = world.member(desk.organisation, Role.COMPOSER, email="sam@voorbeeld.nl")
    client = world.signed_in(manager)
    path = f"{desk.root}/soorten/nieuw/skillsbadge"
    world.clock.forward(hours=13)
    answer = world.post(client, path, SKILL)
    with client.session_transaction() as session:
        session.update({"_user_id": manager.fs_uniquifier, "staff_seen": world.clock().timestamp()})

    assert answer.status_code == 303
    assert "Je luistert goed naar een vraag." in client.get(path).text
    assert desk.count(BadgeClassRow) == 0
