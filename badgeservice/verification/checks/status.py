"""Has the issuer withdrawn or suspended this badge? (VCDM 2.0 §4.10, Bitstring Status List 1.0, 1EdTech VCRL 1.0)"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats.reading import items, one_node
from badgeservice.model.fetched import STATUS_LIST
from badgeservice.status.revocation_list import ENTRY_TYPE as REVOCATION_LIST
from badgeservice.status.revocation_list import revocation_of
from badgeservice.status.status_list import judge, message_in, read_entry
from badgeservice.verification.context import Context
from badgeservice.verification.dids import is_at_home
from badgeservice.verification.fetching import fetch_json
from badgeservice.verification.report import Finding, Outcome, worst_finding
from badgeservice.verification.status_credential import ListAt, lists_of
from badgeservice.verification.subject import Subject

COST_OF_A_LOOK_UP = 5_000
CHARACTERS_A_UNIT = 150

WHEN_SET = {
    "revocation": (Outcome.FAILED, "status.revoked"),
    "suspension": (Outcome.FAILED, "status.suspended"),
    "message": (Outcome.WARNING, "status.message"),
    "refresh": (Outcome.WARNING, "status.message"),
}


def has_not_been_revoked(subject: Subject, context: Context) -> Finding:
    """Every status entry is asked, the worst counts; a badge without one cannot be withdrawn."""
    entries = items(subject.document.get("credentialStatus"))
    if "status" in subject.claims:
        raise UnavailableError("status.unsupported", "a token status list")
    if not entries:
        return Finding(Outcome.PASSED, evidence={"entries": "0"})
    list_at = lists_of(subject.outline.issuer.id, context)
    return worst_finding([_find(entry, subject, list_at, context) for entry in entries])


def _find(entry: Any, subject: Subject, list_at: ListAt, context: Context) -> Finding:
    """What one entry comes to, so that a set bit elsewhere outweighs a list that could not be had."""
    try:
        if isinstance(entry, dict) and REVOCATION_LIST in items(entry.get("type")):
            return _look_up_unsigned(entry, subject, context)
        return _look_up(entry, list_at, context)
    except UnavailableError as problem:
        return Finding(Outcome.UNKNOWN, problem.reason, {"detail": problem.detail})
    except MalformedError as problem:
        return Finding(Outcome.FAILED, problem.reason, {"detail": problem.detail})


def _look_up(entry: Any, list_at: ListAt, context: Context) -> Finding:
    wanted = read_entry(entry)
    if wanted.purpose not in WHEN_SET:
        raise UnavailableError("status.unsupported", wanted.purpose[:100])
    document = list_at(wanted.list_url)
    context.meter.spend(_cost_of_unpacking(document))
    value = judge(wanted, document, context.now)
    evidence = {"list": wanted.list_url, "index": str(wanted.index), "purpose": wanted.purpose}
    if isinstance(document.get("validFrom"), str):
        evidence["list_valid_from"] = document["validFrom"]
    if not value:
        return Finding(Outcome.PASSED, evidence=evidence)
    outcome, reason = WHEN_SET[wanted.purpose]
    message = message_in(entry, value)
    return Finding(outcome, reason, evidence | ({"message": message} if message else {}))


def _cost_of_unpacking(document: Mapping[str, Any]) -> int:
    """What it costs to look one entry up: the whole list is unpacked for each."""
    encoded = one_node(document.get("credentialSubject")).get("encodedList")
    return COST_OF_A_LOOK_UP + (len(encoded) // CHARACTERS_A_UNIT if isinstance(encoded, str) else 0)


def _look_up_unsigned(entry: Mapping[str, Any], subject: Subject, context: Context) -> Finding:
    """A list without a signature: a badge on it is revoked; its silence counts only at the issuer's own host."""
    address, issuer = entry.get("id"), subject.outline.issuer.id
    if not isinstance(address, str):
        raise MalformedError("schema.invalid", "credentialStatus")
    document = fetch_json(address, context, "status.unreachable", STATUS_LIST)
    revoked = revocation_of(subject.credential.id, document)
    evidence = {"list": address, "purpose": "revocation"}
    if revoked is not None:
        why = revoked.get("revocationReason")
        return Finding(
            Outcome.FAILED, "status.revoked", evidence | ({"message": why[:500]} if isinstance(why, str) else {})
        )
    if document.get("issuer") != issuer:
        raise UnavailableError("status.list_issuer_mismatch", address)
    if not is_at_home(address, issuer):
        raise UnavailableError("status.list_invalid", "the list is not signed and lies at another host")
    return Finding(Outcome.PASSED, evidence=evidence)
