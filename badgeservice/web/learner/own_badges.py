"""What does a learner see of the badges that were kept?"""

from __future__ import annotations

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from badgeservice.storage import badge_requests, corrections
from badgeservice.storage.renewals import newer_of, replaced
from badgeservice.web import database
from badgeservice.web.access import LEARNER, learner_id, route
from badgeservice.web.checking import check_award
from badgeservice.web.collaborators import now, tools
from badgeservice.web.learner import known
from badgeservice.web.learner.blueprint import learner
from badgeservice.web.presenters.asking import asked_lines
from badgeservice.web.presenters.learner import badge_page, count_sentence, rails_of, show_page
from badgeservice.web.presenters.learner_stacks import stacks_of

# What a learner who kept somebody else's badge here cannot do with it; who is not known may be its owner, and signs in.
NOT_FOR_OTHERS = {"ways_href": "#delen", "not_mine_href": None, "wrong_href": None, "erase_href": None}


@route(learner, "/mijn", LEARNER)
def badges() -> ResponseReturnValue:
    """All badges, on rails."""
    kept = known.own_badges()
    reading, emails = database.reading(), known.own_emails()
    rails = rails_of(kept, now(), replaced(reading, [award.id for award in kept]))
    asked = asked_lines(reading, badge_requests.of_emails(reading, emails))
    said = {"sentence": count_sentence(kept, now()), "stacks": stacks_of(reading, kept, now())}
    return render_template("learner_badges.html", rails=rails, asked=asked, emails=emails, **said)


@route(learner, "/mijn/badges/<uuid:badge>", LEARNER)
def badge(badge: UUID) -> ResponseReturnValue:
    """One badge, checked at this moment, with the ways to show it."""
    award = known.own_badge(badge)
    newer = newer_of(database.reading(), award.id)
    page = badge_page(award, check_award(award), tools().addresses, newer, now())
    is_mine = known.is_kept_by_learner(award)
    if learner_id() is not None and not is_mine:
        page |= NOT_FOR_OTHERS
    wrong = corrections.of_award(database.reading(), award.id) if is_mine else ()
    return render_template("learner_badge.html", mine=page, wrong=wrong, emails=known.own_emails())


@route(learner, "/mijn/badges/<uuid:badge>/laat-zien", LEARNER)
def show(badge: UUID) -> ResponseReturnValue:
    """The QR, large, for somebody else's phone."""
    return render_template("learner_show.html", show=show_page(known.own_badge(badge), tools().addresses))
