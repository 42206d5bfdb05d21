"""What more does the page of a badge class say: what changed, who holds which version, and what it is made from?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from badgeservice.issuing.version_differences import Difference, differences
from badgeservice.model.achievement import Kind
from badgeservice.storage import badge_classes, holders, stacks
from badgeservice.storage.tables import BadgeClassVersionRow
from badgeservice.web.presenters.class_origin import origin_of
from badgeservice.web.presenters.pictures import picture_of
from badgeservice.web.words import gettext as _
from badgeservice.web.words import ngettext

View = dict[str, Any]


def more_of(session: Session, version: BadgeClassVersionRow) -> View:
    """Everything that stands below the words of a version on its own page."""
    versions = badge_classes.versions(session, version.badge_class_id)
    return {
        "changes": changes_view(session, version),
        "held": holder_sentences(session, versions),
        "origin": origin_of(session, version.badge_class),
        "parts": part_cards(session, version),
    }


def changes_view(session: Session, version: BadgeClassVersionRow) -> View | None:
    """What a version changes of the one before it, and what that means for its holders; None for a first version."""
    if version.number == 1:
        return None
    versions = {one.number: one for one in badge_classes.versions(session, version.badge_class_id)}
    before = versions[version.number - 1]
    found = differences(before, version, part_names(session, before), part_names(session, version))
    people = sum(
        number for held, number in holders.of_class(session, version.badge_class_id).items() if held < version.number
    )
    return {
        "title": _("Dit is anders dan in versie %(number)s", number=before.number),
        "rows": [_row(one) for one in found],
        "holders": ngettext(
            "%(num)s persoon heeft een oudere versie. Die badge verandert niet en blijft geldig.",
            "%(num)s mensen hebben een oudere versie. Die badges veranderen niet en blijven geldig.",
            people,
        )
        if people
        else _("Niemand heeft nu een oudere versie."),
    }


def holder_sentences(session: Session, versions: Sequence[BadgeClassVersionRow]) -> dict[int, str]:
    """Version number → how many people hold it, for the versions that somebody holds."""
    held = holders.of_class(session, versions[0].badge_class_id)
    return {
        number: ngettext("%(num)s persoon heeft deze versie", "%(num)s mensen hebben deze versie", people)
        for number, people in held.items()
    }


def part_cards(session: Session, version: BadgeClassVersionRow) -> list[View]:
    """The parts of a version, as they hang on a rail."""
    parts = stacks.parts_of(session, version.id)
    newest = stacks.newest_of(session, [part.id for part in parts])
    return [{"badge": picture_of(newest[part.id]), "name": newest[part.id].name} for part in parts]


def proposed_part(session: Session, version: BadgeClassVersionRow) -> dict[str, int]:
    """Which part of how many a deelcertificaat without a number is, when one larger badge says so."""
    if version.badge_class.kind != Kind.DEELCERTIFICAAT or version.part_number:
        return {}
    found = [stacks.parts_of(session, larger.id) for larger in stacks.larger_than(session, version.badge_class_id)]
    if len(found) != 1:
        return {}
    place = [part.id for part in found[0]].index(version.badge_class_id)
    return {"part_number": place + 1, "part_total": len(found[0])}


def part_names(session: Session, version: BadgeClassVersionRow) -> list[str]:
    """The names of the parts of a version, in their places."""
    parts = stacks.parts_of(session, version.id)
    newest = stacks.newest_of(session, [part.id for part in parts])
    return [newest[part.id].name for part in parts]


def _row(one: Difference) -> View:
    words = (_(text) if text and one.is_ours else text for text in (one.before, one.after))
    before, after = words
    kinds = {"added": _("Erbij"), "removed": _("Weg"), "changed": _("Anders")}
    return {"label": _(one.label), "kind": one.kind, "word": kinds[one.kind], "before": before, "after": after}
