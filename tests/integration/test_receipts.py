"""What does somebody file who checked a badge, and what is it worth later?"""

from __future__ import annotations

import base64
import hashlib
import html
import io
import json
import re
from typing import Any

import pytest
from click.testing import CliRunner
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from itsdangerous import Serializer
from pyld import jsonld
from pypdf import PdfReader
from second_app import app_with
from staff_desk import Desk, shown
from werkzeug.test import TestResponse

from badgeservice.cli import main
from badgeservice.issuing.own_documents import fetch_own, own_issuer
from badgeservice.jsonld.contexts import CONTEXTS
from badgeservice.proofs.did_key import did_key, verification_method
from badgeservice.proofs.eddsa_rdfc import sign
from badgeservice.storage.tables import AwardRow
from badgeservice.verification.context import Context
from badgeservice.verification.pipeline import verify
from badgeservice.web.sealed_checks import SALT

JSON = {"Accept": "application/json"}
PAGE = "/controleren/bewijs"
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
ODD_NAMES = ["مريم 😀 李 Wei", "Ołga <b>Ñuñez</b>", r"#let $x$ *y* \ _z_", "a\u202eb\u2066c"]
ABOUT_THE_RECEIPT = [
    "Het bewijs is goed opgebouwd.",
    "De handtekening onder het bewijs klopt. Er is niets veranderd.",
    "Het bewijs is door deze dienst gemaakt.",
]
AGAIN = "Controleer de badge opnieuw"


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


@pytest.fixture
def award(desk) -> AwardRow:
    return desk.award(desk.given(desk.released()))


def _sealed(page: TestResponse) -> str:
    return html.unescape(re.search(r'name="controle" value="([^"]+)"', page.text).group(1))


def _filed(client, page: TestResponse, form: str = "json") -> TestResponse:
    return client.post(PAGE, data={"controle": _sealed(page), "vorm": form})


def _report(client, receipt: TestResponse) -> dict[str, Any]:
    return client.post("/controleren", data={"text": receipt.text}, headers=JSON).json


def _evidence(receipt: TestResponse) -> dict[str, dict[str, str]]:
    return {node["name"]: node for node in json.loads(receipt.data)["evidence"]}


def _words(answer: TestResponse) -> str:
    return shown(re.search(r"<main.*</main>", answer.text, re.DOTALL).group()).replace("\u00a0", " ")


def _foreign(award: AwardRow, clock, giver: str = "Vonk", **changes: Any) -> dict[str, Any]:
    """A sound badge of somebody whom nobody knows."""
    key = Ed25519PrivateKey.generate()
    did = did_key(key.public_key())
    document = json.loads(award.document) | {"issuer": {"id": did, "type": ["Profile"], "name": giver}} | changes
    del document["proof"], document["credentialStatus"]
    return sign(document, key, verification_method(did), clock())


def _canonical(document: dict[str, Any]) -> bytes:
    def load(address: str, _options: Any) -> dict[str, Any]:
        found = CONTEXTS[address]
        return {"contextUrl": None, "documentUrl": address, "document": found, "contentType": "application/ld+json"}

    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": load}
    return jsonld.normalize(document, options).encode()


def _from_base58(text: str) -> bytes:
    digits, number = text.removeprefix("z"), 0
    for one in digits:
        number = number * 58 + ALPHABET.index(one)
    zeros = len(digits) - len(digits.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def test_both_buttons_stand_on_every_report_and_nothing_is_kept(client, desk, award, world):
    before = world.database.engine.dialect.name, desk.count(AwardRow)
    pages = [
        client.get(f"/v/{award.code}"),
        client.post("/controleren", data={"text": award.document.decode()}),
        client.post("/controleren", data={"text": "zomaar een verhaal"}),
        client.post("/controleren", data={"input": "https://badges.voorbeeld.nl/x"}),
    ]
    for page in pages:
        assert "Bewijs van controle (PDF)" in _words(page)
        receipt = _filed(client, page)
        assert receipt.status_code == 200
        assert receipt.mimetype == "application/vc"
        assert "Set-Cookie" not in receipt.headers
        assert receipt.headers["Cache-Control"] == "no-store"
    assert (world.database.engine.dialect.name, desk.count(AwardRow)) == before


def test_the_file_is_named_by_its_moment_and_by_nobody(client, award):
    page = client.get(f"/v/{award.code}")
    names = [_filed(client, page, form).headers["Content-Disposition"] for form in ("json", "pdf")]
    assert names == [f'attachment; filename="bewijs-van-controle-20261122T130500Z.{end}"' for end in ("json", "pdf")]


def test_it_says_what_was_found_and_of_which_bytes(client, award):
    receipt = _filed(client, client.get(f"/v/{award.code}"))
    document, evidence = json.loads(receipt.data), _evidence(receipt)
    assert document["issuer"]["id"] == "did:web:localhost%3A8000"
    assert document["validFrom"] == "2026-11-22T13:05:00Z"
    assert evidence["verdict"]["genre"] == "valid"
    assert evidence["recipient.name"]["narrative"] == "Fatima Yilmaz"
    assert evidence["issuer.name"]["narrative"] == "Hotel Zon"
    assert [document["credentialSubject"]["id"]] == [json.loads(award.document)["id"]]
    digest = hashlib.sha256(award.document).digest()
    assert document["relatedResource"][0]["digestSRI"] == "sha256-" + base64.b64encode(digest).decode()


def test_pasted_into_our_own_page_it_is_real_and_first_says_what_was_found(client, desk, award):
    receipt = _filed(client, client.get(f"/v/{award.code}"))
    report = _report(client, receipt)
    assert (report["verdict"], report["format"], report["warnings"]) == ("valid", "vc-data-integrity", [])
    assert report["issuer"] == {"id": "did:web:localhost%3A8000", "name": "Badgeservice localhost:8000"}
    desk.post(f"/gegeven/{award.id}/intrekken", {"why": "other", "reason": "Gegeven aan de verkeerde persoon."})
    of_revoked = _filed(client, client.get(f"/v/{award.code}"))
    for one, outcome, panel in (
        (receipt, "Deze badge is echt.", "valid"),
        (of_revoked, "Deze badge is niet geldig.", "invalid"),
    ):
        page = client.post("/controleren", data={"text": one.text})
        assert "Dit bewijs is echt." in _words(page)
        assert f"Op 22 november 2026, 14.05 uur was dit de uitkomst: {outcome}" in _words(page)
        assert f'class="verdict verdict-{panel}"' in page.text
        assert "Fatima Yilmaz" in _words(page)
        assert ("De badge is niet ingetrokken." in _words(page)) == (panel == "valid")
        assert "De badge is op dit moment geldig." in _words(page).partition("Zo is dit gecontroleerd")[0]
        lines = re.findall(r'<span class="sentence">(.*?)</span>', page.text)
        assert lines == ABOUT_THE_RECEIPT


@pytest.mark.parametrize(
    ("fields", "verdict", "reason"),
    [
        ({"text": "zomaar"}, "invalid", "parse.not_a_badge"),
        ({"text": '{"payload": "e30", "signatures": []}'}, "unknown", "parse.unsupported_format"),
        ({"input": "https://badges.voorbeeld.nl/x"}, "unknown", "fetch.unreachable"),
    ],
)
def test_no_badge_and_no_answer_get_a_receipt_too(client, fields, verdict, reason):
    receipt = _filed(client, client.post("/controleren", data=fields))
    evidence = _evidence(receipt)
    assert (evidence["verdict"]["genre"], evidence["structure"]["description"]) == (verdict, reason)
    assert _report(client, receipt)["verdict"] == "valid"
    assert ("relatedResource" in json.loads(receipt.data)) == ("text" in fields)


def test_what_a_forged_badge_says_is_an_unchecked_claim_on_paper_and_in_the_document(client, award):
    page = client.post("/controleren", data={"text": award.document.decode().replace("Fatima", "Femke")})
    assert _evidence(_filed(client, page))["recipient.name"] | {"type": 0} == {
        "type": 0, "name": "recipient.name", "genre": "unchecked-claim", "narrative": "Femke Yilmaz",
    }  # fmt: skip
    words = PdfReader(io.BytesIO(_filed(client, page, "pdf").data)).pages[0].extract_text()
    assert "Dit zegt de badge zelf. We weten niet of het klopt." in " ".join(words.split())
    shown_again = client.post("/controleren", data={"text": _filed(client, page).text})
    assert "Niet gecontroleerd. Dit zei de badge zelf." in _words(shown_again)


def test_another_implementation_finds_the_signature_sound_and_notices_a_change(client, award):
    document = json.loads(_filed(client, client.get(f"/v/{award.code}")).data)
    [proof] = document.pop("proof")
    listed = client.get("/.well-known/did.json").json["verificationMethod"]
    [method] = [one for one in listed if one["id"] == proof["verificationMethod"]]
    key = Ed25519PublicKey.from_public_bytes(_from_base58(method["publicKeyMultibase"]).removeprefix(b"\xed\x01"))
    signature = _from_base58(proof.pop("proofValue"))
    options = _canonical({**proof, "@context": document["@context"]})

    def hashed(content: dict[str, Any]) -> bytes:
        return hashlib.sha256(options).digest() + hashlib.sha256(_canonical(content)).digest()

    key.verify(signature, hashed(document))
    document["evidence"][0]["genre"] = "invalid"
    with pytest.raises(InvalidSignature):
        key.verify(signature, hashed(document))


@pytest.mark.parametrize("words", ['"genre":"valid"', "Fatima Yilmaz", "2026-11-22T13:05:00Z", "sha256-", '"passed"'])
def test_one_changed_word_is_noticed(client, award, words):
    receipt = _filed(client, client.get(f"/v/{award.code}")).text
    assert words in receipt
    changed = receipt.replace(words, words[:-2] + chr(ord(words[-2]) + 1) + words[-1], 1)
    report = client.post("/controleren", data={"text": changed}, headers=JSON).json
    assert report["verdict"] == "invalid"


def test_a_receipt_from_before_a_new_key_stays_valid(client, world, environment, award):
    page = client.get(f"/v/{award.code}")
    before = _filed(client, page)
    done = CliRunner().invoke(main, ["keys", "rotate", "--service"], env=environment)
    assert (done.exit_code, done.output) == (0, "(service): #key-2 signs receipts from now on.\n")
    after = _filed(client, page)
    methods = [json.loads(one.data)["proof"][0]["verificationMethod"] for one in (before, after)]
    assert methods == [f"did:web:localhost%3A8000#key-{number}" for number in (1, 2)]
    assert [_report(client, one)["verdict"] for one in (before, after)] == ["valid", "valid"]
    listed = CliRunner().invoke(main, ["keys", "list", "--service"], env=environment).output
    states = [line.split("\t")[:4] for line in listed.splitlines()]
    assert states == [["(service)", "#key-1", "receipts", "retired"], ["(service)", "#key-2", "receipts", "active"]]


@pytest.mark.parametrize(
    "arguments",
    [[], ["hotel-zon", "--service"], ["hotel-zon", "--purpose", "receipts"], ["--service", "--purpose", "badges"]],
)
def test_a_key_is_rotated_for_one_owner_and_its_own_purpose(environment, arguments):
    assert CliRunner().invoke(main, ["keys", "rotate", *arguments], env=environment).exit_code == 2


def test_the_did_document_of_the_service_may_be_read_by_every_site(client):
    answer = client.get("/.well-known/did.json")
    assert answer.mimetype == "application/did+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.json["id"] == "did:web:localhost%3A8000"


def test_the_paper_holds_the_document_and_the_document_is_valid(client, award):
    answer = _filed(client, client.get(f"/v/{award.code}"), "pdf")
    assert answer.mimetype == "application/pdf"
    reader = PdfReader(io.BytesIO(answer.data))
    [(name, [inside])] = reader.attachments.items()
    assert name == "bewijs-van-controle-20261122T130500Z.json"
    assert client.post("/controleren", data={"text": inside.decode()}, headers=JSON).json["verdict"] == "valid"
    words = " ".join(reader.pages[0].extract_text().split())
    digest = hashlib.sha256(award.document).hexdigest()
    for expected in (
        "Deze badge is echt.",
        "Fatima Yilmaz",
        "Hotel Zon",
        digest[:8],
        digest[-8:],
        "localhost:8000/controleren",
    ):
        assert expected in words


@pytest.mark.parametrize("name", ODD_NAMES)
def test_any_name_survives(client, award, clock, name):
    subject = json.loads(award.document)["credentialSubject"]
    identity = {"type": "IdentityObject", "hashed": False, "identityHash": name, "identityType": "name"}
    badge = _foreign(award, clock, credentialSubject=subject | {"identifier": [identity]})
    page = client.post("/controleren", data={"text": json.dumps(badge)})
    receipt = _filed(client, page)
    assert _evidence(receipt)["recipient.name"]["narrative"] == name
    assert _evidence(receipt)["warning"]["description"] == "issuer.untrusted"
    assert _report(client, receipt)["verdict"] == "valid"
    assert _filed(client, page, "pdf").data.startswith(b"%PDF-")
    shown_again = client.post("/controleren", data={"text": receipt.text})
    assert html.escape(name, quote=False) in shown_again.text
    assert 'class="verdict verdict-warning"' in shown_again.text


def test_a_huge_badge_makes_no_huge_page(client, award, clock):
    badge = _foreign(
        award,
        clock,
        name="N" * 500_000,
        id="https://badges.voorbeeld.nl/" + "i" * 500_000,
        issuer={"id": "did:web:" + "a" * 7000, "type": ["Profile"], "name": "G" * 500_000},
    )
    page = client.post("/controleren", data={"text": json.dumps(badge)})
    assert page.status_code == 200
    assert len(_sealed(page)) < 4000
    evidence = _evidence(_filed(client, page))
    assert evidence["issuer.name"]["narrative"] == "G" * 299 + "…"
    assert len(PdfReader(io.BytesIO(_filed(client, page, "pdf").data)).pages) == 1


def test_a_sealed_check_that_was_changed_or_made_by_somebody_else_is_refused(client, app, award):
    sealed = _sealed(client.get(f"/v/{award.code}"))
    content = Serializer(app.secret_key, salt=SALT).loads(sealed)
    assert '"outcome":"passed"' in sealed
    forged = [
        "",
        "zomaar",
        sealed.replace('"outcome":"passed"', '"outcome":"failed"', 1),
        sealed[:-5] + ("A" if sealed[-5] != "A" else "B") + sealed[-4:],
        "A" + sealed,
        Serializer("een ander geheim", salt=SALT).dumps(content),
        Serializer(app.secret_key, salt="session").dumps(content),
    ]
    for one in forged:
        answer = client.post(PAGE, data={"controle": one, "vorm": "json"})
        assert answer.status_code == 400
        assert AGAIN in _words(answer)
    script = client.post(PAGE, data={"controle": "zomaar"}, headers=JSON)
    assert (script.status_code, script.mimetype) == (400, "application/problem+json")
    assert AGAIN in script.json["detail"]


def test_a_check_of_longer_than_a_day_ago_is_checked_again_first(client, clock, award):
    page = client.get(f"/v/{award.code}")
    clock.forward(hours=23)
    receipt = _filed(client, page)
    assert json.loads(receipt.data)["validFrom"] == "2026-11-22T13:05:00Z"
    assert json.loads(receipt.data)["proof"][0]["created"] == "2026-11-23T12:05:00Z"
    clock.forward(hours=2)
    answer = _filed(client, page)
    assert answer.status_code == 400
    assert "langer dan een dag geleden" in _words(answer)


def test_a_script_sends_a_badge_and_gets_its_receipt(client, award):
    for accept, kind in (
        ("application/vc", "application/vc"),
        ("application/pdf", "application/pdf"),
        ("*/*", "application/vc"),
    ):
        answer = client.post(PAGE, data={"text": award.document.decode()}, headers={"Accept": accept})
        assert (answer.status_code, answer.mimetype) == (200, kind)
    by_file = client.post(PAGE, data={"file": (io.BytesIO(award.document), "badge.json")}, headers=JSON)
    assert _report(client, by_file)["verdict"] == "valid"
    assert client.post(PAGE, headers=JSON).status_code == 400
    assert client.post(PAGE, data={"input": award.code}, headers={"Accept": "image/png"}).status_code == 406


def test_receipts_are_limited(environment, settings, world, award):
    with app_with(environment, world.clock, BADGESERVICE_RATE_LIMITS="on") as app:
        client = app.test_client()
        sealed = _sealed(client.get(f"/v/{award.code}"))
        answers = [client.post(PAGE, data={"controle": sealed}).status_code for _ in range(31)]
    assert answers == [200] * 30 + [429]


def test_it_speaks_the_language_of_the_page_it_came_from(client, award):
    client.get("/controleren?taal=en")
    page = client.get(f"/v/{award.code}")
    client.get("/controleren?taal=nl")
    receipt = _filed(client, page)
    assert json.loads(receipt.data)["description"].startswith("This badge is real.")
    assert PdfReader(io.BytesIO(_filed(client, page, "pdf").data)).trailer["/Root"]["/Lang"] == "en"


def test_a_stranger_who_calls_itself_us_is_noticed(client, award, clock):
    badge = _foreign(award, clock, giver="Badgeservice localhost:8000")
    report = client.post("/controleren", data={"text": json.dumps(badge)}, headers=JSON).json
    assert report["verdict"] == "valid"
    assert "issuer.name_confusable" in report["warnings"]


def test_a_receipt_of_a_stranger_is_not_shown_as_ours(client, award, clock):
    ours = json.loads(_filed(client, client.get(f"/v/{award.code}")).data)
    key = Ed25519PrivateKey.generate()
    did = did_key(key.public_key())
    del ours["proof"]
    copied = sign(ours | {"issuer": {"id": did}}, key, verification_method(did), clock())
    page = client.post("/controleren", data={"text": json.dumps(copied)})
    assert "Dit bewijs is echt." not in _words(page)
    assert "Let op." in _words(page)


def test_nothing_of_it_stands_in_the_log(client, award, caplog):
    with caplog.at_level("DEBUG"):
        _filed(client, client.get(f"/v/{award.code}"), "pdf")
    written = " ".join(str(vars(record)) for record in caplog.records if record.name.startswith("badgeservice"))
    assert written
    assert not any(words in written for words in ("Fatima", award.code, str(award.id)))


def test_our_own_verifier_answers_for_the_service(world, client, award):
    receipt = _filed(client, client.get(f"/v/{award.code}")).data
    with world.database.reading() as session:
        addresses = world.tools.addresses
        context = Context(world.clock(), fetch_own(session, addresses), lambda did: own_issuer(session, addresses, did))
        report = verify(receipt, context)
    assert report.check("issuer").evidence["source"] == "registered"
