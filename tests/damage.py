"""How are documents and bytes damaged, so that every damage can be repeated from its seed?"""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from typing import Any

ODD = [None, True, 0, -1, 1e300, 2**53, "", "x", "\u202e", "did:key:z6Mk", "https://a.example/x", [], {}, [[]], [None]]
NAMES = ["id", "type", "name", "proof", "@id", "extra", "evidence", "@context", "issuer", "alg", "kid", "keys", "exp"]

Place = tuple[Any, Any]


def places(node: Any) -> Iterator[Place]:
    """Every (container, key) of a document."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in list(pairs):
        yield node, key
        yield from places(value)


def mixed_up(document: dict[str, Any], choose: random.Random) -> dict[str, Any]:
    """A copy of a document with one to three members removed, replaced, repeated or moved."""
    changed = copy.deepcopy(document)
    for _ in range(choose.randint(1, 3)):
        found = list(places(changed))
        if not found:
            break
        container, key = choose.choice(found)
        change = choose.randrange(5)
        if change == 0:
            del container[key]
        elif change == 1:
            container[key] = copy.deepcopy(choose.choice(ODD))
        elif change == 2:
            container[key] = [copy.deepcopy(container[key]), copy.deepcopy(container[key])]
        elif change == 3:
            other, its = choose.choice(found)
            container[key] = copy.deepcopy(other[its]) if its in other or isinstance(other, list) else None
        elif isinstance(container, dict):
            container[choose.choice(NAMES)] = copy.deepcopy(choose.choice(ODD))
    return changed


def damaged(data: bytes, choose: random.Random) -> bytes:
    """Bytes with some of them flipped, cut out, doubled or put in."""
    changed = bytearray(data)
    for _ in range(choose.randint(1, 4)):
        place, length = choose.randrange(len(changed) or 1), choose.randint(1, 40)
        change = choose.randrange(4)
        if change == 0 and changed:
            changed[place] ^= choose.randint(1, 255)
        elif change == 1:
            del changed[place : place + length]
        elif change == 2:
            changed[place:place] = changed[place : place + length]
        else:
            changed[place:place] = choose.randbytes(length)
    return bytes(changed)
