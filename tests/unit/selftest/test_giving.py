"""What this service gives is made anew with fresh keys, and judged by the real pipeline."""

from __future__ import annotations

from datetime import UTC, datetime
from time import perf_counter

import pytest

from badgeservice.errors import ConflictError
from badgeservice.selftest.giver import Giver, fresh_giver
from badgeservice.selftest.giving import GIVEN, Given, gives
from badgeservice.selftest.results import NOT_MADE, Line

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
FORMAT = "ob3-data-integrity"


def lines(*given: Given) -> list[Line]:
    return list(gives(NOW, perf_counter, given))


def refuse(_giver: Giver) -> bytes:
    raise ConflictError("Deze badge is ingetrokken.")


def changed(giver: Giver) -> bytes:
    return giver.signed.replace(b"Je test jezelf.", b"Je test iedereen.")


@pytest.mark.parametrize("given", GIVEN, ids=lambda given: given.form)
def test_a_form_that_is_given_is_sound_and_refused_under_the_keys_of_another(given: Given) -> None:
    own = [line for line in lines(given) if line.form.id == given.form]
    assert [(line.fixture, line.expected, line.holds) for line in own] == [
        (line.fixture, line.found, True) for line in own
    ]
    assert {"sound", "other-key"} <= {line.fixture for line in own}


def test_a_withdrawn_badge_is_refused() -> None:
    withdrawn = next(line for line in lines() if line.fixture == "revoked")
    assert (withdrawn.found.verdict, withdrawn.found.reason) == ("invalid", "status.revoked")


def test_a_form_that_is_made_wrongly_is_seen() -> None:
    wrong = lines(Given("ob3-proof-array", changed, FORMAT))[0]
    assert not wrong.holds
    assert wrong.found.reason == "proof.signature_invalid"


def test_a_form_that_is_read_as_another_is_seen() -> None:
    assert not lines(Given("vc-jwt", lambda giver: giver.signed, "ob3-jwt"))[0].holds


def test_a_form_that_cannot_be_made_is_seen_and_the_others_go_on() -> None:
    refused, *others = lines(Given("ob3-png", refuse, FORMAT), *GIVEN)
    assert (refused.found.verdict, refused.found.reason) == (NOT_MADE, "Deze badge is ingetrokken.")
    assert sum(line.holds for line in others) == len(others) - 1


def test_keys_are_fresh_every_time() -> None:
    assert fresh_giver(NOW).signed != fresh_giver(NOW).signed
