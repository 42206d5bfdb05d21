"""Has the issuer withdrawn or suspended this badge? (VCDM 2.0 §4.10, Bitstring Status List 1.0)"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import schema
from badgeservice.formats.reading import items
from badgeservice.model.fetched import STATUS_LIST
from badgeservice.proofs import eddsa_rdfc
from badgeservice.status.status_list import LIST_CREDENTIAL_TYPE, judge, read_entry
from badgeservice.verification.checks.structure import refuse_unsound
from badgeservice.verification.context import Context
from badgeservice.verification.fetching import fetch_json
from badgeservice.verification.report import Finding, Outcome, worst_finding
from badgeservice.verification.signature import refuse_unsigned
from badgeservice.verification.subject import Subject

MAX_ENTRIES = 16

WHEN_SET = {
    "revocation": (Outcome.FAILED, "status.revoked"),
    "suspension": (Outcome.FAILED, "status.suspended"),
    "message": (Outcome.WARNING, "status.message"),
}

ListAt = Callable[[str], Mapping[str, Any]]


def has_not_been_revoked(subject: Subject, context: Context) -> Finding:
    """Every status entry is asked, the worst counts; a badge without one cannot be withdrawn."""
    entries = items(subject.document.get("credentialStatus"))
    if not entries:
        return Finding(Outcome.PASSED, evidence={"entries": "0"})
    if len(entries) > MAX_ENTRIES:
        raise MalformedError("parse.too_large", "too many status entries")
    list_at = _lists_of(subject.credential.issuer.id, context)
    return worst_finding([_find(entry, list_at, context) for entry in entries])


def _find(entry: Any, list_at: ListAt, context: Context) -> Finding:
    """What one entry comes to, so that a set bit elsewhere outweighs a list that could not be had."""
    try:
        return _look_up(entry, list_at, context)
    except UnavailableError as problem:
        return Finding(Outcome.UNKNOWN, problem.reason, {"detail": problem.detail})


def _look_up(entry: Any, list_at: ListAt, context: Context) -> Finding:
    wanted = read_entry(entry)
    if wanted.purpose not in WHEN_SET:
        raise UnavailableError("status.unsupported", wanted.purpose[:100])
    document = list_at(wanted.list_url)
    is_set = judge(entry, document, context.now)
    evidence = {"list": wanted.list_url, "index": str(wanted.index), "purpose": wanted.purpose}
    if isinstance(document.get("validFrom"), str):
        evidence["list_valid_from"] = document["validFrom"]
    if not is_set:
        return Finding(Outcome.PASSED, evidence=evidence)
    outcome, reason = WHEN_SET[wanted.purpose]
    return Finding(outcome, reason, evidence)


def _lists_of(issuer: str, context: Context) -> ListAt:
    """The status lists of one issuer, each fetched and verified once."""
    verified: dict[str, Mapping[str, Any]] = {}

    def list_at(address: str) -> Mapping[str, Any]:
        if address not in verified:
            verified[address] = _verified_list(address, issuer, context)
        return verified[address]

    return list_at


def _verified_list(address: str, issuer: str, context: Context) -> Mapping[str, Any]:
    document = fetch_json(address, context, "status.unreachable", STATUS_LIST)
    if LIST_CREDENTIAL_TYPE not in items(document.get("type")):
        raise UnavailableError("status.unsupported", "another kind of status list")
    if not items(document.get("proof")):
        raise UnavailableError("status.list_invalid", "the list is not signed")
    signer = document.get("issuer")
    if (signer.get("id") if isinstance(signer, Mapping) else signer) != issuer:
        raise MalformedError("status.list_issuer_mismatch", address)
    try:
        refuse_unsound(document, schema.STATUS_LIST)
        refuse_unsigned(document, eddsa_rdfc.document_hash(document), issuer, context)
    except MalformedError as problem:
        raise MalformedError("status.list_invalid", f"{problem.reason}: {problem.detail}") from problem
    return document
