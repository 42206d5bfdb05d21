"""Badges whose proof is of another suite, date or spelling."""

from __future__ import annotations

from casemaking import keys
from casemaking.badges import at, changed, plain, without
from casemaking.canonical import ED2020, OB303, VC2
from casemaking.cast import Signer, zon, zon_p256, zon_p384
from casemaking.shelf import Shelf
from casemaking.signing import der_signature, hash_data

SIGNATURE, MALFORMED, SUITE = "proof.signature_invalid", "proof.value_malformed", "proof.cryptosuite_unknown"
NOT_AUTHORIZED = "proof.vm_not_authorized"
CREATED = "proof.created_invalid"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "proof-semantics"
    issuer = zon(shelf)
    _dates(shelf, issuer)
    _suites(shelf, issuer)
    _values(shelf, issuer)


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
