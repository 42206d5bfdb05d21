"""Open Badges 2.0, signed: the issuer's profile must declare the key."""

from __future__ import annotations

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from casemaking import keys
from casemaking.older import EMAIL, FORMAT_SIGNED, House, house, recipient
from casemaking.shelf import Shelf

UNDECLARED, SIGNATURE = "ob2.key_not_declared", "proof.signature_invalid"
MISMATCH, SCHEMA = "issuer.mismatch", "schema.invalid"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    bries = house(shelf, "bries.example")
    shelf.family = "open-badges-2-signed"
    _good(shelf, bries)
    _keys(shelf, bries)


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


def _private_pem() -> str:
    return keys.rsa_key("bries").private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
