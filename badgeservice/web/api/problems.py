"""How is a program told what went wrong? (RFC 9457)"""

from __future__ import annotations

import json
from collections.abc import Mapping

from flask import Response, g
from pydantic import Field

from badgeservice.web.api.schemas import Told
from badgeservice.web.collaborators import tools
from badgeservice.web.words import gettext as _
from badgeservice.wording import N_

MEDIA_TYPE = "application/problem+json"
# Status → what it is called, and what it means when nothing more can be said.
PROBLEMS: Mapping[int, tuple[str, str]] = {
    400: (N_("De aanvraag klopt niet"), N_("Kijk bij errors wat er niet klopt.")),
    401: (N_("Onbekend token"), N_("Er is geen token, of het geldt niet of niet meer.")),
    403: (N_("Dit token mag dit niet"), N_("Maak een token dat dit mag.")),
    404: (N_("Niet gevonden"), N_("Onder dit adres is niets, of niets dat van je organisatie is.")),
    405: (N_("Deze methode kan hier niet"), N_("Bij Allow staat welke methodes hier kunnen.")),
    406: (N_("Deze vorm is er niet"), N_("Elk antwoord is JSON. Vraag om application/json.")),
    409: (N_("Dit kan nu niet"), N_("De stand van zaken is intussen anders. Lees eerst hoe het er nu voor staat.")),
    410: (N_("Deze badge is gewist"), N_("De eigenaar vroeg daarom. Er is niets meer van te lezen.")),
    413: (N_("Te groot"), N_("Een aanvraag mag 1 MB zijn, een badge om te controleren 10 MB en een lijst 12 MB.")),
    415: (N_("Dit soort inhoud kan hier niet"), N_("Zet bij Content-Type wat je stuurt.")),
    429: (N_("Te vaak"), N_("Wacht zo veel seconden als bij Retry-After staat.")),
    500: (N_("Er ging iets mis bij ons"), N_("Er is niets half opgeslagen. Probeer het later opnieuw.")),
    503: (N_("Even niet bereikbaar"), N_("Probeer het later opnieuw, met dezelfde Idempotency-Key.")),
}


class WrongMember(Told):
    """What is wrong with one member, header or name behind the question mark."""

    field: str
    detail: str


class Problem(Told):
    """What went wrong (RFC 9457). `errors` is there when members are wrong."""

    type: str
    title: str
    status: int
    detail: str
    request_id: str
    errors: list[WrongMember] = Field(default_factory=list)


def problem(status: int, detail: str | None = None, errors: Mapping[str, str] | None = None) -> Response:
    """A problem document; `errors` maps a member of the request to its sentence, ready to be read."""
    known = status if status in PROBLEMS else 500 if status >= 500 else 400
    title, meaning = PROBLEMS[known]
    document = Problem(
        type=f"{tools().addresses.base_url}/api#{known}",
        title=_(title),
        status=status,
        detail=detail or _(meaning),
        request_id=g.get("request_id", ""),
        errors=[WrongMember(field=field, detail=sentence) for field, sentence in (errors or {}).items()],
    )
    response = Response(json.dumps(document.model_dump(mode="json")), status, mimetype=MEDIA_TYPE)
    response.vary.add("Accept-Language")
    return response
