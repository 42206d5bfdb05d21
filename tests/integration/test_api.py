"""A program with a token gives, reads and withdraws the badges of its organisation."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from programs import SKILL_AWARD, STATEMENT_AWARD, V1, Program, is_problem
from sqlalchemy import select
from staff_desk import Desk

from badgeservice.organisations.roles import Role
from badgeservice.storage.tables import ApiTokenRow, AuditRow, AwardRow


@pytest.fixture
def desk(world):
    return Desk(world)


@pytest.fixture
def program(desk):
    return Program(desk)


def test_a_program_sees_the_released_badge_classes_and_what_giving_them_needs(desk, program):
    desk.draft(name="Nog niet vrij")
    skill, statement = desk.released(), desk.released("praktijkverklaring")

    listed = program.get("/badge-classes").json

    assert {one["slug"] for one in listed["badge_classes"]} == {program.slug(skill), program.slug(statement)}
    assert listed["next"] is None
    alone = program.get(f"/badge-classes/{program.slug(statement)}").json
    assert alone in listed["badge_classes"]
    assert alone["behaviours"] == [
        {"id": "b1", "text": "Je ontvangt gasten vriendelijk."},
        {"id": "b2", "text": "Je luistert goed naar een vraag."},
    ]
    assert alone["levels"] == ["zelf", "met hulp"]
    assert set(alone["required"]) == {
        "badge_class", "name", "behaviours", "judged_on", "assessor", "activity_start", "activity_end",
    }  # fmt: skip


def test_what_a_program_gives_is_a_real_badge(world, desk, program):
    given = program.given(desk.released("praktijkverklaring"), STATEMENT_AWARD)

    assert given["state"] == "valid"
    visitor = world.app.test_client()
    report = visitor.post(
        "/controleren", data={"input": given["check_address"]}, headers={"Accept": "application/json"}
    )
    assert report.json["verdict"] == "valid"
    assert report.json["recipient"]["name"] == "Fatima Yilmaz"
    signed = json.loads(visitor.get(given["forms"]["json"]).data)
    assert signed["id"] == given["address"]
    assert [visitor.get(form).status_code for form in given["forms"].values()] == [200] * len(given["forms"])


def test_a_badge_that_a_program_gives_is_given_by_who_made_the_token_and_the_log_names_the_token(world, desk, program):
    given = program.given(desk.released())

    with world.database.reading() as session:
        token = session.scalars(select(ApiTokenRow)).one()
        rows = session.scalars(select(AuditRow).where(AuditRow.object == f"badge:{given['id']}")).all()
        award = session.get_one(AwardRow, UUID(given["id"]))
    assert [(row.actor, row.action) for row in rows] == [(f"token:{token.id}", "badge.given")]
    assert award.given_by == token.created_by


def test_a_program_reads_and_withdraws_what_its_organisation_gave(desk, program):
    version = desk.released(can_be_suspended="y")
    given = program.given(version)
    path = f"/awards/{given['id']}"

    assert program.get(path).json["recipient"] == {"name": "Fatima Yilmaz", "email": "fatima@voorbeeld.nl"}
    assert program.post(f"{path}/suspend", {"reason": "We zoeken iets uit."}).json["state"] == "suspended"
    assert is_problem(program.post(f"{path}/suspend", {"reason": "Nog eens."}), 409)
    assert program.post(f"{path}/resume").json["state"] == "valid"
    revoked = program.post(f"{path}/revoke", {"reason": "Verkeerde persoon."}).json
    assert (revoked["state"], revoked["reason"]) == ("revoked", "Verkeerde persoon.")
    assert is_problem(program.post(f"{path}/revoke", {"reason": "Nog eens."}), 409)
    assert is_problem(program.post(f"{path}/resume"), 409)


def test_given_badges_come_in_pages_and_by_state(world, desk, program):
    skill, short = desk.released(), desk.released(name="Kort geldig", valid_months="1")
    expired = program.given(short)
    world.clock.forward(days=40)
    program = Program(desk)
    given = [program.given(skill)["id"] for _ in range(52)]
    program.post(f"/awards/{given[7]}/revoke", {"reason": "Verkeerde persoon."})

    first = program.get("/awards").json
    second = program.client.get(first["next"], headers=program.headers()).json

    assert [one["id"] for one in first["awards"] + second["awards"]] == [*_newest_first(world, desk)]
    assert (len(first["awards"]), second["next"]) == (50, None)
    assert [one["id"] for one in program.get("/awards?state=revoked").json["awards"]] == [given[7]]
    assert [one["id"] for one in program.get("/awards?state=expired").json["awards"]] == [expired["id"]]
    assert program.get("/awards?state=suspended").json["awards"] == []
    valid = program.get("/awards?state=valid").json
    assert {one["state"] for one in valid["awards"]} == {"valid"}
    assert len(program.client.get(valid["next"], headers=program.headers()).json["awards"]) == 1


def _newest_first(world, desk):
    with world.database.reading() as session:
        asked = select(AwardRow.id).where(AwardRow.organisation_id == desk.organisation.id)
        return [str(one) for one in session.scalars(asked.order_by(AwardRow.given_at.desc(), AwardRow.id.desc()))]


def test_the_same_key_and_body_give_the_same_badge_once(desk, program):
    award = {"badge_class": program.slug(desk.released())} | SKILL_AWARD

    first, second = program.give(award, "rooster-1"), program.give(award, "rooster-1")

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.data == second.data
    assert "Idempotency-Replayed" not in first.headers
    assert second.headers["Idempotency-Replayed"] == "true"
    assert second.headers["Location"] == first.headers["Location"]
    assert desk.count(AwardRow) == 1
    assert len(desk.mail(UUID(first.json["id"]))) == 1


def test_the_same_key_with_another_body_is_refused(desk, program):
    award = {"badge_class": program.slug(desk.released())} | SKILL_AWARD
    program.give(award, "rooster-1")

    assert is_problem(program.give(award | {"name": "Iemand Anders"}, "rooster-1"), 409)
    assert desk.count(AwardRow) == 1


def test_a_key_of_another_token_is_another_key(desk, program):
    award = {"badge_class": program.slug(desk.released())} | SKILL_AWARD

    answers = [one.give(award, "rooster-1") for one in (program, Program(desk))]

    assert answers[0].json["id"] != answers[1].json["id"]


def test_a_key_of_a_request_that_was_refused_can_be_used_again(desk, program):
    award = {"badge_class": program.slug(desk.released())} | SKILL_AWARD

    assert is_problem(program.give(award | {"name": ""}, "rooster-1"), 400, "name")
    assert program.give(award, "rooster-1").status_code == 201


def test_a_newer_version_of_a_class_is_not_given_by_who_read_the_older_one(desk, program):
    award = {"badge_class": program.slug(desk.released())} | SKILL_AWARD

    assert is_problem(program.give(award | {"version": 2}), 409)
    assert program.give(award | {"version": 1}).status_code == 201


def test_a_token_that_may_only_read_changes_nothing(desk, program):
    award = {"badge_class": program.slug(desk.released())} | SKILL_AWARD
    reader = Program(desk, Role.READER)
    given = program.give(award).json["id"]

    assert reader.get(f"/awards/{given}").status_code == 200
    assert is_problem(reader.give(award), 403)
    for act in ("revoke", "suspend"):
        assert is_problem(reader.post(f"/awards/{given}/{act}", {"reason": "Zomaar."}), 403)
    assert is_problem(reader.post(f"/awards/{given}/resume"), 403)
    assert desk.count(AwardRow) == 1


def test_another_organisation_finds_nothing_of_this_one(world, desk, program):
    version = desk.released()
    given = program.given(version)["id"]
    stranger = Program(Desk(world, name="Groenrijk"))

    assert stranger.get("/badge-classes").json["badge_classes"] == []
    assert stranger.get("/awards").json["awards"] == []
    assert is_problem(stranger.get(f"/badge-classes/{program.slug(version)}"), 404)
    assert is_problem(stranger.get(f"/awards/{given}"), 404)
    for act in ("revoke", "suspend"):
        assert is_problem(stranger.post(f"/awards/{given}/{act}", {"reason": "Zomaar."}), 404)
    assert is_problem(stranger.post(f"/awards/{given}/resume"), 404)
    assert is_problem(stranger.give({"badge_class": program.slug(version)} | SKILL_AWARD), 400, "badge_class")
    assert program.get(f"/awards/{given}").json["state"] == "valid"


@pytest.mark.parametrize("path", ["/badge-classes", "/awards", "/awards/3f0f3c1e-6f0a-4f57-9a55-6d4f1c1b2a3d"])
def test_without_a_token_that_counts_nothing_is_told(world, desk, path):
    client = desk.client

    for shown in (
        {},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer badges_AAAA"},
        {"Authorization": "Basic YTpi"},
    ):
        answer = client.get(V1 + path, headers=shown)
        assert is_problem(answer, 401), shown
        assert answer.headers["WWW-Authenticate"].startswith("Bearer ")


def test_the_cookie_of_a_manager_is_no_token(desk):
    award = {"badge_class": "x"} | SKILL_AWARD

    assert is_problem(desk.client.post(f"{V1}/awards", json=award, headers={"Idempotency-Key": "1"}), 401)


def test_a_token_ends_by_itself(world, desk):
    program = Program(desk, days=30)
    assert program.get("/awards").status_code == 200

    world.clock.forward(days=30)

    assert is_problem(program.get("/awards"), 401)


def test_a_token_of_an_organisation_that_is_no_longer_approved_does_not_count(world, desk, program):
    with world.database.writing() as session:
        session.merge(desk.organisation).state = "refused"

    assert is_problem(program.get("/awards"), 401)


def test_only_the_hash_of_a_token_is_kept_and_when_it_was_last_used(world, desk, program):
    program.get("/awards")

    with world.database.reading() as session:
        row = session.scalars(select(ApiTokenRow)).one()
    assert program.token not in repr(vars(row))
    assert row.last_used_at == world.clock()
