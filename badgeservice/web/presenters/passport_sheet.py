"""What stands on the page of A4 that goes with a cv: every word of it, as the drawing takes them?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import get_locale

from badgeservice.model.addresses import Addresses
from badgeservice.model.check_code import in_groups
from badgeservice.portfolio.passport import Passport, Proof, Skill
from badgeservice.web.presenters.moments import day
from badgeservice.web.presenters.passport import badges_words, skills_words, source_name
from badgeservice.web.words import gettext as _

# More does not fit on a page in any case; which of these do, the page finds out.
MOST_SKILLS = 40
# Of one skill the newest badges are enough to check it.
MOST_PROOFS, MOST_DISCS = 3, 5
LONGEST_NAME = 90

Sheet = dict[str, Any]


def passport_sheet(passport: Passport, person: str, addresses: Addresses, now: datetime) -> Sheet:
    """The sheet for `drawing.passport_pdf`; `person` is the name that the learner chose."""
    numbers: dict[Proof, int] = {}
    skills = [_skill(skill, numbers) for skill in passport.all_skills[:MOST_SKILLS]]
    return {
        "language": str(get_locale()),
        "name": _("Skills paspoort van %(person)s", person=person),
        "author": addresses.host,
        "date": {part: getattr(now, part) for part in ("year", "month", "day", "hour", "minute", "second")},
        "kind": _("Skills paspoort"),
        "person": person,
        "sentence": _("%(skills)s, met %(badges)s. Gemaakt op %(day)s.", skills=skills_words(passport),
                      badges=badges_words(passport), day=day(now)),
        "skills_title": _("Skills"),
        "skills_heads": [_("Skill"), _("Bron"), _("Badge nr.")],
        "skills": skills,
        "total": len(passport.all_skills),
        "more_one": _("Er is nog 1 skill. Die past niet op dit blad. Hij staat op %(place)s.", place=_place(addresses)),
        "more_many": _("Er zijn nog {number} skills. Die passen niet op dit blad. Ze staan op %(place)s.",
                       place=_place(addresses)),
        "badges_title": _("Badges"),
        "badges_heads": [_("Nr."), _("Badge"), _("Gegeven door"), _("Gegeven op"), _("Code")],
        "badges": [_badge(proof, number, addresses) for proof, number in numbers.items()],
        "check": _check(addresses),
        "missing": _("☐ staat voor een teken dat we hier niet kunnen tekenen. Op de website staat het wel."),
    }  # fmt: skip


def _skill(skill: Skill, numbers: dict[Proof, int]) -> Sheet:
    """Badges are numbered where they come first; `upto` is the last number that any skill so far needs."""
    shown = skill.proofs[:MOST_PROOFS]
    named = [numbers.setdefault(proof, len(numbers) + 1) for proof in shown]
    more = len(skill.proofs) - len(shown)
    return {
        "name": _cut(skill.name),
        "language": skill.language,
        "source": source_name(skill) or _("Naam van de badge"),
        "numbers": ", ".join(map(str, named)),
        "more": str(_("en nog %(number)s", number=more)) if more else None,
        "discs": min(len(skill.proofs), MOST_DISCS),
        "upto": len(numbers),
    }


def _badge(proof: Proof, number: int, addresses: Addresses) -> Sheet:
    return {
        "number": str(number),
        "name": _cut(proof.name),
        "language": proof.language,
        "giver": _cut(proof.giver),
        "day": day(proof.given_at),
        "code": in_groups(proof.code),
        "address": addresses.check(proof.code),
    }


def _check(addresses: Addresses) -> Sheet:
    return {
        "title": _("Zijn deze badges echt?"),
        "sentence": _("Scan de code met je telefoon. Of typ dit adres. Vul daar de code van een badge in."),
        "address": f"{addresses.base_url}/controleren",
        "qr": _("QR-code. Hier kijk je of een badge echt is."),
        "guard": _("Dit is geen mbo-diploma of mbo-certificaat."),
    }


def _place(addresses: Addresses) -> str:
    return f"{addresses.host}/mijn/paspoort"


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
