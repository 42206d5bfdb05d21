"""How does an organisation stand in what it signs?"""

from __future__ import annotations

from badgeservice.model.addresses import Addresses
from badgeservice.model.issuer import Identifier, Issuer
from badgeservice.storage.tables import OrganisationRow


def issuer_of(organisation: OrganisationRow, addresses: Addresses) -> Issuer:
    """The issuer of badges of an organisation."""
    identifiers = [Identifier("ext:KvK", organisation.kvk)]
    if organisation.leerbedrijf_id:
        identifiers.append(Identifier("ext:SBBLeerbedrijfId", organisation.leerbedrijf_id))
    return Issuer(
        id=addresses.organisation_did(organisation.slug),
        name=organisation.name,
        url=addresses.organisation(organisation.slug),
        identifiers=tuple(identifiers),
        school_brin=organisation.brin if organisation.brin_checked else None,
    )
