"""What does the code under a QR look like: 16 characters of Crockford base32, 80 random bits?"""

from __future__ import annotations

import re

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
RANDOM_BYTES = 10
_PAIRS = [first + second for first in ALPHABET for second in ALPHABET]
# Crockford: I and L are read as 1, O as 0.
LOOK_ALIKES = str.maketrans("ILO", "110")


def code_from(random: bytes) -> str:
    """The code for 10 random bytes."""
    number = int.from_bytes(random, "big")
    return "".join([_PAIRS[number >> shift & 1023] for shift in range(70, -10, -10)])


def read_code(typed: str) -> str | None:
    """The code that somebody typed, in any case, with or without dashes and spaces; None when it cannot be one."""
    text = re.sub(r"[\s\-–—.]", "", typed).upper().translate(LOOK_ALIKES)
    if len(text) != LENGTH or any(character not in ALPHABET for character in text):
        return None
    return text


def in_groups(code: str) -> str:
    """The code as it is shown: four groups of four."""
    return " ".join(code[start : start + 4] for start in range(0, LENGTH, 4))
