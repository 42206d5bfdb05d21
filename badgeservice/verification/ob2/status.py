"""Is this badge withdrawn, or past its days? (OB 2.0 `RevocationList`, `Assertion.revoked`, `issuedOn`, `expires`)"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from badgeservice.errors import MalformedError
from badgeservice.formats.read_ob2 import without_content
from badgeservice.formats.reading import items
from badgeservice.jsonld.moment import CLOCK_SKEW, read_moment
from badgeservice.model.fetched import STATUS_LIST
from badgeservice.verification.context import Context
from badgeservice.verification.fetching import fetch_json
from badgeservice.verification.report import Finding, Outcome
from badgeservice.verification.subject import Subject


def is_within_its_days(subject: Subject, context: Context) -> Finding:
    """From issuedOn to expires, five minutes of clock skew allowed. Raises MalformedError(time.*)."""
    document = subject.document
    start = read_moment(document.get("issuedOn"))
    end = read_moment(document["expires"]) if "expires" in document else None
    evidence = {"valid_from": str(document["issuedOn"])}
    if end is not None:
        evidence["valid_until"] = str(document["expires"])
        if end < start:
            raise MalformedError("time.inverted")
    if context.now + CLOCK_SKEW < start:
        return Finding(Outcome.FAILED, "time.not_yet_valid", evidence)
    if end is not None and context.now - CLOCK_SKEW > end:
        return Finding(Outcome.FAILED, "time.expired", evidence)
    return Finding(Outcome.PASSED, evidence=evidence)


def is_not_withdrawn(subject: Subject, context: Context) -> Finding:
    """A hosted badge says itself that it was revoked; a signed one stands on the list of its issuer."""
    document, profile = subject.document, subject.profile or {}
    if document.get("revoked") is True:
        return _revoked(document.get("revocationReason"), {})
    address = profile.get("revocationList")
    if subject.token is None or address is None:
        return Finding(Outcome.PASSED, evidence={"entries": "0"})
    if not isinstance(address, str):
        raise MalformedError("schema.invalid", "revocationList")
    listed = fetch_json(address, context, "status.unreachable", STATUS_LIST)
    if listed.get("id", address) != address or not isinstance(listed.get("revokedAssertions"), list):
        raise MalformedError("status.list_invalid", address)
    # A list need not name its issuer (OB 2.0 `RevocationList`): it is the one that the issuer's profile names.
    if without_content(listed.get("issuer", profile["id"])) != profile["id"]:
        raise MalformedError("status.list_issuer_mismatch", address)
    own = [document.get("id"), document.get("uid", document.get("id"))]
    reason = next((why for name, why in _withdrawn(listed) if name in own), None)
    evidence = {"list": address, "purpose": "revocation"}
    return Finding(Outcome.PASSED, evidence=evidence) if reason is None else _revoked(reason, evidence)


def _withdrawn(listed: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The id or uid of every badge on the list, with the reason when one is given."""
    for entry in items(listed.get("revokedAssertions")):
        node = entry if isinstance(entry, Mapping) else {"id": entry}
        names = [node.get(member) for member in ("id", "uid") if isinstance(node.get(member), str)]
        if not names:
            raise MalformedError("status.list_invalid", "an entry without an id")
        yield from ((str(name), str(node.get("revocationReason", ""))) for name in names)


def _revoked(reason: Any, evidence: Mapping[str, str]) -> Finding:
    said = {"message": reason[:500]} if isinstance(reason, str) and reason else {}
    return Finding(Outcome.FAILED, "ob2.revoked", {**evidence, **said})
