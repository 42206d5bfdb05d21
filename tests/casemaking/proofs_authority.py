"""Badges whose signature holds, but not as a proof of their issuer: purpose, method, controller."""

from __future__ import annotations

from typing import Any

from casemaking import keys
from casemaking.badges import badge, plain
from casemaking.cast import Signer, did_jwk, did_key, did_web, multikey_method, the_signer, zon
from casemaking.shelf import Shelf

SIGNATURE, MALFORMED, SUITE = "proof.signature_invalid", "proof.value_malformed", "proof.cryptosuite_unknown"
NOT_AUTHORIZED, CONTROLLER = "proof.vm_not_authorized", "proof.vm_controller_mismatch"
MISMATCH, PURPOSE = "issuer.mismatch", "proof.purpose_invalid"
STRANGE = (MISMATCH, NOT_AUTHORIZED, CONTROLLER, "issuer.key_unbound")


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "proof-semantics"
    issuer = zon(shelf)
    _purpose(shelf, issuer)
    _methods(shelf, issuer)
    _did_documents(shelf)


def _purpose(shelf: Shelf, issuer: Signer) -> None:
    for purpose in ("authentication", "keyAgreement", "capabilityInvocation", "assertionmethod"):
        signed = issuer.prove(plain(issuer), "eddsa-jcs-2022", proofPurpose=purpose)
        shelf.bad(f"purpose-{purpose.lower()}", f"The purpose is {purpose}.", signed, PURPOSE, "context.dropped_terms")
        if purpose == "authentication":
            shelf.bad(
                "purpose-authentication-rdfc",
                "The same in RDF.",
                issuer.prove(plain(issuer), proofPurpose=purpose),
                PURPOSE,
            )
    none = issuer.prove(plain(issuer), proofPurpose=None)
    shelf.bad("purpose-absent", "No purpose.", none, PURPOSE, "schema.invalid", MALFORMED)
    several = issuer.prove(plain(issuer), "eddsa-jcs-2022", proofPurpose=["assertionMethod"])
    shelf.bad("purpose-array", "The purpose is an array.", several, PURPOSE, "schema.invalid", MALFORMED)
    shelf.bad("no-proof", "No proof at all.", badge(issuer), "proof.missing")
    shelf.bad(
        "empty-proof-array",
        "An empty array of proofs.",
        {**badge(issuer), "proof": []},
        "proof.missing",
        "schema.invalid",
    )
    shelf.bad(
        "proof-null",
        "The proof is null.",
        {**badge(issuer), "proof": None},
        "proof.missing",
        "schema.invalid",
        "context.dropped_terms",
    )
    shelf.bad(
        "proof-text",
        "The proof is a text.",
        {**badge(issuer), "proof": "ja"},
        "proof.missing",
        "schema.invalid",
        MALFORMED,
    )
    shelf.bad(
        "proof-empty",
        "The proof is an empty object.",
        {**badge(issuer), "proof": {}},
        "proof.missing",
        "schema.invalid",
        SUITE,
        MALFORMED,
    )


def _methods(shelf: Shelf, issuer: Signer) -> None:
    stranger = did_key(keys.ed25519("stranger"))
    signed = stranger.prove(plain(issuer))
    shelf.bad("method-of-another-did-key", "Signed by the key of another DID.", signed, *STRANGE)
    other = did_web(shelf, "maan.example", keys.ed25519("maan"))
    shelf.bad(
        "method-of-another-did-web", "Signed with the key of another issuer.", other.prove(plain(issuer)), *STRANGE
    )
    claimed = issuer.with_key(stranger.key).prove(plain(issuer))
    shelf.bad("key-of-another-under-his-id", "Another key under the issuer's key id.", claimed, SIGNATURE)
    absent = issuer.with_method(f"{issuer.id}#key-9")
    shelf.bad(
        "key-that-is-not-listed", "The DID document has no such key.", absent.prove(plain(issuer)), NOT_AUTHORIZED
    )
    bare = issuer.with_method(issuer.id)
    shelf.bad(
        "method-without-fragment", "The method is the DID itself.", bare.prove(plain(issuer)), NOT_AUTHORIZED, MALFORMED
    )
    jcs = issuer.with_method("#key-1").prove(plain(issuer), "eddsa-jcs-2022")
    shelf.bad(
        "method-relative",
        "The method is a relative address.",
        jcs,
        NOT_AUTHORIZED,
        MISMATCH,
        CONTROLLER,
        "context.dropped_terms",
        "schema.invalid",
        MALFORMED,
    )
    none = issuer.prove(plain(issuer), verificationMethod=None)
    shelf.bad("method-absent", "No method.", none, NOT_AUTHORIZED, "schema.invalid", MALFORMED)
    inside = issuer.prove(plain(issuer), "eddsa-jcs-2022", verificationMethod=multikey_method(stranger))
    shelf.bad(
        "method-is-an-object",
        "The proof brings its own key.",
        inside,
        "schema.invalid",
        NOT_AUTHORIZED,
        MALFORMED,
        MISMATCH,
    )
    upper = issuer.with_method(issuer.method.replace("badges", "BADGES"))
    shelf.bad("method-in-capitals", "The host of the method in capitals.", upper.prove(plain(issuer)), *STRANGE)
    query = issuer.with_method(issuer.method.replace("#", "?versionId=1#"))
    shelf.bad("method-with-a-query", "A query in the method.", query.prove(plain(issuer)), *STRANGE)
    key = keys.ed25519("bries")
    right = did_key(key)
    other_fragment = right.with_method(f"{right.id}#{keys.multikey(stranger.key)}")
    shelf.bad(
        "did-key-wrong-fragment",
        "A did:key with the fragment of another key.",
        other_fragment.prove(plain(right)),
        *STRANGE,
    )
    jwk = did_jwk(key)
    shelf.bad(
        "did-jwk-fragment-one", "did:jwk has only #0.", jwk.with_method(f"{jwk.id}#1").prove(plain(jwk)), *STRANGE
    )
    long = issuer.with_method(f"{issuer.id}#{'k' * 9000}").prove(plain(issuer), "eddsa-jcs-2022")
    shelf.bad("key-id-of-9-kb", "A key id of 9 kB.", long, "parse.too_large", NOT_AUTHORIZED, MALFORMED)
    shelf.add_recipe(
        "key-id-of-1-mb",
        "A key id of 1 MB.",
        "long-key-id proof-semantics/key-that-is-not-listed.json 1000000",
        "invalid",
        "parse.too_large",
        NOT_AUTHORIZED,
        MALFORMED,
    )


def _did_documents(shelf: Shelf) -> None:
    key, other = keys.ed25519("forms"), keys.ed25519("stranger")

    def host(label: str, method: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
        signer = the_signer(key, f"did:web:{label}.example")
        entry = multikey_method(signer, **(method or {}))
        return did_web(shelf, f"{label}.example", key, method=entry, **changes).prove(plain(signer))

    shelf.bad(
        "controller-is-another",
        "The key has another controller.",
        host("controller", {"controller": "did:web:maan.example"}),
        CONTROLLER,
    )
    empty = host("no-assertion", assertionMethod=[])
    shelf.bad("not-in-assertion-method", "The key is in no assertionMethod.", empty, NOT_AUTHORIZED)
    absent = host("none-assertion", assertionMethod=None)
    shelf.bad("assertion-method-absent", "There is no assertionMethod.", absent, NOT_AUTHORIZED)
    only = host("authentication", assertionMethod=None, authentication=["did:web:authentication.example#key-1"])
    shelf.bad("only-authentication", "The key is for authentication only.", only, NOT_AUTHORIZED)
    ended = host("ended", {"expires": "2026-11-01T00:00:00Z"})
    shelf.bad("key-expired", "The key ended before the badge was signed.", ended, NOT_AUTHORIZED, "proof.expired")
    revoked = host("revoked", {"revoked": "2026-11-01T00:00:00Z"})
    shelf.bad(
        "key-revoked", "The key was withdrawn before the badge was signed.", revoked, NOT_AUTHORIZED, "proof.expired"
    )
    swapped = host("swapped", {"publicKeyMultibase": keys.multikey(other)})
    shelf.bad("key-replaced", "The DID document now holds another key under this id.", swapped, SIGNATURE)
    curve = host("curve", {"publicKeyMultibase": keys.multikey(keys.elliptic("zon"))})
    shelf.bad(
        "p256-key-with-eddsa-suite",
        "The suite is EdDSA, the key P-256.",
        curve,
        SIGNATURE,
        SUITE,
        MALFORMED,
        NOT_AUTHORIZED,
    )
    dangling = host("dangling", assertionMethod=["did:web:dangling.example#key-7"])
    shelf.bad("assertion-method-lists-another", "assertionMethod lists another key.", dangling, NOT_AUTHORIZED)
    unknown = host("unknown-type", {"type": "QuantumKey2099"})
    shelf.never(
        "key-of-unknown-type",
        "A key type that nobody knows.",
        unknown,
        NOT_AUTHORIZED,
        "issuer.unresolvable",
        MALFORMED,
        "proof.key_weak",
        SUITE,
        "issuer.key_unbound",
    )
    both = host("two-forms", {"publicKeyJwk": keys.jwk(other)})
    shelf.never("key-in-two-forms-that-differ", "One entry holds two different keys.", both)
    signer = the_signer(key, "did:web:twice.example")
    twice = [multikey_method(signer.with_key(other)), multikey_method(signer)]
    did_web(shelf, "twice.example", key, verificationMethod=twice)
    shelf.never("key-id-listed-twice", "Two different keys under one id.", signer.prove(plain(signer)))
