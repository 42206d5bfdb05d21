"""How is the collection of genuine files read, and is a report what a case says it must be?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from casemaking.recipes import cook

from badgeservice.cli.verify_input import reports_on
from badgeservice.network.documents import fetch_from_map
from badgeservice.verification.context import Context, KnownIssuer
from badgeservice.verification.pipeline import verify
from badgeservice.verification.report import Report, as_json

FOLDER = Path(__file__).parent / "assets" / "cases"
DOCUMENTS = FOLDER / "documents.json"
NOW = "2026-11-22T13:05:00Z"

CASES: list[dict[str, Any]] = json.loads((FOLDER / "cases.json").read_text(encoding="utf-8"))
KNOWN: dict[str, str] = json.loads((FOLDER / "known.json").read_text(encoding="utf-8"))


def content(case: Mapping[str, Any]) -> bytes:
    """The bytes of a case: its file, or what its recipe makes in memory."""
    if case["file"]:
        return (FOLDER / case["file"]).read_bytes()
    return cook(case["recipe"])


def report_of(case: Mapping[str, Any], data: bytes) -> Report:
    """What the engine says of a case, whose bytes these are, in the world of the collection."""
    context = context_of(case)
    if case["file"] and case.get("lone_address"):
        return next(report for _, report in reports_on(str(FOLDER / case["file"]), context))
    return verify(data, context)


def context_of(case: Mapping[str, Any]) -> Context:
    """The moment, the documents and the known issuers of a case."""
    known = {did: KnownIssuer(name, None, "registered") for did, name in KNOWN.items()}
    moment = datetime.fromisoformat(case.get("at", NOW)).astimezone(UTC)
    fetch = fetch_from_map(DOCUMENTS)
    return Context(moment, fetch, known.get, lambda: tuple(known.values()), case.get("recipient"))


def objections(case: Mapping[str, Any], report: Mapping[str, Any]) -> list[str]:
    """In what the report is not what the case says; nothing when they agree."""
    found = []
    if not _verdict_agrees(case, report["verdict"]):
        found.append(f"the verdict is {report['verdict']}, not {case['verdict']}")
    reasons = {check["reason"] for check in report["checks"] if check["outcome"] in ("failed", "unknown")}
    if case["reasons"] and report["verdict"] != "valid" and reasons.isdisjoint(case["reasons"]):
        found.append(f"the reasons are {sorted(reasons)}, none of {case['reasons']}")
    by_check = {check["id"]: check["reason"] for check in report["checks"]}
    found += [
        f"{id_} says {by_check[id_]}, not {why}" for id_, why in case.get("where", {}).items() if by_check[id_] != why
    ]
    if "on" in case and by_check[case["on"]] not in case["reasons"]:
        found.append(f"{case['on']} says {by_check[case['on']]}, none of {case['reasons']}")
    return found + _wrong_warnings(case, report) + _wrong_claims(case, report)


def _wrong_warnings(case: Mapping[str, Any], report: Mapping[str, Any]) -> list[str]:
    """Warnings that are missing, and on a valid badge those that nobody expects."""
    expected, given = set(case.get("warnings", ())), set(report["warnings"])
    missing = expected - given
    found = [f"it does not warn {sorted(missing)}"] if missing else []
    if report["verdict"] == "valid" and not case.get("more_warnings"):
        extra = given - expected - (set() if case.get("trusted") else {"issuer.untrusted"})
        found += [f"it warns {sorted(extra)} for no reason"] if extra else []
    return found


def _wrong_claims(case: Mapping[str, Any], report: Mapping[str, Any]) -> list[str]:
    """What is shown of the badge, where the case says what must be."""
    shown_badge, shown_issuer = report["achievement"] or {}, report["issuer"] or {}
    pairs = (
        ("format", report["format"]),
        ("shows", shown_badge.get("name")),
        ("shows_issuer", shown_issuer.get("name")),
    )
    return [f"{name}: {value}, not {case[name]}" for name, value in pairs if name in case and value != case[name]]


def shown(report: Report) -> dict[str, Any]:
    """The report as the command line shows it."""
    return as_json(report, lambda check: check.reason or "", 0.0)


def _verdict_agrees(case: Mapping[str, Any], verdict: str) -> bool:
    return verdict != "valid" if case.get("not_valid_only") else verdict == case["verdict"]
