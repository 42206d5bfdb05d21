"""Is every form of a badge there, made once from what was signed, read back by us, and sharing one status?"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from typing import Any

import jwt
import pytest
from jwt.algorithms import RSAAlgorithm
from sqlalchemy import select, update
from staff_desk import STATEMENT_WHAT, WHAT, Desk

from badgeservice.errors import ConflictError
from badgeservice.issuing.derived_forms import MEDIA_TYPES, form_of, forms_on_offer
from badgeservice.model import base64url
from badgeservice.organisations.signer import TOKENS
from badgeservice.storage import keys
from badgeservice.storage.tables import AwardFormRow, AwardRow, SigningKeyRow

HOST = "http://localhost:8000"
REASON = "Gegeven aan de verkeerde persoon."
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/png,*/*;q=0.8"
FORMATS = {
    "json": "ob3-data-integrity",
    "jwt": "ob3-jwt",
    "ob.jwt": "ob3-jwt",
    "png": "ob3-data-integrity",
    "svg": "ob3-data-integrity",
    "pdf": "ob3-data-integrity",
    "ob2.json": "ob2-hosted",
    "ob2.jwt": "ob2-signed",
    "ob2.png": "ob2-hosted",
    "ob2.svg": "ob2-hosted",
}
OTHER = sorted(set(FORMATS) - {"json"})
every_other_form = pytest.mark.parametrize("form", OTHER)


@pytest.fixture
def desk(world: Any) -> Desk:
    return Desk(world)


@pytest.fixture
def award(desk: Desk) -> AwardRow:
    return desk.award(desk.given(desk.released("praktijkverklaring"), STATEMENT_WHAT))


def served(client: Any, award: AwardRow, form: str) -> bytes:
    answer = client.get(f"/badges/{award.id}.{form}")
    assert answer.status_code == 200, answer.text
    return bytes(answer.data)


def report(client: Any, data: bytes) -> Any:
    answer = client.post(
        "/controleren", data={"file": (BytesIO(data), "badge")}, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 200, answer.text
    return answer.json


def get(client: Any, address: str) -> Any:
    assert address.startswith(HOST)
    return client.get(address.removeprefix(HOST), headers={"Accept": "application/json"})


def decoded(token: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    header, payload, _ = token.decode().split(".")
    return json.loads(base64url.decode(header) or b""), json.loads(base64url.decode(payload) or b"")


def kept_forms(world: Any, award: AwardRow) -> list[str]:
    with world.database.reading() as session:
        return sorted(session.scalars(select(AwardFormRow.form).where(AwardFormRow.award_id == award.id)))


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_is_valid_when_it_is_checked(client: Any, award: AwardRow, form: str) -> None:
    found = report(client, served(client, award, form))
    assert (found["verdict"], found["format"]) == ("valid", FORMATS[form]), found
    assert found["issuer"]["name"] == "Hotel Zon"
    assert found["achievement"]["name"] == "Ontbijt verzorgen"
    assert "issuer.untrusted" not in found["warnings"]


@pytest.mark.parametrize("form", [*MEDIA_TYPES])
def test_a_form_is_made_once_and_stays_the_same_to_the_byte(
    client: Any, world: Any, award: AwardRow, form: str
) -> None:
    assert kept_forms(world, award) == []
    first = client.get(f"/badges/{award.id}.{form}")
    assert first.status_code == 200
    assert kept_forms(world, award) == [form]
    world.clock.forward(days=3)
    again = client.get(f"/badges/{award.id}.{form}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert first.mimetype == MEDIA_TYPES[form]
    assert not first.headers["ETag"].startswith("W/")
    assert first.headers["X-Robots-Tag"] == "noindex"
    assert first.headers["Referrer-Policy"] == "no-referrer"
    assert first.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("application/vc+jwt", "jwt"),
        ("image/png", "png"),
        ("image/svg+xml", "svg"),
        ("application/pdf", "pdf"),
        ("application/vc;q=0.5, application/pdf", "pdf"),
        ("image/svg+xml, image/png;q=0.9", "svg"),
        ("image/png;q=0, image/*", "svg"),
        ("application/pdf;version=1.7", "pdf"),
    ],
)
def test_a_form_is_given_to_who_asks_for_its_type(client: Any, award: AwardRow, accept: str, form: str) -> None:
    answer = client.get(f"/badges/{award.id}", headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (200, MEDIA_TYPES[form])
    assert "Accept" in answer.headers["Vary"]
    assert answer.data == served(client, award, form)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/json; charset=utf-8", "application/json"),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', "application/ld+json"),
        ("application/json;charset=utf-8;q=0.5, text/html;q=0.4", "application/json"),
    ],
)
def test_a_parameter_does_not_make_another_type(client: Any, award: AwardRow, accept: str, media_type: str) -> None:
    for path in (f"/badges/{award.id}", f"/ob2/assertions/{award.id}", "/badge-classes/ontbijt-verzorgen/v1"):
        answer = client.get(path, headers={"Accept": accept})
        assert (answer.status_code, answer.mimetype) == (200, media_type), path


@pytest.mark.parametrize("accept", ["application/jwt", "application/msword", "image/jpeg", "*/*;q=0", ";;", "*/png"])
def test_what_is_not_offered_by_type_is_406_with_a_sentence(client: Any, award: AwardRow, accept: str) -> None:
    answer = client.get(f"/badges/{award.id}", headers={"Accept": accept})
    assert answer.status_code == 406
    assert "Kies een van deze vormen." in answer.text


def test_a_form_that_does_not_exist_is_no_page(client: Any, award: AwardRow) -> None:
    for ending in (".exe", ".ob3.jwt", ".JSON", ".ob2", "."):
        assert client.get(f"/badges/{award.id}{ending}").status_code == 404


def test_the_jwt_of_the_w3c_is_the_credential_itself(client: Any, award: AwardRow) -> None:
    token = served(client, award, "jwt")
    header, payload = decoded(token)
    did = "did:web:localhost%3A8000:orgs:hotel-zon"
    assert header == {"alg": "EdDSA", "typ": "vc+jwt", "cty": "vc", "kid": f"{did}#key-1"}
    signed = json.loads(award.document)
    del signed["proof"]
    assert payload == signed
    key = jwt.PyJWK(client.get("/orgs/hotel-zon/keys/key-1").json)
    assert jwt.decode(token, key, ["EdDSA"])["id"] == f"{HOST}/badges/{award.id}"


def test_the_jwt_of_open_badges_repeats_the_credential_in_its_claims(client: Any, award: AwardRow) -> None:
    token = served(client, award, "ob.jwt")
    header, payload = decoded(token)
    assert header == {"alg": "RS256", "typ": "JWT", "kid": f"{HOST}/orgs/hotel-zon/keys/rsa-1"}
    signed = json.loads(award.document)
    del signed["proof"]
    assert signed.items() <= payload.items()
    assert set(payload) - set(signed) == {"iss", "jti", "nbf", "sub"}
    assert payload["iss"] == signed["issuer"]["id"]
    assert payload["sub"] == signed["credentialSubject"]["id"]
    assert payload["jti"] == signed["id"]
    assert payload["nbf"] == int(award.given_at.timestamp())
    served_key = get(client, header["kid"]).json
    assert "d" not in served_key
    assert jwt.decode(token, jwt.PyJWK(served_key), ["RS256"])["name"] == "Ontbijt verzorgen"


def test_the_rsa_key_is_3072_bits_and_listed_for_assertions(client: Any, award: AwardRow) -> None:
    assert len(client.get("/orgs/hotel-zon/did.json").json["assertionMethod"]) == 2
    served(client, award, "ob.jwt")
    document = client.get("/orgs/hotel-zon/did.json").json
    method = next(one for one in document["verificationMethod"] if one["type"] == "JsonWebKey")
    assert method["id"] in document["assertionMethod"]
    key = RSAAlgorithm.from_jwk(method["publicKeyJwk"])
    assert key.key_size == 3072
    listed = client.get("/orgs/hotel-zon/keys/rsa-1").json
    assert {name: listed[name] for name in ("kty", "n", "e")} == method["publicKeyJwk"]


def test_a_badge_that_ends_says_so_in_its_claims(client: Any, desk: Desk) -> None:
    award = desk.award(desk.given(desk.released(valid_months="12")))
    _, payload = decoded(served(client, award, "ob.jwt"))
    assert payload["exp"] == int(award.valid_until.timestamp())
    assert json.loads(served(client, award, "ob2.json"))["expires"] == payload["validUntil"]


@every_other_form
def test_a_revoked_badge_is_revoked_in_every_form(client: Any, desk: Desk, award: AwardRow, form: str) -> None:
    data = served(client, award, form)
    desk.post(f"/gegeven/{award.id}/intrekken", {"why": "other", "reason": REASON})
    assert served(client, award, form) == data, "what was made stays, and its status is asked for elsewhere"
    found = report(client, data)
    assert found["verdict"] == "invalid"
    reasons = {check["reason"] for check in found["checks"]}
    assert reasons & {"status.revoked", "ob2.revoked"}


@pytest.mark.parametrize("form", [*MEDIA_TYPES])
def test_no_new_form_is_made_of_a_revoked_badge(
    client: Any, world: Any, desk: Desk, award: AwardRow, form: str
) -> None:
    desk.post(f"/gegeven/{award.id}/intrekken", {"why": "other", "reason": REASON})
    refused = client.get(f"/badges/{award.id}.{form}", headers={"Accept": "text/html"})
    assert refused.status_code == 409
    assert "Deze badge is ingetrokken." in refused.text
    assert kept_forms(world, award) == []


def test_no_new_form_is_made_when_the_key_of_the_badge_may_be_in_other_hands(
    client: Any, world: Any, award: AwardRow
) -> None:
    with world.database.writing() as session:
        session.execute(update(SigningKeyRow).where(SigningKeyRow.fragment == "key-1").values(state="compromised"))
    refused = client.get(f"/badges/{award.id}.jwt", headers={"Accept": "text/html"})
    assert refused.status_code == 409
    assert "niet meer te vertrouwen" in refused.text


def test_a_hosted_badge_that_was_revoked_is_gone_and_says_why(client: Any, desk: Desk, award: AwardRow) -> None:
    address = f"/ob2/assertions/{award.id}"
    assert client.get(address).data == served(client, award, "ob2.json")
    desk.post(f"/gegeven/{award.id}/intrekken", {"why": "other", "reason": REASON})
    gone = client.get(address)
    assert (gone.status_code, gone.mimetype) == (410, "application/ld+json")
    assert gone.json["revoked"] is True
    assert gone.json["id"] == HOST + address
    assert REASON in gone.json["revocationReason"]
    assert "recipient" not in gone.json


def test_the_public_list_of_revoked_badges_leads_to_no_badge(client: Any, desk: Desk, award: AwardRow) -> None:
    _, signed = decoded(served(client, award, "ob2.jwt"))
    other = desk.award(desk.given(award.version_id, STATEMENT_WHAT))
    for one in (award, other):
        desk.post(f"/gegeven/{one.id}/intrekken", {"why": "other", "reason": REASON})
    listed = client.get("/ob2/issuers/hotel-zon/revocations").json
    # A list of one names it twice, for the sake of a validator that reads no list of one.
    named = {entry if isinstance(entry, str) else entry["id"] for entry in listed["revokedAssertions"]}
    assert named == {signed["id"]}
    for secret in (str(award.id), str(other.id), REASON, award.code):
        assert secret not in json.dumps(listed)


@every_other_form
def test_a_suspended_badge_does_not_count_in_any_form_until_it_is_resumed(client: Any, desk: Desk, form: str) -> None:
    award = desk.award(desk.given(desk.released(can_be_suspended="y")))
    data = served(client, award, form)
    desk.post(f"/gegeven/{award.id}/stopzetten", {"why": "other", "reason": REASON})
    assert report(client, data)["verdict"] == "invalid"
    desk.post(f"/gegeven/{award.id}/hervatten")
    assert report(client, data)["verdict"] == "valid"


def test_of_a_suspended_badge_no_hosted_form_is_made_until_it_is_resumed(client: Any, world: Any, desk: Desk) -> None:
    award = desk.award(desk.given(desk.released(can_be_suspended="y")))
    desk.post(f"/gegeven/{award.id}/stopzetten", {"why": "other", "reason": REASON})
    for form in ("ob2.json", "ob2.png", "ob2.svg"):
        refused = client.get(f"/badges/{award.id}.{form}", headers={"Accept": "text/html"})
        assert refused.status_code == 409
        assert "tijdelijk stopgezet" in refused.text
    assert kept_forms(world, award) == []
    assert not set(forms_on_offer(desk.award(award.id))) & {"ob2.json", "ob2.png", "ob2.svg"}
    desk.post(f"/gegeven/{award.id}/hervatten")
    assert report(client, served(client, award, "ob2.png"))["verdict"] == "valid"


def test_a_form_of_a_badge_that_is_revoked_while_it_is_made_is_not_kept(
    world: Any, desk: Desk, award: AwardRow
) -> None:
    making = world.tools.making

    def sign_late(*what: Any) -> bytes:
        desk.post(f"/gegeven/{award.id}/intrekken", {"why": "other", "reason": REASON})
        return bytes(making.sign_token(*what))

    with pytest.raises(ConflictError, match="ingetrokken"):
        form_of(world.database, award, "jwt", replace(making, sign_token=sign_late), world.clock())
    assert kept_forms(world, award) == []


def test_a_hosted_form_that_is_gone_before_we_checked_it_is_refused_as_any_other(
    world: Any, desk: Desk, award: AwardRow
) -> None:
    opened: list[int] = []

    def reader() -> Any:
        opened.append(len(opened))
        if len(opened) == 2:
            desk.post(f"/gegeven/{award.id}/intrekken", {"why": "other", "reason": REASON})
        return world.database.reader()

    database = replace(world.database, reader=reader)
    with world.database.reading() as session:
        row = session.get_one(AwardRow, award.id)
        with pytest.raises(ConflictError, match="ingetrokken"):
            form_of(database, row, "ob2.json", world.tools.making, world.clock())
    assert kept_forms(world, award) == []


@pytest.mark.parametrize(
    "name", ["]]> & <b>'\"", "a\ufffeb\uffff", "محمد بن سلمان", "Zoë 🎉\u200d👩", "{{7*7}} %(name)s #let $x$"]
)
def test_a_badge_for_any_name_is_valid_in_every_form(client: Any, desk: Desk, name: str) -> None:
    name = f"Fatima {name}"
    proof = {"evidence": f"{name}\r\n\r\n]]> © {name}", "evidence_url": "https://voorbeeld.nl/?a=1&b='#©"}
    award = desk.award(desk.given(desk.released(), WHAT | proof, name=name))
    for form in FORMATS:
        assert report(client, served(client, award, form))["verdict"] == "valid", form
    assert served(client, award, "pdf").startswith(b"%PDF-1.7")


@every_other_form
def test_a_badge_that_has_ended_can_still_be_taken_along(client: Any, world: Any, desk: Desk, form: str) -> None:
    award = desk.award(desk.given(desk.released(valid_months="1")))
    world.clock.forward(days=60)
    found = report(client, served(client, award, form))
    assert found["verdict"] == "invalid"
    assert "time.expired" in {check["reason"] for check in found["checks"]}


@pytest.mark.parametrize("form", [form for form in MEDIA_TYPES if form.startswith("ob2.")])
def test_without_an_address_there_is_no_open_badge_2(client: Any, desk: Desk, form: str) -> None:
    award = desk.award(desk.given(desk.released(), email=""))
    answer = client.get(f"/badges/{award.id}.{form}", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert "zonder mailadres" in answer.text
    assert client.get(f"/ob2/assertions/{award.id}", headers={"Accept": "application/json"}).status_code == 404
    assert report(client, served(client, award, "jwt"))["verdict"] == "valid"


def test_the_recipient_can_be_asked_about_in_every_form(client: Any, award: AwardRow) -> None:
    for form in FORMATS:
        for email, outcome in (("fatima@voorbeeld.nl", "passed"), ("femke@voorbeeld.nl", "warning")):
            answer = client.post(
                "/controleren",
                data={"file": (BytesIO(served(client, award, form)), "badge"), "recipient": email},
                headers={"Accept": "application/json"},
            )
            assert [one["outcome"] for one in answer.json["checks"] if one["id"] == "recipient"] == [outcome], form


def test_what_is_signed_after_a_rotation_bears_the_new_key_and_the_old_stays_valid(
    client: Any, world: Any, desk: Desk, award: AwardRow
) -> None:
    before = served(client, award, "ob.jwt")
    with world.database.writing() as session:
        world.tools.create_key(session, desk.organisation.id, TOKENS, world.clock())
    after = served(client, desk.award(desk.given(award.version_id, STATEMENT_WHAT)), "ob.jwt")
    assert [decoded(token)[0]["kid"].rpartition("/")[2] for token in (before, after)] == ["rsa-1", "rsa-2"]
    assert [report(client, token)["verdict"] for token in (before, after)] == ["valid", "valid"]


def test_two_who_ask_at_once_get_the_same_form_and_one_key_is_made(world: Any, desk: Desk, award: AwardRow) -> None:
    def make(_: int) -> bytes:
        with world.database.reading() as session:
            row = session.get_one(AwardRow, award.id)
            return form_of(world.database, row, "ob.jwt", world.tools.making, world.clock())

    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(make, range(8)))
    assert len(made) == 1
    with world.database.reading() as session:
        assert [key.purpose for key in keys.of_organisation(session, desk.organisation.id)].count(TOKENS) == 1


def test_a_form_is_no_active_content(client: Any, award: AwardRow) -> None:
    answer = client.get(f"/badges/{award.id}.svg")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; img-src data:; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_documents_of_open_badges_2_are_found_by_their_own_addresses(client: Any, award: AwardRow) -> None:
    _, signed = decoded(served(client, award, "ob2.jwt"))
    assertion = json.loads(served(client, award, "ob2.json"))
    badge_class = get(client, assertion["badge"]).json
    issuer = get(client, badge_class["issuer"]).json
    key = get(client, signed["verification"]["creator"]).json
    revocations = get(client, issuer["revocationList"]).json
    for address, document in (
        (assertion["badge"], badge_class), (badge_class["issuer"], issuer),
        (signed["verification"]["creator"], key), (issuer["revocationList"], revocations),
    ):  # fmt: skip
        assert document["id"] == address
    assert issuer["publicKey"] in (key["id"], [key["id"]])
    assert key["owner"] == issuer["id"] == revocations["issuer"]
    assert assertion["badge"] == signed["badge"]


@pytest.mark.parametrize(
    "path",
    [
        "/ob2/issuers/nergens", "/ob2/issuers/nergens/revocations", "/ob2/issuers/hotel-zon/keys/rsa-9",
        "/ob2/issuers/hotel-zon/keys/key-1", "/ob2/issuers/hotel-zon/badge-classes/nergens/v1",
        "/ob2/issuers/groenrijk/badge-classes/ontbijt-verzorgen/v1", "/orgs/hotel-zon/keys/key-9",
        "/ob2/assertions/00000000-0000-4000-8000-000000000000", "/ob2/issuers/hotel%00zon",
    ],
)  # fmt: skip
def test_what_is_not_there_or_of_another_organisation_is_404(
    client: Any, world: Any, award: AwardRow, path: str
) -> None:
    world.organisation("Groenrijk")
    assert client.get(path, headers={"Accept": "application/json"}).status_code == 404


def test_a_browser_at_a_hosted_badge_is_sent_to_the_check_page(client: Any, award: AwardRow) -> None:
    answer = client.get(f"/ob2/assertions/{award.id}", headers={"Accept": BROWSER})
    assert (answer.status_code, answer.location) == (302, f"/v/{award.code}")
