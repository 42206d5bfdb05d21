"""Is what other libraries issue accepted? Badges by openbadgeslib, credentials and status lists by openvc-core."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import openbadgeslib.ob3 as openbadgeslib
import openvc
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from issued import DID, DID_ADDRESS, GIVEN, KEY, METHOD, NOW, World, did_document, png, shapes
from issued.other_forms import P256, P384, RSA, PrivateKey, as_text, listing, proved
from openbadgeslib import baking
from openvc.proof.data_integrity import DataIntegrityProofSuite
from openvc.proof.di_ecdsa_rdfc import EcdsaRdfcProofSuite
from openvc.proof.di_jcs import EddsaJcsProofSuite
from openvc.proof.vc_jwt import VcJwtProofSuite
from openvc.status.bitstring import new_bitstring, set_status_bit
from openvc.status.issue import build_status_list_credential, build_status_list_entry

from badgeservice.jsonld.contexts import CONTEXTS
from badgeservice.proofs import did_key
from badgeservice.verification.report import Report

MAIL = "sanne@post.example"
LIST = "https://hotel.example/status/1"
GRADE = "urn:uuid:8e1d0e4e-0b5c-4d7e-9d2f-000000000041"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle r="4"/></svg>'
KNOWN = {address: CONTEXTS[address] for address in CONTEXTS}
# openvc-core signs its tokens at the moment of the machine, so these are judged long after.
FAR_AWAY = datetime(2999, 1, 1, tzinfo=UTC)
TAKEN, FREE = 6, 5


def pem(key: PrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def found(report: Report) -> tuple[str, list[str | None]]:
    wrong = [check.reason for check in report.checks if check.outcome in ("failed", "unknown")]
    return report.verdict.value, [reason for reason in wrong if reason != "not_checked"]


def openbadge(issuer: str, **members: Any) -> openbadgeslib.OpenBadgeCredential:
    """A badge with every member that the library knows."""
    achievement = openbadgeslib.Achievement(
        "https://hotel.example/classes/gasten",
        "Gasten ontvangen",
        "Je helpt gasten.",
        "Je ontvangt gasten.",
        image_url="https://hotel.example/classes/gasten.png",
        tags=["horeca"],
        achievement_type="Badge",
        credits_available=2.5,
        alignments=[openbadgeslib.Alignment("gasten begroeten", "https://skills.example/1", "ESCO", "1", "Groeten")],
        result_descriptions=[openbadgeslib.ResultDescription(GRADE, "Cijfer", "GradePointAverage", value_max="10")],
    )
    return openbadgeslib.OpenBadgeCredential(
        issuer=openbadgeslib.Issuer(issuer, "Hotel Zon", "https://hotel.example", "info@hotel.example"),
        recipient_id=f"mailto:{MAIL}",
        achievement=achievement,
        issuance_date=GIVEN,
        expiration_date=datetime(2028, 11, 22, tzinfo=UTC),
        evidence=[openbadgeslib.Evidence(id="https://hotel.example/bewijs/1", narrative="Gezien.", name="Waarneming")],
        identifiers=[openbadgeslib.IdentityObject.create(MAIL, "zout")],
        results=[openbadgeslib.Result(result_description=GRADE, value="7")],
        credits_earned=2.0,
        **members,
    )


@pytest.mark.parametrize(("issuer", "method"), [(shapes.DID_KEY, None), (DID, METHOD)], ids=["did:key", "did:web"])
def test_a_badge_of_openbadgeslib_is_accepted_bare_and_in_either_image(issuer: str, method: str | None) -> None:
    signer = openbadgeslib.OB3LdpSigner(pem(KEY), method)
    text = signer.sign_to_json(openbadge(issuer), created=GIVEN)
    in_svg = {"element": baking.SVG_ELEMENT_OB3, "namespace": baking.SVG_NS_OB3, "as_text": True}
    baked = baking.bake_png(png(), text, keyword=baking.ITXT_KEYWORD_OB3), baking.bake_svg(SVG, text, **in_svg)
    for data in (text.encode(), *baked):
        report = World(documents={DID_ADDRESS: did_document()}, recipient=MAIL).check(data)
        assert (*found(report), report.format) == ("valid", [], "ob3-data-integrity")
        assert report.check("recipient").outcome == "passed"


@pytest.mark.parametrize(("algorithm", "key"), [("EdDSA", KEY), ("ES256", P256), ("RS256", RSA)])
def test_a_token_of_openbadgeslib_brings_its_key_and_is_refused(algorithm: str, key: PrivateKey) -> None:
    """OB 3.0 §8.2.3 lets a header hold a `jwk` instead of a `kid`; a key in a header is no source of trust here, even
    when the issuer lists the same."""
    signer, world = openbadgeslib.OB3Signer(pem(key), algorithm), World(documents={DID_ADDRESS: listing(key)})
    for data in (signer.sign(openbadge(DID)).encode(), signer.sign_into_png(openbadge(DID), png())):
        assert found(world.check(data)) == ("invalid", ["jws.key_from_header"])


@pytest.mark.parametrize(("index", "expected"), [(FREE, ("valid", [])), (TAKEN, ("invalid", ["status.revoked"]))])
def test_a_list_that_openbadgeslib_builds_is_read(index: int, expected: tuple[str, list[str]]) -> None:
    built = openbadgeslib.build_status_list_credential(shapes.DID_KEY, LIST, "revocation", [TAKEN], issued=GIVEN)
    served = openbadgeslib.add_data_integrity_proof(built, pem(KEY), shapes.DID_KEY_METHOD, created=GIVEN)
    entry = openbadgeslib.status_entry(LIST, "revocation", index)
    document = openbadgeslib.OB3LdpSigner(pem(KEY)).sign(
        openbadge(shapes.DID_KEY, credential_status=[entry]), created=GIVEN
    )
    assert found(World(documents={LIST: served}).check(document)) == expected


def test_a_list_as_the_token_of_openbadgeslib_brings_its_key_and_proves_nothing() -> None:
    built = openbadgeslib.build_status_list_credential(shapes.DID_KEY, LIST, "revocation", [], issued=GIVEN)
    served = openbadgeslib.sign_status_list_credential(built, pem(KEY), "EdDSA").encode()
    entry = openbadgeslib.status_entry(LIST, "revocation", FREE)
    document = openbadgeslib.OB3LdpSigner(pem(KEY)).sign(
        openbadge(shapes.DID_KEY, credential_status=[entry]), created=GIVEN
    )
    assert found(World(documents={LIST: served}).check(document)) == ("invalid", ["status.list_invalid"])


SUITES: dict[str, tuple[Any, PrivateKey, Any]] = {
    "eddsa-rdfc-2022": (DataIntegrityProofSuite, KEY, openvc.Ed25519SigningKey),
    "eddsa-jcs-2022": (EddsaJcsProofSuite, KEY, openvc.Ed25519SigningKey),
    "ecdsa-rdfc-2019 P-256": (EcdsaRdfcProofSuite, P256, openvc.P256SigningKey),
    "ecdsa-rdfc-2019 P-384": (EcdsaRdfcProofSuite, P384, openvc.P384SigningKey),
}
# openvc-core hashes a JCS proof with contexts that it does not write into it (VC-DI-EDDSA §3.3.1 has it write them), so
# nobody but itself can check that.
FAULTY = "eddsa-jcs-2022"
every_suite = pytest.mark.parametrize("name", [name for name in SUITES if name != FAULTY])


def issuer_of(name: str) -> str:
    return did_key.did_key(SUITES[name][1].public_key())


def signing_key(name: str) -> Any:
    _, key, kind = SUITES[name]
    return kind(key, did_key.verification_method(issuer_of(name)))


def secured(name: str, document: dict[str, Any]) -> dict[str, Any]:
    """The document with a proof by openvc-core."""
    options = {} if "jcs" in name else {"extra_contexts": KNOWN}
    key = signing_key(name)
    proved: dict[str, Any] = SUITES[name][0]().add_proof(
        document, signing_key=key, verification_method=key.kid, created=GIVEN, **options
    )
    return proved


def status_list(name: str) -> dict[str, Any]:
    bits = new_bitstring(131072)
    set_status_bit(bits, TAKEN, 1)
    built: dict[str, Any] = build_status_list_credential(
        id=LIST, issuer=issuer_of(name), bitstring=bits, valid_from=GIVEN, ttl=300_000
    )
    return built


def basic(name: str, **members: Any) -> dict[str, Any]:
    issuer = {"id": issuer_of(name), "type": ["Profile"], "name": "Example Corp"}
    return shapes.teamwork([shapes.CREDENTIALS_V2, shapes.OPEN_BADGES_3], issuer=issuer, **members)


@every_suite
@pytest.mark.parametrize(("index", "expected"), [(FREE, ("valid", [])), (TAKEN, ("invalid", ["status.revoked"]))])
def test_a_badge_and_its_list_by_openvc_are_read(name: str, index: int, expected: tuple[str, list[str]]) -> None:
    entry = build_status_list_entry(status_list_credential=LIST, index=index, id=f"{LIST}#{index}")
    document = secured(name, basic(name, credentialStatus=entry))
    world = World(documents={LIST: secured(name, status_list(name))})
    assert found(world.check(as_text(document))) == expected
    undated = {member: value for member, value in status_list(name).items() if member != "validFrom"}
    token = VcJwtProofSuite().sign(undated, signing_key=signing_key(name)).encode()
    later = World(documents={LIST: token}, now=FAR_AWAY)
    assert found(later.check(as_text(document))) == expected


def plain(name: str) -> tuple[World, dict[str, Any]]:
    """A credential of W3C only, by openvc-core: neither it nor its entry has an id."""
    document = {
        "@context": [shapes.CREDENTIALS_V2],
        "type": ["VerifiableCredential"],
        "issuer": issuer_of(name),
        "credentialSubject": {"id": "did:example:1"},
        "credentialStatus": build_status_list_entry(status_list_credential=LIST, index=FREE),
    }
    return World(documents={LIST: secured(name, status_list(name))}), secured(name, document)


@every_suite
def test_a_credential_without_members_that_it_may_leave_out_is_accepted(name: str) -> None:
    world, document = plain(name)
    assert found(world.check(document)) == ("valid", [])
    badge = secured(name, basic(name, credentialStatus=document["credentialStatus"]))
    assert found(world.check(badge)) == ("invalid", ["schema.invalid"])  # OB 3.0 asks for the entry's id


@pytest.mark.parametrize("naming", ["sha256", "sha384"])
def test_blank_nodes_under_p_384_may_be_named_by_either_hash(naming: str) -> None:
    """VC-DI-ECDSA §3.2.3 leaves it open: openvc-core takes that of RDFC-1.0, Digital Bazaar that of the curve."""
    name = "ecdsa-rdfc-2019 P-384"
    world, by_openvc = plain(name)
    unproved = {member: value for member, value in by_openvc.items() if member != "proof"}
    document = (
        by_openvc
        if naming == "sha256"
        else proved("ecdsa-rdfc-2019", P384, unproved, verificationMethod=signing_key(name).kid)
    )
    assert found(world.check(document)) == ("valid", [])
    changed = {**document, "credentialSubject": {"id": "did:example:2"}}
    assert found(world.check(changed)) == ("invalid", ["proof.signature_invalid"])


def test_a_proof_under_jcs_by_openvc_holds_once_it_bears_the_contexts_that_were_hashed() -> None:
    document = secured(FAULTY, basic(FAULTY))
    assert found(World(documents={}).check(document)) == ("invalid", ["proof.signature_invalid"])
    mended = {**document, "proof": {**document["proof"], "@context": document["@context"]}}
    assert found(World(documents={}).check(mended)) == ("valid", [])


@every_suite
def test_a_token_by_openvc_says_when_it_was_signed_and_must_agree(name: str) -> None:
    """It puts the moment of signing into `nbf`; VCDM 1.1 §6.3.1 makes that the date of the credential."""
    undated = {member: value for member, value in basic(name).items() if member != "validFrom"}
    world = World(documents={}, now=FAR_AWAY)
    for document, expected in ((undated, ("valid", [])), (basic(name), ("invalid", ["jws.claims_conflict"]))):
        token = VcJwtProofSuite().sign(document, signing_key=signing_key(name)).encode()
        assert found(world.check(token)) == expected


def test_the_worlds_moment_lies_after_what_is_signed_here() -> None:
    assert GIVEN < NOW < FAR_AWAY
