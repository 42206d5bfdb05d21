"""Would a badge become a part of itself, and by which way?"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from typing import TypeVar

Thing = TypeVar("Thing", bound=Hashable)


def circle_through(
    start: Thing, parts: Collection[Thing], consists_of: Mapping[Thing, Collection[Thing]]
) -> list[Thing] | None:
    """The way from `start` through one of its new parts back to itself: [A, B, A]; None when there is none.

    `consists_of` is what every thing consists of now; what it says of `start` itself counts no more. One of the
    shortest ways is given. All is walked once, so that a large or already circular mapping ends too.
    """
    came_from: dict[Thing, Thing] = {}
    to_visit = list(parts)
    came_from.update(dict.fromkeys(to_visit, start))
    while to_visit:
        here = to_visit.pop(0)
        if here == start:
            return _way_back(start, came_from)
        for further in consists_of.get(here, ()):
            if further not in came_from:
                came_from[further] = here
                to_visit.append(further)
    return None


def _way_back(start: Thing, came_from: Mapping[Thing, Thing]) -> list[Thing]:
    way, here = [start], came_from[start]
    while here != start:
        way.append(here)
        here = came_from[here]
    return [*way[:1], *reversed(way[1:]), start]
