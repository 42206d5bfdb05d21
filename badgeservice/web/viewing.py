"""Which looks at a shared page are counted, and when is that written down? Nothing about who looked is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flask import Response, request

from badgeservice.storage.tables import AwardRow, ShareRow
from badgeservice.web.access import learner_id
from badgeservice.web.collaborators import tools
from badgeservice.web.counting import count_check

# Programs that fetch a page to show a preview of it, or to index it. Who wants to be counted wrongly can be; it is
# a number for the learner, no more.
PROGRAMS = re.compile(
    r"bot\b|bot/|crawl|spider|preview|externalhit|facebookcatalog|whatsapp|slack|telegram|linkedin|twitter|discord"
    r"|skype|teams|embedly|curl|wget|python|http-?client|monitor|validator|scan",
    re.IGNORECASE,
)


def count_view(share: ShareRow, badges: Iterable[AwardRow], response: Response) -> None:
    """Count a look by a person other than the learner, and write it once the answer has left."""
    if not _is_looked_at_by_another(share):
        return
    for award in badges:
        count_check(award)
    views = tools().share_views
    views.count([share.id])
    response.call_on_close(views.write)


def _is_looked_at_by_another(share: ShareRow) -> bool:
    headers = request.headers
    purposes = " ".join(headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")).lower()
    agent = headers.get("User-Agent", "")
    is_person = bool(agent) and not PROGRAMS.search(agent) and "prefetch" not in purposes and "preview" not in purposes
    return request.method == "GET" and is_person and learner_id() != share.learner_id
