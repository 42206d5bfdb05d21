"""Background work with several workers: done by the first of them, one at a time, and no error without a queue."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

from staff_desk import Desk

from badgeservice.jobs import create_jobs
from badgeservice.queueing import OneAtATime, is_first
from badgeservice.settings import read_settings


def test_of_many_workers_one_does_the_work_of_each_minute(database: Any) -> None:
    def begins(minute: str) -> int:
        with ThreadPoolExecutor(4) as pool:
            return sum(pool.map(lambda _worker: is_first(database, "keep_house", minute), range(8)))

    assert [begins(minute) for minute in ("2026-11-22T13:05", "2026-11-22T13:06", "2026-11-22T13:05")] == [1, 1, 0]


def test_who_asks_while_the_work_is_done_has_it_done_once_more() -> None:
    began, go_on = Event(), Event()
    done: list[int] = []

    def work() -> int:
        done.append(1)
        began.set()
        assert go_on.wait(10)
        return len(done)

    one = OneAtATime(work)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(one.run)
        assert began.wait(10)
        assert one.run() == 0, "it does not wait for the other thread"
        go_on.set()
        assert first.result() == 2


def test_a_badge_is_given_while_the_queue_is_out_of_reach(world: Any, environment: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    away = read_settings(environment | {"BADGESERVICE_REDIS_URL": f"redis://127.0.0.1:{port}"})
    jobs = create_jobs(away, world.database)

    jobs.wake()

    assert jobs.count_waiting() is None


def test_the_queue_counts_what_it_was_asked(world: Any) -> None:
    desk = Desk(world)
    before = world.tools.count_queue()
    desk.given(desk.released())
    assert world.tools.count_queue() > before
