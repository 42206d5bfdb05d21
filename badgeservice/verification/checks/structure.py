"""Is the document what its standard says it must be, and is every word of it signed?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from badgeservice.errors import MalformedError
from badgeservice.formats import schema
from badgeservice.formats.reading import items, nodes
from badgeservice.formats.recognise import OPEN_BADGE_FORMATS
from badgeservice.jsonld.dropped_terms import refuse_dropped_terms
from badgeservice.jsonld.processor import ProcessedContexts
from badgeservice.jsonld.screening import screen
from badgeservice.model.addresses import LOOPBACK_NAMES
from badgeservice.proofs.data_integrity import USUAL_HASH
from badgeservice.proofs.forms import JCS, RDFC, proof_at
from badgeservice.proofs.suites import EDDSA_RDFC, SUITES
from badgeservice.verification.context import Context
from badgeservice.verification.known_structure import known_structures
from badgeservice.verification.report import Finding, Outcome
from badgeservice.verification.second_reading import refuse_odd_names, refuse_second_graph
from badgeservice.verification.subject import Subject
from badgeservice.verification.told import Told

MAX_PROOFS = 16
MAX_IDENTIFIER = 8_000
VOCABULARIES = ("http://data.europa.eu/",)
# An address with a plain host, which nearly every link is.
_PLAIN_HTTPS = re.compile(r"https://[A-Za-z0-9.-]+(?:[/?#]|\Z)")
_OF_TEXTS = [name for name, suite in SUITES.items() if suite.form == JCS]


def has_a_valid_structure(subject: Subject, _context: Context) -> Finding:
    """Contexts, members and types fit; nothing falls outside the signature. Links that are not https warn."""
    named = schema.OPEN_BADGE if subject.format in OPEN_BADGE_FORMATS else schema.CREDENTIAL
    refuse_unsound(subject, named)
    evidence = Told(partial(_evidence, named, subject.document["@context"]))
    return finding_on_links(subject.outline.links, evidence)


def _evidence(named: str, contexts: Any) -> dict[str, str]:
    return {"schema": named, "contexts": " ".join(context for context in items(contexts) if isinstance(context, str))}


def finding_on_links(links: Sequence[str], evidence: Mapping[str, str]) -> Finding:
    """What the links in a badge that is well built for the rest come to."""
    unsafe = sum(not is_safe_link(link) for link in links)
    if unsafe:
        return Finding(Outcome.WARNING, "content.url_unsafe", {**evidence, "links": str(unsafe)})
    return Finding(Outcome.PASSED, evidence=evidence)


def unsafe_links(links: Sequence[str]) -> tuple[str, ...]:
    """The warning that some link may not be shown, if any."""
    return () if all(is_safe_link(link) for link in links) else ("content.url_unsafe",)


def refuse_unsound(subject: Subject, named: str) -> None:
    """What holds for every signed document that we read, badge, endorsement or status list.

    Raises MalformedError(parse.* | context.* | type.missing | schema.invalid).
    """
    document = subject.document
    _refuse_sizes(document)
    proofs = nodes(document.get("proof"))
    as_graph = subject.token is None and any(_signs_the_graph(proof) for proof in proofs)
    if subject.contexts is not None:
        _refuse_form(document, named, subject.contexts, as_graph)
    else:
        _refuse_form_unless_known(subject, named, as_graph)
    if as_graph:
        subject.forms.of_document(RDFC, USUAL_HASH)
    else:
        shaped = subject.forms.shaped if subject.contexts is None else None
        refuse_dropped_terms(subject.forms.document, subject.contexts, subject.meter, shaped)
    for place, proof in enumerate(items(document.get("proof"))):
        if as_graph and _is_usual(proof):
            # All of it is signed but the signature itself, which is one text or is refused with the proof.
            subject.forms.of_options(proof, RDFC, USUAL_HASH)
        elif isinstance(proof, Mapping):
            take = partial(proof_at, place)
            shaped = subject.forms.parts.of(f"proof {place}", take) if subject.contexts is None else None
            refuse_dropped_terms(take(document), subject.contexts, subject.meter, shaped)


def _refuse_form_unless_known(subject: Subject, named: str, as_graph: bool) -> None:
    """The form of our closed list of contexts."""
    document, known = subject.document, known_structures()
    parts = subject.forms.parts
    if known.is_sound((parts.shape, parts.texts), as_graph=as_graph):
        schema.validate(document, named)
        return
    screen(document)
    schema.validate(document, named)
    refuse_odd_names(document)
    if as_graph:
        refuse_second_graph(document)
    known.remember(document, parts.shape, as_graph=as_graph)


def _refuse_form(document: Mapping[str, Any], named: str, contexts: ProcessedContexts, as_graph: bool) -> None:
    """The form by other contexts; the schemas speak of contexts with an address only."""
    screen(document, contexts.documents, contexts.inline)
    schema.validate({**document, "@context": [c for c in items(document["@context"]) if isinstance(c, str)]}, named)
    if as_graph:
        refuse_second_graph(document, closed=False)


def _is_usual(proof: object) -> bool:
    """Whether a proof is one by which most badges are signed."""
    return isinstance(proof, dict) and proof.get("cryptosuite") == EDDSA_RDFC.name


def _signs_the_graph(proof: Mapping[str, Any]) -> bool:
    """Whether a proof covers the meaning of the JSON, not its text; so does one that we do not know, to be safe."""
    return proof.get("cryptosuite") not in _OF_TEXTS


def is_safe_link(link: str) -> bool:
    """Whether a page may show this address: absolute https, a raster data: image, a published vocabulary's term,
    or the loopback address of a development service."""
    if _PLAIN_HTTPS.match(link):
        return True
    if link.startswith(VOCABULARIES) or link.startswith(("data:image/png;base64,", "data:image/jpeg;base64,")):
        return True
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK_NAMES))


def _refuse_sizes(document: Mapping[str, Any]) -> None:
    proofs = nodes(document.get("proof"))
    if len(items(document.get("proof"))) > MAX_PROOFS:
        raise MalformedError("parse.too_large", "too many proofs")
    issuer = document.get("issuer")
    named = [issuer.get("id") if isinstance(issuer, dict) else issuer]
    named += [proof.get(name) for proof in proofs for name in ("proofValue", "verificationMethod")]
    if any(isinstance(text, str) and len(text) > MAX_IDENTIFIER for text in named):
        raise MalformedError("parse.too_large", "identifier or proof value")
