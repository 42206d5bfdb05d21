"""An Open Badges 2.0 badge is true because its issuer hosts it, or because its issuer signed it."""

from __future__ import annotations

import zlib
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from issued import png
from issued.ob2 import (
    ASSERTION,
    BADGE_CLASS,
    CLASS,
    HOME,
    HOSTED,
    ISSUER,
    PROFILE,
    RECIPIENT,
    SIGNED,
    key_document,
    revocation_list,
    signed,
    world,
)
from issued.other_forms import as_text

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.verification.context import Fetched
from badgeservice.verification.ob2.scope import refuse_outside_scope
from badgeservice.verification.report import Report

STRANGER = rsa.generate_private_key(65537, 2048)


def first_reason(report: Report) -> tuple[str, str | None]:
    """The verdict with the reason of the first check that did not hold."""
    bad = (check.reason for check in report.checks if check.outcome in ("failed", "unknown"))
    return report.verdict.value, next(bad)


def test_a_hosted_badge_is_what_its_own_address_serves() -> None:
    report = world().check(HOSTED)
    assert (report.verdict, report.format, report.warnings) == ("valid", "ob2-hosted", ())
    assert report.credential is not None
    assert report.credential.issuer.name == "Hotel Zon"
    assert report.credential.achievement is not None
    assert report.credential.achievement.name == "Gasten ontvangen"
    assert report.check("proof").evidence["hosted_at"] == ASSERTION


def test_a_signed_badge_holds_with_the_key_that_its_issuer_declares() -> None:
    report = world().check(signed())
    assert (report.verdict, report.format, report.warnings) == ("valid", "ob2-signed", ())
    assert report.check("status").evidence["list"]


def test_an_image_may_hold_no_more_than_the_address() -> None:
    from_image = world().check(baking(ASSERTION.encode()))
    assert (from_image.verdict, from_image.format) == ("valid", "ob2-hosted")
    assert world().check(baking(as_text(HOSTED))).verdict == "valid"
    assert world().check(baking(signed())).verdict == "valid"


def baking(content: bytes) -> bytes:
    """A PNG with this under the keyword of Open Badges 2.0."""
    image = png()
    chunk = b"iTXtopenbadges\0\0\0\0\0" + content
    place = image.rindex(b"IEND") - 4
    return image[:place] + (len(chunk) - 4).to_bytes(4) + chunk + zlib.crc32(chunk).to_bytes(4) + image[place:]


@pytest.mark.parametrize(
    "changes",
    [
        {"recipient": {**RECIPIENT, "identity": "sha256$" + "0" * 64}},
        {"badge": f"{HOME}/classes/directeur"},
        {"issuedOn": "2020-01-01T00:00:00Z"},
        {"expires": "2099-01-01T00:00:00Z"},
        {"verification": {"type": "hosted"}},
    ],
)
def test_a_pasted_badge_that_says_otherwise_than_the_hosted_one_is_refused(changes: dict[str, Any]) -> None:
    assert first_reason(world().check({**HOSTED, **changes})) == ("invalid", "ob2.id_mismatch")


def test_a_class_that_is_pasted_along_says_what_its_address_says() -> None:
    inside = {**BADGE_CLASS, "issuer": PROFILE}
    assert world().check({**HOSTED, "badge": inside}).verdict == "valid"
    for forged in ({**inside, "name": "Directeur"}, {**inside, "issuer": {**PROFILE, "name": "Hotel Maan"}}):
        assert first_reason(world().check({**HOSTED, "badge": forged})) == ("invalid", "ob2.id_mismatch")


def test_an_embedded_class_or_issuer_proves_nothing() -> None:
    inside = {"id": ISSUER, "type": "Issuer", "name": "Hotel Maan"}
    forged = {**HOSTED, "badge": {"id": CLASS, "type": "BadgeClass", "name": "Directeur", "issuer": inside}}
    report = world(ASSERTION=forged).check(forged)
    assert report.verdict == "valid"
    assert report.credential is not None
    assert (report.credential.name, report.credential.issuer.name) == ("Gasten ontvangen", "Hotel Zon")


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        ({"ASSERTION": UnavailableError("fetch.unreachable")}, ("unknown", "fetch.unreachable")),
        ({"ASSERTION": UnavailableError("fetch.blocked")}, ("unknown", "fetch.blocked")),
        ({"ASSERTION": Fetched(b"<html>", "text/html", 200)}, ("unknown", "fetch.unreachable")),
        ({"ASSERTION": Fetched(as_text({"id": ASSERTION, "revoked": True}), "", 410)}, ("invalid", "ob2.revoked")),
        ({"ASSERTION": {**HOSTED, "revoked": True, "revocationReason": "Fout"}}, ("invalid", "ob2.revoked")),
        ({"ASSERTION": {**HOSTED, "id": f"{HOME}/badges/2"}}, ("invalid", "ob2.id_mismatch")),
        ({"ASSERTION": {**HOSTED, "extra": "x"}}, ("invalid", "context.dropped_terms")),
        ({"CLASS": UnavailableError("fetch.timeout")}, ("unknown", "issuer.unresolvable")),
        ({"CLASS": {**BADGE_CLASS, "id": f"{HOME}/other"}}, ("invalid", "ob2.id_mismatch")),
        ({"CLASS": {**BADGE_CLASS, "issuer": {"type": "Issuer", "name": "x"}}}, ("unknown", "issuer.unresolvable")),
        ({"ISSUER": {**PROFILE, "id": f"{HOME}/other"}}, ("invalid", "issuer.mismatch")),
        ({"ISSUER": {**PROFILE, "verification": {"allowedOrigins": "a.example"}}}, ("invalid", "ob2.hosted_scope")),
    ],
)
def test_what_the_addresses_serve_decides(documents: dict[str, Any], expected: tuple[str, str]) -> None:
    assert first_reason(world(**documents).check(HOSTED)) == expected


def test_a_badge_on_the_host_of_another_is_outside_the_scope_of_the_issuer() -> None:
    address = "https://evil.example/badges/1"
    forged = {**HOSTED, "id": address}
    found = world()
    found.documents[address] = forged
    assert first_reason(found.check(forged)) == ("invalid", "ob2.hosted_scope")


@pytest.mark.parametrize(
    ("data", "documents", "expected"),
    [
        (signed(key=STRANGER), {}, ("invalid", "proof.signature_invalid")),
        (as_text(SIGNED), {}, ("invalid", "proof.missing")),
        (signed(HOSTED), {}, ("invalid", "schema.invalid")),
        (signed(jku="https://a.example"), {}, ("invalid", "jws.key_from_header")),
        (signed(key=STRANGER), {"KEY": key_document(STRANGER, "https://a.example")},
         ("invalid", "proof.vm_controller_mismatch")),
        (signed(), {"ISSUER": {**PROFILE, "publicKey": f"{HOME}/key-2"}}, ("invalid", "ob2.key_not_declared")),
        (signed(), {"ISSUER": {key: value for key, value in PROFILE.items() if key != "publicKey"}},
         ("invalid", "ob2.key_not_declared")),
        (signed(), {"KEY": UnavailableError("fetch.unreachable")}, ("unknown", "issuer.unresolvable")),
        (signed(), {"REVOKED": revocation_list(SIGNED["id"])}, ("invalid", "ob2.revoked")),
        (signed(), {"REVOKED": revocation_list({"uid": SIGNED["id"], "revocationReason": "Fout"})},
         ("invalid", "ob2.revoked")),
        (signed(), {"REVOKED": revocation_list(issuer="https://a.example")},
         ("invalid", "status.list_issuer_mismatch")),
        (signed(), {"REVOKED": UnavailableError("fetch.unreachable")}, ("unknown", "status.unreachable")),
        (signed({**SIGNED, "expires": "2026-11-22T12:00:00Z"}), {}, ("invalid", "time.expired")),
        (signed({**SIGNED, "issuedOn": "2026-11-22"}), {}, ("invalid", "time.malformed")),
        (signed({**SIGNED, "recipient": {**RECIPIENT, "hashed": "true"}}), {}, ("invalid", "schema.invalid")),
        (signed({**SIGNED, "recipient": {**RECIPIENT, "identity": "sha1$00"}}), {}, ("invalid", "schema.invalid")),
    ],
)  # fmt: skip
def test_a_signed_badge_that_does_not_hold_says_why(data: bytes, documents: Any, expected: tuple[str, str]) -> None:
    assert first_reason(world(**documents).check(data)) == expected


def test_the_key_of_the_issuer_serves_when_the_badge_names_none() -> None:
    assert world().check(signed({**SIGNED, "verification": {"type": "SignedBadge"}})).verdict == "valid"


@pytest.mark.parametrize(("address", "expected"), [("sanne@post.example", "passed"), ("jan@post.example", "warning")])
def test_the_mail_address_is_compared_with_the_hash(address: str, expected: str) -> None:
    found = world()
    found.recipient = address
    assert found.check(HOSTED).check("recipient").outcome == expected


RULES = {
    "own origin": {},
    "origin": {"allowedOrigins": ["hotel.example", "badges.example:8443"]},
    "start": {"startsWith": [f"{HOME}/badges"]},
    "both": {"allowedOrigins": "hotel.example", "startsWith": f"{HOME}/badges/"},
}


@pytest.mark.parametrize(
    ("rule", "address"),
    [
        ("own origin", f"{HOME}/x"),
        ("own origin", "https://HOTEL.example:443/x"),
        ("origin", "https://badges.example:8443/x"),
        ("start", f"{HOME}/badges"),
        ("start", f"{HOME}/badges/1?x=2"),
        ("both", f"{HOME}/badges/1"),
    ],
)
def test_these_addresses_are_within_the_scope(rule: str, address: str) -> None:
    assert refuse_outside_scope(address, {"id": ISSUER, "verification": RULES[rule]})


@pytest.mark.parametrize(
    ("rule", "address"),
    [
        ("own origin", "https://hotel.example.evil.example/x"),
        ("own origin", "https://hotel.example@evil.example/x"),
        ("own origin", "https://hotel.example:8443/x"),
        ("own origin", "http://hotel.example/x"),
        ("own origin", "https://evil.example\\@hotel.example/x"),
        ("origin", "https://badges.example/x"),
        ("origin", "https://sub.hotel.example/x"),
        ("start", f"{HOME}/badges-evil/1"),
        ("start", f"{HOME}/Badges/1"),
        ("start", f"{HOME}/badges/../evil"),
        ("start", f"{HOME}/badges/%2e%2e/evil"),
        ("start", f"{HOME}/badges%2f1/x/.."),
        ("start", "https://evil.example/badges/1"),
        ("both", f"{HOME}/other/1"),
    ],
)
def test_these_addresses_are_outside_the_scope(rule: str, address: str) -> None:
    with pytest.raises(MalformedError, match=r"ob2\.hosted_scope"):
        refuse_outside_scope(address, {"id": ISSUER, "verification": RULES[rule]})


def test_older_badges_are_not_read_and_nothing_is_said_of_them() -> None:
    older = {**{name: value for name, value in HOSTED.items() if name != "verification"}, "verify": {"type": "hosted"}}
    assert first_reason(world().check(older)) == ("unknown", "parse.unsupported_format")
