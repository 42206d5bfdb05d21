"""Do other implementations come to our verdict on the same badges? Where they do not, the reason stands here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import jwt
import openvc
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from issued import KEY, World, shapes
from issued.other_forms import P256, P384, as_text, proved, token
from pyld import jsonld
from pyld.documentloader.frozen import FrozenDocumentLoader

from badgeservice.jsonld.canonical import canonicalise
from badgeservice.jsonld.contexts import CONTEXTS
from badgeservice.proofs import base58, did_key
from badgeservice.proofs.forms import Forms

NOW = datetime(2026, 11, 22, 13, 5, tzinfo=UTC)
CONTEXT = [shapes.CREDENTIALS_V2, shapes.OPEN_BADGES_3]
KNOWN = {address: CONTEXTS[address] for address in CONTEXTS}
LOADER = FrozenDocumentLoader(documents=KNOWN)
KEYS: dict[str, Any] = {"Ed25519": KEY, "P-256": P256, "P-384": P384}
ALGORITHMS = {"Ed25519": "EdDSA", "P-256": "ES256", "P-384": "ES384"}


def by(kind: str, suite: str, **options: Any) -> dict[str, Any]:
    """The basic example, signed by a did:key of this kind."""
    return proved(suite, KEYS[kind], unsigned(kind), verificationMethod=method(kind), **options)


def unsigned(kind: str) -> dict[str, Any]:
    did = did_key.did_key(KEYS[kind].public_key())
    return {**shapes.teamwork(CONTEXT), "issuer": {"id": did, "type": ["Profile"], "name": "Example Corp"}}


def method(kind: str) -> str:
    return did_key.verification_method(did_key.did_key(KEYS[kind].public_key()))


def older_token(kind: str) -> bytes:
    """The badge in a `vc` claim."""
    document = unsigned(kind)
    claims = {
        "iss": document["issuer"]["id"],
        "sub": document["credentialSubject"]["id"],
        "jti": document["id"],
        "nbf": int(datetime(2010, 1, 1, tzinfo=UTC).timestamp()),
    }
    return token({"vc": document, **claims}, ALGORITHMS[kind], KEYS[kind], kid=method(kind), typ="JWT")


def openvc_says(credential: Mapping[str, Any] | str) -> str:
    """What openvc-core makes of it: valid, or the name of its error."""
    policy = openvc.VerificationPolicy(now=NOW)
    try:
        openvc.verify_credential(credential, policy=policy, extra_contexts=KNOWN)
    except openvc.OpenvcError as problem:
        return type(problem).__name__
    return "valid"


def we_say(credential: Mapping[str, Any] | bytes) -> str:
    return World(documents={}).check(credential).verdict.value


SAME: dict[str, dict[str, Any]] = {
    "eddsa-rdfc-2022": by("Ed25519", "eddsa-rdfc-2022"),
    "eddsa-jcs-2022": by("Ed25519", "eddsa-jcs-2022", **{"@context": CONTEXT}),
    "ecdsa-rdfc-2019 P-256": by("P-256", "ecdsa-rdfc-2019"),
    "ecdsa-rdfc-2019 P-384": by("P-384", "ecdsa-rdfc-2019"),
}


@pytest.mark.parametrize("name", SAME)
def test_openvc_accepts_and_refuses_with_us(name: str) -> None:
    credential = SAME[name]
    assert (we_say(credential), openvc_says(credential)) == ("valid", "valid")
    changed = {**credential, "name": "Directeur"}
    assert (we_say(changed), openvc_says(changed)) == ("invalid", "SignatureInvalid")


@pytest.mark.parametrize("kind", KEYS)
def test_openvc_accepts_our_older_tokens(kind: str) -> None:
    data = older_token(kind)
    assert (we_say(data), openvc_says(data.decode())) == ("valid", "valid")


DIFFERENT: dict[str, tuple[Mapping[str, Any] | bytes, str]] = {
    # Data Integrity 1.0 §2.1.1 allows a set of proofs, so an array; openvc-core reads one object.
    "a proof in an array": (
        {**SAME["eddsa-rdfc-2022"], "proof": [SAME["eddsa-rdfc-2022"]["proof"]]},
        "UnknownCredentialFormat",
    ),
    # VC-DI-EDDSA §3.3.2 uses the contexts of a proof only when it has them; openvc-core puts them in.
    "a proof under JCS without contexts of its own": (by("Ed25519", "eddsa-jcs-2022"), "SignatureInvalid"),
    # The suite of before Data Integrity, which many badges still bear.
    "Ed25519Signature2020": (
        shapes.by_did_key(shapes.teamwork([*CONTEXT, shapes.ED25519_2020]), shapes.SUITE_2020),
        "UnknownCredentialFormat",
    ),
    # VC-JOSE-COSE §3.1.1 makes the payload the credential itself; openvc-core wants `iss` or a `vc` claim.
    "a token that is the credential": (
        token(unsigned("Ed25519"), "EdDSA", KEY, kid=method("Ed25519")),
        "MalformedToken",
    ),
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_where_openvc_does_not_follow_us_we_know_why(name: str) -> None:
    credential, theirs = DIFFERENT[name]
    assert we_say(credential) == "valid"
    assert openvc_says(credential.decode() if isinstance(credential, bytes) else credential) == theirs


@pytest.mark.parametrize("name", [name for name in SAME if "jcs" not in name])
def test_pyld_finds_the_same_canonical_form(name: str) -> None:
    document = Forms(SAME[name]).document
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": LOADER}
    assert jsonld.normalize(document, options) == canonicalise(document)


def test_a_signature_holds_when_it_is_checked_by_hand_over_the_form_of_pyld() -> None:
    credential = SAME["ecdsa-rdfc-2019 P-256"]
    proof = dict(credential["proof"])
    signature = base58.decode_multibase(proof.pop("proofValue"))
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": LOADER}
    parts = ({**proof, "@context": CONTEXT}, Forms(credential).document)
    hashed = b"".join(hashlib.sha256(jsonld.normalize(part, options).encode()).digest() for part in parts)
    key = P256.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert jwt.algorithms.ECAlgorithm(jwt.algorithms.ECAlgorithm.SHA256).verify(hashed, key, signature)


def test_pyjwt_reads_the_tokens_that_we_read() -> None:
    for kind, algorithm in ALGORITHMS.items():
        claims = jwt.decode(older_token(kind), KEYS[kind].public_key(), [algorithm])
        assert claims["vc"]["name"] == "Teamwork Badge"


def test_what_openvc_accepts_and_we_refuse_is_known() -> None:
    """A word that no context knows is outside the signature; under JCS it is inside, but means nothing."""
    odd = proved(
        "eddsa-jcs-2022",
        KEY,
        {**unsigned("Ed25519"), "bijnaam": "Directeur"},
        verificationMethod=method("Ed25519"),
        **{"@context": CONTEXT},
    )
    assert (we_say(odd), openvc_says(odd)) == ("invalid", "valid")
    assert World(documents={}).check(as_text(odd)).check("structure").reason == "context.dropped_terms"
