"""Whatever a badge says: of what is hidden nothing is left to show."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from badgeservice.model.credential import Credential, CredentialIssuer, Identity, ShownBehaviour, ShownEvidence
from badgeservice.portfolio.hiding import SWITCHES, Shown, without_what_is_hidden
from badgeservice.verification.report import Check, JudgedEndorsement, Outcome, Report

EVERY_WAY = [Shown(*each) for each in product((True, False), repeat=len(SWITCHES))]
MOMENT = datetime(2026, 11, 22, 13, 5, tzinfo=UTC)


def secret(switch: str) -> st.SearchStrategy[str]:
    """A text that tells which switch hides it."""
    return st.text(max_size=20).map(lambda text: f"“{switch}”{text}")


EVIDENCE, PERIOD, ADDRESS = secret("evidence"), secret("period"), secret("address")
BEHAVIOURS = st.builds(ShownBehaviour, secret("behaviours"), level=st.none() | secret("behaviours"), own=st.booleans())
CREDENTIALS = st.builds(
    Credential,
    id=ADDRESS,
    types=st.just(("OpenBadgeCredential",)),
    name=st.just("Gasten ontvangen"),
    issuer=st.just(CredentialIssuer("did:web:voorbeeld.nl", "Hotel Zon")),
    achievement=st.none(),
    subject_id=ADDRESS,
    identities=st.lists(st.builds(Identity, st.just("emailAddress"), ADDRESS, st.just(True), ADDRESS)).map(tuple),
    valid_from=st.just("2026-11-22T13:05:00Z"),
    valid_until=st.none(),
    recipient_name=st.just("Fatima Yilmaz"),
    behaviours=st.lists(BEHAVIOURS, max_size=4).map(tuple),
    evidence=st.lists(st.builds(ShownEvidence, EVIDENCE, name=EVIDENCE, url=EVIDENCE, genre=EVIDENCE)).map(tuple),
    assessor=EVIDENCE,
    assessor_organisation=EVIDENCE,
    activity_start=PERIOD,
    activity_end=PERIOD,
    license_number=ADDRESS,
    role=ADDRESS,
    links=st.lists(ADDRESS).map(tuple),
)


def report_on(credential: Credential | None) -> Report:
    where = {"list": "“check”/status/1", "index": "“check”17", "mandated_by": "“check”Branche"}
    checks = tuple(
        Check(each, Outcome.PASSED, None, where, working={"canonical_document": "“check”"})
        for each in ("structure", "proof", "validity", "status", "issuer", "endorsements")
    )
    said = JudgedEndorsement(Outcome.PASSED, comment="“said”Fatima werkt goed.", endorser_name="“said”")
    return Report("ob3-data-integrity", credential, checks, MOMENT, (said,))


@given(CREDENTIALS, st.sampled_from(EVERY_WAY))
def test_of_what_is_hidden_nothing_is_left(credential: Credential, shown: Shown) -> None:
    left = repr(without_what_is_hidden(report_on(credential), shown))
    hidden = [switch for switch in SWITCHES if not getattr(shown, switch)]
    hidden += [] if shown.everything else ["address"]
    assert [switch for switch in (*hidden, "check", "said") if f"“{switch}”" in left] == []


@given(CREDENTIALS, st.sampled_from(EVERY_WAY))
def test_the_verdict_and_who_gave_what_to_whom_stay(credential: Credential, shown: Shown) -> None:
    report = report_on(credential)
    left = without_what_is_hidden(report, shown)
    assert left.verdict is report.verdict
    assert [(check.id, check.outcome) for check in left.checks] == [(one.id, one.outcome) for one in report.checks]
    assert left.credential is not None
    assert (left.credential.recipient_name, left.credential.issuer) == (credential.recipient_name, credential.issuer)


def test_a_report_on_what_is_no_badge_stays_one() -> None:
    assert without_what_is_hidden(report_on(None), EVERY_WAY[0]).credential is None
