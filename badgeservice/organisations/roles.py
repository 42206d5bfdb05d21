"""Who may do what in an organisation?"""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """The roles of staff in an organisation."""

    MANAGER = "beheerder"
    COMPOSER = "samensteller"
    GIVER = "gever"
    READER = "lezer"


class Right(StrEnum):
    """What a route asks for."""

    READ = "read"
    COMPOSE = "compose"
    GIVE = "give"
    MANAGE = "manage"
    SEE_PEOPLE = "see people"


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.MANAGER: frozenset(Right),
    Role.COMPOSER: frozenset({Right.READ, Right.COMPOSE}),
    Role.GIVER: frozenset({Right.READ, Right.GIVE, Right.SEE_PEOPLE}),
    Role.READER: frozenset({Right.READ}),
}


def rights_of(roles: frozenset[str]) -> frozenset[Right]:
    """Everything that somebody with these roles may do."""
    return frozenset(right for role in roles for right in RIGHTS[Role(role)])
