"""Is a badge of every form that is given here sound now, and is it refused when it must be?"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from badgeservice.errors import BadgeServiceError
from badgeservice.formats import baking_png, baking_svg
from badgeservice.formats.recognise import OPEN_BADGE_DATA_INTEGRITY
from badgeservice.model.fetched import Fetched
from badgeservice.selftest.answers import world
from badgeservice.selftest.forms import FORM
from badgeservice.selftest.giver import PLACE, Giver, fresh_giver
from badgeservice.selftest.results import NOT_MADE, SOUND, Clock, Direction, Judgement, Line, judgement_of
from badgeservice.verification.pipeline import verify

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><circle cx="1" cy="1" r="1"/></svg>'
FORGED, REVOKED = "proof.signature_invalid", "status.revoked"

Make = Callable[[Giver], bytes]
Answers = Mapping[str, Fetched]


@dataclass(frozen=True)
class Given:
    """A form that is given: how it is made, as what it must be recognised, and how another's key must be refused."""

    form: str
    make: Make
    format: str
    forged: str = FORGED


def _in_a_png(giver: Giver) -> bytes:
    return baking_png.bake(PIXEL, giver.signed)


def _in_an_svg(giver: Giver) -> bytes:
    return baking_svg.bake(DRAWING, giver.signed)


# A form that the service learns to give gets a line here.
GIVEN = (
    Given("ob3-proof-array", lambda giver: giver.signed, OPEN_BADGE_DATA_INTEGRITY),
    Given("ob3-png", _in_a_png, OPEN_BADGE_DATA_INTEGRITY),
    Given("ob3-svg", _in_an_svg, OPEN_BADGE_DATA_INTEGRITY),
)


def gives(now: datetime, clock: Clock, given: tuple[Given, ...] = GIVEN) -> Iterator[Line]:
    """Each form as it is given, and under the keys of another; then the status list, with the badge withdrawn in it."""
    giver, stranger = fresh_giver(now), fresh_giver(now)
    served, others, withdrawn = giver.serves(), stranger.serves(), giver.serves(PLACE)
    for one in given:
        yield _line(one, SOUND, Judgement("valid", None, one.format), giver, served, clock)
        yield _line(one, "other-key", Judgement("invalid", one.forged, one.format), giver, others, clock)
    listed = Given("bitstring-status-list", lambda giver: giver.signed, OPEN_BADGE_DATA_INTEGRITY)
    yield _line(listed, SOUND, Judgement("valid", None, listed.format), giver, served, clock)
    yield _line(listed, "revoked", Judgement("invalid", REVOKED, listed.format), giver, withdrawn, clock)


def _line(given: Given, fixture: str, expected: Judgement, giver: Giver, answers: Answers, clock: Clock) -> Line:
    began = clock()
    found = _found(given.make, giver, answers)
    return Line(FORM[given.form], Direction.GIVES, fixture, expected, found, clock() - began)


def _found(make: Make, giver: Giver, answers: Answers) -> Judgement:
    """What comes of a badge; of one that could not be made, why not."""
    try:
        made = make(giver)
    except BadgeServiceError as problem:
        return Judgement(NOT_MADE, str(problem))
    return judgement_of(verify(made, world(giver.now, answers)))
