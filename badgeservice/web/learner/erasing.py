"""How does a learner have a badge erased, or everything: choose, be sure, gone?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.widgets import CheckboxInput

from badgeservice.portfolio.erasing import Withdrawing, erase_badge, erase_learner
from badgeservice.storage import erasing, foreign_badges, learners
from badgeservice.storage.tables import AwardRow
from badgeservice.web import database
from badgeservice.web.access import KNOWN_LEARNER, own_learner, route
from badgeservice.web.collaborators import now, tools
from badgeservice.web.forms import bind
from badgeservice.web.learner import known
from badgeservice.web.learner.blueprint import learner
from badgeservice.web.presenters.moments import day
from badgeservice.web.presenters.pictures import picture_of
from badgeservice.web.protection import limiter
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext

KEEP_VALID, WITHDRAW = "blijft", "intrekken"
ATTEMPTS = "20 per minute"


class EraseBadgeForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """Whether the badge goes on counting for who has a copy."""

    how = RadioField(
        lazy_gettext("Telt de badge daarna nog?"),
        choices=[
            SelectChoice(KEEP_VALID, lazy_gettext("Ja. Wie een kopie heeft, kan hem laten zien.")),
            SelectChoice(WITHDRAW, lazy_gettext("Nee. Trek hem ook in.")),
        ],
        default=KEEP_VALID,
    )


class EraseAllForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """Which badges are withdrawn too."""

    withdraw = SelectMultipleField(
        lazy_gettext("Welke badges trek je ook in?"), option_widget=CheckboxInput(), validate_choice=False
    )


@route(learner, "/mijn/badges/<uuid:badge>/wissen", KNOWN_LEARNER, "GET", "POST")
def erase_one(badge: UUID) -> ResponseReturnValue:
    """What erasing this badge means; the button asks once more."""
    award, form = known.kept_badge(badge), bind(EraseBadgeForm)
    page = _card(award) | {"back_href": url_for("learner.badge", badge=badge)}
    if request.method == "POST" and form.how.data in {KEEP_VALID, WITHDRAW}:
        return _ask_once_more([page], [str(badge)] if form.how.data == WITHDRAW else [], page["back_href"])
    return render_template("learner_erase_badge.html", form=form, mine=page)


@route(learner, "/mijn/badges/<uuid:badge>/wissen/zeker", KNOWN_LEARNER, "POST")
@limiter.limit(ATTEMPTS)
def erase_one_now(badge: UUID) -> ResponseReturnValue:
    """The second button: the badge is erased."""
    withdrawing = _withdrawing() if str(badge) in request.form.getlist("withdraw") else None
    erase_badge(database.writing(), own_learner(), badge, withdrawing, now())
    known.forget_badge(badge)
    flash(_("De badge is gewist."))
    return redirect(url_for("learner.badges"), 303)


@route(learner, "/mijn/gegevens/wissen", KNOWN_LEARNER, "GET", "POST")
def erase_all() -> ResponseReturnValue:
    """What erasing everything means; the button asks once more."""
    form, cards = bind(EraseAllForm), [_card(award) for award in _own()]
    form.withdraw.choices = [SelectChoice(card["id"], card["name"]) for card in cards if card["counts"]]
    if request.method == "POST":
        chosen = [one for one in request.form.getlist("withdraw") if one in {card["id"] for card in cards}]
        return _ask_once_more(cards, chosen, url_for("learner.erase_all"))
    about = {card["id"]: {"line": card["line"], "src": card["badge"]["src"]} for card in cards}
    return render_template("learner_erase_all.html", form=form, about=about, **_counts(len(cards)))


@route(learner, "/mijn/gegevens/wissen/zeker", KNOWN_LEARNER, "POST")
@limiter.limit(ATTEMPTS)
def erase_all_now() -> ResponseReturnValue:
    """The second button: everything is erased, and this browser belongs to nobody."""
    chosen = set(request.form.getlist("withdraw"))
    badges = {award.id for award in _own() if str(award.id) in chosen}
    erase_learner(database.writing(), own_learner(), badges, _withdrawing(), now())
    known.forget()
    flash(_("Alles is gewist. Dag!"))
    return redirect(url_for("pages.home"), 303)


def _ask_once_more(cards: Sequence[dict[str, Any]], withdraw: Sequence[str], back: str) -> ResponseReturnValue:
    one = cards[0] if request.path != url_for("learner.erase_all") else None
    names = [card["name"] for card in cards if card["id"] in withdraw]
    action = f"{request.path}/zeker"
    return render_template(
        "learner_erase_sure.html", one=one, count=len(cards), withdraw=withdraw, names=names, action=action, back=back
    )


def _own() -> Sequence[AwardRow]:
    # What waits at their address, or was not theirs, is not theirs to withdraw.
    return [award for award in _there() if award.learner_id is not None]


def _counts(own: int) -> dict[str, int]:
    """How many badges are theirs, still wait to be kept, and came from elsewhere."""
    waiting = [award for award in _there() if award.learner_id is None and award.declined_at is None]
    elsewhere = foreign_badges.count(database.reading(), own_learner())
    return {"count": own, "waiting": len(waiting), "elsewhere": elsewhere}


def _there() -> Sequence[AwardRow]:
    reading, mine = database.reading(), own_learner()
    return erasing.badges_of(reading, mine, learners.addresses_of(reading, mine), lock=False)


def _card(award: AwardRow) -> dict[str, Any]:
    return {
        "id": str(award.id),
        "badge": picture_of(award.version),
        "name": award.version.name,
        "line": f"{award.organisation.name}, {day(award.given_at)}",
        "counts": award.revoked_at is None,
    }


def _withdrawing() -> Withdrawing:
    return Withdrawing(tools().sign, tools().addresses)
