"""Open Badges 2.0, signed: the issuer's profile must declare the key, and its list must not name the badge."""

from __future__ import annotations

import json
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from casemaking import keys
from casemaking.older import EMAIL, FORMAT_SIGNED, House, house, recipient
from casemaking.shelf import Shelf
from casemaking.signing import jwt

UNDECLARED, REVOKED, SIGNATURE, ALG = (
    "ob2.key_not_declared",
    "ob2.revoked",
    "proof.signature_invalid",
    "jws.alg_not_allowed",
)
MISMATCH, UNREACHABLE, SCHEMA = "issuer.mismatch", "status.unreachable", "schema.invalid"
NAME = "urn:uuid:7d3f1c52-0000-4000-8000-{:012d}"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    bries = house(shelf, "bries.example")
    shelf.family = "open-badges-2-signed"
    _good(shelf, bries)
    _keys(shelf, bries)
    _lists(shelf)
    _tokens(shelf, bries)


def _good(shelf: Shelf, bries: House) -> None:
    shelf.good("signed", "A signed badge.", bries.signed(), format=FORMAT_SIGNED)
    named = bries.signed(verification={"type": "SignedBadge", "creator": bries.at("key")})
    shelf.good("signed-badge", "The other word for signed.", named, format=FORMAT_SIGNED)
    shelf.good("signed-recipient", "The visitor's address is the recipient's.", bries.signed(), recipient=EMAIL)
    shelf.good("signed-typ", "With a typ in its header.", bries.signed(header={"typ": "JWT"}), format=FORMAT_SIGNED)
    inside = {
        "id": "https://binnen.example/issuer#key",
        "type": "CryptographicKey",
        "owner": "https://binnen.example/issuer",
        "publicKeyPem": keys.pem(bries.key),
    }
    own = house(shelf, "binnen.example", publicKey=inside)
    shelf.good(
        "key-in-the-profile",
        "The profile holds the key itself.",
        own.signed(verification={"type": "signed", "creator": inside["id"]}),
        format=FORMAT_SIGNED,
    )
    several = house(shelf, "meer.example", publicKey=["https://meer.example/oud", "https://meer.example/key"])
    shelf.good("one-key-of-two", "The profile lists two keys.", several.signed(), format=FORMAT_SIGNED)
    silent = _with_list(shelf, "stil.example", [NAME.format(99), "https://stil.example/ander"])
    shelf.good("list-silent", "The revocation list does not name it.", silent.signed(), format=FORMAT_SIGNED)
    empty = _with_list(shelf, "niemand.example", [])
    shelf.good("list-empty", "An empty revocation list.", empty.signed(), format=FORMAT_SIGNED)
    shelf.good(
        "signed-md5",
        "MD5 warns.",
        bries.signed(recipient=recipient(algorithm_name="md5")),
        recipient=EMAIL,
        warnings=["recipient.weak_hash"],
    )


def _keys(shelf: Shelf, bries: House) -> None:
    other = keys.rsa_key("https")
    undeclared = bries.key_document("key-2", publicKeyPem=keys.pem(other))
    token = bries.signed(key=other, verification={"type": "signed", "creator": undeclared})
    shelf.bad("key-not-declared", "A key at the issuer's host that its profile does not list.", token, UNDECLARED)
    foreign = House(shelf, "nep.example", other)
    foreign.key_document(owner=bries.at("issuer"))
    token = bries.signed(key=other, verification={"type": "signed", "creator": foreign.at("key")})
    shelf.bad("key-at-another-host", "A key at another host that says it is the issuer's.", token, UNDECLARED, MISMATCH)
    shelf.bad(
        "signed-by-another-key", "Signed with another key than the one it names.", bries.signed(key=other), SIGNATURE
    )
    own = house(shelf, "eigenaar.example")
    wrong = own.key_document("key-3", owner="https://elders.example/issuer")
    listed = own.issuer("issuer-3", publicKey=wrong)
    badge = own.badge_class("badge-3", issuer=listed)
    token = own.signed(badge=badge, verification={"type": "signed", "creator": wrong})
    shelf.bad(
        "key-of-another-owner",
        "The key says that it is another's.",
        token,
        UNDECLARED,
        MISMATCH,
        "proof.vm_controller_mismatch",
    )
    inside = {
        "type": "CryptographicKey",
        "id": bries.at("key"),
        "owner": bries.at("issuer"),
        "publicKeyPem": keys.pem(other),
    }
    token = bries.signed(key=other, verification={"type": "signed", "creator": inside})
    shelf.bad(
        "key-embedded", "The badge brings its own key under the real address.", token, SIGNATURE, UNDECLARED, SCHEMA
    )
    fake = bries.badge_document(
        **{"@context": None},
        issuer={"id": bries.at("issuer"), "type": "Issuer", "name": "Bakkerij Bries", "publicKey": inside},
    )
    token = bries.signed(key=other, badge=fake, verification={"type": "signed", "creator": bries.at("key")})
    shelf.bad("issuer-embedded", "The badge brings its own issuer and key.", token, SIGNATURE, UNDECLARED, SCHEMA)
    stranger = house(shelf, "vreemd.example", keys.rsa_key("https"))
    token = stranger.signed(badge=bries.at("badge"))
    shelf.bad("badge-class-of-another", "A stranger signs the badge class of another.", token, UNDECLARED, MISMATCH)
    lost = bries.signed(verification={"type": "signed", "creator": bries.at("key-nergens")})
    shelf.never(
        "key-unreachable", "The key can't be had.", lost, UNDECLARED, "fetch.unreachable", "issuer.unresolvable"
    )
    missing = bries.signed(verification={"type": "signed"})
    shelf.good("no-creator", "The badge names no key: the profile's key counts (OB 2.0, creator).", missing)
    for name, key in (("rsa-1024", keys.rsa_key("small", 1024)), ("rsa-exponent-3", keys.rsa_key("three", 2048, 3))):
        weak = house(shelf, f"{name}.example", key)
        shelf.bad(name, f"Signed with {name}.", weak.signed(), "proof.key_weak")
    for name, pem in (
        ("private", _private_pem()),
        ("nonsense", "-----BEGIN PUBLIC KEY-----\nbrood\n-----END PUBLIC KEY-----\n"),
        ("empty", ""),
        ("a-number", 5),
    ):
        odd = House(shelf, f"pem-{name}.example", bries.key)
        odd.issuer()
        odd.badge_class()
        odd.key_document(publicKeyPem=pem)
        shelf.never(
            f"pem-{name}",
            f"The PEM is {name}.",
            odd.signed(),
            "proof.key_weak",
            "proof.value_malformed",
            SCHEMA,
            UNDECLARED,
            "issuer.unresolvable",
            "proof.signature_invalid",
        )


def _lists(shelf: Shelf) -> None:
    for name, revoked in (
        ("by-id", [{"id": NAME.format(1), "revocationReason": "Vergissing"}]),
        ("by-plain-id", [NAME.format(1)]),
        ("by-uid", [{"uid": "b-17", "revocationReason": "Vergissing"}]),
        ("among-others", [NAME.format(98), {"id": NAME.format(1)}, NAME.format(99)]),
    ):
        place = _with_list(shelf, f"lijst-{name}.example", revoked)
        shelf.bad(
            f"revoked-{name}",
            f"The revocation list names it {name}.",
            place.signed(uid="b-17" if "uid" in name else None),
            REVOKED,
            "status.revoked",
        )
    for name, content, status in (
        ("404", b"weg", 404),
        ("302", b"", 302),
        ("html", b"<p>", 200),
        ("null", b"null", 200),
        ("no-list", {"type": "RevocationList"}, 200),
    ):
        place = house(shelf, f"lijst-{name}.example", revocationList=f"https://lijst-{name}.example/revocations")
        place.serve("revocations", content, status)
        shelf.never(
            f"list-{name}",
            f"The revocation list answers {name}.",
            place.signed(),
            UNREACHABLE,
            "fetch.unreachable",
            "fetch.redirect_blocked",
            "status.list_invalid",
            SCHEMA,
            "status.list_issuer_mismatch",
        )
    away = house(shelf, "lijst-weg.example", revocationList="https://lijst-weg.example/revocations")
    shelf.unsure(
        "list-unreachable", "The revocation list can't be had.", away.signed(), UNREACHABLE, "fetch.unreachable"
    )
    loop = house(shelf, "lijst-lus.example", revocationList="https://127.0.0.1/revocations")
    shelf.unsure(
        "list-on-loopback", "The revocation list lies on loopback.", loop.signed(), UNREACHABLE, "fetch.blocked"
    )
    other = house(shelf, "lijst-ander.example", revocationList="https://lijst-ander.example/revocations")
    other.serve("revocations", _revocations(other, [], issuer="https://elders.example/issuer"))
    shelf.never(
        "list-of-another-issuer",
        "The revocation list is another issuer's.",
        other.signed(),
        "status.list_issuer_mismatch",
        "status.list_invalid",
        MISMATCH,
    )


def _tokens(shelf: Shelf, bries: House) -> None:
    token = bries.signed()
    head, body, signature = token.split(".")
    payload = json.loads(keys.base64url_bytes(body))
    for name, changes in (
        ("recipient", {"recipient": recipient("milan@post.example")}),
        ("badge", {"badge": bries.at("badge-2")}),
        ("date", {"issuedOn": "2025-01-01T00:00:00Z"}),
        ("id", {"id": NAME.format(2)}),
    ):
        forged = keys.base64url(json.dumps({**payload, **changes}).encode())
        shelf.bad(
            f"changed-{name}", f"The {name} was changed after signing.", f"{head}.{forged}.{signature}", SIGNATURE
        )
    shelf.bad("alg-none", "alg is none.", jwt(payload, None, {"alg": "none"}), ALG, "jws.malformed")
    shelf.bad(
        "alg-hs256",
        "HS256 with the public key as secret.",
        jwt(payload, keys.pem(bries.key).encode(), {"alg": "HS256"}),
        ALG,
    )
    shelf.bad(
        "alg-es256", "An RSA signature that calls itself ES256.", bries.signed(header={"alg": "ES256"}), ALG, SIGNATURE
    )
    own = bries.signed(key=keys.rsa_key("https"), header={"jwk": keys.jwk(keys.rsa_key("https"))})
    shelf.bad("jwk-in-the-header", "The header brings the key.", own, SIGNATURE, "jws.key_from_header")
    shelf.bad(
        "crit",
        "An unknown critical member.",
        bries.signed(header={"crit": ["x"], "x": 1}),
        "jws.crit_unknown",
        "jws.malformed",
    )
    for name, changes, reason in (
        ("expired", {"expires": "2026-11-22T12:00:00Z"}, "time.expired"),
        ("not-yet", {"issuedOn": "2026-11-23T10:00:00Z"}, "time.not_yet_valid"),
        ("without-zone", {"issuedOn": "2026-11-22T10:00:00"}, "time.malformed"),
        ("inverted", {"expires": "2026-11-20T10:00:00Z"}, "time.inverted"),
    ):
        shelf.bad(name, f"A signed badge: {name}.", bries.signed(**changes), reason)
    for name, changes in (
        ("hashed-a-text", {"recipient": {**recipient(), "hashed": "true"}}),
        ("sha1", {"recipient": recipient(algorithm_name="sha1")}),
        ("no-badge", {"badge": None}),
        ("no-recipient", {"recipient": None}),
        ("no-verification", {"verification": None}),
    ):
        shelf.never(
            name,
            f"A signed badge that is wrong: {name}.",
            bries.signed(**changes),
            SCHEMA,
            "parse.not_a_badge",
            "type.missing",
            UNDECLARED,
        )
    hosted = bries.signed(id=bries.at("assertions/1"), verification={"type": "hosted"})
    shelf.never(
        "hosted-in-a-jws",
        "A hosted badge in a signed token.",
        hosted,
        SCHEMA,
        "ob2.id_mismatch",
        UNDECLARED,
        "parse.unsupported_format",
    )
    shelf.never(
        "signed-without-jws",
        "A signed badge without its signature.",
        payload,
        "proof.missing",
        SCHEMA,
        "ob2.key_not_declared",
        "fetch.scheme",
    )


def _with_list(shelf: Shelf, host: str, revoked: list[Any]) -> House:
    place = house(shelf, host, revocationList=f"https://{host}/revocations")
    place.serve("revocations", _revocations(place, revoked))
    return place


def _revocations(place: House, revoked: list[Any], **changes: Any) -> dict[str, Any]:
    return {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "RevocationList",
        "id": place.at("revocations"),
        "issuer": place.at("issuer"),
        "revokedAssertions": revoked,
        **changes,
    }


def _private_pem() -> str:
    return keys.rsa_key("bries").private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
