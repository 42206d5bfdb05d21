"""Which kinds of badge may an organisation make and give? (design: domain, "Kinds of badge", guards)"""

from __future__ import annotations

from dataclasses import dataclass

from badgeservice.model.achievement import Kind
from badgeservice.model.issuer import OrganisationKind
from badgeservice.storage.tables import OrganisationRow
from badgeservice.wording import N_

NEEDS_BRIN = N_(
    "Voor deze soort badge is een BRIN nodig dat de beheerder van de dienst heeft nagekeken. Vraag hem om hulp."
)
NEEDS_LEERBEDRIJF = N_("Voor een praktijkverklaring is een leerbedrijf-id nodig. Vul dat eerst in bij Instellingen.")
NEEDS_BRANCH = N_("Alleen een branche maakt een branchecertificaat. Vraag je branche of je het mag geven.")
NEEDS_EVC = N_(
    "Voor een ervaringscertificaat is een erkenning voor EVC nodig. Vraag de beheerder van de dienst om hulp."
)


@dataclass(frozen=True)
class OrganisationFacts:
    """What is known of an organisation that decides which kinds it may give; `brin_checked` and `evc_recognised` are
    the operator's to set."""

    kind: str
    brin_checked: bool = False
    leerbedrijf_id: str | None = None
    evc_recognised: bool = False


def facts_of(organisation: OrganisationRow) -> OrganisationFacts:
    """What the row of an organisation says."""
    return OrganisationFacts(
        kind=organisation.kind,
        brin_checked=organisation.brin_checked and organisation.brin is not None,
        leerbedrijf_id=organisation.leerbedrijf_id,
        evc_recognised=organisation.evc_recognised,
    )


def making_problem(kind: Kind, facts: OrganisationFacts) -> str | None:
    """Why an organisation may not make, or release, a badge class of this kind: a sentence that says what to do."""
    if kind is Kind.BRANCHECERTIFICAAT and facts.kind != OrganisationKind.BRANCH:
        return NEEDS_BRANCH
    return giving_problem(kind, facts)


def giving_problem(kind: Kind, facts: OrganisationFacts) -> str | None:
    """Why an organisation may not give a badge of this kind. Whether it may give that of a branch is the mandate's."""
    if kind.is_of_a_school and not facts.brin_checked:
        return NEEDS_BRIN
    if kind is Kind.PRAKTIJKVERKLARING and not facts.leerbedrijf_id:
        return NEEDS_LEERBEDRIJF
    if kind is Kind.ERVARINGSCERTIFICAAT and not facts.evc_recognised:
        return NEEDS_EVC
    return None
