"""What is asked of a learner who comes in where somebody without an address kept something before?"""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from badgeservice.portfolio import together
from badgeservice.web import database
from badgeservice.web.access import KNOWN_LEARNER, own_learner, route
from badgeservice.web.collaborators import now
from badgeservice.web.learner import known
from badgeservice.web.learner.blueprint import learner
from badgeservice.web.words import gettext as _


def entered(whose: UUID, page: str | None = None) -> ResponseReturnValue:
    """This browser is a learner's from now on: on to a page, or to their badges; or to the question first."""
    on = page or url_for("learner.badges")
    return redirect(on if known.remember_learner(whose) else url_for("learner.beside"), 303)


@route(learner, "/mijn/samen", KNOWN_LEARNER)
def beside() -> ResponseReturnValue:
    """Ask whether what was kept here before is theirs."""
    alone = known.beside()
    if alone is None:
        return redirect(url_for("learner.badges"), 303)
    names = together.other_names(database.reading(), own_learner(), alone)
    return render_template("learner_beside.html", names=names)


@route(learner, "/mijn/samen", KNOWN_LEARNER, "POST")
def beside_answered() -> ResponseReturnValue:
    """Yes or no; after a no it waits for its owner, who is in again when this learner signs out."""
    alone = known.beside()
    if alone is not None and request.form.get("answer") == "yes":
        together.join(database.writing(), alone, own_learner(), now())
        known.nobody_beside()
        flash(_("Je badges staan nu bij elkaar."))
    elif alone is not None:
        flash(_("Goed. Er is niets veranderd."))
    return redirect(url_for("learner.badges"), 303)
