"""How do the mandate and the recommendations in a badge read as sentences? (message ids are Dutch)"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from badgeservice.errors import MalformedError
from badgeservice.jsonld.moment import read_moment
from badgeservice.verification.report import About, JudgedEndorsement, Outcome, Report, Said
from badgeservice.wording import N_, Translate

Day = Callable[[datetime], str]

LONGEST_NAME, LONGEST_COMMENT = 120, 1_000
# What turns text around, or commands a terminal.
_UNSEEN = re.compile(r"[\x80-\x9f\u202a-\u202e\u2066-\u2069]")

KNOWN = N_("%(name)s (bij ons bekend)")
STRANGER = N_("%(name)s (bij ons niet bekend: %(id)s)")
MANDATED = N_("%(branch)s erkent deze badge. %(giver)s mocht hem geven op %(day)s (%(period)s).")
PERIOD, OPEN_PERIOD = N_("van %(start)s tot en met %(end)s"), N_("vanaf %(start)s")
ENDED = N_("Het mandaat is daarna gestopt, op %(end)s.")
UNPROVEN = N_("De badge zegt dat de norm van %(branch)s is. We konden niet vaststellen of %(branch)s dat goedvindt.")
RECOMMENDED = N_("Aanbevolen door %(endorser)s.")
ABOUT = {
    About.BADGE: N_("Dit gaat over deze badge."),
    About.ISSUER: N_("Dit gaat over %(giver)s."),
    About.CLASS: N_("Dit gaat over deze soort badge."),
    About.EARLIER_CLASS: N_("Dit gaat over een eerdere versie van deze soort badge."),
}
WITHDRAWN = N_("%(endorser)s heeft een aanbeveling bij deze badge ingetrokken.")


@dataclass(frozen=True)
class SaidByOther:
    """One sentence; `kind` is valid, warning or unknown, `quote` are the words of who said it, if they may be shown."""

    kind: str
    sentence: str
    quote: str | None = None


def said_by_others(report: Report, translate: Translate, day: Day) -> list[SaidByOther]:
    """What others say of a badge that is signed: the mandate first. Nothing of what was not proved is shown as said."""
    credential = report.credential
    if credential is None or report.check("proof").outcome is not Outcome.PASSED:
        return []
    giver = _cut(credential.issuer.name or credential.issuer.id)
    return [*_standard(report, giver, translate, day), *_recommendations(report, giver, translate)]


def _standard(report: Report, giver: str, translate: Translate, day: Day) -> Iterator[SaidByOther]:
    """Whether the branch that the badge names as its creator stands behind it."""
    credential, mandate = report.credential, report.mandate
    creator = credential.achievement.creator if credential and credential.achievement else None
    if mandate is not None:
        yield SaidByOther(_kind(mandate), _mandated(report, mandate, giver, translate, day))
    elif creator is not None and credential is not None and creator.id != credential.issuer.id:
        named = _cut(creator.name or creator.id)
        yield SaidByOther("unknown", translate(UNPROVEN) % {"branch": named})


def _mandated(report: Report, mandate: JudgedEndorsement, giver: str, translate: Translate, day: Day) -> str:
    credential = report.credential
    given = (credential.awarded_date or credential.valid_from) if credential else None
    start, end = _day(mandate.valid_from, day), _day(mandate.valid_until, day)
    period = translate(PERIOD if mandate.valid_until else OPEN_PERIOD) % {"start": start, "end": end}
    words = {"branch": _name(mandate, translate), "giver": giver, "day": _day(given, day), "period": period}
    sentence = translate(MANDATED) % words
    return f"{sentence} {translate(ENDED) % {'end': _day(mandate.ended, day)}}" if mandate.ended else sentence


def _recommendations(report: Report, giver: str, translate: Translate) -> Iterator[SaidByOther]:
    """What others recommend; nobody recommends itself."""
    issuer = report.credential.issuer.id if report.credential else ""
    for one in report.endorsements:
        if one.said is Said.MANDATE or one.about not in ABOUT or one.endorser_id == issuer:
            continue
        endorser = _name(one, translate)
        if one.outcome is Outcome.PASSED:
            told = f"{translate(RECOMMENDED) % {'endorser': endorser}} {translate(ABOUT[one.about]) % {'giver': giver}}"
            yield SaidByOther(_kind(one), told, _UNSEEN.sub("", one.comment)[:LONGEST_COMMENT] if one.comment else None)
        elif one.evidence.get("detail") == "status.revoked":
            yield SaidByOther("warning", translate(WITHDRAWN) % {"endorser": endorser})


def _name(one: JudgedEndorsement, translate: Translate) -> str:
    """By the name under which this service knows the endorser, or by the name it gives itself, with its id."""
    if one.known_as:
        return translate(KNOWN) % {"name": _cut(one.known_as)}
    return translate(STRANGER) % {"name": _cut(one.endorser_name or one.endorser_id), "id": _cut(one.endorser_id)}


def _kind(one: JudgedEndorsement) -> str:
    return "valid" if one.known_as else "warning"


def _day(written: str | None, day: Day) -> str:
    try:
        return day(read_moment(written)) if written else ""
    except MalformedError:
        return str(written)


def _cut(name: str) -> str:
    """A name that leaves the words of ours beside it where they stand: short, on one line, turning no text around."""
    name = " ".join(_UNSEEN.sub("", name).split())
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
