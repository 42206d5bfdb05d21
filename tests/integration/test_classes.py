"""How do badge classes come to be, and what is refused on the way?"""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from staff_desk import BSN, DESIGN, PART, SKILL, STATEMENT, Desk, id_in, is_refused, sentences

from badgeservice.organisations.roles import Role
from badgeservice.storage.tables import BadgeClassRow

FROZEN = "Deze versie is vrijgegeven en verandert niet meer. Maak een nieuwe versie."
BSN_SENTENCE = "Dit lijkt een BSN. Vul geen BSN in."


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


def _png(size=(300, 200)) -> bytes:
    written = BytesIO()
    Image.new("RGB", size, "#336699").save(written, "PNG")
    return written.getvalue()


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

    assert [one["text"] for one in row.behaviours] == ["Je ontvangt gasten vriendelijk.", "Je luistert goed naar een vraag."]
    assert [one["target_code"] for one in row.alignments] == ["25168/B1-K1-W1", "25168/B1-K1-W2"]


def test_what_was_saved_stands_in_the_form_again(desk):
    version = desk.draft("praktijkverklaring")
    page = desk.get(f"/soorten/{version}/woorden").text

    for words in ("Ontbijt verzorgen", "B1-K1-W2 Bereidt het ontbijt voor", "25168", "Je luistert goed naar een vraag."):
        assert words in page


def test_a_change_of_part_changes_the_picture_too(desk):
    version = desk.draft("deelcertificaat")
    before = desk.version(version).picture_svg
    desk.post(f"/soorten/{version}/woorden", PART | {"part_number": "3"})

    assert desk.version(version).picture_svg != before


@pytest.mark.parametrize(
    ("kind", "words", "sentence"),
    [
        ("skillsbadge", {"name": " "}, "Vul de naam van de badge in."),
        ("skillsbadge", {"name": "x" * 81}, "Deze tekst is te lang."),
        ("skillsbadge", {"name": "Gasten\nontvangen"}, "Gebruik één regel"),
        ("skillsbadge", {"description": ""}, "Schrijf in een paar zinnen"),
        ("skillsbadge", {"behaviours": "\r\n"}, "Schrijf minstens één gedragsvoorbeeld op"),
        ("skillsbadge", {"language": "xx"}, "Kies de taal van de badge."),
        ("skillsbadge", {"valid_months": "een jaar"}, "Vul een aantal maanden in"),
        ("skillsbadge", {"part_number": "1", "part_total": "4"}, "Alleen een deelcertificaat"),
        ("skillsbadge", {"skills": "lassen"}, "Begin met het adres van de skill"),
        ("deelcertificaat", {"part_number": "5"}, "Vul in welk deel dit is"),
        ("deelcertificaat", {"part_number": "2", "part_total": "99999"}, "Vul in welk deel dit is"),
        ("praktijkverklaring", {"work_processes": ""}, "minstens één werkproces"),
        ("praktijkverklaring", {"work_processes": "ontbijt"}, "Begin elke regel met de code"),
        ("praktijkverklaring", {"crebo": "2516"}, "Een crebonummer heeft 5 cijfers"),
    ],
)
def test_words_that_are_not_right_come_back_with_a_sentence_and_all_that_was_typed(desk, kind, words, sentence):
    typed = {"skillsbadge": SKILL, "deelcertificaat": PART, "praktijkverklaring": STATEMENT}[kind] | words
    answer = desk.post(f"/soorten/nieuw/{kind}", typed | {"can_be_suspended": "y"})

    assert is_refused(answer, sentence), sentences(answer)
    assert desk.count(BadgeClassRow) == 0
    for name in ("description", "behaviours"):
        if name not in words:
            assert typed[name].split("\r\n")[0] in answer.text


@pytest.mark.parametrize("field", ["name", "description", "behaviours", "work_processes"])
def test_a_bsn_is_refused_in_every_free_field_of_a_badge_class(desk, field):
    typed = STATEMENT | {field: f"{STATEMENT[field]} {BSN}"}

    assert is_refused(desk.post("/soorten/nieuw/praktijkverklaring", typed), BSN_SENTENCE)
    assert desk.count(BadgeClassRow) == 0


@pytest.mark.parametrize("field", ["line1", "line2", "band", "caption"])
def test_a_bsn_is_refused_in_every_text_of_the_picture(desk, field):
    version = desk.draft()

    assert is_refused(desk.post(f"/soorten/{version}/plaatje", DESIGN | {field: BSN}), BSN_SENTENCE)


@pytest.mark.parametrize(
    ("choices", "sentence"),
    [
        ({"shape": "ster"}, "Kies een vorm uit de lijst."),
        ({"pair": "#ff0000"}, "Kies kleuren uit de lijst."),
        ({"icon": "../../etc/passwd"}, "Kies een plaatje uit de lijst."),
        ({"line1": ""}, "Vul een tekst in voor regel 1."),
        ({"line1": "Dertien teken"}, "Gebruik hooguit 12 tekens."),
        ({"line2": "漢字"}, "Dit teken kan niet op de badge"),
        ({"caption": " "}, "Beschrijf het plaatje"),
    ],
)
def test_a_picture_that_cannot_be_drawn_comes_back_with_a_sentence(desk, choices, sentence):
    version = desk.draft()
    before = desk.version(version).picture_png
    answer = desk.post(f"/soorten/{version}/plaatje", DESIGN | choices)

    assert is_refused(answer, sentence), sentences(answer)
    assert desk.version(version).picture_png == before


def test_a_preview_shows_the_choices_and_saves_nothing(desk):
    version = desk.draft()
    before = desk.version(version).picture_png
    page = desk.post(f"/soorten/{version}/plaatje", DESIGN | {"action": "preview"})
    picture = desk.get(f"/soorten/{version}/voorbeeld.svg?shape=boog&pair=koper&icon=truck&line1=Laden&line2=&band=")

    assert page.status_code == 200
    assert "pair=mosterd" in page.text
    assert desk.version(version).picture_png == before
    assert picture.mimetype == "image/svg+xml"
    assert "#C8743A" in picture.text


def test_a_preview_of_what_cannot_be_drawn_is_an_error_and_no_picture(desk):
    version = desk.draft()

    assert desk.get(f"/soorten/{version}/voorbeeld.svg?shape=boog&line1=%3Csvg%3E").status_code == 400


def test_an_own_picture_is_kept_as_a_clean_square(desk):
    version = desk.draft()
    upload = {"picture": (BytesIO(_png()), "foto.png"), "caption": "Blauw vlak"}
    answer = desk.post(f"/soorten/{version}/plaatje/uploaden", upload)

    assert answer.status_code == 303
    with Image.open(BytesIO(desk.get(f"/soorten/{version}/plaatje.png").data)) as picture:
        assert picture.size == (600, 600)
    assert desk.get(f"/soorten/{version}/plaatje.svg").status_code == 404
    assert desk.get(f"/soorten/{version}/plaatje").status_code == 200
    assert desk.post(f"/soorten/{version}/vrijgeven").status_code == 303
    assert desk.get("").status_code == 308
    assert desk.get("/").status_code == 200


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\nniet echt", "foto.png", "Dit plaatje is beschadigd."),
        (b"GIF89a", "foto.png", "Dit bestand is geen plaatje"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "foto.png", "Een SVG kan niet."),
        (b"", "leeg.png", "Dit bestand is geen plaatje"),
        (b"", "", "Kies een bestand"),
    ],
)
def test_a_file_that_is_no_picture_is_refused_and_the_description_stays(desk, content, name, sentence):
    version = desk.draft()
    before = desk.version(version).picture_png
    answer = desk.post(f"/soorten/{version}/plaatje/uploaden", {"picture": (BytesIO(content), name), "caption": "Een gast"})

    assert is_refused(answer, sentence), sentences(answer)
    assert 'value="Een gast"' in answer.text
    assert desk.version(version).picture_png == before


def test_a_file_that_is_too_large_gets_a_page_that_says_so(desk):
    version = desk.draft()
    upload = {"picture": (BytesIO(b"\x89PNG" + bytes(12 * 1024 * 1024)), "foto.png"), "caption": "Een gast"}
    answer = desk.post(f"/soorten/{version}/plaatje/uploaden", upload)

    assert answer.status_code == 413
    assert "10 MB" in answer.text
    # The test client sends it by way of a file, which it leaves open.
    answer.request.environ["wsgi.input"].close()


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


@pytest.mark.parametrize("path", ["", "/woorden", "/plaatje", "/plaatje/uploaden", "/vrijgeven", "/plaatje.png", "/voorbeeld.svg"])
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
