"""What does a learner see of the badges that were kept?"""

from __future__ import annotations

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from badgeservice.storage import badge_requests
from badgeservice.storage.renewals import newer_of
from badgeservice.web import database
from badgeservice.web.access import LEARNER, route
from badgeservice.web.checking import check_award
from badgeservice.web.collaborators import now, tools
from badgeservice.web.learner import known
from badgeservice.web.learner.blueprint import learner
from badgeservice.web.presenters.asking import asked_lines
from badgeservice.web.presenters.learner import badge_page, count_sentence, rails_of, show_page
from badgeservice.web.presenters.learner_stacks import stacks_of


@route(learner, "/mijn", LEARNER)
def badges() -> ResponseReturnValue:
    """All badges, on rails."""
    kept = known.own_badges()
    rails = rails_of(kept, now())
    reading = database.reading()
    asked = asked_lines(reading, badge_requests.of_emails(reading, known.own_emails()))
    sentence, stacks = count_sentence(len(kept)), stacks_of(reading, kept, now())
    return render_template("learner_badges.html", rails=rails, sentence=sentence, stacks=stacks, asked=asked)


@route(learner, "/mijn/badges/<uuid:badge>", LEARNER)
def badge(badge: UUID) -> ResponseReturnValue:
    """One badge, checked at this moment, with the ways to show it."""
    award = known.own_badge(badge)
    newer = newer_of(database.reading(), award.id)
    page = badge_page(award, check_award(award), tools().addresses, newer, now())
    return render_template("learner_badge.html", mine=page)


@route(learner, "/mijn/badges/<uuid:badge>/laat-zien", LEARNER)
def show(badge: UUID) -> ResponseReturnValue:
    """The QR, large, for somebody else's phone."""
    return render_template("learner_show.html", show=show_page(known.own_badge(badge), tools().addresses))
