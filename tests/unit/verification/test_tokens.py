"""A badge in a JWT is judged by its token, with a key that its issuer lists, and by what the claims say."""

from __future__ import annotations

import base64
import json
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from issued import DID, DID_ADDRESS, KEY, STRANGER, World
from issued.other_forms import KEYS, P256, RSA, UNSIGNED, as_text, claims, listing, raw_token, token

from badgeservice.jsonld.contexts import CREDENTIALS_V1, CREDENTIALS_V2
from badgeservice.proofs.did_key import did_key
from badgeservice.proofs.jwk import public_jwk
from badgeservice.verification.report import Check, Report

KEY_ADDRESS = "https://badges.example/orgs/hotel-zon/keys/1"
PROFILE = "https://hotel.example/profile"
IN_VC = {
    "@context": [CREDENTIALS_V1],
    "type": ["VerifiableCredential"],
    "credentialSubject": {"id": UNSIGNED["credentialSubject"]["id"]},
}


def report(data: bytes, **documents: Any) -> Report:
    world = World()
    world.documents[DID_ADDRESS] = listing(KEY, P256, KEYS["ES384"], RSA)
    world.documents |= documents.get("documents", {})
    return world.check(data)


def proof(data: bytes, **documents: Any) -> Check:
    return report(data, **documents).check("proof")


@pytest.mark.parametrize(("number", "algorithm"), list(enumerate(KEYS, 1)))
def test_a_token_of_every_algorithm_holds(number: int, algorithm: str) -> None:
    found = report(token(algorithm=algorithm, kid=f"{DID}#key-{number}"))
    assert (found.verdict, found.format, found.warnings) == ("valid", "ob3-jwt", ())


@pytest.mark.parametrize("type_", [None, "JWT", "vc+jwt", "vc+ld+jwt"])
def test_these_types_are_read(type_: str | None) -> None:
    assert report(token(typ=type_)).verdict == "valid"


def test_a_token_with_the_claims_of_open_badges_holds() -> None:
    data = token(UNSIGNED | claims(), "RS256", kid=KEY_ADDRESS)
    found = report(data, documents={KEY_ADDRESS: public_jwk(RSA.public_key())})
    assert found.verdict == "valid", found.checks


def test_an_older_token_holds_the_credential_in_vc() -> None:
    payload = {"vc": IN_VC, "iss": DID, "nbf": 1735689600, "exp": 1858546799, "jti": "urn:uuid:1"}
    found = report(token(payload, typ="JWT"))
    assert (found.verdict, found.format) == ("valid", "vc-jwt")
    assert found.credential is not None
    assert (found.credential.valid_from, found.credential.issuer.id) == ("2025-01-01T00:00:00Z", DID)


def test_an_enveloped_credential_is_its_token() -> None:
    envelope = {
        "@context": CREDENTIALS_V2,
        "id": "data:application/vc+jwt," + token().decode(),
        "type": "EnvelopedVerifiableCredential",
    }
    assert report(as_text(envelope)).verdict == "valid"
    assert report(as_text({**envelope, "name": "Directeur"})).check("structure").reason == "schema.invalid"


def test_a_did_key_needs_no_key_id() -> None:
    did = did_key(STRANGER.public_key())
    document = {**IN_VC, "@context": [CREDENTIALS_V2], "issuer": did}
    assert report(token(document, key=STRANGER, kid=None)).verdict == "valid"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (token(kid=None), "jws.kid_invalid"),
        (token(kid="key-1"), "jws.kid_invalid"),
        (token(kid=f"{DID}#key-9"), "proof.vm_not_authorized"),
        (token(kid="did:web:elsewhere.example#key-1"), "proof.vm_not_authorized"),
        (token(kid=f"{DID}#key-2"), "jws.alg_not_allowed"),
        (token(key=STRANGER), "proof.signature_invalid"),
        (token(crit=["exp"]), "jws.crit_unknown"),
        (token(zip="DEF"), "jws.malformed"),
        (token(jwk=public_jwk(KEY.public_key())), "jws.key_from_header"),
        (token(jku="https://a.example/keys"), "jws.key_from_header"),
        (token(x5c=["AAAA"]), "jws.key_from_header"),
        (token(typ="at+jwt"), "jws.typ_invalid"),
        (token(typ="vc+sd-jwt"), "jws.typ_invalid"),
        (raw_token(b'{"alg":"EdDSA","b64":false,"kid":"x"}', as_text(UNSIGNED)), "jws.b64_unsupported"),
        (raw_token(b'{"alg":"none"}', as_text(UNSIGNED)), "jws.alg_not_allowed"),
        (raw_token(b'{"alg":["EdDSA"]}', as_text(UNSIGNED)), "jws.alg_not_allowed"),
        (raw_token(b'{"alg":"EdDSA","kid":7}', as_text(UNSIGNED)), "jws.kid_invalid"),
        (raw_token(b'{"alg":"EdDSA","kid":"' + b"k" * 9000 + b'"}', as_text(UNSIGNED)), "parse.too_large"),
        (token()[:-2], "proof.signature_invalid"),
        (token() + b"=", "jws.malformed"),
    ],
)
def test_a_token_that_does_not_hold_says_why(data: bytes, reason: str) -> None:
    found = proof(data)
    assert (found.outcome, found.reason) == ("failed", reason)


def test_a_public_key_is_no_secret_to_sign_with() -> None:
    secret = KEY.public_key().public_bytes_raw()
    forged = jwt.encode(dict(UNSIGNED), secret, "HS256", {"kid": f"{DID}#key-1"}).encode()
    assert proof(forged).reason == "jws.alg_not_allowed"


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "did:web:elsewhere.example"},
        {"iss": 5},
        {"jti": "urn:uuid:2"},
        {"sub": "urn:uuid:3"},
        {"nbf": 1795341601},
        {"nbf": "1795341600"},
        {"nbf": True},
        {"exp": 1858546700},
        {"exp": 1e300},
    ],
)
def test_claims_that_say_otherwise_are_a_conflict(changes: dict[str, Any]) -> None:
    data = raw_token(
        json.dumps({"alg": "EdDSA", "kid": f"{DID}#key-1"}).encode(), as_text(UNSIGNED | claims(**changes))
    )
    assert proof(data).reason == "jws.claims_conflict"


def test_a_token_from_the_future_does_not_count_yet() -> None:
    header = json.dumps({"alg": "EdDSA", "kid": f"{DID}#key-1"}).encode()
    assert proof(raw_token(header, as_text(UNSIGNED | {"iat": 1795353301}))).reason == "proof.created_invalid"


def test_the_dates_of_the_token_count_where_the_credential_has_none() -> None:
    document = {**IN_VC, "@context": [CREDENTIALS_V2], "issuer": DID}
    assert report(token({**document, "exp": 1700000000})).check("validity").reason == "time.expired"
    assert report(token({**document, "nbf": 1900000000})).check("validity").reason == "time.not_yet_valid"


def test_a_word_that_no_context_knows_is_refused_in_a_token_too() -> None:
    assert report(token({**UNSIGNED, "bijnaam": "x"})).check("structure").reason == "context.dropped_terms"


def test_two_credentials_in_one_token_are_ambiguous() -> None:
    assert report(token({**UNSIGNED, "vc": IN_VC})).check("structure").reason == "parse.ambiguous_input"


def test_a_key_at_an_address_counts_only_when_the_issuer_lists_the_same_key() -> None:
    other = rsa.generate_private_key(65537, 2048)
    data = token(UNSIGNED | claims(), "RS256", key=other, kid=KEY_ADDRESS)
    found = proof(data, documents={KEY_ADDRESS: public_jwk(other.public_key())})
    assert (found.outcome, found.reason) == ("unknown", "issuer.key_unbound")


def pem(key: Any) -> str:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


@pytest.mark.parametrize(
    "profile",
    [
        {"publicKey": {"id": f"{PROFILE}#key", "owner": PROFILE, "publicKeyPem": pem(RSA)}},
        {"publicKey": f"{PROFILE}/key"},
        {"jwks_uri": "https://hotel.example/jwks.json"},
        {"jwks": {"keys": [{**public_jwk(RSA.public_key()), "kid": f"{PROFILE}/key"}]}},
    ],
)
def test_an_https_issuer_lists_its_keys_in_its_own_document(profile: dict[str, Any]) -> None:
    key_id = f"{PROFILE}#key" if isinstance(profile.get("publicKey"), dict) else f"{PROFILE}/key"
    document = {**UNSIGNED, "issuer": {**UNSIGNED["issuer"], "id": PROFILE}}
    documents = {
        PROFILE: {"id": PROFILE, "type": "Profile", **profile},
        f"{PROFILE}/key": {"id": f"{PROFILE}/key", "owner": PROFILE, "publicKeyPem": pem(RSA)},
        "https://hotel.example/jwks.json": {"keys": [{**public_jwk(RSA.public_key()), "kid": f"{PROFILE}/key"}]},
    }
    assert proof(token(document, "RS256", kid=key_id), documents=documents).outcome == "passed"
    documents[PROFILE] = {"id": PROFILE, "type": "Profile"}
    found = proof(token(document, "RS256", kid=key_id), documents=documents)
    assert (found.outcome, found.reason) == ("unknown", "issuer.key_unbound")


def test_spare_bits_in_the_payload_are_seen() -> None:
    head, payload, signature = token().split(b".")
    if len(payload) % 4 == 0:
        head, payload, signature = token({**UNSIGNED, "name": UNSIGNED["name"] + "s"}).split(b".")
    alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    loose = payload[:-1] + bytes([alphabet[alphabet.index(payload[-1:]) ^ 1]])
    assert base64.urlsafe_b64decode(loose + b"==") == base64.urlsafe_b64decode(payload + b"==")
    assert report(b".".join((head, loose, signature))).check("structure").reason == "jws.malformed"


def test_an_end_that_only_the_token_names_is_shown() -> None:
    document = {name: value for name, value in UNSIGNED.items() if name != "validUntil"}
    for end, written, reason in (
        (1858546799, "2028-11-22T22:59:59Z", None),
        (1795342000, "2026-11-22T10:06:40Z", "time.expired"),
    ):
        found = report(token({**document, "exp": end}))
        assert found.credential is not None
        assert found.credential.valid_until == written
        assert found.check("validity").evidence["valid_until"] == written
        assert found.check("validity").reason == reason
