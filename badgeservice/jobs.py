"""Which work happens in the background, and how is it woken?"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Event, Lock
from uuid import UUID

from huey import Huey, crontab

from badgeservice.issuing.batches.work import do_chunk, work_that_waits
from badgeservice.issuing.delivery import Mailing, deliver_due
from badgeservice.issuing.give import Giving
from badgeservice.issuing.old_mail import forget_old_mail
from badgeservice.issuing.reminders import remind_due
from badgeservice.issuing.scheduled import give_due
from badgeservice.issuing.stacks import complete_stacks
from badgeservice.keystore.key_file import read_key_file
from badgeservice.mail.leaving import Post, post_into
from badgeservice.mail.smtp import line_to
from badgeservice.model.addresses import Addresses
from badgeservice.network.guarded_fetch import create_fetch
from badgeservice.network.rules import FetchRules
from badgeservice.network.trust_lists import TrustLists
from badgeservice.organisations.status_lists import SIGN_AGAIN_AFTER, keep_fresh
from badgeservice.portfolio.outside import Outside
from badgeservice.portfolio.rechecking import recheck_due
from badgeservice.queueing import HOUR, MINUTE, OneAtATime, if_reached, open_queue, schedule_alone
from badgeservice.settings import Settings
from badgeservice.signing import create_sign, create_sign_many
from badgeservice.storage import (
    address_claims,
    badge_requests,
    batch_entries,
    batches,
    drafts,
    learner_sessions,
    links,
    personal_views,
    service_facts,
    sign_in_codes,
    status_lists,
    waiting_awards,
)
from badgeservice.storage.engine import Database
from badgeservice.storage.kept_outside import catch_up

# Mail goes first: somebody may wait for a code to sign in with.
AFTER_ALL_ELSE = -10
KEEP_TYPED = timedelta(days=1)
KEEP_DRAFTS = timedelta(days=30)
KEEP_REFUSED = timedelta(days=90)
KEEP_LINKS = timedelta(days=365)
KEEP_SEEN = timedelta(days=730)
KEEP_CODES = timedelta(days=1)
# Longer than the cookie of a learner lasts.
KEEP_ENDED = timedelta(days=370)


@dataclass(frozen=True)
class Jobs:
    """The queue; `wake`, which asks for the outbox to be emptied soon, and `wake_batches`, for batches to be given.

    `count_waiting` is how many messages lie in the queue, None when it cannot be reached. Work that takes long ends
    early once `stopping` is set.
    """

    queue: Huey
    wake: Callable[[], None]
    wake_batches: Callable[[], None]
    count_waiting: Callable[[], int | None]
    stopping: Event


def create_jobs(settings: Settings, database: Database) -> Jobs:
    """The queue with its tasks: each is one line that calls a use case. No truth lives here; the sweep finds all."""
    queue, stopping = open_queue(settings), Event()
    mail = OneAtATime(lambda: deliver_for_a_turn(settings, database, stopping))

    def deliver_mail() -> None:
        if mail.run() and not stopping.is_set():
            # Others get their turn before the rest of the mail.
            deliver()

    def give_scheduled() -> None:
        give_what_is_due(settings, database)

    def complete_larger_badges() -> None:
        if complete_all_stacks(settings, database):
            deliver()

    def keep_house() -> None:
        keep_status_lists_fresh(settings, database)
        remind_due(database, datetime.now(UTC))
        forget_what_is_old(database)
        forget_old_mail(database, datetime.now(UTC))
        check_badges_from_elsewhere(settings, database)

    deliver = queue.task(name="deliver_mail")(deliver_mail)
    queue.periodic_task(crontab(minute="*"), name="sweep")(deliver_mail)
    schedule = partial(schedule_alone, queue, database)
    schedule("give_scheduled", MINUTE, give_scheduled)
    complete = queue.task(name="complete_stacks")(complete_larger_badges)
    schedule("sweep_stacks", MINUTE, complete_larger_badges)
    schedule("write_outside", MINUTE, partial(catch_up, database, settings.published_folder))
    schedule("keep_house", HOUR, keep_house)

    def wake() -> None:
        if_reached(deliver)
        # What was given may be the last part of a larger badge.
        if_reached(complete)

    wake_batches = _batch_tasks(queue, settings, database)
    return Jobs(queue, wake, wake_batches, lambda: if_reached(queue.pending_count), stopping)


def _batch_tasks(queue: Huey, settings: Settings, database: Database) -> Callable[[], None]:
    """The tasks that give batches; what is given back asks for that to begin soon."""

    # Two threads of one process do not sign faster than one: they take turns, which costs a quarter more. The other
    # thread is there for mail.
    chunk_by_chunk = Lock()

    def give_batch_chunk(batch: str, number: int) -> None:
        with chunk_by_chunk:
            do_chunk(database, UUID(batch), number, giving_with(settings), datetime.now(UTC))

    def give_batches() -> None:
        for batch, number in work_that_waits(database, giving_with(settings), datetime.now(UTC)):
            give_chunk(str(batch), number)

    give_chunk = queue.task(name="give_batch_chunk", priority=AFTER_ALL_ELSE)(give_batch_chunk)
    schedule_alone(queue, database, "sweep_batches", MINUTE, give_batches)
    ask = queue.task(name="give_batches")(give_batches)
    return lambda: if_reached(ask)


def deliver_for_a_turn(settings: Settings, database: Database, stopping: Event) -> int:
    """Send mail over one connection until there is no more, the turn is over or the process ends; how many left."""
    addresses = Addresses(settings.base_url, settings.mail_from)
    with _outlet(settings) as (ready, post):
        return deliver_due(
            Mailing(
                database=database,
                post=post,
                addresses=addresses,
                sender=settings.mail_from,
                now=lambda: datetime.now(UTC),
                translations=settings.translations,
                rate=settings.mail_rate,
                ready=ready,
                wait=stopping.wait,
            )
        )


def complete_all_stacks(settings: Settings, database: Database) -> int:
    """Give or offer every larger badge of which somebody has all parts; how many there were."""
    return complete_stacks(database, giving_with(settings), datetime.now(UTC))


def giving_with(settings: Settings) -> Giving:
    """What giving a badge needs, with the keys of this machine."""
    addresses = Addresses(settings.base_url, settings.mail_from)
    key = read_key_file(settings.key_encryption_key_file)
    return Giving(create_sign(addresses, key), create_sign_many(addresses, key), addresses, settings.mail_delay)


def keep_status_lists_fresh(settings: Settings, database: Database) -> None:
    """Sign every status list anew whose signature is more than a day old."""
    moment, addresses = datetime.now(UTC), Addresses(settings.base_url, settings.mail_from)
    sign = create_sign(addresses, read_key_file(settings.key_encryption_key_file))
    with database.reading() as session:
        stale = status_lists.signed_before(session, moment - SIGN_AGAIN_AFTER)
    for status_list in stale:
        keep_fresh(database, status_list, sign, addresses, moment)


def give_what_is_due(settings: Settings, database: Database) -> None:
    """Give every badge that was scheduled for this moment or an earlier one."""
    give_due(database, giving_with(settings), datetime.now(UTC))


def check_badges_from_elsewhere(settings: Settings, database: Database) -> None:
    """Check badges of givers elsewhere again of which the last check is a month old."""
    fetch = create_fetch(FetchRules(settings.trusted_hosts, settings.allow_loopback))
    lists = TrustLists(settings.trust_lists, fetch, time.monotonic)
    addresses = Addresses(settings.base_url, settings.mail_from)
    recheck_due(database, Outside(addresses, fetch, lists), datetime.now(UTC), time.monotonic)


def forget_what_is_old(database: Database) -> None:
    """Delete what nobody needs any more: kept input, old drafts, links and requests of a year ago."""
    moment = datetime.now(UTC)
    with database.writing() as session:
        service_facts.forget_input(session, moment - KEEP_TYPED)
        drafts.forget_before(session, moment - KEEP_DRAFTS)
        waiting_awards.forget_refused(session, moment - KEEP_REFUSED)
        links.forget_before(session, moment - KEEP_LINKS)
        sign_in_codes.forget_before(session, moment - KEEP_CODES)
        address_claims.forget_before(session, moment - KEEP_CODES)
        learner_sessions.forget_before(session, moment - KEEP_ENDED)
        badge_requests.forget_before(session, moment - KEEP_LINKS)
        personal_views.forget_before(session, moment - KEEP_SEEN)
        batches.forget_unstarted(session, moment - KEEP_DRAFTS)
        batch_entries.forget_people(session, batch_entries.of_batches_over(moment - KEEP_REFUSED))


@contextmanager
def _outlet(settings: Settings) -> Iterator[tuple[Callable[[], None], Post]]:
    if settings.smtp_url is None:
        yield lambda: None, post_into(settings.mail_folder)
        return
    with line_to(settings.smtp_url) as line:
        yield line.ready, line.post
