"""How does a learner take everything along?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask import Response, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue

from badgeservice.portfolio.streamed_zip import zipped
from badgeservice.portfolio.taking_along import Packing, Taken, packed
from badgeservice.storage import foreign_badges, kept_badges
from badgeservice.web import database
from badgeservice.web.access import KNOWN_LEARNER, own_learner, route
from badgeservice.web.collaborators import now, tools
from badgeservice.web.learner.blueprint import learner
from badgeservice.web.learner.known import limit_key
from badgeservice.web.presenters.moments import day
from badgeservice.web.presenters.taking_along import READ_ME, index_rows, notes, read_me
from badgeservice.web.protection import limiter


@route(learner, "/mijn/meenemen", KNOWN_LEARNER)
def take_along() -> ResponseReturnValue:
    """What is in the ZIP, and the button."""
    reading, mine = database.reading(), own_learner()
    count = len(kept_badges.of_learner(reading, mine)) + foreign_badges.count(reading, mine)
    return render_template("learner_take.html", count=count)


@route(learner, "/mijn/meenemen/badges.zip", KNOWN_LEARNER)
@limiter.limit("3 per minute; 20 per hour", key_func=limit_key)
def everything() -> ResponseReturnValue:
    """The ZIP, which leaves while it is made."""
    moment = now()
    packing = Packing(own_learner(), tools().making, lambda taken: _told(taken, moment), moment)
    name = f"badges-{moment.date().isoformat()}.zip"
    head = {"Content-Disposition": f'attachment; filename="{name}"'}
    if request.method == "HEAD":
        return Response(content_type="application/zip", headers=head)
    return Response(stream_with_context(zipped(packed(packing), moment)), content_type="application/zip", headers=head)


def _told(taken: Sequence[Taken], moment: datetime) -> Mapping[str, str]:
    page = render_template("take_along_index.html", badges=index_rows(taken), day=day(moment))
    return {**notes(taken), READ_ME: read_me(taken, moment), "index.html": page}
