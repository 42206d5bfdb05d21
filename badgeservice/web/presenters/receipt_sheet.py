"""What stands on the paper of a receipt: every word of it, as the drawing takes them?"""

from __future__ import annotations

from typing import Any

from badgeservice.formats.receipt import FinishedCheck
from badgeservice.jsonld.moment import read_moment
from badgeservice.model.addresses import Addresses
from badgeservice.verification.report import NOT_CHECKED, Outcome
from badgeservice.web.presenters.check_lines import KINDS
from badgeservice.web.presenters.moments import day_of_text
from badgeservice.web.words import gettext as _

LONGEST_ON_PAPER = 110

Sheet = dict[str, Any]


def receipt_sheet(finished: FinishedCheck, name: str, file_name: str, addresses: Addresses) -> Sheet:
    """The sheet; `name` is what the receipt is called, `file_name` that of the signed document inside the PDF."""
    moment = read_moment(finished.report["checked_at"])
    kind = _kind(finished)
    return {
        "language": finished.language,
        "name": name,
        "author": addresses.host,
        "date": {part: getattr(moment, part) for part in ("year", "month", "day", "hour", "minute", "second")},
        "kind": kind,
        "mark": _words()[kind],
        "title": finished.title,
        "sentence": finished.sentence,
        "moment": _("Gecontroleerd op %(moment)s", moment=finished.moment),
        "facts_title": _("Wat er is gecontroleerd") if finished.is_signed else _("Niet gecontroleerd"),
        "facts_note": None if finished.is_signed else _("Dit zegt de badge zelf. We weten niet of het klopt."),
        "facts": _facts(finished),
        "checks_title": _("Dit hebben we geprobeerd") if kind == "unknown" else _("Zo is dit gecontroleerd"),
        "checks": _checks(finished),
        "digest_title": _("Vingerafdruk (SHA-256) van wat is gecontroleerd"),
        "digest": _groups(finished.sha256) if finished.sha256 else None,
        "no_digest": _("Er is niets ontvangen, dus er is geen vingerafdruk."),
        "how_title": _("Zo controleer je dit bewijs"),
        "how": [
            _("In deze PDF zit een bijlage: %(file)s. Sla die op.", file=file_name),
            _("Kies dat bestand op %(address)s.", address=f"{addresses.host}/controleren"),
            _("Of gebruik een ander programma voor Verifiable Credentials van W3C."),
        ],
        "closing": _("Dit bewijs gaat over dat ene moment. Daarna kan de badge zijn ingetrokken."),
        "attachment": {
            "name": file_name,
            "media_type": "application/json",
            "description": _("Het bewijs, ondertekend door %(host)s", host=addresses.host),
        },
        "missing": _("☐ staat voor een teken dat we hier niet kunnen tekenen. In de bijlage staat het wel."),
    }


def _kind(finished: FinishedCheck) -> str:
    verdict: str = finished.report["verdict"]
    return "warning" if verdict == "valid" and finished.report["warnings"] else verdict


def _facts(finished: FinishedCheck) -> list[dict[str, Any]]:
    report = finished.report
    achievement, issuer, recipient = (report[name] or {} for name in ("achievement", "issuer", "recipient"))
    rows = (
        (_("Badge"), achievement.get("name"), None),
        (_("Gegeven aan"), recipient.get("name"), None),
        (_("Gegeven door"), issuer.get("name") or issuer.get("id"), issuer.get("id") if issuer.get("name") else None),
        (_("Gegeven op"), day_of_text(report["valid_from"]), None),
        (_("Geldig tot"), day_of_text(report["valid_until"]) or (_("Geen einddatum") if issuer else None), None),
    )
    return [{"label": label, "value": _cut(value), "note": note and _cut(note)} for label, value, note in rows if value]


def _checks(finished: FinishedCheck) -> list[dict[str, str]]:
    words = _words()
    made = [check for check in finished.report["checks"] if check["reason"] != NOT_CHECKED]
    skipped = dict.fromkeys(check["message"] for check in finished.report["checks"] if check["reason"] == NOT_CHECKED)
    lines = [(Outcome(check["outcome"]), check["message"]) for check in made]
    lines += [(Outcome.UNKNOWN, sentence) for sentence in skipped]
    return [
        {"kind": KINDS[outcome], "word": words[KINDS[outcome]], "sentence": sentence} for outcome, sentence in lines
    ]


def _words() -> dict[str, str]:
    """What each mark says to who does not see it."""
    return {
        "valid": _("Klopt"),
        "warning": _("Let op"),
        "unknown": _("Niet gecontroleerd"),
        "invalid": _("Klopt niet"),
    }


def _groups(digest: str) -> str:
    return " ".join(digest[place : place + 8] for place in range(0, len(digest), 8))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_ON_PAPER else text[: LONGEST_ON_PAPER - 1] + "…"
