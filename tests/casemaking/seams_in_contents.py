"""Forgeries that look for the seams in content, files, older badges and hybrids."""

from __future__ import annotations

import json

from casemaking.badges import achievement, at, badge, changed, plain, subject
from casemaking.cast import (
    Signer,
    zon,
)
from casemaking.contents import UNSAFE
from casemaking.endorsements import endorsement
from casemaking.older import house, recipient
from casemaking.shelf import Shelf, as_bytes

SIGNATURE = "proof.signature_invalid"
SCHEMA = "schema.invalid"
UNRESOLVABLE = "issuer.unresolvable"
DROPPED, AGAIN = "context.dropped_terms", "context.redefinition"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "seams"
    issuer = zon(shelf)
    _older_badges(shelf)
    _content(shelf, issuer)
    _files(shelf, issuer)
    _hybrids(shelf, issuer)


def _older_badges(shelf: Shelf) -> None:
    bries = house(shelf, "bries.example")
    for number, value in enumerate(("true", 1, [True], "ja")):
        odd = bries.hosted(f"assertions/revoked-{number}", revoked=value)
        shelf.never(f"ob2-revoked-{number}", f"revoked is {value!r}.", odd, "ob2.revoked", SCHEMA)
    fine = bries.hosted("assertions/not-revoked", revoked=False)
    shelf.good("ob2-revoked-false", "revoked is false.", fine)
    changed_ = {**bries.hosted("assertions/1"), "recipient": recipient("milan@post.example")}
    image = json.loads(as_bytes(changed_))
    shelf.never(
        "ob2-copy-for-milan",
        "Milan pastes Sanne's badge in his own name.",
        image,
        "ob2.id_mismatch",
        recipient="milan@post.example",
    )
    loop = bries.serve("badge-lus", bries.badge_document("badge-lus", issuer=bries.at("badge-lus")))
    shelf.never(
        "ob2-badge-class-is-its-own-issuer",
        "The badge class names itself as issuer.",
        bries.hosted("assertions/lus", badge=loop),
        SCHEMA,
        "issuer.mismatch",
        UNRESOLVABLE,
    )
    itself = bries.hosted("assertions/zelf", badge=bries.at("assertions/zelf"))
    shelf.never("ob2-badge-is-itself", "The badge class is the badge itself.", itself, SCHEMA, "ob2.id_mismatch")
    for name, changes in (("type", {"type": "BadgeClass"}), ("id", {"id": None})):
        odd_house = house(shelf, f"profiel-{name}.example", **changes)
        shelf.never(
            f"ob2-issuer-without-{name}",
            f"The issuer's profile lacks its {name}.",
            odd_house.hosted("1"),
            SCHEMA,
            "ob2.id_mismatch",
            "issuer.mismatch",
            UNRESOLVABLE,
        )


def _content(shelf: Shelf, issuer: Signer) -> None:
    unsafe = "javascript:alert(1)"
    person = {"id": "https://school.example/", "type": ["Profile"], "url": unsafe}
    for name, about in (
        ("criteria", subject(achievement=achievement(criteria={"id": unsafe, "narrative": "x"}))),
        ("creator", subject(achievement=achievement(creator=person))),
        ("image-of-the-subject", subject(image={"id": unsafe, "type": "Image"})),
    ):
        signed = issuer.prove(badge(issuer, credentialSubject=about), "eddsa-jcs-2022")
        shelf.good(
            f"unsafe-{name}",
            f"A javascript: link at {name}.",
            signed,
            more_warnings=True,
            warnings=[UNSAFE] if name == "criteria" else [],
        )
    forged = changed(issuer.prove(endorsement(issuer, issuer.id)), "credentialSubject.endorsementComment", "Slecht.")
    profile = {**issuer.profile(), "endorsement": [forged]}
    shelf.good(
        "bad-endorsement-of-the-issuer",
        "A forged endorsement of the issuer only warns.",
        issuer.prove(plain(issuer, issuer=profile)),
        warnings=["endorsement.invalid"],
    )
    praised = changed(
        plain(issuer),
        "credentialSubject.achievement.endorsementJwt",
        [issuer.jwt(endorsement(issuer, "x:y"))[:-9] + "AAAAAAAAA"],
    )
    shelf.good(
        "bad-endorsement-of-the-class",
        "A forged endorsement JWT of the badge class only warns.",
        issuer.prove(praised),
        warnings=["endorsement.invalid"],
    )
    crowd = [issuer.prove(endorsement(issuer, plain(issuer)["id"], id=f"urn:uuid:{number}")) for number in range(60)]
    shelf.never(
        "sixty-endorsements-forged-badge",
        "A forged badge with sixty endorsements.",
        {**issuer.prove(plain(issuer)), "endorsement": crowd},
        SIGNATURE,
        "context.too_complex",
        "parse.too_large",
    )


def _files(shelf: Shelf, issuer: Signer) -> None:
    kinds = {
        "gif": b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        "jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01",
        "zip": b"PK\x03\x04\x14\x00\x00\x00",
        "gzip": b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03",
        "webp": b"RIFF\x1a\x00\x00\x00WEBPVP8L",
        "cbor": b"\xd9\xd9\xf7\xa2",
        "elf": b"\x7fELF\x02\x01\x01",
        "random": bytes(range(256)),
        "xml": b"<?xml version='1.0'?><badge/>",
        "csv": b"naam,badge\nSanne,Gasten\n",
        "yaml": b"badge: {naam: Gasten}\n",
        "markdown": b"# Badge\n\nhttps://badges.example/badges/1.json\n",
    }
    for name, data in kinds.items():
        shelf.never(
            f"file-{name}",
            f"A file of another kind: {name}.",
            data,
            "parse.not_a_badge",
            "image.malformed",
            "svg.malformed",
            "image.no_credential",
            "parse.encoding",
            "parse.unsupported_format",
            ext="bin",
        )
    text = as_bytes(issuer.prove(badge(issuer)))
    shelf.never(
        "bom-and-token",
        "A byte order mark before a token.",
        b"\xef\xbb\xbf" + issuer.jwt(badge(issuer)).encode(),
        "parse.encoding",
        "parse.not_a_badge",
        ext="jwt",
    )
    shelf.never(
        "badge-and-token",
        "A badge and a token after each other.",
        text + b"\n" + issuer.jwt(badge(issuer)).encode(),
        "parse.json_invalid",
        "parse.not_a_badge",
        "parse.ambiguous_input",
    )
    shelf.add_recipe(
        "token-over-2-mb",
        "A token of more than 2 MB.",
        "long-token good-tokens/payload-eddsa.jwt 1 2100000",
        "invalid",
        "parse.too_large",
    )
    shelf.add_recipe(
        "signature-of-300-kb",
        "A signature of 300 kB.",
        "long-token good-tokens/payload-eddsa.jwt 2 300000",
        "invalid",
        "parse.too_large",
        "jws.malformed",
    )
    results = [{"type": ["Result"], "value": f"waarde {number}"} for number in range(1500)]
    crowd = badge(issuer, credentialSubject=subject(result=results))
    shelf.never(
        "fifteen-hundred-results-forged",
        "Fifteen hundred different results, forged.",
        {**crowd, "proof": at(issuer.prove(badge(issuer)), "proof")},
        SIGNATURE,
        "context.too_complex",
    )


def _hybrids(shelf: Shelf, issuer: Signer) -> None:
    bries = house(shelf, "bries.example")
    hosted = bries.hosted("assertions/1")
    signed = issuer.prove(plain(issuer))
    shelf.never(
        "both-badges-in-one",
        "One object that is a badge of both versions.",
        {**hosted, **signed},
        DROPPED,
        SIGNATURE,
        "parse.ambiguous_input",
        SCHEMA,
        "parse.unsupported_format",
    )
    shelf.never(
        "both-badges-in-one-turned",
        "The same, with the words of the older one on top.",
        {**signed, **hosted},
        DROPPED,
        AGAIN,
        "parse.ambiguous_input",
        SCHEMA,
        "parse.unsupported_format",
        "ob2.id_mismatch",
        "proof.missing",
    )
    envelope = {**signed, "type": [*signed["type"], "EnvelopedVerifiableCredential"]}
    shelf.never("badge-and-envelope", "A badge that calls itself an envelope.", envelope)
    payload = {**signed, "payload": "eyJ9", "signatures": []}
    shelf.never("badge-and-jws-json", "A badge that is a JWS in JSON too.", payload)
    cipher = {**signed, "ciphertext": "AA"}
    shelf.never("badge-and-jwe-json", "A badge that is a JWE in JSON too.", cipher)
    twice = issuer.jwt({**plain(issuer), "vc": plain(issuer, 2)})
    shelf.never("payload-and-vc", "A JWT with two credentials.", twice)
    inner = issuer.jwt(badge(issuer))
    shelf.never("jwt-in-a-jwt", "A JWT whose payload is a JWT.", issuer.jwt(inner.encode(), cty="JWT"))
    shelf.never("jwt-in-a-vc-claim", "A JWT whose vc claim is a JWT.", issuer.jwt({"iss": issuer.id, "vc": inner}))
