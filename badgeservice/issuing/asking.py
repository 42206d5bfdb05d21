"""How does an organisation let people ask for a badge: a link and a poster, from and until a day?"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import ConflictError, InvalidInputError, NotFoundError
from badgeservice.issuing.mandated import givable_version
from badgeservice.model.check_code import RANDOM_BYTES, code_from
from badgeservice.model.days import AMSTERDAM
from badgeservice.organisations import typed_text
from badgeservice.storage import asking, badge_classes
from badgeservice.storage.tables import AskingLinkRow, BadgeClassVersionRow, OrganisationRow
from badgeservice.wording import N_

MOST_OPEN = 50
LAST_YEAR = 2100
NO_LINK = N_("Deze link bestaat niet. Kijk in de lijst met links.")


@dataclass(frozen=True)
class Invitation:
    """What somebody fills in to let people ask: which badge, where, and on which days (both may be None)."""

    version_id: UUID | None
    place: str
    first_day: date | None
    last_day: date | None


def open_link(session: Session, organisation: OrganisationRow, invitation: Invitation, account: UUID,
              now: datetime) -> AskingLinkRow:  # fmt: skip
    """Make a link by which people ask for a badge. Raises InvalidInputError with a sentence per field."""
    version = _askable(session, organisation.id, invitation.version_id, now)
    problems = _problems(invitation, version, now)
    if version is None or problems:
        raise InvalidInputError(problems)
    # Whoever makes a link at the same moment waits here, and then counts this one too.
    session.refresh(organisation, with_for_update={"of": OrganisationRow})
    if asking.count_open(session, organisation.id, now) >= MOST_OPEN:
        raise ConflictError(N_("Er staan al 50 links open. Sluit eerst een link die niet meer nodig is."))
    first, last = invitation.first_day, invitation.last_day
    row = AskingLinkRow(
        id=uuid4(),
        organisation_id=organisation.id,
        badge_class=version.badge_class,
        code=code_from(secrets.token_bytes(RANDOM_BYTES)),
        place=invitation.place.strip(),
        valid_from=_first_moment(first) if first is not None and first > _today(now) else now,
        valid_until=_last_moment(last) if last is not None else None,
        created_by=account,
        created_at=now,
    )
    session.add(row)
    session.flush()
    record(session, Actor(account), "asking.opened", f"asking:{row.id}", now)
    return row


def close_link(session: Session, organisation: OrganisationRow, link_id: UUID, account: UUID, now: datetime) -> None:
    """Let nobody ask by a link any more. Raises NotFoundError, or ConflictError when it was closed already."""
    if asking.in_organisation(session, organisation.id, link_id) is None:
        raise NotFoundError(NO_LINK)
    link = asking.locked(session, link_id)
    if link.closed_at is not None:
        raise ConflictError(N_("Deze link is al gesloten. Maak een nieuwe link als je mensen weer wilt laten vragen."))
    link.closed_at = now
    record(session, Actor(account), "asking.closed", f"asking:{link.id}", now)


def link_of(session: Session, organisation: OrganisationRow, link_id: UUID) -> AskingLinkRow:
    """A link of this organisation. Raises NotFoundError."""
    link = asking.in_organisation(session, organisation.id, link_id)
    if link is None:
        raise NotFoundError(NO_LINK)
    return link


def why_shut(link: AskingLinkRow, now: datetime) -> str | None:
    """Why nobody can ask by a link now: closed, early, late or stopped (the badge is); None when they can."""
    if link.closed_at is not None:
        return "closed"
    if link.valid_until is not None and now > link.valid_until:
        return "late"
    if link.organisation.state != "approved" or link.badge_class.archived_at is not None:
        return "stopped"
    return "early" if now < link.valid_from else None


def offered(session: Session, link: AskingLinkRow, now: datetime) -> BadgeClassVersionRow | None:
    """The version that who asks by a link can be given now; None when it is archived or a mandate for it ended."""
    version = version_of(session, link)
    return _askable(session, link.organisation_id, version.id if version is not None else None, now)


def version_of(session: Session, link: AskingLinkRow) -> BadgeClassVersionRow | None:
    """The newest version of the badge of a link, whether it can still be given or not."""
    return versions_of(session, [link]).get(link.badge_class_id)


def versions_of(session: Session, links: Iterable[AskingLinkRow]) -> dict[UUID, BadgeClassVersionRow]:
    """The same for several links, by badge class."""
    return badge_classes.newest_released(session, {link.badge_class_id for link in links})


def _askable(
    session: Session, organisation: UUID, version_id: UUID | None, now: datetime
) -> BadgeClassVersionRow | None:
    version = givable_version(session, organisation, version_id, now) if version_id else None
    return version if version is not None and version.badge_class.archived_at is None else None


def _problems(invitation: Invitation, version: BadgeClassVersionRow | None, now: datetime) -> dict[str, str]:
    first, last = invitation.first_day, invitation.last_day
    return typed_text.found(
        {
            "version": N_("Kies een badge uit de lijst.") if version is None else None,
            "place": typed_text.line_problem(invitation.place, 120),
            "first_day": _day_problem(first),
            "last_day": _day_problem(last) or _end_problem(first, last, _today(now)),
        }
    )


def _day_problem(day: date | None) -> str | None:
    return N_("Deze datum klopt niet. Kijk het jaar na.") if day and not 2020 <= day.year <= LAST_YEAR else None


def _end_problem(first: date | None, last: date | None, today: date) -> str | None:
    if last is None:
        return None
    if last < today:
        return N_("De laatste dag is al voorbij. Kies vandaag of een latere dag.")
    if first is not None and last < first:
        return N_("De laatste dag ligt voor de eerste dag. Draai ze om.")
    return None


def _today(now: datetime) -> date:
    return now.astimezone(AMSTERDAM).date()


def _first_moment(day: date) -> datetime:
    return datetime.combine(day, time(0), AMSTERDAM).astimezone(UTC)


def _last_moment(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), AMSTERDAM).astimezone(UTC)
