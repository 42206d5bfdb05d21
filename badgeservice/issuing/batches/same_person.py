"""Is somebody on a list twice, on another list too, or does somebody have the badge already?"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from badgeservice.marking import Filled
from badgeservice.storage import batch_entries
from badgeservice.storage.tables import BatchEntryRow, BatchRow
from badgeservice.wording import N_

# The field of a problem that staff may overrule: it may well be another person, or a second badge on purpose.
TWICE = "twice"

HAS_IT = N_("Iemand met dit e-mailadres heeft deze badge al. Laat de regel weg, of kies “Toch geven”.")
ELSEWHERE = N_(
    "Dit e-mailadres staat ook op een andere lijst voor deze badge. Laat de regel weg, of kies “Toch geven”."
)
SAME_ADDRESS = N_("Dit e-mailadres staat ook in rij %(row)s. Verander het, laat de regel weg, of kies “Toch geven”.")
SAME_NAME = N_("Deze naam staat ook in rij %(row)s, zonder e-mailadres. Laat de regel weg, of kies “Toch geven”.")


class Seen:
    """Who stood on a list so far."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], int] = {}

    def problem(self, number: int, name: str, email: str) -> dict[str, str]:
        """What is wrong with a row when this person stood on the list before; a lower-case address."""
        if not name and not email:
            return {}
        first = self._rows.setdefault(("", email) if email else (_folded(name), ""), number)
        return {} if first == number else same(first, email)


def same(row: int, email: str) -> dict[str, str]:
    """The problem of who stands in another row as well."""
    return {TWICE: Filled(SAME_ADDRESS if email else SAME_NAME, row=str(row))}


def mark_twice(session: Session, batch: BatchRow, only: int | None = None) -> int:
    """Entries of people who have the badge, or wait for it on another list, become wrong; how many."""
    held = batch_entries.mark_holders(session, batch, {TWICE: HAS_IT}, only)
    return held + batch_entries.mark_elsewhere(session, batch, {TWICE: ELSEWHERE}, only)


def twice_in_list(session: Session, entry: BatchEntryRow) -> dict[str, str]:
    """What is wrong with one entry, when its person stands in another row of the same list."""
    if entry.anyway or not (entry.name or entry.email):
        return {}
    row = batch_entries.number_with(session, entry.batch_id, entry.number, entry.name, entry.email)
    return {} if row is None else same(row, entry.email)


def may_be_overruled(problems: Mapping[str, str] | None) -> bool:
    """Whether staff may give the badge of an entry all the same."""
    return bool(problems) and set(problems or ()) == {TWICE}


def as_marked(sentence: str) -> str:
    """A sentence that the database kept, with what was filled into its places apart again, so that it can be said in
    any language."""
    for message in (SAME_ADDRESS, SAME_NAME):
        before, _place, after = message.partition("%(row)s")
        row = sentence.removeprefix(before).removesuffix(after)
        if row.isdigit() and sentence == f"{before}{row}{after}":
            return Filled(message, row=row)
    return sentence


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
