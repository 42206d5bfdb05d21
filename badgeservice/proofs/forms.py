"""What are the canonical forms of a document, each made once for all of its proofs?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from typing import Any

from badgeservice.jsonld.canonical import canonical_bytes
from badgeservice.jsonld.meter import Meter
from badgeservice.jsonld.parts import Parts
from badgeservice.jsonld.processor import ProcessedContexts
from badgeservice.jsonld.shape import Shaped, shape_of
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
        self._whole = document
        self._before = list(before)
        self.document: dict[str, Any] = like.document if like is not None else without_proofs(document)
        if before:
            self.document["proof"] = self._before
        self._contexts = contexts
        self._within = within
        self._made: dict[tuple[str, str], bytes] = dict(like._made) if like is not None else {}
        self._options: dict[tuple[int, str], bytes] = {}
        self._held: dict[tuple[int, bytes], tuple[Any, int]] = like._held if like is not None else {}
        if like is not None:
            self.parts = like.parts

    @cached_property
    def parts(self) -> Parts:
        """The parts of the document with its proofs, which is walked through once."""
        return Parts(self._whole)

    @property
    def shaped(self) -> Shaped:
        """The shape of what is signed, and its texts."""
        return shape_of(self.document) if self._before else self.parts.of("document", without_proofs)

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
        (VC-DI-EDDSA §3.2.5, §3.3.5). Raises as `of_document` does."""
        if form != RDFC:
            return self._canonical(_without_value(proof), form, hash_name)
        place = next((place for place, other in enumerate(_proofs(self._whole)) if other is proof), None)
        if place is None:
            return self._canonical(_in_contexts(_without_value(proof), self.document), form, hash_name)
        if (place, hash_name) not in self._options:
            take = partial(_options_at, place)
            shaped = self.parts.of(f"options {place}", take)
            self._options[place, hash_name] = self._canonical(take(self._whole), form, hash_name, shaped)
        return self._options[place, hash_name]

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


def without_proofs(document: Document) -> dict[str, Any]:
    """What is signed of a document."""
    return {name: value for name, value in document.items() if name != "proof"}


def proof_at(place: int, document: Document) -> Document:
    """A proof of a document in the contexts of that document."""
    return _in_contexts(_proofs(document)[place], document)


def _options_at(place: int, document: Document) -> Document:
    return _in_contexts(_without_value(_proofs(document)[place]), document)


def _proofs(document: Document) -> Sequence[Any]:
    found = document.get("proof")
    return found if isinstance(found, list) else [found]


def _in_contexts(proof: Document, document: Document) -> Document:
    return {**proof, "@context": document.get("@context")}


def _without_value(proof: Document) -> Document:
    return {name: value for name, value in proof.items() if name != "proofValue"}
