"""PyLD without the libraries that it would fetch with, most of its start: nothing of ours fetches a context."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_FETCHING = ("requests", "aiohttp")


@contextmanager
def _not_there(names: tuple[str, ...]) -> Iterator[None]:
    """As long as the block lasts, who imports one of these finds nothing."""
    kept = {name: sys.modules[name] for name in names if name in sys.modules}
    sys.modules.update(dict.fromkeys(names))  # type: ignore[arg-type]  # None is how Python says "not there"
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]
        sys.modules.update(kept)


with _not_there(_FETCHING):
    from pyld.documentloader.frozen import BUNDLED_CONTEXTS, FrozenDocumentLoader
    from pyld.jsonld import JsonLdError, JsonLdProcessor
    from pyld.resolved_context import ResolvedContext

__all__ = ["BUNDLED_CONTEXTS", "FrozenDocumentLoader", "JsonLdError", "JsonLdProcessor", "ResolvedContext"]
