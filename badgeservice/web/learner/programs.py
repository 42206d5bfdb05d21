"""Which programs may see my badges, and how do I stop that?"""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from badgeservice.portfolio.programs_of_learner import programs_of, take_back
from badgeservice.web import database
from badgeservice.web.access import KNOWN_LEARNER, own_learner, route
from badgeservice.web.collaborators import now
from badgeservice.web.learner.blueprint import learner
from badgeservice.web.presenters.programs import program_rows
from badgeservice.web.words import gettext as _


@route(learner, "/mijn/gegevens/programmas", KNOWN_LEARNER)
def programs() -> ResponseReturnValue:
    """Every program with access, and what it may do."""
    inside = programs_of(database.reading(), own_learner(), now())
    return render_template("learner_programs.html", programs=program_rows(inside))


@route(learner, "/mijn/gegevens/programmas/<client_id>/stop", KNOWN_LEARNER, "POST")
def stop_program(client_id: str) -> ResponseReturnValue:
    """This program may do nothing more."""
    take_back(database.writing(), own_learner(), client_id[:48], now())
    flash(_("Dit programma kan je badges niet meer zien."))
    return redirect(url_for("learner.programs"), 303)
