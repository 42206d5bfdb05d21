"""Do the words around a Data Integrity signature allow it to be judged, here and now?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from badgeservice.errors import MalformedError
from badgeservice.jsonld.moment import CLOCK_SKEW, read_moment

ASSERTION = "assertionMethod"
AUTHENTICATION = "authentication"


def refuse_options(proof: Mapping[str, Any], contexts: object, now: datetime, purpose: str = ASSERTION) -> None:
    """Refuse a proof whose purpose, dates or contexts do not fit (Data Integrity §2.1, §4.3).

    `contexts` is the document's `@context`. Raises MalformedError `proof.purpose_invalid`, `proof.created_invalid`,
    `proof.expired` or `proof.context_mismatch`.
    """
    if proof.get("proofPurpose") != purpose:
        raise MalformedError("proof.purpose_invalid", str(proof.get("proofPurpose"))[:100])
    _refuse_dates(proof, now)
    if "@context" in proof and _listed(proof["@context"]) != _listed(contexts):
        raise MalformedError("proof.context_mismatch")


def _refuse_dates(proof: Mapping[str, Any], now: datetime) -> None:
    if "created" in proof and _moment(proof["created"]) > now + CLOCK_SKEW:
        raise MalformedError("proof.created_invalid", f"{proof['created']} is nog niet geweest")
    if "expires" in proof and _moment(proof["expires"]) < now - CLOCK_SKEW:
        raise MalformedError("proof.expired", str(proof["expires"]))


def _moment(text: object) -> datetime:
    try:
        return read_moment(text)
    except MalformedError as problem:
        raise MalformedError("proof.created_invalid", problem.detail) from problem


def _listed(contexts: object) -> list[object]:
    return contexts if isinstance(contexts, list) else [contexts]
