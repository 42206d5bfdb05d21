"""Under which addresses do people ask for a badge, and judge somebody without an account?"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class AskingAddresses:
    """Builds addresses from the base URL of one installation (no slash at the end)."""

    base_url: str

    def ask(self, code: str) -> str:
        """Where people ask for one badge: what the poster's QR holds."""
        return f"{self.base_url}/vraag/{code}"

    def assess(self, token: str) -> str:
        """The one-time address at which somebody without an account judges one person."""
        return f"{self.base_url}/beoordelen/{token}"

    def check_draft(self, organisation: str, draft: UUID) -> str:
        """The last screen of giving, where a judged badge is given with one click."""
        return f"{self.base_url}/organisatie/{organisation}/geven/{draft}/nakijken"
