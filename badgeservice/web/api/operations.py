"""Which calls has the API? One table, from which the description and the page about it are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from badgeservice.organisations.roles import Right
from badgeservice.web.api.batch_schemas import Batch, BatchAsked, ResultPage, ResultsAsked
from badgeservice.web.api.blueprint import VERSION
from badgeservice.web.api.bodies import JSON
from badgeservice.web.api.check import BADGES, QUESTION, TEXT
from badgeservice.web.api.once import HEADER
from badgeservice.web.api.report_schema import CheckReport
from badgeservice.web.api.schemas import (
    Award,
    AwardAsked,
    AwardGiven,
    AwardPage,
    AwardsAsked,
    BadgeClass,
    BadgeClassPage,
    CheckAsked,
    ClassesAsked,
    ReasonAsked,
)
from badgeservice.wording import N_

ALWAYS = (400, 406, 429, 500, 503)
WITH_TOKEN = (401, 403, *ALWAYS)
WITH_BODY = (413, 415)


@dataclass(frozen=True)
class Operation:
    """One call. `bodies` maps a media type to what the body is; None for a badge in a form of its own.

    `right` is what its token must hold; None when no token is asked for.
    """

    id: str
    method: str
    path: str
    summary: str
    about: str
    answer: type[BaseModel]
    problems: tuple[int, ...]
    right: Right | None = Right.READ
    status: int = 200
    query: type[BaseModel] | None = None
    bodies: Mapping[str, type[BaseModel] | None] | None = None
    headers: tuple[str, ...] = ()


OPERATIONS = (
    Operation(
        "check",
        "POST",
        f"{VERSION}/check",
        N_("Controleer een badge"),
        N_(
            "Zonder token. Stuur de badge zelf als inhoud, met zijn eigen Content-Type; text/plain mag ook een code "
            "of link zijn. Met application/vnd.badgeservice.check+json stuur je een object met input, en als je wilt "
            "recipient. Elke andere JSON is de badge zelf."
        ),
        CheckReport,
        (*ALWAYS, 404, *WITH_BODY),
        right=None,
        bodies={QUESTION: CheckAsked, TEXT: None, **dict.fromkeys(BADGES)},
    ),
    Operation(
        "listBadgeClasses",
        "GET",
        f"{VERSION}/badge-classes",
        N_("Lees welke soorten badge je kunt geven"),
        N_("De vrijgegeven soorten badge van je organisatie, 50 per pagina, met wat je bij het geven moet invullen."),
        BadgeClassPage,
        (*WITH_TOKEN, 404),
        query=ClassesAsked,
    ),
    Operation(
        "readBadgeClass",
        "GET",
        f"{VERSION}/badge-classes/{{slug}}",
        N_("Lees één soort badge"),
        N_("De versie die nu wordt gegeven."),
        BadgeClass,
        (*WITH_TOKEN, 404),
    ),
    Operation(
        "giveBadge",
        "POST",
        f"{VERSION}/awards",
        N_("Geef een badge"),
        N_(
            "Wie de badge krijgt, hoort het per mail, net als bij geven op de website. Bedenk voor elke badge een "
            "eigen Idempotency-Key. Stuur je dezelfde aanvraag nog eens, met dezelfde sleutel en precies dezelfde "
            "inhoud, dan krijg je hetzelfde antwoord en komt er geen tweede badge."
        ),
        AwardGiven,
        (*WITH_TOKEN, 404, 409, *WITH_BODY),
        right=Right.GIVE,
        status=201,
        bodies={JSON: AwardAsked},
        headers=(HEADER,),
    ),
    Operation(
        "listBadges",
        "GET",
        f"{VERSION}/awards",
        N_("Lees welke badges zijn gegeven"),
        N_("De badges die je organisatie gaf, de nieuwste eerst, 50 per pagina. Volg next tot het leeg is."),
        AwardPage,
        (*WITH_TOKEN, 404),
        query=AwardsAsked,
    ),
    Operation(
        "readBadge",
        "GET",
        f"{VERSION}/awards/{{award_id}}",
        N_("Lees één gegeven badge"),
        N_("Hoe het nu met de badge staat."),
        Award,
        (*WITH_TOKEN, 404, 410),
    ),
    Operation(
        "revokeBadge",
        "POST",
        f"{VERSION}/awards/{{award_id}}/revoke",
        N_("Trek een badge in"),
        N_("Voorgoed. Wie de badge controleert, ziet het meteen, met de reden."),
        Award,
        (*WITH_TOKEN, 404, 409, 410, *WITH_BODY),
        right=Right.GIVE,
        bodies={JSON: ReasonAsked},
    ),
    Operation(
        "suspendBadge",
        "POST",
        f"{VERSION}/awards/{{award_id}}/suspend",
        N_("Zet een badge stop"),
        N_("Voor een tijd. Dit kan alleen bij een soort badge die tijdelijk mag worden stopgezet."),
        Award,
        (*WITH_TOKEN, 404, 409, 410, *WITH_BODY),
        right=Right.GIVE,
        bodies={JSON: ReasonAsked},
    ),
    Operation(
        "resumeBadge",
        "POST",
        f"{VERSION}/awards/{{award_id}}/resume",
        N_("Laat een badge weer gelden"),
        N_("Na stopzetten. Stuur geen inhoud mee."),
        Award,
        (*WITH_TOKEN, 404, 409, 410, 413),
        right=Right.GIVE,
    ),
    Operation(
        "giveToMany",
        "POST",
        f"{VERSION}/batches",
        N_("Geef een badge aan veel mensen"),
        N_(
            "Een lijst van hooguit 100.000 mensen, of 12 MB. De badges worden in de achtergrond gegeven. Bij wie iets "
            "niet klopt, wordt overgeslagen; de anderen gaan door. Klopt er niemand, dan is het antwoord 400. Dezelfde "
            "lijst nog eens geeft dezelfde lijst terug. Kijkt bij jullie een tweede persoon elke badge na, dan wacht "
            "de lijst daarop."
        ),
        Batch,
        (*WITH_TOKEN, 404, 409, *WITH_BODY),
        right=Right.GIVE,
        status=201,
        bodies={JSON: BatchAsked},
        headers=(HEADER,),
    ),
    Operation(
        "readList",
        "GET",
        f"{VERSION}/batches/{{batch_id}}",
        N_("Lees hoever een lijst is"),
        N_("In aantallen, zonder namen."),
        Batch,
        (*WITH_TOKEN, 404),
        right=Right.GIVE,
    ),
    Operation(
        "readResults",
        "GET",
        f"{VERSION}/batches/{{batch_id}}/results",
        N_("Lees wat er van iedereen op een lijst werd"),
        N_("In de volgorde van de lijst, 1.000 per pagina. Volg next tot het leeg is."),
        ResultPage,
        (*WITH_TOKEN, 404),
        right=Right.GIVE,
        query=ResultsAsked,
    ),
    Operation(
        "stopList",
        "POST",
        f"{VERSION}/batches/{{batch_id}}/stop",
        N_("Stop een lijst"),
        N_("Voorgoed. Wat al is gegeven, blijft gegeven. Stuur geen inhoud mee."),
        Batch,
        (*WITH_TOKEN, 404, 409, 413),
        right=Right.GIVE,
    ),
    Operation(
        "undoList",
        "POST",
        f"{VERSION}/batches/{{batch_id}}/undo",
        N_("Draai een lijst terug"),
        N_(
            "Alle badges van de lijst worden ingetrokken en hun mail gaat niet weg. Dit kan tot undo_until. Stuur geen "
            "inhoud mee."
        ),
        Batch,
        (*WITH_TOKEN, 404, 409, 413),
        right=Right.GIVE,
    ),
)
