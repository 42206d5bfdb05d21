"""Inputs that ask for much work."""

from __future__ import annotations

from casemaking import keys
from casemaking.badges import plain
from casemaking.cast import Signer, did_web, multikey_method, the_signer, zon
from casemaking.shelf import Shelf

SIGNATURE, SCHEMA = "proof.signature_invalid", "schema.invalid"
COMPLEX, LARGE, DEEP, DROPPED = "context.too_complex", "parse.too_large", "parse.too_deep", "context.dropped_terms"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "work"
    _work(shelf, zon(shelf))


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
    for path in (
        "name",
        "validUntil",
        "id",
        "issuer.name",
        "issuer.id",
        "proof.0.created",
        "proof.0.proofValue",
        "credentialSubject.achievement.inLanguage",
        "credentialSubject.identifier.0.identityHash",
        "credentialSubject.achievement.alignment.0.targetUrl",
        "credentialSubject.achievement.image.id",
    ):
        label = path.replace(".0", "").replace(".", "-").replace("credentialSubject", "subject").lower()
        shelf.add_recipe(
            f"long-{label}",
            f"{path} of almost 2 MB, forged.",
            f"long-member {base} {path} 1900000",
            "invalid",
            not_valid_only=True,
        )
    twins = f"twins-in-twins {base} 35"
    shelf.add_recipe(
        "twins-in-twins", "Thirty-five twins with thirty-five twins each.", twins, "invalid", SIGNATURE, COMPLEX, LARGE
    )
    for name, says, recipe in (
        (
            "signed-long-name",
            "A sound badge whose issuer has a name of 1.9 MB that looks like a known one.",
            "signed-name 1500000",
        ),
        ("signed-with-150-endorsements", "A sound badge with 150 sound endorsements.", "signed-endorsements 150"),
        (
            "signed-with-400-endorsement-tokens",
            "A sound badge with 400 sound endorsements as JWT.",
            "signed-endorsement-tokens 400",
        ),
    ):
        shelf.add_recipe(name, says, recipe, "valid", more_warnings=True)
    key = keys.ed25519("forms")
    crowd = the_signer(key, "did:web:menigte.example")
    others = [multikey_method(crowd, id=f"{crowd.id}#oud-{number}") for number in range(400)]
    listed_ = [*others, multikey_method(crowd)]
    did_web(shelf, "menigte.example", key, verificationMethod=listed_, assertionMethod=[item["id"] for item in listed_])
    shelf.good("did-with-401-keys", "The last of 401 keys.", crowd.prove(plain(crowd)))
