"""When is mail forgotten that left, failed or was cancelled?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from badgeservice.issuing.notices import GIVEN, RENEWED
from badgeservice.storage import outbox, service_facts
from badgeservice.storage.engine import Database

KEEP = timedelta(days=90)
# Whether somebody heard of a badge is asked for as long as the badge is there.
KEPT = frozenset({GIVEN, RENEWED})
DONE_UNTIL = "mail_forgotten_until"
AT_ONCE = 1_000


def forget_old_mail(database: Database, now: datetime) -> int:
    """Forget what is older than 90 days, in small transactions; how many mails.

    It looks only at the days since the last time, so it costs the same however many mails there ever were.
    """
    before, forgotten = now - KEEP, 0
    with database.reading() as session:
        done_until = service_facts.fact(session, DONE_UNTIL)
    since = datetime.fromisoformat(done_until) if done_until else datetime(2000, 1, 1, tzinfo=UTC)
    while number := _forget_some(database, since, before):
        forgotten += number
    with database.writing() as session:
        service_facts.set_fact(session, DONE_UNTIL, before.isoformat())
    return forgotten


def _forget_some(database: Database, since: datetime, before: datetime) -> int:
    with database.writing() as session:
        return outbox.forget(session, since, before, KEPT, AT_ONCE)
