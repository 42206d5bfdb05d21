"""Which members have the questions and answers of the API? They validate, and the description is made from them."""

from __future__ import annotations

import re
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from badgeservice.model.achievement import Level
from badgeservice.wording import N_

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(value: Any) -> date:
    if not isinstance(value, str) or not DAY.fullmatch(value):
        raise ValueError("not a day")
    return date.fromisoformat(value)


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]


class State(StrEnum):
    """How a badge stands; the worst that is true of it."""

    VALID = "valid"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


class Asked(BaseModel):
    """What a program sends: no member more, and no type that has to be guessed."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Told(BaseModel):
    """What the service answers."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CheckAsked(Asked):
    """A badge to check, with the address of the person when you know it."""

    input: str = Field(description=N_("Een code, een link of de tekst van een badge."))
    recipient: str | None = Field(
        None, description=N_("Het e-mailadres van de persoon. Het antwoord zegt of de badge bij dat adres hoort.")
    )


class ClassesAsked(Asked):
    """Which page of badge classes."""

    after: str = Field("", description=N_("De slug waar de vorige pagina ophield."))


class AwardsAsked(Asked):
    """Which page of given badges."""

    model_config = ConfigDict(extra="forbid", strict=False, frozen=True)

    after: str | None = Field(None, description=N_("Waar de vorige pagina ophield; staat in next."))
    state: State | None = Field(None, description=N_("Alleen badges waar het zo mee staat."))


class BehaviourAsked(Asked):
    """One behaviour that somebody was seen doing."""

    id: str = Field(description=N_("Het id van het gedrag in de soort badge, zoals b1."))
    level: Level | None = Field(None, description=N_("Alleen bij een soort badge met niveaus."))
    proof: str | None = Field(None, description=N_("Waaraan je het zag; alleen bij een ervaringscertificaat."))


class AnswersAsked(Asked):
    """What is told of how somebody was judged."""

    judged_on: Day | None = Field(None, description=N_("De dag waarop dit is beoordeeld."))
    assessor: str | None = Field(None, description=N_("Wie dit heeft beoordeeld, hooguit 120 tekens."))
    activity_start: Day | None = Field(None, description=N_("De eerste dag van de periode."))
    activity_end: Day | None = Field(None, description=N_("De laatste dag van de periode."))
    license_number: str | None = Field(None, description=N_("Het documentnummer, hooguit 60 tekens."))


class AwardAsked(AnswersAsked):
    """A badge to give: the same answers as the three screens ask."""

    badge_class: str = Field(description=N_("De slug van de soort badge."))
    version: int | None = Field(
        None, description=N_("De versie die je las. Is er intussen een nieuwere, dan is het antwoord 409.")
    )
    name: str = Field(description=N_("De naam van wie de badge krijgt, hooguit 120 tekens."))
    email: str | None = Field(None, description=N_("Het e-mailadres; zonder adres gaat er geen mail weg."))
    behaviours: list[BehaviourAsked] = Field(description=N_("Wat je diegene hebt zien doen; minstens één."))
    judged_on: Day = Field(description=N_("De dag waarop dit is beoordeeld."))
    evidence: str | None = Field(None, description=N_("Bewijs, hooguit 2000 tekens. Schrijf er geen BSN in."))
    evidence_url: str | None = Field(None, description=N_("Een https-link naar het bewijs, naast evidence."))


class ReasonAsked(Asked):
    """Why a badge no longer counts."""

    reason: str = Field(description=N_("Waarom. Wie de badge controleert, ziet dit ook. Hooguit 300 tekens."))


class Behaviour(Told):
    """One behaviour of a badge class."""

    id: str
    text: str


class BadgeClass(Told):
    """A badge class in the version that is given now, and what giving it needs."""

    slug: str
    version: int
    kind: str
    name: str
    description: str
    language: str
    behaviours: list[Behaviour]
    own_behaviours: list[Behaviour] = Field(
        description=N_("Wat jullie zelf toevoegden aan een badge van een branche; vink ze aan als elk ander gedrag.")
    )
    branch: str | None = Field(description=N_("Van welke branche de norm is; leeg als de badge van jullie zelf is."))
    levels: list[Level] = Field(description=N_("De niveaus waaruit je bij elk gedrag kiest; leeg als er geen zijn."))
    required: list[str] = Field(description=N_("De velden die bij het geven ingevuld moeten zijn."))
    valid_months: int | None
    can_be_suspended: bool
    address: str
    image: str


class BadgeClassPage(Told):
    """One page of badge classes; `next` is the address of the next one."""

    badge_classes: list[BadgeClass]
    next: str | None


class AwardGiven(Told):
    """A badge that was given. It names nobody, so it may be kept as long as you like."""

    id: UUID
    state: State
    address: str = Field(description=N_("Het adres van de badge zelf."))
    check_address: str = Field(description=N_("De link waarmee iedereen de badge controleert."))
    code: str = Field(description=N_("De code voor wie niet kan scannen."))
    given_at: datetime
    valid_until: datetime | None
    forms: dict[str, str] = Field(description=N_("De adressen van de vormen van de badge."))


class ClassOfAward(Told):
    """The badge class of a badge, in the version that was given."""

    slug: str
    version: int
    name: str


class Recipient(Told):
    """Who was given a badge."""

    name: str
    email: str | None


class Award(AwardGiven):
    """A given badge as its organisation sees it."""

    badge_class: ClassOfAward
    recipient: Recipient
    kept_at: datetime | None = Field(description=N_("Wanneer de persoon de badge bewaarde."))
    suspended_at: datetime | None
    revoked_at: datetime | None
    reason: str | None = Field(description=N_("Waarom de badge is ingetrokken of stopgezet."))


class AwardPage(Told):
    """One page of given badges, newest first; `next` is the address of the next one."""

    awards: list[Award]
    next: str | None
