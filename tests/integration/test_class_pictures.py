"""How does a badge class get its picture, and which pictures are refused?"""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from staff_desk import BSN, DESIGN, PART, Desk, is_refused, sentences

BSN_SENTENCE = "Dit lijkt een BSN. Vul geen BSN in."


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


def _png(size=(300, 200)) -> bytes:
    written = BytesIO()
    Image.new("RGB", size, "#336699").save(written, "PNG")
    return written.getvalue()


def test_a_change_of_part_changes_the_picture_too(desk):
    version = desk.draft("deelcertificaat")
    before = desk.version(version).picture_svg
    desk.post(f"/soorten/{version}/woorden", PART | {"part_number": "3"})

    assert desk.version(version).picture_svg != before


def test_a_bsn_is_refused_in_every_text_of_the_picture(desk):
    version = desk.draft()

    for field in ("line1", "line2", "band", "caption"):
        assert is_refused(desk.post(f"/soorten/{version}/plaatje", DESIGN | {field: BSN}), BSN_SENTENCE), field


WRONG_CHOICES = [
    ({"shape": "ster"}, "Kies een vorm uit de lijst."),
    ({"pair": "#ff0000"}, "Kies kleuren uit de lijst."),
    ({"icon": "../../etc/passwd"}, "Kies een plaatje uit de lijst."),
    ({"line1": ""}, "Vul een tekst in voor regel 1."),
    ({"line1": "Dertien teken"}, "Gebruik hooguit 12 tekens."),
    ({"line2": "漢字"}, "Dit teken kan niet op de badge"),
    ({"caption": " "}, "Beschrijf het plaatje"),
]


def test_a_picture_that_cannot_be_drawn_comes_back_with_a_sentence(desk):
    version = desk.draft()
    before = desk.version(version).picture_png

    for choices, sentence in WRONG_CHOICES:
        answer = desk.post(f"/soorten/{version}/plaatje", DESIGN | choices)
        assert is_refused(answer, sentence), (choices, sentences(answer))
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


def test_a_description_that_was_left_as_suggested_follows_the_picture(desk):
    version = desk.draft()
    suggested = desk.version(version).picture_caption
    desk.post(f"/soorten/{version}/plaatje", DESIGN | {"caption": suggested})
    followed = desk.version(version).picture_caption
    desk.post(f"/soorten/{version}/plaatje", DESIGN | {"caption": "Een gele boog", "pair": "koper"})

    assert "dennengroen" in suggested
    assert "mosterd" in followed
    assert desk.version(version).picture_caption == "Een gele boog"


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


WRONG_FILES = [
    (b"\x89PNG\r\n\x1a\nniet echt", "foto.png", "Dit plaatje is beschadigd."),
    (b"GIF89a", "foto.png", "Dit bestand is geen plaatje"),
    (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "foto.png", "Een SVG kan niet."),
    (b"", "leeg.png", "Dit bestand is geen plaatje"),
    (b"", "", "Kies een bestand"),
]


def test_a_file_that_is_no_picture_is_refused_and_the_description_stays(desk):
    version = desk.draft()
    before = desk.version(version).picture_png

    for content, name, sentence in WRONG_FILES:
        upload = {"picture": (BytesIO(content), name), "caption": "Een gast"}
        answer = desk.post(f"/soorten/{version}/plaatje/uploaden", upload)
        assert is_refused(answer, sentence), (content, sentences(answer))
        assert 'value="Een gast"' in answer.text
    assert desk.version(version).picture_png == before


def test_a_file_that_is_too_large_gets_a_page_that_says_so(desk):
    version = desk.draft()
    head = b'--x\r\nContent-Disposition: form-data; name="picture"; filename="foto.png"\r\n\r\n'
    body = head + bytes(12 * 1024 * 1024)
    path = f"{desk.root}/soorten/{version}/plaatje/uploaden"
    answer = desk.client.post(path, data=body, content_type="multipart/form-data; boundary=x")

    assert answer.status_code == 413
    assert "10 MB" in answer.text
