"""What did somebody fill in to give a badge, and what is wrong with it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from badgeservice.model.achievement import Kind, Level
from badgeservice.organisations import typed_text
from badgeservice.storage.tables import BadgeClassVersionRow
from badgeservice.wording import N_

LONGEST_EVIDENCE = 2000
LONGEST_PROOF = 500

NOT_A_DAY = N_("Schrijf de datum als dag-maand-jaar, bijvoorbeeld 22-11-2026.")


@dataclass(frozen=True)
class OwnSeen:
    """A gedragsvoorbeeld that was seen and that the giver added to the badge of a branch; `id` is that of its row."""

    id: str
    text: str
    level: Level | None = None


@dataclass(frozen=True)
class Order:
    """A badge to give. `levels`: behaviour id → level, or None for kinds without levels; `proofs`: behaviour id → what
    it was seen in, for kinds that ask for that."""

    name: str
    email: str
    levels: dict[str, Level | None]
    assessor: str = ""
    judged_on: date | None = None
    activity_start: date | None = None
    activity_end: date | None = None
    license_number: str = ""
    evidence: str = ""
    evidence_url: str = ""
    own: tuple[OwnSeen, ...] = ()
    proofs: Mapping[str, str] = field(default_factory=dict)


def who_problems(name: str, email: str) -> dict[str, str]:
    """What is wrong with the answers of the first screen: field → sentence."""
    return typed_text.found(
        {
            "name": typed_text.line_problem(name, 120, N_("Vul de naam in van wie de badge krijgt.")),
            "email": typed_text.email_problem(email) if email else None,
        }
    )


def what_problems(order: Order, version: BadgeClassVersionRow, today: date) -> dict[str, str]:
    """What is wrong with the answers of the second screen: field → sentence."""
    kind = Kind(version.badge_class.kind)
    is_statement = kind is Kind.PRAKTIJKVERKLARING
    need_assessor = N_("Vul in wie dit heeft beoordeeld.") if kind.has_levels else None
    return typed_text.found(
        {
            "behaviours": _behaviours_problem(order, version, kind),
            "assessor": typed_text.line_problem(order.assessor, 120, need_assessor),
            "judged_on": _judged_problem(order, kind, today),
            "activity_start": _period_start_problem(order, is_statement, kind, today),
            "activity_end": _period_end_problem(order, is_statement, today),
            "license_number": typed_text.line_problem(order.license_number, 60),
            "evidence": _evidence_problem(order),
            "evidence_url": _address_problem(order),
            **(_proofs_problems(order, version) if kind.needs_proofs else {}),
        }
    )


def _behaviours_problem(order: Order, version: BadgeClassVersionRow, kind: Kind) -> str | None:
    known = {behaviour["id"] for behaviour in version.behaviours}
    if not kind.claims_skill:
        return N_("Een bewijs van deelname zegt niet wat iemand kan. Vink niets aan.") if order.levels else None
    if not order.levels:
        return N_("Vink minstens één ding aan dat je zelf hebt gezien.")
    if not set(order.levels) <= known:
        return N_("Een aangevinkt gedrag hoort niet bij deze badge. Vink opnieuw aan.")
    levels = [*order.levels.values(), *(one.level for one in order.own)]
    if kind.has_levels and None in levels:
        return N_("Kies bij elk aangevinkt gedrag: zelf of met hulp.")
    if not kind.has_levels and any(levels):
        return N_("Bij deze soort badge hoort geen niveau. Laat zelf of met hulp weg.")
    return None


def _day_problem(day: date | None, today: date, missing: str) -> str | None:
    if day is None:
        return missing
    if day > today:
        return N_("Deze datum ligt in de toekomst. Kies vandaag of een eerdere dag.")
    return N_("Deze datum klopt niet. Kijk het jaar na.") if day.year < 1950 else None


def _judged_problem(order: Order, kind: Kind, today: date) -> str | None:
    if order.judged_on is None and not kind.claims_skill:
        return None
    return _day_problem(order.judged_on, today, N_("Vul in wanneer dit is beoordeeld."))


def _proofs_problems(order: Order, version: BadgeClassVersionRow) -> dict[str, str | None]:
    """What is wrong with the text beside each behaviour; its field is "proof-" and the behaviour. What is not ticked
    needs none, but is kept, and so has the same limits."""
    missing = N_("Schrijf op waaraan je dit hebt gezien.")
    return {
        f"proof-{one['id']}": typed_text.paragraph_problem(
            order.proofs.get(one["id"], ""), LONGEST_PROOF, missing if one["id"] in order.levels else None
        )
        for one in version.behaviours
    }


def _period_start_problem(order: Order, needed: bool, kind: Kind, today: date) -> str | None:
    if order.activity_start is None and not kind.claims_skill:
        return N_("Vul in op welke dag het was.")
    if order.activity_start is None:
        if order.activity_end is not None:
            return N_("Vul ook de eerste dag in.")
        return N_("Vul de eerste dag van de periode in.") if needed else None
    return _day_problem(order.activity_start, today, "")


def _period_end_problem(order: Order, needed: bool, today: date) -> str | None:
    if order.activity_end is None:
        return N_("Vul de laatste dag van de periode in.") if needed else None
    if order.activity_start is not None and order.activity_end < order.activity_start:
        return N_("De laatste dag ligt voor de eerste dag. Draai ze om.")
    return _day_problem(order.activity_end, today, "")


def _evidence_problem(order: Order) -> str | None:
    if order.evidence_url and not order.evidence.strip():
        return N_("Schrijf ook op wat er achter de link staat.")
    return typed_text.paragraph_problem(order.evidence, LONGEST_EVIDENCE)


def _address_problem(order: Order) -> str | None:
    address = order.evidence_url
    if not address:
        return None
    if not typed_text.is_https_address(address):
        return N_("Een link begint met https://. Kopieer het hele adres.")
    return typed_text.line_problem(address, 500)
