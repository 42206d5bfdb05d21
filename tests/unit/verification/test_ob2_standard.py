"""What Open Badges 2.0 leaves to the issuer is read as it says: gone, several keys, a list that names nobody."""

from __future__ import annotations

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from issued import World
from issued.ob2 import (
    ASSERTION,
    CLASS,
    HOME,
    HOSTED,
    ISSUER,
    KEY,
    PROFILE,
    REVOKED,
    SIGNED,
    key_document,
    revocation_list,
    signed,
    world,
)
from issued.other_forms import as_text

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.verification.context import Context, Fetched
from badgeservice.verification.ob2.scope import refuse_outside_scope
from badgeservice.verification.pipeline import verify_at
from badgeservice.verification.report import Report

OTHER = rsa.generate_private_key(65537, 2048)
OTHER_KEY = f"{HOME}/key-2"
NAMELESS = {**SIGNED, "verification": {"type": "SignedBadge"}}


def outcome(report: Report, check: str) -> tuple[str, str | None]:
    found = report.check(check)
    return found.outcome.value, found.reason


@pytest.mark.parametrize("body", [b"", b"<html>Weg</html>", b"{}", as_text({"id": ASSERTION, "revoked": True})])
def test_a_hosted_badge_that_is_gone_was_revoked_whatever_the_answer_holds(body: bytes) -> None:
    report = world(ASSERTION=Fetched(body, "text/html", 410)).check(HOSTED)
    assert (report.verdict, *outcome(report, "proof")) == ("invalid", "failed", "ob2.revoked")
    assert report.credential is not None
    assert report.credential.id == ASSERTION


def test_the_reason_of_a_badge_that_is_gone_is_shown() -> None:
    gone = Fetched(as_text({"id": ASSERTION, "revoked": True, "revocationReason": "Fout"}), "application/json", 410)
    assert world(ASSERTION=gone).check(HOSTED).check("proof").evidence == {"detail": "Fout"}


def test_of_a_bare_address_that_is_gone_only_the_answer_says_that_a_badge_was_there() -> None:
    found = world(ASSERTION=Fetched(as_text({"revoked": True}), "application/json", 410))
    report, _ = verify_at(ASSERTION, context_of(found))
    assert outcome(report, "proof") == ("failed", "ob2.revoked")
    for body in (b"<html>Weg</html>", as_text({"revoked": "true"})):
        found = world(ASSERTION=Fetched(body, "text/html", 410))
        with pytest.raises(UnavailableError, match=r"fetch\.unreachable"):
            verify_at(ASSERTION, context_of(found))


def context_of(found: World) -> Context:
    return Context(found.now, found.fetch, found.known.get)


def two_keys(**changes: Any) -> dict[str, Any]:
    """What the addresses serve when the issuer signs with either of two keys."""
    second = {**key_document(OTHER), "id": OTHER_KEY}
    return {ISSUER: {**PROFILE, "publicKey": [OTHER_KEY, KEY]}, OTHER_KEY: second, **changes}


@pytest.mark.parametrize(
    ("data", "changes", "expected"),
    [
        (signed(NAMELESS), {}, ("passed", None)),
        (signed(NAMELESS, OTHER), {}, ("passed", None)),
        (signed(NAMELESS), {OTHER_KEY: UnavailableError("fetch.timeout")}, ("passed", None)),
        (signed(NAMELESS), {OTHER_KEY: {**key_document(), "id": OTHER_KEY, "owner": CLASS}}, ("passed", None)),
        (
            signed(NAMELESS, rsa.generate_private_key(65537, 2048)),
            {},
            ("failed", "proof.signature_invalid"),
        ),
        (
            signed(NAMELESS, OTHER),
            {OTHER_KEY: UnavailableError("fetch.timeout")},
            ("unknown", "issuer.unresolvable"),
        ),
        (signed(SIGNED, OTHER), {}, ("failed", "proof.signature_invalid")),
        (signed(NAMELESS), {ISSUER: {**PROFILE, "publicKey": [KEY] * 17}}, ("failed", "parse.too_large")),
        (signed(NAMELESS), {ISSUER: {**PROFILE, "publicKey": []}}, ("failed", "ob2.key_not_declared")),
    ],
)
def test_without_a_named_key_any_that_the_issuer_declares_may_have_signed(
    data: bytes, changes: dict[str, Any], expected: tuple[str, str | None]
) -> None:
    found = world()
    found.documents |= two_keys(**changes)
    assert outcome(found.check(data), "proof") == expected


def test_a_revocation_list_need_not_name_its_issuer() -> None:
    nameless = {name: value for name, value in revocation_list(SIGNED["id"]).items() if name != "issuer"}
    assert outcome(world(REVOKED=nameless).check(signed()), "status") == ("failed", "ob2.revoked")
    nameless["revokedAssertions"] = [f"{HOME}/badges/2"]
    report = world(REVOKED=nameless).check(signed())
    assert report.verdict == "valid"
    assert report.check("status").evidence["list"] == REVOKED


@pytest.mark.parametrize("revoked", [[{}], [1], [{"uid": None}], {"id": SIGNED["id"]}, None])
def test_a_revocation_list_that_cannot_be_read_never_passes(revoked: Any) -> None:
    broken = {**revocation_list(), "revokedAssertions": revoked}
    assert outcome(world(REVOKED=broken).check(signed()), "status") == ("failed", "status.list_invalid")


def test_without_a_revocation_list_a_signed_badge_has_no_status() -> None:
    profile = {name: value for name, value in PROFILE.items() if name != "revocationList"}
    assert outcome(world(ISSUER=profile).check(signed()), "status") == ("passed", None)


def test_a_copy_may_write_the_same_moment_otherwise() -> None:
    copy = {**HOSTED, "issuedOn": "2026-11-22T11:00:00+01:00", "expires": "2028-11-22T10:00:00.000Z"}
    assert world().check(copy).verdict == "valid"
    assert outcome(world().check({**HOSTED, "issuedOn": "2026-11-22"}), "proof") == ("failed", "ob2.id_mismatch")
    assert outcome(world().check({**copy, "expires": "2028-11-22T10:00:01Z"}), "proof")[1] == "ob2.id_mismatch"


@pytest.mark.parametrize(
    ("start", "address"),
    [
        (f"{HOME}/show?id=", f"{HOME}/show?id=7"),
        (f"{HOME}/show?org=1", f"{HOME}/show?org=1"),
        (f"{HOME}/show?org=1", f"{HOME}/show?org=1&id=7"),
        (f"{HOME}/show?org=1&", f"{HOME}/show?org=1&id=7"),
        (f"{HOME}/caf%C3%A9", f"{HOME}/café/1"),
    ],
)
def test_an_address_with_a_query_is_within_the_scope_by_whole_members(start: str, address: str) -> None:
    assert refuse_outside_scope(address, {"id": ISSUER, "verification": {"startsWith": start}}) == start


@pytest.mark.parametrize(
    ("start", "address"),
    [
        (f"{HOME}/show?org=1", f"{HOME}/show?org=12"),
        (f"{HOME}/show?org=1", f"{HOME}/show/other?org=1"),
        (f"{HOME}/show?org=1", f"{HOME}/show"),
        (f"{HOME}/show?org=1", f"{HOME}/show?id=7&org=1"),
        (f"{HOME}/%ff", f"{HOME}/%fe/1"),
        ("", f"{HOME}/badges/1"),
        ("badges", f"{HOME}/badges/1"),
        ("http://hotel.example/badges", f"{HOME}/badges/1"),
    ],
)
def test_an_address_is_outside_the_scope_by_its_query_or_a_rule_that_says_nothing(start: str, address: str) -> None:
    with pytest.raises(MalformedError, match=r"ob2\.hosted_scope"):
        refuse_outside_scope(address, {"id": ISSUER, "verification": {"startsWith": start}})


def test_the_evidence_names_what_stands_behind_the_badge() -> None:
    for data in (as_text(HOSTED), signed()):
        evidence = world().check(data).check("proof").evidence
        assert (evidence["badge_class"], evidence["issuer"]) == (CLASS, ISSUER)
