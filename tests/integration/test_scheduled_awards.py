"""A badge is given on the day that was chosen for it: once, as it was looked at, or not at all with a reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update
from staff_desk import Desk, is_refused
from two_people import TwoPeople, seen_on

from badgeservice.issuing.scheduled import give_due
from badgeservice.organisations.roles import Role
from badgeservice.storage import drafts, waiting_awards
from badgeservice.storage.tables import AwardDraftRow, AwardRow, BadgeClassRow

# In winter seven o'clock in Amsterdam is six o'clock in UTC.
SEVEN = datetime(2026, 12, 1, 6, tzinfo=UTC)


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


def _scheduled(desk: Desk, day: str = "01-12-2026", **words: str) -> UUID:
    draft = desk.ready(desk.released(**words))
    answer = desk.post(f"/geven/{draft}/nakijken", {"when": "day", "day": day})
    assert answer.location == f"{desk.root}/geven/wacht/{draft}"
    return draft


def _give(desk: Desk, moment: datetime = SEVEN) -> int:
    return give_due(desk.world.database, desk.world.tools.giving, moment)


def _draft(desk: Desk, draft: UUID) -> AwardDraftRow:
    with desk.world.database.reading() as session:
        return session.get_one(AwardDraftRow, draft)


def _only_award(desk: Desk) -> AwardRow:
    with desk.world.database.reading() as session:
        return session.scalars(select(AwardRow)).one()


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"when": "day", "day": ""}, "Vul de dag in"),
        ({"when": "day", "day": "31-02-2027"}, "Vul de dag in"),
        ({"when": "day", "day": "22-11-2026"}, "Kies een dag na vandaag"),
        ({"when": "day", "day": "01-01-2020"}, "Kies een dag na vandaag"),
        ({"when": "day", "day": "24-11-2027"}, "Kies een dag binnen een jaar."),
        ({"when": "now", "day": "01-12-2026"}, "Je koos “Nu”, maar vulde ook een dag in."),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_stays_typed(desk, answers, sentence):
    draft = desk.ready(desk.released())
    answer = desk.post(f"/geven/{draft}/nakijken", answers)

    assert is_refused(answer, sentence)
    assert f'value="{answers["day"]}"' in answer.text
    assert _draft(desk, draft).state == "busy"
    assert desk.count(AwardRow) == 0


def test_a_scheduled_badge_is_given_at_seven_on_its_day_and_not_before(desk):
    draft = _scheduled(desk, valid_months="12")
    early, given, again = _give(desk, SEVEN - timedelta(seconds=1)), _give(desk), _give(desk)
    award = _only_award(desk)

    assert (early, given, again) == (0, 1, 0)
    assert award.request_id == draft
    assert award.given_at == SEVEN
    assert award.valid_until.date().isoformat() in {"2027-11-30", "2027-12-01"}
    assert len(desk.mail(award.id)) == 1
    desk.world.clock.now = SEVEN
    assert "Deze badge is echt." in desk.world.app.test_client().get(f"/v/{award.code}").text


def test_in_summer_seven_in_the_morning_is_an_hour_earlier(desk):
    draft = _scheduled(desk, "01-07-2027")

    assert _draft(desk, draft).due_at == datetime(2027, 7, 1, 5, tzinfo=UTC)


def test_two_workers_give_a_scheduled_badge_once(desk):
    _scheduled(desk)
    _scheduled(desk, name="Kamers verzorgen")
    two = TwoPeople(desk)
    given = two.together(*(lambda: _give(desk) for _ in range(4)))
    # Who met another at the same place of a status list leaves its badge for the next sweep.
    given.append(_give(desk))

    assert sum(given) == 2
    assert desk.count(AwardRow) == 2
    assert desk.count(AwardDraftRow) == 0


def test_a_class_that_is_archived_before_the_day_is_not_given_and_its_maker_hears_why(desk):
    draft = _scheduled(desk)
    with desk.world.database.writing() as session:
        session.execute(update(BadgeClassRow).values(archived_at=SEVEN))
    assert _give(desk) == 0
    refused = _draft(desk, draft)
    screen = desk.get(f"/geven/{draft}/nakijken")

    assert refused.state == "refused"
    assert "wordt niet meer gegeven" in refused.note
    assert "wordt niet meer gegeven" in screen.text
    assert refused.answers["name"] == "Fatima Yilmaz"
    assert f"/geven/{draft}/nakijken" in desk.get("/").text
    mail = desk.mail(draft, "award_not_given")
    assert [one.recipient for one in mail] == [f"beheerder@{desk.organisation.slug}.voorbeeld.nl"]
    assert "Fatima" not in str(mail[0].facts)
    assert _give(desk) == 0


def test_a_maker_who_may_not_give_any_more_gives_nothing(desk):
    two = TwoPeople(desk)
    beheerder = desk.client
    version = desk.released()
    desk.client = two.client
    draft = desk.ready(version)
    desk.post(f"/geven/{draft}/nakijken", {"when": "day", "day": "01-12-2026"})
    desk.client = beheerder
    desk.post(f"/instellingen/mensen/{two.colleague.id}/weg")

    assert _give(desk) == 0
    assert "mag nu geen badges meer geven" in _draft(desk, draft).note
    # Nobody is left to mail but the beheerders.
    assert {one.recipient for one in desk.mail(draft, "award_not_given")} >= {
        f"beheerder@{desk.organisation.slug}.voorbeeld.nl"
    }


def test_a_scheduled_badge_is_changed_to_another_day(desk):
    draft = _scheduled(desk)
    back = desk.post(f"/geven/wacht/{draft}/terughalen")
    screen = desk.client.get(back.location)
    desk.post(f"/geven/{draft}/nakijken", {"when": "day", "day": "02-12-2026"})

    assert back.location == f"{desk.root}/geven/{draft}/nakijken"
    assert 'value="01-12-2026"' in screen.text
    assert _give(desk) == 0
    assert _give(desk, SEVEN + timedelta(days=1)) == 1


def test_a_scheduled_badge_is_thrown_away_or_stopped_by_a_colleague(desk):
    thrown, stopped = _scheduled(desk), _scheduled(desk, name="Kamers verzorgen")
    two = TwoPeople(desk)
    by_another = two.post(f"/geven/wacht/{thrown}/weggooien")
    desk.post(f"/geven/wacht/{thrown}/weggooien")
    two.post(f"/geven/wacht/{stopped}/terughalen")

    assert by_another.status_code == 409
    assert _give(desk) == 0
    assert _draft(desk, stopped).state == "busy"
    assert desk.count(AwardDraftRow) == 1


def test_a_second_person_looks_when_the_badge_is_scheduled_and_not_again_on_the_day(desk):
    two = TwoPeople(desk)
    version = desk.released()
    two.switch(awards=True)
    draft = desk.ready(version)
    desk.post(f"/geven/{draft}/nakijken", {"when": "day", "day": "01-12-2026"})
    unreleased = _give(desk)
    page = two.get(f"/geven/wacht/{draft}")
    released = two.post(f"/geven/wacht/{draft}/geven", {"seen": seen_on(page)})

    assert unreleased == 0
    assert released.location == f"{desk.root}/geven/wacht/{draft}"
    assert _draft(desk, draft).state == "scheduled"
    assert _give(desk) == 1
    assert _only_award(desk).given_by != two.colleague.id


def test_what_was_scheduled_before_a_second_person_was_needed_is_given(desk):
    _scheduled(desk)
    TwoPeople(desk).switch(awards=True)

    assert _give(desk) == 1


def test_what_waits_is_not_forgotten_and_what_was_refused_only_after_ninety_days(desk):
    scheduled, refused = _scheduled(desk), _scheduled(desk, name="Kamers verzorgen")
    with desk.world.database.writing() as session:
        session.execute(
            update(AwardDraftRow).where(AwardDraftRow.id == refused).values(state="refused", state_since=SEVEN)
        )
        drafts.forget_before(session, SEVEN + timedelta(days=400))
        waiting_awards.forget_refused(session, SEVEN)
    assert desk.count(AwardDraftRow) == 2
    with desk.world.database.writing() as session:
        waiting_awards.forget_refused(session, SEVEN + timedelta(seconds=1))

    assert _draft(desk, scheduled).state == "scheduled"
    assert desk.count(AwardDraftRow) == 1


def test_the_lists_show_what_waits_and_a_reader_does_not_see_them(desk):
    empty = desk.get("/geven/wacht")
    draft = _scheduled(desk)
    listed, overview = desk.get("/geven/wacht"), desk.get("/")
    reader = desk.signed_in(Role.READER)

    assert "Er wacht nu niets" in empty.text
    assert f"/geven/wacht/{draft}" in listed.text
    assert "gepland op een dag" in overview.text
    assert reader.get(f"{desk.root}/geven/wacht").status_code == 403
    assert "gepland op een dag" not in reader.get(f"{desk.root}/").text
