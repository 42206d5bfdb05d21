"""Who in an organisation has which badge? Only for who may see people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from badgeservice.organisations.roles import Right
from badgeservice.storage import insight as numbers
from badgeservice.storage import people_matrix
from badgeservice.storage.people_matrix import PAGE, Held, Holder
from badgeservice.storage.tables import OrganisationRow
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now
from badgeservice.web.csv_files import csv_file
from badgeservice.web.issuer.blueprint import issuer, session
from badgeservice.web.seeing import MATRIX, note
from badgeservice.web.words import gettext as _

MOST_PEOPLE = 10_000
LAST_PAGE = MOST_PEOPLE // PAGE


@dataclass(frozen=True)
class Row:
    """A person, and a cell for each badge class: True for a valid badge, False for one no longer valid, None."""

    name: str
    cells: list[bool | None]


@route(issuer, "/cijfers/mensen", may(Right.SEE_PEOPLE))
def people(organisation: OrganisationRow) -> ResponseReturnValue:
    """People below each other, badges beside each other."""
    names, page = _names(organisation), _page()
    found = people_matrix.holders(session(), organisation.id, (page - 1) * PAGE, PAGE + 1)
    keys = [each.key for each in found]
    held = people_matrix.held(session(), organisation.id, keys, now())
    note(people_matrix.awards_of(session(), organisation.id, keys), account_id(), MATRIX)
    return render_template(
        "issuer/skills_matrix.html",
        classes=list(names.values()),
        rows=_rows(found[:PAGE], held, names),
        previous_url=_address(organisation, page - 1) if page > 1 else None,
        next_url=_address(organisation, page + 1) if len(found) > PAGE and page < LAST_PAGE else None,
    )


@route(issuer, "/cijfers/mensen.csv", may(Right.SEE_PEOPLE))
def people_csv(organisation: OrganisationRow) -> ResponseReturnValue:
    """The same table as a file, of everybody."""
    names = _names(organisation)
    found = people_matrix.holders(session(), organisation.id, size=MOST_PEOPLE)
    note(people_matrix.awards_of(session(), organisation.id, None), account_id(), MATRIX)
    words = {True: _("geldig"), False: _("niet meer geldig"), None: ""}
    rows = _rows(found, people_matrix.held_by_all(session(), organisation.id, now()), names)
    lines = ([row.name, *(words[cell] for cell in row.cells)] for row in rows)
    return csv_file(f"mensen-{organisation.slug}.csv", [_("Naam"), *names.values()], lines)


def _rows(found: Sequence[Holder], held: Held, names: Mapping[UUID, str]) -> list[Row]:
    return [Row(each.name, [held.get(each.key, {}).get(badge_class) for badge_class in names]) for each in found]


def _names(organisation: OrganisationRow) -> dict[UUID, str]:
    names = numbers.class_names(session(), numbers.given_by(organisation.id))
    return dict(sorted(names.items(), key=lambda one: one[1].lower()))


def _page() -> int:
    typed = request.args.get("pagina", "1")
    return min(max(int(typed), 1), LAST_PAGE) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1


def _address(organisation: OrganisationRow, page: int) -> str:
    return url_for("issuer.people", slug=organisation.slug, pagina=page if page > 1 else None)
