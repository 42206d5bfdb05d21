"""Which rows of a list does a page show, and what can somebody do with each?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from badgeservice.issuing.batches.progress import PAGE, EntryShown, entries_page
from badgeservice.issuing.batches.same_person import may_be_overruled
from badgeservice.storage.batch_entries import GIVEN, LEFT_OUT, WAITING, WRONG
from badgeservice.storage.batches import READY
from badgeservice.storage.tables import BatchRow, OrganisationRow
from badgeservice.web.issuer.list_words import OF_ROWS, WAITS
from badgeservice.web.said import said
from badgeservice.web.seeing import LIST, saw
from badgeservice.web.words import gettext as _

ONLY_WRONG, ALL = "fout", "alles"
LAST_NUMBER = 2**31 - 1


def entries_view(
    session: Session, organisation: OrganisationRow, batch: BatchRow, asked: Mapping[str, str], some_wrong: bool
) -> dict[str, Any]:
    """One page of rows; `asked` is what stands in the address: after which row, and which ones. When nothing was asked
    and some are wrong, those."""
    after, only_wrong = after_in(asked), asked.get("toon") == ONLY_WRONG or (some_wrong and "toon" not in asked)
    found = entries_page(session, batch, after, only_wrong=only_wrong, size=PAGE + 1)
    saw([one.award for one in found[:PAGE] if one.award is not None], LIST)
    which = {"toon": ONLY_WRONG if only_wrong else ALL} if some_wrong or only_wrong else {}
    last = found[PAGE - 1].number if len(found) > PAGE else None
    return {
        "rows": [_row(organisation, batch, one) for one in found[:PAGE]],
        "only_wrong": only_wrong,
        "back": "?" + urlencode({"na": after} | which),
        "all_href": _href(organisation, batch.id, toon=ALL),
        "wrong_href": _href(organisation, batch.id, toon=ONLY_WRONG),
        "first_href": _href(organisation, batch.id, **which) if after else None,
        "next_href": _href(organisation, batch.id, na=last, **which) if last is not None else None,
    }


def after_in(asked: Mapping[str, str]) -> int:
    """After which row a page begins."""
    text = asked.get("na", "")
    return min(int(text), LAST_NUMBER) if text.isascii() and text.isdigit() and len(text) < 11 else 0


def place(asked: Mapping[str, str]) -> dict[str, Any]:
    """Where in the list somebody was, for the address to go back to."""
    after, which = after_in(asked), asked.get("toon")
    return ({"na": after} if after else {}) | ({"toon": which} if which in (ONLY_WRONG, ALL) else {})


def _href(organisation: OrganisationRow, batch_id: UUID, **more: Any) -> str:
    return url_for("issuer.people_list", slug=organisation.slug, batch_id=batch_id, **more)


def _row(organisation: OrganisationRow, batch: BatchRow, one: EntryShown) -> dict[str, Any]:
    mark, word = OF_ROWS[one.state]
    if one.state == WAITING and batch.state != READY:
        word = WAITS
    is_erased = one.award is not None and one.award.erased_at is not None
    is_open = batch.state == READY
    return {
        "number": one.number,
        "name": _("Gewist") if is_erased else one.name,
        "email": one.email,
        "mark": mark,
        "word": word,
        "why": [said(sentence) for sentence in one.problems.values()] + ([said(one.note)] if one.note else []),
        "href": url_for("issuer.award", slug=organisation.slug, award_id=one.award.id)
        if one.award is not None and one.state == GIVEN
        else None,
        "can_mend": is_open and one.state in (WAITING, WRONG),
        "can_leave_out": is_open and one.state in (WAITING, WRONG),
        "can_take_in": is_open and one.state == LEFT_OUT,
        "can_give_anyway": is_open and one.state == WRONG and may_be_overruled(one.problems),
    }
