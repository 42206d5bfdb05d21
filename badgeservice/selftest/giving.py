"""Is a badge of every form that is given here sound now, and is it refused when it must be?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from badgeservice.errors import BadgeServiceError
from badgeservice.formats.recognise import OPEN_BADGE_DATA_INTEGRITY, OPEN_BADGE_JWT
from badgeservice.formats.recognise_ob2 import HOSTED, SIGNED
from badgeservice.model.fetched import Fetched
from badgeservice.selftest import given_forms as forms
from badgeservice.selftest.answers import world
from badgeservice.selftest.forms import FORM, Form
from badgeservice.selftest.giver import Giver, fresh_giver
from badgeservice.selftest.results import NOT_MADE, SOUND, Clock, Direction, Judgement, Line, judgement_of
from badgeservice.selftest.served import serves
from badgeservice.verification.pipeline import verify

OTHER_KEY, FORGED = "other-key", "proof.signature_invalid"
REVOKED, BY_LIST, BY_2 = "revoked", "status.revoked", "ob2.revoked"

Make = Callable[[Giver], bytes]
Answers = Mapping[str, Fetched]


@dataclass(frozen=True)
class Given:
    """A form that is given: how it is made, as what it must be recognised, why it is refused once withdrawn.

    `signed` is whether it bears a signature, so that it must be refused under the keys of another.
    """

    form: Form
    make: Make
    format: str
    withdrawn: str = BY_LIST
    signed: bool = True


# A form that the service learns to give gets a line here.
GIVEN = (
    Given(FORM["ob3-proof-array"], forms.signed, OPEN_BADGE_DATA_INTEGRITY),
    Given(FORM["vc-jwt"], forms.vc_jwt, OPEN_BADGE_JWT),
    Given(FORM["ob3-jwt-rs256"], forms.open_badge_jwt, OPEN_BADGE_JWT),
    Given(FORM["ob3-png"], forms.in_a_png, OPEN_BADGE_DATA_INTEGRITY),
    Given(FORM["ob3-svg"], forms.in_an_svg, OPEN_BADGE_DATA_INTEGRITY),
    Given(FORM["ob2-hosted"], forms.hosted, HOSTED, BY_2, signed=False),
    Given(FORM["ob2-signed"], forms.signed_assertion, SIGNED, BY_2),
    Given(FORM["ob2-png"], forms.hosted_in_a_png, HOSTED, BY_2, signed=False),
    Given(FORM["ob2-svg"], forms.hosted_in_an_svg, HOSTED, BY_2, signed=False),
)


def gives(now: datetime, clock: Clock, given: tuple[Given, ...] = GIVEN) -> Iterator[Line]:
    """Each form as it is given, under the keys of another, and with the badge withdrawn."""
    giver, stranger = fresh_giver(now), fresh_giver(now)
    served, others, withdrawn = serves(giver), serves(stranger), serves(giver, withdrawn=True)
    for one in given:
        yield _line(one, SOUND, Judgement("valid", None, one.format), giver, served, clock)
        if one.signed:
            yield _line(one, OTHER_KEY, Judgement("invalid", FORGED, one.format), giver, others, clock)
        yield _line(one, REVOKED, Judgement("invalid", one.withdrawn, one.format), giver, withdrawn, clock)


def _line(given: Given, fixture: str, expected: Judgement, giver: Giver, answers: Answers, clock: Clock) -> Line:
    began = clock()
    found = _found(given.make, giver, answers)
    return Line(given.form, Direction.GIVES, fixture, expected, found, clock() - began)


def _found(make: Make, giver: Giver, answers: Answers) -> Judgement:
    """What comes of a badge; of one that could not be made, why not."""
    try:
        made = make(giver)
    except BadgeServiceError as problem:
        return Judgement(NOT_MADE, str(problem))
    return judgement_of(verify(made, world(giver.now, answers)))
