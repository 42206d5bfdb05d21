"""Open Badges 2.0: the seams between pasted, embedded and served documents."""

from __future__ import annotations

from typing import Any

from casemaking import keys
from casemaking.cast import did_document, the_signer
from casemaking.older import House, house
from casemaking.shelf import Shelf

SIGNATURE, SCHEMA = "proof.signature_invalid", "schema.invalid"
DROPPED = "context.dropped_terms"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "open-badges-2-seams"
    _older_badges(shelf)


def _older_badges(shelf: Shelf) -> None:
    bries, nep = house(shelf, "bries.example"), house(shelf, "nepper.example", keys.rsa_key("https"))
    bare: dict[str, Any] = {"@context": None}
    claim = bries.badge_document(**bare, issuer=nep.at("issuer"))
    shelf.never(
        "embedded-class-names-another-issuer",
        "Hosted by a stranger; the embedded class names him, its address does not.",
        nep.hosted("a/1", badge=claim),
        "ob2.hosted_scope",
    )
    shelf.never(
        "embedded-class-names-another-issuer-signed",
        "The same, signed by the stranger.",
        nep.signed(badge=claim),
        "ob2.key_not_declared",
        "issuer.mismatch",
    )
    embedded = bries.badge_document(**bare, issuer={"id": nep.at("issuer"), "type": "Issuer", "name": "Bakkerij Bries"})
    shelf.never(
        "embedded-class-embeds-another-issuer-signed",
        "The embedded class embeds another issuer.",
        nep.signed(badge=embedded),
        "ob2.key_not_declared",
        "issuer.mismatch",
    )
    fragment = {**bries.hosted("assertions/1"), "id": bries.at("assertions/1#deel")}
    shelf.never("id-with-a-fragment", "The pasted id has a fragment.", fragment, "ob2.id_mismatch")
    query = {**bries.hosted("assertions/1"), "id": bries.at("assertions/1?x=1")}
    shelf.never("id-with-a-query", "The pasted id has a query that serves nothing.", query, "fetch.unreachable")
    oldest = {
        **bries.assertion("assertions/1", verification=None),
        "verify": {"type": "hosted", "url": bries.at("assertions/1")},
    }
    shelf.never("verify-of-version-1", "The words of Open Badges 1.", oldest)
    first = {
        "uid": "1",
        "recipient": "sanne@post.example",
        "badge": bries.at("badge"),
        "verify": {"type": "hosted", "url": bries.at("assertions/1")},
    }
    shelf.never("badge-of-version-1", "A badge of Open Badges 1.", first)
    oldest_hash = {
        "recipient": "sanne@post.example",
        "badge": {"version": "0.5.0", "name": "Brood", "issuer": {"origin": "https://bries.example", "name": "Bries"}},
    }
    shelf.never("badge-of-version-0-5", "A badge of before Open Badges 1.", oldest_hash)
    token = bries.signed()
    bries.serve("assertions/token", token)
    shelf.never("hosted-serves-a-token", "The badge's address serves a token.", bries.assertion("assertions/token"))
    key = bries.serve(
        "key-9",
        {
            "@context": "https://w3id.org/openbadges/v2",
            "type": "CryptographicKey",
            "id": bries.at("key"),
            "owner": bries.at("issuer"),
            "publicKeyPem": keys.pem(bries.key),
        },
    )
    shelf.never(
        "key-with-another-id",
        "The key's address serves one with another id.",
        bries.signed(verification={"type": "signed", "creator": key}),
        "ob2.key_not_declared",
        "ob2.id_mismatch",
        "issuer.mismatch",
    )
    shelf.never(
        "creator-relative",
        "The creator is a relative address.",
        bries.signed(verification={"type": "signed", "creator": "key"}),
        "ob2.key_not_declared",
        SCHEMA,
        "fetch.scheme",
        DROPPED,
    )
    shelf.never(
        "creator-http",
        "The creator has no TLS.",
        bries.signed(verification={"type": "signed", "creator": "http://bries.example/key"}),
        "ob2.key_not_declared",
        SCHEMA,
        "fetch.scheme",
    )
    none = house(shelf, "sleutelloos.example", publicKey=None)
    shelf.never("profile-without-key", "The profile declares no key.", none.signed(), "ob2.key_not_declared")
    later = House(shelf, "later.example", keys.rsa_key("bries"))
    later.issuer(publicKey=[later.at("key"), 5])
    later.badge_class()
    later.key_document()
    shelf.never(
        "alg-of-another-key-type",
        "An RSA key under ES256.",
        bries.signed(key=keys.elliptic("zon")),
        SIGNATURE,
        "jws.alg_not_allowed",
    )
    document = did_document(the_signer(keys.ed25519("zon"), "did:web:bries.example"))
    shelf.serve("https://bries.example/.well-known/did.json", document)
    crossed = bries.signed(verification={"type": "signed", "creator": "did:web:bries.example#key-1"})
    shelf.never(
        "creator-a-did",
        "The creator is a DID of the same host.",
        crossed,
        "ob2.key_not_declared",
        SCHEMA,
        "fetch.scheme",
        DROPPED,
    )
    odd = bries.key_document("key-odd", type="Assertion", owner=bries.at("issuer-odd"))
    listed = bries.issuer("issuer-odd", publicKey=odd)
    own = bries.badge_class("badge-odd-key", issuer=listed)
    token = bries.signed(badge=own, verification={"type": "signed", "creator": odd})
    reasons = ("ob2.key_not_declared", SCHEMA, "proof.vm_controller_mismatch", "issuer.mismatch")
    shelf.never("key-document-of-another-type", "The key's document says that it is an assertion.", token, *reasons)
    loose = bries.hosted("assertions/kind", recipient={"type": [], "hashed": False, "identity": "sanne@post.example"})
    shelf.never("recipient-of-no-kind", "The recipient is of no kind.", loose, SCHEMA)
