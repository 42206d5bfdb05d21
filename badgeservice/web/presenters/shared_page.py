"""How does a shared page read: the verdict first, then each badge with only what the learner shows of it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for

from badgeservice.model.addresses import Addresses
from badgeservice.portfolio.hiding import Shown, kept, without_what_is_hidden
from badgeservice.storage.tables import AwardRow, ShareRow
from badgeservice.verification.report import Outcome, Report, Verdict
from badgeservice.web.checking import Checked
from badgeservice.web.presenters import claims
from badgeservice.web.presenters.files import files_of
from badgeservice.web.presenters.moments import moment_of
from badgeservice.web.presenters.verdict import verdict_page
from badgeservice.web.words import gettext as _
from badgeservice.web.words import ngettext
from badgeservice.wording import verdict_key

Page = dict[str, Any]

# What may leave of all that a verdict page knows: the rest names addresses, or was not chosen.
VERDICT_PARTS = ("kind", "title", "sentence")
BADGE_PARTS = (
    "badge",
    "kind_name",
    "name",
    "caution",
    "can_title",
    "can_intro",
    "behaviours",
    "evidence",
    "no_diploma",
)


@dataclass(frozen=True)
class Look:
    """One badge of a shared page as it was found at this moment."""

    award: AwardRow
    checked: Checked

    @property
    def is_valid(self) -> bool:
        """Whether the badge counts now."""
        return self.checked.report.verdict is Verdict.VALID


def share_address(addresses: Addresses, token: str) -> str:
    """The address of a shared page."""
    return f"{addresses.base_url}/p/{token}"


def shared_page(share: ShareRow, looks: Sequence[Look], addresses: Addresses) -> Page:
    """What shared.html and shared_embed.html show."""
    shown = kept(share.shown)
    badges = [_badge(look, shown) for look in looks]
    for badge in badges[1:]:
        # Whether it is this person is asked once.
        badge["facts"] = [_without_question(row) for row in badge.get("facts", [])]
    address = share_address(addresses, share.token)
    return {
        "badges": badges,
        "verdict": badges[0] if len(badges) == 1 else _together(looks),
        "heading": heading([look.award for look in looks]),
        "below": below(looks),
        "address": address,
        "image": f"{address}/beeld.png",
        "oembed": url_for("shared.oembed", url=address, format="json", _external=False),
    }


def heading(badges: Sequence[AwardRow]) -> str:
    """Gasten ontvangen; or of more than one: 3 badges."""
    if len(badges) == 1:
        return badges[0].version.name
    return str(ngettext("%(num)s badge", "%(num)s badges", len(badges)))


def person(badges: Sequence[AwardRow]) -> str:
    """Whose badges these are, when they all say the same."""
    names = {award.recipient_name for award in badges}
    return names.pop() if len(names) == 1 else ""


def below(looks: Sequence[Look]) -> str:
    """Gegeven door Hotel Zon; of badges that do not count, that first."""
    if not any(look.is_valid for look in looks):
        return str(_("Niet geldig"))
    givers = list(dict.fromkeys(look.award.organisation.name for look in looks))
    if len(givers) > 1:
        return str(_("Gegeven door %(giver)s en anderen", giver=givers[0]))
    return str(_("Gegeven door %(giver)s", giver=givers[0]))


def _badge(look: Look, shown: Shown) -> Page:
    award, report = look.award, without_what_is_hidden(look.checked.report, shown)
    known = verdict_page(replace(look.checked, report=report), report_href="", report_name="", again_href="")
    badge: Page = {part: known[part] for part in VERDICT_PARTS}
    badge["state_words"] = _state_words(report)
    badge["checks"] = [{"kind": line["kind"], "sentence": line["sentence"]} for line in known["checks"]]
    if "badge" not in known:
        # Nobody vouches for what an unsound badge says of itself, so nothing of it is shown.
        return badge | {"name": _("Badge"), "is_sound": False}
    badge |= {part: known[part] for part in BADGE_PARTS} | {"is_sound": True}
    badge |= {"facts": claims.facts(report, award, None), "about": None, "about_title": known["about_title"]}
    if shown.behaviours:
        badge["about"] = known["about"]
    if shown.everything:
        badge |= {"check_href": url_for("verifier.by_code", code=award.code), "files": files_of(award)}
    return badge


def _without_question(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"note": None} if row["note"] == claims.is_it_them() else row


def _state_words(report: Report) -> str:
    words = {
        "valid": _("Echt en geldig"),
        "revoked": _("Ingetrokken"),
        "suspended": _("Tijdelijk stopgezet"),
        "expired": _("Niet meer geldig"),
        "unknown": _("Niet gecontroleerd"),
    }
    return str(words.get(verdict_key(report), _("Let op") if report.verdict is Verdict.VALID else _("Niet geldig")))


def _together(looks: Sequence[Look]) -> Page:
    """The verdict on several badges: good only when all are."""
    good = sum(look.is_valid and not look.checked.report.warnings for look in looks)
    moment = moment_of(looks[0].checked.report.checked_at)
    if good == len(looks):
        return {
            "kind": "valid",
            "title": _("Deze %(number)s badges zijn echt.", number=good),
            "sentence": _("Nu gecontroleerd: %(moment)s.", moment=moment),
        }
    if all(look.checked.report.verdict is Verdict.INVALID for look in looks):
        return {
            "kind": "invalid",
            "title": _("Deze badges zijn niet geldig."),
            "sentence": _("Nu gecontroleerd: %(moment)s.", moment=moment),
        }
    sentence = ngettext(
        "%(num)s van de %(all)s badges is echt en geldig. Lees bij de andere wat er is.",
        "%(num)s van de %(all)s badges zijn echt en geldig. Lees bij de andere wat er is.",
        good, all=len(looks),
    )  # fmt: skip
    return {"kind": "warning", "title": _("Let op."), "sentence": sentence}


def is_unchecked(report: Report) -> bool:
    """Whether the signature did not hold, so that no picture may be shown."""
    return report.verdict is Verdict.UNKNOWN or report.check("proof").outcome is not Outcome.PASSED
