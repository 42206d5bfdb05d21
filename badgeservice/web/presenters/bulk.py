"""How do the reports on many badges read as one table, and as files to keep?"""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from badgeservice.formats.csv_table import MARK, as_csv
from badgeservice.verification.report import Report, Verdict
from badgeservice.verification.verdict_table import (
    COLUMNS,
    Line,
    cells_of,
    first_problem,
    is_signed,
    json_of,
    shortened,
)
from badgeservice.web.checking import Checked
from badgeservice.web.presenters import claims
from badgeservice.web.presenters.check_lines import check_lines
from badgeservice.web.presenters.verdict import page_kind
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext, ngettext
from badgeservice.wording import verdict_key

NO_BADGE = "no_badge"
WORDS = {
    "valid": lazy_gettext("Echt"),
    "warning": lazy_gettext("Let op"),
    "invalid": lazy_gettext("Niet geldig"),
    "unknown": lazy_gettext("Niet gecontroleerd"),
    NO_BADGE: lazy_gettext("Geen badge"),
}


@dataclass(frozen=True)
class Row:
    """What is kept of one check: what the table shows, its cells for a spreadsheet, its report for a script."""

    shown: dict[str, Any]
    kind: str
    cells: list[str]
    report: dict[str, Any]


def row_of(name: str, checked: Checked) -> Row:
    """One file of the table. The badge itself is not kept, so that many can be checked in little memory."""
    report = checked.report
    line = Line(name, report, checked.seconds)
    sentence = first_problem(report, _)
    kind = NO_BADGE if verdict_key(report) == NO_BADGE else page_kind(report)
    shown = {
        "name": name,
        "kind": "invalid" if kind == NO_BADGE else kind,
        "word": WORDS[kind],
        "sentence": sentence,
        "lines": [
            {"kind": one["kind"], "sentence": one["sentence"]}
            for one in check_lines(report)
            if one["sentence"] != sentence
        ],
        **_claims(report),
    }
    return Row(shown, kind, cells_of(line, _), json_of(line, _))


def bulk_page(rows: Sequence[Row]) -> dict[str, Any]:
    """What bulk.html shows."""
    counts = Counter(row.kind for row in rows)
    return {
        "title": _title(counts["valid"], len(rows)),
        "counts": _counts(counts),
        "rows": [row.shown for row in rows],
        "csv_href": _data_address("text/csv;charset=utf-8", MARK + as_csv([COLUMNS, *(row.cells for row in rows)])),
        "json_href": _data_address(
            "application/json", json.dumps({"reports": [row.report for row in rows]}, ensure_ascii=False)
        ),
    }


def _claims(report: Report) -> dict[str, str | None]:
    """What the badge says, only when it was signed and judged."""
    credential = report.credential
    if credential is None or not is_signed(report) or report.verdict is Verdict.UNKNOWN:
        return dict.fromkeys(("badge", "giver", "person"))
    person = credential.recipient_name
    return {
        "badge": shortened(claims.name(report)),
        "giver": shortened(claims.giver(report)),
        "person": person and shortened(person),
    }


def _title(valid: int, total: int) -> str:
    if valid == 0:
        return str(_("Van geen enkele badge weten we dat hij echt is."))
    if valid == total:
        return str(_("De badge is echt.") if total == 1 else _("Alle %(total)s badges zijn echt.", total=total))
    return str(
        ngettext("%(num)s van %(total)s badges is echt.", "%(num)s van %(total)s badges zijn echt.", valid, total=total)
    )


def _counts(counts: Counter[str]) -> list[str]:
    """Every other outcome in a sentence, the worst first."""
    invalid, none, unknown, warning = (counts[kind] for kind in ("invalid", NO_BADGE, "unknown", "warning"))
    said = (
        (invalid, ngettext("%(num)s badge is niet geldig.", "%(num)s badges zijn niet geldig.", invalid)),
        (none, ngettext("%(num)s bestand is geen badge.", "%(num)s bestanden zijn geen badge.", none)),
        (
            unknown,
            ngettext(
                "%(num)s bestand konden we niet controleren.", "%(num)s bestanden konden we niet controleren.", unknown
            ),
        ),
        (warning, ngettext("Bij %(num)s badge moet je opletten.", "Bij %(num)s badges moet je opletten.", warning)),
    )
    return [str(sentence) for count, sentence in said if count]


def _data_address(kind: str, content: str) -> str:
    """A data: address: what was uploaded is kept nowhere, so there is nothing to fetch it from."""
    return f"data:{kind};base64," + base64.b64encode(content.encode("utf-8", "replace")).decode()
