"""How does a finished check travel in a page to a visitor and back, without being kept or changed?"""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime, timedelta

from flask import current_app
from itsdangerous import BadData, Serializer

from badgeservice.errors import InvalidInputError
from badgeservice.formats.receipt import FinishedCheck
from badgeservice.jsonld.moment import CLOCK_SKEW, read_moment
from badgeservice.wording import N_

FIELD = "controle"
SALT = "a finished check, version 2"
MAX_AGE = timedelta(days=1)
NOT_OURS = N_("Dit bewijs kunnen we niet maken. Controleer de badge opnieuw en vraag daarna om het bewijs.")
TOO_OLD = N_("Deze controle is langer dan een dag geleden. Controleer de badge opnieuw en vraag daarna om het bewijs.")


def seal(finished: FinishedCheck) -> str:
    """The finished check as text for a hidden field, that nobody else can make or change.

    It is not compressed: the page is, and says nearly the same.
    """
    # Not asdict, which copies the whole report before it is written.
    return _serializer().dumps({field.name: getattr(finished, field.name) for field in fields(finished)})


def unseal(text: str, now: datetime) -> FinishedCheck:
    """The finished check in what came back. Raises InvalidInputError when it is not ours or more than a day old."""
    try:
        finished = FinishedCheck(**_serializer().loads(text))
    except BadData as problem:
        raise InvalidInputError({FIELD: NOT_OURS}) from problem
    # The moment of the check stands inside, so no second clock decides how old it is.
    age = now - read_moment(finished.report["checked_at"])
    if not -CLOCK_SKEW <= age <= MAX_AGE:
        raise InvalidInputError({FIELD: TOO_OLD})
    return finished


def _serializer() -> Serializer[str]:
    return Serializer(current_app.secret_key or "", salt=SALT, serializer_kwargs={"separators": (",", ":")})
