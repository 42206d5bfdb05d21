"""VC-JOSE-COSE to the letter: what may be signed, what holds, and what nobody can tell."""

from __future__ import annotations

import copy
import json
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import ECAlgorithm, OKPAlgorithm

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import jose
from badgeservice.model import base64url
from badgeservice.proofs import base58, jws_signing, multikey

V2 = "https://www.w3.org/ns/credentials/v2"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
ISSUER = "https://college.example/issuers/1"
SECRETS = {
    "EdDSA": Ed25519PrivateKey.from_private_bytes(bytes(range(32))),
    "ES256": ec.derive_private_key(7, ec.SECP256R1()),
    "ES384": ec.derive_private_key(8, ec.SECP384R1()),
    "ES512": ec.derive_private_key(9, ec.SECP521R1()),
}
CREDENTIAL: dict[str, Any] = {
    "@context": [V2, EXAMPLES],
    "id": "urn:uuid:0c07c1ce-57cb-41af-bef2-1b932b986873",
    "type": ["VerifiableCredential", "CourseCredential"],
    "issuer": {"id": ISSUER, "name": {"@value": "Vakschool", "@language": "nl"}},
    "validFrom": "2026-01-01T00:00:00Z",
    "validUntil": "2027-01-01T00:00:00Z",
    "credentialSchema": {"id": "https://college.example/schema.json", "type": "JsonSchema"},
    "credentialSubject": {"id": "did:example:learner", "course": "lassen"},
}


def secret_jwk(algorithm: str) -> dict[str, Any]:
    key = SECRETS[algorithm]
    if isinstance(key, Ed25519PrivateKey):
        return dict(OKPAlgorithm.to_jwk(key, as_dict=True))
    return dict(ECAlgorithm.to_jwk(key, as_dict=True))


def method(algorithm: str, secret: bool = True) -> dict[str, Any]:
    jwk = secret_jwk(algorithm) | {"kid": f"key of {algorithm}"}
    public = {name: value for name, value in jwk.items() if name != "d"}
    secrets = {"secretKeyJwk": jwk} if secret else {}
    return {
        "id": f"{ISSUER}#{algorithm}",
        "type": "JsonWebKey",
        "controller": ISSUER,
        "publicKeyJwk": public,
        **secrets,
    }


def presentation(*enclosed: Any) -> dict[str, Any]:
    return {
        "@context": [V2],
        "type": "VerifiablePresentation",
        "holder": ISSUER,
        "verifiableCredential": list(enclosed),
    }


def enveloped(address: str, **more: Any) -> dict[str, Any]:
    return {"@context": V2, "type": "EnvelopedVerifiableCredential", "id": address, **more}


def token(document: dict[str, Any] = CREDENTIAL, algorithm: str = "ES256", **header: Any) -> bytes:
    """Signed whatever it says; a header member of None is left out."""
    members = {"typ": "vc+jwt", "cty": "vc", "kid": f"{ISSUER}#{algorithm}", **header}
    kept = {name: value for name, value in members.items() if value is not None}
    return jws_signing.sign(kept, json.dumps(document).encode(), SECRETS[algorithm])


def presented(document: dict[str, Any], algorithm: str = "ES384") -> bytes:
    return token(document, algorithm, typ="vp+jwt", cty="vp")


def refused(data: bytes, key: dict[str, Any], kind: jose.Kind = jose.CREDENTIAL) -> str:
    with pytest.raises(MalformedError) as caught:
        jose.verify(data, key, kind)
    return caught.value.reason


@pytest.mark.parametrize("algorithm", SECRETS)
def test_another_library_reads_what_every_kind_of_key_signs(algorithm: str) -> None:
    text = jose.issue(CREDENTIAL, method(algorithm), jose.CREDENTIAL)
    header = jwt.get_unverified_header(text)
    assert header == {"alg": algorithm, "typ": "vc+jwt", "cty": "vc", "kid": f"{ISSUER}#{algorithm}"}
    read = jwt.decode(text, SECRETS[algorithm].public_key(), [algorithm], options={"verify_exp": False})
    assert read == CREDENTIAL
    assert jose.verify(text.encode(), method(algorithm, secret=False), jose.CREDENTIAL) == CREDENTIAL


@pytest.mark.parametrize("algorithm", SECRETS)
def test_what_another_library_signs_holds(algorithm: str) -> None:
    text = jwt.encode(CREDENTIAL, SECRETS[algorithm], algorithm, headers={"typ": "vc+jwt", "cty": "vc"})
    assert jose.verify(text.encode(), secret_jwk(algorithm), jose.CREDENTIAL) == CREDENTIAL


def test_a_key_without_an_address_brings_iss_so_that_it_can_be_found() -> None:
    jwk = secret_jwk("ES512") | {"kid": "thumbprint", "key_ops": ["sign"]}
    text = jose.issue(CREDENTIAL, jwk, jose.CREDENTIAL)
    assert jwt.get_unverified_header(text)["kid"] == "thumbprint"
    assert jose.verify(text.encode(), jwk, jose.CREDENTIAL) == {**CREDENTIAL, "iss": ISSUER}


@pytest.mark.parametrize(
    "key_file",
    [
        {"keys": [secret_jwk("EdDSA"), secret_jwk("ES256")]},
        {"id": ISSUER, "verificationMethod": [method("ES256")], "assertionMethod": [f"{ISSUER}#ES256"]},
        {"id": ISSUER, "verificationMethod": [method("ES256") | {"id": "#ES256"}], "assertionMethod": ["#ES256"]},
        {"id": ISSUER, "assertionMethod": [method("EdDSA"), method("ES256")]},
    ],
)
def test_keys_are_found_in_every_form_of_file(key_file: dict[str, Any]) -> None:
    assert jose.verify(token(), key_file, jose.CREDENTIAL) == CREDENTIAL
    assert jose.issue(CREDENTIAL, key_file, jose.CREDENTIAL).count(".") == 2


@pytest.mark.parametrize(
    ("algorithm", "prefix"), [("EdDSA", b"\x80\x26"), ("ES256", b"\x86\x26"), ("ES384", b"\x87\x26")]
)
def test_a_multikey_signs_and_checks(algorithm: str, prefix: bytes) -> None:
    public = multikey.encode_public(SECRETS[algorithm].public_key())
    secret = prefix + (base64url.decode(secret_jwk(algorithm)["d"]) or b"")
    key = {
        "id": f"{ISSUER}#m",
        "type": "Multikey",
        "controller": ISSUER,
        "publicKeyMultibase": public,
        "secretKeyMultibase": "z" + base58.encode(secret),
    }
    text = jose.issue(CREDENTIAL, key, jose.CREDENTIAL)
    assert jwt.get_unverified_header(text)["alg"] == algorithm
    assert jose.verify(text.encode(), key, jose.CREDENTIAL) == CREDENTIAL


def test_a_key_that_is_not_listed_for_credentials_gives_none() -> None:
    document = {"id": ISSUER, "verificationMethod": [method("ES256")], "authentication": [f"{ISSUER}#ES256"]}
    assert refused(token(), document) == "proof.vm_not_authorized"


def test_a_secret_half_of_another_key_is_refused() -> None:
    mixed = method("ES256") | {"secretKeyJwk": {**secret_jwk("ES256"), "d": base64url.encode(bytes(31) + b"\x08")}}
    with pytest.raises(MalformedError, match=r"proof\.value_malformed"):
        jose.issue(CREDENTIAL, mixed, jose.CREDENTIAL)


@pytest.mark.parametrize("key_file", [method("ES256", secret=False), {"kty": "oct", "k": "c2VjcmV0"}, {}, {"keys": []}])
def test_without_a_fitting_secret_key_nothing_is_signed(key_file: dict[str, Any]) -> None:
    with pytest.raises(MalformedError):
        jose.issue(CREDENTIAL, key_file, jose.CREDENTIAL)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"@context": None}, "context.order"),
        ({"@context": [EXAMPLES, V2]}, "context.order"),
        ({"@context": ["https://www.w3.org/2018/credentials/v1"]}, "context.order"),
        ({"@context": [V2, 7]}, "schema.invalid"),
        ({"@context": V2}, "context.order"),
        ({"relatedResource": [{"id": "urn:x:1", "digestSRI": "sha384-x"}] * 2}, "schema.invalid"),
        ({"type": None}, "type.missing"),
        ({"type": ["CourseCredential"]}, "type.missing"),
        ({"type": {"VerifiableCredential": 1}}, "type.missing"),
        ({"type": ["VerifiableCredential", "twee woorden"]}, "type.missing"),
        ({"issuer": None}, "schema.invalid"),
        ({"issuer": "geen adres"}, "schema.invalid"),
        ({"issuer": {"name": "zonder id"}}, "schema.invalid"),
        ({"issuer": [ISSUER]}, "schema.invalid"),
        ({"credentialSubject": None}, "schema.invalid"),
        ({"credentialSubject": "did:example:learner"}, "schema.invalid"),
        ({"credentialSubject": []}, "schema.invalid"),
        ({"credentialSubject": {}}, "schema.invalid"),
        ({"credentialSubject": {"id": "geen adres"}}, "schema.invalid"),
        ({"id": "geen adres"}, "schema.invalid"),
        ({"id": ["urn:x:1"]}, "schema.invalid"),
        ({"name": 7}, "schema.invalid"),
        ({"description": {"@value": "x", "extra": "y"}}, "schema.invalid"),
        ({"validFrom": "2026-01-01T00:00:00"}, "time.malformed"),
        ({"validUntil": "2025-01-01T00:00:00Z"}, "time.inverted"),
        ({"credentialStatus": {"id": "https://college.example/1"}}, "schema.invalid"),
        ({"credentialSchema": {"type": "JsonSchema"}}, "schema.invalid"),
        ({"relatedResource": [{"id": "https://college.example/1"}]}, "schema.invalid"),
        ({"relatedResource": [{"id": "https://college.example/1", "digestSRI": "md5-AAAA"}]}, "schema.invalid"),
        ({"relatedResource": [{"id": "https://college.example/1", "digestMultibase": 7}]}, "schema.invalid"),
        ({"evidence": ["tekst"]}, "schema.invalid"),
        ({"evidence": {"type": ""}}, "schema.invalid"),
        ({"name": {"@value": "x", "@language": "n l"}}, "schema.invalid"),
        ({"name": {"@value": "x", "@direction": "up"}}, "schema.invalid"),
        ({"termsOfUse": {"id": "https://college.example/1"}}, "schema.invalid"),
        ({"vc": {}}, "jws.claims_conflict"),
        ({"vp": {}}, "jws.claims_conflict"),
        ({"iss": "https://other.example"}, "jws.claims_conflict"),
        ({"jti": "urn:uuid:other"}, "jws.claims_conflict"),
        ({"sub": "did:example:other"}, "jws.claims_conflict"),
        ({"eigenVeld": {"huh": 1}}, "context.dropped_terms"),
        ({"issuanceDate": "2026-01-01T00:00:00Z"}, "context.dropped_terms"),
    ],
)
def test_what_is_no_credential_is_neither_signed_nor_believed(change: dict[str, Any], reason: str) -> None:
    changed = {name: value for name, value in {**CREDENTIAL, **change}.items() if value is not None}
    with pytest.raises(MalformedError) as caught:
        jose.issue(changed, method("ES256"), jose.CREDENTIAL)
    assert caught.value.reason == reason
    assert refused(token(changed), method("ES256")) == reason


@pytest.mark.parametrize(
    "claims", [{"iss": ISSUER}, {"jti": CREDENTIAL["id"]}, {"exp": 1, "iat": "2010"}, {"nonce": "n"}]
)
def test_claims_that_agree_and_moments_are_let_be(claims: dict[str, Any]) -> None:
    document = {**CREDENTIAL, **claims}
    assert jose.verify(token(document), method("ES256"), jose.CREDENTIAL) == document


def test_nothing_is_null() -> None:
    with pytest.raises(MalformedError, match="/evidence"):
        jose.issue({**CREDENTIAL, "evidence": None}, method("ES256"), jose.CREDENTIAL)


def test_a_resource_with_a_digest_is_taken() -> None:
    resource = {"id": "https://college.example/1", "digestSRI": "sha384-AAAA", "digestMultibase": "uEiA"}
    assert jose.issue({**CREDENTIAL, "relatedResource": resource}, method("ES256"), jose.CREDENTIAL)


def test_an_inline_context_defines_its_words() -> None:
    document = CREDENTIAL | {"@context": [V2, {"level": "https://college.example/level"}], "level": 3}
    assert jose.verify(token(document), method("ES256"), jose.CREDENTIAL) == document


def test_a_member_that_only_an_unknown_context_can_define_is_unknown() -> None:
    document = {**CREDENTIAL, "@context": [V2, "https://college.example/context"], "eigenVeld": 1}
    with pytest.raises(UnavailableError, match="eigenVeld"):
        jose.issue(document, method("ES256"), jose.CREDENTIAL)
    with pytest.raises(UnavailableError, match="eigenVeld"):
        jose.verify(token(document), method("ES256"), jose.CREDENTIAL)


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ({"typ": None}, "jws.typ_invalid"),
        ({"typ": "JWT"}, "jws.typ_invalid"),
        ({"typ": "VC+JWT"}, "jws.typ_invalid"),
        ({"typ": "vp+jwt"}, "jws.typ_invalid"),
        ({"typ": "vc+ld+jwt"}, "jws.typ_invalid"),
        ({"cty": None}, "jws.typ_invalid"),
        ({"cty": "vp"}, "jws.typ_invalid"),
        ({"cty": ["vc"]}, "jws.typ_invalid"),
        ({"alg": "none"}, "jws.alg_not_allowed"),
        ({"alg": "HS256"}, "jws.alg_not_allowed"),
        ({"alg": "ES384"}, "jws.alg_not_allowed"),
        ({"alg": "RS256"}, "jws.alg_not_allowed"),
        ({"crit": ["b64"], "b64": False}, "jws.b64_unsupported"),
        ({"jwk": {}}, "jws.key_from_header"),
        ({"kid": 7}, "jws.kid_invalid"),
        ({"iss": "https://other.example"}, "jws.claims_conflict"),
    ],
)
def test_a_header_says_to_the_letter_what_the_token_is(header: dict[str, Any], reason: str) -> None:
    assert refused(token(**header), method("ES256")) == reason


@pytest.mark.parametrize("algorithm", ["EdDSA", "ES384", "ES512"])
def test_a_key_of_another_kind_never_holds(algorithm: str) -> None:
    assert refused(token(), method(algorithm)) == "jws.alg_not_allowed"


def test_a_changed_token_and_one_of_another_key_do_not_hold() -> None:
    header, payload, _ = token().split(b".")
    other = token({**CREDENTIAL, "name": "meester"}).split(b".")
    assert refused(b".".join([header, payload, other[2]]), method("ES256")) == "proof.signature_invalid"
    stranger = ec.derive_private_key(11, ec.SECP256R1())
    jwk = ECAlgorithm.to_jwk(stranger.public_key(), as_dict=True)
    assert refused(token(), jwk) == "proof.signature_invalid"


def test_which_of_several_keys_an_unknown_name_means_is_unknown() -> None:
    with pytest.raises(UnavailableError, match=r"issuer\.key_unbound"):
        jose.verify(token(kid="did:example:x#1"), {"keys": [secret_jwk("EdDSA"), secret_jwk("ES384")]}, jose.CREDENTIAL)


@pytest.mark.parametrize("data", [json.dumps(CREDENTIAL).encode(), b"hallo", b"a.b", b"..", b"a.b.c"])
def test_what_is_not_signed_does_not_hold(data: bytes) -> None:
    assert refused(data, method("ES256")) in ("proof.missing", "jws.malformed")


def test_other_ways_to_secure_are_unknown() -> None:
    with pytest.raises(UnavailableError):
        jose.verify(token() + b"~WyJzYWx0Il0~", method("ES256"), jose.CREDENTIAL)


def test_an_envelope_holds_its_token_and_nothing_else() -> None:
    envelope = enveloped(f"data:application/vc+jwt,{token().decode()}")
    assert jose.verify(json.dumps(envelope).encode(), method("ES256"), jose.CREDENTIAL) == CREDENTIAL
    extended = json.dumps({**envelope, "name": "meer"}).encode()
    assert refused(extended, method("ES256")) == "schema.invalid"


@pytest.mark.parametrize("kid", ["a name of its own", None])
def test_a_forged_enclosed_credential_is_found_by_a_key_without_a_name(kid: str | None) -> None:
    forged = token(kid=kid)[:-6].decode() + "AAAAAA"
    document = presentation(enveloped(f"data:application/vc+jwt,{forged}"))
    token_around = token(document, typ="vp+jwt", cty="vp")
    assert refused(token_around, secret_jwk("ES256"), jose.PRESENTATION) == "proof.signature_invalid"


def test_nobody_signs_with_the_key_of_another() -> None:
    other = {"issuer": "https://other.example"}
    with pytest.raises(MalformedError, match=r"proof\.vm_controller_mismatch"):
        jose.issue(CREDENTIAL | other, method("ES256"), jose.CREDENTIAL)
    with pytest.raises(MalformedError, match=r"proof\.vm_controller_mismatch"):
        jose.issue(presentation() | {"holder": "https://other.example"}, method("ES256"), jose.PRESENTATION)


def test_a_token_by_the_key_of_another_does_not_hold() -> None:
    stolen = token(CREDENTIAL | {"issuer": "https://other.example"})
    whole = {"id": ISSUER, "verificationMethod": [method("ES256")], "assertionMethod": ["#ES256"],
             "authentication": ["#ES256"]}  # fmt: skip
    for key_file in (method("ES256"), whole):
        assert refused(stolen, key_file) == "proof.vm_controller_mismatch"
        around = token(presentation(enveloped(f"data:application/vc+jwt,{stolen.decode()}")), typ="vp+jwt", cty="vp")
        assert refused(around, key_file, jose.PRESENTATION) == "proof.vm_controller_mismatch"


def test_what_no_key_of_the_file_could_tell_is_named() -> None:
    document = presentation(
        enveloped(f"data:application/vc+jwt,{token().decode()}"),
        enveloped("data:application/vc+sd-jwt,eyJhbGciOiJFUzI1NiJ9.e30.c2ln~"),
        enveloped(f"data:application/vc+jwt,{token(algorithm='ES384').decode()}"),
    )
    assert jose.verify(presented(document), method("ES384"), jose.PRESENTATION) == document
    places = jose.not_signed_by(document, method("ES384"), jose.PRESENTATION)
    assert places == ["/verifiableCredential/0", "/verifiableCredential/1"]
    assert jose.not_signed_by(CREDENTIAL, method("ES384"), jose.CREDENTIAL) == []


def test_a_presentation_holds_with_all_that_it_encloses() -> None:
    keys = {"keys": [{**method(name)["secretKeyJwk"], "kid": method(name)["id"]} for name in ("ES384", "ES256")]}
    document = presentation(
        enveloped(f"data:application/vc+jwt,{token().decode()}"),
        enveloped("data:application/vc+sd-jwt,eyJhbGciOiJFUzI1NiJ9.e30.c2ln~"),
        enveloped("data:application/vc+cose;base64,0oRY"),
    )
    assert jose.verify(presented(document), keys, jose.PRESENTATION) == document
    text = jose.issue(document, keys, jose.PRESENTATION)
    assert jwt.get_unverified_header(text)["typ"] == "vp+jwt"
    assert jose.verify(text.encode(), keys, jose.PRESENTATION) == document


def test_an_enclosed_credential_whose_key_is_elsewhere_is_judged_for_the_rest() -> None:
    inner = presentation(enveloped(f"data:application/vc+jwt,{token().decode()}"))
    assert jose.verify(presented(inner), method("ES384"), jose.PRESENTATION) == inner
    wrong = presentation(enveloped(f"data:application/vc+jwt,{token(typ='JWT').decode()}"))
    assert refused(presented(wrong), method("ES384"), jose.PRESENTATION) == "jws.typ_invalid"


@pytest.mark.parametrize("key_id", [f"{ISSUER}#ES384", None])
def test_an_enclosed_credential_that_the_file_has_the_key_of_must_hold(key_id: str | None) -> None:
    header, payload, _ = token(algorithm="ES384", kid=key_id).split(b".")
    signature = token({**CREDENTIAL, "name": "meester"}, "ES384").split(b".")[2]
    forged = b".".join([header, payload, signature]).decode()
    document = presentation(enveloped(f"data:application/vc+jwt,{forged}"))
    assert refused(presented(document), method("ES384"), jose.PRESENTATION) == "proof.signature_invalid"


@pytest.mark.parametrize(
    ("enclosed", "reason"),
    [
        (CREDENTIAL, "proof.missing"),
        ("urn:x:1", "schema.invalid"),
        (enveloped("not-a-credential"), "schema.invalid"),
        (enveloped("data:application/json,e30"), "schema.invalid"),
        (enveloped("data:application/vc+cose,0oRY"), "schema.invalid"),
        (enveloped("data:application/vc+jwt,abc"), "jws.malformed"),
        (enveloped(f"data:application/vc+jwt,{token().decode()}", name="meer"), "schema.invalid"),
    ],
)
def test_a_presentation_encloses_secured_credentials_only(enclosed: Any, reason: str) -> None:
    document = presentation(enclosed)
    with pytest.raises(MalformedError) as caught:
        jose.issue(document, method("ES384"), jose.PRESENTATION)
    assert caught.value.reason == reason
    assert refused(presented(document), method("ES384"), jose.PRESENTATION) == reason


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"@context": [EXAMPLES]}, "context.order"),
        ({"type": "VerifiableCredential"}, "type.missing"),
        ({"holder": 7}, "schema.invalid"),
        ({"holder": {"name": "zonder id"}}, "schema.invalid"),
        ({"iss": "did:example:other"}, "jws.claims_conflict"),
        ({"vp": {}}, "jws.claims_conflict"),
        ({"eigenVeld": 1}, "context.dropped_terms"),
    ],
)
def test_what_is_no_presentation_is_neither_signed_nor_believed(change: dict[str, Any], reason: str) -> None:
    document = copy.deepcopy(presentation()) | change
    with pytest.raises(MalformedError) as caught:
        jose.issue(document, method("ES384"), jose.PRESENTATION)
    assert caught.value.reason == reason
    assert refused(presented(document), method("ES384"), jose.PRESENTATION) == reason


def test_a_credential_is_no_presentation_and_the_other_way_round() -> None:
    assert refused(token(), method("ES256"), jose.PRESENTATION) == "jws.typ_invalid"
    assert refused(presented(presentation()), method("ES384")) == "jws.typ_invalid"
