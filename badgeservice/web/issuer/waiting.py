"""What waits for somebody in an organisation?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from badgeservice.issuing.renewal import RENEW_FROM
from badgeservice.organisations.roles import Right
from badgeservice.storage import (
    awards,
    badge_classes,
    badge_requests,
    batches,
    class_proposals,
    corrections,
    drafts,
    mandates,
    renewals,
    stack_people,
    waiting_awards,
)
from badgeservice.storage.tables import OrganisationRow
from badgeservice.web.issuer.assessment_words import next_step, where_it_is
from badgeservice.web.seeing import LIST, saw
from badgeservice.web.words import gettext as _
from badgeservice.web.words import ngettext

MANDATE_ENDS_SOON = timedelta(days=30)
REFUSED_SHOWN = 3


@dataclass(frozen=True)
class Waiting:
    """Something that waits for somebody: the bold words, the rest, and where it is."""

    strong: str
    rest: str
    href: str


def waiting_for(session: Session, organisation: OrganisationRow, account: UUID, rights: frozenset[Right],
                now: datetime) -> list[Waiting]:  # fmt: skip
    """What somebody was busy with, and what waits for anybody of the organisation."""
    slug = organisation.slug
    busy = [
        Waiting(draft.answers["name"], where_it_is(draft), url_for(next_step(draft), slug=slug, draft_id=draft.id))
        for draft in drafts.unfinished(session, organisation.id, account)
    ]
    whole = _whole_stacks(session, organisation) if Right.GIVE in rights else []
    asked = _requests(session, organisation) if Right.GIVE in rights else []
    wrong = _corrections(session, organisation) if Right.GIVE in rights else []
    mandated = _mandates(session, organisation, now)
    second = _second_person(session, organisation, account) if Right.GIVE in rights else ()
    classes = _classes(session, organisation, account) if Right.COMPOSE in rights else ()
    return [*whole, *busy, *second, *classes, *asked, *wrong, *mandated, *_badges(session, organisation, now)]


def _whole_stacks(session: Session, organisation: OrganisationRow) -> list[Waiting]:
    return [
        Waiting(
            draft.answers["name"],
            _("heeft alle delen van %(badge)s", badge=draft.version.name),
            url_for("issuer.offer", slug=organisation.slug, draft_id=draft.id),
        )
        for draft in stack_people.offers(session, organisation.id)
    ]


def _requests(session: Session, organisation: OrganisationRow) -> Iterator[Waiting]:
    if asked := badge_requests.count_waiting(session, organisation.id):
        number = ngettext("%(num)s aanvraag", "%(num)s aanvragen", asked)
        yield Waiting(number, _("wacht op antwoord"), url_for("issuer.requests", slug=organisation.slug))


def _corrections(session: Session, organisation: OrganisationRow) -> Iterator[Waiting]:
    slug = organisation.slug
    found = corrections.waiting(session, organisation.id)
    saw(awards.by_ids(session, {row.award_id for row, _person in found}), LIST)
    for row, person in found:
        href = url_for("issuer.answer_correction", slug=slug, award_id=row.award_id, correction=row.id)
        yield Waiting(person, _("zegt dat er iets niet klopt"), href)


def _second_person(session: Session, organisation: OrganisationRow, account: UUID) -> Iterator[Waiting]:
    slug, href = organisation.slug, url_for("issuer.waiting", slug=organisation.slug)
    for draft in waiting_awards.refused_of(session, organisation.id, account, REFUSED_SHOWN):
        rest = _("%(badge)s: teruggestuurd, of niet gegeven", badge=draft.version.name)
        yield Waiting(draft.answers["name"], rest, url_for("issuer.check", slug=slug, draft_id=draft.id))
    others = account if organisation.four_eyes_awards else None
    if proposed := waiting_awards.count_proposed(session, organisation.id, others):
        yield Waiting(ngettext("%(num)s badge", "%(num)s badges", proposed), _("wacht op een tweede persoon"), href)
    yield from _lists(session, organisation, account)
    if scheduled := waiting_awards.count_scheduled(session, organisation.id):
        yield Waiting(ngettext("%(num)s badge", "%(num)s badges", scheduled), _("gepland op een dag"), href)


def _lists(session: Session, organisation: OrganisationRow, account: UUID) -> Iterator[Waiting]:
    slug = organisation.slug
    for batch in batches.returned(session, organisation.id, account, REFUSED_SHOWN):
        href = url_for("issuer.people_list", slug=slug, batch_id=batch.id)
        yield Waiting(_("Een lijst"), _("%(badge)s: teruggestuurd, of niet gegeven", badge=batch.version.name), href)
    if proposed := batches.count_proposed(session, organisation.id):
        number = ngettext("%(num)s lijst", "%(num)s lijsten", proposed)
        yield Waiting(number, _("wacht op een tweede persoon"), url_for("issuer.lists", slug=slug))


def _classes(session: Session, organisation: OrganisationRow, account: UUID) -> Iterator[Waiting]:
    """Each leads to its own page: there are few, and every one is read."""
    words = {class_proposals.SENT_BACK: _("teruggestuurd"), class_proposals.WAITING: _("wacht op een tweede persoon")}
    for state, rest in words.items():
        for version, by in class_proposals.by_state(session, organisation.id, state):
            if (by == account) == (state == class_proposals.SENT_BACK) or not organisation.four_eyes_classes:
                href = url_for("issuer.release", slug=organisation.slug, version_id=version.id)
                yield Waiting(version.name, rest, href)


def _mandates(session: Session, organisation: OrganisationRow, now: datetime) -> Iterator[Waiting]:
    href = url_for("mandates.overview", slug=organisation.slug)
    if asked := mandates.count_asked(session, organisation.id):
        yield Waiting(ngettext("%(num)s aanvraag", "%(num)s aanvragen", asked), _("voor een mandaat"), href)
    if ending := len(mandates.ending(session, organisation.id, now, now + MANDATE_ENDS_SOON)):
        number = ngettext("%(num)s mandaat", "%(num)s mandaten", ending)
        yield Waiting(number, _("loopt binnen 30 dagen af"), href)


def _badges(session: Session, organisation: OrganisationRow, now: datetime) -> Iterator[Waiting]:
    slug = organisation.slug
    if unkept := awards.count_unkept(session, organisation.id):
        number = ngettext("%(num)s badge", "%(num)s badges", unkept)
        yield Waiting(number, _("nog niet bewaard"), url_for("issuer.awards", slug=slug))
    if ending := renewals.count_ending(session, organisation.id, now, now + RENEW_FROM):
        number = ngettext("%(num)s badge", "%(num)s badges", ending)
        yield Waiting(number, _("loopt binnen 90 dagen af"), url_for("issuer.awards", slug=slug, toon="aflopend"))
    if unreleased := len(badge_classes.of_organisation(session, organisation.id, "draft")):
        number = ngettext("%(num)s soort badge", "%(num)s soorten badge", unreleased)
        yield Waiting(number, _("nog niet vrijgegeven"), url_for("issuer.classes", slug=slug))
