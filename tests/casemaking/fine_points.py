"""Fine points of keys, hashes, older badges and images that are easily passed over."""

from __future__ import annotations

import hashlib
from typing import Any

from casemaking import canonical, keys
from casemaking.badges import badge, changed, plain
from casemaking.cast import Signer, did_web, multikey_method, the_signer, zon, zon_p384
from casemaking.older import House, house, recipient
from casemaking.pictures import END, OB3, PIXELS, START, header, itxt
from casemaking.shelf import Shelf, as_bytes
from casemaking.signing import signature

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
    _keys(shelf)
    _hashes(shelf)
    _older(shelf)
    _images(shelf, zon(shelf))


def _keys(shelf: Shelf) -> None:
    key = keys.ed25519("forms")

    def case(name: str, says: str, **method: Any) -> tuple[str, str, dict[str, Any]]:
        signer = the_signer(key, f"did:web:fijn-{name}.example")
        whole = multikey_method(signer, **method)
        entry_ = {part: value for part, value in whole.items() if value is not None}
        did_web(shelf, f"fijn-{name}.example", key, method=entry_)
        return name, says, signer.prove(plain(signer))

    ended = ("proof.expired", *KEY)
    shelf.never(
        *case("ended-since", "The key ended after the badge was signed.", expires="2026-11-22T12:00:00Z"), *ended
    )
    shelf.never(*case("revoked-since", "The key was withdrawn since.", revoked="2026-11-22T12:00:00Z"), *ended)
    shelf.good(*case("revoked-later", "The key is to be withdrawn next year.", revoked="2027-11-22T12:00:00Z"))
    odd = (*ended, "time.malformed")
    shelf.never(*case("expires-in-words", "The key's end is no date.", expires="ooit"), *odd)
    shelf.never(*case("expires-without-zone", "The key's end has no zone.", expires="2027-01-01T00:00:00"), *odd)
    shelf.never(*case("revoked-true", "The key's withdrawal is no date.", revoked=True), *odd)
    curve = keys.multikey(keys.elliptic("forms"))
    shelf.never(
        *case(
            "p256-as-ed25519-2020",
            "A P-256 key under the type of an Ed25519 key.",
            type="Ed25519VerificationKey2020",
            publicKeyMultibase=curve,
        ),
        *KEY,
        SIGNATURE,
        "proof.cryptosuite_unknown",
    )
    shelf.never(
        *case("controller-list", "Two controllers.", controller=["did:web:a.example", "did:web:b.example"]),
        "proof.vm_controller_mismatch",
        *KEY,
    )
    shelf.never(
        *case(
            "controller-is-the-key",
            "The controller is the key itself.",
            controller="did:web:fijn-controller-is-the-key.example#key-1",
        ),
        "proof.vm_controller_mismatch",
        *KEY,
    )


def _hashes(shelf: Shelf) -> None:
    """ecdsa-rdfc-2019 hashes with SHA-384 for a P-384 key."""
    signer = zon_p384(shelf)
    document = plain(signer)
    proof = signer.proof(document, "ecdsa-rdfc-2019")
    options = {name: value for name, value in proof.items() if name != "proofValue"} | {
        "@context": document["@context"]
    }
    data = b"".join(hashlib.sha256(canonical.rdfc(part)).digest() for part in (options, document))
    value = "z" + keys.base58(signature(signer.key, data))
    shelf.bad(
        "p384-over-sha-256",
        "A P-384 proof over SHA-256 hashes.",
        {**document, "proof": [{**proof, "proofValue": value}]},
        SIGNATURE,
    )
    turned = b"".join(hashlib.sha384(canonical.rdfc(part)).digest() for part in (document, options))
    value = "z" + keys.base58(signature(signer.key, turned))
    shelf.bad(
        "p384-hashes-turned-round",
        "The hash of the document before that of the proof.",
        {**document, "proof": [{**proof, "proofValue": value}]},
        SIGNATURE,
    )
    web = zon(shelf)
    bare = plain(web)
    form = web.proof(bare)
    only = web.key.sign(canonical.rdfc(bare))
    shelf.bad(
        "signature-over-the-text",
        "A signature over the canonical form, not over its hashes.",
        {**bare, "proof": [{**form, "proofValue": "z" + keys.base58(only)}]},
        SIGNATURE,
    )
    alone = web.key.sign(hashlib.sha256(canonical.rdfc(bare)).digest())
    shelf.bad(
        "signature-without-options",
        "A signature over the document's hash alone.",
        {**bare, "proof": [{**form, "proofValue": "z" + keys.base58(alone)}]},
        SIGNATURE,
    )


def _older(shelf: Shelf) -> None:
    bries = house(shelf, "bries.example")
    wrong: dict[str, dict[str, Any]] = {
        "two-badges": {"badge": [bries.at("badge"), bries.at("badge-2")]},
        "two-recipients": {"recipient": [recipient(), recipient("milan@post.example")]},
        "two-verifications": {"verification": [{"type": "hosted"}, {"type": "signed"}]},
        "two-ids": {"id": [bries.at("assertions/a"), bries.at("assertions/b")]},
        "two-dates": {"issuedOn": ["2026-11-22T10:00:00Z", "2020-11-22T10:00:00Z"]},
        "extension": {
            "extensions:recipientProfile": {
                "@context": "https://openbadgespec.org/extensions/recipientProfile/context.json",
                "type": ["Extension", "extensions:RecipientProfile"],
                "name": "Sanne",
            }
        },
        "graph": {"@graph": []},
        "unknown-word": {"salaris": "4000"},
    }
    for name, changes in wrong.items():
        document = bries.assertion(f"assertions/fijn-{name}", **changes)
        bries.serve(f"assertions/fijn-{name}", document)
        shelf.never(f"ob2-{name}", f"A hosted badge, also where it lies: {name}.", document)
        token = bries.signed(**{**changes, "id": changes.get("id", "urn:uuid:7d3f1c52-0000-4000-8000-000000000001")})
        if name != "two-verifications":
            shelf.never(f"ob2-{name}-signed", f"A signed badge: {name}.", token)
    other = House(shelf, "bries.example", bries.key)
    two = other.badge_class("badge-two-issuers", issuer=[bries.at("issuer"), "https://elders.example/issuer"])
    shelf.never("ob2-two-issuers", "A badge class of two issuers.", bries.hosted("assertions/two-issuers", badge=two))


def _images(shelf: Shelf, issuer: Signer) -> None:
    text = as_bytes(issuer.prove(badge(issuer)))
    large = START + header(8001, 5000) + itxt(text) + PIXELS + END
    shelf.bad("png-just-over-40-megapixels", "A picture of 8001 by 5000.", large, "image.too_large")
    forged = as_bytes(changed(issuer.prove(badge(issuer)), "issuer.name", "Ministerie"))
    shelf.bad(
        "png-forged-compressed",
        "A forged badge in a compressed chunk.",
        START + header() + itxt(forged, OB3, True) + PIXELS + END,
        SIGNATURE,
    )
