"""Badges on which somebody signed after somebody else (Data Integrity 1.0 §2.1.2)."""

from __future__ import annotations

from typing import Any

from casemaking import keys
from casemaking.badges import plain
from casemaking.cast import Signer, did_key, zon
from casemaking.shelf import Shelf

INCOMPLETE, SIGNATURE, NOT_AUTHORIZED = "proof.set_incomplete", "proof.signature_invalid", "proof.vm_not_authorized"
ONE, TWO = "urn:uuid:11111111-2222-4333-8444-555555555551", "urn:uuid:11111111-2222-4333-8444-555555555552"
JCS = "eddsa-jcs-2022"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "proof-chains"
    issuer, other = zon(shelf), did_key(keys.ed25519("notary"))
    document = plain(issuer)
    first = issuer.proof(document, id=ONE)
    _sound(shelf, issuer, document, first)
    _broken(shelf, issuer, document, first)
    _not_by_the_issuer(shelf, issuer, other, document)


def _sound(shelf: Shelf, issuer: Signer, document: dict[str, Any], first: dict[str, Any]) -> None:
    again = issuer.proof(document, before=[first], previousProof=ONE)
    shelf.good(
        "one-after-another", "The issuer signed twice, the second time over the first.", _with(document, first, again)
    )
    listed = issuer.proof(document, before=[first], previousProof=[ONE])
    shelf.good("named-in-an-array", "previousProof is an array of one.", _with(document, first, listed))
    shelf.good("in-another-order", "The later proof stands first.", _with(document, again, first))
    second = issuer.proof(document, id=TWO, created="2026-11-22T10:00:07Z")
    both = issuer.proof(document, before=[first, second], previousProof=[ONE, TWO])
    shelf.good("after-two", "A proof that comes after two others.", _with(document, first, second, both))
    text = issuer.proof(document, JCS, id=ONE)
    shelf.good(
        "over-the-text",
        "A chain of eddsa-jcs-2022, which signs the JSON itself.",
        _with(document, text, issuer.proof(document, JCS, before=[text], previousProof=ONE)),
    )


def _broken(shelf: Shelf, issuer: Signer, document: dict[str, Any], first: dict[str, Any]) -> None:
    again = issuer.proof(document, before=[first], previousProof=ONE)
    shelf.bad("first-taken-away", "The proof before it was taken away.", _with(document, again), INCOMPLETE)
    changed = {**first, "created": "2026-11-22T10:00:08Z"}
    shelf.bad("first-changed", "The first proof was changed.", _with(document, changed, again), SIGNATURE)
    replaced = issuer.proof(document, id=ONE, created="2026-11-22T10:00:09Z")
    shelf.bad(
        "first-replaced", "Another proof bears the name of the first.", _with(document, replaced, again), SIGNATURE
    )
    alone = issuer.proof(document, previousProof=ONE)
    shelf.bad(
        "not-over-the-first", "It names a first proof but did not sign it.", _with(document, first, alone), SIGNATURE
    )
    shelf.bad(
        "half-there",
        "One of two proofs before it is missing.",
        _with(document, first, issuer.proof(document, before=[first], previousProof=[ONE, TWO])),
        INCOMPLETE,
    )
    itself = issuer.proof(document, id=TWO, previousProof=TWO)
    shelf.bad("after-itself", "A proof that comes after itself.", _with(document, first, itself), INCOMPLETE, SIGNATURE)
    shelf.bad("only-after-itself", "Its one proof comes after itself.", _with(document, itself), INCOMPLETE)
    twice = [first, issuer.proof(document, id=ONE, created="2026-11-22T10:00:10Z")]
    shelf.bad(
        "two-of-that-name",
        "Two proofs bear the name.",
        _with(document, *twice, again),
        INCOMPLETE,
        "parse.ambiguous_input",
    )
    for name, value in (("number", 5), ("object", {"id": ONE})):
        proof = {**first, "id": TWO, "previousProof": value}
        says = f"previousProof is no name: {name}."
        shelf.bad(
            f"no-name-{name}",
            says,
            _with(document, first, proof),
            INCOMPLETE,
            "schema.invalid",
            "context.dropped_terms",
        )


def _not_by_the_issuer(shelf: Shelf, issuer: Signer, other: Signer, document: dict[str, Any]) -> None:
    foreign = other.proof(document, id=ONE)
    after = issuer.proof(document, before=[foreign], previousProof=ONE)
    shelf.bad(
        "begun-by-another", "The issuer signed after somebody else.", _with(document, foreign, after), NOT_AUTHORIZED
    )
    good = issuer.proof(document, id=ONE)
    seen = other.proof(document, before=[good], previousProof=ONE)
    shelf.bad("countersigned", "Somebody else signed after the issuer.", _with(document, good, seen), NOT_AUTHORIZED)
    shelf.bad(
        "first-by-nobody", "Of a countersigned badge the issuer's proof is gone.", _with(document, seen), INCOMPLETE
    )
    lost = {**seen, "verificationMethod": f"{issuer.id}#key-9"}
    shelf.bad(
        "countersigned-by-no-key",
        "The key of who countersigned is listed nowhere.",
        _with(document, good, lost),
        NOT_AUTHORIZED,
    )


def _with(document: dict[str, Any], *proofs: dict[str, Any]) -> dict[str, Any]:
    return {**document, "proof": list(proofs)}
