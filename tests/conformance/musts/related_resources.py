"""VCDM 2.0 §5.3: the resources that a credential names, and the digests that they must have."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from casemaking.canonical import VC2
from casemaking.keys import base58, base64url

from musts.documents import JCS, LEFT_OUT
from musts.inputs import accepts, each, must, refuses

SERVED = "https://files.example/report.json"
CONTENT = b'{"report": "sound"}\n'


def _sri(content: bytes, name: str = "sha256") -> str:
    return f"{name}-{base64.b64encode(hashlib.new(name, content).digest()).decode()}"


def _multihash(content: bytes) -> bytes:
    return b"\x12\x20" + hashlib.sha256(content).digest()


def _related(**members: Any) -> dict[str, Any]:
    whole = {"id": SERVED, "digestSRI": _sri(CONTENT), **members}
    return {name: value for name, value in whole.items() if value is not LEFT_OUT}


# The digests that W3C publishes for the base context (VCDM 2.0 §B.1 and tests/fixtures.js of the suite for VCDM 2.0).
PUBLISHED_SRI = "sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU"
PUBLISHED_MULTIBASE = "uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ"
ALL = {"served": {SERVED: CONTENT}}

MUSTS = (
    must(
        "VCDM-5.3-1",
        accepts("one object", relatedResource=_related(), **ALL),
        accepts("a list of objects", relatedResource=[_related(mediaType="application/json")], **ALL),
        each(refuses, "no objects", "relatedResource", [SERVED, [SERVED], 7, [7], None], suite=JCS, **ALL),
    ),
    must(
        "VCDM-5.3-2",
        refuses("no id", relatedResource=[_related(id=LEFT_OUT)], **ALL),
        each(
            refuses,
            "an id that is no URL",
            "relatedResource",
            [[_related(id=value)] for value in ("not a url", 7, None)],
            suite=JCS,
            **ALL,
        ),
        refuses("the same id twice", relatedResource=[_related(), _related()], **ALL),
    ),
    must(
        "VCDM-5.3-3",
        accepts("digestSRI", relatedResource=_related(), **ALL),
        accepts(
            "digestMultibase",
            relatedResource=_related(digestSRI=LEFT_OUT, digestMultibase="z" + base58(_multihash(CONTENT))),
            **ALL,
        ),
        accepts(
            "digestMultibase in base64url",
            relatedResource=_related(digestSRI=LEFT_OUT, digestMultibase="u" + base64url(_multihash(CONTENT))),
            **ALL,
        ),
        refuses("neither", relatedResource=_related(digestSRI=LEFT_OUT), **ALL),
        each(
            refuses,
            "no digest",
            "relatedResource",
            [_related(digestSRI=value) for value in ("", "word", 7, "md5-AAAA", None)],
            suite=JCS,
            **ALL,
        ),
    ),
    must(
        "VCDM-5.3-4",
        accepts("the digest of what is served", relatedResource=_related(), **ALL),
        accepts("a longer hash", relatedResource=_related(digestSRI=_sri(CONTENT, "sha384")), **ALL),
        accepts("the published digest of the base context", relatedResource={"id": VC2, "digestSRI": PUBLISHED_SRI}),
        accepts("the same in multibase", relatedResource={"id": VC2, "digestMultibase": PUBLISHED_MULTIBASE}),
        refuses("the digest of something else", relatedResource=_related(digestSRI=_sri(b"else")), **ALL),
        refuses("another digest for a bundled context", relatedResource={"id": VC2, "digestSRI": _sri(b"else")}),
        refuses(
            "a multibase digest of something else",
            relatedResource=_related(digestSRI=LEFT_OUT, digestMultibase="z" + base58(_multihash(b"else"))),
            **ALL,
        ),
        refuses(
            "one right digest and one wrong",
            relatedResource=_related(digestMultibase="z" + base58(_multihash(b"else"))),
            **ALL,
        ),
    ),
)
