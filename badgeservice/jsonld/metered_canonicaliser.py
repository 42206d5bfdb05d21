"""How is an RDF dataset brought to its canonical form, without running for ever on a hostile graph?"""

from __future__ import annotations

import re
from typing import Any

from pyld.canon import URDNA2015
from pyld.identifier_issuer import IdentifierIssuer

from badgeservice.errors import MalformedError
from badgeservice.jsonld.meter import Meter

MAX_RECURSION = 100

# Canonical N-Quads (RDFC-1.0 §5) escapes these where PyLD writes them as they are.
_ESCAPES = str.maketrans(
    {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF) if code not in (0x09, 0x0A, 0x0D)}
    | {0x08: "\\b", 0x0C: "\\f"}
)
_TO_ESCAPE = re.compile("[" + "".join(map(chr, _ESCAPES)) + "]")


class _MeteredIssuer(IdentifierIssuer):  # type: ignore[misc]  # PyLD has no types
    """An identifier issuer whose copies are counted: PyLD makes one for each permutation it tries."""

    def __init__(self, prefix: str, meter: Meter) -> None:
        super().__init__(prefix)
        self._meter = meter

    def __deepcopy__(self, _memo: object) -> _MeteredIssuer:
        self._meter.spend(5 + len(self.order))
        twin = _MeteredIssuer(self.prefix, self._meter)
        twin.counter, twin.existing, twin.order = self.counter, dict(self.existing), list(self.order)
        return twin


class MeteredCanonicaliser(URDNA2015):  # type: ignore[misc]  # PyLD has no types
    """PyLD's canonicaliser, whose hash-n-degree work (RDFC-1.0 §4.8) is counted and bounded."""

    def __init__(self, meter: Meter) -> None:
        super().__init__()
        self._meter = meter
        self._depth = 0

    def canonical_form(self, dataset: dict[str, Any]) -> str:
        """The canonical N-Quads, sorted by code point; raises MalformedError `context.too_complex`."""
        lines: str = self.main(dataset, {"format": "application/n-quads"})
        if not _TO_ESCAPE.search(lines):
            return lines
        return "".join(line + "\n" for line in sorted(lines.translate(_ESCAPES).split("\n")[:-1]))

    def hash_n_degree_quads(self, id_: str, issuer: Any) -> Any:
        """RDFC-1.0 §4.8.3, counted."""
        if not isinstance(issuer, _MeteredIssuer):
            metered = _MeteredIssuer(issuer.prefix, self._meter)
            metered.counter, metered.existing, metered.order = issuer.counter, issuer.existing, issuer.order
            issuer = metered
        self._depth += 1
        if self._depth > MAX_RECURSION:
            raise MalformedError("context.too_complex", "de gegevens verwijzen te diep naar elkaar")
        result = super().hash_n_degree_quads(id_, issuer)
        self._depth -= 1
        return result

    def hash_related_blank_node(self, related: str, quad: Any, issuer: Any, position: str) -> Any:
        """RDFC-1.0 §4.7.3, counted."""
        self._meter.spend(5)
        return super().hash_related_blank_node(related, quad, issuer, position)

    def modify_first_degree_component(self, id_: str, component: Any, key: str) -> Any:  # noqa: ARG002
        """RDFC-1.0 §4.6.3 step 3.1, without PyLD's slow deep copy."""
        if component["type"] != "blank node":
            return component
        return {"type": "blank node", "value": "_:a" if component["value"] == id_ else "_:z"}

    def hash_nquads(self, nquads: Any) -> Any:
        """RDFC-1.0 §4.6.3 step 5, over lines escaped as RDFC-1.0 asks."""
        return super().hash_nquads(sorted(line.translate(_ESCAPES) for line in nquads))
