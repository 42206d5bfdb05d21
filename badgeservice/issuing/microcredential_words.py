"""How do the European elements of a microcredential read: which label, which words for a value?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from babel import Locale
from babel.numbers import format_decimal

from badgeservice.model.microcredential import Participation, Stackability, Supervision
from badgeservice.wording import N_, Translate

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "creditsAvailable": N_("Studiepunten (ECTS)"),
        "country": N_("Land"),
        "workloadHours": N_("Studielast"),
        "assessmentType": N_("Beoordeling"),
        "participationForm": N_("Meedoen"),
        "supervision": N_("Toezicht"),
        "qualityAssurance": N_("Kwaliteit bewaakt door"),
        "prerequisites": N_("Wat je vooraf moet kunnen"),
        "stackability": N_("Stapelen"),
    }
)
PARTICIPATION: Mapping[Participation, str] = MappingProxyType(
    {
        Participation.ONLINE: N_("online"),
        Participation.ONSITE: N_("op locatie"),
        Participation.BLENDED: N_("deels online, deels op locatie"),
    }
)
SUPERVISION: Mapping[Supervision, str] = MappingProxyType(
    {
        Supervision.UNSUPERVISED: N_("zonder toezicht"),
        Supervision.SUPERVISED: N_("met toezicht"),
        Supervision.SUPERVISED_AND_IDENTIFIED: N_("met toezicht en controle van het identiteitsbewijs"),
    }
)
STACKABILITY: Mapping[Stackability, str] = MappingProxyType(
    {
        Stackability.STAND_ALONE: N_("staat op zichzelf"),
        Stackability.STACKABLE: N_("telt mee voor een groter geheel"),
    }
)
_CHOICES: Mapping[str, str] = MappingProxyType(
    {str(choice): words for choices in (PARTICIPATION, SUPERVISION, STACKABILITY) for choice, words in choices.items()}
)
_COUNTRIES = {"NL": N_("Nederland"), "BE": N_("België"), "DE": N_("Duitsland")}
_HOURS = N_("{hours} uur")
_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")


def element_rows(
    elements: tuple[tuple[str, str], ...], translate: Translate, locale: Locale | str | None
) -> list[tuple[str, str]]:
    """A label and its value in words for each element of a badge, in the order of the badge."""
    return [(translate(LABELS[term]), _said(term, value, translate, locale)) for term, value in elements]


def _said(term: str, value: str, translate: Translate, locale: Locale | str | None) -> str:
    if term == "workloadHours":
        return translate(_HOURS).format(hours=value)
    if term == "country":
        return translate(_COUNTRIES[value]) if value in _COUNTRIES else value
    if term in {"participationForm", "supervision", "stackability"} and value in _CHOICES:
        return translate(_CHOICES[value])
    if term == "creditsAvailable" and _NUMBER.fullmatch(value):
        return format_decimal(value, locale=locale)
    return value
