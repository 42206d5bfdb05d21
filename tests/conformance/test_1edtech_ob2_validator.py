"""Does 1EdTech's own validator of Open Badges 2.0 accept what we give, and refuse it once something is wrong?"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from asking_1edtech import Answer, Validator, Verdict, started
from cryptography.hazmat.primitives.asymmetric import rsa
from issued import AWARD as GENUINE
from issued import NOW, png
from issued.derived_ob2 import (
    ASSERTION,
    CLASS,
    IDENTIFIER,
    IMAGE,
    ISSUER,
    KEY,
    LASTING,
    MAIL,
    ORIGIN,
    REVOKED,
    assertion_to_sign,
    hosted,
    key_document,
    served,
    token,
)
from issued.other_forms import as_text

from badgeservice.formats import baking_png, baking_svg, strict_json
from badgeservice.formats.ob2 import revoked_assertion, signed_identifier
from badgeservice.model.award import Award, Evidence

pytestmark = pytest.mark.peers

Validate = Callable[..., Verdict]

AWARD = LASTING["praktijkverklaring"]
STRANGER = rsa.generate_private_key(65537, 2048)
PICTURES = (IMAGE, GENUINE.achievement.image_url)
OTHER = signed_identifier("urn:other")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle r="4"/></svg>'
SIGNED = {
    "VERIFY_JWS",
    "VERIFY_KEY_OWNERSHIP",
    "VALIDATE_REVOCATIONLIST_ENTRIES",
    "VERIFY_SIGNED_ASSERTION_NOT_REVOKED",
}
HOSTED = {"HOSTED_ID_IN_VERIFICATION_SCOPE"}
BOTH = {
    "ASSERTION_TIMESTAMP_CHECKS",
    "CRITERIA_PROPERTY_DEPENDENCIES",
    "IDENTITY_OBJECT_PROPERTY_DEPENDENCIES",
    "IMAGE_VALIDATION",
    "ISSUER_PROPERTY_DEPENDENCIES",
    "VERIFY_RECIPIENT_IDENTIFIER",
}
every_kind = pytest.mark.parametrize("kind", LASTING)


@pytest.fixture(scope="module")
def validator() -> Iterator[Validator]:
    with started() as running:
        yield running


@pytest.fixture
def validate(validator: Validator) -> Validate:
    """validate(badge, documents), a badge being a text or an image."""

    def answer(badge: str | bytes, documents: Mapping[str, Any], mail: str = MAIL) -> Verdict:
        answers = {address: Answer(strict_json.dumps(it)) for address, it in documents.items()}
        answers |= {address: Answer(png(), "image/png") for address in PICTURES}
        return validator.judge(badge, answers, NOW, mail)

    return answer


def signed(award: Award = AWARD, **changes: Any) -> str:
    return token(assertion_to_sign(award, **changes)).decode()


def changed(address: str, **changes: Any) -> dict[str, Any]:
    """What all addresses serve, with one document changed; None leaves a member out."""
    documents = served(AWARD)
    members = {**documents[address], **changes}
    return {**documents, address: {name: value for name, value in members.items() if value is not None}}


def as_read(value: Any) -> Any:
    """A document without what JSON-LD leaves open: one value or a list of it, and where the context stands."""
    if isinstance(value, Mapping):
        return {name: as_read(item) for name, item in value.items() if name != "@context"}
    if isinstance(value, list):
        return as_read(value[0]) if len(value) == 1 else [as_read(item) for item in value]
    return value


@every_kind
def test_a_hosted_badge_of_every_kind_is_valid(validate: Validate, kind: str) -> None:
    documents = served(LASTING[kind])
    for badge in (ASSERTION, as_text(documents[ASSERTION]).decode()):
        verdict = validate(badge, documents)
        assert (verdict.report["valid"], verdict.report["messages"], verdict.wrong) == (True, [], set())
        assert verdict.report["recipientProfile"] == {"email": MAIL}
        assert verdict.asked >= BOTH | HOSTED


@every_kind
def test_a_signed_badge_of_every_kind_is_valid(validate: Validate, kind: str) -> None:
    award = LASTING[kind]
    for revoked in ((), ((OTHER, "Fout"),), ((OTHER, None), (signed_identifier("urn:third"), "Fout"))):
        verdict = validate(signed(award), served(award, *revoked))
        assert (verdict.report["valid"], verdict.report["messages"], verdict.wrong) == (True, [], set())
        assert verdict.report["recipientProfile"] == {"email": MAIL}
        assert verdict.asked >= BOTH | SIGNED


def test_a_baked_badge_is_valid_in_either_image(validate: Validate) -> None:
    difficult = replace(AWARD, evidence=(Evidence("Zag ik ]]> & <b>Zoë</b>"),))
    for badge in (as_text(hosted(difficult)), token(assertion_to_sign(difficult))):
        image = baking_png.bake(png(), badge, baking_png.OPEN_BADGES_2_KEYWORD)
        for data in (image, baking_svg.bake(SVG, badge, is_open_badge_2=True)):
            verdict = validate(data, served(difficult))
            assert (verdict.report["valid"], verdict.report["messages"], verdict.wrong) == (True, [], set())
            assert "Zag ik ]]> & <b>Zoë</b>" in json.dumps(verdict.report["graph"], ensure_ascii=False)


def test_every_member_of_every_document_is_read_and_nothing_is_an_extension(validate: Validate) -> None:
    documents = served(AWARD)
    for badge, own in ((ASSERTION, documents[ASSERTION]), (signed(), assertion_to_sign(AWARD))):
        verdict = validate(badge, documents)
        assert as_read(verdict.node(own["id"])) == as_read(own)
        for address in (CLASS, ISSUER):
            assert as_read(verdict.node(address)) == as_read(documents[address])
        assert verdict.asked >= {"targetName", "targetUrl", "targetFramework", "targetCode", "evidence", "narrative"}
        assert verdict.asked >= {"caption", "startsWith", "@language", "version", "related", "publicKey"}
        assert not [task for task in verdict.report["tasks"] if "EXTENSION" in task["name"]]
    assert as_read(verdict.node(KEY)) == as_read(documents[KEY])


def test_the_badge_of_another_is_refused(validate: Validate) -> None:
    for badge in (ASSERTION, signed()):
        verdict = validate(badge, served(AWARD), "ander@post.example")
        assert (verdict.report["valid"], verdict.wrong) == (False, {"VERIFY_RECIPIENT_IDENTIFIER"})


def test_a_changed_recipient_is_refused(validate: Validate) -> None:
    recipient = {**hosted(AWARD)["recipient"], "identity": "sha256$" + "0" * 64}
    assert validate(ASSERTION, changed(ASSERTION, recipient=recipient)).wrong == {"VERIFY_RECIPIENT_IDENTIFIER"}
    other = {**recipient, "identity": "sha1$" + "0" * 40}
    assert "IDENTITY_OBJECT_PROPERTY_DEPENDENCIES" in validate(ASSERTION, changed(ASSERTION, recipient=other)).wrong
    header, _, signature = signed().split(".")
    payload = signed(recipient=recipient).split(".")[1]
    verdict = validate(f"{header}.{payload}.{signature}", served(AWARD))
    assert (verdict.report["valid"], verdict.wrong) == (False, {"VERIFY_JWS", "VERIFY_RECIPIENT_IDENTIFIER"})


def test_the_key_of_another_is_refused(validate: Validate) -> None:
    forged = token(assertion_to_sign(AWARD), STRANGER).decode()
    assert "VERIFY_JWS" in validate(forged, served(AWARD)).wrong
    elsewhere = f"{ORIGIN}/ob2/issuers/ander/keys/1"
    documents = {**served(AWARD), elsewhere: {**key_document(STRANGER), "id": elsewhere}}
    named = assertion_to_sign(AWARD, verification={"type": "SignedBadge", "creator": elsewhere})
    assert "VERIFY_KEY_OWNERSHIP" in validate(token(named, STRANGER).decode(), documents).wrong


@pytest.mark.parametrize("others", [(), ((OTHER, None),)])
def test_a_revoked_signed_badge_is_refused_with_our_reason(
    validate: Validate, others: tuple[tuple[str, str | None], ...]
) -> None:
    verdict = validate(signed(), served(AWARD, (IDENTIFIER, "Fout"), *others))
    assert (verdict.report["valid"], verdict.wrong) == (False, {"VERIFY_SIGNED_ASSERTION_NOT_REVOKED"})
    assert "has been revoked" in verdict.report["messages"][0]["result"]


def test_a_list_of_one_is_why_ours_names_it_twice(validate: Validate) -> None:
    once = changed(REVOKED, revokedAssertions=[{"id": IDENTIFIER, "revocationReason": "Fout"}])
    assert validate(signed(), once).report["valid"] is True


def test_a_revoked_hosted_badge_is_refused(validate: Validate) -> None:
    verdict = validate(ASSERTION, {**served(AWARD), ASSERTION: revoked_assertion(ASSERTION, "Fout")})
    assert verdict.report["valid"] is False
    assert verdict.wrong >= {"recipient", "badge", "verification", "issuedOn"}


@pytest.mark.parametrize(
    ("address", "changes", "wrong"),
    [
        (ASSERTION, {"image": f"{ORIGIN}/weg.png"}, "image"),
        (ASSERTION, {"image": "data:image/png;base64,AAAA"}, "image"),
        (CLASS, {"image": {"id": f"{ORIGIN}/weg.png"}}, "image"),
        (CLASS, {"image": None}, "image"),
        (CLASS, {"image": "data:image/jpeg;base64,AAAA"}, "image"),
        (CLASS, {"alignment": {"targetName": "Ontvangt gasten"}}, "targetUrl"),
        (CLASS, {"alignment": {"targetName": "Ontvangt gasten", "targetUrl": "B1-K1-W1"}}, "targetUrl"),
        (CLASS, {"criteria": None}, "criteria"),
        (CLASS, {"issuer": f"{ORIGIN}/weg"}, "FETCH_HTTP_NODE"),
        (ASSERTION, {"evidence": {"id": "bewijs 1", "type": "Evidence"}}, "id"),
        (ASSERTION, {"issuedOn": "2026-01-01T00:00:00"}, "issuedOn"),
        (ASSERTION, {"expires": "2026-01-02T00:00:00Z"}, "ASSERTION_TIMESTAMP_CHECKS"),
        (ASSERTION, {"extensions:own": {"type": ["Extension", "extensions:Own"]}}, "VALIDATE_EXTENSION_NODE"),
        (ISSUER, {"name": None}, "name"),
        (ISSUER, {"url": "hotel zon"}, "url"),
        (ISSUER, {"verification": {"startsWith": f"{ORIGIN}/elders/"}}, "HOSTED_ID_IN_VERIFICATION_SCOPE"),
        # The standard lets an issuer have several keys, this validator one.
        (ISSUER, {"publicKey": [KEY, f"{KEY}0"]}, "publicKey"),
    ],
)
def test_what_is_wrong_in_one_place_is_refused_there(
    validate: Validate, address: str, changes: dict[str, Any], wrong: str
) -> None:
    verdict = validate(ASSERTION, changed(address, **changes))
    assert verdict.report["valid"] is False
    assert wrong in verdict.wrong
