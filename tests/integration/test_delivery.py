"""Mail leaves once, when its time has come, and never twice."""

from __future__ import annotations

import smtplib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import event, select, update

from badgeservice.issuing.delivery import PORTION, Mailing, deliver_due
from badgeservice.issuing.old_mail import forget_old_mail
from badgeservice.mail.leaving import NotSentError, RefusedError, ServerGoneError
from badgeservice.organisations.accounts import put_mail
from badgeservice.storage import mail_pace, outbox
from badgeservice.storage.mail_queue import OF_A_LIST
from badgeservice.storage.tables import OneTimeLinkRow, OutboxRow

FACTS = {"organisation": "Hotel Zon", "badge": "Gasten ontvangen", "name": "Sam"}


@dataclass
class PostOffice:
    """Takes mail, or refuses it with the errors it was given, one a time."""

    errors: list[Exception] = field(default_factory=list)
    taken: list[EmailMessage] = field(default_factory=list)

    def __call__(self, message: EmailMessage) -> None:
        if self.errors:
            raise self.errors.pop(0)
        self.taken.append(message)


def put(world: Any, delay: int = 0) -> None:
    with world.database.writing() as session:
        put_mail(session, "badge_given", uuid4(), "sam@voorbeeld.nl", FACTS, world.clock(), delay)


def deliver(world: Any, office: PostOffice) -> int:
    return deliver_due(Mailing(world.database, office, world.tools.addresses, "badges@voorbeeld.nl", world.clock))


def state(world: Any) -> OutboxRow:
    with world.database.reading() as session:
        return session.scalars(select(OutboxRow)).one()


def test_mail_leaves_once_and_what_it_needed_is_forgotten(world: Any) -> None:
    put(world)
    office = PostOffice()
    assert (deliver(world, office), deliver(world, office)) == (1, 0)
    assert office.taken[0]["To"] == "sam@voorbeeld.nl"
    row = state(world)
    assert (row.state, row.recipient, row.facts) == ("sent", "", {})


def test_the_link_in_the_mail_is_stored_as_a_hash_only(world: Any) -> None:
    put(world)
    office = PostOffice()
    deliver(world, office)
    text = office.taken[0].get_body(("plain",)).get_content()
    token = text.partition("/bewaren/")[2].split()[0]
    with world.database.reading() as session:
        link = session.scalars(select(OneTimeLinkRow)).one()
    assert token not in link.token_hash
    assert len(token) == 22


def test_mail_waits_until_its_time_has_come(world: Any) -> None:
    put(world, delay=300)
    office = PostOffice()
    assert deliver(world, office) == 0
    world.clock.forward(seconds=301)
    assert deliver(world, office) == 1


def test_mail_that_certainly_did_not_leave_is_tried_again_later(world: Any) -> None:
    put(world)
    office = PostOffice([NotSentError("smtp", "down")])
    assert deliver(world, office) == 0
    assert deliver(world, office) == 0, "not at once"
    world.clock.forward(minutes=10)
    assert deliver(world, office) == 1


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (RefusedError("smtp", "550"), "failed"),
        (smtplib.SMTPServerDisconnected("gone"), "perhaps_sent"),
        (TimeoutError("slow"), "perhaps_sent"),
    ],
)
def test_mail_that_perhaps_left_or_was_refused_never_goes_out_again(
    world: Any, error: Exception, expected: str
) -> None:
    put(world)
    office = PostOffice([error])
    deliver(world, office)
    world.clock.forward(days=2)
    deliver(world, office)
    assert (state(world).state, office.taken) == (expected, [])


def test_mail_of_a_worker_that_died_is_perhaps_sent_and_stays(world: Any) -> None:
    put(world)
    with world.database.writing() as session:
        row = session.scalars(select(OutboxRow)).one()
        row.state, row.changed_at = "sending", world.clock()
    world.clock.forward(hours=1)
    office = PostOffice()
    deliver(world, office)
    assert (state(world).state, office.taken) == ("perhaps_sent", [])


def test_workers_at_the_same_time_send_each_mail_once(world: Any) -> None:
    for _ in range(10):
        put(world)
    office = PostOffice()
    with ThreadPoolExecutor(4) as pool:
        sent = sum(pool.map(lambda _worker: deliver(world, office), range(4)))
    assert sent == len(office.taken) == 10


def put_many(world: Any, number: int) -> None:
    with world.database.writing() as session:
        for one in range(number):
            put_mail(session, "badge_given", uuid4(), f"sam{one}@voorbeeld.nl", FACTS, world.clock())
            session.flush()


def mailing(world: Any, office: PostOffice, **more: Any) -> Mailing:
    return Mailing(world.database, office, world.tools.addresses, "badges@voorbeeld.nl", world.clock, **more)


def states(world: Any) -> Counter[str]:
    with world.database.reading() as session:
        return Counter(session.scalars(select(OutboxRow.state)))


def test_many_mails_cost_two_statements_each_and_a_few_more_for_each_portion(world: Any) -> None:
    put_many(world, 200)
    statements: list[str] = []
    event.listen(world.database.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))

    assert deliver(world, PostOffice()) == 200

    asked = [one for one in statements if not one.startswith(("PRAGMA", "BEGIN"))]
    assert len(asked) <= 2 * 200 + 15 * (200 / PORTION + 1), Counter(asked)


def test_mail_that_somebody_waits_for_goes_before_mail_in_bulk(world: Any) -> None:
    put_many(world, 60)
    account = world.account("ada@voorbeeld.nl")
    world.clock.forward(seconds=1)
    with world.database.writing() as session:
        put_mail(session, "account_link", account.id, account.email, {}, world.clock())
    office = PostOffice()

    deliver(world, office)

    assert office.taken[0]["To"] == "ada@voorbeeld.nl"
    assert len(office.taken) == 61


def test_no_more_mail_leaves_than_the_rate_however_many_workers_there_are(world: Any) -> None:
    put_many(world, 100)
    moments: list[datetime] = []

    def wait(seconds: float) -> bool:
        world.clock.forward(seconds=seconds)
        return False

    def post(_message: EmailMessage) -> None:
        moments.append(world.clock())

    workers = [replace(mailing(world, PostOffice(), rate=10, wait=wait), post=post) for _worker in range(2)]
    while len(moments) < 100:
        assert sum(deliver_due(worker) for worker in workers) > 0
        world.clock.forward(seconds=1)

    for first, moment in enumerate(moments):
        within_a_second = [other for other in moments[first:] if other - moment < timedelta(seconds=1)]
        assert len(within_a_second) <= 11
    assert moments[-1] - moments[0] >= timedelta(seconds=9.9)


def test_a_server_that_is_gone_costs_no_mail_an_attempt_and_is_left_alone_for_longer_each_time(world: Any) -> None:
    put_many(world, 30)
    calls: list[datetime] = []

    def gone() -> None:
        calls.append(world.clock())
        raise ServerGoneError("smtp", "ConnectionRefusedError")

    for _minute in range(30):
        assert deliver_due(mailing(world, PostOffice(), ready=gone)) == 0
        world.clock.forward(minutes=1)

    assert len(calls) <= 9
    with world.database.reading() as session:
        rows = session.scalars(select(OutboxRow)).all()
        assert {(row.state, row.attempts) for row in rows} == {("waiting", 0)}
        assert mail_pace.read(session).trouble_since is not None
    world.clock.forward(minutes=5)
    assert deliver(world, PostOffice()) == 30
    with world.database.reading() as session:
        assert mail_pace.read(session).trouble_since is None


def test_when_the_server_goes_away_half_way_what_was_not_tried_is_put_back(world: Any) -> None:
    put_many(world, 20)
    office = PostOffice()

    def post(message: EmailMessage) -> None:
        if len(office.taken) == 5:
            raise ServerGoneError("smtp", "421")
        office(message)

    assert deliver_due(replace(mailing(world, office), post=post)) == 5
    assert states(world) == {"sent": 5, "waiting": 15}
    world.clock.forward(minutes=10)
    assert deliver(world, office) == 15


def test_a_process_that_ends_puts_back_what_it_did_not_try(world: Any) -> None:
    put_many(world, 20)
    office = PostOffice()

    assert deliver_due(mailing(world, office, wait=lambda _seconds: len(office.taken) == 5)) == 5
    assert deliver(world, office) == 15, "they are due at once"


def test_mail_that_a_dead_worker_took_is_due_again_and_never_leaves_by_a_late_one(world: Any) -> None:
    put_many(world, 3)
    late: list[str] = []
    in_time = PostOffice()

    def stalled(message: EmailMessage) -> None:
        late.append(message["To"])
        # The others wait so long that somebody else takes them.
        world.clock.forward(minutes=6)
        deliver(world, in_time)

    deliver_due(replace(mailing(world, PostOffice()), post=stalled))

    taken = [*late, *(message["To"] for message in in_time.taken)]
    assert sorted(taken) == ["sam0@voorbeeld.nl", "sam1@voorbeeld.nl", "sam2@voorbeeld.nl"]
    assert (len(late), states(world)) == (1, {"sent": 3})


def test_mail_that_was_cancelled_after_it_was_taken_does_not_leave(world: Any) -> None:
    put_many(world, 2)
    office = PostOffice()

    def post(message: EmailMessage) -> None:
        office(message)
        with world.database.writing() as session:
            for row in session.scalars(select(OutboxRow).where(OutboxRow.state == "waiting")):
                outbox.cancel(session, row.subject_id, world.clock())

    deliver_due(replace(mailing(world, office), post=post))

    assert (len(office.taken), states(world)) == (1, {"sent": 1, "cancelled": 1})


def test_a_mail_that_cannot_be_written_does_not_keep_the_others_from_leaving(world: Any) -> None:
    put_many(world, 3)
    with world.database.writing() as session:
        session.scalars(select(OutboxRow)).first().facts = {"name": "Sam"}

    assert deliver(world, PostOffice()) == 2
    assert states(world) == {"sent": 2, "failed": 1}


def test_mail_that_is_refused_for_now_is_tried_twelve_times_in_less_than_two_days_and_then_failed(world: Any) -> None:
    put(world)
    moments = []

    def busy(_message: EmailMessage) -> None:
        moments.append(world.clock())
        raise NotSentError("smtp", "450")

    for _quarter in range(4 * 48):
        deliver_due(replace(mailing(world, PostOffice()), post=busy))
        world.clock.forward(minutes=15)
    pauses = [later - earlier for earlier, later in pairwise(moments)]
    assert (len(moments), state(world).state) == (12, "failed")
    assert max(pauses) <= timedelta(minutes=256 * 1.25 + 15)


def test_mail_that_left_long_ago_is_forgotten_but_not_that_somebody_heard_of_a_badge(world: Any) -> None:
    put_many(world, 2)
    account = world.account("ada@voorbeeld.nl")
    with world.database.writing() as session:
        put_mail(session, "account_link", account.id, account.email, {}, world.clock())
    deliver(world, PostOffice())
    world.clock.forward(days=89)
    assert forget_old_mail(world.database, world.clock()) == 0
    world.clock.forward(days=2)

    assert forget_old_mail(world.database, world.clock()) == 1
    with world.database.reading() as session:
        assert set(session.scalars(select(OutboxRow.kind))) == {"badge_given"}


def test_who_waits_for_mail_goes_first_then_one_badge_then_a_long_list_that_was_due_earlier(world: Any) -> None:
    account = world.account("wacht@voorbeeld.nl").id
    with world.database.writing() as session:
        for number in range(2 * PORTION):
            put_mail(session, "badge_given", uuid4(), f"lijst{number}@voorbeeld.nl", FACTS, world.clock())
        session.execute(update(OutboxRow).values(rank=OF_A_LIST))
    world.clock.forward(minutes=6)
    put(world)
    with world.database.writing() as session:
        put_mail(session, "account_link", account, "wacht@voorbeeld.nl", {}, world.clock())

    office = PostOffice()
    deliver(world, office)
    to = [str(message["To"]) for message in office.taken]
    assert to[:2] == ["wacht@voorbeeld.nl", "sam@voorbeeld.nl"]
    assert len(to) == 2 * PORTION + 2
