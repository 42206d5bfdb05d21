"""Mail leaves once, when its time has come, and never twice."""

from __future__ import annotations

import smtplib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from badgeservice.issuing.delivery import Mailing, deliver_due
from badgeservice.mail.leaving import NotSentError, RefusedError
from badgeservice.organisations.accounts import put_mail
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
