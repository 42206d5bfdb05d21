"""Which members have the questions and answers of the API about lists of people?"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import ConfigDict, Field

from badgeservice.storage import batch_entries, batches
from badgeservice.web.api.schemas import AnswersAsked, Asked, BehaviourAsked, ClassOfAward, Day, Told
from badgeservice.wording import N_

LAST_NUMBER = 2**31 - 1


class BatchState(StrEnum):
    """How far a list is."""

    CHECKING = batches.CHECKING
    READY = batches.READY
    PROPOSED = batches.PROPOSED
    SCHEDULED = batches.SCHEDULED
    GIVING = batches.GIVING
    PAUSED = batches.PAUSED
    DONE = batches.DONE
    CANCELLED = batches.CANCELLED
    UNDOING = batches.UNDOING
    UNDONE = batches.UNDONE


class ResultState(StrEnum):
    """What became of one person on a list."""

    WAITING = batch_entries.WAITING
    WRONG = batch_entries.WRONG
    LEFT_OUT = batch_entries.LEFT_OUT
    GIVEN = batch_entries.GIVEN
    REFUSED = batch_entries.REFUSED
    UNDONE = batch_entries.UNDONE


class PersonAsked(AnswersAsked):
    """Somebody on a list, with what holds for this person only."""

    name: str = Field(description=N_("De naam van wie de badge krijgt, hooguit 120 tekens."))
    email: str | None = Field(None, description=N_("Het e-mailadres; zonder adres gaat er geen mail weg."))
    evidence: str | None = Field(None, description=N_("Bewijs, hooguit 2000 tekens. Schrijf er geen BSN in."))
    evidence_url: str | None = Field(None, description=N_("Een https-link naar het bewijs, naast evidence."))


class BatchAsked(AnswersAsked):
    """A list of people who all get one badge; what is told of the list holds for who says nothing else."""

    badge_class: str = Field(description=N_("De slug van de soort badge."))
    version: int | None = Field(
        None, description=N_("De versie die je las. Is er intussen een nieuwere, dan is het antwoord 409.")
    )
    source: str = Field("API", description=N_("Hoe je collega's deze lijst herkennen, hooguit 200 tekens."))
    give_on: Day | None = Field(
        None, description=N_("Een dag na vandaag, binnen een jaar; zonder deze dag worden de badges meteen gegeven.")
    )
    people: list[PersonAsked] = Field(description=N_("Wie de badge krijgen; hooguit 100.000 mensen."))
    behaviours: list[BehaviourAsked] = Field(description=N_("Wat je iedereen op de lijst hebt zien doen."))
    evidence: str | None = Field(None, description=N_("Bewijs, hooguit 2000 tekens. Schrijf er geen BSN in."))
    evidence_url: str | None = Field(None, description=N_("Een https-link naar het bewijs, naast evidence."))


class ResultsAsked(Asked):
    """Which page of results."""

    model_config = ConfigDict(extra="forbid", strict=False, frozen=True)

    after: int = Field(0, ge=0, le=LAST_NUMBER, description=N_("Waar de vorige pagina ophield; staat in next."))


class Batch(Told):
    """How far a list is. It names nobody."""

    id: UUID
    state: BatchState
    badge_class: ClassOfAward
    people: int = Field(description=N_("Hoeveel mensen er op de lijst staan."))
    waiting: int = Field(description=N_("Hoeveel de badge nog krijgen."))
    wrong: int = Field(description=N_("Bij hoeveel iets niet klopt; zij worden overgeslagen. Bij results staat wat."))
    left_out: int = Field(description=N_("Hoeveel een collega wegliet."))
    given: int = Field(description=N_("Hoeveel de badge hebben gekregen."))
    refused: int = Field(description=N_("Aan hoeveel de badge bij het geven toch niet kon worden gegeven."))
    undone: int = Field(description=N_("Bij hoeveel de badge is teruggedraaid."))
    created_at: datetime
    give_at: datetime | None = Field(
        description=N_("Wanneer de badges worden gegeven, als daar een dag voor is gekozen.")
    )
    started_at: datetime | None
    finished_at: datetime | None
    undo_until: datetime | None = Field(description=N_("Tot wanneer je alles kunt terugdraaien."))
    note: str | None = Field(description=N_("Waarom de lijst is teruggestuurd, onderbroken of niet gegeven."))
    results: str = Field(description=N_("Het adres waar staat wat er van iedereen werd."))


class Result(Told):
    """What became of one person; `number` is the place on the list, from 1."""

    number: int
    name: str
    email: str
    state: ResultState
    badge: str | None = Field(description=N_("Het adres van de badge zelf."))
    code: str | None = Field(description=N_("De code voor wie niet kan scannen."))
    why_not: str | None = Field(description=N_("Waarom er geen badge is."))


class ResultPage(Told):
    """One page of results, by place on the list; `next` is the address of the next one."""

    results: list[Result]
    next: str | None
