"""How are the inputs made that would be too large to keep?"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from casemaking import drawings, pictures
from casemaking.badges import changed, plain
from casemaking.cast import did_key
from casemaking.endorsements import endorsement
from casemaking.keys import ed25519
from casemaking.shelf import ASSETS

Change = Callable[[dict[str, Any], int], None]


def cook(recipe: str) -> bytes:
    """The bytes that a recipe of cases.json stands for: its name, then its ingredients."""
    name, _, rest = recipe.partition(" ")
    ingredients = rest.split(" ")
    if name in _CHANGES:
        return _changed(ingredients[0], int(ingredients[1]), _CHANGES[name])
    return _RECIPES[name](*ingredients)


def _file(name: str) -> bytes:
    return (ASSETS / Path(name)).read_bytes()


def _changed(file: str, size: int, change: Change) -> bytes:
    document = json.loads(_file(file))
    change(document, size)
    return json.dumps(document).encode()


def _results(document: dict[str, Any], size: int) -> None:
    document["credentialSubject"]["result"] = [{"type": ["Result"], "value": f"waarde {n}"} for n in range(size)]


def _twins(document: dict[str, Any], size: int) -> None:
    document["credentialSubject"]["result"] = [{"type": ["Result"]}] * size


def _parents(document: dict[str, Any], size: int) -> None:
    profile = document["issuer"]
    for number in range(size):
        profile["parentOrg"] = {"id": f"https://boven.example/{number}", "type": ["Profile"], "name": f"Boven {number}"}
        profile = profile["parentOrg"]


def _types(document: dict[str, Any], size: int) -> None:
    document["type"] += ["OpenBadgeCredential"] * size


def _names(document: dict[str, Any], size: int) -> None:
    document["credentialSubject"] |= {f"naam{n}": "x" for n in range(size)}


def _escapes(document: dict[str, Any], size: int) -> None:
    document["description"] = "\U0001f600" * (size // 2)


def _long_member(file: str, path: str, size: str) -> bytes:
    return json.dumps(changed(json.loads(_file(file)), path, "9" * int(size))).encode()


def _twins_in_twins(document: dict[str, Any], size: int) -> None:
    alignment = {"type": ["Alignment"], "targetName": "x", "targetUrl": "https://a.example/"}
    document["credentialSubject"]["result"] = [{"type": ["Result"], "alignment": [alignment] * size}] * size


def _signed_name(size: str) -> bytes:
    signer = replace(did_key(ed25519("bries")), name="Hоtel Zоn " * (int(size) // 12))
    return json.dumps(signer.prove(plain(signer), "eddsa-jcs-2022"), ensure_ascii=False).encode()


def _signed_endorsements(count: str) -> bytes:
    signer = did_key(ed25519("bries"))
    about = plain(signer)["id"]
    praise = [signer.prove(endorsement(signer, about, id=f"urn:uuid:{n}"), "eddsa-jcs-2022") for n in range(int(count))]
    return json.dumps(signer.prove(plain(signer, endorsement=praise), "eddsa-jcs-2022")).encode()


def _signed_endorsement_tokens(count: str) -> bytes:
    signer = did_key(ed25519("bries"))
    about = plain(signer)["id"]
    praise = [signer.jwt(endorsement(signer, about, id=f"urn:uuid:{n}")) for n in range(int(count))]
    return json.dumps(signer.prove(plain(signer, endorsementJwt=praise), "eddsa-jcs-2022")).encode()


def _digits(file: str, size: str) -> bytes:
    return b'{"getal":' + b"9" * int(size) + b"," + _file(file)[1:]


def _padded(file: str, size: str) -> bytes:
    return b'{"description":"' + b" " * int(size) + b'",' + _file(file)[1:]


def _long_token(file: str, part: str, size: str) -> bytes:
    parts = _file(file).split(b".")
    parts[int(part)] += b"A" * int(size)
    return b".".join(parts)


def _deep(count: str) -> bytes:
    return b'{"a":' * int(count) + b"1" + b"}" * int(count)


def _repeated(count: str, part: str) -> bytes:
    return part.encode() * int(count)


def _long_key_id(file: str, size: str) -> bytes:
    return _file(file).replace(b"#key-9", b"#" + b"k" * int(size))


def _large_chunk(size: str) -> bytes:
    return pictures.png(pictures.itxt(b" " * int(size)))


def _png_chunks(count: str) -> bytes:
    return pictures.png(pictures.chunk(b"teSt", b"") * int(count))


def _png_texts(count: str) -> bytes:
    packed = zlib.compress(bytes(1_000_000), 9)
    return pictures.png(pictures.chunk(b"zTXt", pictures.OB3 + b"\0\0" + packed) * int(count))


def _large_svg(size: str) -> bytes:
    return drawings.svg(drawings.body(" " * int(size))).encode()


def _svg_elements(count: str) -> bytes:
    return drawings.svg("<g/>" * int(count)).encode()


def _svg_attributes(count: str) -> bytes:
    attributes = " ".join(f'a{n}="x"' for n in range(int(count)))
    return drawings.svg(f"<g {attributes}/>").encode()


def _svg_depth(count: str) -> bytes:
    return drawings.svg("<g>" * int(count) + "</g>" * int(count)).encode()


def _svg_namespaces(count: str) -> bytes:
    names = " ".join(f'xmlns:n{n}="https://n{n}.example"' for n in range(int(count)))
    return drawings.svg(f"<g {names}/>").encode()


_CHANGES: dict[str, Change] = {
    "results": _results,
    "twins": _twins,
    "parents": _parents,
    "types": _types,
    "names": _names,
    "escapes": _escapes,
    "twins-in-twins": _twins_in_twins,
}
_RECIPES: dict[str, Callable[..., bytes]] = {
    "deep": _deep,
    "long-member": _long_member,
    "signed-name": _signed_name,
    "signed-endorsements": _signed_endorsements,
    "signed-endorsement-tokens": _signed_endorsement_tokens,
    "digits": _digits,
    "padded": _padded,
    "repeated": _repeated,
    "long-key-id": _long_key_id,
    "long-token": _long_token,
    "large-chunk": _large_chunk,
    "large-svg": _large_svg,
    "png-chunks": _png_chunks,
    "png-texts": _png_texts,
    "svg-elements": _svg_elements,
    "svg-attributes": _svg_attributes,
    "svg-depth": _svg_depth,
    "svg-namespaces": _svg_namespaces,
}
