"""Do two names look the same to a person in a hurry? (a small part of Unicode TS 39)"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

MAX_LETTERS = 300
MOST_KEPT = 512

_MAX_CHARACTERS = 100_000
_LOOKALIKES = str.maketrans(
    {
        **dict(zip("аеорсухіјѕԁһкмтвн", "aeopcyxijsdhkmtbh", strict=True)),
        **dict(zip("αβεικνορτυχω", "abeiknoptuxw", strict=True)),
        **dict(zip("ıɩ1l|0ø", "iiiiioo", strict=True)),
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "ĳ": "ij",
    }
)


def skeleton(name: str) -> str:
    """What is left of a name when case, accents, spaces, punctuation and look-alike letters are taken away.

    At most 300 letters: a badge may hold a name of two megabytes, which takes minutes to normalise.
    """
    return _of_short(name) if len(name) <= MAX_LETTERS else _of_any(name)


@lru_cache(MOST_KEPT)
def _of_short(name: str) -> str:
    """The same few givers are known all the time."""
    return _of_any(name)


def _of_any(name: str) -> str:
    letters = "".join(islice(_letters(name[:_MAX_CHARACTERS]), MAX_LETTERS))
    return letters.translate(_LOOKALIKES).replace("rn", "m").replace("vv", "w")


def _letters(name: str) -> Iterator[str]:
    for character in name:
        folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", character).casefold())
        yield from (letter for letter in folded.translate(_LOOKALIKES) if letter.isalnum())
