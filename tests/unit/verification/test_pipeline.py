"""Every question is asked in order, and nothing that was not checked counts as good."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from issued import AWARD, DID, DID_ADDRESS, KINDS, LIST_ADDRESS, NOW, SKILLSBADGE, World, badge, png

from badgeservice.formats import baking_png, strict_json
from badgeservice.verification.context import KnownIssuer
from badgeservice.verification.report import CHECK_IDS, Check, Outcome, Report, as_json, verdict
from badgeservice.wording import sentence_for, translator

BADGE = badge(replace(SKILLSBADGE, achievement=replace(SKILLSBADGE.achievement, behaviours=())))
JSON = strict_json.dumps(BADGE)
PNG = baking_png.bake(png(8), JSON)


def reasons(report: Report) -> dict[str, str]:
    return {check.id: check.reason for check in report.checks if check.reason and check.reason != "not_checked"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_genuine_badge_of_every_kind_is_valid(kind: str) -> None:
    report = World().check(badge(KINDS[kind]))
    assert (report.verdict, report.warnings, report.format) == ("valid", (), "ob3-data-integrity")


def test_a_genuine_badge_in_an_image_is_valid() -> None:
    assert World().check(PNG).verdict == "valid"


def test_every_check_stands_in_every_report_in_its_order() -> None:
    for document in (JSON, PNG, b"", b"{}", b'{"type":"VerifiableCredential"}', JSON[:-1]):
        assert tuple(check.id for check in World().check(document).checks) == CHECK_IDS


def test_nothing_is_fetched_for_a_badge_whose_structure_does_not_hold() -> None:
    world = World()
    report = world.check({**BADGE, "extra": "x"})
    assert world.asked == []
    assert reasons(report) == {"structure": "context.dropped_terms"}
    assert {check.reason for check in report.checks[1:]} == {"not_checked"}


def test_a_forged_badge_cannot_make_us_fetch_its_status_list() -> None:
    world = World()
    report = world.check({**BADGE, "name": "Directeur"})
    assert reasons(report) == {"proof": "proof.signature_invalid"}
    assert (report.verdict, world.asked) == ("invalid", [DID_ADDRESS])


def test_each_address_is_asked_once() -> None:
    world = World()
    world.check(BADGE)
    assert world.asked == [DID_ADDRESS, LIST_ADDRESS]


def test_more_than_ten_addresses_are_not_asked() -> None:
    entry = BADGE["credentialStatus"]
    entries = [
        {**entry, "id": f"https://badges.example/s/{n}#1", "statusListCredential": f"https://badges.example/s/{n}"}
        for n in range(12)
    ]
    world = World()
    report = world.check(badge(credentialStatus=entries))
    assert len(world.asked) == 10
    assert report.verdict == "unknown"


def test_a_report_without_checks_is_unknown() -> None:
    assert verdict(()) == "unknown"


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (Outcome.PASSED, "valid"),
        (Outcome.WARNING, "valid"),
        (Outcome.UNKNOWN, "unknown"),
        (Outcome.FAILED, "invalid"),
    ],
)
def test_the_worst_outcome_decides(outcome: Outcome, expected: str) -> None:
    checks = [Check(id_, Outcome.PASSED, None) for id_ in CHECK_IDS]
    for place, id_ in enumerate(CHECK_IDS[:5]):
        assert verdict([*checks[:place], Check(id_, outcome, "x"), *checks[place + 1 :]]) == expected


def test_failed_outweighs_unknown() -> None:
    assert verdict([Check("proof", Outcome.UNKNOWN, "x"), Check("status", Outcome.FAILED, "y")]) == "invalid"


def test_recipient_and_endorsements_never_change_the_verdict() -> None:
    sound = Check("proof", Outcome.PASSED, None)
    for id_ in ("recipient", "endorsements"):
        assert verdict([sound, Check(id_, Outcome.FAILED, "x")]) == "valid"


def test_the_json_report_is_the_contracts() -> None:
    report = as_json(World().check(badge(AWARD)), lambda check: sentence_for(check, translator("nl")), 0.01234)
    assert list(report) == [
        "verdict",
        "warnings",
        "format",
        "issuer",
        "achievement",
        "recipient",
        "valid_from",
        "valid_until",
        "checked_at",
        "checks",
        "seconds",
    ]
    assert report["issuer"] == {"id": DID, "name": "Hotel Zon"}
    assert report["recipient"] == {"name": "Sanne de Boer"}
    assert (report["checked_at"], report["seconds"]) == ("2026-11-22T13:05:00Z", 0.012)
    proof = report["checks"][1]
    assert (proof["id"], proof["outcome"], proof["reason"]) == ("proof", "passed", None)
    assert proof["evidence"]["key"] == f"{DID}#key-1"
    json.dumps(report)


def test_the_report_on_nothing_has_no_format_and_no_claims() -> None:
    report = as_json(World().check(b"hallo"), lambda check: check.id)
    assert (report["verdict"], report["format"], report["issuer"], report["achievement"]) == (
        "invalid",
        None,
        None,
        None,
    )
    assert report["checks"][0]["reason"] == "parse.not_a_badge"


def test_a_later_format_is_unknown_not_invalid() -> None:
    report = World().check(b"eyJhbGciOiJFZERTQSJ9.e30.c2ln~")
    assert (report.verdict, reasons(report)) == ("unknown", {"structure": "parse.unsupported_format"})


def test_a_reason_is_present_on_every_outcome_that_is_not_passed() -> None:
    for document in (JSON, b"x", strict_json.dumps({**BADGE, "name": "x"})):
        for check in World(known={}, recipient="a@b.example").check(document).checks:
            assert (check.reason is None) == (check.outcome == "passed")


def test_an_unknown_issuer_warns() -> None:
    report = World(known={}).check(BADGE)
    assert (report.verdict, report.warnings) == ("valid", ("issuer.untrusted",))


@pytest.mark.parametrize("name", ["Hotel Zon", "HOTEL  ZON", "Ноtel Zоn", "H0tel Zon", "Hôtel-Zon", "Hotel\u200bZon"])
def test_a_stranger_with_the_name_of_somebody_we_know_warns_louder(name: str) -> None:
    world = World(known={"did:web:other.example": KnownIssuer("Hotel Zon", None, "registered")})
    report = world.check(badge(issuer={"id": DID, "type": ["Profile"], "name": name}))
    assert (report.verdict, report.warnings) == ("valid", ("issuer.name_confusable", "issuer.untrusted"))


def test_somebody_we_know_under_the_name_of_another_warns() -> None:
    known = {DID: KnownIssuer("Hotel Zon", None, "here"), "did:web:x": KnownIssuer("Gemeente Zee", None, "here")}
    report = World(known=known).check(badge(issuer={"id": DID, "type": ["Profile"], "name": "Gemeente Zee"}))
    assert report.warnings == ("issuer.name_confusable",)


def test_a_link_that_is_not_https_warns_and_is_not_the_verdict() -> None:
    profile = {"id": DID, "type": ["Profile"], "name": "Hotel Zon", "url": "javascript:alert(1)"}
    report = World().check(badge(issuer=profile))
    assert (report.verdict, report.warnings) == ("valid", ("content.url_unsafe",))


@pytest.mark.parametrize(
    ("start", "end", "reason"),
    [
        ("2026-11-22T13:00:00Z", "2026-11-22T13:01:00Z", None),
        ("2026-11-22T13:09:59Z", None, None),
        ("2026-11-22T14:05:00+01:00", None, None),
        ("2026-11-22T13:10:01Z", None, "time.not_yet_valid"),
        ("2026-11-01T00:00:00Z", "2026-11-22T12:59:59Z", "time.expired"),
        ("2026-11-22T10:00:00Z", "2026-11-22T09:00:00Z", "time.inverted"),
        ("2026-11-22T10:00:00", None, "time.malformed"),
        ("2026-11-22", None, "time.malformed"),
        ("2026-11-22T10:00:00z", None, "time.malformed"),
        ("2026-02-30T10:00:00Z", None, "time.malformed"),
        ("2026-11-22T10:00:00Z", "morgen", "time.malformed"),
        ("2026-11-22T10:00:00Z", "", "time.malformed"),
    ],
)
def test_the_validity_is_judged_by_the_signed_dates(start: str, end: str | None, reason: str | None) -> None:
    changes = {"validFrom": start, **({"validUntil": end} if end is not None else {})}
    report = World().check(badge(SKILLSBADGE, **changes))
    assert report.check("validity").reason == reason
    assert report.verdict == ("valid" if reason is None else "invalid")


def test_now_is_the_moment_of_the_context() -> None:
    world = World(now=NOW + timedelta(days=3650))
    assert world.check(badge()).check("validity").reason == "time.expired"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("sanne@post.example", None),
        (" Sanne@Post.example ", None),
        ("ander@post.example", "recipient.mismatch"),
        (None, "not_checked"),
    ],
)
def test_a_typed_address_is_compared_and_never_changes_the_verdict(typed: str | None, reason: str | None) -> None:
    report = World(recipient=typed).check(badge())
    assert (report.check("recipient").reason, report.verdict) == (reason, "valid")


def test_a_badge_without_an_address_cannot_be_compared() -> None:
    check = World(recipient="sanne@post.example").check(badge(SKILLSBADGE)).check("recipient")
    assert (check.outcome, check.evidence) == ("unknown", {"because": "no_email"})


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_one_changed_character_in_a_json_badge_is_never_valid(data: st.DataObject) -> None:
    text = JSON.decode()
    place = data.draw(st.integers(0, len(text) - 1))
    character = data.draw(st.characters(codec="utf-8").filter(lambda other: other != text[place]))
    assert World().check((text[:place] + character + text[place + 1 :]).encode()).verdict != "valid"


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_one_changed_byte_in_an_image_is_invalid(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(PNG) - 1))
    changed = bytearray(PNG)
    changed[place] ^= data.draw(st.integers(1, 255))
    assert World().check(bytes(changed)).verdict == "invalid"


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_get_a_report(data: bytes) -> None:
    assert World().check(data).verdict in ("invalid", "unknown")
