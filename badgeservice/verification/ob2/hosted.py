"""Does the issuer itself host this badge, and is it the same one? (OB 2.0 "Hosted verification")"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import strict_json
from badgeservice.formats.read_ob2 import read, without_content
from badgeservice.formats.reading import items, one_node
from badgeservice.verification.checks.structure import unsafe_links
from badgeservice.verification.context import Context
from badgeservice.verification.fetching import fetch_answer
from badgeservice.verification.ob2.documents import behind
from badgeservice.verification.ob2.scope import refuse_outside_scope
from badgeservice.verification.ob2.structure import refuse_unsound_assertion
from badgeservice.verification.report import Finding, Outcome
from badgeservice.verification.subject import Subject

Document = Mapping[str, Any]

COMPARED = ("recipient", "badge", "issuedOn", "expires", "verification")
HOSTED_TYPES = frozenset({"HostedBadge", "hosted"})
GONE = 410


def is_hosted_by_its_issuer(subject: Subject, context: Context) -> Finding:
    """What the badge's own address serves is the badge; it lies where its issuer may host, and says what came in."""
    address = str(subject.document["id"])
    try:
        served = _served(address, context)
    except UnavailableError:
        _refuse_signed(subject.document)
        raise
    hosted = replace(subject, document=served, credential=read(served))
    refuse_unsound_assertion(hosted)
    if set(subject.document) != {"id"}:
        _refuse_difference(subject.document, served)
    _refuse_signed(served)
    found = behind(served, context)
    if subject.document.get("badge", served["badge"]) != served["badge"]:
        _refuse_other_content(one_node(subject.document["badge"]), found.badge_class, found.profile)
    scope = refuse_outside_scope(address, found.profile)
    evidence = {"hosted_at": address, "issuer": found.issuer, "scope": scope}
    credential = read(served, found.badge_class, found.profile)
    established = replace(hosted, credential=credential, profile=found.profile)
    return Finding(Outcome.PASSED, evidence=evidence, also=unsafe_links(credential.links), established=established)


def _served(address: str, context: Context) -> Document:
    """The Assertion at its own address. One that is gone and says so was revoked."""
    answer = fetch_answer(address, context, "fetch.unreachable")
    if answer.status not in (200, GONE):
        raise UnavailableError("fetch.unreachable", f"status {answer.status}: {address}")
    try:
        served = strict_json.loads(answer.document)
    except MalformedError as problem:
        raise UnavailableError("fetch.unreachable", f"{problem.reason}: {address}") from problem
    if answer.status == GONE and served.get("revoked") is not True:
        raise UnavailableError("fetch.unreachable", f"status {answer.status}: {address}")
    if served.get("id", address) != address:
        raise MalformedError("ob2.id_mismatch", f"another id at {address}")
    if answer.status == GONE or (served.get("revoked") is True and "badge" not in served):
        raise MalformedError("ob2.revoked", str(served.get("revocationReason", ""))[:500])
    return served


def _refuse_signed(document: Document) -> None:
    """An Assertion that says that it is signed proves nothing without its signature."""
    if set(document) == {"id"}:
        return
    if HOSTED_TYPES.isdisjoint(items(one_node(document.get("verification")).get("type"))):
        raise MalformedError("proof.missing", "a signed badge without its signature")


def _refuse_difference(given: Document, served: Document) -> None:
    for name in COMPARED:
        ours, theirs = (without_content(document.get(name)) for document in (given, served))
        if name in ("recipient", "verification"):
            ours, theirs = given.get(name), served.get(name)
        if ours != theirs:
            raise MalformedError("ob2.id_mismatch", name)


def _refuse_other_content(given: Document, badge_class: Document, profile: Document) -> None:
    """A badge class that was pasted along, with or without its issuer, says what the addresses say."""
    issuer = one_node(given.get("issuer"))
    pairs = [(given, badge_class, name) for name in given if name not in ("@context", "issuer")]
    pairs += [(issuer, profile, name) for name in issuer if name != "@context"]
    same_issuer = without_content(given.get("issuer", profile["id"])) == profile["id"]
    if not same_issuer or any(ours[name] != theirs.get(name) for ours, theirs, name in pairs):
        raise MalformedError("ob2.id_mismatch", "badge")
