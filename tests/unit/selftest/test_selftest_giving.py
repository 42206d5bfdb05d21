"""What this service gives is made anew with fresh keys, and judged by the real pipeline."""

from __future__ import annotations

from datetime import UTC, datetime
from time import perf_counter

import pytest

from badgeservice.errors import ConflictError
from badgeservice.selftest.forms import FORM
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


@pytest.mark.parametrize("given", GIVEN, ids=lambda given: given.form.id)
def test_a_form_is_sound_and_refused_under_the_keys_of_another_and_once_withdrawn(given: Given) -> None:
    found = {line.fixture: (line.found.verdict, line.found.reason, line.holds) for line in lines(given)}
    forged = {"other-key": ("invalid", "proof.signature_invalid", True)} if given.signed else {}
    withdrawn = "ob2.revoked" if given.format.startswith("ob2") else "status.revoked"
    assert found == {"sound": ("valid", None, True), **forged, "revoked": ("invalid", withdrawn, True)}


def test_a_form_that_is_made_wrongly_is_seen() -> None:
    wrong = lines(Given(FORM["ob3-proof-array"], changed, FORMAT))[0]
    assert not wrong.holds
    assert wrong.found.reason == "proof.signature_invalid"


def test_a_form_that_is_read_as_another_is_seen() -> None:
    assert not lines(Given(FORM["vc-jwt"], lambda giver: giver.signed, "ob3-jwt"))[0].holds


def test_a_form_that_cannot_be_made_is_seen_and_the_others_go_on() -> None:
    tried = lines(Given(FORM["ob3-png"], refuse, FORMAT), GIVEN[0])
    assert [line.holds for line in tried] == [False] * 3 + [True] * 3
    assert (tried[0].found.verdict, tried[0].found.reason) == (NOT_MADE, "Deze badge is ingetrokken.")


def test_keys_are_fresh_every_time() -> None:
    first, second = fresh_giver(NOW), fresh_giver(NOW)
    assert first.signed != second.signed
    assert first.token_key.public_key() != second.token_key.public_key()
