"""How does another portfolio read the badges of a learner, and hand one in? (OB 3.0 §6.2.2 and §6.2.3)"""

from __future__ import annotations

import json

from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from badgeservice.errors import InvalidInputError
from badgeservice.portfolio.letting_in import READ_CREDENTIALS, WRITE_CREDENTIALS, LetIn
from badgeservice.portfolio.ob3_credentials import NOT_ONE, HandedIn, Kept, hand_in, page_of
from badgeservice.verification.report import as_json
from badgeservice.web import database
from badgeservice.web.access import by_scope, route
from badgeservice.web.api.bodies import MOST, whole_body
from badgeservice.web.checking import check
from badgeservice.web.collaborators import now, tools
from badgeservice.web.ob3.blueprint import BASE, limited, limited_hand_ins, ob3
from badgeservice.web.ob3.paging import asked_page, links
from badgeservice.wording import N_, sentence_for

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
    badge = _handed_in(whole_body(MOST))
    kept = hand_in(database.writing(), let_in.learner_id, badge, now())
    if kept is Kept.ALREADY_THERE:
        return Response(status=304)
    return Response(badge.document, STATUS[kept], content_type=badge.media_type)


def _handed_in(body: bytes) -> HandedIn:
    kind, is_json = request.mimetype, body.lstrip().startswith(b"{")
    if kind not in (*AS_JSON, *AS_TOKEN):
        abort(415)
    if is_json is not (kind in AS_JSON):
        raise InvalidInputError({"body": N_("Stuur JSON met application/json, of een JWT met text/plain.")})
    if not body.strip():
        raise InvalidInputError({"body": NOT_ONE})
    checked = check(body)
    told = as_json(checked.report, lambda one: sentence_for(one, str), checked.seconds)
    credential = checked.report.credential
    ours = f"{tools().addresses.base_url}/badges/"
    claims = credential is not None and (credential.id or "").startswith(ours)
    return HandedIn(body, kind, checked.report, told, checked.award, claims)
