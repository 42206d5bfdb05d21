"""How is the report on a badge from elsewhere kept, and read again?"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from badgeservice.model.credential import Credential, Identity
from badgeservice.verification.checks.recipient import is_identity_of
from badgeservice.verification.report import Check, Outcome, Report

# What a badge of somebody else says may be as long as its file.
LONGEST = 200


def kept(report: Report, addresses: list[str]) -> dict[str, Any]:
    """The checks of a report and what the badge says, as JSON. `theirs`: it names one of these e-mail addresses."""
    is_signed = report.check("proof").outcome in (Outcome.PASSED, Outcome.WARNING)
    identities = report.credential.identities if report.credential is not None else ()
    return {
        "format": report.format,
        "checks": [_check(check) for check in report.checks],
        "claims": _claims(report.credential) if report.credential is not None else {},
        "signed": is_signed,
        "theirs": is_signed and _names_one_of(identities, addresses),
    }


def read(kept_report: Mapping[str, Any], checked_at: datetime) -> Report:
    """The report again, without the credential."""
    checks = tuple(
        Check(one["id"], Outcome(one["outcome"]), one["reason"], one["evidence"], tuple(one["also"]))
        for one in kept_report["checks"]
    )
    return Report(kept_report["format"], None, checks, checked_at)


def known_as(identifier: str, longest: int) -> str:
    """An id to find something by, in so many characters: one that is longer is known by its SHA-256, never cut off."""
    if len(identifier) <= longest:
        return identifier
    return "sha256:" + hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()


def _check(check: Check) -> dict[str, Any]:
    return {
        "id": check.id,
        "outcome": check.outcome.value,
        "reason": check.reason,
        "evidence": dict(check.evidence),
        "also": list(check.also),
    }


def _claims(credential: Credential) -> dict[str, str | None]:
    achievement = credential.achievement
    claims = {
        "name": (achievement and achievement.name) or credential.name,
        "description": achievement.description if achievement else None,
        "giver": credential.issuer.name or credential.issuer.id,
        "giver_id": known_as(credential.issuer.id, LONGEST),
        "person": credential.recipient_name,
        "given_on": credential.awarded_date or credential.valid_from,
        "valid_until": credential.valid_until,
    }
    return {label: value[:LONGEST] if value else None for label, value in claims.items()}


def _names_one_of(identities: tuple[Identity, ...], addresses: list[str]) -> bool:
    # Two addresses can be made with the same MD5.
    sound = [one for one in identities if one.kind == "emailAddress" and not one.value.startswith("md5$")]
    return any(is_identity_of(identity, address) for identity in sound for address in addresses)
