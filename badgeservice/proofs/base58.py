"""How are bytes written in base58-btc, and which texts are exactly that?"""

from __future__ import annotations

from badgeservice.errors import MalformedError

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
MAX_TEXT = 8 * 1024

# Ten digits at a time, and those in twos: dividing a long number is what takes time.
_TEN, _TWO = 58**10, 58**2
_PAIRS = [first + second for first in ALPHABET for second in ALPHABET]

# Digits are added up in pairs, all pairs at once in the lanes of one long number: first bytes, then twos, then fours.
_BLOCK = 128
_NO_DIGIT = 255
_VALUES = bytes(ALPHABET.find(chr(code)) % 256 for code in range(256))
_LANES = [
    (width * 8, 58**width, int.from_bytes((bytes(width) + b"\xff" * width) * (_BLOCK // width // 2)))
    for width in (1, 2, 4, 8, 16, 32, 64)
]
_OF_A_BLOCK = 58**_BLOCK


def encode(data: bytes) -> str:
    """Base58-btc (draft-msporny-base58): each leading zero byte is a leading "1"."""
    number = int.from_bytes(data, "big")
    pairs = []
    while number:
        number, ten = divmod(number, _TEN)
        for _ in range(5):
            ten, pair = divmod(ten, _TWO)
            pairs.append(_PAIRS[pair])
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "1" * zeros + "".join(reversed(pairs)).lstrip("1")


def decode(text: str) -> bytes:
    """The bytes; raises MalformedError `proof.value_malformed` for another alphabet or more than 8 kB."""
    if len(text) > MAX_TEXT:
        raise MalformedError("proof.value_malformed", "langer dan 8 kB")
    digits = text.encode("ascii", errors="replace").translate(_VALUES)
    if _NO_DIGIT in digits:
        raise MalformedError("proof.value_malformed", "een teken dat niet in base58 voorkomt")
    digits = bytes(-len(digits) % _BLOCK) + digits
    number = 0
    for start in range(0, len(digits), _BLOCK):
        number = number * _OF_A_BLOCK + _number(digits[start : start + _BLOCK])
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def decode_multibase(text: object) -> bytes:
    """The bytes of a multibase value, which must be base58-btc: "z" first (Data Integrity §2.4)."""
    if not isinstance(text, str) or not text.startswith("z"):
        raise MalformedError("proof.value_malformed", "geen multibase in base58-btc")
    return decode(text[1:])


def _number(block: bytes) -> int:
    """The number of a whole block of digits."""
    number = int.from_bytes(block)
    for bits, weight, lanes in _LANES:
        number = (number >> bits & lanes) * weight + (number & lanes)
    return number
