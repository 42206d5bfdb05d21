"""How is a request that a program sends twice carried out once, with the same answer both times?"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from uuid import UUID, uuid5

from flask import Response, request
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from badgeservice.errors import ConflictError, InvalidInputError
from badgeservice.organisations.api_tokens import Program
from badgeservice.storage import api_requests
from badgeservice.storage.tables import ApiRequestRow
from badgeservice.web import database
from badgeservice.web.access import bearer
from badgeservice.web.api.bodies import JSON
from badgeservice.web.collaborators import now
from badgeservice.wording import N_

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
KEY = re.compile(r"[\x21-\x7e]{1,100}")

# Does it in this session, under this request id, and gives back the answer.
Act = Callable[[Session, UUID], Response]


def once(program: Program, act: Act) -> Response:
    """The answer of `act`, or the one that was given to the same key and body before. Only what succeeds is kept.

    Raises ConflictError when the key was used for another request.
    """
    key = _key()
    digest = _digest()
    try:
        return _first_or_again(program, key, digest, act)
    except IntegrityError:
        # The same request was just ahead of this one, or two badges wanted one place in a status list.
        database.roll_back()
        return _first_or_again(program, key, digest, act)


def _first_or_again(program: Program, key: str, digest: str, act: Act) -> Response:
    session = database.writing()
    before = api_requests.by_key(session, program.token_id, key)
    if before is not None:
        return _again(before, digest)
    # Written first, so that who comes with the same key at the same moment waits here for the outcome.
    row = ApiRequestRow(token_id=program.token_id, key=key, digest=digest, status=0, body=b"", created_at=now())
    session.add(row)
    session.flush()
    response = act(session, uuid5(program.token_id, key))
    row.status, row.body = response.status_code, response.get_data()
    return response


def _again(before: ApiRequestRow, digest: str) -> Response:
    if before.digest != digest:
        raise ConflictError(N_("Deze Idempotency-Key is al gebruikt voor een andere aanvraag. Neem een nieuwe."))
    response = Response(before.body, before.status, mimetype=JSON)
    response.headers[REPLAYED] = "true"
    return response


def _key() -> str:
    key = request.headers.get(HEADER, "")
    if not KEY.fullmatch(key):
        raise InvalidInputError(
            {HEADER: N_("Stuur een eigen sleutel mee voor elke badge: 1 tot 100 tekens zonder spaties.")}
        )
    return key


def _digest() -> str:
    parts = (bearer().encode("utf-8", "surrogatepass"), request.method.encode(), request.path.encode())
    return hashlib.sha256(b"\n".join((*parts, request.get_data()))).hexdigest()
