"""Which skills does the form offer while somebody types?"""

from __future__ import annotations

from dataclasses import asdict

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from badgeservice.organisations.roles import Right
from badgeservice.storage.tables import OrganisationRow
from badgeservice.web.access import may, route
from badgeservice.web.issuer.blueprint import issuer, session
from badgeservice.web.issuer.skill_finding import FIND_PROCESSES, FIND_SKILLS, found
from badgeservice.web.protection import limiter

# Somebody who types fast asks some times a second, for a short while.
OFTEN_ENOUGH = "240 per minute; 3000 per hour"


@route(issuer, "/skills", may(Right.COMPOSE))
@limiter.limit(OFTEN_ENOUGH)
def find_skills(organisation: OrganisationRow) -> ResponseReturnValue:
    """What is found for `q`, as JSON {said, hits: [{id, name, about, field, line}]}; processes ask for `crebo`."""
    del organisation
    asked = request.args
    kind = FIND_PROCESSES if asked.get("soort") == FIND_PROCESSES else FIND_SKILLS
    finding = found(session(), kind, asked.get("q", ""), asked.get("crebo", ""), asked.get("badgetaal", "nl"))
    return jsonify({"said": finding.said, "hits": [asdict(hit) for hit in finding.hits]})
