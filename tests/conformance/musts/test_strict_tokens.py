"""`badgeservice jose` makes and takes tokens by the letter of VC-JOSE-COSE, where the VC-API also takes older ones."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import pytest
from casemaking import keys
from casemaking.canonical import VC2
from casemaking.cast import Signer, did_key
from casemaking.keys import base64url, base64url_bytes
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from badgeservice.errors import MalformedError
from badgeservice.formats import jose
from musts.documents import HOLDER, OTHER, STRANGER, credential, envelope

# Rows of docs/conformance.md that are proved here.
PROVED = {
    "JOSE-3.1.1-9": "test_a_token_that_we_make_holds_and_says_what_it_is",
    "JOSE-3.1.1-10": "test_a_token_that_does_not_say_what_it_is_is_refused",
    "JOSE-3.1.1-11": "test_a_credential_that_must_not_be_signed_is_refused",
    "JOSE-3.1.2-4": "test_a_presentation_holds_secured_credentials_only",
}

P521 = ec.derive_private_key(int.from_bytes(hashlib.sha256(b"an issuer elsewhere").digest(), "big"), ec.SECP521R1())
HASHES = {"ES256": hashes.SHA256(), "ES384": hashes.SHA384(), "ES512": hashes.SHA512()}
SIGNERS = {
    "EdDSA": OTHER.key,
    "ES256": keys.elliptic("an issuer elsewhere"),
    "ES384": keys.elliptic("an issuer elsewhere", "P-384"),
    "ES512": P521,
}
PAYLOAD = credential(OTHER.id)


def public_of(key: Any) -> dict[str, Any]:
    """The JWK; RFC 7518 §6.2.1.2 writes the coordinates of P-521 in 66 bytes."""
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.key_size != 521:
        return keys.jwk(key)
    numbers = key.public_key().public_numbers()
    x, y = (base64url(number.to_bytes(66, "big")) for number in (numbers.x, numbers.y))
    return {"kty": "EC", "crv": "P-521", "x": x, "y": y}


def secret_of(key: Any, kid: str) -> dict[str, Any]:
    """The JWK with its secret part."""
    if isinstance(key, ec.EllipticCurvePrivateKey):
        size = (key.curve.key_size + 7) // 8
        secret = key.private_numbers().private_value.to_bytes(size, "big")
    else:
        secret = key.private_bytes_raw()
    return {**public_of(key), "kid": kid, "d": base64url(secret)}


def refuse_forgery(token: str, key: Any, algorithm: str) -> None:
    """The signature holds, by the primitives alone."""
    head, body, signature = token.split(".")
    raw, signed = base64url_bytes(signature), f"{head}.{body}".encode()
    if algorithm == "EdDSA":
        key.public_key().verify(raw, signed)
        return
    half = len(raw) // 2
    der = encode_dss_signature(int.from_bytes(raw[:half], "big"), int.from_bytes(raw[half:], "big"))
    key.public_key().verify(der, signed, ec.ECDSA(HASHES[algorithm]))


@pytest.mark.parametrize("algorithm", SIGNERS)
def test_a_token_that_we_make_holds_and_says_what_it_is(algorithm: str) -> None:
    key = SIGNERS[algorithm]
    token = jose.issue(PAYLOAD, secret_of(key, OTHER.method), jose.CREDENTIAL)
    head, body, _ = (base64url_bytes(part) for part in token.split("."))
    assert json.loads(head) == {"alg": algorithm, "typ": "vc+jwt", "cty": "vc", "kid": OTHER.method}
    assert json.loads(body) == PAYLOAD
    refuse_forgery(token, key, algorithm)


def by(signer: Signer, payload: Mapping[str, Any] = PAYLOAD, **header: Any) -> bytes:
    """A token as another implementation makes it."""
    return signer.jwt(dict(payload), **header).encode()


def checked(token: bytes, signer: Signer = OTHER, kind: jose.Kind = jose.CREDENTIAL) -> dict[str, Any]:
    return jose.verify(token, {**keys.jwk(signer.key), "kid": signer.method}, kind)


def test_a_token_that_another_made_is_taken() -> None:
    assert checked(by(OTHER)) == PAYLOAD
    assert checked(json.dumps(envelope(by(OTHER).decode())).encode()) == PAYLOAD


@pytest.mark.parametrize(
    "token",
    [
        by(OTHER, typ=None),
        by(OTHER, typ="JWT"),
        by(OTHER, typ="vp+jwt"),
        by(OTHER, cty=None),
        by(OTHER, cty="vp"),
        by(OTHER, {**PAYLOAD, "vc": PAYLOAD}),
        by(OTHER, {"iss": OTHER.id, "vc": PAYLOAD}),
        by(OTHER, {**PAYLOAD, "vp": {}}),
        by(OTHER, {**PAYLOAD, "iss": STRANGER.id}),
        by(OTHER, iss=STRANGER.id),
        by(STRANGER.with_method(OTHER.method)),
        json.dumps({**envelope(by(OTHER).decode()), "name": "more"}).encode(),
    ],
)
def test_a_token_that_does_not_say_what_it_is_is_refused(token: bytes) -> None:
    with pytest.raises(MalformedError):
        checked(token)


@pytest.mark.parametrize(
    "changes",
    [
        {"context": ...},
        {"context": [VC2, VC2, 7]},
        {"type": ...},
        {"type": ["VerifiablePresentation"]},
        {"credentialSubject": ...},
        {"credentialSubject": {}},
        {"issuer": 7},
        {"validFrom": "2026-11-22"},
        {"undefinedTerm": "value"},
        {"iss": "did:example:another"},
        {"vc": {}},
    ],
)
def test_a_credential_that_must_not_be_signed_is_refused(changes: Any) -> None:
    with pytest.raises(MalformedError):
        jose.issue(credential(OTHER.id, **changes), secret_of(OTHER.key, OTHER.method), jose.CREDENTIAL)


def shown(*credentials: Any, **changes: Any) -> dict[str, Any]:
    """A presentation of the holder."""
    body = {"@context": [VC2], "type": ["VerifiablePresentation"], "holder": HOLDER.id}
    return {**body, "verifiableCredential": list(credentials), **changes}


def test_a_presentation_holds_secured_credentials_only() -> None:
    sound = envelope(by(OTHER).decode())
    token = jose.issue(shown(sound), secret_of(HOLDER.key, HOLDER.method), jose.PRESENTATION)
    assert checked(token.encode(), HOLDER, jose.PRESENTATION) == shown(sound)
    refuse_forgery(token, HOLDER.key, "EdDSA")
    for wrong in (PAYLOAD, by(OTHER).decode(), {**sound, "type": "VerifiableCredential"}, 7):
        with pytest.raises(MalformedError):
            checked(by(HOLDER, shown(wrong), typ="vp+jwt", cty="vp"), HOLDER, jose.PRESENTATION)
        with pytest.raises(MalformedError):
            jose.issue(shown(wrong), secret_of(HOLDER.key, HOLDER.method), jose.PRESENTATION)


def test_a_key_for_did_keys_is_found_by_its_own_name() -> None:
    signer = did_key(SIGNERS["ES256"])
    assert checked(by(signer, credential(signer.id)), signer) == credential(signer.id)
