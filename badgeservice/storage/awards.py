"""Rows of given badges."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, func, not_, or_, select
from sqlalchemy.orm import Session, defer, selectinload

from badgeservice.errors import ErasedError
from badgeservice.storage.tables import AwardFormRow, AwardRow
from badgeservice.wording import N_

ERASED = N_("Deze badge is gewist. De eigenaar vroeg daarom.")

# A page of a learner shows no more; nobody is known to have as many.
MOST_SHOWN = 1000
# Asked for every look at a badge; putting a question together takes longer than the answer.
_BY_CODE = select(AwardRow).where(AwardRow.code == bindparam("code"))


def by_id(session: Session, award: UUID) -> AwardRow | None:
    """The badge with this uuid. Raises ErasedError for one that was erased."""
    return _not_erased(session.get(AwardRow, award))


def also_erased(session: Session, award: UUID) -> AwardRow | None:
    """The row of a badge, of which nothing but its place and its status is left when it was erased."""
    return session.get(AwardRow, award)


def by_code(session: Session, code: str) -> AwardRow | None:
    """The badge with this check code. Raises ErasedError for one that was erased."""
    return _not_erased(session.scalar(_BY_CODE, {"code": code}))


def by_request(session: Session, request: UUID) -> AwardRow | None:
    """The badge that this request gave, when it was given already."""
    return session.scalar(select(AwardRow).where(AwardRow.request_id == request))


def of_organisation(session: Session, organisation: UUID, award: UUID) -> AwardRow | None:
    """A badge, if this organisation gave it. Raises ErasedError for one that was erased."""
    asked = select(AwardRow).where(AwardRow.id == award, AwardRow.organisation_id == organisation)
    return _not_erased(session.scalar(asked))


def by_ids(session: Session, badges: Collection[UUID]) -> Sequence[AwardRow]:
    """The badges with these uuids that were not erased, in no order."""
    asked = select(AwardRow).where(AwardRow.id.in_(badges), AwardRow.erased_at.is_(None))
    return session.scalars(asked).all()


def of_learner(session: Session, learner: UUID, size: int = MOST_SHOWN) -> Sequence[AwardRow]:
    """The badges a learner keeps, newest first; their documents are read only where they are asked for."""
    # What many badges share is read once, not in the row of each.
    shared = selectinload(AwardRow.version)
    kept = select(AwardRow).where(AwardRow.learner_id == learner).options(defer(AwardRow.document), shared)
    return session.scalars(kept.order_by(AwardRow.given_at.desc()).limit(size)).all()


def given_by_organisation(
    session: Session,
    organisation: UUID,
    before: tuple[datetime, UUID] | None = None,
    size: int = 50,
    only: ColumnElement[bool] | None = None,
) -> Sequence[AwardRow]:
    """One page of what an organisation gave, newest first, after the last (given_at, id) of the page before.

    `only` keeps those in one state, as `in_state` says it.
    """
    asked = select(AwardRow).where(AwardRow.organisation_id == organisation)
    if only is not None:
        asked = asked.where(only)
    if before is not None:
        moment, last = before
        asked = asked.where(or_(AwardRow.given_at < moment, and_(AwardRow.given_at == moment, AwardRow.id < last)))
    return session.scalars(asked.order_by(AwardRow.given_at.desc(), AwardRow.id.desc()).limit(size)).all()


def in_state(state: str, now: datetime) -> ColumnElement[bool]:
    """Which badges are valid, expired, suspended or revoked at a moment; the worst that is true of one counts."""
    revoked, suspended = AwardRow.revoked_at.is_not(None), AwardRow.suspended_at.is_not(None)
    ended = and_(AwardRow.valid_until.is_not(None), AwardRow.valid_until < now)
    stands = and_(not_(revoked), not_(suspended))
    return {
        "revoked": revoked,
        "suspended": and_(suspended, not_(revoked)),
        "expired": and_(stands, ended),
        "valid": and_(stands, not_(ended)),
    }[state]


def count_since(session: Session, organisation: UUID, moment: datetime) -> tuple[int, int]:
    """How many badges an organisation gave since a moment, and how many of those were kept."""
    asked = select(func.count(), func.count(AwardRow.kept_at)).where(
        AwardRow.organisation_id == organisation, AwardRow.given_at >= moment
    )
    given, kept = session.execute(asked).one()
    return given, kept


def count_unkept(session: Session, organisation: UUID) -> int:
    """How many badges of an organisation wait to be kept."""
    asked = select(func.count()).where(
        AwardRow.organisation_id == organisation, AwardRow.kept_at.is_(None), AwardRow.revoked_at.is_(None)
    )
    return session.scalar(asked) or 0


def derived_form(session: Session, award: UUID, form: str) -> bytes | None:
    """A form that was made before."""
    return session.scalar(select(AwardFormRow.content).where(AwardFormRow.award_id == award, AwardFormRow.form == form))


def derived_forms(session: Session, award: UUID) -> dict[str, bytes]:
    """Every form of a badge that was made before."""
    asked = select(AwardFormRow.form, AwardFormRow.content).where(AwardFormRow.award_id == award)
    return {row.form: row.content for row in session.execute(asked)}


def locked(session: Session, award: UUID) -> AwardRow:
    """The badge as it is now; who wants to change it, or to keep a form of it, waits until this session ends.

    Raises ErasedError when it was erased just before.
    """
    row = session.get_one(AwardRow, award, with_for_update={"of": AwardRow}, populate_existing=True)
    refuse_erased(row)
    return row


def locked_or_none(session: Session, award: UUID) -> AwardRow | None:
    """As `locked`; None when there is no such badge, or nothing is left of it."""
    row = session.get(AwardRow, award, with_for_update={"of": AwardRow}, populate_existing=True)
    return row if row is not None and row.erased_at is None else None


def refuse_erased(award: AwardRow) -> None:
    """Raise ErasedError when nothing is left of a badge."""
    if award.erased_at is not None:
        raise ErasedError(ERASED)


def _not_erased(award: AwardRow | None) -> AwardRow | None:
    if award is not None:
        refuse_erased(award)
    return award


def keep_form(session: Session, award: UUID, form: str, content: bytes) -> None:
    """Keep a form that was made and was not there yet."""
    session.add(AwardFormRow(award_id=award, form=form, content=content))


def withdrawn_with_form(session: Session, organisation: UUID, form: str) -> list[tuple[UUID, bool]]:
    """The revoked and suspended badges of an organisation that were made into a form, with whether for good."""
    asked = (
        select(AwardRow.id, AwardRow.revoked_at)
        .join(AwardFormRow, AwardFormRow.award_id == AwardRow.id)
        .where(
            AwardRow.organisation_id == organisation,
            AwardFormRow.form == form,
            or_(AwardRow.revoked_at.is_not(None), AwardRow.suspended_at.is_not(None)),
        )
        .order_by(AwardRow.id)
    )
    return [(award, revoked_at is not None) for award, revoked_at in session.execute(asked)]


def any_given(session: Session) -> bool:
    """Whether a badge was ever given here."""
    return session.scalar(select(AwardRow.id).limit(1)) is not None
