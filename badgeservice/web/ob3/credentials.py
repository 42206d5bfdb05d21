"""How does another portfolio read the badges of a learner, and hand one in? (OB 3.0 §6.2.2 and §6.2.3)"""

from __future__ import annotations

import json
from uuid import UUID

from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from badgeservice.errors import InvalidInputError
from badgeservice.portfolio.letting_in import READ_CREDENTIALS, WRITE_CREDENTIALS, LetIn
from badgeservice.portfolio.ob3_credentials import NOT_ONE, Kept, hand_in, hand_in_own, page_of, refuse_unreadable
from badgeservice.portfolio.outside import Examined, examine, is_ours
from badgeservice.web import database
from badgeservice.web.access import by_scope, route
from badgeservice.web.api.bodies import MOST, whole_body
from badgeservice.web.checking import check
from badgeservice.web.collaborators import now, tools
from badgeservice.web.ob3.blueprint import BASE, limited, limited_hand_ins, ob3
from badgeservice.web.ob3.paging import asked_page, links
from badgeservice.wording import N_

AS_JSON = ("application/json", "application/vc+ld+json", "application/ld+json", "application/vc")
AS_TOKEN = ("text/plain", "application/jwt", "application/vc+jwt")
STATUS = {Kept.ADDED: 201, Kept.REPLACED: 200, Kept.ALREADY_THERE: 304}


@route(ob3, "/credentials", by_scope(READ_CREDENTIALS))
@limited
def get_credentials(let_in: LetIn) -> ResponseReturnValue:
    """One page of badges, every one exactly as it was signed."""
    asked = asked_page()
    page = page_of(database.reading(), let_in.learner_id, asked.since, asked.offset, asked.limit)
    tokens = json.dumps(list(page.tokens)).encode()
    # Written, not built: a document that is read and written again need not be the same.
    body = b'{"credential":[' + b",".join(page.documents) + b'],"compactJwsString":' + tokens + b"}"
    response = Response(body, mimetype="application/json")
    response.headers["X-Total-Count"] = str(page.total)
    response.headers["Link"] = links(asked, page.total, tools().addresses.base_url + BASE + "/credentials")
    return response


@route(ob3, "/credentials", by_scope(WRITE_CREDENTIALS), "POST")
@limited
@limited_hand_ins
def upsert_credential(let_in: LetIn) -> ResponseReturnValue:
    """A badge is handed in: 201 new, 200 in the place of an older one, 304 it is there already."""
    body = _handed_in()
    examined = examine(database.reading(), body, tools().outside, now())
    refuse_unreadable(examined.report)
    kept = _kept(let_in.learner_id, body, examined)
    if kept is Kept.ALREADY_THERE:
        return Response(status=304)
    return Response(body, STATUS[kept], content_type=request.mimetype)


def _kept(learner: UUID, body: bytes, examined: Examined) -> Kept:
    credential = examined.report.credential
    if credential is not None and is_ours(credential, tools().addresses):
        return hand_in_own(learner, check(body).award)
    return hand_in(database.writing(), learner, body, examined, now())


def _handed_in() -> bytes:
    body, kind = whole_body(MOST), request.mimetype
    if kind not in (*AS_JSON, *AS_TOKEN):
        abort(415)
    if not body.strip():
        raise InvalidInputError({"body": NOT_ONE})
    if body.lstrip().startswith(b"{") is not (kind in AS_JSON):
        raise InvalidInputError({"body": N_("Stuur JSON met application/json, of een JWT met text/plain.")})
    return body
