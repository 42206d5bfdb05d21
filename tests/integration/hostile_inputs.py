"""Inputs made to take long or much memory, each with the answer it must get; run as a script it checks one of them."""

from __future__ import annotations

import json
import random
import sys
import time
import zlib
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from issued import AWARD, DID, DID_ADDRESS, KEY, METHOD, World, badge, did_document, png, signed, unsigned_list
from issued.other_forms import P384, as_text, listing, proved, token

from badgeservice.formats import ob3
from badgeservice.formats.baking_png import SIGNATURE
from badgeservice.model import base64url

LISTS = [f"https://badges.example/status/{number}" for number in range(1, 10)]
UNSIGNED = ob3.credential_for(AWARD)
PROOF = badge()["proof"][0]


@dataclass(frozen=True)
class Hostile:
    """The bytes, what the addresses serve besides, and the check with its reason that tells how it ended."""

    data: bytes
    ends_with: tuple[str, str | None]
    served: dict[str, bytes] = field(default_factory=dict)


def forged(**members: Any) -> bytes:
    """A badge with a proof that does not fit: all is read before that is seen."""
    return as_text({**UNSIGNED, "proof": [PROOF], **members})


def genuine(**members: Any) -> bytes:
    return as_text(signed({**UNSIGNED, **members}))


def subject(**members: Any) -> dict[str, Any]:
    return {"credentialSubject": {**UNSIGNED["credentialSubject"], **members}}


def evidence(number: int, **members: Any) -> list[dict[str, Any]]:
    return [{"id": f"urn:e:{place}", "type": ["Evidence"], "name": f"n{place}", **members} for place in range(number)]


def alignments(number: int, name: str = "a") -> list[dict[str, Any]]:
    return [{"type": ["Alignment"], "targetName": f"{name}{place}", "targetUrl": "urn:u"} for place in range(number)]


def twins(results: int, each: int) -> dict[str, Any]:
    same = {"type": ["Alignment"], "targetName": "a", "targetUrl": "urn:u"}
    return subject(result=[{"type": ["Result"], "alignment": [same] * each} for _ in range(results)])


def different(results: int, each: int) -> dict[str, Any]:
    return subject(
        result=[{"type": ["Result"], "alignment": alignments(each, f"{place}.")} for place in range(results)]
    )


def organisation(depth: int, width: int) -> dict[str, Any]:
    names = [{"type": "IdentifierEntry", "identifier": "a", "identifierType": "ext:x"} for _ in range(width)]
    above = {"parentOrg": organisation(depth - 1, width)} if depth else {}
    return {"id": "urn:o:same", "type": ["Profile"], "otherIdentifier": names, **above}


def endorsement(inner: dict[str, Any] | None = None, **members: Any) -> dict[str, Any]:
    unsigned = {
        "@context": UNSIGNED["@context"][:2],
        "id": "urn:uuid:00000000-0000-4000-8000-000000000001",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Aanbevolen",
        "issuer": {"id": DID, "type": ["Profile"]},
        "validFrom": "2026-11-22T10:00:00Z",
        "credentialSubject": {"id": UNSIGNED["id"], "type": ["EndorsementSubject"]},
        **({"endorsement": [inner]} if inner else {}),
        **members,
    }
    return unsigned if inner else signed(unsigned)


def nested_endorsements(depth: int) -> dict[str, Any]:
    inner = None
    for _ in range(depth):
        inner = endorsement(inner)
    assert inner is not None
    return inner


def eight(**members: Any) -> list[dict[str, Any]]:
    return [endorsement(id=f"urn:endorsement:{number}", **members) for number in range(8)]


def proof_set(document: dict[str, Any], number: int) -> bytes:
    return as_text({**document, "proof": [signed(document)["proof"][0]] * number})


def two_hashes(document: dict[str, Any]) -> Hostile:
    """Proofs that hash on their way with SHA-256 and with SHA-384, so that the graph is made canonical twice."""
    proofs = [proved("eddsa-rdfc-2022", KEY, document)["proof"], proved("ecdsa-rdfc-2019", P384, document)["proof"]]
    return Hostile(as_text({**document, "proof": proofs}), ("proof", None), {DID_ADDRESS: as_text(listing(KEY, P384))})


def entries(addresses: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "id": f"urn:entry:{place}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(place),
            "statusListCredential": address,
        }
        for place, address in enumerate(addresses)
    ]


def status_list(address: str, encoded: str | None = None, **members: Any) -> bytes:
    document = {**unsigned_list(), "id": address, **members}
    listed = {**document["credentialSubject"], "id": f"{address}#list"}
    return as_text(signed({**document, "credentialSubject": listed | ({"encodedList": encoded} if encoded else {})}))


def packed(bits: bytes, level: int) -> str:
    packer = zlib.compressobj(level, zlib.DEFLATED, 31)
    return "u" + base64url.encode(packer.compress(bits) + packer.flush())


@cache
def full_list() -> str:
    """The largest list there may be, of bits that do not compress; the first sixteen are not set."""
    return packed(bytes(2) + random.Random(1).randbytes(2**23 - 2), 0)


def many_lists() -> Hostile:
    members = {"@context": UNSIGNED["@context"][:2], "evidence": evidence(500, genre="g", audience="a", narrative="n")}
    served = {address: status_list(address, **members) for address in LISTS}
    return Hostile(genuine(credentialStatus=entries(LISTS)), ("status", "status.list_invalid"), served)


def one_list(encoded: str, reason: str | None, times: int = 1, **members: Any) -> Hostile:
    served = {LISTS[0]: status_list(LISTS[0], encoded, **members)}
    return Hostile(genuine(credentialStatus=entries(LISTS[:1] * times)), ("status", reason), served)


def large_did_document() -> Hostile:
    document = did_document(alsoKnownAs=["https://x.example/" + "a" * 1_900_000])
    return Hostile(proof_set(UNSIGNED, 16), ("proof", None), {DID_ADDRESS: as_text(document)})


def chunk(type_: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + type_ + data + zlib.crc32(type_ + data).to_bytes(4)


def image(*extra: bytes) -> bytes:
    """A small PNG with these chunks before its end."""
    plain = png()
    assert plain.startswith(SIGNATURE)
    return plain[:-12] + b"".join(extra) + plain[-12:]


def bomb(size: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)) + packer.flush()


def structure(reason: str, data: bytes) -> Hostile:
    return Hostile(data, ("structure", reason))


def proof(reason: str | None, data: bytes) -> Hostile:
    return Hostile(data, ("proof", reason))


TOO_COMPLEX, UNFIT = "context.too_complex", "proof.signature_invalid"
OPEN = b'{"type":["OpenBadgeCredential"],"a":'

INPUTS: dict[str, Callable[[], Hostile]] = {
    "brackets": lambda: structure("parse.too_deep", b'{"a":' + b"[" * 1_999_000),
    "braces": lambda: structure("parse.too_deep", b'{"a":' * 390_000),
    "ten thousand values": lambda: structure("parse.too_large", OPEN + b"[" + b"0," * 990_000 + b"0]}"),
    "a number of 2 MB": lambda: structure("parse.number_range", OPEN + b"0." + b"123456789" * 220_000 + b"}"),
    "a text without an end": lambda: structure("parse.json_invalid", b'{"' + b'\\"' * 999_000),
    "a text of 2 MB": lambda: proof(UNFIT, forged(evidence=evidence(1, narrative="x" * 1_980_000))),
    "a text of escapes": lambda: proof(UNFIT, forged(evidence=evidence(1, narrative='\\"' * 450_000))),
    "an upload of 10 MB": lambda: structure("parse.too_large", b"eyJ" + b"a" * 9_999_000 + b"!"),
    "names that look alike": lambda: structure(
        "context.dropped_terms", forged(**subject(**{f"naam{number:08}": 1 for number in range(9_500)}))
    ),
    "a word of 1 MB": lambda: structure(
        "context.dropped_terms", forged(evidence=evidence(1, type=["Evidence", "A" * 10**6]))
    ),
    "a path of dots": lambda: structure(
        "context.dropped_terms", forged(evidence=[{"id": "../" * 600_000, "type": ["Evidence"]}])
    ),
    "a key id of 1 MB": lambda: structure(
        "parse.too_large", forged(proof=[{**PROOF, "verificationMethod": METHOD + "a" * 10**6}])
    ),
    "a signature of 8 kB": lambda: proof(
        "proof.value_malformed", forged(proof=[{**PROOF, "proofValue": "z" + "2" * 7_990}])
    ),
    "zTXt bomb": lambda: structure(
        "image.chunk_too_large", image(chunk(b"zTXt", b"openbadgecredential\0\0" + bomb(300_000_000)))
    ),
    "iTXt bomb": lambda: structure(
        "image.chunk_too_large", image(chunk(b"iTXt", b"openbadgecredential\0\1\0\0\0" + bomb(300_000_000)))
    ),
    "an image of small chunks": lambda: structure("image.too_large", image(chunk(b"teSt", b"") * 150_000)),
    "an image of 10 MB": lambda: structure("image.no_credential", image(chunk(b"teSt", b"x" * 100) * 80_000)),
    "twins at the top": lambda: structure(TOO_COMPLEX, forged(evidence=[{"type": ["Evidence"]}] * 3_000)),
    "twins below twins": lambda: structure(TOO_COMPLEX, forged(**twins(40, 40))),
    "nine twins": lambda: structure(TOO_COMPLEX, forged(**twins(1, 9) | twins(2, 9))),
    "one thing in many parts": lambda: structure(
        TOO_COMPLEX, forged(issuer={**UNSIGNED["issuer"], "parentOrg": organisation(40, 40)})
    ),
    "one type many times": lambda: structure(TOO_COMPLEX, forged(type=[*UNSIGNED["type"], *["Profile"] * 9_000])),
    "many types": lambda: structure(
        TOO_COMPLEX, forged(type=[*UNSIGNED["type"], *(f"urn:t:{n}" for n in range(9_000))])
    ),
    "two thousand blank nodes": lambda: proof(UNFIT, forged(**different(120, 15))),
    "nested endorsements": lambda: proof(UNFIT, forged(endorsement=[nested_endorsements(25)])),
    "a graph for two hashes": lambda: two_hashes({**UNSIGNED, **different(110, 15)}),
    "sixteen proofs": lambda: proof(None, proof_set(UNSIGNED, 16)),
    "sixteen proofs of a large graph": lambda: proof(None, proof_set({**UNSIGNED, **different(110, 15)}, 16)),
    "sixteen proofs and a large did.json": large_did_document,
    "eight large endorsements": lambda: Hostile(
        genuine(endorsement=eight(evidence=evidence(200))), ("endorsements", None)
    ),
    "eight endorsements in the largest list": lambda: Hostile(
        genuine(endorsement=eight(credentialStatus=entries(LISTS[:1] * 16))),
        ("endorsements", TOO_COMPLEX),
        {LISTS[0]: status_list(LISTS[0], full_list())},
    ),
    "nine large status lists": many_lists,
    "the largest status list, sixteen times": lambda: one_list(full_list(), TOO_COMPLEX, 16),
    "the largest status list with a wide character": lambda: one_list(full_list(), None, name="\U0001f600"),
    "status list bomb": lambda: one_list(packed(bytes(2**27), 9), "status.list_too_large"),
    "a token of 2 MB": lambda: Hostile(
        token({**UNSIGNED, "evidence": evidence(1, narrative="x" * 1_400_000)}), ("proof", None)
    ),
}


def peak() -> float:
    """The most memory this process ever had, in MB (`ru_maxrss` would tell that of the process that started it)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


def main(folder: Path) -> None:
    """Check the input that lies in the folder; writes what it cost above idle, and how each check ended."""
    World().check(badge())
    idle = peak()
    data = (folder / "input").read_bytes()
    world = World()
    world.documents |= {name: b64decode(text) for name, text in json.loads((folder / "served").read_text()).items()}
    started = time.process_time()
    report = world.check(data)
    seconds = time.process_time() - started
    ends = {check.id: check.reason for check in report.checks}
    print(json.dumps({"seconds": seconds, "megabytes": peak() - idle, "ends": ends}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
