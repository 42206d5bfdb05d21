"""Every form of one badge of each kind, by fixed keys: `PYTHONPATH=tests python -m golden` writes them anew.

What changes here changes what others hold, so a change is looked at before it is kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from casemaking import keys
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from issued import CLASS, DID, ISSUER, KEY, KINDS, METHOD, badge

from badgeservice.formats import baking_png, baking_svg, jwt_profiles, ob2, strict_json
from badgeservice.formats.ob2_badge_class import badge_class_of
from badgeservice.formats.ob2_issuer import issuer_of, key_document, revocation_list_of
from badgeservice.formats.ob3_achievement import achievement_document, profile
from badgeservice.model.form_addresses import FormAddresses
from badgeservice.proofs import jws_signing

FOLDER = Path(__file__).parent / "assets" / "golden"
RSA = keys.rsa_key("golden", 3072)
ADDRESSES = FormAddresses("https://badges.example")
SLUG = DID.rpartition(":")[2]
ASSERTION = ADDRESSES.ob2_assertions + KINDS["praktijkverklaring"].id.rpartition("/")[2]
BADGE_CLASS = ADDRESSES.ob2_badge_class(SLUG, "gasten-ontvangen", 2)


def forms(kind: str) -> dict[str, bytes]:
    """The forms of a badge of this kind, by the name of their file."""
    document = badge(KINDS[kind])
    signed = strict_json.dumps(document)
    picture, drawing = ((FOLDER / name).read_bytes() for name in ("picture.png", "picture.svg"))
    made = {
        "json": signed,
        "jwt": _token(jwt_profiles.vc_jwt(document, METHOD), KEY),
        "ob.jwt": _token(jwt_profiles.open_badge_jwt(document, ADDRESSES.key(SLUG, "rsa-1")), RSA),
        "png": baking_png.bake(picture, signed),
        "svg": baking_svg.bake(drawing, signed),
    }
    if ob2.names_an_email(document):
        made |= _open_badges_2(document, picture, drawing)
    return {f"{kind}.{form}": content for form, content in made.items()}


def documents() -> dict[str, bytes]:
    """What the forms of Open Badges 2.0 refer to."""
    achievement = achievement_document(KINDS["praktijkverklaring"].achievement, ISSUER)
    issuer, key = ADDRESSES.ob2_issuer(SLUG), ADDRESSES.ob2_key(SLUG, "rsa-1")
    pem = RSA.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    revocations = ADDRESSES.ob2_revocations(SLUG)
    made = {
        "badge-class": badge_class_of(
            achievement, BADGE_CLASS, issuer, ADDRESSES.ob2_badge_class(SLUG, "gasten-ontvangen", 1)
        ),
        "issuer": issuer_of(
            profile(ISSUER), issuer, email="badges@badges.example", keys=[key], revocation_list=revocations,
            starts_with=ADDRESSES.ob2_assertions,
        ),
        "key": key_document(key, issuer, pem),
        "revocations": revocation_list_of(revocations, issuer, [(ob2.signed_identifier(f"{CLASS}#x"), "Ingetrokken.")]),
        "revoked": ob2.revoked_assertion(ASSERTION, "Ingetrokken door de gever."),
    }  # fmt: skip
    return {f"ob2-{name}.json": strict_json.dumps(document) for name, document in made.items()}


def everything() -> dict[str, bytes]:
    """All files, by name."""
    return {name: content for kind in KINDS for name, content in forms(kind).items()} | documents()


def _open_badges_2(document: dict[str, Any], picture: bytes, drawing: bytes) -> dict[str, bytes]:
    image = f"{document['id']}.ob2.png"
    hosted = strict_json.dumps(ob2.assertion_of(document, ASSERTION, BADGE_CLASS, image))
    signed = ob2.signed_assertion_of(
        document, ob2.signed_identifier(document["id"]), BADGE_CLASS, ADDRESSES.ob2_key(SLUG, "rsa-1"), image
    )
    return {
        "ob2.json": hosted,
        "ob2.jwt": _token(jwt_profiles.UnsignedToken({}, strict_json.dumps(signed)), RSA),
        "ob2.png": baking_png.bake(picture, hosted, baking_png.OPEN_BADGES_2_KEYWORD),
        "ob2.svg": baking_svg.bake(drawing, hosted, is_open_badge_2=True),
    }


def _token(token: jwt_profiles.UnsignedToken, key: Any) -> bytes:
    return jws_signing.sign(token.header, token.payload, key)


if __name__ == "__main__":
    for name, content in everything().items():
        (FOLDER / name).write_bytes(content)
