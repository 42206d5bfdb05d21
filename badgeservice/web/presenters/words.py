"""What are the kinds of badge and of organisation called?"""

from __future__ import annotations

from badgeservice.issuing.kind_words import NAMES, diploma_line
from badgeservice.model.achievement import Kind
from badgeservice.model.issuer import OrganisationKind
from badgeservice.storage.tables import OrganisationRow
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext

KIND_NAMES = {kind: lazy_gettext(name) for kind, name in NAMES.items()}
ORGANISATION_NAMES = {
    OrganisationKind.EMPLOYER: lazy_gettext("Werkgever"),
    OrganisationKind.BRANCH: lazy_gettext("Branche"),
    OrganisationKind.SCHOOL: lazy_gettext("Opleider"),
}


def kind_name(kind: str) -> str:
    """Skillsbadge."""
    return str(KIND_NAMES[Kind(kind)])


def diploma_words(kind: Kind | str) -> str:
    """Dit is geen mbo-diploma of mbo-certificaat."""
    return str(_(diploma_line(kind)))


def organisation_kind(kind: str) -> str:
    """Werkgever."""
    return str(ORGANISATION_NAMES[OrganisationKind(kind)])


def organisation_line(organisation: OrganisationRow) -> str:
    """Werkgever in Zwolle · KvK 00000000."""
    kind = organisation_kind(organisation.kind)
    return str(_("%(kind)s in %(place)s · KvK %(kvk)s", kind=kind, place=organisation.place, kvk=organisation.kvk))
