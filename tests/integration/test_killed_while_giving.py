"""A server that is killed between any two steps of giving leaves a whole badge or none, and at most one mail.

The steps are every statement and every commit, every signature and both sides of sending the mail: the process that
answers the request is killed (SIGKILL) at the first, then at the second, and so on until it reaches the end.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session
from staff_desk import Desk

from badgeservice.audit.record import first_broken_row
from badgeservice.issuing.delivery import Mailing, deliver_due
from badgeservice.issuing.own_documents import fetch_own, own_issuer
from badgeservice.mail.leaving import post_into
from badgeservice.storage import awards
from badgeservice.storage.tables import AwardDraftRow, AwardRow, OutboxRow
from badgeservice.verification.context import Context
from badgeservice.verification.pipeline import verify
from badgeservice.web.collaborators import NAME

MOST_STEPS = 200

pytestmark = pytest.mark.faults


def test_a_server_killed_at_any_step_leaves_a_whole_badge_or_none_and_at_most_one_mail(
    world: Any, tmp_path: Path
) -> None:
    desk = Desk(world)
    version = desk.released()
    deliver_due(mailing(world, tmp_path / "mail-before"))
    outcomes: dict[int, bool] = {}
    for step in range(1, MOST_STEPS):
        mails = tmp_path / f"mail-{step}"
        draft = desk.ready(version)
        died = died_at(step, world, lambda draft=draft, mails=mails: give_and_deliver(world, desk, draft, mails))
        outcomes[step] = is_whole_badge_or_none(world, draft)
        settle(world, desk, draft, mails)
        if not died:
            break
    assert not died, "the end was never reached"
    assert set(outcomes.values()) == {True, False}, "both sides of the commit were tried"
    assert len(outcomes) > 20


def give_and_deliver(world: Any, desk: Desk, draft: UUID, mails: Path) -> None:
    answer = desk.post(f"/geven/{draft}/nakijken")
    assert answer.status_code == 303, answer.text
    deliver_due(mailing(world, mails))


def mailing(world: Any, mails: Path, post: Callable[[EmailMessage], None] | None = None) -> Mailing:
    return Mailing(world.database, post or post_into(mails), world.tools.addresses, "badges@voorbeeld.nl", world.clock)


def died_at(step: int, world: Any, work: Callable[[], None]) -> bool:
    """Do the work in a process of its own that kills itself at a step; whether it died of that."""
    child = os.fork()
    if child == 0:
        kill_at(step, world)
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the work failed by itself"
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def kill_at(step: int, world: Any) -> None:
    """In the child: count steps, and die at this one."""
    left = [step]

    def point(*_arguments: Any) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    # The parent's connections are not ours.
    world.database.engine.dispose(close=False)
    for name in ("before_cursor_execute", "commit"):
        event.listen(world.database.engine, name, lambda *given: point(*given))
    event.listen(Session, "after_commit", point)
    sign = world.tools.sign

    def signing(*given: Any) -> Any:
        point()
        signed = sign(*given)
        point()
        return signed

    world.app.extensions[NAME] = replace(world.tools, sign=signing)


def is_whole_badge_or_none(world: Any, draft: UUID) -> bool:
    """True for a badge that is there with all that goes with it, False for none at all; anything else fails."""
    with world.database.reading() as session:
        assert first_broken_row(session) is None
        award = awards.by_request(session, draft)
        if award is None:
            assert session.get(AwardDraftRow, draft) is not None, "what was typed is gone"
            return False
        assert session.get(AwardDraftRow, draft) is None
        assert len(session.scalars(select(OutboxRow).where(OutboxRow.subject_id == award.id)).all()) == 1
        report = verify(award.document, own_context(world, session))
        assert report.verdict == "valid", report
        return True


def settle(world: Any, desk: Desk, draft: UUID, mails: Path) -> None:
    """The server is up again, somebody presses the button again, mail is delivered: one badge, at most one mail."""
    assert desk.post(f"/geven/{draft}/nakijken").status_code == 303
    world.clock.forward(minutes=30)
    deliver_due(mailing(world, mails))
    with world.database.reading() as session:
        given = session.scalars(select(AwardRow).where(AwardRow.request_id == draft)).all()
        assert len(given) == 1
        mail = session.scalars(select(OutboxRow).where(OutboxRow.subject_id == given[0].id)).one()
    left = len(list(mails.glob("*.eml"))) if mails.is_dir() else 0
    assert left <= 1
    assert (mail.state, left) in {("sent", 1), ("perhaps_sent", 0), ("perhaps_sent", 1)}


def own_context(world: Any, session: Session) -> Context:
    return Context(
        now=world.clock(),
        fetch=fetch_own(session, world.tools.addresses),
        known_issuer=lambda did: own_issuer(session, world.tools.addresses, did),
    )
