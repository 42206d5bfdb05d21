"""How does each check read on the page: a sentence, a mark, and the evidence folded behind it?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from badgeservice.verification.report import NOT_CHECKED, Check, Outcome, Report
from badgeservice.web.presenters.moments import moment_of_text
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext
from badgeservice.wording import exact_sentence, sentence_for

Line = dict[str, Any]

KINDS = {Outcome.PASSED: "valid", Outcome.WARNING: "warning", Outcome.UNKNOWN: "unknown", Outcome.FAILED: "invalid"}
WORST_FIRST = (Outcome.FAILED, Outcome.UNKNOWN, Outcome.WARNING, Outcome.PASSED)
# An address that was tried, perhaps behind the reason why it gave nothing: its sentence says that already.
ADDRESS = re.compile(r"^(?:[a-z_.]+: )*(https?://\S+)$")
MOMENTS = frozenset(
    {"created", "valid_from", "valid_until", "list_valid_from", "mandate_from", "mandate_until", "mandate_ended"}
)
LABELS = {
    "detail": lazy_gettext("Gevonden"),
    "schema": lazy_gettext("Schema"),
    "contexts": lazy_gettext("Woordenlijsten"),
    "links": lazy_gettext("Onveilige links"),
    "key": lazy_gettext("Sleutel"),
    "cryptosuite": lazy_gettext("Soort handtekening"),
    "algorithm": lazy_gettext("Soort handtekening"),
    "hosted_at": lazy_gettext("Adres van de badge"),
    "scope": lazy_gettext("Website van de gever"),
    "created": lazy_gettext("Ondertekend op"),
    "valid_from": lazy_gettext("Geldig vanaf"),
    "valid_until": lazy_gettext("Geldig tot"),
    "list": lazy_gettext("Lijst"),
    "index": lazy_gettext("Plaats in de lijst"),
    "purpose": lazy_gettext("Soort lijst"),
    "list_valid_from": lazy_gettext("Lijst van"),
    "entries": lazy_gettext("Lijsten in de badge"),
    "issuer": lazy_gettext("Gever"),
    "known_as": lazy_gettext("Bij ons bekend als"),
    "source": lazy_gettext("Bekend door"),
    "looks_like": lazy_gettext("Lijkt op"),
    "lists_not_loaded": lazy_gettext("Niet geladen lijsten"),
    "message": lazy_gettext("Wat de gever erbij zette"),
    "endorsements": lazy_gettext("Aanbevelingen"),
    "endorser": lazy_gettext("Aanbevolen door"),
    "mandated_by": lazy_gettext("Mandaat van"),
    "mandate_from": lazy_gettext("Mandaat vanaf"),
    "mandate_until": lazy_gettext("Mandaat tot"),
    "mandate_ended": lazy_gettext("Mandaat gestopt op"),
}
# The values on the way to a signature; developers compare them with those of another implementation.
WORKING = {
    "public_key": lazy_gettext("Openbare sleutel"),
    "signature": lazy_gettext("Handtekening"),
    "signing_input": lazy_gettext("Ondertekende tekst"),
    "hash": lazy_gettext("Soort samenvatting"),
    "options_hash": lazy_gettext("Samenvatting van de ondertekening"),
    "document_hash": lazy_gettext("Samenvatting van de badge"),
    "canonical_options": lazy_gettext("Vaste vorm van de ondertekening"),
    "canonical_document": lazy_gettext("Vaste vorm van de badge"),
}
SOURCES = {"registered": lazy_gettext("aangemeld bij deze dienst")}
PURPOSES = {"revocation": lazy_gettext("ingetrokken badges"), "suspension": lazy_gettext("stopgezette badges")}


def check_lines(report: Report) -> list[Line]:
    """The checks that were made; what did not pass comes first and is open."""
    made = sorted((check for check in report.checks if check.reason != NOT_CHECKED), key=_badness)
    return [_line(check) for check in made]


def not_made(report: Report) -> list[str]:
    """What was not checked, each in its sentence, without saying one twice."""
    sentences = (sentence_for(check, _) for check in report.checks if check.reason == NOT_CHECKED)
    return list(dict.fromkeys(sentences))


def _badness(check: Check) -> int:
    return WORST_FIRST.index(check.outcome)


def _line(check: Check) -> Line:
    return {
        "kind": KINDS[check.outcome],
        "sentence": sentence_for(check, _),
        "evidence": list(_evidence(check)),
        "working": [
            {"label": label, "value": check.working[name]} for name, label in WORKING.items() if name in check.working
        ],
        "open": check.outcome is not Outcome.PASSED,
    }


def _evidence(check: Check) -> Iterator[dict[str, Any]]:
    said = exact_sentence(check, _) is not None
    evidence = dict(check.evidence)
    for name, label in LABELS.items():
        if (value := evidence.get(name)) and not (said and name == "detail"):
            address = ADDRESS.search(value) if name == "detail" else None
            shown = address[1] if address else _shown(name, value)
            yield {"label": _("Adres") if address else label, "value": shown}


def _shown(name: str, value: str) -> str:
    if name == "purpose":
        return str(PURPOSES.get(value, value))
    if name == "source":
        return str(SOURCES.get(value, value))
    return moment_of_text(value) if name in MOMENTS else value
