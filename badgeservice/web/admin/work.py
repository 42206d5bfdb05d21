"""How does it go with the mail and the work in the background of the whole service? Numbers only."""

from __future__ import annotations

from sqlalchemy.orm import Session

from badgeservice.storage import mail_counts, mail_pace
from badgeservice.storage.mail_queue import FAILED, PERHAPS_SENT, SENDING, WAITING
from badgeservice.web.collaborators import tools
from badgeservice.web.presenters.moments import moment_of
from badgeservice.web.words import gettext as _

Facts = list[dict[str, str]]


def work_facts(reading: Session) -> Facts:
    """Label and value of each number, for a list of facts."""
    counts, oldest = mail_counts.of_service(reading), mail_counts.oldest_waiting(reading)
    trouble, queue = mail_pace.read(reading).trouble_since, tools().count_queue()
    waiting = counts.get(WAITING, 0) + counts.get(SENDING, 0)
    rows = [
        (_("Mail die nog weg moet"), str(waiting)),
        (_("Mail die niet aankwam"), str(counts.get(FAILED, 0))),
        (_("Mail die misschien is verstuurd"), str(counts.get(PERHAPS_SENT, 0))),
        (_("De mailserver"), _("Geeft problemen sinds %(moment)s", moment=moment_of(trouble)) if trouble else ""),
        (_("De oudste mail die wacht"), moment_of(oldest) if oldest is not None else ""),
        (_("Taken in de wachtrij"), str(queue) if queue is not None else _("De wachtrij is niet bereikbaar")),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]
