"""VC-JOSE-COSE 1.0, securing with JOSE: tokens in the envelopes that the VC-API takes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from casemaking import keys
from casemaking.canonical import VC2
from casemaking.cast import Signer, did_key
from casemaking.keys import base64url
from casemaking.signing import jws_of, jwt

from musts.documents import HOLDER, LEFT_OUT, OTHER, STRANGER, credential, envelope, presentation_envelope
from musts.inputs import Input, does_not_present, does_not_verify, must, presents, verifies

P256 = did_key(keys.elliptic("an issuer elsewhere"))
P384 = did_key(keys.elliptic("an issuer elsewhere", "P-384"))
PAYLOAD = credential(OTHER.id)
TOKEN = OTHER.jwt(PAYLOAD)
HEADER = {"alg": "EdDSA", "typ": "vc+jwt", "cty": "vc", "kid": OTHER.method}


def _json(value: Any) -> bytes:
    return json.dumps(value).encode()


def _header(make: Callable[..., Input], says: str, **header: Any) -> Input:
    """A credential in a token with this in its header."""
    return make(says, envelope(OTHER.jwt(PAYLOAD, **header)))


def _payload(make: Callable[..., Input], says: str, **members: Any) -> Input:
    """A token with these members in what it signs."""
    whole = {name: value for name, value in {**PAYLOAD, **members}.items() if value is not LEFT_OUT}
    return make(says, envelope(OTHER.jwt(whole)))


def _by(signer: Signer, says: str) -> Input:
    return verifies(says, envelope(signer.jwt(credential(signer.id))))


def _shown(make: Callable[..., Input], says: str, *credentials: Any, header: Any = None, **members: Any) -> Input:
    """A presentation in a token of the holder."""
    body = {
        "@context": [VC2],
        "type": ["VerifiablePresentation"],
        "holder": HOLDER.id,
        "verifiableCredential": list(credentials),
        **members,
    }
    whole = {name: value for name, value in body.items() if value is not LEFT_OUT}
    return make(says, presentation_envelope(HOLDER.jwt(whole, **{"typ": "vp+jwt", "cty": "vp", **(header or {})})))


HEAD, BODY, SIGNATURE = TOKEN.split(".")

SIGNED = (
    must(
        "JOSE-3.1.1-1",
        _by(OTHER, "EdDSA"),
        _by(P256, "ES256"),
        _by(P384, "ES384"),
        does_not_verify("another signature", envelope(f"{HEAD}.{BODY}.{base64url(bytes(64))}")),
        does_not_verify(
            "another payload", envelope(f"{HEAD}.{base64url(_json({**PAYLOAD, 'name': 'Diploma'}))}.{SIGNATURE}")
        ),
        does_not_verify("no signature", envelope(f"{HEAD}.{BODY}.")),
        does_not_verify("the key of somebody else", envelope(STRANGER.with_method(OTHER.method).jwt(PAYLOAD))),
        does_not_verify(
            "DER in place of r and s", envelope(f"{HEAD}.{BODY}.{base64url(bytes([0x30, 0x44]) + bytes(68))}")
        ),
    ),
    must(
        "JOSE-3.1.1-2",
        does_not_verify("no algorithm at all", envelope(jwt(PAYLOAD, None, {**HEADER, "alg": "none"}))),
        does_not_verify(
            "a shared secret", envelope(jwt(PAYLOAD, keys.raw_public(OTHER.key), {**HEADER, "alg": "HS256"}))
        ),
        _header(does_not_verify, "an algorithm of another kind of key", alg="ES256"),
        _header(does_not_verify, "an algorithm that nobody knows", alg="XX999"),
        _header(does_not_verify, "no algorithm", alg=None),
    ),
    must(
        "JOSE-3.1.1-3",
        _payload(does_not_verify, "a vp claim", vp={"holder": HOLDER.id}),
        does_not_verify("the credential in a vc claim, beside itself", envelope(OTHER.jwt({**PAYLOAD, "vc": PAYLOAD}))),
        verifies(
            "the credential in a vc claim only, as the suite of VCDM 2.0 sends it",
            envelope(OTHER.jwt({"iss": OTHER.id, "vc": PAYLOAD})),
        ),
    ),
    must(
        "JOSE-3.1.1-4",
        _header(verifies, "typ vc+jwt", typ="vc+jwt"),
        _header(does_not_verify, "typ of a presentation", typ="vp+jwt"),
        _header(does_not_verify, "typ of something else", typ="at+jwt"),
        _header(does_not_verify, "typ of SD-JWT", typ="vc+sd-jwt"),
    ),
    must(
        "JOSE-3.1.1-5",
        _header(verifies, "cty vc", cty="vc"),
        _header(does_not_verify, "cty of a presentation", cty="vp"),
    ),
    must(
        "JOSE-3.1.1-6",
        does_not_verify("a payload that is no object", envelope(jws_of(_json(HEADER), b"[]", OTHER.key))),
        does_not_verify("a payload that is no JSON", envelope(jws_of(_json(HEADER), b"text", OTHER.key))),
        _payload(does_not_verify, "no @context", **{"@context": LEFT_OUT}),
        _payload(does_not_verify, "no type", type=LEFT_OUT),
        _payload(does_not_verify, "no subject", credentialSubject=LEFT_OUT),
        _payload(does_not_verify, "a moment that is none", validFrom="2026-11-22"),
        _payload(does_not_verify, "a term that no context knows", unknownMember="value"),
        _payload(does_not_verify, "a credential that is over", validUntil="2026-11-22T11:00:00Z"),
    ),
    must(
        "JOSE-3.1.1-7",
        does_not_verify(
            "JWS in JSON", envelope(_json({"payload": BODY, "protected": HEAD, "signature": SIGNATURE}).decode())
        ),
        does_not_verify("two parts", envelope(f"{HEAD}.{BODY}")),
        does_not_verify("four parts", envelope(f"{TOKEN}.AAAA")),
        does_not_verify("padding", envelope(f"{HEAD}==.{BODY}.{SIGNATURE}")),
        _header(does_not_verify, "an extension that must be understood", crit=["x"], x=1),
        _header(does_not_verify, "a payload that is not encoded", b64=False, crit=["b64"]),
    ),
)

UNKNOWN = (
    must(
        "JOSE-3.1.1-8",
        _header(verifies, "a member of the header that nobody has to understand", x="1"),
        _payload(verifies, "a registered claim that is no part of a credential", nonce="8Uqj1b0"),
    ),
)

CLAIMS = (
    must(
        "JOSE-3.1.3-1",
        _payload(verifies, "iss that is the issuer", iss=OTHER.id),
        does_not_verify("iss that is another", envelope(OTHER.jwt({**PAYLOAD, "iss": STRANGER.id}))),
        verifies(
            "iss beside an issuer that is an object",
            envelope(OTHER.jwt({**PAYLOAD, "issuer": {"id": OTHER.id}, "iss": OTHER.id})),
        ),
        does_not_verify(
            "the same, another", envelope(OTHER.jwt({**PAYLOAD, "issuer": {"id": OTHER.id}, "iss": STRANGER.id}))
        ),
    ),
    must(
        "JOSE-3.1.3-2",
        _payload(
            verifies, "jti and sub that agree", id="urn:a:1", jti="urn:a:1", sub=PAYLOAD["credentialSubject"]["id"]
        ),
        _payload(does_not_verify, "jti that is another id", id="urn:a:1", jti="urn:a:2"),
        _payload(does_not_verify, "sub that is another subject", sub="did:example:another"),
    ),
    must(
        "JOSE-3.1.3-3",
        _payload(does_not_verify, "exp that has passed", exp=1_795_345_200),
        _payload(does_not_verify, "nbf to come", validFrom=LEFT_OUT, nbf=1_900_000_000),
        _payload(does_not_verify, "nbf that says otherwise than validFrom", nbf=1_500_000_000),
        _payload(does_not_verify, "exp that is no number", exp="2030-01-01"),
        _payload(does_not_verify, "iat to come", iat=1_900_000_000),
    ),
    must(
        "JOSE-4.1-1",
        _header(verifies, "kid of a method of the issuer", kid=OTHER.method),
        _header(does_not_verify, "kid of somebody else", kid=STRANGER.method),
        _header(does_not_verify, "kid that is not absolute", kid=f"#{OTHER.method.partition('#')[2]}"),
        _header(does_not_verify, "kid that is no text", kid=7),
        _header(does_not_verify, "the key in the header, no kid of the issuer", kid=None, jwk=keys.jwk(STRANGER.key)),
        does_not_verify(
            "signed with the key in the header", envelope(STRANGER.jwt(PAYLOAD, kid=None, jwk=keys.jwk(STRANGER.key)))
        ),
    ),
)

SOUND = envelope(TOKEN)

PRESENTATIONS = (
    must(
        "JOSE-3.1.2-1",
        _shown(presents, "one enveloped credential", SOUND),
        _shown(presents, "several", SOUND, envelope(P256.jwt(credential(P256.id)))),
        _shown(does_not_present, "typ of a credential", SOUND, header={"typ": "vc+jwt"}),
        _shown(does_not_present, "cty of a credential", SOUND, header={"cty": "vc"}),
        _shown(does_not_present, "a vp claim", SOUND, vp={"holder": HOLDER.id}),
        does_not_present(
            "another's signature",
            presentation_envelope(
                STRANGER.with_method(HOLDER.method).jwt(
                    {"@context": [VC2], "type": ["VerifiablePresentation"], "holder": HOLDER.id}, typ="vp+jwt", cty="vp"
                )
            ),
        ),
    ),
    must(
        "JOSE-3.1.2-2",
        _shown(does_not_present, "a credential that nothing secures", credential(OTHER.id)),
        _shown(does_not_present, "a credential that was damaged", envelope(f"{HEAD}.{BODY}.{base64url(bytes(64))}")),
        _shown(does_not_present, "a token that stands there bare", TOKEN),
        _shown(does_not_present, "an envelope with another type", envelope(TOKEN, type="VerifiableCredential")),
    ),
    must(
        "JOSE-3.1.2-3",
        _shown(presents, "iss that is the holder", SOUND, iss=HOLDER.id),
        _shown(does_not_present, "iss that is another", SOUND, iss=OTHER.id),
    ),
)

MUSTS = SIGNED + UNKNOWN + CLAIMS + PRESENTATIONS
