"""What costs work to make is made once: forms of a badge, pictures of a class, signatures of a status list."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from staff_desk import WHAT, Desk

from badgeservice.drawing import raster
from badgeservice.issuing import derived_forms
from badgeservice.issuing.reasons import OTHER
from badgeservice.organisations import status_lists
from badgeservice.storage.tables import AwardRow

HOST = "http://localhost:8000"


@pytest.fixture
def desk(world: Any) -> Desk:
    return Desk(world)


@pytest.fixture
def award(desk: Desk) -> AwardRow:
    return desk.award(desk.given(desk.released(), WHAT, email="femke@voorbeeld.nl"))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each form of a badge was made."""
    counts: Counter[str] = Counter()

    def counted(form: str, make: Any) -> Any:
        def make_and_count(*given: Any) -> Any:
            counts[form] += 1
            return make(*given)

        return make_and_count

    makers = {form: counted(form, make) for form, make in derived_forms.MAKERS.items()}
    monkeypatch.setattr(derived_forms, "MAKERS", makers)
    return counts


@pytest.mark.parametrize("form", ["png", "svg", "pdf", "jwt", "ob2.png"])
def test_a_form_of_a_badge_is_made_at_the_first_request_only(
    client: Any, award: AwardRow, made: Any, form: str
) -> None:
    answers = [client.get(f"/badges/{award.id}.{form}") for _ in range(3)]
    tag = answers[0].headers["ETag"]
    again = client.get(f"/badges/{award.id}.{form}", headers={"If-None-Match": tag})

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.data for answer in answers}) == 1
    assert again.status_code == 304
    assert made[form] == 1


def test_the_picture_of_a_class_is_never_drawn_for_who_looks(
    client: Any, desk: Desk, award: AwardRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[object] = []
    monkeypatch.setattr(raster.resvg_py, "svg_to_bytes", lambda **given: drawn.append(given) or b"")
    place = f"/badge-classes/{award.version.badge_class.slug}/v1/image.png"
    answers = [client.get(place) for _ in range(2)]

    assert {answer.data for answer in answers} == {desk.version(award.version_id).picture_png}
    assert {answer.headers["Cache-Control"] for answer in answers} == {"public, max-age=31536000, immutable"}
    assert drawn == []


def test_a_status_list_is_signed_once_a_version_however_many_ask(
    world: Any, client: Any, desk: Desk, award: AwardRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed: list[object] = []
    sign = status_lists._sign

    def counted(*given: Any) -> Any:
        signed.append(given)
        return sign(*given)

    monkeypatch.setattr(status_lists, "_sign", counted)
    place = f"/status/{award.status_list_id}"
    first = [client.get(place).data for _ in range(5)]
    assert (len(set(first)), len(signed)) == (1, 0)

    desk.post(f"/gegeven/{award.id}/intrekken", {"why": OTHER, "reason": "Gegeven aan de verkeerde."})
    second = [client.get(place).data for _ in range(5)]
    assert (len(set(second)), len(signed)) == (1, 1)
    assert second[0] != first[0]

    world.clock.forward(days=1, minutes=1)
    third = [client.get(place).data for _ in range(5)]
    assert (len(set(third)), len(signed)) == (1, 2)


def test_every_public_document_has_a_strong_tag_and_a_304(client: Any, desk: Desk, award: AwardRow) -> None:
    slug, badge_class = desk.organisation.slug, award.version.badge_class.slug
    issuer, version = f"/ob2/issuers/{slug}", f"/badge-classes/{badge_class}/v1"
    of_giver = (f"/orgs/{slug}/did.json", issuer, f"{issuer}{version}", f"{issuer}/revocations")
    of_badge = (f"/badges/{award.id}.json", f"/status/{award.status_list_id}", f"/ob2/assertions/{award.id}")
    of_class = (version, f"{version}/image.png", f"{version}/image.svg")
    places = (*of_giver, *of_badge, *of_class, "/.well-known/did.json", "/contexts/badgeservice-v1.json")
    for place in places:
        whole = client.get(place, headers={"Accept": "application/ld+json, */*;q=0.5"})
        tag = whole.headers.get("ETag", "")
        again = client.get(place, headers={"Accept": "application/ld+json, */*;q=0.5", "If-None-Match": tag})
        assert (whole.status_code, again.status_code, again.data) == (200, 304, b""), place
        assert tag.startswith('"'), place
