"""How does PyLD read a document, with contexts of a closed list only and nothing dropped in silence?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from typing import Any

from badgeservice.errors import MalformedError
from badgeservice.jsonld.closed_pyld import FrozenDocumentLoader, JsonLdError, JsonLdProcessor, ResolvedContext
from badgeservice.jsonld.meter import Meter
from badgeservice.jsonld.nquads import Quad, address, literal
from badgeservice.jsonld.unresolved import (
    BASE,
    MAX_RELATIVE,
    refuse_null,
    refuse_property,
    refuse_relative,
    refuse_unresolved,
)

_COST_OF_A_CONTEXT = 100
_COST_OF_A_TERM = 10
_COST_OF_A_VALUE = 10
_DEAREST_CONTEXT = 100_000
_MAX_ACTIVE_CONTEXTS = 512
_STUMBLES = (AttributeError, IndexError, KeyError, TypeError, ValueError)
_REDEFINITIONS = frozenset({"protected term redefinition", "invalid context nullification"})


class ProcessedContexts:
    """A closed list of contexts as PyLD keeps them, processed once and shared by all threads under `lock`.

    With `inline` documents may bring contexts of their own beside them; what those come to is kept here too, so such a
    list is made for one check.
    """

    def __init__(self, documents: Mapping[str, Any], inline: bool = False) -> None:
        self.documents = documents
        self.inline = inline
        self.lock = Lock()
        self._by_address: dict[str, list[Any]] = {}
        self._by_identity: dict[int, tuple[Any, Any]] = {}
        self.active: dict[tuple[Any, ...], tuple[Any, Any, int]] = {}

    def forget_many(self) -> None:
        """Begin anew when too many combinations are kept; with what PyLD keeps of them, or they would seem free."""
        if len(self.active) >= _MAX_ACTIVE_CONTEXTS:
            self.active.clear()
            self._by_address.clear()
            self._by_identity.clear()

    @contextmanager
    def nothing_resolved(self) -> Iterator[None]:
        """For as long as the block lasts: PyLD keeps with a context what it came to after others, which would make a
        list of contexts seem free that begins as one that was met before."""
        kept = self._by_address, self._by_identity
        self._by_address, self._by_identity = {}, {}
        try:
            yield
        finally:
            self._by_address, self._by_identity = kept

    def resolve(self, _active: object, context: Any, _base: str, _cycles: object = None) -> list[Any]:
        """What PyLD's own ContextResolver does, without any way to fetch (JSON-LD-API §4.1.2)."""
        if isinstance(context, Mapping) and "@context" in context:
            context = context["@context"]
        parts = context if isinstance(context, list) else [context]
        return [resolved for part in parts for resolved in self._resolve_one(part)]

    def _resolve_one(self, part: Any) -> list[Any]:
        if isinstance(part, str):
            if part not in self.documents:
                raise MalformedError("context.unknown", part[:200])
            if part not in self._by_address:
                self._by_address[part] = self.resolve(None, self.documents[part], "")
            return self._by_address[part]
        if part is None or part is False:
            return [ResolvedContext(False)]
        # The part is kept beside its processed form, so that its identity is never given to another.
        return [self._by_identity.setdefault(id(part), (part, ResolvedContext(part)))[1]]


class StrictProcessor(JsonLdProcessor):  # type: ignore[misc]  # PyLD has no types
    """PyLD's processor for one document: it refuses what would be dropped, and counts its work."""

    def __init__(self, contexts: ProcessedContexts, meter: Meter) -> None:
        super().__init__(on_property_dropped=refuse_property)
        self._meter = meter
        self._contexts = contexts
        contexts.forget_many()
        self._met: set[tuple[Any, ...]] = set()
        self._options = {
            "base": BASE,
            "contextResolver": contexts,
            "documentLoader": FrozenDocumentLoader(documents={}),
            "processingMode": "json-ld-1.1",
            "produceGeneralizedRdf": False,
        }

    def expanded(self, document: Mapping[str, Any]) -> list[Any]:
        """The expanded form (JSON-LD-API §5.1); raises MalformedError."""
        with self._in_our_words():
            expanded: list[Any] = self.expand(document, self._options)
        return expanded

    def quads(self, document: Mapping[str, Any]) -> list[Quad]:
        """The RDF dataset (JSON-LD-API §8.1); raises MalformedError."""
        with self._in_our_words():
            dataset: dict[str, list[dict[str, Any]]] = self.to_rdf(document, self._options)
        return [
            (_term(triple["subject"]), _term(triple["predicate"]), _term(triple["object"]), _graph(name))
            for name, triples in dataset.items()
            for triple in triples
        ]

    @contextmanager
    def _in_our_words(self) -> Iterator[None]:
        """PyLD's errors as ours; over an odd context in a document, where those are read, it also just stumbles."""
        try:
            yield
        except JsonLdError as problem:
            raise _malformed(problem) from problem
        except _STUMBLES as problem:
            if not self._contexts.inline:
                raise
            raise MalformedError("context.unknown", "a context in the document itself") from problem

    def expand(self, input_: Any, options: Any) -> Any:
        """PyLD's expansion, of which every address must have been resolved."""
        expanded = super().expand(input_, options)
        refuse_unresolved(expanded)
        return expanded

    def _expand(self, active_ctx: Any, active_property: Any, element: Any, *args: Any, **kwargs: Any) -> Any:
        self._meter.spend(_COST_OF_A_VALUE)
        if element is None:
            refuse_null(active_property)
        return super()._expand(active_ctx, active_property, element, *args, **kwargs)

    def _expand_iri(
        self, active_ctx: Any, value: Any, base: Any = None, vocab: bool = False, *args: Any, **kw: Any
    ) -> Any:
        # Most words are terms of the active context: PyLD comes to the same answer, after longer thought.
        if isinstance(value, str) and not args and not kw:
            if vocab and value in active_ctx["mappings"] and not value.startswith("@"):
                meaning = active_ctx["mappings"][value]
                return meaning and meaning["@id"]
            if len(value) > MAX_RELATIVE:
                refuse_relative(value)
        return super()._expand_iri(active_ctx, value, base, vocab, *args, **kw)

    def _process_context(self, active_ctx: Any, local_ctx: Any, *args: Any, **kwargs: Any) -> Any:
        # PyLD processes a type-scoped context anew each time it is met. (`cycles`: it is only being validated.)
        if "cycles" in kwargs or "_uuid" not in active_ctx:
            return super()._process_context(active_ctx, local_ctx, *args, **kwargs)
        known = self._contexts.active
        name = id(local_ctx) if isinstance(local_ctx, Mapping) else json.dumps(local_ctx)
        key = (active_ctx["_uuid"], name, kwargs.get("override_protected"), kwargs.get("propagate"))
        if key not in known:
            known[key] = (local_ctx, *self._weighed_context(active_ctx, local_ctx, *args, **kwargs))
        _, processed, cost = known[key]
        if key not in self._met:
            self._met.add(key)
            self._meter.spend(_COST_OF_A_CONTEXT + cost)
        return processed

    def _weighed_context(self, *args: Any, **kwargs: Any) -> tuple[Any, int]:
        """A processed context with its cost, which each document pays once, whoever was the first to need it."""
        meter, met = self._meter, self._met
        self._meter, self._met = Meter(_DEAREST_CONTEXT), set()
        try:
            with self._contexts.nothing_resolved():
                processed = super()._process_context(*args, **kwargs)
            return processed, _DEAREST_CONTEXT - self._meter.left
        finally:
            self._meter, self._met = meter, met

    def _create_term_definition(self, *args: Any, **kwargs: Any) -> Any:
        self._meter.spend(_COST_OF_A_TERM)
        return super()._create_term_definition(*args, **kwargs)

    def _create_node_map(
        self,
        input_: Any,
        graph_map: Any,
        active_graph: Any,
        issuer: Any,
        active_subject: Any = None,
        active_property: Any = None,
        list_: Any = None,
    ) -> None:
        # PyLD compares each new value of a property with all before it.
        if isinstance(input_, dict):
            subject = graph_map.get(active_graph, {}).get(active_subject, {}) if isinstance(active_subject, str) else {}
            types = len(input_.get("@type", ())) if "@value" not in input_ else 0
            self._meter.spend(1 + len(subject.get(active_property, ())) + types * types)
        super()._create_node_map(input_, graph_map, active_graph, issuer, active_subject, active_property, list_)


def _term(component: dict[str, str]) -> str:
    """A component of PyLD as a term of canonical N-Quads."""
    if component["type"] == "literal":
        return literal(component["value"], component["datatype"], component.get("language"))
    return component["value"] if component["type"] == "blank node" else address(component["value"])


def _graph(name: str) -> str:
    if name == "@default":
        return ""
    return name if name.startswith("_:") else address(name)


def _malformed(problem: JsonLdError) -> MalformedError:
    """The reason behind an error of PyLD, which wraps errors, ours included, in others."""
    cause: BaseException | None = problem
    while cause is not None:
        if isinstance(cause, MalformedError):
            return cause
        if isinstance(cause, JsonLdError) and cause.code in _REDEFINITIONS:
            return MalformedError("context.redefinition", str((cause.details or {}).get("term", cause.code))[:200])
        problem, cause = (cause if isinstance(cause, JsonLdError) else problem), cause.__cause__
    return MalformedError("schema.invalid", str(problem.code or problem.args[0])[:200])
