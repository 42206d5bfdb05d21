"""Is the document what its standard says it must be, and is every word of it signed?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from badgeservice.errors import MalformedError
from badgeservice.formats import schema
from badgeservice.formats.reading import items, nodes
from badgeservice.formats.recognise import OPEN_BADGE_DATA_INTEGRITY
from badgeservice.jsonld.dropped_terms import refuse_dropped_terms
from badgeservice.jsonld.screening import screen
from badgeservice.verification.context import Context
from badgeservice.verification.report import Finding, Outcome
from badgeservice.verification.second_reading import refuse_second_reading
from badgeservice.verification.subject import Subject

MAX_PROOFS = 16
MAX_IDENTIFIER = 8_000
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
VOCABULARIES = ("http://data.europa.eu/",)


def has_a_valid_structure(subject: Subject, _context: Context) -> Finding:
    """Contexts, members and types fit; nothing falls outside the signature. Links that are not https warn."""
    document = subject.document
    named = schema.OPEN_BADGE if subject.format == OPEN_BADGE_DATA_INTEGRITY else schema.CREDENTIAL
    refuse_unsound(document, named)
    _ = subject.signed_hash
    unsafe = [link for link in subject.credential.links if not is_safe_link(link)]
    evidence = {"schema": named, "contexts": " ".join(items(document["@context"]))}
    if unsafe:
        return Finding(Outcome.WARNING, "content.url_unsafe", evidence | {"links": str(len(unsafe))})
    return Finding(Outcome.PASSED, evidence=evidence)


def refuse_unsound(document: Mapping[str, Any], named: str) -> None:
    """What holds for every signed document that we read, badge or status list, besides that it can be hashed.

    Raises MalformedError(parse.* | context.* | type.missing | schema.invalid).
    """
    _refuse_sizes(document)
    screen(document)
    schema.validate(document, named)
    refuse_second_reading(document)
    for proof in nodes(document.get("proof")):
        refuse_dropped_terms({**proof, "@context": document["@context"]})


def is_safe_link(link: str) -> bool:
    """Whether a page may show this address: absolute https, a raster data: image, a published vocabulary's term,
    or the loopback address of a development service."""
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
    named = [issuer.get("id") if isinstance(issuer, Mapping) else issuer]
    named += [proof.get(name) for proof in proofs for name in ("proofValue", "verificationMethod")]
    if any(isinstance(text, str) and len(text) > MAX_IDENTIFIER for text in named):
        raise MalformedError("parse.too_large", "identifier or proof value")
