"""Does the issuer itself host this badge, and is it the same one? (OB 2.0 "Hosted verification")"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import strict_json
from badgeservice.formats.read_ob2 import read, without_content
from badgeservice.formats.reading import items, one_node
from badgeservice.jsonld.moment import read_moment
from badgeservice.verification.checks.structure import unsafe_links
from badgeservice.verification.context import Context
from badgeservice.verification.fetching import fetch_answer
from badgeservice.verification.ob2.documents import behind
from badgeservice.verification.ob2.scope import refuse_outside_scope
from badgeservice.verification.ob2.structure import refuse_unsound_assertion
from badgeservice.verification.report import Finding, Outcome
from badgeservice.verification.subject import Subject

Document = Mapping[str, Any]

COMPARED = ("recipient", "badge", "verification")
MOMENTS = ("issuedOn", "expires")
HOSTED_TYPES = frozenset({"HostedBadge", "hosted"})
OK, GONE = 200, 410


def is_hosted_by_its_issuer(subject: Subject, context: Context) -> Finding:
    """What the badge's own address serves is the badge; it lies where its issuer may host, and says what came in."""
    address = str(subject.document["id"])
    is_a_badge = set(subject.document) != {"id"}
    try:
        served = _served(address, context, is_a_badge)
    except UnavailableError:
        _refuse_signed(subject.document)
        raise
    hosted = replace(subject, document=served, said=None)
    refuse_unsound_assertion(hosted)
    if is_a_badge:
        _refuse_difference(subject.document, served)
    _refuse_signed(served)
    found = behind(served, context)
    if subject.document.get("badge", served["badge"]) != served["badge"]:
        _refuse_other_content(one_node(subject.document["badge"]), found.badge_class, found.profile)
    scope = refuse_outside_scope(address, found.profile)
    evidence = {"hosted_at": address, **found.evidence, "scope": scope}
    credential = read(served, found.badge_class, found.profile)
    established = replace(hosted, said=credential, profile=found.profile)
    return Finding(Outcome.PASSED, evidence=evidence, also=unsafe_links(credential.links), established=established)


def _served(address: str, context: Context, is_a_badge: bool) -> Document:
    """The Assertion at its own address. One that is gone was revoked (OB 2.0 "Revoking Hosted Assertions").

    Of a bare address that is gone nobody knows that a badge was there, unless the answer says that it was revoked.
    """
    answer = fetch_answer(address, context, "fetch.unreachable")
    is_gone = answer.status == GONE
    if answer.status != OK and not is_gone:
        raise UnavailableError("fetch.unreachable", f"status {answer.status}: {address}")
    try:
        served = strict_json.loads(answer.document)
    except MalformedError as problem:
        if is_gone and is_a_badge:
            raise MalformedError("ob2.revoked", f"status {GONE}") from problem
        raise UnavailableError("fetch.unreachable", f"{problem.reason}: {address}") from problem
    _refuse_revoked(served, address, is_gone, is_a_badge)
    return served


def _refuse_revoked(served: Document, address: str, is_gone: bool, is_a_badge: bool) -> None:
    """What is left of a revoked badge; a whole one that says so is judged on, and its status says it."""
    says_so = served.get("revoked") is True
    if is_gone and not says_so and not is_a_badge:
        raise UnavailableError("fetch.unreachable", f"status {GONE}: {address}")
    if served.get("id", address) != address:
        raise MalformedError("ob2.id_mismatch", f"another id at {address}")
    if is_gone or (says_so and "badge" not in served):
        raise MalformedError("ob2.revoked", str(served.get("revocationReason", ""))[:500])


def _refuse_signed(document: Document) -> None:
    """An Assertion that says that it is signed proves nothing without its signature."""
    if set(document) == {"id"}:
        return
    if HOSTED_TYPES.isdisjoint(items(one_node(document.get("verification")).get("type"))):
        raise MalformedError("proof.missing", "a signed badge without its signature")


def _refuse_difference(given: Document, served: Document) -> None:
    for name in COMPARED:
        ours, theirs = given.get(name), served.get(name)
        if name == "badge":
            ours, theirs = without_content(ours), without_content(theirs)
        if ours != theirs:
            raise MalformedError("ob2.id_mismatch", name)
    for name in MOMENTS:
        if (name in given) != (name in served) or not _is_same_moment(given.get(name), served.get(name)):
            raise MalformedError("ob2.id_mismatch", name)


def _is_same_moment(ours: object, theirs: object) -> bool:
    """Whether two dates are one moment; those that are no moment must be the same to the letter."""
    if ours == theirs:
        return True
    try:
        return read_moment(ours) == read_moment(theirs)
    except MalformedError:
        return False


def _refuse_other_content(given: Document, badge_class: Document, profile: Document) -> None:
    """A badge class that was pasted along, with or without its issuer, says what the addresses say."""
    issuer = one_node(given.get("issuer"))
    pairs = [(given, badge_class, name) for name in given if name not in ("@context", "issuer")]
    pairs += [(issuer, profile, name) for name in issuer if name != "@context"]
    same_issuer = without_content(given.get("issuer", profile["id"])) == profile["id"]
    if not same_issuer or any(ours[name] != theirs.get(name) for ours, theirs, name in pairs):
        raise MalformedError("ob2.id_mismatch", "badge")
