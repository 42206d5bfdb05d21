"""In which words do we show the people of an organisation, what they may do, and its keys?"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.errors import NotFoundError
from badgeservice.organisations.roles import Role
from badgeservice.storage import accounts
from badgeservice.web.words import lazy_gettext
from badgeservice.wording import N_


@dataclass(frozen=True)
class RoleWords:
    """A role and what it lets somebody do."""

    name: str
    line: str


@dataclass(frozen=True)
class Person:
    """Somebody in an organisation, with the words of their roles."""

    id: UUID
    name: str
    email: str
    roles: tuple[str, ...]
    has_signed_in: bool


ROLES = {
    Role.MANAGER: RoleWords(lazy_gettext("Beheerder"), lazy_gettext("Mag alles, ook mensen erbij zetten en weghalen.")),
    Role.COMPOSER: RoleWords(lazy_gettext("Samensteller"), lazy_gettext("Maakt soorten badges.")),
    Role.GIVER: RoleWords(lazy_gettext("Gever"), lazy_gettext("Geeft badges en trekt ze in.")),
    Role.READER: RoleWords(lazy_gettext("Lezer"), lazy_gettext("Kijkt mee, en verandert niets.")),
}
KEY_STATES = {
    "pending": lazy_gettext("Nog niet in gebruik"),
    "active": lazy_gettext("In gebruik"),
    "retired": lazy_gettext("Vervangen; oude badges blijven geldig"),
    "compromised": lazy_gettext("Niet meer te vertrouwen"),
}


def people_of(session: Session, organisation: UUID) -> list[Person]:
    """Everybody in an organisation, one row a person."""
    people: dict[UUID, Person] = {}
    for account, membership in accounts.members(session, organisation):
        before = people[account.id].roles if account.id in people else ()
        roles = (*before, role_name(membership.role))
        name = account.name or account.email
        people[account.id] = Person(account.id, name, account.email, roles, account.password is not None)
    return list(people.values())


def role_name(role: str) -> str:
    """Beheerder."""
    return str(ROLES[Role(role)].name)


def person(session: Session, organisation: UUID, account: UUID) -> Person:
    """One person of an organisation. Raises NotFoundError for anybody else."""
    for one in people_of(session, organisation):
        if one.id == account:
            return one
    raise NotFoundError(N_("Deze persoon hoort niet bij de organisatie."))
