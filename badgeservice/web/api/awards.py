"""How does a program give badges, see what was given, and take a badge back?"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode
from uuid import UUID

from flask.typing import ResponseReturnValue
from sqlalchemy import and_, true

from badgeservice.errors import InvalidInputError, NotFoundError
from badgeservice.issuing import withdraw
from badgeservice.issuing.reasons import OTHER, Reason
from badgeservice.organisations.api_tokens import Program
from badgeservice.organisations.roles import Right
from badgeservice.storage import awards as rows
from badgeservice.storage.tables import AwardRow
from badgeservice.web import database
from badgeservice.web.access import api as programs
from badgeservice.web.access import route
from badgeservice.web.api import answers
from badgeservice.web.api.blueprint import VERSION, answer, api, limited
from badgeservice.web.api.bodies import read_body, read_query, refuse_a_body
from badgeservice.web.api.giving import give_asked
from badgeservice.web.api.once import once
from badgeservice.web.api.schemas import AwardAsked, AwardPage, AwardsAsked, ReasonAsked
from badgeservice.web.collaborators import now, tools
from badgeservice.web.cursors import read_cursor, write_cursor
from badgeservice.wording import N_

PAGE = 50


@route(api, "/awards", programs(Right.GIVE), "POST")
@limited
def give(program: Program) -> ResponseReturnValue:
    """Give a badge."""
    asked = read_body(AwardAsked)
    response = once(program, lambda session, request_id: give_asked(session, program, asked, request_id))
    response.headers["Location"] = f"{tools().addresses.base_url}{VERSION}/awards/{(response.json or {})['id']}"
    return response


@route(api, "/awards", programs(Right.READ))
@limited
def awards(program: Program) -> ResponseReturnValue:
    """The given badges, newest first."""
    asked = read_query(AwardsAsked)
    before = read_cursor(asked.after) if asked.after is not None else None
    if asked.after is not None and before is None:
        raise InvalidInputError({"after": N_("Neem het adres van next, zonder er iets aan te veranderen.")})
    only = and_(rows.in_state(asked.state, now()) if asked.state else true(), AwardRow.erased_at.is_(None))
    found = rows.given_by_organisation(database.reading(), program.organisation_id, before, PAGE + 1, only)
    further = _next(found[PAGE - 1], asked.state) if len(found) > PAGE else None
    return answer(AwardPage(awards=[answers.award(row, now()) for row in found[:PAGE]], next=further))


@route(api, "/awards/<uuid:award_id>", programs(Right.READ))
@limited
def award(program: Program, award_id: UUID) -> ResponseReturnValue:
    """One given badge."""
    found = rows.of_organisation(database.reading(), program.organisation_id, award_id)
    return answer(answers.award(_there(found), now()))


@route(api, "/awards/<uuid:award_id>/revoke", programs(Right.GIVE), "POST")
@limited
def revoke(program: Program, award_id: UUID) -> ResponseReturnValue:
    """Take a badge back for good, with a reason."""
    reason, sign, addresses = Reason(OTHER, read_body(ReasonAsked).reason), tools().sign, tools().addresses
    session = database.writing()
    return _changed(
        program, award_id, lambda row: withdraw.revoke(session, row, reason, program.actor, sign, addresses, now())
    )


@route(api, "/awards/<uuid:award_id>/suspend", programs(Right.GIVE), "POST")
@limited
def suspend(program: Program, award_id: UUID) -> ResponseReturnValue:
    """Stop a badge for a while, with a reason."""
    reason, sign, addresses = Reason(OTHER, read_body(ReasonAsked).reason), tools().sign, tools().addresses
    session = database.writing()
    return _changed(
        program, award_id, lambda row: withdraw.suspend(session, row, reason, program.actor, sign, addresses, now())
    )


@route(api, "/awards/<uuid:award_id>/resume", programs(Right.GIVE), "POST")
@limited
def resume(program: Program, award_id: UUID) -> ResponseReturnValue:
    """Let a stopped badge count again."""
    refuse_a_body()
    session, sign, addresses = database.writing(), tools().sign, tools().addresses
    return _changed(program, award_id, lambda row: withdraw.resume(session, row, program.actor, sign, addresses, now()))


def _changed(program: Program, award_id: UUID, change: Callable[[AwardRow], None]) -> ResponseReturnValue:
    row = _there(rows.of_organisation(database.writing(), program.organisation_id, award_id))
    change(row)
    return answer(answers.award(row, now()))


def _there(row: AwardRow | None) -> AwardRow:
    if row is None:
        raise NotFoundError(N_("Deze badge is er niet, of is niet van je organisatie."))
    return row


def _next(last: AwardRow, state: str | None) -> str:
    asked = {"after": write_cursor(last)} | ({"state": str(state)} if state else {})
    return f"{tools().addresses.base_url}{VERSION}/awards?{urlencode(asked)}"
