"""Forgeries that look for the seams between two readings: keys elsewhere, lookalike words, hybrids."""

from __future__ import annotations

from casemaking import keys
from casemaking.badges import at, changed, generic, old_badge, plain
from casemaking.cast import (
    Signer,
    did_document,
    did_jwk,
    did_key,
    did_web,
    jwk_method,
    multikey_method,
    the_signer,
    zon,
)
from casemaking.lists import entry
from casemaking.shelf import Shelf

SIGNATURE, NOT_AUTHORIZED, CONTROLLER = (
    "proof.signature_invalid",
    "proof.vm_not_authorized",
    "proof.vm_controller_mismatch",
)
DROPPED, AGAIN, SCHEMA, UNBOUND = (
    "context.dropped_terms",
    "context.redefinition",
    "schema.invalid",
    "issuer.key_unbound",
)
CONFLICT, UNRESOLVABLE = "jws.claims_conflict", "issuer.unresolvable"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "seams"
    issuer = zon(shelf)
    _keys_elsewhere(shelf, issuer)
    _words(shelf, issuer)


def _keys_elsewhere(shelf: Shelf, issuer: Signer) -> None:
    same = did_key(issuer.key)
    shelf.bad(
        "issuers-key-under-its-did-key",
        "The issuer's own key, named as a did:key that it does not list.",
        same.prove(plain(issuer)),
        NOT_AUTHORIZED,
        CONTROLLER,
        "issuer.mismatch",
        UNBOUND,
    )
    stranger = did_key(keys.ed25519("stranger"))
    host = the_signer(keys.ed25519("forms"), "did:web:gastheer.example")
    shelf.serve("https://gastheer.example/.well-known/did.json", did_document(host, assertionMethod=[stranger.method]))
    foreign = stranger.prove(plain(host))
    shelf.never(
        "assertion-method-points-elsewhere",
        "assertionMethod names a key of another DID.",
        foreign,
        NOT_AUTHORIZED,
        CONTROLLER,
        UNRESOLVABLE,
    )
    inside = the_signer(keys.ed25519("forms"), "did:web:gastheer2.example")
    guest = multikey_method(stranger)
    shelf.serve(
        "https://gastheer2.example/.well-known/did.json",
        did_document(inside, verificationMethod=[guest], assertionMethod=[stranger.method]),
    )
    shelf.never(
        "method-of-another-did-inside",
        "The DID document holds a key whose id and controller are another's.",
        stranger.prove(plain(inside)),
        NOT_AUTHORIZED,
        CONTROLLER,
        UNRESOLVABLE,
        "issuer.mismatch",
    )
    nested = the_signer(keys.ed25519("forms"), "did:web:genest.example")
    shelf.serve(
        "https://genest.example/.well-known/did.json",
        did_document(nested, verificationMethod=[[multikey_method(nested)]]),
    )
    shelf.never(
        "methods-nested",
        "The methods in an array in an array.",
        nested.prove(plain(nested)),
        NOT_AUTHORIZED,
        UNRESOLVABLE,
    )
    prefix = the_signer(keys.ed25519("forms"), "did:web:begin.example")
    shelf.serve(
        "https://begin.example/.well-known/did.json", did_document(prefix, assertionMethod=[f"{prefix.id}#key"])
    )
    shelf.bad(
        "assertion-method-is-a-prefix",
        "assertionMethod names a beginning of the key's id.",
        prefix.prove(plain(prefix)),
        NOT_AUTHORIZED,
    )
    even = keys.rsa_key("zon").public_key().public_numbers()
    public = {"kty": "RSA", "n": keys.jwk(keys.rsa_key("zon"))["n"], "e": keys.base64url((65536).to_bytes(3, "big"))}
    odd = the_signer(keys.rsa_key("zon"), "did:web:even.example")
    did_web(shelf, "even.example", keys.ed25519("zon"), method=jwk_method(odd, publicKeyJwk=public))
    shelf.never(
        "rsa-even-exponent",
        f"RSA with e = 65536 ({even.n.bit_length()} bits).",
        odd.jwt(plain(odd)),
        "proof.key_weak",
        SIGNATURE,
        "proof.value_malformed",
    )
    big = did_jwk(keys.ed25519("anker"), opmerking="x" * 9000)
    shelf.bad("did-of-12-kb", "A DID of 12 kB.", big.prove(plain(big), "eddsa-jcs-2022"), "parse.too_large")


def _words(shelf: Shelf, issuer: Signer) -> None:
    for name, member in (
        ("urn", "urn:x:naam"),
        ("made-up-prefix", "schema:name"),
        ("vocabulary", "https://www.w3.org/2018/credentials#issuer"),
        ("rdf-type", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
        ("sameas", "http://www.w3.org/2002/07/owl#sameAs"),
    ):
        signed = issuer.prove({**plain(issuer), member: "https://elders.example/x"}, "eddsa-jcs-2022")
        shelf.never(f"member-{name}", f"A member spelled as an address: {member}.", signed, DROPPED, SCHEMA, AGAIN)
    inside = changed(
        plain(issuer),
        "credentialSubject",
        {**plain(issuer)["credentialSubject"], "https://schema.org/name": "Directeur"},
    )
    shelf.never(
        "member-address-in-the-subject",
        "A member of the subject spelled as an address.",
        issuer.prove(inside),
        DROPPED,
        SCHEMA,
        AGAIN,
    )
    token = issuer.jwt({**plain(issuer), "https://schema.org/name": "Directeur"})
    shelf.never("member-address-in-a-jwt", "A member spelled as an address, in a JWT.", token, DROPPED, SCHEMA, AGAIN)
    for name, path, value in (
        ("capital-name", "Name", "Directeur"),
        ("space-in-front", " name", "Directeur"),
        ("space-behind", "name ", "Directeur"),
        ("fullwidth", "ｎame", "Directeur"),
        ("cyrillic", "nаme", "Directeur"),
        ("zero-width", "na\u200bme", "Directeur"),
        ("proto", "__proto__", {"x": 1}),
        ("valid-until-wrong-case", "validuntil", "2026-01-01T00:00:00Z"),
        ("expiration-date-in-vcdm-2", "expirationDate", "2026-01-01T00:00:00Z"),
        ("issuance-date-in-vcdm-2", "issuanceDate", "2027-01-01T00:00:00Z"),
        ("proofs", "proofs", []),
    ):
        added = {**issuer.prove(plain(issuer)), path: value}
        shelf.bad(
            f"lookalike-{name}",
            f"A member that looks like another was added: '{path}'.",
            added,
            DROPPED,
            SCHEMA,
            SIGNATURE,
            AGAIN,
        )
        shelf.bad(
            f"lookalike-{name}-jwt",
            f"The same in a signed JWT: '{path}'.",
            issuer.jwt({**plain(issuer), path: value}),
            DROPPED,
            SCHEMA,
            AGAIN,
            "time.expired",
            CONFLICT,
        )
    old = issuer.prove({**old_badge(issuer), "validUntil": "2026-01-01T00:00:00Z"}, "eddsa-jcs-2022")
    shelf.bad(
        "valid-until-in-vcdm-1",
        "validUntil, long past, in a badge of VCDM 1.1.",
        old,
        DROPPED,
        SCHEMA,
        "time.expired",
        "time.inverted",
    )
    hidden = plain(issuer)
    hidden["credentialSubject"]["achievement"]["credentialStatus"] = entry("https://badges.example/status/set")
    shelf.never(
        "status-in-the-wrong-place",
        "A status entry in the badge class, signed.",
        issuer.prove(hidden, "eddsa-jcs-2022"),
        DROPPED,
        SCHEMA,
        "status.revoked",
    )
    nested = plain(issuer)
    nested["credentialSubject"]["proof"] = at(issuer.prove(plain(issuer)), "proof.0")
    shelf.bad("proof-only-inside", "A proof in the subject, none on top.", nested, "proof.missing", DROPPED)
    empty = {**issuer.prove(plain(issuer)), "evidence": [{}]}
    shelf.bad(
        "empty-object-added", "An empty object was added.", empty, DROPPED, SCHEMA, SIGNATURE, "context.too_complex"
    )
    graph = {**issuer.prove(generic(issuer)), "verifiableCredential": [issuer.prove(generic(issuer, id="urn:uuid:5"))]}
    shelf.bad(
        "credential-in-a-credential",
        "A credential was put in another.",
        graph,
        SIGNATURE,
        SCHEMA,
        DROPPED,
        "parse.ambiguous_input",
        "parse.unsupported_format",
        AGAIN,
    )
