"""Fine points of https issuers and status lists that are easily passed over."""

from __future__ import annotations

from typing import Any

from casemaking import keys
from casemaking.badges import plain
from casemaking.cast import Signer, jwk_method, multikey_method, zon
from casemaking.lists import bits, bitstring_list, encoded, entry, listed, serve_list
from casemaking.shelf import Shelf, as_bytes

KEY = (
    "proof.vm_not_authorized",
    "proof.key_weak",
    "proof.value_malformed",
    "issuer.unresolvable",
    "issuer.key_unbound",
)
SIGNATURE = "proof.signature_invalid"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "fine-points"
    _https(shelf)
    _lists(shelf, zon(shelf))


def _https(shelf: Shelf) -> None:
    key = keys.ed25519("https")
    address = "https://multikey-profiel.example/issuers/1"
    signer = Signer(address, f"{address}#key-1", key)
    profile = {
        "id": address,
        "type": ["Profile"],
        "name": signer.name,
        "verificationMethod": [multikey_method(signer)],
        "assertionMethod": [signer.method],
    }
    shelf.serve(address, profile)
    shelf.good("https-issuer-multikey", "An https issuer that lists a Multikey.", signer.prove(plain(signer)))
    shelf.good("https-issuer-multikey-jwt", "The same as JWT.", signer.jwt(plain(signer)))
    wrong: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
        "controller": (
            {"verificationMethod": [jwk_method(signer, controller="did:web:maan.example")]},
            ("proof.vm_controller_mismatch",),
        ),
        "not-for-assertion": ({"assertionMethod": []}, ()),
        "only-authentication": (
            {"assertionMethod": None, "authentication": ["https://profiel-only-authentication.example/p#key-1"]},
            (),
        ),
        "other-key": (
            {
                "verificationMethod": None,
                "assertionMethod": None,
                "jwks": {"keys": [keys.jwk(keys.ed25519("stranger"))]},
            },
            (),
        ),
        "jwks-a-list": ({"verificationMethod": None, "assertionMethod": None, "jwks": [keys.jwk(key)]}, ()),
        "jwks-empty": ({"verificationMethod": None, "assertionMethod": None, "jwks": {}}, ()),
        "jwks-for-encryption": (
            {
                "verificationMethod": None,
                "assertionMethod": None,
                "jwks": {"keys": [keys.jwk(key, use="enc", kid="https://profiel-jwks-for-encryption.example/p#key-1")]},
            },
            ("proof.key_weak", "jws.alg_not_allowed"),
        ),
    }
    for name, (changes, reasons) in wrong.items():
        where = f"https://profiel-{name}.example/p"
        who = Signer(where, f"{where}#key-1", key)
        whole = {
            "id": where,
            "type": "Profile",
            "verificationMethod": [jwk_method(who)],
            "assertionMethod": [who.method],
            **changes,
        }
        for method in whole["verificationMethod"] or []:
            method["id"] = who.method
        shelf.serve(where, {part: value for part, value in whole.items() if value is not None})
        shelf.never(f"https-issuer-{name}", f"An https issuer: {name}.", who.jwt(plain(who), typ="JWT"), *reasons, *KEY)


def _lists(shelf: Shelf, issuer: Signer) -> None:
    clear = encoded(bits(5))
    near = serve_list(shelf, issuer, "ended-within-the-skew", clear, validUntil="2026-11-22T13:02:00Z")
    shelf.good("list-ended-within-the-skew", "The list ended three minutes ago.", listed(issuer, entry(near)))
    soon = serve_list(shelf, issuer, "begins-within-the-skew", clear, validFrom="2026-11-22T13:08:00Z")
    shelf.good("list-begins-within-the-skew", "The list begins in three minutes.", listed(issuer, entry(soon)))
    address = "https://badges.example/status/half-a-set"
    document = bitstring_list(issuer, address, clear)
    good = issuer.proof(document)
    bad = {**good, "created": "2026-11-22T10:00:09Z"}
    shelf.serve(address, {**document, "proof": [good, bad]})
    shelf.never(
        "list-with-a-bad-proof-too",
        "One of the list's two proofs does not hold.",
        listed(issuer, entry(address)),
        "status.list_invalid",
        SIGNATURE,
        "proof.set_incomplete",
    )
    both = "https://badges.example/status/bytes-before"
    shelf.serve(both, b"\xef\xbb\xbf" + as_bytes(issuer.prove(bitstring_list(issuer, both, clear))))
    shelf.never(
        "list-with-a-byte-order-mark",
        "A byte order mark before the list.",
        listed(issuer, entry(both)),
        "status.list_invalid",
        "status.unreachable",
    )
    array = "https://badges.example/status/in-an-array"
    shelf.serve(array, [issuer.prove(bitstring_list(issuer, array, clear))])
    shelf.never(
        "list-in-an-array",
        "The list in an array.",
        listed(issuer, entry(array)),
        "status.list_invalid",
        "status.unreachable",
    )
    extra = "https://badges.example/status/extra-word"
    shelf.serve(extra, issuer.prove({**bitstring_list(issuer, extra, clear), "geheim": "x"}))
    shelf.never(
        "list-with-an-unknown-word",
        "A word in the list that no context knows.",
        listed(issuer, entry(extra)),
        "status.list_invalid",
        "context.dropped_terms",
    )
