"""Which place of a status list is taken as the first, the second, …, so that nobody can tell the order from outside?"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2s

SECRET_BYTES = 16

_ROUNDS = 6
_WORD = 2

# What is added to the left half for each right half, and to the right half for each left half.
_Round = tuple[tuple[int, ...], tuple[int, ...]]


def place(secret: bytes, size: int, number: int) -> int:
    """The place, from 0, that is taken as the `number`-th, from 0, in a list of `size` places.

    A permutation that only who has the secret (16 bytes) can follow: a Feistel network around keyed BLAKE2s, walked on
    until it lands inside the list. Raises IndexError for a number outside the list.
    """
    if not 0 <= number < size:
        raise IndexError(number)
    bits = max(2, (size - 1).bit_length())
    rounds = _rounds(secret, bits)
    found = _mixed(number, bits, rounds)
    while found >= size:
        found = _mixed(found, bits, rounds)
    return found


def _mixed(number: int, bits: int, rounds: tuple[_Round, ...]) -> int:
    right_bits = bits - bits // 2
    left, right = number >> right_bits, number & ((1 << right_bits) - 1)
    for to_left, to_right in rounds:
        left ^= to_left[right]
        right ^= to_right[left]
    return left << right_bits | right


@lru_cache(maxsize=32)
def _rounds(secret: bytes, bits: int) -> tuple[_Round, ...]:
    """What every round adds, once for a list: of a list of 2^17 places 4,608 small numbers."""
    if len(secret) != SECRET_BYTES:
        raise ValueError("a list without a secret has no order")
    left_bits, right_bits = bits // 2, bits - bits // 2
    return tuple(
        (
            _numbers(secret, bytes((bits, each, 0)), 1 << right_bits, left_bits),
            _numbers(secret, bytes((bits, each, 1)), 1 << left_bits, right_bits),
        )
        for each in range(_ROUNDS)
    )


def _numbers(secret: bytes, name: bytes, how_many: int, bits: int) -> tuple[int, ...]:
    """Numbers below 2^bits that follow from the secret."""
    blocks = range(-(-how_many * _WORD // blake2s.MAX_DIGEST_SIZE))
    stream = b"".join(blake2s(name + block.to_bytes(4, "big"), key=secret).digest() for block in blocks)
    mask = (1 << bits) - 1
    return tuple(int.from_bytes(stream[at : at + _WORD], "big") & mask for at in range(0, how_many * _WORD, _WORD))
