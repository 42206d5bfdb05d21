"""What happens to somebody who asks for what no page of ours asks for?"""

from __future__ import annotations

from collections.abc import Mapping
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from asking_people import asks, opened, requests
from batch_desk import BatchDesk, people
from flask import url_for
from flask.testing import FlaskClient
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session
from staff_desk import WHAT, Desk, is_refused
from werkzeug.routing import AnyConverter, Rule

from badgeservice.organisations.one_time_links import KEEP, make_link
from badgeservice.organisations.roles import Role
from badgeservice.storage import accounts
from badgeservice.storage.tables import AuditRow, OrganisationRow, OutboxRow
from badgeservice.web.language import API, CONSENT, OPEN_BADGES_API


def _for_programs(path: str) -> bool:
    return path.startswith((API, OPEN_BADGES_API)) and path != CONSENT


def test_asking_for_no_more_than_the_headers_of_a_page_takes_nobody_out_of_the_organisation(world: Any) -> None:
    desk = Desk(world)
    reader = world.member(desk.organisation, Role.READER, email="lezer@voorbeeld.nl")

    answer = desk.client.head(f"{desk.root}/instellingen/mensen/{reader.id}/weg")

    assert answer.status_code == 200
    with world.database.reading() as session:
        assert accounts.roles(session, reader.id, desk.organisation.id) == {"lezer"}


@pytest.mark.parametrize("path", ["/inloggen", "/inloggen/vergeten", "/mijn/inloggen"])
def test_the_headers_of_a_form_are_those_of_the_empty_form(client: FlaskClient, path: str) -> None:
    assert client.head(path).status_code == 200


@pytest.mark.parametrize(
    "rest", ["slug=x", "endpoint=x", "_method=DELETE", "_external=1", "_scheme=ftp&_external=1", "_anchor=x", "a=1&a=2"]
)
def test_choosing_a_language_comes_back_to_the_same_address_whatever_else_stands_in_it(world: Any, rest: str) -> None:
    slug = world.organisation().slug

    answer = world.app.test_client().get(f"/orgs/{slug}?taal=en&{rest}", headers={"Host": "elders.voorbeeld"})

    assert answer.status_code == 302
    assert answer.location == f"/orgs/{slug}?{rest}"


@pytest.mark.parametrize("number", ["99999999999999999999", "2147483648"])
def test_a_version_number_that_no_database_can_hold_is_a_version_that_does_not_exist(world: Any, number: str) -> None:
    Desk(world).released()

    assert world.app.test_client().get(f"/badge-classes/gasten-ontvangen/v{number}").status_code == 404
    assert world.app.test_client().get(f"/badge-classes/gasten-ontvangen/v{number}/image.png").status_code == 404


def test_a_link_to_evidence_with_a_tab_inside_is_refused_where_it_is_typed(world: Any) -> None:
    desk = Desk(world)
    draft = desk.begun(desk.released())

    answer = desk.post(f"/geven/{draft}/wat", WHAT | {"evidence": "Een foto", "evidence_url": "https://a.nl/\tfoto"})

    assert is_refused(answer, "Een link begint met https://.")


def test_a_name_that_nobody_can_see_is_no_name(world: Any) -> None:
    desk = Desk(world)
    version = desk.released()

    answer = desk.post("/geven", {"version": str(version), "name": "\u200b\u200b", "email": ""})

    assert is_refused(answer, "Vul de naam in van wie de badge krijgt.")


def test_a_browser_shared_by_two_learners_shows_the_second_no_badge_of_the_first(world: Any) -> None:
    desk, shared = Desk(world), world.app.test_client()
    version = desk.released()
    first, second = desk.given(version), desk.given(version, name="Tom Bakker", email="tom@voorbeeld.nl")
    for award in (first, second):
        with world.database.writing() as session:
            token = make_link(session, KEEP, award, world.clock())
        assert world.post(shared, f"/bewaren/{token}").status_code == 303

    assert shared.get(f"/mijn/badges/{second}").status_code == 200
    assert shared.get(f"/mijn/badges/{first}").status_code == 404


def known_or_any(rule: Rule, known: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in an address: what is known, else a word that may stand there, or an id of nothing."""
    words = {name: min(one.items) for name, one in rule._converters.items() if isinstance(one, AnyConverter)}
    return {name: known.get(name, words.get(name, uuid4())) for name in rule.arguments}


def test_no_form_changes_anything_without_its_token(world: Any) -> None:
    desk = BatchDesk(world).ready_class()
    version = desk.version_id
    award, draft = desk.given(version), desk.ready(version)
    waiting = world.organisation("Wacht", approved=False)
    link = opened(desk, version)
    asks(desk, link)
    [asked] = requests(desk)
    known = {
        "version_id": version,
        "award_id": award,
        "draft_id": draft,
        "badge": award,
        "link_id": link.id,
        "class_id": desk.version(version).badge_class_id,
        "request_id": asked.id,
        "slug": desk.organisation.slug,
        "organisation_id": waiting.id,
        "code": link.code,
        "token": "A" * 22,
        "kind": "skillsbadge",
        "batch_id": desk.handed_in(people(2)),
        "number": 2,
    }
    browsers = [desk.client, world.signed_in(world.operator())]
    before = _audit_length(world)

    with world.app.test_request_context():
        posts = [rule for rule in world.app.url_map.iter_rules() if "POST" in (rule.methods or ())]
        paths = {url_for(rule.endpoint, **known_or_any(rule, known)) for rule in posts}
    answers = {path: browser.post(path).status_code for browser in browsers for path in paths - {"/controleren"}}

    assert len(paths) > 20
    # Of programs no cookie is read: without a token of their own they are nobody, and a check needs something to check.
    assert {status for path, status in answers.items() if _for_programs(path)} <= {400, 401, 415}
    assert {status for path, status in answers.items() if not _for_programs(path)} <= {303, 400, 403, 404}
    assert _audit_length(world) == before
    assert desk.client.get(desk.root + "/").status_code == 200


def test_two_who_press_the_same_button_at_the_same_moment_do_it_once(world: Any) -> None:
    desk = Desk(world)
    award = desk.given(desk.released())
    with world.database.writing() as session:
        session.execute(update(OutboxRow).values(state="sent"))

    assert _together(world, desk, f"/gegeven/{award}/intrekken", {"why": "other", "reason": "Fout."}) <= {303, 400, 409}
    assert len(desk.mail(award, "badge_revoked")) == 1
    waiting = world.organisation("Wacht", approved=False)
    operator = Desk(world, name="Elders")
    operator.client = world.signed_in(world.operator())
    assert 303 in _together(world, operator, f"/beheer/organisaties/{waiting.id}/goedkeuren", {}, root="")
    with world.database.reading() as session:
        to = OutboxRow.subject_id == _manager(session, waiting)
        assert session.scalar(select(func.count()).where(OutboxRow.kind == "organisation_approved", to)) == 1


def test_two_who_begin_a_next_version_at_the_same_moment_get_a_page(world: Any) -> None:
    desk = Desk(world)
    version = desk.released()

    assert _together(world, desk, f"/soorten/{version}/nieuwe-versie", {}) <= {303, 409}


def _together(world: Any, desk: Desk, path: str, data: dict[str, str], root: str | None = None) -> set[int]:
    """The answers to four browsers that post the same at the same moment."""
    with desk.client.session_transaction() as kept:
        signed_in = dict(kept)
    barrier, answers = Barrier(4), []

    def press() -> None:
        client = world.app.test_client()
        with client.session_transaction() as session:
            session.update(signed_in)
        barrier.wait()
        answers.append(world.post(client, (desk.root if root is None else root) + path, data).status_code)

    threads = [Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 4
    return set(answers)


def _manager(session: Session, organisation: OrganisationRow) -> UUID:
    return accounts.members(session, organisation.id)[0][0].id


def _audit_length(world: Any) -> int:
    with world.database.reading() as session:
        return session.scalar(select(func.count()).select_from(AuditRow)) or 0


def test_a_host_that_is_none_gets_a_plain_refusal(client: FlaskClient) -> None:
    assert client.get("/", headers={"Host": "a" * 300}).status_code == 400
    for host in ("a b", "<x>", "a@b", "x:99999"):
        assert client.get("/", headers={"Host": host}).status_code < 500
