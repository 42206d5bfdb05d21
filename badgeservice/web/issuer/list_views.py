"""What do the pages about a list of people show of it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import format_decimal
from sqlalchemy.orm import Session

from badgeservice.issuing.batches.headings import EMAIL, NAME, NAME_PARTS
from badgeservice.issuing.batches.list_files import fields_for
from badgeservice.issuing.batches.progress import Progress
from badgeservice.issuing.batches.starting import batch_mark
from badgeservice.issuing.batches.tables import Table, letters_of
from badgeservice.issuing.drafts import order_from
from badgeservice.model.achievement import Kind
from badgeservice.storage import accounts, batches
from badgeservice.storage.tables import BadgeClassVersionRow, BatchRow, OrganisationRow
from badgeservice.web.issuer.days import short, today, written
from badgeservice.web.issuer.give_views import answers_view
from badgeservice.web.issuer.list_forms import title_of
from badgeservice.web.issuer.list_progress import wrong_rows
from badgeservice.web.issuer.list_words import OF_LISTS
from badgeservice.web.issuer.pictures import staff_picture
from badgeservice.web.presenters.moments import moment_of
from badgeservice.web.presenters.words import kind_name
from badgeservice.web.said import said
from badgeservice.web.words import gettext as _
from badgeservice.web.words import ngettext

View = dict[str, Any]
ROWS_SHOWN = 3


def badge_of(organisation: OrganisationRow, version: BadgeClassVersionRow) -> View:
    """The badge beside a form."""
    return {
        "badge": staff_picture(version, giver=organisation.slug),
        "name": version.name,
        "kind_name": kind_name(version.badge_class.kind),
        "version_id": version.id,
    }


def chooser_rows(organisation: OrganisationRow, versions: Sequence[BadgeClassVersionRow]) -> list[View]:
    """The badges that can be given to many people, each with its first screen."""
    return [
        badge_of(organisation, version)
        | {"href": url_for("issuer.hand_in", slug=organisation.slug, version_id=version.id)}
        for version in versions
    ]


def to_fill_in(version: BadgeClassVersionRow) -> str:
    """The columns of a list for this badge, in a sentence."""
    return ", ".join(title_of(field) for field in fields_for(version))


def columns_view(table: Table) -> View:
    """The first rows of a list, as they were read."""
    return {
        "letters": [letters_of(column) for column in range(len(table.columns))],
        "headings": table.columns,
        "rows": [(row.number, row.cells) for row in table.rows[:ROWS_SHOWN]],
        "notes": [said(note) for note in table.notes],
    }


def list_what_view(version: BadgeClassVersionRow, table: Table, columns: Mapping[str, int],
                   rows: list[View]) -> View:  # fmt: skip
    """The second screen: how the list was read, and what holds for everybody on it."""
    kind = Kind(version.badge_class.kind)
    return {
        "people": _people(len(table.rows)),
        "columns": [
            {"label": title_of(field), "letters": letters_of(column), "first": _first(table, column)}
            for field, column in columns.items()
        ],
        "notes": [said(note) for note in table.notes],
        "with_levels": kind.has_levels,
        "asks_period": kind is Kind.PRAKTIJKVERKLARING,
        "asks_assessor": kind.has_levels,
        "claims_skill": kind.claims_skill,
        "behaviours": rows,
        "in_list": set(columns),
        "tells_more": bool(set(columns) - {NAME, EMAIL, *NAME_PARTS}),
    }


def list_lines(session: Session, organisation: OrganisationRow, found: Sequence[BatchRow]) -> list[View]:
    """Lists as rows of a table."""
    makers = accounts.by_ids(session, {batch.account_id for batch in found})
    lines = []
    for batch in found:
        mark, word = OF_LISTS[batch.state]
        maker = makers.get(batch.account_id)
        lines.append(
            {
                "badge": staff_picture(batch.version, small=True, giver=organisation.slug),
                "name": batch.version.name,
                "href": url_for("issuer.people_list", slug=organisation.slug, batch_id=batch.id),
                "source": source_of(batch),
                "people": _people(batch.entries),
                "maker": (maker.name or maker.email) if maker is not None else _("een collega"),
                "day": short(batch.created_at),
                "mark": mark,
                "word": word,
            }
        )
    return lines


def source_of(batch: BatchRow) -> str:
    """Where a list came from."""
    return batch.source_name or str(_("Geplakte lijst"))


def list_view(
    session: Session, organisation: OrganisationRow, batch: BatchRow, progress: Progress, account: UUID
) -> View:
    """One list, and what this account can do with it."""
    maker = accounts.by_id(session, batch.account_id)
    is_mine, is_proposed = batch.account_id == account, batch.state == batches.PROPOSED
    mark, word = OF_LISTS[batch.state]
    return badge_of(organisation, batch.version) | {
        "id": batch.id,
        "here": url_for("issuer.people_list", slug=organisation.slug, batch_id=batch.id),
        "source": source_of(batch),
        "maker": (maker.name or maker.email) if maker is not None else _("een collega"),
        "created": moment_of(batch.created_at),
        "mark": mark,
        "word": word,
        "counts": progress,
        "check_title": _check_title(progress),
        "sure": sure_words(progress),
        "note": said(batch.note) if batch.note else None,
        "since": moment_of(batch.state_since),
        "due": written(today(batch.due_at)) if batch.due_at else None,
        "is_mine": is_mine,
        "is_proposed": is_proposed,
        "can_release": is_proposed and not is_mine,
        "seen": batch_mark(batch),
        **answers_view(batch.version, order_from({"name": "", "email": "", **batch.answers}), organisation.name),
    }


def sure_words(progress: Progress) -> str:
    """How many people get the badge."""
    number = progress.waiting
    return str(
        ngettext(
            "%(number)s persoon krijgt deze badge.", "%(number)s personen krijgen deze badge.", number,
            number=format_decimal(number),
        )
    )  # fmt: skip


def _people(number: int) -> str:
    return str(ngettext("%(number)s persoon", "%(number)s personen", number, number=format_decimal(number)))


def _check_title(progress: Progress) -> str:
    if progress.wrong:
        return wrong_rows(progress.wrong)
    number = progress.waiting
    return str(ngettext("De rij klopt", "Alle %(number)s rijen kloppen", number, number=format_decimal(number)))


def _first(table: Table, column: int) -> str:
    return next((row.cells[column] for row in table.rows if row.cells[column]), "")
