"""Is an Open Badges 2.0 badge that another library made accepted? (openbadgeslib, its strict 2.0)"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import openbadgeslib.ob2 as openbadgeslib
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from issued import NOW, World, png
from issued.ob2 import ASSERTION, CLASS, HOME, ISSUER, KEY, REVOKED

from badgeservice.formats import strict_json
from badgeservice.verification.context import KnownIssuer

KEYS = {
    "RS256": rsa.generate_private_key(65537, 2048),
    "ES256": ec.generate_private_key(ec.SECP256R1()),
    "EdDSA": Ed25519PrivateKey.generate(),
}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle r="4"/></svg>'
MAIL = "sanne@post.example"
every_algorithm = pytest.mark.parametrize("algorithm", KEYS)


def assertion(kind: str = "SignedBadge") -> openbadgeslib.Assertion:
    is_signed = kind == "SignedBadge"
    return openbadgeslib.Assertion(
        recipient=openbadgeslib.IdentityObject.create(MAIL, "zout"),
        badge=CLASS,
        verification=openbadgeslib.Verification(kind, creator=KEY if is_signed else None),
        id=None if is_signed else ASSERTION,
        issued_on=datetime(2026, 11, 22, 10, tzinfo=UTC),
        expires=datetime(2028, 11, 22, 10, tzinfo=UTC),
        evidence=f"{HOME}/bewijs/1",
        narrative="Zag ik drie weken lang aan de balie.",
    )


def issuer(algorithm: str, *revoked: Any) -> World:
    """What the addresses of the issuer serve, every document made by the library."""
    pem = KEYS[algorithm].public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    objects = {
        ISSUER: openbadgeslib.Profile(
            ISSUER, "Hotel Zon", HOME, "info@hotel.example", public_key=[KEY], revocation_list=REVOKED
        ),
        CLASS: openbadgeslib.BadgeClass(
            CLASS, "Gasten ontvangen", "Aan de balie.", f"{CLASS}.png", f"{CLASS}/criteria", ISSUER
        ),
        KEY: openbadgeslib.CryptographicKey(KEY, ISSUER, pem),
        REVOKED: openbadgeslib.RevocationList(REVOKED, ISSUER, list(revoked)),
        ASSERTION: assertion("HostedBadge"),
    }
    served = {address: made.to_dict() for address, made in objects.items()}
    return World(served, {ISSUER: KnownIssuer("Hotel Zon", None, "registered")}, NOW, MAIL)


def signer(algorithm: str) -> openbadgeslib.OB2Signer:
    pem = KEYS[algorithm].private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return openbadgeslib.OB2Signer(pem, algorithm)


@every_algorithm
def test_a_signed_badge_is_accepted_bare_and_in_either_image(algorithm: str) -> None:
    made, signs, world = assertion(), signer(algorithm), issuer(algorithm)
    for data in (signs.sign(made).encode(), signs.sign_into_png(made, png()), signs.sign_into_svg(made, SVG)):
        report = world.check(data)
        assert (report.verdict, report.format, report.warnings) == ("valid", "ob2-signed", ())
        assert report.check("recipient").outcome == "passed"


@every_algorithm
def test_a_signed_badge_that_the_library_revoked_is_revoked(algorithm: str) -> None:
    made = assertion()
    report = issuer(algorithm, {"id": made.id, "revocationReason": "Fout"}).check(signer(algorithm).sign(made).encode())
    assert (report.verdict, report.check("status").reason) == ("invalid", "ob2.revoked")
    assert report.check("status").evidence["message"] == "Fout"


def test_a_hosted_badge_is_accepted() -> None:
    report = issuer("RS256").check(strict_json.dumps(assertion("HostedBadge").to_dict()))
    assert (report.verdict, report.format, report.warnings) == ("valid", "ob2-hosted", ())


def test_a_badge_signed_with_the_key_of_another_is_refused() -> None:
    token = signer("ES256").sign(assertion()).encode()
    assert issuer("RS256").check(token).check("proof").reason == "jws.alg_not_allowed"
