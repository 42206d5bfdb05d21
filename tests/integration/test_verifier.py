"""What does somebody see who checks a badge?"""

from __future__ import annotations

import base64
import json
import logging
import re
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from second_app import app_with
from sqlalchemy import update
from staff_desk import STATEMENT_WHAT, Desk, is_refused, shown

from badgeservice.organisations import status_lists as lists
from badgeservice.proofs.did_key import did_key, verification_method
from badgeservice.proofs.eddsa_rdfc import sign
from badgeservice.storage.tables import AwardRow

JSON = {"Accept": "application/json"}
REASON = "Gegeven aan de verkeerde persoon."
TYPED_WRONG = "Deze code klopt niet."
UNKNOWN_CODE = "We kennen deze code niet."


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


@pytest.fixture
def award(desk) -> AwardRow:
    return desk.award(desk.given(desk.released()))


def _title(answer) -> str:
    return shown(re.search(r"<h1[^>]*>(.*?)</h1>", answer.text, re.DOTALL).group(1))


def _words(answer) -> str:
    return shown(re.search(r"<main.*</main>", answer.text, re.DOTALL).group()).replace("\u00a0", " ")


def _check(client, headers=JSON, **fields):
    return client.post("/controleren", data=fields, headers=headers)


def _file(content: bytes, name: str):
    return (BytesIO(content), name)


def _reasons(answer) -> dict[str, str]:
    return {check["id"]: check["reason"] for check in answer.json["checks"] if check["outcome"] == "failed"}


def test_a_valid_badge_is_echt_with_who_and_by_whom(client, award):
    answer = client.get(f"/v/{award.code}")

    assert answer.status_code == 200
    assert _title(answer) == "Deze badge is echt."
    words = _words(answer)
    assert "Nu gecontroleerd: 22 november 2026, 14.05 uur." in words
    assert "Fatima Yilmaz" in words
    assert "Werkgever in Zwolle · KvK 00000001" in words
    assert "Je ontvangt gasten vriendelijk." in words
    assert 'src="/badge-classes/gasten-ontvangen/v1/image.svg"' in answer.text
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in answer.headers


def test_a_praktijkverklaring_shows_levels_period_and_who_judged(client, desk):
    award = desk.award(desk.given(desk.released("praktijkverklaring"), STATEMENT_WHAT))
    words = _words(client.get(f"/v/{award.code}"))

    assert "met hulp" in words
    assert "Beoordeeld door Piet Jansen" in words
    assert "1 september 2026 tot en met 20 november 2026" in words
    assert "B1-K1-W1 Ontvangt de gast" in words


def test_a_code_is_read_in_any_case_with_dashes_and_look_alikes(client, award):
    typed = "-".join(award.code[place : place + 4] for place in range(0, 16, 4)).lower().replace("0", "o")

    assert client.get(f"/v/{typed}").status_code == 200
    assert _check(client, {}, input=typed).location == f"/v/{award.code}"


@pytest.mark.parametrize(("typed", "sentence"), [("123", TYPED_WRONG), ("AAAA BBBB CCCC DDDD", UNKNOWN_CODE)])
def test_a_code_with_a_typo_comes_back_with_what_was_typed(client, typed, sentence):
    answers = [client.get(f"/v/{typed}"), _check(client, {}, input=typed)]

    for answer in answers:
        assert answer.status_code == 404
        assert sentence in _words(answer)
        assert f'value="{typed}"' in answer.text


def test_the_report_is_the_same_as_json(client, award):
    report = client.get(f"/v/{award.code}", headers=JSON).json

    assert report["verdict"] == "valid"
    assert report["format"] == "ob3-data-integrity"
    assert report["issuer"]["name"] == "Hotel Zon"
    assert [check["id"] for check in report["checks"]][:5] == ["structure", "proof", "validity", "status", "issuer"]
    assert _check(client, input=award.code).json["checks"] == report["checks"]
    download = client.get(f"/v/{award.code}?rapport=json")
    assert download.headers["Content-Disposition"] == f'attachment; filename="controle-{award.code}.json"'
    assert download.json["verdict"] == "valid"


def test_a_revoked_badge_says_when_by_whom_and_why(client, desk, award):
    desk.post(f"/gegeven/{award.id}/intrekken", {"why": "other", "reason": REASON})
    answer = client.get(f"/v/{award.code}")

    assert _title(answer) == "Deze badge is niet geldig."
    words = _words(answer)
    assert "Hotel Zon heeft deze badge ingetrokken op 22 november 2026." in words
    assert f"Reden {REASON}" in words
    assert "Skillsbadge, ingetrokken" in words
    assert _reasons(client.get(f"/v/{award.code}", headers=JSON)) == {"status": "status.revoked"}


def test_a_suspended_badge_is_not_valid_until_it_is_resumed(client, desk):
    award = desk.award(desk.given(desk.released(can_be_suspended="y")))
    desk.post(f"/gegeven/{award.id}/stopzetten", {"why": "other", "reason": REASON})

    assert "tijdelijk stopgezet op 22 november 2026" in _words(client.get(f"/v/{award.code}"))
    assert _reasons(client.get(f"/v/{award.code}", headers=JSON)) == {"status": "status.suspended"}


def test_a_badge_on_a_suspension_list_that_was_revoked_for_good_is_said_to_be_revoked(client, desk):
    award = desk.award(desk.given(desk.released(can_be_suspended="y")))
    desk.post(f"/gegeven/{award.id}/intrekken", {"why": "other", "reason": REASON})

    assert "ingetrokken op 22 november 2026" in _words(client.get(f"/v/{award.code}"))
    assert _reasons(client.get(f"/v/{award.code}", headers=JSON)) == {"status": "status.revoked"}
    pasted = _check(client, input=award.document.decode())
    assert _reasons(pasted) == {"status": "status.revoked"}


def test_an_expired_badge_says_until_when_it_was_valid(client, desk, clock):
    award = desk.award(desk.given(desk.released(valid_months="12")))
    clock.forward(days=400)

    words = _words(client.get(f"/v/{award.code}"))
    assert "De badge was geldig tot en met 21 november 2027." in words
    assert "niet meer geldig" in words


def test_the_verdict_rests_on_the_signed_list_and_not_on_our_rows(client, world, award):
    with world.database.writing() as session:
        session.execute(update(AwardRow).values(revoked_at=world.clock()))

    assert client.get(f"/v/{award.code}", headers=JSON).json["verdict"] == "valid"


def test_stored_bytes_that_were_changed_are_not_valid(client, world, award):
    with world.database.writing() as session:
        session.execute(update(AwardRow).values(document=award.document.replace(b"Fatima", b"Femke ")))

    answer = client.get(f"/v/{award.code}")
    assert _title(answer) == "Deze badge is niet geldig."
    assert "Femke" not in _words(answer)


def test_a_status_list_of_last_week_is_signed_anew_when_a_badge_is_checked(client, clock, award):
    clock.forward(days=8)

    assert client.get(f"/v/{award.code}", headers=JSON).json["verdict"] == "valid"


def test_a_stale_list_that_cannot_be_signed_anew_is_unknown_not_valid(client, clock, award, monkeypatch):
    monkeypatch.setattr(lists, "SIGN_AGAIN_AFTER", lists.VALID_FOR * 9)
    clock.forward(days=8)

    answer = client.get(f"/v/{award.code}")
    assert _title(answer) == "We konden dit niet controleren."
    assert "image.svg" not in answer.text
    assert "Niet gecontroleerd" in _words(answer)


@pytest.mark.parametrize(
    "link", ["/v/{code}", "/badges/{id}", "/badges/{id}.json", "/badges/{id}.png", "/ob2/assertions/{id}"]
)
def test_a_link_of_ours_is_checked_as_the_badge_behind_it(client, award, link):
    address = "http://localhost:8000" + link.format(code=award.code, id=award.id)

    assert _check(client, input=address).json["verdict"] == "valid"
    assert _check(client, input=address.removeprefix("http://")).json["verdict"] == "valid"
    assert _check(client, file=_file(address.encode() + b"\n", "link.txt")).json["verdict"] == "valid"


def test_a_link_to_keep_a_badge_is_not_a_link_to_check_one(client):
    answer = _check(client, {}, input="http://localhost:8000/bewaren/abcdefghijklmnopqrstuv")

    assert is_refused(answer, "Dit is een link om een badge te bewaren.")


def test_a_link_of_somebody_else_is_unknown_and_asks_to_try_again(client):
    answer = _check(client, {}, input="https://badges.voorbeeld.nl/x")

    assert _title(answer) == "We konden dit niet controleren."
    assert _check(client, input="https://badges.voorbeeld.nl/x").json["checks"][0]["reason"] == "fetch.unreachable"


def test_a_pasted_badge_is_checked_and_shown_as_ours(client, award):
    answer = _check(client, {}, text=json.dumps(json.loads(award.document), indent=2))

    assert _title(answer) == "Deze badge is echt."
    assert "image.svg" in answer.text
    report = re.search(r'href="data:application/json;base64,([^"]+)"', answer.text).group(1)
    assert json.loads(base64.b64decode(report))["verdict"] == "valid"


@pytest.mark.parametrize(
    "words", ["Fatima Yilmaz", "Hotel Zon", "Je luistert goed", "2026-11-22T13", "revocation", "/status/"]
)
def test_a_pasted_badge_with_one_changed_character_is_not_valid(client, award, words):
    changed = award.document.decode().replace(words, words[:-1] + chr(ord(words[-1]) + 1), 1)
    assert changed.encode() != award.document

    answer = _check(client, {}, text=changed)
    assert _title(answer) == "Deze badge is niet geldig."
    assert "image.svg" not in answer.text
    assert "Fatima" not in _words(answer)


def test_an_uploaded_picture_holds_the_badge(client, award):
    png = client.get(f"/badges/{award.id}.png").data

    assert _title(_check(client, {}, file=_file(png, "badge.png"))) == "Deze badge is echt."
    assert _check(client, file=_file(award.document, "badge.json")).json["verdict"] == "valid"


def test_mail_addresses_cannot_be_tried_without_end(environment, clock, award):
    with app_with(environment, clock, BADGESERVICE_RATE_LIMITS="on") as app:
        client = app.test_client()
        answers = [
            _check(client, input=award.code, recipient=f"naam{number}@voorbeeld.nl").status_code for number in range(22)
        ]
        assert answers == [200] * 20 + [429] * 2
        assert _check(client, input=award.code).status_code == 200


@pytest.mark.parametrize(
    ("content", "verdict", "reason"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "invalid", "image.no_credential"),
        (b"eyJhbGciOiJFZERTQSJ9.eyJ2cCI6e319.AAAA", "unknown", "parse.unsupported_format"),
        (b"\x89PNG\r\n\x1a\nniet echt", "invalid", "image.malformed"),
        (b'{"a": 1, "a": 2}', "invalid", "parse.duplicate_key"),
        (b"{" * 5000, "invalid", "parse.too_deep"),
        (b"zomaar een verhaal over een badge dat nergens op slaat", "invalid", "parse.not_a_badge"),
        (b"\xff\xfe\x00", "invalid", "parse.not_a_badge"),
        (b"{}", "invalid", "parse.not_a_badge"),
    ],
)
def test_a_file_that_is_no_badge_gets_a_verdict_and_a_reason(client, content, verdict, reason):
    answer = _check(client, file=_file(content, "badge"))

    assert answer.status_code == 200
    assert (answer.json["verdict"], answer.json["checks"][0]["reason"]) == (verdict, reason)
    page = _check(client, {}, file=_file(content, "badge"))
    assert page.status_code == 200
    assert "Wat kun je doen?" in _words(page)


@pytest.mark.parametrize("fields", [{}, {"input": "   "}, {"text": "\r\n"}, {"file": ""}])
def test_nothing_entered_asks_for_a_code_or_a_file(client, fields):
    assert is_refused(_check(client, {}, **fields), "Vul een code of link in, of kies een bestand.")


def test_an_address_of_the_person_is_compared_and_changes_no_verdict(client, award):
    same = _check(client, input=award.code, recipient="Fatima@voorbeeld.nl").json
    other = _check(client, input=award.code, recipient="femke@voorbeeld.nl").json

    assert [report["verdict"] for report in (same, other)] == ["valid", "valid"]
    assert [report["checks"][5]["outcome"] for report in (same, other)] == ["passed", "warning"]
    page = _check(client, {}, input=award.code, recipient="femke@voorbeeld.nl")
    assert _title(page) == "Let op."
    assert "De badge is niet gegeven aan de persoon met dit e-mailadres." in _words(page)
    assert is_refused(_check(client, {}, input=award.code, recipient="geen adres"), "Dit mailadres klopt niet.")


def test_a_script_may_post_without_a_token_and_no_cookie_is_set(client, award):
    answer = _check(client, {}, text=award.document.decode())

    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert "Set-Cookie" not in client.get("/controleren").headers


def test_nothing_that_was_pasted_stands_in_the_log(client, award, caplog):
    with caplog.at_level(logging.DEBUG):
        _check(client, {}, text=award.document.decode(), recipient="fatima@voorbeeld.nl")
        client.get(f"/v/{award.code}")

    written = " ".join(str(vars(record)) for record in caplog.records if record.name.startswith("badgeservice"))
    assert written
    assert not any(words in written for words in ("Fatima", "fatima@", award.code, str(award.id)))


def test_only_codes_that_nobody_has_count_towards_the_limit(environment, settings, world, award):
    with app_with(environment, world.clock, BADGESERVICE_RATE_LIMITS="on") as app:
        limited = app.test_client()
        hits = {limited.get(f"/v/{award.code}").status_code for _ in range(45)}
        misses = [limited.get("/v/AAAABBBBCCCCDDDD") for _ in range(41)]

    assert hits == {200}
    assert [answer.status_code for answer in misses] == [404] * 40 + [429]
    assert "Wacht een paar minuten" in _words(misses[-1])
    assert "Retry-After" in misses[-1].headers


def test_the_check_page_speaks_english_when_asked(client, award):
    answer = client.get(f"/v/{award.code}?taal=en", follow_redirects=True)

    assert '<html lang="en"' in answer.text
    assert "taal=" not in answer.request.full_path


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Lasbedrijf Vonk", "Bestaat Lasbedrijf Vonk echt? Vraag dat eerst na."),
        ("Hótel Zon", "De naam lijkt op Hotel Zon. Maar dit is een ander."),
    ],
)
def test_a_sound_badge_of_a_stranger_says_let_op_and_hangs_no_picture_of_ours(client, award, clock, name, sentence):
    key = Ed25519PrivateKey.generate()
    did = did_key(key.public_key())
    document = json.loads(award.document)
    del document["proof"], document["credentialStatus"]
    document["issuer"] = {"id": did, "type": ["Profile"], "name": name}
    signed = sign(document, key, verification_method(did), clock())

    answer = _check(client, {}, text=json.dumps(signed))
    assert _title(answer) == "Let op."
    words = _words(answer)
    assert sentence in words
    assert f"Gegeven door {name} {did}" in words
    assert "image.svg" not in answer.text
    assert "issuer.untrusted" in _check(client, text=json.dumps(signed)).json["warnings"]
