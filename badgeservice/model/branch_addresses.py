"""Under which addresses lies what organisations say about each other, and what these refer to?"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class BranchAddresses:
    """Builds addresses from the base URL of one installation (no slash at the end)."""

    base_url: str

    def badge_class(self, slug: str) -> str:
        """A badge class, whichever version: what a mandate is for."""
        return f"{self.base_url}/badge-classes/{slug}"

    def own_behaviour(self, organisation: str, behaviour: UUID) -> str:
        """What an organisation adds to a badge class of its branch: a place on its own page."""
        return f"{self.base_url}/orgs/{organisation}#{behaviour}"

    def endorsement(self, endorsement: UUID) -> str:
        """A signed endorsement or mandate: the credential's id."""
        return f"{self.base_url}/endorsements/{endorsement}"
