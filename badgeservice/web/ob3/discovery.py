"""Where does another portfolio read how to register and what it may ask? (OB 3.0 §6.3)"""

from __future__ import annotations

from flask import Response
from flask.typing import ResponseReturnValue

from badgeservice.formats import strict_json
from badgeservice.web.access import PUBLIC_API, route
from badgeservice.web.collaborators import tools
from badgeservice.web.ob3.blueprint import BASE, ob3
from badgeservice.web.ob3.discovery_document import discovery_document
from badgeservice.web.public_answers import SHORT_WHILE, answer


@route(ob3, "/discovery", PUBLIC_API)
def get_service_description() -> ResponseReturnValue:
    """The Service Description Document, for everybody."""
    document = discovery_document(tools().addresses.base_url, BASE)
    response: Response = answer(strict_json.dumps(document), "application/json", SHORT_WHILE)
    return response
