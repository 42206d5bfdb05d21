"""How is another portfolio told what went wrong? (OB 3.0 §B.3.1, Imsx_StatusInfo)"""

from __future__ import annotations

import json
from collections.abc import Mapping

from flask import Response

from badgeservice.web.words import gettext as _
from badgeservice.wording import N_

NAME = "Badgeservice"
# Status → the code of §B.3.6, and what it means when nothing more can be said.
CODES: Mapping[int, tuple[str, str]] = {
    400: ("invalid_data", N_("Er klopte iets niet in de aanvraag.")),
    401: ("unauthorizedrequest", N_("Er is geen token, of het geldt niet of niet meer.")),
    403: ("forbidden", N_("De lerende liet dit programma niet toe om dit te doen.")),
    404: ("not_found", N_("Onder dit adres is niets.")),
    405: ("not_allowed", N_("Bij Allow staat welke methodes hier kunnen.")),
    406: ("not_acceptable", N_("Elk antwoord is JSON. Vraag om application/json.")),
    409: ("unknown", N_("Dit kan nu niet. Lees eerst hoe het er nu voor staat.")),
    413: ("invalid_data", N_("Een badge mag hier 1 MB zijn.")),
    415: ("invalid_data", N_("Zet bij Content-Type wat je stuurt: application/json of text/plain.")),
    429: ("server_busy", N_("Wacht zo veel seconden als bij Retry-After staat.")),
    500: ("internal_server_error", N_("Er ging iets mis bij ons. Er is niets half opgeslagen.")),
    503: ("server_busy", N_("We zijn even niet bereikbaar. Probeer het later opnieuw.")),
}
OF_THE_QUERY = frozenset({"limit", "offset", "since"})


def status_info(status: int, sentence: str | None = None, problems: Mapping[str, str] | None = None) -> Response:
    """A refusal; `problems` maps what was wrong to its sentence, ready to be read."""
    code, meaning = CODES[status if status in CODES else 500 if status >= 500 else 400]
    if problems and OF_THE_QUERY.intersection(problems):
        code, sentence = "invalid_query_parameter", " ".join(f"{name}: {said}" for name, said in problems.items())
    document = {
        "imsx_codeMajor": "failure",
        "imsx_severity": "status" if status == 404 else "error",
        "imsx_description": sentence or _(meaning),
        "imsx_codeMinor": {
            "imsx_codeMinorField": [{"imsx_codeMinorFieldName": NAME, "imsx_codeMinorFieldValue": code}]
        },
    }
    response = Response(json.dumps(document), status, mimetype="application/json")
    response.vary.add("Accept-Language")
    return response
