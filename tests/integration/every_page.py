"""Which pages are there to ask for, by whom, with the ids of a database filled in?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session
from werkzeug.routing import AnyConverter, Rule

from badgeservice.storage.tables import (
    AccountRow,
    AddressClaimRow,
    ApiTokenRow,
    AskingLinkRow,
    AwardDraftRow,
    AwardRow,
    BadgeClassRow,
    BadgeClassVersionRow,
    BadgeRequestRow,
    BatchRow,
    CorrectionRow,
    EndorsementRow,
    ForeignBadgeRow,
    KeptInputRow,
    MandateRow,
    OrganisationRow,
    ShareRow,
    SigningKeyRow,
    StatusListRow,
)

# Of one rule, this many addresses for each organisation, or at all.
MOST = 1
STAFF, LEARNER, ANYBODY, PROGRAM, PORTFOLIO = "staff", "learner", "anybody", "program", "portfolio"
BEGINNINGS = {
    "/mijn": LEARNER,
    "/organisatie": STAFF,
    "/beheer": STAFF,
    "/api/v1": PROGRAM,
    "/ims/ob/v3p0/credentials": PORTFOLIO,
    "/ims/ob/v3p0/profile": PORTFOLIO,
}
ARGUMENTS: Mapping[str, InstrumentedAttribute[Any]] = {
    "badge": AwardRow.id,
    "code": AwardRow.code,
    "award_id": AwardRow.id,
    "version_id": BadgeClassVersionRow.id,
    "draft_id": AwardDraftRow.id,
    "request_id": BadgeRequestRow.id,
    "batch_id": BatchRow.id,
    "kept_id": KeptInputRow.id,
    "link_id": AskingLinkRow.id,
    "mandate_id": MandateRow.id,
    "class_id": BadgeClassRow.id,
    "endorsement_id": EndorsementRow.id,
    "endorsement": EndorsementRow.id,
    "token_id": ApiTokenRow.id,
    "member_id": AccountRow.id,
    "mandated_id": OrganisationRow.id,
    "organisation_id": OrganisationRow.id,
    "correction": CorrectionRow.id,
    "share": ShareRow.id,
    "claim": AddressClaimRow.id,
    "status_list": StatusListRow.id,
    "name": SigningKeyRow.fragment,
    "badge_class": BadgeClassRow.slug,
    "/badge-classes slug": BadgeClassRow.slug,
    "/api slug": BadgeClassRow.slug,
    "/p token": ShareRow.token,
    "/vraag code": AskingLinkRow.code,
    "/mijn/elders badge": ForeignBadgeRow.id,
}
# An employer, a branch and a school of the demo.
ORGANISATIONS = ("gastvrij-oost", "hotel-de-zwaan", "praktijkcollege-ijsselstreek")
PLAIN = {"number": ["1"], "kind": ["skillsbadge", "praktijkverklaring"], "form": ["png", "svg"]}


@dataclass(frozen=True)
class Address:
    """Where to ask, as whom; `place` is the organisation in it, or nothing."""

    path: str
    who: str
    place: str


def rules(app: Flask) -> list[Rule]:
    """The rules of everything that can be looked at."""
    found = (rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()))
    return sorted((rule for rule in found if not rule.endpoint.endswith("static")), key=lambda rule: rule.rule)


def addresses(session: Session, rule: Rule) -> Iterator[Address]:
    """Every address of a rule that the rows of a database make, also those that will not answer."""
    names = sorted(rule.arguments)
    who = next((who for start, who in BEGINNINGS.items() if rule.rule.startswith(start)), ANYBODY)
    for values in product(*(_values(session, rule, name) for name in names)):
        given = dict(zip(names, values, strict=True))
        built = rule.build(given, append_unknown=False)
        if built is not None:
            yield Address(built[1], who, str(given.get("slug", "")))


def _values(session: Session, rule: Rule, name: str) -> Collection[Any]:
    converter = rule._converters[name]
    if isinstance(converter, AnyConverter):
        return sorted(converter.items)
    if name in PLAIN:
        return PLAIN[name]
    if name == "slug" and not rule.rule.startswith(("/api", "/badge-classes")):
        return ORGANISATIONS
    special = (column for key, column in ARGUMENTS.items() if _is_for(key, rule, name))
    column = next(special, ARGUMENTS.get(name))
    return session.scalars(select(column).order_by(column)).all() if column is not None else ()


def _is_for(key: str, rule: Rule, name: str) -> bool:
    start, _space, of = key.partition(" ")
    return of == name and rule.rule.startswith(start)
