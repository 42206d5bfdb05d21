"""Who gives a badge?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class OrganisationKind(StrEnum):
    """The kinds of organisation that can give badges."""

    EMPLOYER = "werkgever"
    BRANCH = "branche"
    SCHOOL = "opleider"


@dataclass(frozen=True)
class Identifier:
    """An identifier from a register: `kind` is ext:KvK, ext:SBBLeerbedrijfId or ext:BRIN (OB 3.0 `IdentifierEntry`)."""

    kind: str
    value: str


@dataclass(frozen=True)
class Issuer:
    """The issuer as it is signed into a badge (OB 3.0 `Profile`): `id` a DID, `url` the public page.

    `school_brin` is the BRIN of a school; when it is given it is written as `parentOrg`. `endorsements` are signed
    documents about this organisation, mandates among them, as they were signed.
    """

    id: str
    name: str
    url: str
    identifiers: tuple[Identifier, ...] = ()
    school_brin: str | None = None
    endorsements: tuple[Mapping[str, Any], ...] = ()
