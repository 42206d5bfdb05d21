"""How does a program give a badge to many people at once, see how far that is, and stop or undo it?"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import Response
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import object_session

from badgeservice.issuing.batches import stopping, undoing
from badgeservice.issuing.batches.creating import award_id_of
from badgeservice.issuing.batches.file_kinds import MOST_BYTES
from badgeservice.issuing.batches.found import batch_of
from badgeservice.issuing.batches.progress import PORTION, ResultRow, progress_of, results_page
from badgeservice.issuing.batches.undoing import undone_until
from badgeservice.model.check_code import in_groups
from badgeservice.organisations.api_tokens import Program
from badgeservice.organisations.roles import Right
from badgeservice.storage.tables import BatchRow, OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import api as programs
from badgeservice.web.access import route
from badgeservice.web.api.batch_giving import batch_asked
from badgeservice.web.api.batch_schemas import (
    Batch,
    BatchAsked,
    BatchState,
    Result,
    ResultPage,
    ResultsAsked,
    ResultState,
)
from badgeservice.web.api.blueprint import VERSION, answer, api, limited
from badgeservice.web.api.bodies import read_body, read_query, refuse_a_body
from badgeservice.web.api.once import once
from badgeservice.web.api.schemas import ClassOfAward
from badgeservice.web.collaborators import now, tools
from badgeservice.web.said import said
from badgeservice.web.seeing import PROGRAM, note

# A list of 100,000 people, with everything that can be told of each.
MOST_VALUES = 1_500_000


@route(api, "/batches", programs(Right.GIVE), "POST")
@limited
def give_many(program: Program) -> ResponseReturnValue:
    """Give a badge to many people."""
    asked = read_body(BatchAsked, MOST_BYTES, MOST_VALUES)
    response = once(program, lambda session, _id: answer(_told(batch_asked(session, program, asked)), 201))
    response.headers["Location"] = _address(UUID((response.json or {})["id"]))
    return response


@route(api, "/batches/<uuid:batch_id>", programs(Right.GIVE))
@limited
def batch(program: Program, batch_id: UUID) -> ResponseReturnValue:
    """How far a list is."""
    return answer(_told(batch_of(database.reading(), program.organisation_id, batch_id)))


@route(api, "/batches/<uuid:batch_id>/results", programs(Right.GIVE))
@limited
def results(program: Program, batch_id: UUID) -> ResponseReturnValue:
    """What became of everybody, by place on the list."""
    asked, reading = read_query(ResultsAsked), database.reading()
    found = batch_of(reading, program.organisation_id, batch_id)
    rows = results_page(reading, found, tools().addresses, asked.after)
    note([award_id_of(found.id, row.number) for row in rows if row.badge], program.account_id, PROGRAM)
    further = f"{_address(found.id)}/results?after={rows[-1].number}" if len(rows) == PORTION else None
    return answer(ResultPage(results=[_result(row) for row in rows], next=further))


@route(api, "/batches/<uuid:batch_id>/stop", programs(Right.GIVE), "POST")
@limited
def stop(program: Program, batch_id: UUID) -> ResponseReturnValue:
    """Stop a list for good; what was given stays given."""
    return _changed(program, batch_id, stopping.cancel)


@route(api, "/batches/<uuid:batch_id>/undo", programs(Right.GIVE), "POST")
@limited
def undo(program: Program, batch_id: UUID) -> ResponseReturnValue:
    """Take everything back, as long as no mail has left."""
    return _changed(program, batch_id, undoing.undo)


def _changed(program: Program, batch_id: UUID, change: Callable[..., BatchRow]) -> Response:
    refuse_a_body()
    writing = database.writing()
    organisation = writing.get_one(OrganisationRow, program.organisation_id)
    return answer(_told(change(writing, organisation, batch_id, program.account_id, now(), program.actor)))


def _told(row: BatchRow) -> Batch:
    session = object_session(row) or database.reading()
    progress, until = progress_of(session, row), undone_until(session, row)
    badge_class = ClassOfAward(slug=row.version.badge_class.slug, version=row.version.number, name=row.version.name)
    return Batch(
        id=row.id,
        state=BatchState(row.state),
        badge_class=badge_class,
        people=progress.entries,
        waiting=progress.waiting,
        wrong=progress.wrong,
        left_out=progress.left_out,
        given=progress.given,
        refused=progress.refused,
        undone=progress.undone,
        created_at=row.created_at,
        give_at=row.due_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
        undo_until=until if until is not None and now() < until else None,
        note=said(row.note) if row.note else None,
        results=f"{_address(row.id)}/results",
    )


def _result(row: ResultRow) -> Result:
    return Result(
        number=row.number,
        name=row.name,
        email=row.email,
        state=ResultState(row.state),
        badge=row.badge,
        code=in_groups(row.code) if row.code else None,
        why_not=" ".join(map(said, row.why)) or None,
    )


def _address(batch_id: UUID) -> str:
    return f"{tools().addresses.base_url}{VERSION}/batches/{batch_id}"
