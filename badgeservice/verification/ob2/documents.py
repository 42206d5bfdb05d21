"""Which badge class and issuer stand behind an Assertion? What their own addresses serve counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import schema
from badgeservice.verification.context import Context
from badgeservice.verification.fetching import fetch_json

Document = Mapping[str, Any]

UNRESOLVABLE = "issuer.unresolvable"
MAX_ADDRESS = 8_000


@dataclass(frozen=True)
class Behind:
    """The badge class and the profile of the issuer, each as its own address serves it."""

    badge_class: Document
    profile: Document

    @property
    def issuer(self) -> str:
        """The address of the issuer."""
        return str(self.profile["id"])

    @property
    def evidence(self) -> dict[str, str]:
        """Where both were found, for the report."""
        return {"badge_class": str(self.badge_class["id"])[:MAX_ADDRESS], "issuer": self.issuer}


def behind(assertion: Document, context: Context) -> Behind:
    """The badge class that an Assertion names, and the issuer that the class names.

    Raises UnavailableError(issuer.unresolvable | fetch.*) for what could not be had, MalformedError(schema.invalid |
    ob2.id_mismatch | issuer.mismatch) for what contradicts.
    """
    badge_class = _document_at(assertion["badge"], context, "ob2.id_mismatch")
    schema.validate_part(badge_class, schema.OB2_BADGE_CLASS)
    issuer = badge_class["issuer"]
    if _address_of(issuer) is None:
        raise UnavailableError(UNRESOLVABLE, "an issuer without an address")
    profile = _document_at(issuer, context, "issuer.mismatch")
    schema.validate_part(profile, schema.OB2_PROFILE)
    return Behind(badge_class, profile)


def _document_at(named: Any, context: Context, mismatch: str) -> Document:
    """What the address of a thing serves; a thing without an address is what stands in the document."""
    address = _address_of(named)
    if address is None:
        if isinstance(named, Mapping):
            return named
        raise UnavailableError(UNRESOLVABLE, str(named)[:200])
    served = fetch_json(address, context, UNRESOLVABLE)
    if served.get("id") != address:
        raise MalformedError(mismatch, f"another id at {address}")
    return served


def _address_of(named: Any) -> str | None:
    """The web address of a thing that is named by it or embedded under it."""
    identifier = named.get("id") if isinstance(named, Mapping) else named
    if not isinstance(identifier, str) or not identifier.lower().startswith(("http://", "https://")):
        return None
    if len(identifier) > MAX_ADDRESS:
        raise MalformedError("parse.too_large", "an address")
    return identifier
