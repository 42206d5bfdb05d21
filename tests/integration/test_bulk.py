"""What does somebody see who has many badges checked at once, or a photo of one?"""

from __future__ import annotations

import base64
import csv
import json
import re
import zipfile
from io import BytesIO, StringIO

import pytest
from photos import photo_of
from second_app import app_with
from staff_desk import Desk, sentences, shown
from werkzeug.datastructures import FileStorage

from badgeservice.drawing.qr import qr_png
from badgeservice.web.bulk import BUDGET_SECONDS, MOST_MISSES, check_all

JSON = {"Accept": "application/json"}
HERE = "http://localhost:8000"
FORGED = ("Fatima Yilmaz", "Femke Yilmaz ")


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


@pytest.fixture
def award(desk):
    return desk.award(desk.given(desk.released()))


@pytest.fixture
def good(award) -> bytes:
    return award.document


@pytest.fixture
def forged(good) -> bytes:
    return good.replace(*(word.encode() for word in FORGED))


def zipped(*files: tuple[str, bytes]) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files:
            made.writestr(name, content)
    return written.getvalue()


def posted(client, *files: tuple[str, bytes], headers=None, **fields: str):
    data = {"file": [(BytesIO(content), name) for name, content in files], **fields}
    return client.post("/controleren", data=data, headers=headers or {})


def title(answer) -> str:
    return shown(re.search(r"<h1[^>]*>(.*?)</h1>", answer.text, re.DOTALL).group(1))


def words(answer) -> str:
    return shown(re.search(r"<main.*</main>", answer.text, re.DOTALL).group()).replace("\u00a0", " ")


def saved(answer, kind: str) -> str:
    content = re.search(rf'href="data:{re.escape(kind)};base64,([^"]+)"', answer.text).group(1)
    return base64.b64decode(content).decode()


def verdicts(answer) -> list[tuple[str, str]]:
    return [(report["input"], report["verdict"]) for report in answer.json["reports"]]


def row(answer, name: str) -> str:
    """What stands in the two rows of one file."""
    groups = re.findall(r"<tbody>.*?</tbody>", answer.text, re.DOTALL)
    return next(shown(group) for group in groups if f">{name}</th>" in group)


def test_several_files_become_a_table_with_the_count_as_its_heading(client, good, forged):
    answer = posted(client, ("a.json", good), ("b.json", forged), ("c.txt", b"hallo"), ("d.json", good))

    assert answer.status_code == 200
    assert title(answer) == "2 van 4 badges zijn echt."
    assert "1 badge is niet geldig. 1 bestand is geen badge." in words(answer)
    assert "Echt Gasten ontvangen Hotel Zon Fatima Yilmaz" in row(answer, "a.json")
    assert "Niet geldig – – –" in row(answer, "b.json")
    assert "De handtekening klopt niet. De badge is veranderd of nagemaakt." in row(answer, "b.json")
    assert "Femke" not in words(answer)
    assert "Geen badge" in row(answer, "c.txt")


@pytest.mark.parametrize(
    ("names", "heading"),
    [
        (("good", "good"), "Alle 2 badges zijn echt."),
        (("good", "forged"), "1 van 2 badges is echt."),
        (("forged", "forged"), "Van geen enkele badge weten we dat hij echt is."),
    ],
)
def test_the_heading_says_no_more_than_is_known(client, request, names, heading):
    files = [(f"{place}.json", request.getfixturevalue(name)) for place, name in enumerate(names)]
    assert title(posted(client, *files)) == heading


def test_a_zip_is_checked_file_by_file_in_its_order(client, good, forged):
    packed = zipped(("map/b.json", forged), ("a.json", good), ("__MACOSX/._a.json", b"x"))
    answer = posted(client, ("alles.zip", packed), headers=JSON)

    assert verdicts(answer) == [("alles.zip/map/b.json", "invalid"), ("alles.zip/a.json", "valid")]
    assert answer.json["reports"][1]["checks"][0]["id"] == "structure"
    assert title(posted(client, ("alles.zip", packed))) == "1 van 2 badges is echt."


def test_a_zip_of_one_badge_is_a_list_of_one(client, good):
    packed = zipped(("a.json", good))
    assert verdicts(posted(client, ("een.zip", packed), headers=JSON)) == [("een.zip/a.json", "valid")]
    assert title(posted(client, ("een.zip", packed))) == "De badge is echt."


def test_one_file_still_answers_with_one_report(client, good):
    assert posted(client, ("a.json", good), headers=JSON).json["verdict"] == "valid"


def test_files_and_zips_go_together(client, good, forged):
    answer = posted(
        client, ("a.json", good), ("b.zip", zipped(("c.json", forged))), ("d.zip", b"PK\x03\x04"), headers=JSON
    )
    assert verdicts(answer) == [("a.json", "valid"), ("b.zip/c.json", "invalid"), ("d.zip", "invalid")]
    assert answer.json["reports"][2]["checks"][0]["message"] == "Dit ZIP-bestand is beschadigd. Maak het opnieuw."


@pytest.mark.parametrize(
    ("packed", "verdict", "sentence"),
    [
        (zipped(), "invalid", "In dit ZIP-bestand zit niets om te controleren."),
        (zipped(("map/", b"")), "invalid", "In dit ZIP-bestand zit niets om te controleren."),
        (b"PK\x03\x04" + b"x" * 90, "invalid", "Dit ZIP-bestand is beschadigd. Maak het opnieuw."),
        (zipped(*((f"{n}.json", b"{}") for n in range(201))), "unknown", "Hier zitten meer dan 200 bestanden in."),
    ],
)
def test_a_zip_that_is_not_read_says_why(client, packed, verdict, sentence):
    report = posted(client, ("alles.zip", packed), headers=JSON).json
    page = posted(client, ("alles.zip", packed))

    assert (report["verdict"], report["format"]) == (verdict, None)
    assert (page.status_code, title(page)) == (
        200,
        "Dit is geen badge." if verdict == "invalid" else "We konden dit niet controleren.",
    )
    assert sentence in words(page)


def test_the_table_can_be_saved_as_csv_and_as_json(client, good, forged):
    answer = posted(client, ("=1+1.json", good), ("b.json", forged))
    table, data = saved(answer, "text/csv;charset=utf-8"), json.loads(saved(answer, "application/json"))

    assert table.startswith("\ufeffinput,verdict,")
    first, second = csv.DictReader(StringIO(table.removeprefix("\ufeff")))
    assert (first["input"], first["verdict"], first["recipient"]) == ("'=1+1.json", "valid", "Fatima Yilmaz")
    assert (second["verdict"], second["reasons"], second["recipient"]) == ("invalid", "proof.signature_invalid", "")
    assert [report["input"] for report in data["reports"]] == ["=1+1.json", "b.json"]
    assert data["reports"][0]["checks"][1]["outcome"] == "passed"


def test_a_name_of_a_file_is_only_ever_text(client, good):
    answer = posted(client, ("<script>alert(1)</script>.json", good), ("a\x1b[31m.json", good))
    assert "<script>alert" not in answer.text
    assert "\x1b" not in answer.text


def test_an_address_of_the_person_is_compared_with_every_badge(client, good):
    answer = posted(client, ("a.json", good), ("b.json", good), headers=JSON, recipient="femke@voorbeeld.nl")
    assert [report["checks"][5]["reason"] for report in answer.json["reports"]] == ["recipient.mismatch"] * 2
    page = posted(client, ("a.json", good), ("b.json", good), recipient="femke@voorbeeld.nl")
    assert "Bij 2 badges moet je opletten." in words(page)


def test_when_time_is_up_the_rest_says_that_it_was_not_checked(app, good):
    moments = iter([0.0, 1.0, BUDGET_SECONDS + 1, BUDGET_SECONDS + 2])
    with app.test_request_context():
        rows = check_all([FileStorage(BytesIO(good), f"{n}.json") for n in range(3)], None, lambda: next(moments))

    assert [one.report["verdict"] for one in rows] == ["valid", "unknown", "unknown"]
    assert [check["reason"] for check in rows[2].report["checks"]] == ["not_checked"] * 7
    assert rows[2].shown["sentence"] == "Hier was geen tijd meer voor. Controleer minder bestanden tegelijk."
    assert rows[2].shown["word"] == "Niet gecontroleerd"


def test_codes_that_nobody_has_count_one_by_one(environment, settings, world, good):
    guesses = [(f"{n}.txt", f"{HERE}/v/AAAABBBBCCCC{n:04}".encode()) for n in range(60)]
    with app_with(environment, world.clock, BADGESERVICE_RATE_LIMITS="on") as app:
        guessing = app.test_client()
        first = posted(guessing, ("codes.zip", zipped(*guesses)), headers=JSON)
        again = posted(guessing, ("a.json", good))

    reasons = [report["checks"][0]["reason"] for report in first.json["reports"]]
    assert reasons == ["parse.not_a_badge"] * MOST_MISSES + ["not_checked"] * (60 - MOST_MISSES)
    assert again.status_code == 429


def test_sound_badges_in_bulk_count_for_nothing(environment, settings, world, good):
    with app_with(environment, world.clock, BADGESERVICE_RATE_LIMITS="on") as app:
        checking = app.test_client()
        packed = zipped(*((f"{n}.json", good) for n in range(20)))
        assert {posted(checking, ("a.zip", packed)).status_code for _ in range(4)} == {200}


def test_200_files_are_answered_in_one_table(client, good):
    answer = posted(client, ("alles.zip", zipped(*((f"{n}.json", good) for n in range(200)))))
    assert title(answer) == "Alle 200 badges zijn echt."
    assert answer.text.count("<tbody>") == 200


def test_a_hostile_zip_gets_an_answer(client):
    bomb = zipped(*((f"{n}.json", b"\0" * 10_500_000) for n in range(30)))
    answer = posted(client, ("bom.zip", bomb), headers=JSON)

    assert answer.status_code == 200
    assert {report["checks"][0]["reason"] for report in answer.json["reports"]} == {"parse.too_large"}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_photo_of_the_code_leads_to_the_badge(client, award, kind):
    photo = photo_of(f"{HERE}/v/{award.code}", size=(640, 480), kind=kind)

    assert posted(client, ("foto", photo)).location == f"/v/{award.code}"
    assert posted(client, ("foto", photo), headers=JSON).json["verdict"] == "valid"


@pytest.mark.parametrize("written", ["{code}", "localhost:8000/v/{code}", f"{HERE}/badges/{{id}}"])
def test_a_photo_may_show_a_code_or_any_link_of_ours(client, award, written):
    photo = photo_of(written.format(code=award.code, id=award.id))
    assert posted(client, ("foto.jpg", photo), headers=JSON).json["verdict"] == "valid"


def test_a_badge_written_in_a_code_is_checked_itself(client):
    answer = posted(client, ("foto.png", qr_png('{"type": ["VerifiableCredential"]}')), headers=JSON)
    assert answer.json["checks"][0]["reason"] not in {"parse.not_a_badge", "image.no_credential"}


@pytest.mark.parametrize("written", ["zomaar een tekst", "WIFI:S:gast;P:geheim;;", "0123456789"])
def test_a_photo_of_another_code_is_no_badge(client, written):
    assert title(posted(client, ("foto.jpg", photo_of(written)))) == "Dit is geen badge."


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/v/AAAABBBBCCCCDDDD", 404, "We kennen deze code niet."),
        ("/bewaren/abcdefghijklmnopqrstuv", 400, "Dit is een link om een badge te bewaren."),
    ],
)
def test_a_photo_of_a_link_without_a_badge_is_refused_at_the_file(client, path, status, sentence):
    answer = posted(client, ("foto.jpg", photo_of(HERE + path)))
    assert answer.status_code == status
    assert any(told.startswith(sentence) for told in sentences(answer))
    assert 'href="#file"' in answer.text


@pytest.mark.parametrize(
    ("photo", "heading", "sentence"),
    [
        (photo_of(), "Dit is geen badge.", "We vonden geen QR-code op deze foto."),
        (photo_of("een", "twee", turn=3), "We konden dit niet controleren.", "Er staan meer QR-codes op deze foto."),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "We konden dit niet controleren.", "Maak een schermafdruk, of kies een JPEG."),
        (photo_of("een")[:5000], "We konden dit niet controleren.", "Deze foto is beschadigd. Maak een nieuwe foto."),
    ],
)
def test_a_photo_that_leads_nowhere_says_what_to_do(client, photo, heading, sentence):
    answer = posted(client, ("foto.jpg", photo))
    assert (answer.status_code, title(answer)) == (200, heading)
    assert sentence in words(answer)


def test_photos_and_badges_are_checked_together(client, award, good):
    files = (("foto.jpg", photo_of(f"{HERE}/v/{award.code}")), ("a.json", good), ("leeg.jpg", photo_of()))
    assert verdicts(posted(client, *files, headers=JSON)) == [
        ("foto.jpg", "valid"),
        ("a.json", "valid"),
        ("leeg.jpg", "invalid"),
    ]


def test_a_picture_with_a_badge_in_it_is_checked_as_that_badge(client, award):
    png = client.get(f"/badges/{award.id}.png").data
    assert posted(client, ("badge.png", png), headers=JSON).json["format"] == "ob3-data-integrity"
