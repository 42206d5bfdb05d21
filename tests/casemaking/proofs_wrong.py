"""Badges whose signature holds, but not as a proof of their issuer: purpose, controller, end, suite, set."""

from __future__ import annotations

from typing import Any

from casemaking import keys
from casemaking.badges import at, badge, changed, old_badge, plain, without
from casemaking.canonical import DI2, ED2020, MULTIKEY, OB303, VC2
from casemaking.cast import Signer, did_jwk, did_key, did_web, multikey_method, the_signer, zon, zon_p256, zon_p384
from casemaking.shelf import Shelf
from casemaking.signing import der_signature, hash_data

SIGNATURE, MALFORMED, SUITE = "proof.signature_invalid", "proof.value_malformed", "proof.cryptosuite_unknown"
NOT_AUTHORIZED, CONTROLLER = "proof.vm_not_authorized", "proof.vm_controller_mismatch"
MISMATCH, CREATED, PURPOSE = "issuer.mismatch", "proof.created_invalid", "proof.purpose_invalid"
STRANGE = (MISMATCH, NOT_AUTHORIZED, CONTROLLER, "issuer.key_unbound")


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "proof-semantics"
    issuer = zon(shelf)
    _purpose(shelf, issuer)
    _methods(shelf, issuer)
    _did_documents(shelf)
    _dates(shelf, issuer)
    _suites(shelf, issuer)
    _values(shelf, issuer)
    _sets(shelf, issuer)
    _jcs_context(shelf, issuer)


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


def _dates(shelf: Shelf, issuer: Signer) -> None:
    late = issuer.prove(plain(issuer), expires="2026-11-22T12:00:00Z")
    shelf.bad("proof-expired", "The proof has ended.", late, "proof.expired")
    old = issuer.prove(plain(issuer), "eddsa-jcs-2022", expires="2026-01-01T00:00:00Z")
    shelf.bad("proof-expired-jcs", "The proof ended before it was made.", old, "proof.expired")
    words = issuer.prove(plain(issuer), "eddsa-jcs-2022", expires="volgend jaar")
    shelf.bad(
        "proof-expires-in-words",
        "The end of the proof is no date.",
        words,
        "proof.expired",
        "time.malformed",
        CREATED,
        MALFORMED,
        "schema.invalid",
    )
    for name, moment in (
        ("without-zone", "2026-11-22T10:00:00"),
        ("future", "2026-11-23T10:00:00Z"),
        ("six-minutes-ahead", "2026-11-22T13:11:00Z"),
        ("only-a-day", "2026-11-22"),
        ("february-30", "2026-02-30T10:00:00Z"),
        ("a-number", 1795341600),
    ):
        signed = issuer.prove(plain(issuer), "eddsa-jcs-2022", created=moment)
        shelf.bad(f"created-{name}", f"created is {moment}.", signed, CREATED, "schema.invalid")
    signed = issuer.prove(plain(issuer), created="2026-11-22T10:00:00")
    shelf.bad("created-without-zone-rdfc", "created has no zone, in RDF.", signed, CREATED)
    near = issuer.prove(plain(issuer), created="2026-11-22T13:09:00Z")
    shelf.good("created-four-minutes-ahead", "created within the clock skew.", near)


def _suites(shelf: Shelf, issuer: Signer) -> None:
    for suite in ("eddsa-2022", "eddsa-rdfc-2023", "EDDSA-RDFC-2022", "bbs-2023", "ecdsa-sd-2023", ""):
        signed = changed(issuer.prove(plain(issuer)), "proof.0.cryptosuite", suite)
        shelf.never(
            f"suite-{suite.lower() or 'empty'}{'-capitals' if suite.isupper() else ''}",
            f"The suite is '{suite}'.",
            signed,
            SUITE,
        )
    shelf.never(
        "suite-absent",
        "No suite.",
        without(issuer.prove(plain(issuer)), "proof.0.cryptosuite"),
        SUITE,
        "schema.invalid",
    )
    swapped = changed(issuer.prove(plain(issuer)), "proof.0.cryptosuite", "eddsa-jcs-2022")
    shelf.bad(
        "suite-rdfc-called-jcs", "An RDF signature that calls itself JCS.", swapped, SIGNATURE, "proof.context_mismatch"
    )
    back = changed(issuer.prove(plain(issuer), "eddsa-jcs-2022"), "proof.0.cryptosuite", "eddsa-rdfc-2022")
    shelf.bad("suite-jcs-called-rdfc", "A JCS signature that calls itself RDF.", back, SIGNATURE)
    ecdsa = changed(issuer.prove(plain(issuer)), "proof.0.cryptosuite", "ecdsa-rdfc-2019")
    shelf.bad(
        "suite-ecdsa-with-ed25519",
        "The suite is ECDSA, the key Ed25519.",
        ecdsa,
        SIGNATURE,
        SUITE,
        MALFORMED,
        NOT_AUTHORIZED,
    )
    own = issuer.prove(plain(issuer), "ecdsa-rdfc-2019")
    shelf.bad(
        "suite-ecdsa-signed-by-ed25519",
        "An Ed25519 signature made under the name of ECDSA.",
        own,
        SIGNATURE,
        SUITE,
        MALFORMED,
        NOT_AUTHORIZED,
    )
    curve = zon_p256(shelf)
    named = curve.prove(plain(curve), "eddsa-rdfc-2022")
    shelf.bad(
        "suite-eddsa-signed-by-p256",
        "A P-256 signature made under the name of EdDSA.",
        named,
        SIGNATURE,
        SUITE,
        MALFORMED,
        NOT_AUTHORIZED,
    )
    for kind in ("DataIntegrity", "Ed25519Signature2018", "JsonWebSignature2020", "RsaSignature2018"):
        signed = changed(issuer.prove(plain(issuer)), "proof.0.type", kind)
        shelf.never(
            f"type-{kind.lower()}", f"The proof is of type {kind}.", signed, SUITE, SIGNATURE, "context.dropped_terms"
        )
    old = issuer.prove(plain(issuer, **{"@context": [VC2, OB303, ED2020]}), "Ed25519Signature2020")
    shelf.bad(
        "ed25519-2020-called-data-integrity",
        "An older proof that calls itself DataIntegrityProof.",
        changed(changed(old, "proof.0.type", "DataIntegrityProof"), "proof.0.cryptosuite", "eddsa-rdfc-2022"),
        SIGNATURE,
        "context.redefinition",
    )


def _values(shelf: Shelf, issuer: Signer) -> None:
    signed = issuer.prove(plain(issuer))
    value = at(signed, "proof.0.proofValue")
    raw = keys.base58_bytes(value[1:])
    forms = {
        "without-multibase": value[1:],
        "base64url": "u" + keys.base64url(raw),
        "base64url-bare": keys.base64url(raw),
        "base16": "f" + raw.hex(),
        "empty": "",
        "only-z": "z",
        "outside-the-alphabet": value[:10] + "0" + value[11:],
        "with-a-space": value[:10] + " " + value[10:],
        "with-a-new-line": value + "\n",
        "a-byte-longer": "z" + keys.base58(raw + b"\0"),
        "a-byte-shorter": "z" + keys.base58(raw[:-1]),
        "a-zero-in-front": "z1" + value[1:],
        "capital-z": "Z" + value[1:],
        "9-kb": "z" + "2" * 9000,
        "twice": value + value[1:],
        "fullwidth-digit": value[:10] + "１" + value[11:],
    }
    for name, text in forms.items():
        shelf.bad(
            f"value-{name}",
            "The proof value is spelled in another way.",
            changed(signed, "proof.0.proofValue", text),
            MALFORMED,
            SIGNATURE,
            "parse.too_large",
        )
    shelf.bad(
        "value-number",
        "The proof value is a number.",
        changed(signed, "proof.0.proofValue", 5),
        "schema.invalid",
        MALFORMED,
    )
    shelf.bad(
        "value-absent",
        "No proof value.",
        without(signed, "proof.0.proofValue"),
        "schema.invalid",
        MALFORMED,
        "proof.missing",
    )
    for maker, name in ((zon_p256, "p256"), (zon_p384, "p384")):
        curve = maker(shelf)
        good = curve.prove(plain(curve), "ecdsa-rdfc-2019")
        options = {key: item for key, item in good["proof"][0].items() if key != "proofValue"}
        der = der_signature(curve.key, hash_data(plain(curve), options, "ecdsa-rdfc-2019", curve.key))
        shelf.bad(
            f"ecdsa-{name}-der",
            "An ECDSA signature in DER.",
            changed(good, "proof.0.proofValue", "z" + keys.base58(der)),
            SIGNATURE,
            MALFORMED,
        )
        coded = "u" + keys.base64url(keys.base58_bytes(at(good, "proof.0.proofValue")[1:]))
        shelf.bad(
            f"ecdsa-{name}-base64url", "The value in base64url.", changed(good, "proof.0.proofValue", coded), MALFORMED
        )


def _sets(shelf: Shelf, issuer: Signer) -> None:
    document = plain(issuer)
    good, stranger = issuer.proof(document), did_key(keys.ed25519("stranger"))
    broken = {**issuer.proof(document, created="2026-11-22T10:00:05Z"), "created": "2026-11-22T10:00:06Z"}
    incomplete = ("proof.set_incomplete", SIGNATURE)
    shelf.bad(
        "set-second-broken",
        "The second of two proofs does not hold.",
        {**document, "proof": [good, broken]},
        *incomplete,
    )
    shelf.bad(
        "set-first-broken", "The first of two proofs does not hold.", {**document, "proof": [broken, good]}, *incomplete
    )
    foreign = [good, stranger.proof(document)]
    shelf.bad(
        "set-with-a-strangers-proof",
        "A stranger added a proof.",
        {**document, "proof": foreign},
        "proof.set_incomplete",
        *STRANGE,
    )
    unknown = {**good, "cryptosuite": "bbs-2023", "id": "urn:uuid:1"}
    shelf.never(
        "set-with-an-unknown-suite",
        "One proof of a suite that nobody knows.",
        {**document, "proof": [good, unknown]},
        "proof.set_incomplete",
        SUITE,
        SIGNATURE,
    )
    shelf.bad(
        "set-with-a-text",
        "One of the proofs is a text.",
        {**document, "proof": [good, "ja"]},
        "schema.invalid",
        MALFORMED,
        "proof.set_incomplete",
        "proof.missing",
        "context.dropped_terms",
    )
    many = [issuer.proof(document, created=f"2026-11-22T10:00:{n:02d}Z") for n in range(17)]
    shelf.bad("set-of-17", "Seventeen proofs.", {**document, "proof": many}, "parse.too_large")
    shelf.good("set-of-16", "Sixteen proofs, and all hold.", {**document, "proof": many[:16]})
    nested = {**document, "proof": [[good]]}
    shelf.bad(
        "set-nested",
        "An array in the array of proofs.",
        nested,
        "schema.invalid",
        MALFORMED,
        "proof.missing",
        "context.dropped_terms",
    )
    chain = issuer.proof(
        document,
        id="urn:uuid:22222222-2222-4333-8444-555555555555",
        previousProof="urn:uuid:33333333-2222-4333-8444-555555555555",
    )
    shelf.never("chain-to-nowhere", "previousProof names a proof that is not there.", {**document, "proof": [chain]})


def _jcs_context(shelf: Shelf, issuer: Signer) -> None:
    suite = "eddsa-jcs-2022"
    signed = issuer.prove(plain(issuer), suite)
    reasons = ("proof.context_mismatch", "context.redefinition", SIGNATURE)
    shelf.bad(
        "jcs-context-appended",
        "A context was appended after signing.",
        changed(signed, "@context", [VC2, OB303, DI2]),
        *reasons,
    )
    shelf.bad(
        "jcs-context-of-proof-shorter",
        "The proof's @context lacks one.",
        changed(signed, "proof.0.@context", [VC2]),
        *reasons,
    )
    shelf.bad(
        "jcs-context-of-proof-longer",
        "The proof's @context has one more.",
        changed(signed, "proof.0.@context", [VC2, OB303, ED2020]),
        *reasons,
    )
    made = issuer.prove(plain(issuer), suite, **{"@context": [OB303, VC2]})
    shelf.bad(
        "jcs-context-of-proof-turned",
        "The proof was signed with the contexts turned round.",
        made,
        *reasons,
        "context.order",
    )
    unknown = issuer.prove(plain(issuer), suite, **{"@context": ["https://contexts.example/rich.json"]})
    shelf.bad(
        "jcs-context-of-proof-unknown",
        "The proof was signed with an unknown context.",
        unknown,
        *reasons,
        "context.unknown",
    )
    gone = without(signed, "proof.0.@context")
    shelf.bad("jcs-context-of-proof-removed", "The proof lost its @context.", gone, *reasons)
    appended = changed(issuer.prove(plain(issuer)), "@context", [VC2, OB303, MULTIKEY])
    shelf.bad(
        "rdfc-context-appended",
        "A context of which no word is used was appended after signing.",
        appended,
        *reasons,
        "context.order",
    )
    older = changed(issuer.prove(old_badge(issuer)), "@context", [*old_badge(issuer)["@context"], ED2020])
    shelf.bad("vcdm-1-1-context-appended", "A context was appended to a badge of VCDM 1.1.", older, *reasons)
