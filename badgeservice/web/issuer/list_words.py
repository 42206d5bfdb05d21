"""What are the states of a list and of its rows called, and by which shape are they known?"""

from __future__ import annotations

from badgeservice.storage import batch_entries, batches
from badgeservice.web.words import lazy_gettext

# The shape of a state, as in macros/marks.html, and its word.
OF_LISTS = {
    batches.CHECKING: ("open", lazy_gettext("Wordt gelezen")),
    batches.READY: ("open", lazy_gettext("Nog niet gegeven")),
    batches.PROPOSED: ("open", lazy_gettext("Wacht op een tweede persoon")),
    batches.SCHEDULED: ("open", lazy_gettext("Gepland")),
    batches.GIVING: ("open", lazy_gettext("Bezig")),
    batches.PAUSED: ("warning", lazy_gettext("Onderbroken")),
    batches.DONE: ("valid", lazy_gettext("Klaar")),
    batches.CANCELLED: ("invalid", lazy_gettext("Gestopt")),
    batches.UNDOING: ("open", lazy_gettext("Wordt teruggedraaid")),
    batches.UNDONE: ("invalid", lazy_gettext("Teruggedraaid")),
}
OF_ROWS = {
    batch_entries.WAITING: ("open", lazy_gettext("Klopt")),
    batch_entries.WRONG: ("invalid", lazy_gettext("Klopt niet")),
    batch_entries.LEFT_OUT: ("unknown", lazy_gettext("Weggelaten")),
    batch_entries.GIVEN: ("valid", lazy_gettext("Gegeven")),
    batch_entries.REFUSED: ("invalid", lazy_gettext("Niet gegeven")),
    batch_entries.UNDONE: ("invalid", lazy_gettext("Teruggedraaid")),
}
WAITS = lazy_gettext("Nog niet gegeven")


def result_word(state: str) -> str:
    """What became of a row, in a file."""
    return str(WAITS if state == batch_entries.WAITING else OF_ROWS[state][1])
