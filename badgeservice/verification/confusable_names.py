"""Do two names look the same to a person in a hurry? (a small part of Unicode TS 39)"""

from __future__ import annotations

import unicodedata

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
    """What is left of a name when case, accents, spaces, punctuation and look-alike letters are taken away."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    letters = "".join(character for character in folded.translate(_LOOKALIKES) if character.isalnum())
    return letters.translate(_LOOKALIKES).replace("rn", "m").replace("vv", "w")
