"""Does 1EdTech's own validator accept what the service hands out as Open Badges 2.0, until it is withdrawn?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from asking_1edtech import Answer, Validator, Verdict, started
from staff_desk import STATEMENT_WHAT, WHO, Desk

from badgeservice.storage.tables import AwardRow

pytestmark = pytest.mark.peers

HOST = "http://localhost:8000"
CLASS = f"{HOST}/ob2/issuers/hotel-zon/badge-classes/ontbijt-verzorgen/v1"
FORMS = ("ob2.json", "ob2.jwt", "ob2.png", "ob2.svg")
ADDRESS = re.compile(rf"{HOST}[^\"#\\]*")
SIGNED = {
    "VERIFY_JWS",
    "VERIFY_KEY_OWNERSHIP",
    "VALIDATE_REVOCATIONLIST_ENTRIES",
    "VERIFY_SIGNED_ASSERTION_NOT_REVOKED",
}
HOSTED = {"HOSTED_ID_IN_VERIFICATION_SCOPE"}
BOTH = {"VERIFY_RECIPIENT_IDENTIFIER", "IMAGE_VALIDATION", "ASSERTION_TIMESTAMP_CHECKS", "alignment", "publicKey"}


@pytest.fixture(scope="module")
def validator() -> Iterator[Validator]:
    with started() as running:
        yield running


@pytest.fixture
def desk(world: Any) -> Desk:
    return Desk(world)


@pytest.fixture
def award(desk: Desk) -> AwardRow:
    return desk.award(desk.given(desk.released("praktijkverklaring"), STATEMENT_WHAT))


def badge(client: Any, award: AwardRow, form: str) -> str | bytes:
    """A form of the badge: text, or an image."""
    answer = client.get(f"/badges/{award.id}.{form}")
    assert answer.status_code == 200, answer.text
    return answer.text if form in ("ob2.json", "ob2.jwt") else bytes(answer.data)


def everything(client: Any, award: AwardRow) -> dict[str, Answer]:
    """What our addresses serve, as far as one leads to another from the badge on."""
    served: dict[str, Answer] = {}
    left = [f"{HOST}/ob2/assertions/{award.id}", f"{HOST}/badges/{award.id}.ob2.png", CLASS]
    while left:
        address = left.pop()
        answer = client.get(address.removeprefix(HOST), headers={"Accept": "application/ld+json, image/png"})
        served[address] = Answer(bytes(answer.data), answer.mimetype, answer.status_code)
        if "/ob2/" in address:
            left += [found for found in ADDRESS.findall(answer.text) if found not in served]
    return served


def verdict(validator: Validator, world: Any, client: Any, award: AwardRow, form: str) -> Verdict:
    data = badge(client, award, form)
    return validator.judge(data, everything(client, award), world.clock(), WHO["email"])


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_2_0_is_valid(validator: Validator, world: Any, client: Any, award: AwardRow, form: str) -> None:
    badge(client, award, "ob2.jwt")
    found = verdict(validator, world, client, award, form)
    assert (found.report["valid"], found.report["messages"], found.wrong) == (True, [], set())
    assert found.report["recipientProfile"] == {"email": WHO["email"]}
    assert found.asked >= BOTH | (SIGNED if form == "ob2.jwt" else HOSTED)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_refused_once_it_is_withdrawn(
    validator: Validator, world: Any, client: Any, desk: Desk, award: AwardRow, form: str
) -> None:
    badge(client, award, form)
    desk.post(f"/gegeven/{award.id}/intrekken", {"why": "other", "reason": "Gegeven aan de verkeerde persoon."})
    found = verdict(validator, world, client, award, form)
    assert found.report["valid"] is False
    assert found.wrong >= ({"VERIFY_SIGNED_ASSERTION_NOT_REVOKED"} if form == "ob2.jwt" else {"recipient", "badge"})


def test_the_badge_of_another_is_refused(validator: Validator, world: Any, client: Any, award: AwardRow) -> None:
    data = badge(client, award, "ob2.jwt")
    found = validator.judge(data, everything(client, award), world.clock(), "ander@voorbeeld.nl")
    assert (found.report["valid"], found.wrong) == (False, {"VERIFY_RECIPIENT_IDENTIFIER"})


def test_a_badge_behind_which_nothing_is_served_is_refused(
    validator: Validator, world: Any, client: Any, award: AwardRow
) -> None:
    data = badge(client, award, "ob2.jwt")
    served = everything(client, award)
    key = next(address for address in served if "/ob2/" in address and "/keys/" in address)
    for address in (CLASS, f"{HOST}/ob2/issuers/hotel-zon", key):
        missing = {one: answer for one, answer in served.items() if one != address}
        found = validator.judge(data, missing, world.clock(), WHO["email"])
        assert (found.report["valid"], "FETCH_HTTP_NODE" in found.wrong) == (False, True), address
