"""What are the bytes that a signature is made over? PyLD with a closed list of contexts, and RFC 8785."""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from typing import Any

from pyld import jsonld
from pyld.documentloader.frozen import BUNDLED_CONTEXTS, FrozenDocumentLoader

REPOSITORY = Path(__file__).resolve().parents[2]
CONTEXT_FILES = REPOSITORY / "schemas" / "contexts"

VC1 = "https://www.w3.org/2018/credentials/v1"
VC2 = "https://www.w3.org/ns/credentials/v2"
OB301 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json"
OB302 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json"
OB303 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
OBX = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
OB2 = "https://w3id.org/openbadges/v2"
DI1 = "https://w3id.org/security/data-integrity/v1"
DI2 = "https://w3id.org/security/data-integrity/v2"
ED2020 = "https://w3id.org/security/suites/ed25519-2020/v1"
MULTIKEY = "https://w3id.org/security/multikey/v1"
SL2021 = "https://w3id.org/vc/status-list/2021/v1"


def rdfc(document: Any, extra: dict[str, Any] | None = None) -> bytes:
    """The canonical N-Quads (RDFC-1.0 with SHA-256) of a JSON-LD document."""
    options = {
        "algorithm": "URDNA2015",
        "format": "application/n-quads",
        "documentLoader": _loader() if extra is None else FrozenDocumentLoader(documents={**_documents(), **extra}),
        "base": "",
    }
    return jsonld.normalize(document, options).encode()  # type: ignore[no-any-return]


def expanded(document: Any) -> Any:
    """The expanded form; raises when a term would be dropped."""
    return jsonld.expand(document, {"documentLoader": _loader(), "base": "", "onPropertyDropped": _refuse})


def jcs(value: Any) -> bytes:
    """The JSON Canonicalization Scheme (RFC 8785)."""
    return _jcs(value).encode()


def _jcs(value: Any) -> str:
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(f"{_jcs(name)}:{_jcs(value[name])}" for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(_jcs(item) for item in value) + "]"
    if isinstance(value, float):
        return _number(value)
    return json.dumps(value, ensure_ascii=False)


def _number(value: float) -> str:
    """ECMAScript's way of writing a number, for the few that the cases hold."""
    if not math.isfinite(value) or (value != 0 and not 1e-6 <= abs(value) < 1e16):
        raise ValueError(value)
    return str(int(value)) if value == int(value) else repr(value)


def _refuse(name: str, *_more: Any) -> None:
    raise ValueError(f"{name} would be dropped")


@cache
def _documents() -> dict[str, Any]:
    listed = json.loads((CONTEXT_FILES / "manifest.json").read_text(encoding="utf-8"))["contexts"]
    return {record["address"]: json.loads(_file(record).read_text(encoding="utf-8")) for record in listed}


def _file(record: dict[str, Any]) -> Path:
    return CONTEXT_FILES / record["file"] if record["file"] else Path(BUNDLED_CONTEXTS[record["address"]])


@cache
def _loader() -> Any:
    return FrozenDocumentLoader(documents=_documents())
