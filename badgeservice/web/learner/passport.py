"""How does a learner see all skills together, and take them along on one page for a cv?"""

from __future__ import annotations

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from badgeservice.drawing.passport_pdf import passport_pdf
from badgeservice.errors import NotFoundError
from badgeservice.portfolio.passport import Passport, read_passport
from badgeservice.web import database
from badgeservice.web.access import KNOWN_LEARNER, own_learner, route
from badgeservice.web.collaborators import now, tools
from badgeservice.web.learner.blueprint import learner
from badgeservice.web.presenters import passport_sheet as sheets
from badgeservice.web.presenters.passport import chosen_person, passport_page
from badgeservice.web.protection import limiter
from badgeservice.wording import N_


@route(learner, "/mijn/paspoort", KNOWN_LEARNER)
def passport() -> ResponseReturnValue:
    """All skills, in a picture and in a list."""
    return render_template("learner_passport.html", passport=passport_page(_own_passport()))


@route(learner, "/mijn/paspoort.pdf", KNOWN_LEARNER)
@limiter.limit("20 per minute; 200 per hour")
def passport_sheet() -> ResponseReturnValue:
    """The page for a cv, with the name that was chosen."""
    own = _own_passport()
    if not own.all_skills:
        raise NotFoundError(N_("Je hebt nog geen badge die meetelt. Daarom is er nog geen blad."))
    person = chosen_person(own, request.args.get("naam", ""))
    drawn = passport_pdf(sheets.passport_sheet(own, person, tools().addresses, now()))
    response = Response(drawn, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="skills-paspoort.pdf"'
    return response


def _own_passport() -> Passport:
    return read_passport(database.reading(), own_learner(), str(get_locale()), now())
