"""Inputs that ask for much work, weak keys of rarer kinds, and credentials that are none."""

from __future__ import annotations

from typing import Any

from casemaking import keys
from casemaking.badges import badge, generic, old_badge, plain
from casemaking.canonical import ED2020, OB301, OBX, SL2021, VC1, VC2, OB303, DI2
from casemaking.cast import Signer, did_document, did_key, did_web, jwk_method, multikey_method, the_signer, zon
from casemaking.lists import INDEX, bits, bitstring_list, encoded, entry, listed, older_list
from casemaking.older import House, house
from casemaking.shelf import Shelf

WEAK, SIGNATURE, SCHEMA, TYPE = "proof.key_weak", "proof.signature_invalid", "schema.invalid", "type.missing"
COMPLEX, LARGE, DEEP, DROPPED = "context.too_complex", "parse.too_large", "parse.too_deep", "context.dropped_terms"
KEY = (
    WEAK,
    "proof.value_malformed",
    "issuer.unresolvable",
    "proof.vm_not_authorized",
    "issuer.key_unbound",
    SIGNATURE,
    "jws.alg_not_allowed",
    "proof.cryptosuite_unknown",
)


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    issuer = zon(shelf)
    shelf.family = "work"
    _work(shelf, issuer)
    shelf.family = "weak-keys"
    _keys(shelf)
    shelf.family = "credentials"
    _credentials(shelf, issuer)
    shelf.family = "status-unread"
    _older_lists(shelf, issuer)
    shelf.family = "open-badges-2-seams"
    _older_badges(shelf)


def _work(shelf: Shelf, issuer: Signer) -> None:
    base = "good-proofs/proof-in-an-array.json"
    for name, says, recipe, reasons in (
        ("results-3000", "Three thousand results.", f"results {base} 3000", (SIGNATURE, COMPLEX, LARGE)),
        (
            "twin-results-3000",
            "Three thousand results that are the same.",
            f"twins {base} 3000",
            (SIGNATURE, COMPLEX, LARGE),
        ),
        ("parents-20", "Twenty organisations above each other.", f"parents {base} 20", (SIGNATURE, COMPLEX)),
        ("parents-60", "Sixty organisations above each other.", f"parents {base} 60", (SIGNATURE, COMPLEX, DEEP)),
        ("types-5000", "Five thousand types.", f"types {base} 5000", (SIGNATURE, COMPLEX, LARGE, DROPPED, SCHEMA)),
        (
            "digits-1900000",
            "A number of almost two million digits.",
            f"digits {base} 1900000",
            ("parse.number_range", "parse.json_invalid"),
        ),
        ("escapes-300000", "A string of escapes.", f"escapes {base} 300000", (SIGNATURE, "schema.invalid")),
        ("names-9000", "Nine thousand members.", f"names {base} 9000", (DROPPED, COMPLEX, SCHEMA, SIGNATURE, LARGE)),
    ):
        shelf.add_recipe(name, says, recipe, "invalid", *reasons)
    for name, says, recipe in (
        ("png-chunks-800000", "An image of eight hundred thousand empty chunks.", "png-chunks 800000"),
        ("png-texts-2000", "An image of two thousand compressed texts.", "png-texts 2000"),
        ("svg-elements-300000", "A drawing of three hundred thousand elements.", "svg-elements 300000"),
        (
            "svg-attributes-100000",
            "A drawing with an element of a hundred thousand attributes.",
            "svg-attributes 100000",
        ),
        ("svg-depth-200000", "A drawing of two hundred thousand elements in each other.", "svg-depth 200000"),
        ("svg-namespaces-50000", "A drawing with fifty thousand namespaces.", "svg-namespaces 50000"),
    ):
        shelf.add_recipe(name, says, recipe, "invalid", not_valid_only=True)
    key = keys.ed25519("forms")
    crowd = the_signer(key, "did:web:menigte.example")
    others = [multikey_method(crowd, id=f"{crowd.id}#oud-{number}") for number in range(400)]
    listed_ = [*others, multikey_method(crowd)]
    did_web(shelf, "menigte.example", key, verificationMethod=listed_, assertionMethod=[item["id"] for item in listed_])
    shelf.good("did-with-401-keys", "The last of 401 keys.", crowd.prove(plain(crowd)))


def _keys(shelf: Shelf) -> None:
    rsa, curve, key = keys.rsa_key("zon"), keys.elliptic("forms"), keys.ed25519("forms")
    n = keys.jwk(rsa)["n"]
    wrong: dict[str, tuple[Any, dict[str, Any]]] = {
        "rsa-exponent-1": (rsa, {"kty": "RSA", "n": n, "e": "AQ"}),
        "rsa-exponent-0": (rsa, {"kty": "RSA", "n": n, "e": "AA"}),
        "rsa-exponent-empty": (rsa, {"kty": "RSA", "n": n, "e": ""}),
        "rsa-exponent-padded": (rsa, {"kty": "RSA", "n": n, "e": "AQAB=="}),
        "rsa-modulus-empty": (rsa, {"kty": "RSA", "n": "", "e": "AQAB"}),
        "rsa-modulus-even": (rsa, {"kty": "RSA", "n": keys.base64url(b"\xff" * 255 + b"\xfe"), "e": "AQAB"}),
        "rsa-modulus-64-kbit": (rsa, {"kty": "RSA", "n": keys.base64url(b"\xff" * 8192), "e": "AQAB"}),
        "rsa-exponent-huge": (rsa, {"kty": "RSA", "n": n, "e": keys.base64url(b"\x7f" + b"\xff" * 255)}),
        "rsa-private": (rsa, {"kty": "RSA", "n": n, "e": "AQAB", "d": n}),
        "rsa-primes": (rsa, {"kty": "RSA", "n": n, "e": "AQAB", "p": n, "q": n}),
        "ec-infinity": (
            curve,
            {"kty": "EC", "crv": "P-256", "x": keys.base64url(bytes(32)), "y": keys.base64url(bytes(32))},
        ),
        "ec-x-too-large": (
            curve,
            {"kty": "EC", "crv": "P-256", "x": keys.base64url(b"\xff" * 32), "y": keys.base64url(b"\xff" * 32)},
        ),
        "ec-y-negated": (curve, {**keys.jwk(curve), "y": _negated(curve)}),
        "ec-without-y": (curve, {name: value for name, value in keys.jwk(curve).items() if name != "y"}),
        "okp-lower-case": (key, {**keys.jwk(key), "crv": "ed25519"}),
        "okp-x25519": (key, {**keys.jwk(key), "crv": "X25519"}),
        "okp-called-ec": (key, {**keys.jwk(key), "kty": "EC"}),
        "kty-number": (key, {**keys.jwk(key), "kty": 5}),
        "x-number": (key, {**keys.jwk(key), "x": 5}),
        "empty": (key, {}),
    }
    for name, (private, jwk) in wrong.items():
        signer = the_signer(private, f"did:web:{name}.example")
        did_web(shelf, f"{name}.example", key, method=jwk_method(signer, publicKeyJwk=jwk))
        shelf.never(f"jwk-{name}", f"The JWK in the did.json: {name}.", signer.jwt(plain(signer)), *KEY)
    forms: dict[str, dict[str, Any]] = {
        "base58-of-2018": {"type": "Ed25519VerificationKey2018", "publicKeyBase58": keys.base58(keys.raw_public(key))},
        "multibase-without-codec": {"publicKeyMultibase": "z" + keys.base58(keys.raw_public(key))},
        "multibase-list": {"publicKeyMultibase": [keys.multikey(key)]},
        "multikey-secret-too": {"secretKeyMultibase": "z" + keys.base58(b"\x80\x26" + key.private_bytes_raw())},
        "jwk-in-multikey": {"publicKeyMultibase": None, "publicKeyJwk": keys.jwk(key)},
    }
    for name, changes in forms.items():
        signer = the_signer(key, f"did:web:vorm-{name}.example")
        entry_ = {part: value for part, value in multikey_method(signer, **changes).items() if value is not None}
        if "publicKeyBase58" in entry_:
            del entry_["publicKeyMultibase"]
        did_web(shelf, f"vorm-{name}.example", key, method=entry_)
        if name not in ("base58-of-2018", "jwk-in-multikey"):
            shelf.never(f"form-{name}", f"A key in an odd form: {name}.", signer.prove(plain(signer)), *KEY)


def _negated(curve: Any) -> str:
    prime = 2**256 - 2**224 + 2**192 + 2**96 - 1
    return keys.base64url((prime - curve.public_key().public_numbers().y).to_bytes(32, "big"))


def _credentials(shelf: Shelf, issuer: Signer) -> None:
    """Against VCDM 2.0 and 1.1, for a credential that is no badge."""
    wrong: dict[str, dict[str, Any]] = {
        "no-subject": {"credentialSubject": None},
        "empty-subject": {"credentialSubject": {}},
        "subject-a-text": {"credentialSubject": "did:example:een"},
        "subject-an-empty-list": {"credentialSubject": []},
        "no-type": {"type": None},
        "type-without-verifiable": {"type": ["EnvelopedVerifiableCredential"]},
        "no-issuer": {"issuer": None},
        "issuer-a-word": {"issuer": "hotel"},
        "id-a-word": {"id": "bewijs"},
        "id-a-list": {"id": ["urn:uuid:1", "urn:uuid:2"]},
        "name-a-number": {"name": 7},
        "name-without-value": {"name": {"@language": "nl"}},
        "name-language-a-number": {"name": {"@value": "x", "@language": 7}},
        "status-without-type": {"credentialStatus": {"id": "https://badges.example/status/1#1"}},
        "status-a-text": {"credentialStatus": "https://badges.example/status/1"},
        "schema-without-type": {"credentialSchema": {"id": "https://badges.example/schema"}},
        "evidence-a-text": {"evidence": "gezien"},
        "valid-from-a-day": {"validFrom": "2026-11-22"},
        "valid-until-passed": {"validUntil": "2026-11-22T11:00:00Z"},
        "valid-from-to-come": {"validFrom": "2026-11-23T11:00:00Z"},
        "terms-without-type": {"termsOfUse": {"id": "https://badges.example/voorwaarden"}},
    }
    reasons = (
        SCHEMA,
        TYPE,
        DROPPED,
        "parse.not_a_badge",
        "issuer.mismatch",
        "proof.vm_not_authorized",
        "time.malformed",
        "time.expired",
        "time.not_yet_valid",
        "status.unsupported",
        "parse.unsupported_format",
        "context.redefinition",
        "proof.vm_controller_mismatch",
    )
    for name, changes in wrong.items():
        document = generic(issuer, **changes)
        shelf.never(name, f"A credential that is wrong: {name}.", issuer.prove(document, "eddsa-jcs-2022"), *reasons)
        shelf.never(
            f"{name}-jwt",
            f"The same as JWT: {name}.",
            issuer.jwt(document),
            *reasons,
            "jws.malformed",
            "jws.claims_conflict",
        )
    old = {**old_badge(issuer), "@context": [VC1, OB301, ED2020]}
    for name, change in (
        ("issuance-date", "issuanceDate"),
        ("issuer", "issuer"),
        ("subject", "credentialSubject"),
        ("type", "type"),
    ):
        bare = {member: value for member, value in old.items() if member != change}
        shelf.never(
            f"vcdm-1-1-without-{name}", f"VCDM 1.1 without {name}.", issuer.prove(bare, "eddsa-jcs-2022"), *reasons
        )


def _older_lists(shelf: Shelf, issuer: Signer) -> None:
    clear = encoded(bits(5))[1:]
    maan = did_web(shelf, "badges.example:orgs:maan", keys.ed25519("maan"))
    contexts = {"@context": [VC1, SL2021, DI2]}

    def case(name: str, says: str, make_list: Any, *reasons: str) -> None:
        address = f"https://badges.example/status/2021-x-{name}"
        shelf.serve(address, make_list(address))
        status = entry(address, type="StatusList2021Entry")
        text = issuer.prove(plain(issuer, credentialStatus=status, **{"@context": [VC2, OB303, SL2021]}))
        shelf.never(f"2021-{name}", says, text, *reasons)

    invalid = ("status.list_invalid", "status.list_issuer_mismatch", SIGNATURE, "status.unsupported")
    case(
        "unsigned", "A StatusList2021 that is not signed.", lambda a: older_list(issuer, a, clear, **contexts), *invalid
    )
    case(
        "of-another",
        "A StatusList2021 of another issuer at the same host.",
        lambda a: maan.prove(older_list(maan, a, clear, **contexts)),
        *invalid,
    )
    case(
        "signed-by-another",
        "A StatusList2021 that another signed.",
        lambda a: maan.prove(older_list(issuer, a, clear, **contexts)),
        *invalid,
    )
    case(
        "stale",
        "A StatusList2021 that has ended.",
        lambda a: issuer.prove(older_list(issuer, a, clear, expirationDate="2026-11-22T11:00:00Z", **contexts)),
        "status.stale",
    )
    case(
        "purpose",
        "A StatusList2021 for suspension.",
        lambda a: issuer.prove(older_list(issuer, a, clear, subject={"statusPurpose": "suspension"}, **contexts)),
        "status.purpose_mismatch",
    )
    case(
        "short",
        "A StatusList2021 that is too short.",
        lambda a: issuer.prove(older_list(issuer, a, encoded(bits(1, size=8))[1:], **contexts)),
        "status.list_too_short",
    )
    case(
        "newer-list",
        "A bitstring list behind a StatusList2021Entry.",
        lambda a: issuer.prove(bitstring_list(issuer, a, encoded(bits(INDEX)))),
        *invalid,
        "status.revoked",
        "status.list_too_short",
    )
    address = "https://badges.example/status/of-maan"
    shelf.serve(address, maan.prove(bitstring_list(maan, address, encoded(bits(5)))))
    shelf.never(
        "of-another-path-at-the-host",
        "The list of another organisation at the same host.",
        listed(issuer, entry(address)),
        *invalid,
    )
    ended = "https://badges.example/status/jwt-ended"
    shelf.serve(
        ended,
        issuer.jwt({**bitstring_list(issuer, ended, encoded(bits(5)), validUntil=None), "exp": 1795345200}),
        "application/vc+jwt",
    )
    shelf.never(
        "jwt-ended",
        "A list as JWT whose exp has passed.",
        listed(issuer, entry(ended)),
        "status.stale",
        "status.list_invalid",
        "jws.claims_conflict",
        "time.expired",
    )
    own = "https://badges.example/ingetrokken/ander"
    mine = [{"id": badge(issuer)["id"], "revoked": True}]
    shelf.serve(own, {"id": own, "issuer": maan.id, "revokedCredential": mine})
    status = {"id": own, "type": "1EdTechRevocationList"}
    shelf.never(
        "1edtech-listed-by-another",
        "A list of another issuer names it.",
        issuer.prove(badge(issuer, credentialStatus=status, **{"@context": [VC2, OB303, OBX]})),
        "status.revoked",
        "status.list_issuer_mismatch",
    )
    both = did_key(keys.ed25519("bries"))
    shelf.unsure(
        "did-key-list-unreachable",
        "The list of a did:key can't be had.",
        both.prove(plain(both, credentialStatus=entry("https://lijsten.example/weg"))),
        "status.unreachable",
        "fetch.unreachable",
    )


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
