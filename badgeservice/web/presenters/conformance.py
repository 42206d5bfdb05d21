"""How does a self-test read as a page?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from flask_babel import format_decimal

from badgeservice.selftest.forms import GROUPS, Form
from badgeservice.selftest.results import NOT_MADE, Direction, Judgement, Line, SelfTest
from badgeservice.web.presenters.moments import moment_of
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext, ngettext

# What was done to the badge, by the name of the fixture.
FIXTURES = {
    "sound": lazy_gettext("Een goede badge"),
    "refused": lazy_gettext("Een badge die fout is"),
    "changed": lazy_gettext("Veranderd na het ondertekenen"),
    "other-key": lazy_gettext("Ondertekend met een andere sleutel"),
    "unlisted-key": lazy_gettext("De gever noemt deze sleutel niet"),
    "expired": lazy_gettext("De einddatum is voorbij"),
    "dropped-term": lazy_gettext("Een woord valt buiten de handtekening"),
    "revoked": lazy_gettext("Ingetrokken"),
    "suspended": lazy_gettext("Tijdelijk stopgezet"),
    "two-badges": lazy_gettext("Twee badges in één plaatje"),
}
VERDICTS = {
    "valid": lazy_gettext("goed"),
    "invalid": lazy_gettext("geweigerd"),
    "unknown": lazy_gettext("niet te controleren"),
    NOT_MADE: lazy_gettext("niet gemaakt"),
}


def conformance_page(test: SelfTest) -> dict[str, Any]:
    """What conformance.html shows."""
    wrong = [line for line in test.lines if not line.holds]
    gives, reads = (tuple(line for line in test.lines if line.direction is way) for way in Direction)
    return {
        "works": test.works,
        "title": _title(test.works),
        "sentence": _sentence(len(wrong), len(test.lines)),
        "facts": [
            {"label": _("Gecontroleerd op"), "value": moment_of(test.checked_at)},
            {"label": _("Versie van deze dienst"), "value": test.version},
            {"label": _("Duur van de test"), "value": _milliseconds(test.seconds)},
        ],
        "wrong": [_wrong(line) for line in wrong],
        "gives": _table(_("Wat deze dienst geeft"), gives),
        "reads": [_table(_(title), _of_group(reads, group)) for group, title in GROUPS.items()],
    }


def _title(works: bool) -> str:
    if works:
        return str(_("Alles werkt zoals de standaarden vragen."))
    return str(_("Niet alles werkt zoals de standaarden vragen."))


def _sentence(wrong: int, total: int) -> str:
    if wrong == 0:
        return str(
            _("Deze dienst heeft zichzelf net getest. Alle %(total)s proeven gaven de goede uitkomst.", total=total)
        )
    return str(
        ngettext(
            "Deze dienst heeft zichzelf net getest. %(num)s van de %(total)s proeven gaf een verkeerde uitkomst.",
            "Deze dienst heeft zichzelf net getest. %(num)s van de %(total)s proeven gaven een verkeerde uitkomst.",
            wrong,
            total=total,
        )
    )


def _of_group(lines: Iterable[Line], group: str) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.form.group == group)


def _table(title: str, lines: Sequence[Line]) -> dict[str, Any]:
    """One table: the lines by their form, and all of them once more as codes."""
    return {
        "title": title,
        "forms": [_form(form, list(own)) for form, own in groupby(lines, key=lambda line: line.form)],
        "codes": [_code(line) for line in lines],
    }


def _form(form: Form, lines: Sequence[Line]) -> dict[str, Any]:
    clause = form.clause
    return {
        "name": _(form.name),
        "clause": f"{clause.standard}: {clause.section}",
        "address": clause.address,
        "lines": [_line(line) for line in lines],
    }


def _line(line: Line) -> dict[str, Any]:
    expected, found = _both(line)
    return {
        "fixture": _fixture(line),
        "expected": expected,
        "found": found,
        "kind": "valid" if line.holds else "invalid",
        "word": _("Klopt") if line.holds else _("Klopt niet"),
        "time": _milliseconds(line.seconds),
    }


def _both(line: Line) -> tuple[str, str]:
    """What was expected and what was found, in words; with their codes where the words alone would not differ."""
    expected, found = _verdict(line.expected), _verdict(line.found)
    if line.holds or expected != found:
        return expected, found
    return f"{expected} ({_codes(line.expected)})", f"{found} ({_codes(line.found)})"


def _wrong(line: Line) -> str:
    expected, found = _both(line)
    words: Mapping[str, str] = {
        "form": str(_(line.form.name)),
        "fixture": _fixture(line),
        "expected": expected,
        "found": found,
    }
    return str(_("%(form)s. %(fixture)s. Verwacht: %(expected)s. Gevonden: %(found)s.", **words))


def _code(line: Line) -> dict[str, str]:
    codes = _codes(line.expected)
    return {
        "label": f"{line.form.id}/{line.fixture}",
        "value": codes if line.holds else f"{codes} ≠ {_codes(line.found)}",
    }


def _codes(judgement: Judgement) -> str:
    return " ".join(code for code in (judgement.verdict, judgement.reason, judgement.format) if code)


def _fixture(line: Line) -> str:
    return str(FIXTURES[line.fixture])


def _verdict(judgement: Judgement) -> str:
    return str(VERDICTS[judgement.verdict])


def _milliseconds(seconds: float) -> str:
    written = format_decimal(max(1, round(seconds * 1000)))
    return f"{written}\u00a0ms"
