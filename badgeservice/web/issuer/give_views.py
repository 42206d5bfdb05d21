"""What do the screens of giving show?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import url_for

from badgeservice.issuing.order import Order
from badgeservice.model.achievement import Kind
from badgeservice.storage.tables import AwardDraftRow, BadgeClassVersionRow, OrganisationRow
from badgeservice.web.issuer.assessment_words import assessment_words
from badgeservice.web.issuer.days import written
from badgeservice.web.issuer.give_forms import LEVELS
from badgeservice.web.presenters.pictures import picture_of
from badgeservice.web.presenters.words import kind_name
from badgeservice.web.words import gettext as _
from badgeservice.web.words import ngettext

View = dict[str, Any]


def about_badges(organisation: OrganisationRow, versions: Sequence[BadgeClassVersionRow]) -> dict[str, View]:
    """Line and picture beside each badge that can be chosen; of a branch its name."""
    return {
        str(version.id): {"line": _about(organisation, version), "src": picture_of(version)["src"]}
        for version in versions
    }


def _about(organisation: OrganisationRow, version: BadgeClassVersionRow) -> str:
    maker, kind = version.badge_class.organisation, kind_name(version.badge_class.kind)
    if maker.id == organisation.id:
        return kind
    return str(_("%(kind)s, norm van %(branch)s", kind=kind, branch=maker.name))


def what_view(draft: AwardDraftRow, rows: list[View]) -> View:
    """The second screen."""
    kind = Kind(draft.version.badge_class.kind)
    return {
        **_badge(draft.version),
        "person": draft.answers["name"],
        "with_levels": kind.has_levels,
        "asks_period": kind is Kind.PRAKTIJKVERKLARING,
        "asks_assessor": kind.has_levels,
        "claims_skill": kind.claims_skill,
        "behaviours": rows,
        "assessment": assessment_words(draft),
    }


def check_view(organisation: OrganisationRow, draft: AwardDraftRow, order: Order, mail_delay: int) -> View:
    """The third screen."""
    slug, first_name = organisation.slug, first_name_of(order.name)
    who, what = (url_for(f"issuer.{step}", slug=slug, draft_id=draft.id) for step in ("change_who", "what"))
    return {
        **_badge(draft.version),
        "person": order.name,
        "first_name": first_name,
        "assessment": assessment_words(draft),
        "email": order.email or None,
        "who_href": who,
        "what_href": what,
        **answers_view(draft.version, order, organisation.name),
        "afterwards": _afterwards(first_name, bool(order.email), mail_delay // 60),
    }


def answers_view(version: BadgeClassVersionRow, order: Order, giver: str) -> View:
    """What was seen and told, to be looked at."""
    return {
        "behaviours": [
            {
                "text": one["text"],
                "level": str(LEVELS[level]) if (level := order.levels[one["id"]]) else None,
                "proof": order.proofs.get(one["id"]),
            }
            for one in version.behaviours
            if one["id"] in order.levels
        ],
        "own_title": _("Van %(giver)s zelf", giver=giver),
        "own": [{"text": one.text, "level": str(LEVELS[one.level]) if one.level else None} for one in order.own],
        "rows": [row for row in _rows(order) if row["value"]],
    }


def first_name_of(name: str) -> str:
    """The first word of a name."""
    return (name.split() or [""])[0]


def _badge(version: BadgeClassVersionRow) -> View:
    return {"badge": picture_of(version), "name": version.name, "kind_name": kind_name(version.badge_class.kind)}


def _rows(order: Order) -> list[View]:
    judged_on = _("op %(day)s", day=written(order.judged_on)) if order.judged_on else ""
    return [
        {"label": _("Beoordeeld door"), "value": order.assessor, "more": judged_on},
        {"label": _("Beoordeeld"), "value": "" if order.assessor else judged_on, "more": None},
        {"label": _("Periode"), "value": _period(order), "more": None},
        {"label": _("Documentnummer"), "value": order.license_number, "more": None},
        {"label": _("Bewijs"), "value": order.evidence, "more": order.evidence_url or None},
    ]


def _period(order: Order) -> str | None:
    if order.activity_start is None:
        return None
    first = written(order.activity_start)
    if order.activity_end is None:
        return str(_("vanaf %(first)s", first=first))
    return str(_("%(first)s tot en met %(last)s", first=first, last=written(order.activity_end)))


def _afterwards(first_name: str, has_email: bool, minutes: int) -> list[str]:
    seen = _("Bij ‘Gegeven badges’ zie je of de badge is bewaard.")
    if not has_email:
        return [_("Je print een blad met een QR-code."), _("Geef dat blad aan %(name)s.", name=first_name), seen]
    return [_mail(first_name, minutes), _("Je kunt de badge ook printen, met een QR-code."), seen]


def _mail(first_name: str, minutes: int) -> str:
    if minutes < 1:
        return str(_("%(name)s krijgt meteen een mail met een link.", name=first_name))
    mail = ngettext(
        "%(name)s krijgt over %(num)s minuut een mail.", "%(name)s krijgt over %(num)s minuten een mail.", minutes,
        name=first_name,
    )  # fmt: skip
    until_then = _("Tot dan kun je de badge intrekken.")
    return f"{mail} {until_then}"
