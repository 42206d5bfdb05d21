"""What does the service tell of a badge, when it remembers badges like it and when it remembers nothing?"""

from __future__ import annotations

import json
import random
import string
from collections.abc import Callable
from typing import Any

from badgeservice.errors import MalformedError
from badgeservice.formats import strict_json
from badgeservice.jsonld.canonical import known_shapes
from badgeservice.jsonld.parts import known_wholes
from badgeservice.jsonld.shape import OF_WORDS
from badgeservice.jsonld.skeleton import SAFE_ADDRESS
from badgeservice.verification.known_structure import known_structures
from badgeservice.verification.report import Report
from issued import World, signed

ODD = '"\\\n\r\t\b\f\0\x7f\x1f<>{}|^` \u2028\u00a0\ufffe\uffff\U0001f600\u200d\u0639_:@$%,[]'
SIGNS = b'"\\{}[],: \t\n0-.eEtfn\x00\x7f\xff\xc3'


def forget() -> None:
    """Remember no shape of any document."""
    for memory in (known_shapes, known_structures, known_wholes):
        memory.cache_clear()


def told(report: Report) -> tuple[Any, ...]:
    """All that a report says."""
    checks = [
        (one.id, one.outcome, one.reason, dict(one.evidence), one.also, dict(one.working)) for one in report.checks
    ]
    return report.verdict, report.warnings, report.format, report.credential, checks, report.endorsements


def told_in_full(data: bytes) -> tuple[Any, ...]:
    """What is told by one who remembers nothing."""
    forget()
    return told(World().check(data))


def told_again(data: bytes, like: bytes) -> tuple[Any, ...]:
    """What is told by one who has just seen three badges like it."""
    forget()
    world = World()
    for _ in range(3):
        world.check(like)
    return told(world.check(data))


def any_text(choose: random.Random) -> str:
    """Letters of any kind, some of them odd."""
    ranges = choose.choice(((0x20, 0x7F), (0, 0x250), (0, 0xD800), (0xE000, 0x110000)))
    letters = [chr(choose.randrange(*ranges)) for _ in range(choose.choice((0, 1, 2, 8, 40)))]
    return "".join(choose.choice(ODD) if choose.random() < 0.1 else letter for letter in letters)


def any_address(choose: random.Random) -> str:
    """An address, seldom one that is not safe."""
    start = choose.choice(("https://a.example/", "urn:uuid:", "did:web:", "mailto:", "http://a.example/"))
    rest = [choose.choice(string.ascii_letters + string.digits + "-._~/?#&=%") for _ in range(choose.randrange(1, 20))]
    return start + "".join(rest) + choose.choice(["", "", "", "", " ", "é", '"'])


def with_other_texts(value: Any, choose: random.Random, share: float, name: str = "") -> Any:
    """The same document with another text in about this share of its places."""
    if isinstance(value, dict):
        return {key: with_other_texts(inner, choose, share, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_other_texts(inner, choose, share, name) for inner in value]
    if not isinstance(value, str) or name in OF_WORDS or choose.random() > share:
        return value
    return any_address(choose) if SAFE_ADDRESS.fullmatch(value) else any_text(choose)


def signed_anew(document: dict[str, Any], choose: random.Random) -> bytes:
    """The badge with other texts, signed by its giver as far as it can be, and otherwise with the old signature."""
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    changed = with_other_texts(unsigned, choose, choose.choice((0.02, 0.2, 1.0)))
    for kept in ("issuer", "validFrom", "validUntil", "credentialStatus"):
        if choose.random() < 0.9 and kept in unsigned:
            changed[kept] = unsigned[kept]
    try:
        return strict_json.dumps(signed(changed))
    except MalformedError:
        return strict_json.dumps({**changed, "proof": document["proof"]})


def damaged(data: bytes, choose: random.Random) -> bytes:
    """The bytes with one thing changed about them."""
    return choose.choice(DAMAGES)(data, choose)


def _flipped(data: bytes, choose: random.Random) -> bytes:
    place = choose.randrange(len(data))
    return data[:place] + bytes([data[place] ^ (1 << choose.randrange(8))]) + data[place + 1 :]


def _put_in(data: bytes, choose: random.Random) -> bytes:
    place = choose.randrange(len(data))
    return data[:place] + bytes([choose.choice(SIGNS)]) + data[place + choose.randrange(2) :]


def _doubled(data: bytes, choose: random.Random) -> bytes:
    """A member twice, with the same value or another one."""
    document = json.loads(data)
    name = choose.choice(sorted(document))
    again = strict_json.dumps({name: choose.choice([document[name], "x", 1])})[1:-1]
    return choose.choice((b"{" + again + b"," + data[1:], data[:-1] + b"," + again + b"}"))


def _turned(data: bytes, choose: random.Random) -> bytes:
    members = list(json.loads(data).items())
    choose.shuffle(members)
    return strict_json.dumps(dict(members))


def _spaced(data: bytes, choose: random.Random) -> bytes:
    sign = choose.choice((b",", b":", b"{", b"]"))
    return data.replace(sign, sign + choose.choice((b" ", b"\n", b"\t")), choose.randrange(1, 4))


def _escaped(data: bytes, choose: random.Random) -> bytes:
    letter = choose.choice(b"aeinst/")
    written = choose.choice((f"\\u{letter:04x}", "\\u0000", "\\ud800", "\\/", "\\x", "\\u00")).encode()
    pieces = data.split(bytes([letter]))
    place = choose.randrange(1, max(2, len(pieces)))
    return bytes([letter]).join(pieces[:place]) + written + bytes([letter]).join(pieces[place:])


def _of_another_kind(data: bytes, choose: random.Random) -> bytes:
    """A text that becomes a number, nothing, or another of the texts in the badge."""
    pieces = data.split(b'"')
    place = choose.randrange(1, len(pieces) - 1, 2)
    value = choose.choice((b"1", b"-0", b"1e400", b"null", b"true", b'""', b"[]", b'"' + choose.choice(pieces) + b'"'))
    return b'"'.join(pieces[:place]) + value + b'"'.join(pieces[place + 1 :])


DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flipped,
    _put_in,
    _doubled,
    _turned,
    _spaced,
    _escaped,
    _of_another_kind,
)
