"""What is the canonical form of a document: the text that is hashed and signed?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from badgeservice.jsonld.dataset import bundled_contexts, dataset
from badgeservice.jsonld.meter import Meter
from badgeservice.jsonld.nquads import read
from badgeservice.jsonld.processor import ProcessedContexts
from badgeservice.jsonld.rdfc import canonical_form
from badgeservice.jsonld.shape import Shaped
from badgeservice.jsonld.shapes import BUDGET, Shapes

BUDGET_OF_A_CHECK = 500_000


@cache
def known_shapes() -> Shapes:
    """What this process remembers of documents."""
    return Shapes()


def canonicalise(
    document: Mapping[str, Any],
    contexts: ProcessedContexts | None = None,
    hash_name: str = "sha256",
    within: Meter | None = None,
) -> str:
    """The canonical N-Quads of a document, as `canonical_bytes` gives them."""
    return canonical_bytes(document, contexts, hash_name, within).decode()


def canonical_bytes(
    document: Mapping[str, Any],
    contexts: ProcessedContexts | None = None,
    hash_name: str = "sha256",
    within: Meter | None = None,
    shaped: Shaped | None = None,
) -> bytes:
    """The canonical N-Quads of a document (RDFC-1.0, over JSON-LD 1.1), behind the limits of the service.

    `contexts` replaces the closed list; only vectors and the conformance mode do so. `hash_name` is sha256 or sha384,
    `shaped` the shape of the document, if it was taken already.
    The same document is accepted or refused whatever the machine: work is counted, not timed, and also taken from
    `within`, the meter of a whole check. Raises MalformedError `parse.*`, `context.*` or `schema.invalid`.
    """
    if contexts is None and hash_name == "sha256":
        return known_shapes().canonical_bytes(document, within, shaped)
    meter = Meter(BUDGET, within)
    return canonical_form(dataset(document, contexts or bundled_contexts(), meter), meter, hash_name)


def canonicalise_nquads(text: str, hash_name: str = "sha256") -> str:
    """The canonical N-Quads of a dataset in N-Quads (RDFC-1.0), within the same budget.

    The hardest evaluation cases of RDFC-1.0 that must be done (044 to 046) take a seventh of it.
    Raises MalformedError `parse.*` or `context.too_complex`.
    """
    return canonical_form(read(text), Meter(BUDGET), hash_name).decode()
