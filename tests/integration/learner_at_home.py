"""Learners with their browsers, and the mail that reaches them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.message import EmailMessage
from threading import Barrier, Thread
from typing import Any

from flask.testing import FlaskClient
from staff_desk import WHAT, Desk, shown
from werkzeug.test import TestResponse

from badgeservice.issuing.delivery import Mailing, deliver_due
from badgeservice.organisations.one_time_links import KEEP, make_link
from badgeservice.storage.tables import AwardRow


def link_of(world: Any, award: AwardRow, purpose: str = KEEP) -> str:
    """A token with which a badge is kept."""
    with world.database.writing() as session:
        return make_link(session, purpose, award.id, world.clock())


def keep(world: Any, client: FlaskClient, award: AwardRow, purpose: str = KEEP) -> TestResponse:
    """Keep a badge in a browser."""
    answer = world.post(client, f"/bewaren/{link_of(world, award, purpose)}")
    assert answer.status_code == 303, answer.text
    return answer


def given_to(desk: Desk, email: str, name: str = "Fatima Yilmaz") -> AwardRow:
    """A badge for somebody, of the same class each time."""
    known = getattr(desk, "class_of_learners", None) or desk.released()
    desk.class_of_learners = known  # type: ignore[attr-defined]  # a test's own memory
    return desk.award(desk.given(known, WHAT, email=email, name=name))


def at_home(world: Any, desk: Desk, email: str, name: str = "Fatima Yilmaz") -> FlaskClient:
    """A browser of somebody who kept a badge that was mailed."""
    client: FlaskClient = world.app.test_client()
    keep(world, client, given_to(desk, email, name))
    return client


def mails(world: Any) -> list[EmailMessage]:
    """The mail that leaves now."""
    sent: list[EmailMessage] = []
    mailing = Mailing(world.database, sent.append, world.tools.addresses, "badges@voorbeeld.nl", world.clock)
    deliver_due(mailing)
    return sent


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def code_among(left: Sequence[EmailMessage]) -> str:
    """The six digits in the only mail that has them."""
    (found,) = [one for one in left if re.search(r"\b\d{6}\b", text_of(one))]
    return code_in(found)


def code_in(mail: EmailMessage) -> str:
    """The six digits."""
    found = re.search(r"\b\d{6}\b", text_of(mail))
    assert found is not None, text_of(mail)
    return found.group()


def path_in(mail: EmailMessage) -> str:
    """The path behind the button."""
    found = re.search(r"http://localhost:8000(/\S+)", text_of(mail))
    assert found is not None, text_of(mail)
    return found.group(1)


def words(answer: TestResponse) -> str:
    """What a person reads in the page."""
    found = re.search(r"<main.*</main>", answer.text, re.DOTALL)
    assert found is not None, answer.text
    return shown(found.group()).replace("\u00a0", " ")


def all_at_once(acts: list[Any]) -> list[Any]:
    """What each act gives back when all begin at the same moment."""
    start, given = Barrier(len(acts)), [None] * len(acts)

    def run(number: int) -> None:
        start.wait()
        given[number] = acts[number]()

    threads = [Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given
