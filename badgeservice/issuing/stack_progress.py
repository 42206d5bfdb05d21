"""Which parts of a larger badge does somebody have now, and which not?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from badgeservice.storage.tables import AwardRow


@dataclass(frozen=True)
class PartState:
    """One part: the badge that counts now, or else the newest that counts no more (`lost`), or neither."""

    badge_class_id: UUID
    award: AwardRow | None = None
    lost: AwardRow | None = None


@dataclass(frozen=True)
class Progress:
    """The parts of a larger badge, in their places, with what somebody has of them."""

    parts: tuple[PartState, ...]

    @property
    def have(self) -> int:
        """How many parts count now."""
        return sum(1 for part in self.parts if part.award is not None)

    @property
    def is_complete(self) -> bool:
        """Whether every part counts now; of no parts nothing is complete."""
        return bool(self.parts) and self.have == len(self.parts)

    @property
    def newest(self) -> AwardRow | None:
        """The part that was given last."""
        counting = [part.award for part in self.parts if part.award is not None]
        return max(counting, key=lambda award: award.given_at, default=None)


def counts_now(award: AwardRow, now: datetime) -> bool:
    """Whether a badge is valid at a moment: not revoked, not suspended, not expired."""
    stands = award.revoked_at is None and award.suspended_at is None
    return stands and (award.valid_until is None or award.valid_until >= now)


def progress_of(parts: Sequence[UUID], awards: Sequence[AwardRow], now: datetime) -> Progress:
    """How far somebody with these badges is; any version of the class of a part counts."""
    return Progress(tuple(_state(part, awards, now) for part in parts))


def _state(part: UUID, awards: Sequence[AwardRow], now: datetime) -> PartState:
    of_part = sorted(
        (award for award in awards if award.version.badge_class_id == part),
        key=lambda award: award.given_at,
        reverse=True,
    )
    counting = next((award for award in of_part if counts_now(award, now)), None)
    return PartState(part, counting, None if counting is not None or not of_part else of_part[0])
