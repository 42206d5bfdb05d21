"""What does the demo lack that stands in a list somewhere: one of each, for one learner and one organisation?"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from batch_desk import people
from other_portfolio import foreign_badge
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor
from badgeservice.issuing.answering import take_up
from badgeservice.issuing.archiving import archive
from badgeservice.issuing.batches.creating import HandedIn, create
from badgeservice.issuing.batches.kept_tables import KeptList, as_kept
from badgeservice.issuing.batches.starting import start
from badgeservice.issuing.batches.tables import read_table
from badgeservice.issuing.copying import copy_class
from badgeservice.issuing.drafts import Who, answers_of, begin, change_what
from badgeservice.issuing.order import Order
from badgeservice.model.days import AMSTERDAM
from badgeservice.organisations.api_tokens import make_token
from badgeservice.organisations.roles import Role
from badgeservice.organisations.status_lists import bits_changed
from badgeservice.portfolio import addresses, correcting, elsewhere, outside, sharing
from badgeservice.portfolio.hiding import Shown
from badgeservice.portfolio.letting_in import SCOPES, hash_of
from badgeservice.storage import badge_requests, batches, oauth, service_facts, status_lists
from badgeservice.storage.tables import (
    AccountRow,
    AwardRow,
    BadgeClassRow,
    BadgeClassVersionRow,
    LearnerRow,
    MembershipRow,
    OAuthClientRow,
    OAuthTokenRow,
    OrganisationRow,
    PasskeyRow,
    PersonalViewRow,
)
from badgeservice.web.collaborators import Collaborators

LET_IN = "a token of a portfolio"


def learner_with_two(session: Session) -> UUID:
    """Somebody who keeps two badges."""
    asked = select(LearnerRow.id).join(AwardRow, AwardRow.learner_id == LearnerRow.id)
    with_two = asked.where(LearnerRow.email.is_not(None)).group_by(LearnerRow.id).having(func.count() == 2)
    return session.scalars(with_two.order_by(LearnerRow.email).limit(1)).one()


def manage_everything(session: Session, account: AccountRow, now: datetime) -> None:
    """Let one account be beheerder of every organisation."""
    account.is_operator = True
    for organisation in session.scalars(select(OrganisationRow)).all():
        known = (MembershipRow.account_id == account.id, MembershipRow.organisation_id == organisation.id)
        if session.scalar(select(MembershipRow.id).where(*known)) is None:
            session.add(
                MembershipRow(account_id=account.id, organisation_id=organisation.id, role=Role.MANAGER, created_at=now)
            )


def fill_in(session: Session, tools: Collaborators, account: AccountRow, now: datetime) -> str:
    """Everything that the demo has none of; the token of a program of an organisation."""
    by, learner = Actor(account.id), learner_with_two(session)
    _of_learner(session, tools, learner, account, now)
    for status_list in status_lists.signed_before(session, now):
        bits_changed(session, status_list, tools.sign, tools.addresses, now)
    return _of_organisation(session, tools, by, now)


def _of_learner(session: Session, tools: Collaborators, learner: UUID, account: AccountRow, now: datetime) -> None:
    badges = session.scalars(select(AwardRow).where(AwardRow.learner_id == learner)).all()
    alive = [one.id for one in badges if one.revoked_at is None]
    sharing.share(session, learner, sharing.Wish("Bakker Bart", alive, Shown(True, True, True), "jaar"), now)
    correcting.ask(session, badges[0], learner, "Mijn naam is anders.", now)
    addresses.claim(session, learner, "nog-een@voorbeeld.nl", "nl", now)
    elsewhere.add(
        session,
        learner,
        elsewhere.HandedIn(foreign_badge(), None, "file"),
        outside.examine(session, foreign_badge(), tools.outside, now),
        now,
    )
    session.add(
        PasskeyRow(
            credential_id=b"one", learner_id=learner, public_key=b"", sign_count=0, name="Telefoon", created_at=now
        )
    )
    day = now.astimezone(AMSTERDAM).date()
    session.add_all(
        PersonalViewRow(id=uuid4(), award_id=one.id, account_id=account.id, what="page", day=day, seen_at=now)
        for one in badges
    )
    _let_in(session, learner, now)


def _let_in(session: Session, learner: UUID, now: datetime) -> None:
    client = OAuthClientRow(
        client_id="portfolio", name="Mijn portfolio", redirect_uris=[], scope=" ".join(SCOPES), details={},
        created_at=now,
    )  # fmt: skip
    session.add(client)
    session.flush()
    session.add(
        OAuthTokenRow(
            id=uuid4(), client_id=client.client_id, learner_id=learner, access_hash=hash_of(LET_IN),
            scope=client.scope, issued_at=now, expires_at=now + timedelta(days=1),
            refresh_expires_at=now + timedelta(days=1),
        )
    )  # fmt: skip
    session.flush()
    assert oauth.by_access(session, hash_of(LET_IN)) is not None


def _of_organisation(session: Session, tools: Collaborators, by: Actor, now: datetime) -> str:
    hotel = session.scalars(select(OrganisationRow).where(OrganisationRow.slug == "hotel-de-zwaan")).one()
    given = session.scalars(select(AwardRow).where(AwardRow.organisation_id == hotel.id)).all()
    correcting.ask(session, given[0], given[0].learner_id, "De datum klopt niet.", now)
    example = session.scalars(_released().where(BadgeClassRow.organisation_id != hotel.id)).first()
    own = session.scalars(_released().where(BadgeClassRow.organisation_id == hotel.id)).all()
    assert example is not None
    copied = copy_class(session, example, hotel, by, now)
    archive(session, hotel, copied.id, by, now)
    _being_given(session, hotel, own[0].id, by, now)
    _lists(session, tools, hotel, own[0], by, now)
    return make_token(session, hotel, "Planning", Role.GIVER, 30, by, now)


def _being_given(session: Session, hotel: OrganisationRow, version: UUID, by: Actor, now: datetime) -> None:
    assert by.account_id is not None
    for state in ("busy", "proposed", "scheduled", "refused", "offered"):
        draft = begin(session, hotel, by.account_id, Who(version, "Samira Haddad", "samira@voorbeeld.nl"), now)
        change_what(draft, _seen(draft.version, now), now.date())
        draft.state, draft.state_since, draft.due_at = state, now, now + timedelta(days=3)
    for asked in badge_requests.waiting(session, hotel.id):
        take_up(session, hotel, asked.id, by.account_id, now)


def _lists(session: Session, tools: Collaborators, hotel: OrganisationRow, version: BadgeClassVersionRow, by: Actor,
           now: datetime) -> None:  # fmt: skip
    """One to look at, one for a second person, one that is being given, and one of which the columns are asked."""
    assert by.account_id is not None
    answers = answers_of(_seen(version, now))
    for number, state in enumerate((batches.READY, batches.PROPOSED, batches.GIVING)):
        listed = people(2, 1 + 10 * number, values={"license_number": str(number)})
        handed = HandedIn(f"{state}.csv", str(number), answers, listed)
        batch, _is_new = create(session, hotel, version, handed, by.account_id, 300, now)
        # Copies of it would be the same list.
        batch.digest = None
        session.flush()
        if state == batches.GIVING:
            start(session, hotel, batch.id, None, by.account_id, tools.giving, now)
        batch.state = state
    table = read_table(b"Naam;E-mailadres\nSamira;samira@voorbeeld.nl", "lijst.csv")
    kept = as_kept(KeptList(version.id, "lijst.csv", "x", table))
    service_facts.keep_input(session, f"list/{hotel.id}/{by.account_id}", kept, now)


def _seen(version: BadgeClassVersionRow, now: datetime) -> Order:
    levels = {behaviour["id"]: None for behaviour in version.behaviours}
    return Order("Samira Haddad", "samira@voorbeeld.nl", levels, judged_on=now.date())


def _released() -> Any:
    return (
        select(BadgeClassVersionRow)
        .join(BadgeClassRow, BadgeClassRow.id == BadgeClassVersionRow.badge_class_id)
        .where(BadgeClassVersionRow.state == "released", BadgeClassRow.kind == "skillsbadge")
        .order_by(BadgeClassVersionRow.name)
    )
