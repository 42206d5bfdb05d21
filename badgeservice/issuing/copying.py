"""How does an organisation make a badge class of its own after the example of another?"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.drawing.badge_svg import badge_svg
from badgeservice.drawing.design import BadgeDesign
from badgeservice.drawing.first_design import first_design
from badgeservice.drawing.raster import png_from_svg
from badgeservice.errors import ConflictError, InvalidInputError
from badgeservice.issuing.class_content import ClassContent, Picture, content_problems
from badgeservice.issuing.kind_guards import facts_of
from badgeservice.issuing.microcredential_content import elements_of
from badgeservice.model.achievement import Kind
from badgeservice.organisations.slugs import free_slug
from badgeservice.storage import badge_classes, class_copies
from badgeservice.storage.tables import BadgeClassRow, BadgeClassVersionRow, OrganisationRow
from badgeservice.wording import N_

SIDE = 600
# What only holds for the class that was the example, or for one version of it.
NOT_COPIED = {"id", "badge_class_id", "number", "state", "created_at", "released_at", "stack_automatic"}
KEPT_CHOICES = ("shape", "pair", "icon", "line1", "line2")
PICTURE = {"design", "picture_svg", "picture_png"}


def copy_class(session: Session, example: BadgeClassVersionRow, organisation: OrganisationRow, by: Actor,
               now: datetime) -> BadgeClassVersionRow:  # fmt: skip
    """Make a class of `organisation` with the words of a released version of somebody else's, as a first draft.

    Endorsements, mandates, own behaviours and the parts of a stack stay with the example. Raises ConflictError for
    what cannot be an example, and InvalidInputError {"organisation": sentence} when this organisation may not have it.
    """
    if example.state != "released":
        raise ConflictError(
            N_("Deze badge is nog niet vrijgegeven. Alleen een vrijgegeven badge kan een voorbeeld zijn.")
        )
    if example.badge_class.organisation_id == organisation.id:
        raise InvalidInputError({"organisation": N_("Deze badge is al van deze organisatie. Kies een andere.")})
    problems = content_problems(content_of(example), facts_of(organisation))
    if problems:
        raise InvalidInputError({"organisation": next(iter(problems.values()))})
    slug = free_slug(example.name, 80, lambda asked: badge_classes.slug_is_free(session, asked))
    kind = example.badge_class.kind
    badge_class = BadgeClassRow(id=uuid4(), organisation=organisation, slug=slug, kind=kind, created_at=now)
    version = _first_draft(example, badge_class, now)
    session.add_all([badge_class, version])
    session.flush()
    class_copies.remember(session, badge_class.id, example.id)
    record(session, by, "class.copied", f"badge-class-version:{version.id}", now, str(example.id).encode())
    return version


def content_of(version: BadgeClassVersionRow) -> ClassContent:
    """The words of a version, as if they had just been typed."""
    processes = [one for one in version.alignments if one["target_type"] == "ext:SBBWerkproces"]
    skills = [one for one in version.alignments if one["target_type"] in {"ext:ESCOSkill", "ext:CompetentNL"}]
    return ClassContent(
        kind=version.badge_class.kind,
        name=version.name,
        description=version.description,
        language=version.language,
        behaviours=tuple(one["text"] for one in version.behaviours),
        crebo=version.crebo or "",
        work_processes=tuple(f"{one['target_code'].rpartition('/')[2]} {one['target_name']}" for one in processes),
        skills=tuple(f"{one['target_url']} {one['target_name']}" for one in skills),
        valid_months=version.valid_months,
        can_be_suspended=version.can_be_suspended,
        part_number=version.part_number,
        part_total=version.part_total,
        eqf_level=version.eqf_level,
        level_is_official=bool((version.details or {}).get("level_is_official")),
        microcredential=elements_of(version.details),
    )


def _first_draft(example: BadgeClassVersionRow, badge_class: BadgeClassRow, now: datetime) -> BadgeClassVersionRow:
    columns = {column.key for column in BadgeClassVersionRow.__table__.columns} - NOT_COPIED - PICTURE
    version = BadgeClassVersionRow(
        id=uuid4(),
        badge_class=badge_class,
        number=1,
        state="draft",
        created_at=now,
        **{name: getattr(example, name) for name in columns},
    )
    picture = _picture(example, badge_class.organisation)
    version.design, version.picture_svg, version.picture_png = picture.design, picture.svg, picture.png
    version.picture_caption = picture.caption
    return version


def _picture(example: BadgeClassVersionRow, organisation: OrganisationRow) -> Picture:
    """The design with the own name in its band; an uploaded picture may hold a logo, so it is drawn anew."""
    part = (example.part_number, example.part_total) if example.part_number and example.part_total else None
    kind, design = Kind(example.badge_class.kind), None
    own = first_design(kind, example.name, organisation.name, part)
    caption = f"{example.name}, {organisation.name}"
    if example.design is not None:
        kept = {name: str(example.design[name]) for name in KEPT_CHOICES}
        design = BadgeDesign(kind=kind, band=own.band, part=part, **kept)
        caption = _with_own_name(example.picture_caption, str(example.design["band"]), own.band)
    svg = badge_svg(design or own)
    return Picture(png_from_svg(svg, SIDE), svg, asdict(design or own), caption[:200])


def _with_own_name(caption: str, theirs: str, own: str) -> str:
    return caption.replace(theirs, own) if theirs.strip() else f"{caption}, {own}"
