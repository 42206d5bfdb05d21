"""Which work happens in the background, and how is it woken?"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from huey import Huey, RedisHuey, SqliteHuey, crontab

from badgeservice.issuing.delivery import Mailing, deliver_due
from badgeservice.issuing.give import Giving
from badgeservice.issuing.reminders import remind_due
from badgeservice.issuing.scheduled import give_due
from badgeservice.issuing.stacks import complete_stacks
from badgeservice.keystore.key_file import read_key_file
from badgeservice.mail.leaving import Post, post_by_smtp, post_into
from badgeservice.model.addresses import Addresses
from badgeservice.network.guarded_fetch import create_fetch
from badgeservice.network.rules import FetchRules
from badgeservice.network.trust_lists import TrustLists
from badgeservice.organisations.status_lists import SIGN_AGAIN_AFTER, keep_fresh
from badgeservice.portfolio.outside import Outside
from badgeservice.portfolio.rechecking import recheck_due
from badgeservice.settings import Settings
from badgeservice.signing import create_sign
from badgeservice.storage import (
    address_claims,
    badge_requests,
    drafts,
    links,
    outbox,
    personal_views,
    service_facts,
    sign_in_codes,
    status_lists,
    waiting_awards,
)
from badgeservice.storage.engine import Database

KEEP_TYPED = timedelta(days=1)
KEEP_DRAFTS = timedelta(days=30)
KEEP_REFUSED = timedelta(days=90)
KEEP_UNSENT = timedelta(days=90)
KEEP_LINKS = timedelta(days=365)
KEEP_SEEN = timedelta(days=730)
KEEP_CODES = timedelta(days=1)


@dataclass(frozen=True)
class Jobs:
    """The queue, and `wake`, which asks for the outbox to be emptied soon."""

    queue: Huey
    wake: Callable[[], None]


def create_jobs(settings: Settings, database: Database) -> Jobs:
    """The queue with its tasks: each is one line that calls a use case. No truth lives here; the sweep finds all."""
    queue = _queue(settings)
    mailing = _mailing(settings, database)

    def deliver_mail() -> None:
        deliver_due(mailing)

    def give_scheduled() -> None:
        give_what_is_due(settings, database)

    def complete_larger_badges() -> None:
        if complete_all_stacks(settings, database):
            deliver()

    def keep_house() -> None:
        keep_status_lists_fresh(settings, database)
        remind_due(database, datetime.now(UTC))
        forget_what_is_old(database)
        check_badges_from_elsewhere(settings, database)

    deliver = queue.task(name="deliver_mail")(deliver_mail)
    queue.periodic_task(crontab(minute="*"), name="sweep")(deliver_mail)
    queue.periodic_task(crontab(minute="*"), name="give_scheduled")(give_scheduled)
    complete = queue.task(name="complete_stacks")(complete_larger_badges)
    queue.periodic_task(crontab(minute="*"), name="sweep_stacks")(complete_larger_badges)
    queue.periodic_task(crontab(minute="7"), name="keep_house")(keep_house)

    def wake() -> None:
        deliver()
        # What was given may be the last part of a larger badge.
        complete()

    return Jobs(queue, wake)


def complete_all_stacks(settings: Settings, database: Database) -> int:
    """Give or offer every larger badge of which somebody has all parts; how many there were."""
    addresses = Addresses(settings.base_url, settings.mail_from)
    sign = create_sign(addresses, read_key_file(settings.key_encryption_key_file))
    return complete_stacks(database, Giving(sign, addresses, settings.mail_delay), datetime.now(UTC))


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
    addresses = Addresses(settings.base_url, settings.mail_from)
    sign = create_sign(addresses, read_key_file(settings.key_encryption_key_file))
    give_due(database, Giving(sign, addresses, settings.mail_delay), datetime.now(UTC))


def check_badges_from_elsewhere(settings: Settings, database: Database) -> None:
    """Check badges of givers elsewhere again of which the last check is a month old."""
    fetch = create_fetch(FetchRules(settings.trusted_hosts, settings.allow_loopback))
    lists = TrustLists(settings.trust_lists, fetch, time.monotonic)
    addresses = Addresses(settings.base_url, settings.mail_from)
    recheck_due(database, Outside(addresses, fetch, lists), datetime.now(UTC), time.monotonic)


def forget_what_is_old(database: Database) -> None:
    """Delete what nobody needs any more: kept input, old drafts, unsent mail, links and requests of a year ago."""
    moment = datetime.now(UTC)
    with database.writing() as session:
        service_facts.forget_input(session, moment - KEEP_TYPED)
        drafts.forget_before(session, moment - KEEP_DRAFTS)
        waiting_awards.forget_refused(session, moment - KEEP_REFUSED)
        outbox.forget_unsent(session, moment - KEEP_UNSENT)
        links.forget_before(session, moment - KEEP_LINKS)
        sign_in_codes.forget_before(session, moment - KEEP_CODES)
        address_claims.forget_before(session, moment - KEEP_CODES)
        badge_requests.forget_before(session, moment - KEEP_LINKS)
        personal_views.forget_before(session, moment - KEEP_SEEN)


def _queue(settings: Settings) -> Huey:
    if settings.redis_url:
        return RedisHuey("badgeservice", url=settings.redis_url, results=False)
    settings.queue_file.parent.mkdir(parents=True, exist_ok=True)
    return SqliteHuey("badgeservice", filename=str(settings.queue_file), results=False)


def _mailing(settings: Settings, database: Database) -> Mailing:
    addresses = Addresses(settings.base_url, settings.mail_from)
    return Mailing(
        database, _post(settings), addresses, settings.mail_from, lambda: datetime.now(UTC), settings.translations
    )


def _post(settings: Settings) -> Post:
    return post_by_smtp(settings.smtp_url) if settings.smtp_url else post_into(settings.mail_folder)
