"""What happens to who goes around the screens of giving: behind a second person, a praktijkopleider or a renewal?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from asking_people import token_on
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session
from stack_desk import StackDesk
from staff_desk import WHAT, WHO, Desk, id_in, shown
from two_people import TwoPeople, seen_on
from werkzeug.test import TestResponse

from badgeservice.issuing import award_proposals
from badgeservice.issuing.old_mail import KEEP, forget_old_mail
from badgeservice.issuing.reminders import remind_due
from badgeservice.storage import renewals
from badgeservice.storage.tables import AwardDraftRow, AwardRow, OutboxRow

WHY = {"why": "wrong_person", "reason": ""}
TOM = {"name": "Tom Bakker", "email": "tom@voorbeeld.nl"}


@pytest.fixture
def desk(world: Any) -> Desk:
    return Desk(world)


def _later(desk: Desk, **by: float) -> None:
    desk.world.clock.forward(**by)
    desk.client = desk.world.signed_in(desk.world.account(_email(desk)))


def _email(desk: Desk) -> str:
    return "-".join(desk.roles) + f"@{desk.organisation.slug}.voorbeeld.nl"


def _waits_for_us(session: Session) -> bool:
    """Whether somebody waits until this session ends. Of SQLite there is nothing to ask: there nobody reads first."""
    if session.get_bind().dialect.name == "sqlite":
        return True
    return bool(session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")))


def _posted_in_between(desk: Desk, draft: UUID, path: str, data: dict[str, Any]) -> TestResponse:
    """The answer to a click that arrives while the draft is being scheduled, and is still under way after that."""

    def click() -> TestResponse:
        with desk.world.app.app_context():
            return desk.post(path, data)

    now = desk.world.clock()
    with ThreadPoolExecutor(1) as pool:
        with desk.world.database.writing() as session:
            award_proposals.schedule(session, session.get_one(AwardDraftRow, draft), now + timedelta(days=3), now)
            session.flush()
            answer = pool.submit(click)
            assert any(answer.done() or _waits_for_us(session) for _ in range(50_000))
        return answer.result()


@pytest.mark.parametrize(
    ("screen", "typed"), [("wat", WHAT | {"behaviours": ["b1"]}), ("wie", TOM)], ids=["what was seen", "for whom"]
)
def test_a_click_that_was_under_way_changes_nothing_of_what_was_just_put_away(
    desk: Desk, screen: str, typed: dict[str, Any]
) -> None:
    version = desk.released()
    draft = desk.ready(version)
    before = desk.answers(draft)

    answer = _posted_in_between(desk, draft, f"/geven/{draft}/{screen}", typed | {"version": str(version)})

    assert answer.status_code == 303
    assert answer.location == f"{desk.root}/geven/wacht/{draft}"
    assert desk.answers(draft) == before


def test_while_a_praktijkopleider_judges_somebody_it_stays_about_that_person(desk: Desk) -> None:
    version = desk.released()
    draft = desk.begun(version)
    token_on(desk.post(f"/geven/{draft}/praktijkopleider", {"assessor": "Piet Jansen", "email": ""}))

    page = desk.get(f"/geven/{draft}/wie")
    answer = desk.post(f"/geven/{draft}/wie", {"version": str(version), **TOM})

    assert page.location == answer.location == f"{desk.root}/geven/{draft}/praktijkopleider"
    assert desk.answers(draft)["name"] == WHO["name"]


def test_what_a_second_person_sent_back_may_go_to_a_praktijkopleider(desk: Desk) -> None:
    two = TwoPeople(desk)
    two.switch(awards=True)
    draft = desk.ready(desk.released())
    desk.post(f"/geven/{draft}/nakijken", {"when": "now"})
    seen = seen_on(two.get(f"/geven/wacht/{draft}"))
    two.post(f"/geven/wacht/{draft}/terugsturen", {"seen": seen, "reason": "Vraag het Piet."})
    _later(desk, days=40)

    assert "praktijkopleider" in desk.get(f"/geven/{draft}/wat").text
    made = desk.post(f"/geven/{draft}/praktijkopleider", {"assessor": "Piet Jansen", "email": ""})
    assert token_on(made)
    assert two.draft(draft).state == "assessing"
    assert two.draft(draft).created_at == desk.world.clock()


@pytest.mark.parametrize("screen", ["wie", "wat", "nakijken"])
def test_an_offer_is_taken_on_before_anybody_is_on_its_screens(world: Any, screen: str) -> None:
    desk = StackDesk(world).build(automatic=False)
    desk.give_parts()
    desk.complete()
    [offer] = desk.offers()

    assert desk.get(f"/geven/{offer.id}/{screen}").status_code == 404
    assert desk.post(f"/geven/{offer.id}/{screen}", {"when": "now"}).status_code == 404
    desk.post(f"/geven/{offer.id}/voorstel/laten")
    assert desk.post(f"/geven/{offer.id}/{screen}", {"when": "now"}).status_code == 404
    assert desk.larger() == []


def test_of_an_offer_that_staff_leave_it_is_forgotten_about_whom_it_was(world: Any) -> None:
    desk = StackDesk(world).build(automatic=False)
    desk.give_parts()
    desk.complete()
    [offer] = desk.offers()
    desk.post(f"/geven/{offer.id}/voorstel/laten")
    desk.complete()

    assert desk.answers(offer.id) == {"name": "", "email": ""}
    assert desk.offers() == []


def test_a_mail_that_does_not_leave_any_more_forgets_to_whom_and_about_what_it_was(desk: Desk) -> None:
    award = desk.given(desk.released())
    desk.post(f"/gegeven/{award}/intrekken", WHY)

    with desk.world.database.reading() as session:
        asked = select(OutboxRow).where(OutboxRow.subject_id == award, OutboxRow.kind == "badge_given")
        [mail] = session.scalars(asked)
    assert (mail.state, mail.recipient, mail.facts) == ("cancelled", "", {})


@pytest.mark.parametrize("state", ["failed", "perhaps_sent", "cancelled"])
def test_mail_that_did_not_leave_is_forgotten_after_a_while_and_mail_that_waits_is_not(desk: Desk, state: str) -> None:
    version = desk.released()
    over, waiting = desk.given(version), desk.given(version, **TOM)
    with desk.world.database.writing() as session:
        session.execute(update(OutboxRow).where(OutboxRow.subject_id == over).values(state=state))
    forget_old_mail(desk.world.database, desk.world.clock() + KEEP)
    assert [mail.recipient for mail in desk.mail(over)] == [WHO["email"]]
    forget_old_mail(desk.world.database, desk.world.clock() + KEEP + timedelta(seconds=1))

    assert [(mail.state, mail.recipient, mail.facts) for mail in desk.mail(over)] == [(state, "", {})]
    assert [mail.recipient for mail in desk.mail(waiting)] == [TOM["email"]]


def _begun_renewal(desk: Desk, award: UUID) -> UUID:
    answer = desk.post(f"/gegeven/{award}/vernieuwen")
    assert answer.status_code == 303, answer.text
    return id_in(answer)


def _renewed(desk: Desk, award: UUID) -> UUID:
    answer = desk.post(f"/geven/{_begun_renewal(desk, award)}/nakijken")
    assert answer.status_code == 303, answer.text
    return id_in(answer)


def _newer(desk: Desk, award: UUID) -> UUID | None:
    with desk.world.database.reading() as session:
        newer = renewals.newer_of(session, award)
        return newer.id if newer is not None else None


@pytest.mark.parametrize("email", [WHO["email"], ""], ids=["by mail", "on paper"])
def test_a_renewal_does_not_become_the_badge_of_somebody_else(desk: Desk, email: str) -> None:
    version = desk.released(valid_months="12")
    old = desk.given(version, email=email)
    _later(desk, days=300)
    draft = _begun_renewal(desk, old)
    other = TOM | {"email": TOM["email"] if email else ""}
    desk.post(f"/geven/{draft}/wie", {"version": str(version), **other})

    given = desk.post(f"/geven/{draft}/nakijken")
    planned = desk.post(f"/geven/{draft}/nakijken", {"when": "day", "day": "01-10-2027"})

    for answer in (given, planned):
        assert answer.status_code == 409
        assert "alleen voor dezelfde persoon" in shown(answer.text)
    assert desk.count(AwardRow) == 1
    assert _newer(desk, old) is None


@pytest.mark.parametrize("changed", [{"name": "Fatima Jansen"}, {"email": "f.yilmaz@elders.voorbeeld.nl"}])
def test_a_renewal_may_have_another_name_or_another_address(desk: Desk, changed: dict[str, str]) -> None:
    version = desk.released(valid_months="12")
    old = desk.given(version)
    _later(desk, days=300)
    draft = _begun_renewal(desk, old)
    desk.post(f"/geven/{draft}/wie", {"version": str(version), **WHO, **changed})

    assert _newer(desk, old) is None
    assert desk.post(f"/geven/{draft}/nakijken").status_code == 303
    assert _newer(desk, old) is not None


def test_a_badge_whose_renewal_was_a_mistake_is_reminded_of_and_renewed_again(desk: Desk) -> None:
    old = desk.given(desk.released(valid_months="12"))
    _later(desk, days=300)
    with desk.world.database.writing() as session:
        session.get_one(AwardRow, old).kept_at = desk.world.clock()
    mistake = _renewed(desk, old)
    assert remind_due(desk.world.database, desk.world.clock()) == 0
    desk.post(f"/gegeven/{mistake}/intrekken", WHY)

    assert remind_due(desk.world.database, desk.world.clock()) == 1
    assert _newer(desk, old) is None
    again = _renewed(desk, old)
    assert again != mistake
    assert _newer(desk, old) == again
    assert desk.post(f"/gegeven/{mistake}/terugdraaien").status_code == 303
    assert _newer(desk, old) == again


def test_two_clicks_on_renew_at_the_same_moment_lead_to_one_draft(desk: Desk) -> None:
    two = TwoPeople(desk)
    old = desk.given(desk.released(valid_months="12"))
    _later(desk, days=300)
    path = f"{desk.root}/gegeven/{old}/vernieuwen"
    browsers = [desk.world.signed_in(desk.world.account(_email(desk))) for _ in range(4)]

    answers = two.together(*[lambda browser=browser: desk.world.post(browser, path) for browser in browsers])

    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.location for answer in answers}) == 1
    with desk.world.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(AwardDraftRow)) == 1
