"""How does a badge class come to be: draft, released and frozen, and then a next version?"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import ConflictError, InvalidInputError, NotFoundError
from badgeservice.issuing.alignments import alignments
from badgeservice.issuing.class_content import ClassContent, Picture, content_problems
from badgeservice.issuing.kind_guards import facts_of, making_problem
from badgeservice.issuing.lost_parts import refuse_lost_parts
from badgeservice.issuing.microcredential_content import kept_elements
from badgeservice.model.achievement import Kind
from badgeservice.organisations import typed_text
from badgeservice.organisations.slugs import free_slug
from badgeservice.storage import badge_classes, stacks
from badgeservice.storage.tables import BadgeClassRow, BadgeClassVersionRow, OrganisationRow
from badgeservice.wording import N_

FROZEN = N_("Deze versie is vrijgegeven en verandert niet meer. Maak een nieuwe versie.")


def create(session: Session, organisation: OrganisationRow, content: ClassContent, picture: Picture, by: Actor,
           now: datetime) -> BadgeClassVersionRow:  # fmt: skip
    """Make a badge class with a first draft. Raises InvalidInputError with a sentence per field."""
    _refuse_problems(content, organisation)
    slug = free_slug(content.name, 80, lambda asked: badge_classes.slug_is_free(session, asked))
    badge_class = BadgeClassRow(id=uuid4(), organisation=organisation, slug=slug, kind=content.kind, created_at=now)
    version = BadgeClassVersionRow(id=uuid4(), badge_class=badge_class, number=1, state="draft", created_at=now)
    _write_words(version, content)
    _write_picture(version, picture)
    session.add_all([badge_class, version])
    session.flush()
    record(session, by, "class.created", f"badge-class-version:{version.id}", now)
    return version


def change_words(session: Session, organisation: OrganisationRow, version_id: UUID, content: ClassContent, by: Actor,
                 now: datetime) -> BadgeClassVersionRow:  # fmt: skip
    """Write other words into a draft; its kind stays. Raises ConflictError for a released version."""
    version = draft(session, organisation.id, version_id)
    if content.kind != version.badge_class.kind:
        raise ConflictError(N_("De soort van een badge verandert niet. Maak een nieuwe badge."))
    _refuse_problems(content, organisation)
    _write_words(version, content)
    record(session, by, "class.changed", f"badge-class-version:{version.id}", now)
    return version


def change_picture(session: Session, organisation: OrganisationRow, version_id: UUID, picture: Picture, by: Actor,
                   now: datetime) -> BadgeClassVersionRow:  # fmt: skip
    """Give a draft another picture. Raises InvalidInputError when the alt text is missing."""
    version = draft(session, organisation.id, version_id)
    problem = typed_text.line_problem(
        picture.caption, 200, N_("Beschrijf het plaatje voor mensen die het niet kunnen zien.")
    )
    if problem:
        raise InvalidInputError({"caption": problem})
    _write_picture(version, picture)
    record(session, by, "class.changed", f"badge-class-version:{version.id}", now)
    return version


def release(session: Session, organisation: OrganisationRow, version_id: UUID, by: Actor, now: datetime) -> None:
    """Release a draft: from now badges can be given with it, and it is never changed again."""
    # Whoever releases it at the same moment waits here, and then sees that it is frozen.
    session.refresh(draft(session, organisation.id, version_id), with_for_update={"of": BadgeClassVersionRow})
    version = draft(session, organisation.id, version_id)
    if version.picture_png is None or not version.picture_caption:
        raise ConflictError(N_("Maak eerst het plaatje van de badge, met een beschrijving."))
    if problem := making_problem(Kind(version.badge_class.kind), facts_of(organisation)):
        raise ConflictError(problem)
    refuse_lost_parts(session, organisation, version, now)
    version.state, version.released_at = "released", now
    record(session, by, "class.released", f"badge-class-version:{version.id}", now)


def next_version(session: Session, organisation: OrganisationRow, version_id: UUID, by: Actor,
                 now: datetime) -> BadgeClassVersionRow:  # fmt: skip
    """The draft of the next version, filled with what the newest one says; the same draft when there is one."""
    asked = any_version(session, organisation.id, version_id)
    newest = badge_classes.versions(session, asked.badge_class_id)[0]
    if newest.state == "draft":
        return newest
    columns = {column.key for column in BadgeClassVersionRow.__table__.columns}
    copied = columns - {"id", "number", "state", "created_at", "released_at"}
    version = BadgeClassVersionRow(
        id=uuid4(),
        number=newest.number + 1,
        state="draft",
        created_at=now,
        **{name: getattr(newest, name) for name in copied},
    )
    session.add(version)
    session.flush()
    stacks.put_parts(session, version.id, [part.id for part in stacks.parts_of(session, newest.id)])
    record(session, by, "class.next_version", f"badge-class-version:{version.id}", now)
    return version


def any_version(session: Session, organisation: UUID, version_id: UUID) -> BadgeClassVersionRow:
    """A version of this organisation. Raises NotFoundError."""
    version = badge_classes.version(session, organisation, version_id)
    if version is None:
        raise NotFoundError(N_("Deze badge bestaat niet."))
    return version


def shown_version(session: Session, organisation: UUID, version_id: UUID) -> BadgeClassVersionRow:
    """A version of this organisation, or one of another that everybody may see. Raises NotFoundError."""
    released = badge_classes.any_version(session, version_id)
    if released is not None and released.state == "released":
        return released
    return any_version(session, organisation, version_id)


def of_name(session: Session, organisation: OrganisationRow, name: str) -> BadgeClassVersionRow:
    """The newest version of the class with this name. Raises NotFoundError."""
    for version in badge_classes.of_organisation(session, organisation.id):
        if version.name == name:
            return version
    raise NotFoundError(N_("Deze badge bestaat niet."))


def draft(session: Session, organisation: UUID, version_id: UUID) -> BadgeClassVersionRow:
    """A draft of this organisation. Raises NotFoundError, or ConflictError for a released version."""
    version = any_version(session, organisation, version_id)
    if version.state != "draft":
        raise ConflictError(FROZEN)
    return version


def _refuse_problems(content: ClassContent, organisation: OrganisationRow) -> None:
    problems = content_problems(content, facts_of(organisation))
    if problems:
        raise InvalidInputError(problems)


def _write_words(version: BadgeClassVersionRow, content: ClassContent) -> None:
    version.name = content.name.strip()
    version.description = content.description.strip()
    version.language = content.language
    version.behaviours = [{"id": f"b{number}", "text": text} for number, text in enumerate(content.behaviours, start=1)]
    found = alignments(content.crebo, content.work_processes, content.skills)
    version.alignments = [asdict(one) for one in found]
    version.crebo = content.crebo or None
    version.valid_months = content.valid_months
    version.can_be_suspended = content.can_be_suspended
    version.part_number, version.part_total = content.part_number, content.part_total
    version.eqf_level = content.eqf_level
    version.details = _details(content)


def _details(content: ClassContent) -> dict[str, Any]:
    elements = content.microcredential if content.kind == Kind.MICROCREDENTIAL else None
    kept = {"microcredential": kept_elements(elements)} if elements is not None else {}
    return kept | {"level_is_official": content.level_is_official}


def _write_picture(version: BadgeClassVersionRow, picture: Picture) -> None:
    version.design = picture.design
    version.picture_svg = picture.svg
    version.picture_png = picture.png
    version.picture_caption = picture.caption.strip()
