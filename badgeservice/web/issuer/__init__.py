"""What do the staff of an organisation see: overview, badge classes, giving, given badges, people?"""

from __future__ import annotations

from badgeservice.web.issuer import (
    archive,
    asking,
    assessor,
    awards,
    class_words,
    classes,
    corrections,
    designer,
    four_eyes,
    give,
    insight,
    list_giving,
    list_page,
    list_rows,
    list_start,
    list_what,
    mail,
    offers,
    overview,
    own_behaviours,
    parts,
    proposed_classes,
    renew,
    requests,
    sending,
    sheet,
    skills,
    skills_matrix,
    waiting_awards,
    withdraw,
)
from badgeservice.web.issuer.blueprint import issuer
from badgeservice.web.issuer.mandates import mandates
from badgeservice.web.issuer.members import members
from badgeservice.web.issuer.programs import programs
from badgeservice.web.issuer.recommendations import recommendations

__all__ = [
    "ISSUER_PARTS",
    "archive",
    "asking",
    "assessor",
    "awards",
    "class_words",
    "classes",
    "corrections",
    "designer",
    "four_eyes",
    "give",
    "insight",
    "list_giving",
    "list_page",
    "list_rows",
    "list_start",
    "list_what",
    "mail",
    "offers",
    "overview",
    "own_behaviours",
    "parts",
    "proposed_classes",
    "renew",
    "requests",
    "sending",
    "sheet",
    "skills",
    "skills_matrix",
    "waiting_awards",
    "withdraw",
]

ISSUER_PARTS = (issuer, members, programs, mandates, recommendations)
