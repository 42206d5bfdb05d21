"""How does the demo happen: organisations, classes and badges, in the order of their dates?"""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from flask import Flask
from flask_security import hash_password
from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor
from badgeservice.demo.asking import BADGE, ask_for_a_badge
from badgeservice.demo.branching import STANDARD, UNDER_A_MANDATE, build_branch
from badgeservice.demo.cast import (
    APPLICATIONS,
    AWARDS,
    CLASSES,
    EVC,
    OPERATOR,
    PASSPHRASE,
    STAFF,
    WAITING,
    DemoAward,
    DemoClass,
)
from badgeservice.demo.other_kinds import AWARDS_OF_OTHER_KINDS, CLASSES_OF_OTHER_KINDS
from badgeservice.demo.recommending import recommend_hotel
from badgeservice.demo.second_person import ask_a_second_person
from badgeservice.demo.stacking import build_stack
from badgeservice.drawing.badge_svg import badge_svg
from badgeservice.drawing.design import BadgeDesign
from badgeservice.drawing.raster import png_from_svg
from badgeservice.issuing import badge_classes as classes
from badgeservice.issuing.class_content import ClassContent, Picture
from badgeservice.issuing.derived_forms import form_of, forms_on_offer
from badgeservice.issuing.drafts import order_of
from badgeservice.issuing.give import give
from badgeservice.issuing.mandated import own_of
from badgeservice.issuing.order import Order, OwnSeen
from badgeservice.issuing.reasons import Reason
from badgeservice.issuing.renewal import begin_renewal
from badgeservice.issuing.skill_import import import_seed
from badgeservice.issuing.withdraw import revoke, suspend
from badgeservice.model.achievement import Kind, Level
from badgeservice.model.days import AMSTERDAM
from badgeservice.organisations import accounts as people
from badgeservice.organisations.one_time_links import KEEP, PAPER, find_link, make_link
from badgeservice.organisations.recognition import recognise_for_evc
from badgeservice.organisations.registration import apply, approve
from badgeservice.organisations.roles import Role
from badgeservice.portfolio.keep import keep
from badgeservice.storage import accounts, organisations
from badgeservice.storage.tables import AwardDraftRow, AwardRow, BadgeClassVersionRow, OrganisationRow
from badgeservice.web.collaborators import NAME, Collaborators

DEMO = Actor(None, "demo")
ACCOUNTS_MADE_DAYS_AGO = 450
PICTURE_SIZE = 600
PROOF = "Gezien bij een bezoek aan het werk, en besproken met de leidinggevende."
RENEWED_DAYS_AGO = 4
PROPOSED_DAYS_AGO = 2


def tell(app: Flask, now: datetime) -> None:
    """Fill an empty database with the demo, as if it had happened up to `now`."""
    tools: Collaborators = app.extensions[NAME]
    start = now - timedelta(days=ACCOUNTS_MADE_DAYS_AGO)
    with app.app_context(), tools.database.writing() as session:
        _people(session, tools, start)
        import_seed(session, DEMO, start)
        made = (*CLASSES, *CLASSES_OF_OTHER_KINDS, *STANDARD)
        versions = {one.content.name: _badge_class(session, one, start) for one in made}
        _next_version(session, start)
        build_stack(session, DEMO, start)
        build_branch(session, tools, DEMO, start, now)
    ending = []
    for award in sorted((*AWARDS, *AWARDS_OF_OTHER_KINDS, UNDER_A_MANDATE), key=lambda one: -one.days_ago):
        moment = now - timedelta(days=award.days_ago)
        if award is UNDER_A_MANDATE:
            with tools.database.writing() as session:
                recommend_hotel(session, tools, moment - timedelta(days=1))
        with tools.database.writing() as session:
            given = _award(session, tools, award, versions[award.badge], moment).id
        _take_along(tools, given, moment)
        with tools.database.writing() as session:
            _withdraw(session, tools, award, given, min(moment + timedelta(days=9), now))
        if award.fate == "renewed":
            ending.append(given)
    for given in ending:
        with tools.database.writing() as session:
            _renew(session, tools, given, now)
    with tools.database.writing() as session:
        ask_for_a_badge(session, tools, versions[BADGE], now)
    with app.app_context(), tools.database.writing() as session:
        ask_a_second_person(session, DEMO, now - timedelta(days=PROPOSED_DAYS_AGO))


def _people(session: Session, tools: Collaborators, start: datetime) -> None:
    people.make_operator(session, OPERATOR, start)
    for application in APPLICATIONS:
        organisation = apply(session, application, start)
        approve(session, organisation.id, DEMO, tools.create_key, start)
        if organisation.slug == EVC:
            recognise_for_evc(session, organisation.id, DEMO, start)
    apply(session, WAITING, start)
    hotel = organisations.by_slug(session, CLASSES[0].organisation)
    assert hotel is not None  # noqa: S101 - made just above
    for role, email, name in STAFF:
        people.invite(session, hotel, email, name, frozenset({Role(role)}), DEMO, start)
    session.flush()
    for email in [OPERATOR, *(one.email for one in APPLICATIONS), *(email for _role, email, _name in STAFF)]:
        account = accounts.by_email(session, email)
        assert account is not None  # noqa: S101 - made just above
        account.password = hash_password(PASSPHRASE)
        # Everybody in the demo has a passphrase already, so no mail has to leave.
        people.count_mail_as_sent(session, account.id, start)


def _badge_class(session: Session, one: DemoClass, start: datetime) -> UUID:
    organisation = organisations.by_slug(session, one.organisation)
    assert organisation is not None  # noqa: S101 - made just above
    version = classes.create(session, organisation, one.content, _picture(one, organisation), DEMO, start)
    if one.released:
        classes.release(session, organisation, version.id, DEMO, start)
    return version.id


def _next_version(session: Session, start: datetime) -> None:
    """One class has a second version in the making."""
    organisation = organisations.by_slug(session, CLASSES[4].organisation)
    assert organisation is not None  # noqa: S101 - made just above
    newest = classes.of_name(session, organisation, CLASSES[4].content.name)
    classes.next_version(session, organisation, newest.id, DEMO, start)


def _picture(one: DemoClass, organisation: OrganisationRow) -> Picture:
    content: ClassContent = one.content
    part = (content.part_number, content.part_total) if content.part_number and content.part_total else None
    design = BadgeDesign(Kind(content.kind), one.shape, one.pair, one.icon, *one.lines, organisation.name[:18], part)
    svg = badge_svg(design)
    caption = f"{content.name}, {content.kind} van {organisation.name}"
    return Picture(png_from_svg(svg, PICTURE_SIZE), svg, asdict(design), caption)


def _award(session: Session, tools: Collaborators, award: DemoAward, version_id: UUID, moment: datetime) -> AwardRow:
    version = session.get(BadgeClassVersionRow, version_id)
    assert version is not None  # noqa: S101 - made just above
    maker = version.badge_class.organisation
    organisation = (organisations.by_slug(session, award.giver) if award.giver else None) or maker
    giver = accounts.members(session, organisation.id)[0][0]
    draft = AwardDraftRow(
        id=uuid4(), organisation_id=organisation.id, version=version, account_id=giver.id, answers={}, created_at=moment
    )
    session.add(draft)
    session.flush()
    own = tuple(OwnSeen(str(one.id), one.text) for one in own_of(session, version, organisation.id))
    order = replace(_order(award, version, moment.astimezone(AMSTERDAM).date()), own=own)
    row = give(session, draft, order, giver.id, tools.giving, moment)
    people.count_mail_as_sent(session, row.id, moment)
    if award.fate != "unclaimed":
        token = make_link(session, KEEP if row.recipient_email else PAPER, row.id, moment)
        link = find_link(session, token, KEEP, PAPER)
        assert link is not None  # noqa: S101 - made just above
        keep(session, link, None, moment + timedelta(hours=5))
    return row


def _take_along(tools: Collaborators, given: UUID, moment: datetime) -> None:
    """Make every form before a badge is withdrawn, so that the demo also has forms of badges that no longer count."""
    with tools.database.reading() as session:
        row = session.get_one(AwardRow, given)
        for form in forms_on_offer(row):
            form_of(tools.database, row, form, tools.making, moment)


def _withdraw(session: Session, tools: Collaborators, award: DemoAward, given: UUID, moment: datetime) -> None:
    row = session.get_one(AwardRow, given)
    if award.fate == "revoked":
        revoke(session, row, Reason("wrong_person"), DEMO, tools.sign, tools.addresses, moment)
        people.count_mail_as_sent(session, row.id, moment)
    if award.fate == "suspended":
        reason = Reason("refresher", "Het gaat om de veiligheidsles.")
        suspend(session, row, reason, DEMO, tools.sign, tools.addresses, moment)


def _renew(session: Session, tools: Collaborators, given: UUID, now: datetime) -> None:
    row = session.get_one(AwardRow, given)
    giver, moment = row.given_by, now - timedelta(days=RENEWED_DAYS_AGO)
    draft = begin_renewal(session, row, giver, moment)
    newer = give(session, draft, order_of(draft), giver, tools.giving, moment)
    people.count_mail_as_sent(session, newer.id, moment)


def _order(award: DemoAward, version: BadgeClassVersionRow, day: date) -> Order:
    kind = Kind(version.badge_class.kind)
    levels = {
        behaviour["id"]: (Level.WITH_HELP if behaviour["id"] in award.with_help else Level.SELF)
        if kind.has_levels
        else None
        for behaviour in version.behaviours
    }
    statement = kind is Kind.PRAKTIJKVERKLARING
    return Order(
        name=award.name,
        email=award.email,
        levels=levels,
        assessor=_assessor(kind),
        judged_on=day if kind.claims_skill else None,
        activity_start=day - timedelta(days=84) if statement else None if kind.claims_skill else day,
        activity_end=day - timedelta(days=1) if statement else None,
        proofs=dict.fromkeys(levels, PROOF) if kind.needs_proofs else {},
    )


def _assessor(kind: Kind) -> str:
    if kind is Kind.ERVARINGSCERTIFICAAT:
        return "Ruth Vos, assessor EVC"
    return "Piet Jansen, praktijkopleider" if kind.has_levels else ""
