"""How are bytes written in base58-btc, and which texts are exactly that?"""

from __future__ import annotations

from badgeservice.errors import MalformedError

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
MAX_TEXT = 8 * 1024

# Two digits at a time: dividing a long number is what takes time.
_PAIRS = [first + second for first in ALPHABET for second in ALPHABET]
_TOGETHER = 10
_DIGITS = {character: value for value, character in enumerate(ALPHABET)}


def encode(data: bytes) -> str:
    """Base58-btc (draft-msporny-base58): each leading zero byte is a leading "1"."""
    number = int.from_bytes(data, "big")
    pairs = []
    while number:
        number, pair = divmod(number, 58 * 58)
        pairs.append(_PAIRS[pair])
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "1" * zeros + "".join(reversed(pairs)).lstrip("1")


def decode(text: str) -> bytes:
    """The bytes; raises MalformedError `proof.value_malformed` for another alphabet or more than 8 kB."""
    if len(text) > MAX_TEXT:
        raise MalformedError("proof.value_malformed", "langer dan 8 kB")
    number = 0
    for start in range(0, len(text), _TOGETHER):
        part = text[start : start + _TOGETHER]
        number = number * 58 ** len(part) + _small(part)
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def decode_multibase(text: object) -> bytes:
    """The bytes of a multibase value, which must be base58-btc: "z" first (Data Integrity §2.4)."""
    if not isinstance(text, str) or not text.startswith("z"):
        raise MalformedError("proof.value_malformed", "geen multibase in base58-btc")
    return decode(text[1:])


def _small(text: str) -> int:
    """The number of a few digits; multiplying a long number is what takes time."""
    number = 0
    for character in text:
        if character not in _DIGITS:
            raise MalformedError("proof.value_malformed", "een teken dat niet in base58 voorkomt")
        number = number * 58 + _DIGITS[character]
    return number
