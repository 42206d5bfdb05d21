"""Which RDF dataset does a document stand for, behind the limits of the service?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from badgeservice.jsonld.contexts import CONTEXTS
from badgeservice.jsonld.meter import Meter
from badgeservice.jsonld.nquads import Quad
from badgeservice.jsonld.processor import ProcessedContexts, StrictProcessor
from badgeservice.jsonld.screening import screen


@cache
def bundled_contexts() -> ProcessedContexts:
    """The closed list, processed once for the life of the process."""
    return ProcessedContexts(CONTEXTS)


def dataset(document: Mapping[str, Any], contexts: ProcessedContexts, meter: Meter) -> list[Quad]:
    """The quads of a document (JSON-LD 1.1), of which no part is dropped. Raises as `canonical_bytes` does."""
    screen(document, contexts.documents, contexts.inline)
    with contexts.lock:
        return StrictProcessor(contexts, meter).quads(document)
