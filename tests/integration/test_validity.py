"""Badges that end: a revocation undone within the hour, reminders, and a successor in one step."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update
from staff_desk import SKILL, STATEMENT_WHAT, Desk, sentences, shown

from badgeservice.issuing.reminders import remind_due
from badgeservice.organisations.one_time_links import KEEP, make_link
from badgeservice.storage import renewals
from badgeservice.storage.tables import AwardReminderRow, AwardRow, BadgeClassRow, OutboxRow

WHY = {"why": "wrong_person", "reason": ""}


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


def _again(desk: Desk):
    """The same person in another browser."""
    return desk.world.signed_in(desk.world.account("-".join(desk.roles) + f"@{desk.organisation.slug}.voorbeeld.nl"))


def _later(desk: Desk, days: int) -> None:
    desk.world.clock.forward(days=days)
    desk.client = _again(desk)


def _mail_left(desk: Desk) -> None:
    with desk.world.database.writing() as session:
        session.execute(update(OutboxRow).values(state="sent"))


def _kept_by_its_learner(desk: Desk, award: UUID) -> None:
    with desk.world.database.writing() as session:
        token = make_link(session, KEEP, award, desk.world.clock())
    client = desk.world.app.test_client()
    assert desk.world.post(client, f"/bewaren/{token}").status_code == 303


def _newer(desk: Desk, award: UUID) -> AwardRow | None:
    with desk.world.database.reading() as session:
        return renewals.newer_of(session, award)


def _together(world, *acts) -> list:
    def run(act):
        with world.app.app_context():
            return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def _reminded(desk: Desk, award: UUID) -> list[str]:
    return [mail.facts["days"] for mail in desk.mail(award, "badge_expires")]


def _remind(desk: Desk) -> int:
    return remind_due(desk.world.database, desk.world.clock())


def test_a_revocation_is_undone_within_the_hour_and_everything_counts_again(desk):
    award = desk.given(desk.released())
    _mail_left(desk)
    desk.post(f"/gegeven/{award}/intrekken", WHY)
    revoked = desk.client.get(f"/v/{desk.award(award).code}").text
    desk.world.clock.forward(minutes=59)
    answer = desk.post(f"/gegeven/{award}/terugdraaien")

    assert "de badge was voor iemand anders" in revoked
    assert answer.status_code == 303
    assert "Deze badge is echt." in desk.client.get(f"/v/{desk.award(award).code}").text
    assert desk.client.get(f"/ob2/assertions/{award}").status_code == 200
    assert desk.award(award).status_code is None


def test_after_an_hour_a_revocation_stands(desk):
    award = desk.given(desk.released())
    desk.post(f"/gegeven/{award}/intrekken", WHY)
    page = desk.get(f"/gegeven/{award}").text
    desk.world.clock.forward(minutes=61)
    desk.client = _again(desk)

    assert "Maak het intrekken ongedaan" in page
    assert "Maak het intrekken ongedaan" not in desk.get(f"/gegeven/{award}").text
    answer = desk.post(f"/gegeven/{award}/terugdraaien")
    assert answer.status_code == 409
    assert "tot een uur na het intrekken" in answer.text
    assert desk.award(award).revoked_at is not None


def test_two_who_undo_at_once_undo_once(desk):
    award = desk.given(desk.released())
    desk.post(f"/gegeven/{award}/intrekken", WHY)
    path, clients = f"{desk.root}/gegeven/{award}/terugdraaien", [_again(desk), _again(desk)]
    answers = _together(desk.world, *(lambda one=one: desk.world.post(one, path).status_code for one in clients))

    assert sorted(answers) == [303, 409]


def test_a_learner_who_heard_of_the_revocation_hears_that_it_was_a_mistake(desk):
    told, not_told = (desk.given(desk.released(), email=f"{name}@voorbeeld.nl") for name in ("een", "twee"))
    _mail_left(desk)
    for award in (told, not_told):
        desk.post(f"/gegeven/{award}/intrekken", WHY)
    with desk.world.database.writing() as session:
        session.execute(
            update(OutboxRow)
            .where(OutboxRow.subject_id == told, OutboxRow.kind == "badge_revoked")
            .values(state="sent")
        )
    for award in (told, not_told):
        desk.post(f"/gegeven/{award}/terugdraaien")

    assert len(desk.mail(told, "badge_restored")) == 1
    assert desk.mail(not_told, "badge_restored") == []
    assert [mail.state for mail in desk.mail(not_told, "badge_revoked")] == ["cancelled"]


def test_a_badge_that_nobody_heard_of_is_mailed_after_all_when_its_revocation_is_undone(desk):
    award = desk.given(desk.released())
    desk.post(f"/gegeven/{award}/intrekken", WHY)
    desk.post(f"/gegeven/{award}/terugdraaien")

    assert [mail.state for mail in desk.mail(award)] == ["cancelled", "waiting"]


def test_a_learner_hears_of_a_stop_and_of_its_end(desk):
    award = desk.given(desk.released(can_be_suspended="y"))
    _mail_left(desk)
    desk.post(f"/gegeven/{award}/stopzetten", {"why": "refresher", "reason": "Op 3 december."})
    desk.post(f"/gegeven/{award}/hervatten")

    stopped = desk.mail(award, "badge_suspended")
    assert [mail.facts["reason"] for mail in stopped] == ["Eerst is een herhaling nodig. Op 3 december."]
    assert len(desk.mail(award, "badge_resumed")) == 1


def test_a_learner_is_reminded_at_90_30_and_7_days_once_each(desk):
    award = desk.given(desk.released(valid_months="12"))
    _mail_left(desk)
    told = []
    for _day in range(370):
        desk.world.clock.forward(days=1)
        if _remind(desk):
            told.append((desk.award(award).valid_until - desk.world.clock()).days + 1)
        assert _remind(desk) == 0

    assert told == [90, 30, 7]
    assert _reminded(desk, award) == ["90", "30", "7"]


def test_after_weeks_without_a_worker_only_the_nearest_reminder_leaves(desk):
    award = desk.given(desk.released(valid_months="12"))
    _mail_left(desk)
    desk.world.clock.forward(days=360)
    _remind(desk)
    _remind(desk)

    assert len(_reminded(desk, award)) == 1
    assert int(_reminded(desk, award)[0]) <= 7


def test_a_badge_given_for_a_month_is_not_said_to_end_in_thirty_days(desk):
    award = desk.given(desk.released(valid_months="1"))
    _mail_left(desk)
    _remind(desk)
    desk.world.clock.forward(days=1)
    _remind(desk)

    assert _reminded(desk, award) == []
    desk.world.clock.forward(days=22)
    assert _remind(desk) == 1


def test_nobody_is_reminded_of_a_badge_that_does_not_count_or_that_they_never_heard_of(desk):
    version = desk.released(valid_months="12", can_be_suspended="y")
    revoked, stopped, unheard, without = (
        desk.given(version, email=email) for email in ("a@voorbeeld.nl", "b@voorbeeld.nl", "c@voorbeeld.nl", "")
    )
    _mail_left(desk)
    with desk.world.database.writing() as session:
        mail = update(OutboxRow).where(OutboxRow.subject_id == unheard)
        session.execute(mail.values(state="cancelled"))
    desk.post(f"/gegeven/{revoked}/intrekken", WHY)
    desk.post(f"/gegeven/{stopped}/stopzetten", {"why": "refresher", "reason": ""})
    desk.world.clock.forward(days=340)

    assert _remind(desk) == 0
    assert [_reminded(desk, award) for award in (revoked, stopped, unheard, without)] == [[], [], [], []]


def test_two_workers_remind_once(desk):
    award = desk.given(desk.released(valid_months="12"))
    _mail_left(desk)
    desk.world.clock.forward(days=340)
    _together(desk.world, *(lambda: _remind(desk) for _ in range(4)))

    assert len(_reminded(desk, award)) == 1
    with desk.world.database.reading() as session:
        assert len(session.scalars(select(AwardReminderRow)).all()) == 1


def _renewed(desk: Desk, award: UUID) -> UUID:
    begun = desk.post(f"/gegeven/{award}/vernieuwen")
    assert begun.location.endswith("/nakijken"), begun.text
    given = desk.world.post(desk.client, begun.location)
    assert given.status_code == 303, sentences(given)
    return UUID(given.location.rsplit("/", 1)[1])


def test_a_badge_is_renewed_in_one_step_and_its_learner_has_the_new_one_at_once(desk):
    old = desk.given(desk.released(valid_months="12"))
    _kept_by_its_learner(desk, old)
    _later(desk, 300)
    new = desk.award(_renewed(desk, old))

    assert new.learner_id == desk.award(old).learner_id is not None
    assert new.kept_at == desk.world.clock()
    assert new.valid_until > desk.award(old).valid_until
    assert [mail.state for mail in desk.mail(new.id, "badge_renewed")] == ["waiting"]
    assert desk.mail(new.id) == []
    assert f"/v/{new.code}" in desk.client.get(f"/v/{desk.award(old).code}").text
    assert str(new.id) in desk.get(f"/gegeven/{old}").text
    assert str(old) in desk.get(f"/gegeven/{new.id}").text
    assert "Vernieuw deze badge" not in desk.get(f"/gegeven/{old}").text


def test_a_badge_with_levels_takes_them_along_and_asks_the_period_again(desk):
    old = desk.given(desk.released("praktijkverklaring", valid_months="12"), STATEMENT_WHAT)
    _later(desk, 300)
    begun = desk.post(f"/gegeven/{old}/vernieuwen")
    draft = UUID(begun.location.split("/")[-2])
    checked = desk.client.get(begun.location)

    assert desk.answers(draft)["levels"] == {"b1": "zelf", "b2": "met hulp"}
    assert desk.answers(draft)["assessor"] == "Piet Jansen"
    assert checked.location.endswith("/wat")


def test_a_changed_badge_shows_what_is_new_and_does_not_tick_it(desk):
    version = desk.released(valid_months="12")
    old = desk.given(version)
    following = desk.post(f"/soorten/{version}/nieuwe-versie").location.split("/")[-2]
    words = SKILL | {"valid_months": "12", "behaviours": SKILL["behaviours"] + "Je sluit de dag af.\r\n"}
    assert desk.post(f"/soorten/{following}/woorden", words).status_code == 303
    assert desk.post(f"/soorten/{following}/vrijgeven").status_code == 303
    _later(desk, 300)
    begun = desk.post(f"/gegeven/{old}/vernieuwen")

    assert begun.location.endswith("/wat")
    page = desk.client.get(begun.location).text
    assert page.count(" checked") == 2
    assert "Je sluit de dag af." in page


def test_a_badge_is_renewed_once_also_by_two_colleagues(desk):
    old = desk.given(desk.released(valid_months="12"))
    _later(desk, 300)
    other = desk.world.signed_in(desk.world.member(desk.organisation, *desk.roles, email="collega@voorbeeld.nl"))
    first, second = (
        desk.world.post(browser, f"{desk.root}/gegeven/{old}/vernieuwen").location for browser in (desk.client, other)
    )
    assert desk.world.post(desk.client, first).status_code == 303
    again = desk.world.post(other, second)

    assert first != second
    assert again.status_code == 409
    assert "Vernieuwen kan één keer" in shown(again.text)
    assert desk.count(AwardRow) == 2
    assert _newer(desk, old) is not None


def test_what_ends_later_is_revoked_or_has_no_end_is_not_renewed(desk):
    version = desk.released(valid_months="12")
    early, revoked = desk.given(version), desk.given(version, email="b@voorbeeld.nl")
    endless = desk.given(desk.released())
    assert desk.post(f"/gegeven/{early}/vernieuwen").status_code == 409
    _later(desk, 300)
    desk.post(f"/gegeven/{revoked}/intrekken", WHY)

    for award in (revoked, endless):
        assert desk.post(f"/gegeven/{award}/vernieuwen").status_code == 409


def test_an_ended_badge_can_be_renewed_but_not_one_of_an_archived_class(desk):
    version = desk.released(valid_months="12")
    ended, archived = desk.given(version), desk.given(version, email="b@voorbeeld.nl")
    _later(desk, 500)
    _renewed(desk, ended)
    with desk.world.database.writing() as session:
        session.execute(update(BadgeClassRow).values(archived_at=desk.world.clock()))
    answer = desk.post(f"/gegeven/{archived}/vernieuwen")

    assert answer.status_code == 409
    assert "wordt niet meer gegeven" in answer.text


def test_a_renewal_is_for_the_same_badge(desk):
    old = desk.given(desk.released(valid_months="12"))
    other = desk.released()
    _later(desk, 300)
    draft = UUID(desk.post(f"/gegeven/{old}/vernieuwen").location.split("/")[-2])
    desk.post(f"/geven/{draft}/wie", {"version": str(other), "name": "Fatima Yilmaz", "email": "fatima@voorbeeld.nl"})
    what = {"behaviours": ["b1"], "judged_on": "20-11-2026"}
    desk.post(f"/geven/{draft}/wat", what)
    answer = desk.post(f"/geven/{draft}/nakijken")

    assert answer.status_code == 409
    assert "dezelfde badge" in answer.text
    assert _newer(desk, old) is None


def test_staff_see_which_badges_end(desk):
    ending = desk.given(desk.released(valid_months="12"))
    desk.given(desk.released(valid_months="60"), name="Later Pas", email="later@voorbeeld.nl")
    assert "Er lopen nu geen badges af." in desk.get("/gegeven?toon=aflopend").text
    _later(desk, 300)
    page = desk.get("/gegeven?toon=aflopend").text

    assert str(ending) in page
    assert "Later Pas" not in page
    assert "loopt binnen 90 dagen af" in desk.get("/").text
    assert desk.award(ending).valid_until - desk.world.clock() < timedelta(days=90)
