"""On which days does a mandate hold?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from badgeservice.model.days import AMSTERDAM
from badgeservice.wording import N_

MOST_YEARS = 10


@dataclass(frozen=True)
class Period:
    """The days on which a mandate holds, both included; None is what was not filled in or is no day."""

    first: date | None
    last: date | None

    def begins(self) -> datetime:
        """The first moment, in UTC."""
        return datetime.combine(self.first or date.min, time(), AMSTERDAM).astimezone(UTC)

    def ends(self) -> datetime:
        """The last second, in UTC."""
        return datetime.combine(self.last or date.max, time(23, 59, 59), AMSTERDAM).astimezone(UTC)


def period_problems(period: Period, today: date) -> dict[str, str]:
    """What is wrong with the days of a mandate: field → sentence."""
    if period.first is None or period.last is None:
        missing = {"first": period.first, "last": period.last}
        sentence = N_("Schrijf de datum als dag-maand-jaar, bijvoorbeeld 22-11-2026.")
        return {name: sentence for name, day in missing.items() if day is None}
    if period.last < period.first:
        return {"last": N_("De laatste dag ligt voor de eerste dag. Draai ze om.")}
    if period.last < today:
        return {"last": N_("De laatste dag is al voorbij. Kies een latere dag.")}
    if period.first.year < today.year - 1:
        return {"first": N_("De eerste dag ligt te ver terug. Kijk het jaar na.")}
    if period.last - period.first > timedelta(days=366 * MOST_YEARS):
        return {"last": N_("Een mandaat geldt hooguit tien jaar. Kies een eerdere laatste dag.")}
    return {}
