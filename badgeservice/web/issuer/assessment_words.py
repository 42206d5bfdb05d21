"""What does a page say of a badge that is, or was, with a praktijkopleider?"""

from __future__ import annotations

from datetime import datetime

from badgeservice.issuing.assessing import ASSESSMENT
from badgeservice.storage.drafts import ASSESSING
from badgeservice.storage.tables import AwardDraftRow
from badgeservice.web.presenters.moments import day
from badgeservice.web.words import gettext as _


def assessment_words(draft: AwardDraftRow) -> str | None:
    """Beoordeeld door Piet Jansen op 12 juni 2026. None when no praktijkopleider said anything."""
    known = draft.answers.get(ASSESSMENT, {})
    facts = {"name": known.get("name", ""), "day": day(datetime.fromisoformat(known["at"])) if known else ""}
    if known.get("outcome") == "judged":
        return str(_("Beoordeeld door %(name)s op %(day)s.", **facts))
    if known.get("outcome") == "returned":
        why = _("%(name)s kon dit niet beoordelen (%(day)s).", **facts)
        return f"{why} “{known['words']}”"
    return None


def where_it_is(draft: AwardDraftRow) -> str:
    """Gasten ontvangen, ligt bij Piet Jansen: the badge somebody is busy giving, and who has to do something."""
    known = draft.answers.get(ASSESSMENT, {})
    facts = {"badge": draft.version.name, "name": known.get("name", "")}
    if draft.state == ASSESSING:
        return str(_("%(badge)s, ligt bij %(name)s", **facts))
    if known.get("outcome") == "judged":
        return str(_("%(badge)s, beoordeeld door %(name)s", **facts))
    if known.get("outcome") == "returned":
        return str(_("%(badge)s, kwam terug van %(name)s", **facts))
    return str(_("%(badge)s, nog niet gegeven", **facts))


def next_step(draft: AwardDraftRow) -> str:
    """The endpoint of the page where the one who gives the badge goes on."""
    if draft.state == ASSESSING:
        return "issuer.assessor"
    judged = draft.answers.get(ASSESSMENT, {}).get("outcome") == "judged"
    return "issuer.check" if judged else "issuer.what"
