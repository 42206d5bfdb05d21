"""What does the page of a learner's skills paspoort say?"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import url_for
from markupsafe import Markup

from badgeservice.drawing.skills_rail import NARROW, WIDE, Hook, Wall, skills_picture, told
from badgeservice.errors import NotFoundError
from badgeservice.portfolio.passport import (
    COMPETENT_NL,
    ESCO,
    EXPIRED,
    REVOKED,
    SUSPENDED,
    WORK_PROCESS,
    Passport,
    Proof,
    Skill,
)
from badgeservice.web.presenters.moments import day
from badgeservice.web.words import gettext as _
from badgeservice.web.words import ngettext
from badgeservice.wording import N_

Page = dict[str, Any]
# With more than these a skill would be a page of its own; all badges stand under /mijn.
MOST_PROOFS = 5
MOST_ATTENDED = 20
# How many hooks are drawn: on a phone three rails, on a large screen two.
DRAWN = ((NARROW, 6, "smal"), (WIDE, 12, "breed"))
SOURCE_NAMES = {ESCO: "ESCO", COMPETENT_NL: "CompetentNL", WORK_PROCESS: N_("Werkproces")}


def passport_page(passport: Passport) -> Page:
    """What learner_passport.html shows."""
    return {
        "sentence": has_sentence(passport),
        "pictures": [_picture(passport.all_skills, *how) for how in DRAWN] if passport.all_skills else [],
        "skills": _rows(passport.skills),
        "unnamed": _rows(passport.unnamed),
        "attended": [_proof(proof) for proof in passport.attended[:MOST_ATTENDED]],
        "more_attended": _more_attended(len(passport.attended)),
        "left_out": _left_out(passport),
        "people": [{"key": key_of(name), "name": name} for name in passport.people],
        "pdf_href": url_for("learner.passport_sheet"),
    }


def has_sentence(passport: Passport) -> str:
    """Je hebt 12 skills, met 5 badges."""
    return str(_("Je hebt %(skills)s, met %(badges)s.", skills=skills_words(passport), badges=badges_words(passport)))


def skills_words(passport: Passport) -> str:
    """12 skills."""
    return str(ngettext("%(num)s skill", "%(num)s skills", len(passport.all_skills)))


def badges_words(passport: Passport) -> str:
    """5 badges."""
    return _badges(passport.badges)


def source_name(skill: Skill) -> str | None:
    """ESCO; a werkproces with its code, which starts with its crebonummer."""
    if skill.source is None:
        return None
    name = str(_(SOURCE_NAMES[skill.source]))
    return f"{name} {skill.code}" if skill.code else name


def key_of(name: str) -> str:
    """What stands for a name in an address, so that the name itself is in no log."""
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def chosen_person(passport: Passport, key: str) -> str:
    """The name that was chosen, the newest one when nothing was. Raises NotFoundError for a name on no badge."""
    people = {key_of(name): name for name in passport.people}
    if not key:
        return passport.people[0]
    if key not in people:
        raise NotFoundError(N_("Deze naam staat niet op je badges. Ga terug naar je paspoort en kies een naam."))
    return people[key]


def _badges(number: int) -> str:
    return str(ngettext("%(num)s badge", "%(num)s badges", number))


def _picture(skills: Sequence[Skill], wall: Wall, most: int, name: str) -> Page:
    hooks = [Hook(skill.name, len(skill.proofs), _badges(len(skill.proofs))) for skill in skills[:most]]
    title = _("Je skills aan een rail")
    drawn = Markup(skills_picture(hooks, wall, f"rail-{name}", title, told(hooks)))  # noqa: S704 - our own drawing
    words = _("Dit zijn de %(number)s skills met de meeste badges. De lijst laat alles zien.", number=most)
    return {"svg": drawn, "name": name, "caption": words if len(skills) > most else None}


def _rows(skills: Sequence[Skill]) -> list[Page]:
    """A badge proves more skills than one: its words are chosen once."""
    shown = {proof for skill in skills for proof in skill.proofs[:MOST_PROOFS]}
    words = {proof.badge: _proof(proof) for proof in shown}
    return [_row(skill, words) for skill in skills]


def _row(skill: Skill, words: Mapping[UUID, Page]) -> Page:
    number = len(skill.proofs)
    more = _("De nieuwste %(some)s van %(badges)s.", some=MOST_PROOFS, badges=_badges(number))
    return {
        "name": skill.name,
        "language": skill.language,
        "source": source_name(skill),
        "proofs": [words[proof.badge] for proof in skill.proofs[:MOST_PROOFS]],
        "more": more if number > MOST_PROOFS else None,
    }


def _proof(proof: Proof) -> Page:
    return {
        "name": proof.name,
        "language": proof.language,
        "href": url_for("learner.badge", badge=proof.badge),
        "giver": proof.giver,
        "day": day(proof.given_at),
    }


def _more_attended(number: int) -> str | None:
    more = number - MOST_ATTENDED
    return str(_("En nog %(badges)s.", badges=_badges(more))) if more > 0 else None


def _left_out(passport: Passport) -> list[str]:
    counts = passport.left_out
    said = (
        (EXPIRED, ngettext("%(num)s badge telt niet mee. De einddatum is voorbij.",
                           "%(num)s badges tellen niet mee. De einddatum is voorbij.", counts.get(EXPIRED, 0))),
        (SUSPENDED, ngettext("%(num)s badge telt nu niet mee. De gever heeft hem tijdelijk stopgezet.",
                             "%(num)s badges tellen nu niet mee. De gever heeft ze tijdelijk stopgezet.",
                             counts.get(SUSPENDED, 0))),
        (REVOKED, ngettext("%(num)s badge telt niet mee. De gever heeft hem ingetrokken.",
                           "%(num)s badges tellen niet mee. De gever heeft ze ingetrokken.", counts.get(REVOKED, 0))),
    )  # fmt: skip
    return [str(sentence) for state, sentence in said if counts.get(state)]
