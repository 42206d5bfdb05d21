"""What does a learner hear about a badge that ends, or that counts no more: one sentence, and what to do?"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime, timedelta

from badgeservice.issuing.reasons import written_reason
from badgeservice.storage.tables import AwardRow
from badgeservice.web.presenters.moments import day
from badgeservice.web.words import gettext as _
from badgeservice.web.words import ngettext
from badgeservice.wording import N_

SOON = timedelta(days=90)
STATE_WORDS: Mapping[str, str] = {
    "valid": N_("Echt en geldig"),
    "revoked": N_("Ingetrokken"),
    "suspended": N_("Tijdelijk stopgezet"),
    "expired": N_("Niet meer geldig"),
    "unknown": N_("Niet gecontroleerd"),
}
NOT_VALID = N_("Niet geldig")


def row_state(award: AwardRow, now: datetime) -> str:
    """valid, soon (it ends within 90 days), expired, suspended or revoked, by our own rows."""
    if award.revoked_at is not None:
        return "revoked"
    if award.suspended_at is not None:
        return "suspended"
    if award.valid_until is None or award.valid_until >= now + SOON:
        return "valid"
    return "expired" if award.valid_until < now else "soon"


def mark_of(state: str) -> str:
    """The shape that goes with a state."""
    return {"valid": "valid", "soon": "warning"}.get(state, "invalid")


def short_words(state: str, award: AwardRow, now: datetime) -> str:
    """The state on a card: a word or two."""
    if state == "soon" and award.valid_until is not None:
        return days_left(award.valid_until, now)
    return state_words(state)


def state_words(key: str) -> str:
    """The state above a badge."""
    return str(_(STATE_WORDS.get(key, NOT_VALID)))


def days_left(until: datetime, now: datetime) -> str:
    """Nog 12 dagen geldig."""
    left = max(1, math.ceil((until - now) / timedelta(days=1)))
    return str(ngettext("Nog %(num)s dag geldig", "Nog %(num)s dagen geldig", left))


def state_note(key: str, award: AwardRow, now: datetime, *, is_renewed: bool = False) -> str | None:
    """What happened to the badge or will, and what to do about it; `key` as the check found it.

    Who has a newer one need not ask for it.
    """
    giver = award.organisation.name
    if key in {"revoked", "suspended"}:
        return _withdrawn(key, written_reason(award, _), giver)
    if award.valid_until is None:
        return None
    last_day = day(award.valid_until)
    ask = "" if is_renewed else f" {_('Wil je een nieuwe? Vraag het aan %(giver)s.', giver=giver)}"
    if key == "expired":
        return f"{_('Deze badge was geldig tot %(day)s.', day=last_day)}{ask}"
    if key == "valid" and award.valid_until < now + SOON:
        return f"{days_left(award.valid_until, now)}, {_('tot %(day)s.', day=last_day)}{ask}"
    return str(_("Geldig tot %(day)s.", day=last_day)) if key == "valid" else None


def _withdrawn(key: str, reason: str | None, giver: str) -> str:
    happened = (
        _("%(giver)s heeft deze badge ingetrokken.", giver=giver)
        if key == "revoked"
        else _("%(giver)s heeft deze badge stopgezet.", giver=giver)
    )
    why = [_("De reden: %(reason)s.", reason=reason.rstrip("."))] if reason else []
    return " ".join([happened, *why, _("Klopt dit niet? Vraag het aan %(giver)s.", giver=giver)])
