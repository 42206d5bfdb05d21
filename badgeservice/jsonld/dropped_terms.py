"""Would a part of this document fall outside a signature over its meaning?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from badgeservice.jsonld.canonical import known_shapes
from badgeservice.jsonld.meter import Meter
from badgeservice.jsonld.processor import ProcessedContexts, StrictProcessor
from badgeservice.jsonld.screening import screen
from badgeservice.jsonld.shape import Shaped
from badgeservice.jsonld.shapes import BUDGET


def refuse_dropped_terms(
    document: Mapping[str, Any],
    contexts: ProcessedContexts | None = None,
    within: Meter | None = None,
    shaped: Shaped | None = None,
) -> None:
    """Refuse a document of which a part would fall outside a signature over its meaning.

    That is a property, type or relative reference that no context resolves, and a member that is null. Raises
    MalformedError `context.dropped_terms`, or as `canonicalise` does; the work is taken from `within` too. `shaped` is
    the shape of the document, if it was taken already.
    """
    if contexts is None:
        known_shapes().read(document, within, shaped)
        return
    screen(document, contexts.documents, contexts.inline)
    with contexts.lock:
        StrictProcessor(contexts, Meter(BUDGET, within)).expanded(document)
