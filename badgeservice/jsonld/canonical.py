"""What is the canonical form of a document: the text that is hashed and signed?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from badgeservice.jsonld.contexts import CONTEXTS
from badgeservice.jsonld.meter import Meter
from badgeservice.jsonld.metered_canonicaliser import MeteredCanonicaliser
from badgeservice.jsonld.processor import ProcessedContexts, StrictProcessor
from badgeservice.jsonld.screening import screen

BUDGET = 250_000


@cache
def bundled_contexts() -> ProcessedContexts:
    """The closed list, processed once for the life of the process."""
    return ProcessedContexts(CONTEXTS)


def canonicalise(document: Mapping[str, Any], contexts: ProcessedContexts | None = None) -> str:
    """The canonical N-Quads of a document (RDFC-1.0, over JSON-LD 1.1), behind the limits of the service.

    `contexts` replaces the closed list; only vectors and the conformance mode do so. The same document is accepted or
    refused whatever the machine: work is counted, not timed. Raises MalformedError `parse.*`, `context.*` or
    `schema.invalid`.
    """
    contexts = contexts or bundled_contexts()
    screen(document, contexts.documents)
    meter = Meter(BUDGET)
    with contexts.lock:
        dataset = StrictProcessor(contexts, meter).dataset(document)
    return MeteredCanonicaliser(meter).canonical_form(dataset)
