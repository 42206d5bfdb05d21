"""In which words, bars and tables do numbers about badges come on the page?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from babel.dates import format_date
from flask_babel import get_locale
from markupsafe import Markup

from badgeservice.drawing.charts import Bar, bar_chart
from badgeservice.issuing.insight import Count, Insight
from badgeservice.web.words import gettext as _
from badgeservice.web.words import ngettext

View = dict[str, Any]

ON_A_PHONE = 6
MOST_ROWS = 50


def insight_view(found: Insight, names: Mapping[UUID, str]) -> View:
    """The numbers of an organisation: sentence, chart, and the tables by month and by badge class."""
    return {
        "total": found.total,
        "ending": ending_words(found.ending),
        "this_month": found.by_month()[-1],
        "charts": _charts(found),
        "months": [
            {"name": month_words(month), "count": count}
            for month, count in zip(found.period.months, found.by_month(), strict=True)
        ],
        "classes": rows_of(found.by_class(), names)[:MOST_ROWS],
        "more_classes": len(found.by_class()) > MOST_ROWS,
    }


def rows_of(counted: Mapping[UUID, tuple[Count, tuple[int, ...]]], names: Mapping[UUID, str]) -> list[View]:
    """The rows of a table: what most was given of first."""
    rows = [
        {"name": names.get(each, _("Zonder naam")), "count": count, "ending": ends[-1]}
        for each, (count, ends) in counted.items()
    ]
    return sorted(rows, key=lambda row: (-row["count"].given, row["name"].lower()))


def ending_words(ending: Sequence[int]) -> str:
    """What ends soon, in a sentence; empty when nothing does."""
    week, month, quarter = ending
    if not quarter:
        return ""
    sentence = str(
        ngettext("Binnen 90 dagen loopt %(num)s badge af.", "Binnen 90 dagen lopen %(num)s badges af.", quarter)
    )
    if not month:
        return sentence
    sooner = _("Binnen 30 dagen zijn dat er %(month)s, binnen 7 dagen %(week)s.", month=month, week=week)
    return f"{sentence} {sooner}"


def month_words(month: tuple[int, int]) -> str:
    """November 2026."""
    return _month(month, "LLLL y")


def lines_of(
    found: Insight, names: Mapping[UUID, str], givers: Mapping[UUID, str] | None = None
) -> Iterator[list[str]]:
    """The lines of a CSV file, one a month and badge class (and giver, when those are named)."""
    for (giver, badge_class, at), count in sorted(
        found.cells.items(), key=lambda one: (one[0][2], names.get(one[0][1], ""), str(one[0][0]))
    ):
        who = [givers.get(giver, "")] if givers is not None else []
        yield [
            found.period.keys[at],
            *who,
            names.get(badge_class, ""),
            *(str(number) for number in (count.given, count.kept, count.checked, count.ending)),
        ]


def csv_head(*, with_givers: bool = False) -> list[str]:
    """The names above the columns of that file."""
    givers = [_("Organisatie")] if with_givers else []
    return [_("Maand"), *givers, _("Soort badge"), _("Gegeven"), _("Bewaard"), _("Gecontroleerd"), _("Loopt af")]


def _charts(found: Insight) -> View:
    wide = list(zip(found.period.months, found.by_month(), strict=True))
    return {"wide": _chart(wide, "chart-wide"), "narrow": _chart(wide[-ON_A_PHONE:], "chart-narrow")}


def _chart(months: Sequence[tuple[tuple[int, int], Count]], name: str) -> Markup:
    bars = [Bar(_month(month, "LLL").rstrip("."), count.given, count.kept) for month, count in months]
    said = "; ".join(
        _(
            "%(month)s: %(given)s gegeven, %(kept)s bewaard",
            month=month_words(month),
            given=count.given,
            kept=count.kept,
        )
        for month, count in months
    )
    drawn = bar_chart(bars, name, _("Gegeven badges per maand"), said + ".")
    return Markup(drawn)  # noqa: S704 - our own drawing, which escapes the words in it


def _month(month: tuple[int, int], pattern: str) -> str:
    return str(format_date(date(*month, 1), pattern, locale=get_locale()))
