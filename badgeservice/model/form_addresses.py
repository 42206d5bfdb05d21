"""Under which addresses are the other forms of a badge, and what these refer to? (contract, "Addresses")"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class FormAddresses:
    """Builds addresses from the base URL of one installation (no slash at the end)."""

    base_url: str

    def key(self, slug: str, name: str) -> str:
        """One public key of an organisation, as a JWK."""
        return f"{self.base_url}/orgs/{slug}/keys/{name}"

    def of_badge(self, badge: UUID, form: str) -> str:
        """Another form of a badge: jwt, ob.jwt, png, svg, pdf, ob2.json, …"""
        return f"{self.base_url}/badges/{badge}.{form}"

    @property
    def ob2_assertions(self) -> str:
        """Below which address all hosted Open Badges 2.0 Assertions lie."""
        return f"{self.base_url}/ob2/assertions/"

    def ob2_assertion(self, badge: UUID) -> str:
        """The badge as a hosted Open Badges 2.0 Assertion."""
        return f"{self.ob2_assertions}{badge}"

    def ob2_issuer(self, slug: str) -> str:
        """An organisation as an Open Badges 2.0 issuer."""
        return f"{self.base_url}/ob2/issuers/{slug}"

    def ob2_badge_class(self, issuer: str, slug: str, number: int) -> str:
        """One version of a badge class as an Open Badges 2.0 BadgeClass, which has one issuer."""
        return f"{self.ob2_issuer(issuer)}/badge-classes/{slug}/v{number}"

    def ob2_key(self, issuer: str, name: str) -> str:
        """One public key of an Open Badges 2.0 issuer."""
        return f"{self.ob2_issuer(issuer)}/keys/{name}"

    def ob2_revocations(self, issuer: str) -> str:
        """The signed Open Badges 2.0 badges that an issuer revoked."""
        return f"{self.ob2_issuer(issuer)}/revocations"
