"""What does a learner take along: every badge in every form, and what is needed to check them without this service?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.errors import ConflictError, NotFoundError
from badgeservice.issuing.derived_forms import MEDIA_TYPES, FormNotSoundError, form_of, forms_on_offer
from badgeservice.issuing.form_makers import Making
from badgeservice.issuing.own_documents import fetch_own, own_issuer
from badgeservice.organisations.slugs import free_slug
from badgeservice.portfolio import kept_report
from badgeservice.portfolio.outside import kind_of_file
from badgeservice.portfolio.recorded_documents import RecordedDocuments
from badgeservice.storage import awards, foreign_badges, kept_badges
from badgeservice.storage.tables import AwardRow, ForeignBadgeRow
from badgeservice.verification.context import Context
from badgeservice.verification.pipeline import verify
from badgeservice.verification.report import Report

OWN, ELSEWHERE = "badges", "elders"
LONGEST_SLUG = 50
# What lies in these is in the folder by itself too, so their checks ask for nothing more.
HOLDS_ANOTHER = frozenset({"pdf", "png", "svg", "ob2.png", "ob2.svg"})


@dataclass(frozen=True)
class Taken:
    """A badge in the ZIP: its folder, the names of its files, and the report on it; `missing` forms could not be made.

    A badge from elsewhere `is_foreign`.
    """

    folder: str
    name: str
    giver: str
    given_on: str
    files: tuple[str, ...]
    missing: tuple[str, ...]
    report: Report
    is_foreign: bool = False


File = tuple[str, bytes]
Tell = Callable[[Sequence[Taken]], Mapping[str, str]]


@dataclass(frozen=True)
class Packing:
    """Whose badges are packed, with what forms are made; `tell` writes the files that say what is in the ZIP."""

    learner: UUID
    making: Making
    tell: Tell
    now: datetime


def packed(packing: Packing) -> Iterator[File]:
    """The files of the ZIP, one badge after the other, the oldest first.

    What is packed is what the learner had when it began: a badge that is given meanwhile is not in it, one that is
    taken away is left out.
    """
    database, documents = packing.making.database, RecordedDocuments()
    taken: list[Taken] = []
    with database.reading() as session:
        own = [kept.id for kept in reversed(kept_badges.of_learner(session, packing.learner))]
        elsewhere = [row.id for row in reversed(foreign_badges.of_learner(session, packing.learner))]
    for place, badge in enumerate(own, 1):
        yield from _own_badge(packing, badge, place, documents, taken)
    for place, badge in enumerate(elsewhere, 1):
        yield from _foreign_badge(packing, badge, place, documents, taken)
    with database.reading() as session:
        documents.ask_again(fetch_own(session, packing.making.addresses))
    yield from documents.files()
    for name, text in packing.tell(taken).items():
        yield name, text.encode()


def _own_badge(
    packing: Packing, badge: UUID, place: int, documents: RecordedDocuments, taken: list[Taken]
) -> Iterator[File]:
    database = packing.making.database
    with database.reading() as session:
        award = awards.also_erased(session, badge)
        if award is None or award.learner_id != packing.learner:
            return
        forms = {"json": award.document, **_forms(award, awards.derived_forms(session, badge), packing)}
    # Making a form may make a key, which a session that began before it does not see.
    with database.reading() as session:
        context = _context(session, documents, packing)
        reports = {form: verify(made, context) for form, made in forms.items() if form not in HOLDS_ANOTHER}
    folder = _folder(OWN, place, award.version.name)
    taken.append(_taken(award, folder, forms, reports["json"]))
    yield from ((f"{folder}/badge.{form}", made) for form, made in forms.items())


def _foreign_badge(
    packing: Packing, badge: UUID, place: int, documents: RecordedDocuments, taken: list[Taken]
) -> Iterator[File]:
    with packing.making.database.reading() as session:
        row = foreign_badges.of_one_learner(session, packing.learner, badge)
        if row is None:
            return
        documents.add_kept(row.answers)
        folder = _folder(ELSEWHERE, place, row.report["claims"].get("name") or "badge")
        name = f"badge.{kind_of_file(row.document)[1]}"
        taken.append(_taken_foreign(row, folder, name))
        content = row.document
    yield f"{folder}/{name}", content


def _forms(award: AwardRow, kept: Mapping[str, bytes], packing: Packing) -> dict[str, bytes]:
    """The forms that there are or can be made; of a badge that was withdrawn only those that were made before."""
    made = {}
    for form in forms_on_offer(award):
        try:
            made[form] = kept.get(form) or form_of(packing.making.database, award, form, packing.making, packing.now)
        except (ConflictError, NotFoundError, FormNotSoundError):
            continue
    return made


def _context(session: Session, documents: RecordedDocuments, packing: Packing) -> Context:
    """The world without a network: our own rows answer. Whom we know changes nothing about what is asked for."""
    addresses = packing.making.addresses
    return Context(
        now=packing.now,
        fetch=documents.recording(fetch_own(session, addresses)),
        known_issuer=cache(lambda identifier: own_issuer(session, addresses, identifier)),
    )


def _taken(award: AwardRow, folder: str, forms: Mapping[str, bytes], report: Report) -> Taken:
    return Taken(
        folder=folder,
        name=award.version.name,
        giver=award.organisation.name,
        given_on=award.given_at.isoformat(),
        files=tuple(f"badge.{form}" for form in forms),
        missing=tuple(form for form in MEDIA_TYPES if form not in forms and not form.startswith("ob2.")),
        report=report,
    )


def _taken_foreign(row: ForeignBadgeRow, folder: str, name: str) -> Taken:
    claims = row.report["claims"]
    return Taken(
        folder=folder,
        name=claims.get("name") or "",
        giver=claims.get("giver") or "",
        given_on=claims.get("given_on") or "",
        files=(name,),
        missing=(),
        report=kept_report.read(row.report, row.checked_at),
        is_foreign=True,
    )


def _folder(kind: str, place: int, name: str) -> str:
    return f"{kind}/{place:03}-{free_slug(name, LONGEST_SLUG, lambda _slug: True)}"
