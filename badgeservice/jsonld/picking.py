"""How are the things at known places picked out of a row?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter

Pick = Callable[[Sequence[str]], Sequence[str]]


def pick(places: Sequence[int]) -> Pick:
    """What gives the texts at these places, in this order."""
    # Of a single place itemgetter gives no sequence.
    return itemgetter(*places) if len(places) > 1 else lambda texts: [texts[place] for place in places]
