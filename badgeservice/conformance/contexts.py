"""Which contexts are read in the conformance mode, besides the closed list of the service?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from badgeservice.jsonld.closed_pyld import BUNDLED_CONTEXTS
from badgeservice.jsonld.contexts import CONTEXTS
from badgeservice.jsonld.processor import ProcessedContexts

# VCDM 2.0 §B.1 and §B.2 say what these two hold.
_OF_W3C = {
    "https://www.w3.org/ns/credentials/examples/v2": "https://www.w3.org/ns/credentials/examples#",
    "https://www.w3.org/ns/credentials/undefined-terms/v2": "https://www.w3.org/ns/credentials/undefined-term#",
}
_PUBLISHED = (
    "https://w3id.org/security/v1",
    "https://w3id.org/security/v2",
    "https://w3id.org/security/suites/jws-2020/v1",
)


def open_contexts() -> ProcessedContexts:
    """The contexts for one check: those of the service, those of W3C that its suites use, and any inline one."""
    return ProcessedContexts(_documents(), inline=True)


@cache
def _documents() -> Mapping[str, dict[str, Any]]:
    examples = {address: {"@context": {"@vocab": words}} for address, words in _OF_W3C.items()}
    published = {address: json.loads(BUNDLED_CONTEXTS[address].read_text(encoding="utf-8")) for address in _PUBLISHED}
    return {**published, **examples, **{address: CONTEXTS[address] for address in CONTEXTS}}
