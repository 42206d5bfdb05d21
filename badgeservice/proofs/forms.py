"""What are the canonical forms of a document, each made once for all of its proofs?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from badgeservice.jsonld.canonical import canonical_bytes
from badgeservice.jsonld.meter import Meter
from badgeservice.jsonld.processor import ProcessedContexts
from badgeservice.jsonld.shapes import Shaped, shape_of
from badgeservice.proofs import jcs

RDFC = "RDFC-1.0"
JCS = "JCS"

Document = Mapping[str, Any]


class Forms:
    """The forms of one document without its proof, made `within` the budget of a check.

    `contexts` replaces the closed list, for vectors and the conformance mode only. `before` are the proofs that stand
    before another one in a chain, and are part of what that one signs (Data Integrity 1.0 §4.2, §4.4). `like` are the
    forms of the same document, made before: they are not paid for again.
    """

    def __init__(
        self,
        document: Document,
        contexts: ProcessedContexts | None = None,
        within: Meter | None = None,
        before: Sequence[Document] = (),
        like: Forms | None = None,
    ) -> None:
        self.document = {name: value for name, value in document.items() if name != "proof"}
        if before:
            self.document["proof"] = list(before)
        self._contexts = contexts
        self._within = within
        self._made: dict[tuple[str, str], bytes] = dict(like._made) if like is not None else {}
        self._held: dict[tuple[int, bytes], tuple[Any, int]] = like._held if like is not None else {}
        if like is not None:
            self.shaped = like.shaped

    @cached_property
    def shaped(self) -> Shaped:
        """The shape of the document, taken once."""
        return shape_of(self.document)

    def after(self, before: Sequence[Document]) -> Forms:
        """The forms of what a proof signs that comes after others in a chain; these itself when there are none."""
        return Forms(self.document, self._contexts, self._within, before) if before else self

    def of_document(self, form: str, hash_name: str) -> bytes:
        """The canonical document. `hash_name` matters to RDFC-1.0, which hashes on its way (RDFC-1.0 §4.3).

        Raises MalformedError `parse.*`, `context.*` or `schema.invalid` when a part would fall outside the signature.
        """
        if (form, hash_name) not in self._made:
            shaped = self.shaped if form == RDFC else None
            self._made[form, hash_name] = self._canonical(self.document, form, hash_name, shaped)
        return self._made[form, hash_name]

    def of_options(self, proof: Document, form: str, hash_name: str) -> bytes:
        """The canonical proof options: the proof without its value, for RDFC-1.0 read with the document's contexts
        (VC-DI-EDDSA §3.2.5, §3.3.5)."""
        options = {name: value for name, value in proof.items() if name != "proofValue"}
        if form == RDFC:
            options["@context"] = self.document.get("@context")
        return self._canonical(options, form, hash_name)

    def held(self, proof: Document, key: bytes) -> Any:
        """What a proof of this very document signed that was found to hold by a key, if it was; paid for as then."""
        found, cost = self._held.get((id(proof), key), (None, 0))
        if found is not None and self._within is not None:
            self._within.spend(cost)
        return found

    def keep(self, proof: Document, key: bytes, signed: Any, cost: int) -> None:
        """Remember that a proof holds by a key; those of `like` forms remember it too."""
        self._held[id(proof), key] = signed, cost

    @property
    def left(self) -> int:
        """What is left of the budget of the check."""
        return self._within.left if self._within is not None else 0

    def _canonical(self, document: Document, form: str, hash_name: str, shaped: Shaped | None = None) -> bytes:
        if form == JCS:
            return jcs.canonicalise(document)
        return canonical_bytes(document, self._contexts, hash_name, self._within, shaped)
