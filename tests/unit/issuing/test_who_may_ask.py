"""When can people ask by a link, and what may they fill in?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgeservice.issuing.answering import decline_problems
from badgeservice.issuing.asking import why_shut
from badgeservice.issuing.decline_reasons import REASONS
from badgeservice.issuing.requests import Wish, wish_problems
from badgeservice.model.addresses import Addresses
from badgeservice.storage.tables import AskingLinkRow, BadgeClassRow, OrganisationRow

NOW = datetime(2026, 11, 22, 13, 5, tzinfo=UTC)
DAY = timedelta(days=1)


def link(**facts: object) -> AskingLinkRow:
    known = {"valid_from": NOW - DAY, "valid_until": None, "closed_at": None}
    about = {"organisation": OrganisationRow(state="approved"), "badge_class": BadgeClassRow(archived_at=None)}
    return AskingLinkRow(**{**known, **about, **facts})


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({}, None),
        ({"valid_from": NOW}, None),
        ({"valid_until": NOW}, None),
        ({"valid_from": NOW + DAY}, "early"),
        ({"valid_until": NOW - DAY}, "late"),
        ({"closed_at": NOW - DAY, "valid_from": NOW + DAY}, "closed"),
        ({"badge_class": BadgeClassRow(archived_at=NOW)}, "stopped"),
        ({"organisation": OrganisationRow(state="suspended")}, "stopped"),
    ],
)
def test_a_link_says_why_nobody_can_ask(facts: dict[str, object], why: str | None) -> None:
    assert why_shut(link(**facts), NOW) == why


@given(st.text(max_size=400), st.text(max_size=400), st.text(max_size=2200), st.text(max_size=600))
def test_whatever_is_typed_gets_a_sentence_or_is_accepted(name: str, email: str, evidence: str, address: str) -> None:
    problems = wish_problems(Wish(name, email, evidence, address))

    assert set(problems) <= {"name", "email", "evidence", "evidence_url", "asked_by"}
    assert all(sentence.endswith((".", "!")) or "." in sentence for sentence in problems.values())
    if not problems:
        assert 0 < len(name) <= 120
        assert 0 < len(evidence) <= 2000
        assert not address.strip() or address.strip().startswith("https://")


def test_every_standard_reason_needs_no_words_of_ones_own() -> None:
    assert all(decline_problems(code, "") == {} for code in REASONS)
    assert set(decline_problems("other", "")) == {"words"}


def test_every_reason_fits_its_column_with_the_longest_own_words() -> None:
    assert max(map(len, REASONS.values())) + 1 + 300 <= 500


def test_addresses_of_asking_stand_under_the_base_url() -> None:
    asking = Addresses("https://badges.voorbeeld.nl", "badges@voorbeeld.nl").asking

    assert asking.ask("0123456789ABCDEF") == "https://badges.voorbeeld.nl/vraag/0123456789ABCDEF"
    assert asking.assess("abc") == "https://badges.voorbeeld.nl/beoordelen/abc"
