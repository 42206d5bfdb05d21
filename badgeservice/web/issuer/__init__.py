"""What do the staff of an organisation see: overview, badge classes, giving, given badges, people?"""

from __future__ import annotations

from badgeservice.web.issuer import (
    awards,
    class_words,
    classes,
    designer,
    four_eyes,
    give,
    overview,
    own_behaviours,
    proposed_classes,
    renew,
    sheet,
    waiting_awards,
    withdraw,
)
from badgeservice.web.issuer.blueprint import issuer
from badgeservice.web.issuer.mandates import mandates
from badgeservice.web.issuer.members import members
from badgeservice.web.issuer.programs import programs

__all__ = [
    "ISSUER_PARTS",
    "awards",
    "class_words",
    "classes",
    "designer",
    "four_eyes",
    "give",
    "overview",
    "own_behaviours",
    "proposed_classes",
    "renew",
    "sheet",
    "waiting_awards",
    "withdraw",
]

ISSUER_PARTS = (issuer, members, programs, mandates)
