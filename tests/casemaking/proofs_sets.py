"""Badges with several proofs, or a proof with contexts of its own."""

from __future__ import annotations

from casemaking import keys
from casemaking.badges import changed, old_badge, plain, without
from casemaking.canonical import DI2, ED2020, MULTIKEY, OB303, VC2
from casemaking.cast import Signer, did_key, zon
from casemaking.shelf import Shelf

SIGNATURE, MALFORMED, SUITE = "proof.signature_invalid", "proof.value_malformed", "proof.cryptosuite_unknown"
NOT_AUTHORIZED, CONTROLLER = "proof.vm_not_authorized", "proof.vm_controller_mismatch"
MISMATCH = "issuer.mismatch"
STRANGE = (MISMATCH, NOT_AUTHORIZED, CONTROLLER, "issuer.key_unbound")


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "proof-semantics"
    issuer = zon(shelf)
    _sets(shelf, issuer)
    _jcs_context(shelf, issuer)
    _chains(shelf, issuer)


def _chains(shelf: Shelf, issuer: Signer) -> None:
    """Proofs that sign the proofs before them (Data Integrity 1.0 §2.1.2)."""
    document = plain(issuer)
    first = issuer.proof(document, id="urn:uuid:22222222-2222-4333-8444-555555555501")
    other = issuer.proof(document, id="urn:uuid:22222222-2222-4333-8444-555555555502", created="2026-11-22T10:00:05Z")
    second = issuer.proof(document, before=[first], previousProof=first["id"])
    both = issuer.proof(document, before=[first, other], previousProof=[first["id"], other["id"]])
    broken = ("proof.set_incomplete", SIGNATURE)
    shelf.good("chain-of-two", "A proof that signs the one before it.", {**document, "proof": [first, second]})
    shelf.good("chain-told-backwards", "The last proof comes first.", {**document, "proof": [second, first]})
    shelf.good("chain-after-two", "A proof that signs two before it.", {**document, "proof": [first, other, both]})
    jcs = issuer.proof(document, suite="eddsa-jcs-2022", before=[first], previousProof=first["id"])
    shelf.good("chain-of-two-suites", "The second proof is by another suite.", {**document, "proof": [first, jcs]})
    shelf.bad("chain-first-away", "The first proof was taken away.", {**document, "proof": [second]}, *broken)
    swapped = {**document, "proof": [{**other, "id": first["id"]}, second]}
    shelf.bad("chain-first-replaced", "Another proof took the name of the first.", swapped, *broken)
    loose = issuer.proof(document, previousProof=first["id"])
    shelf.bad(
        "chain-not-signed", "It names the first and does not sign it.", {**document, "proof": [first, loose]}, *broken
    )
    stranger = did_key(keys.ed25519("stranger"))
    foreign = stranger.proof(document, id="urn:uuid:22222222-2222-4333-8444-555555555503")
    after = issuer.proof(document, before=[foreign], previousProof=foreign["id"])
    shelf.bad(
        "chain-on-a-strangers", "The first proof is a stranger's.", {**document, "proof": [foreign, after]}, *STRANGE
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
