"""What in a credential does the Verifiable Credentials Data Model not allow? (VCDM 2.0 §4, §5; VCDM 1.1 §4, §5)"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from badgeservice.conformance.related_resources import objections_to_related_resources
from badgeservice.conformance.status_entries import objections_to_status
from badgeservice.conformance.values import identifier_of, is_said_in_a_language, is_type, is_url, moment_of
from badgeservice.formats.reading import items, nodes
from badgeservice.jsonld.contexts import CREDENTIALS_V1, CREDENTIALS_V2

Node = Mapping[str, Any]

FIRST = (CREDENTIALS_V1, CREDENTIALS_V2)
# Members whose objects must say of what type they are (§4.5, §5.10); those of the second kind must have an id too.
TYPED = (
    "credentialStatus",
    "credentialSchema",
    "evidence",
    "termsOfUse",
    "refreshService",
    "confidenceMethod",
    "renderMethod",
)
IDENTIFIED = frozenset({"credentialSchema"})
PERIODS = (("validFrom", "validUntil"), ("issuanceDate", "expirationDate"))


def objections(document: Node) -> list[str]:
    """A sentence for each thing that is wrong, none for a conforming credential.

    What only JSON-LD can tell (words without meaning, protected words) is not looked at here.
    """
    return [
        *_to_context(document),
        *_to_type(document, "VerifiableCredential"),
        *_to_identifiers(document),
        *_to_words(document, ""),
        *_to_issuer(document),
        *_to_subjects(document),
        *_to_dates(document),
        *typed_objections(document),
        *objections_to_status(document.get("credentialStatus")),
        *objections_to_related_resources(document),
    ]


def presentation_objections(document: Node) -> list[str]:
    """A sentence for each thing that is wrong with a presentation, but for the credentials in it (VCDM 2.0 §4.13)."""
    held = items(document.get("verifiableCredential"))
    holder = document.get("holder")
    found = [
        *_to_context(document),
        *_to_type(document, "VerifiablePresentation"),
        *_to_identifiers(document),
        *_to_words(document, ""),
        *typed_objections(document),
    ]
    if not all(isinstance(one, Mapping) for one in held):
        found.append("verifiableCredential holds something that is not an object")
    if "holder" in document and not is_url(identifier_of(holder)):
        found.append("holder is neither a URL nor an object with an id that is one")
    return found


def typed_objections(document: Node) -> Iterator[str]:
    """What is wrong with the objects of the members that must name their type."""
    for name in TYPED:
        if name not in document:
            continue
        found = items(document[name])
        if not found or not all(isinstance(one, Mapping) for one in found):
            yield f"{name} is not one or more objects"
        for node in nodes(document[name]):
            if not is_type(node.get("type")):
                yield f"{name} has no type"
            if (name in IDENTIFIED or "id" in node) and not is_url(node.get("id")):
                yield f"{name} has no id that is a single URL"


def _to_context(document: Node) -> Iterator[str]:
    contexts = document.get("@context")
    if not isinstance(contexts, list) or not contexts or contexts[0] not in FIRST:
        yield "@context is not an ordered set that begins with that of W3C credentials"
    elif not all(isinstance(context, str | dict) and context for context in contexts):
        yield "@context holds something that is neither a URL nor an object"


def _to_type(document: Node, wanted: str) -> Iterator[str]:
    if not is_type(document.get("type")):
        yield "type is not one or more texts"
    elif wanted not in items(document["type"]):
        yield f"type does not include {wanted}"


def _to_identifiers(document: Node) -> Iterator[str]:
    if "id" in document and not is_url(document["id"]):
        yield "id is not a single URL"


def _to_words(node: Node, place: str) -> Iterator[str]:
    for name in ("name", "description"):
        if name in node and not is_said_in_a_language(node[name]):
            yield f"{place}{name} is neither a text nor a language value"


def _to_issuer(document: Node) -> Iterator[str]:
    issuer = document.get("issuer")
    if not is_url(identifier_of(issuer)):
        yield "issuer is neither a URL nor an object with an id that is one"
    if isinstance(issuer, Mapping):
        yield from _to_words(issuer, "issuer.")


def _to_subjects(document: Node) -> Iterator[str]:
    subjects = items(document.get("credentialSubject"))
    if not subjects or not all(isinstance(subject, Mapping) and subject for subject in subjects):
        yield "credentialSubject is not one or more objects with claims"
    if any("id" in subject and not is_url(subject["id"]) for subject in nodes(document.get("credentialSubject"))):
        yield "credentialSubject has an id that is not a single URL"


def _to_dates(document: Node) -> Iterator[str]:
    if CREDENTIALS_V1 in items(document.get("@context"))[:1] and "issuanceDate" not in document:
        yield "issuanceDate is missing (VCDM 1.1)"
    for names in PERIODS:
        bounds = [moment_of(document[name]) for name in names if name in document]
        if None in bounds:
            yield f"{' or '.join(names)} is not a dateTimeStamp with a zone"
        elif len(bounds) == 2 and bounds[0] > bounds[1]:  # type: ignore[operator]  # none of the two is None
            yield f"{names[0]} is later than {names[1]}"
