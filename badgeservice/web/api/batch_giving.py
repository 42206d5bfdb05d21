"""How do the members that a program sends become a list of people that is given?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request
from sqlalchemy.orm import Session

from badgeservice.errors import InvalidInputError
from badgeservice.issuing.batches.creating import EMPTY, MOST_ENTRIES, TOO_MANY, HandedIn, create, digest_of
from badgeservice.issuing.batches.entries import Entry, read_entries
from badgeservice.issuing.batches.headings import DAYS, EMAIL, NAME, TEXTS
from badgeservice.issuing.batches.starting import start
from badgeservice.issuing.batches.tables import Row, Table
from badgeservice.issuing.drafts import answers_of
from badgeservice.issuing.mandated import own_of
from badgeservice.issuing.order import Order, what_problems
from badgeservice.issuing.scheduled import moment_on
from badgeservice.organisations.api_tokens import Program
from badgeservice.storage.tables import BadgeClassVersionRow, BatchRow, OrganisationRow
from badgeservice.web.api.batch_schemas import BatchAsked, PersonAsked
from badgeservice.web.api.giving import asked_version, seen_of
from badgeservice.web.collaborators import now, tools
from badgeservice.web.issuer.days import today

FIELDS = (NAME, EMAIL, *TEXTS, *DAYS)
COLUMNS: Mapping[str, int] = {field: column for column, field in enumerate(FIELDS)}
# How many of the people with whom something is wrong are named when nobody is right.
NAMED = 20


def batch_asked(session: Session, program: Program, asked: BatchAsked) -> BatchRow:
    """Keep a list and let it start, at once, on its day, or when a second person released it. The same list again is
    the one that it became before. Raises InvalidInputError with a sentence per member, or ConflictError."""
    version = asked_version(session, program, asked)
    organisation = session.get_one(OrganisationRow, program.organisation_id)
    answers = _answers(session, program, version, asked)
    due = _due(asked)
    entries = list(read_entries(_table(asked), COLUMNS, answers, version, today(now())))
    _refuse_when_nobody_is_right(entries)
    handed = HandedIn(asked.source, digest_of(request.get_data(), version.id), answers, entries)
    giver, actor, giving = program.account_id, program.actor, tools().giving
    batch, is_new = create(session, organisation, version, handed, giver, giving.mail_delay, now(), actor)
    return start(session, organisation, batch.id, due, giver, giving, now(), actor) if is_new else batch


def _answers(session: Session, program: Program, version: BadgeClassVersionRow, asked: BatchAsked) -> dict[str, Any]:
    order = seen_of(asked, own_of(session, version, program.organisation_id))
    problems = what_problems(order, version, today(now()))
    # What may be told of each person need not be told of all.
    wrong = {field: sentence for field, sentence in problems.items() if field not in FIELDS or _is_told(order, field)}
    if wrong:
        raise InvalidInputError(wrong)
    return answers_of(order)


def _is_told(order: Order, field: str) -> bool:
    return bool(getattr(order, field))


def _due(asked: BatchAsked) -> Any:
    try:
        return moment_on(asked.give_on, today(now())) if asked.give_on is not None else None
    except InvalidInputError as problem:
        raise InvalidInputError({"give_on": problem.problems["day"]}) from problem


def _table(asked: BatchAsked) -> Table:
    if not asked.people:
        raise InvalidInputError({"people": EMPTY})
    if len(asked.people) > MOST_ENTRIES:
        raise InvalidInputError({"people": TOO_MANY})
    return Table(FIELDS, tuple(Row(number, _cells(person)) for number, person in enumerate(asked.people, 1)))


def _cells(person: PersonAsked) -> tuple[str, ...]:
    days = {field: day.isoformat() if (day := getattr(person, field)) else "" for field in DAYS}
    return tuple(days[field] if field in days else getattr(person, field) or "" for field in FIELDS)


def _refuse_when_nobody_is_right(entries: list[Entry]) -> None:
    if not all(entry.problems for entry in entries):
        return
    raise InvalidInputError(
        {
            f"people.{entry.number - 1}.{field}": sentence
            for entry in entries[:NAMED]
            for field, sentence in entry.problems.items()
        }
    )
