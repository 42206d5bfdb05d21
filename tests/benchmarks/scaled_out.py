"""What do two web processes, two workers, PostgreSQL, Valkey and nginx do together on one machine?

PYTHONPATH=tests python -m benchmarks.scaled_out [--badges 10000] [--seconds 10]

Every part really runs; nginx with docs/scale/nginx.conf, in which only ports and folders are others.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from faults.installation import Installation, environment, installed
from faults.postgres import Server, own_server
from faults.processes import until, valkey
from faults.serving import ask, free_address

from badgeservice.cli.self_signed import write_certificate
from badgeservice.issuing.batches.creating import HandedIn, create
from badgeservice.issuing.batches.lists import read_list
from badgeservice.issuing.batches.starting import start
from badgeservice.jobs import create_jobs
from badgeservice.storage import organisations
from badgeservice.storage.tables import BadgeClassVersionRow, BatchRow
from benchmarks.bulk import sign_alone
from benchmarks.loading import load
from benchmarks.nginx_file import nginx_file
from benchmarks.processor import postmaster, program, taken_by
from benchmarks.results import Row, row

CONNECTIONS, ROUNDS, FIGURE = 50, 3, 1.7
FIRST = 4_000


def main() -> None:
    """Start the parts, measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks.scaled_out", description=__doc__)
    parser.add_argument("--badges", type=int, default=10_000)
    parser.add_argument("--seconds", type=int, default=10)
    given = parser.parse_args()
    with TemporaryDirectory(prefix="badgeservice-scaled-") as name, own_server() as server, valkey() as queue:
        # The folder of nginx, which answers as another user.
        folder = Path(name)
        folder.chmod(0o755)
        settings = environment(folder, server.database(), REDIS_URL=queue, TRUSTED_PROXIES="1")
        with installed(settings) as here:
            print(json.dumps(pages(here, folder, server, given.seconds), indent=1), flush=True)
            print(json.dumps(batches(here, server, given.badges), indent=1), flush=True)


def rows(badges: int) -> list[Row]:
    """Badges a second of two workers beside those of one, the best turn of each; the queue is Valkey."""
    with ExitStack() as running:
        folder = Path(running.enter_context(TemporaryDirectory(prefix="badgeservice-scaled-")))
        server, queue = running.enter_context(own_server()), running.enter_context(valkey())
        here = running.enter_context(installed(environment(folder, server.database(), REDIS_URL=queue)))
        found = batches(here, server, badges)
    one, two = found["best"]
    of_core = found["best for a second of a core"]
    alone, together = signing_only(badges)
    cores = found["least cores with one"]
    all_cores = one / cores * (os.cpu_count() or 1)
    return [
        row("two workers, PostgreSQL, badges a second", two, ("one worker", one), FIGURE),
        # One worker and PostgreSQL take more than one core together: more than all cores there is not.
        row(
            "two workers, badges a second of all cores",
            two,
            ("one worker, times the cores", all_cores),
            None,
            of_limit=True,
        ),
        row("two workers, badges for a second of a core", of_core[1], ("one worker", of_core[0]), None),
        row("two processes that only sign, a second", together, ("one that only signs", alone), None),
    ]


def pages(here: Installation, folder: Path, server: Server, seconds: int) -> dict[str, Any]:
    """Check pages a second, through nginx from two web processes and straight from one of them."""
    award = here.give()
    path = f"/v/{here.code(award)}"
    with ExitStack() as running:
        webs = [running.enter_context(web(here)) for _ in range(2)]
        site, proxy = running.enter_context(nginx(folder, [address for address, _ in webs]))
        parts = {"web 1": webs[0][1], "web 2": webs[1][1], "nginx": proxy, "PostgreSQL": postmaster(server)}
        found: dict[str, Any] = {}
        for name, address in {"one web process": webs[0][0], "two through nginx": site}.items():
            load(address + path, 4, 2)
            before = {part: taken_by(process) for part, process in parts.items()}
            seen = load(address + path, CONNECTIONS, seconds)
            shares = {part: round((taken_by(process) - before[part]) / seconds, 2) for part, process in parts.items()}
            found[name] = {"pages a second": seen.rate, "p99 ms": seen.p99, "cores taken": shares} | on_the_machine()
        status = f"/status/{here.lists()[0].id}"
        found["status list through nginx"] = {"a second": load(site + status, CONNECTIONS, 4).rate}
    return found


def batches(here: Installation, server: Server, number: int) -> dict[str, Any]:
    """Badges a second of a batch with one worker and with two, in turns."""
    rates: dict[int, list[float]] = {1: [], 2: []}
    of_core: dict[int, list[float]] = {1: [], 2: []}
    found: dict[str, Any] = {"turns": []}
    for turn in range(ROUNDS):
        for how_many in (1, 2) if turn % 2 == 0 else (2, 1):
            with ExitStack() as running:
                workers = [running.enter_context(worker(here)) for _ in range(how_many)]
                time.sleep(4)
                # The first badges of a process take what every one after them finds ready.
                given(here, started(here, FIRST, f"{turn}-{how_many}-first"))
                batch = started(here, number, f"{turn}-{how_many}")
                parts = {"workers": workers, "PostgreSQL": [postmaster(server)]}
                before = {part: sum(map(taken_by, some)) for part, some in parts.items()}
                began = time.monotonic()
                given(here, batch)
                seconds = time.monotonic() - began
                taken = {part: sum(map(taken_by, some)) - before[part] for part, some in parts.items()}
            shares = {part: round(one / seconds, 2) for part, one in taken.items()}
            of_core[how_many].append(number / taken["workers"])
            rates[how_many].append(number / seconds)
            found["turns"].append(
                {"workers": how_many, "badges a second": round(number / seconds), "cores taken": shares}
                | on_the_machine()
            )
    one, two = max(rates[1]), max(rates[2])
    alone = [sum(turn["cores taken"].values()) for turn in found["turns"] if turn["workers"] == 1]
    found["least cores with one"] = min(alone)
    found["best"] = [round(one), round(two)]
    found["best for a second of a core"] = [round(max(of_core[number])) for number in (1, 2)]
    return found | {"two against one": round(two / one, 2), "figure_to_reach": FIGURE, "reached": two / one >= FIGURE}


def signing_only(number: int) -> tuple[float, float]:
    """Badges a second that one process signs, and two at once, that do nothing else and share nothing: what this
    machine gives to a second process, and so the most that a second worker can bring."""
    found = []
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        for at_once in (1, 2):
            list(pool.map(sign_alone, [number // 10] * 2))
            began = time.monotonic()
            list(pool.map(sign_alone, [number] * at_once))
            found.append(number * at_once / (time.monotonic() - began))
    return found[0], found[1]


def started(here: Installation, number: int, name: str) -> UUID:
    """A batch of so many people, to be given at once."""
    lines = ["naam;e-mail", *(f"Deelnemer {one};d{one}.{name}@voorbeeld.nl" for one in range(number))]
    data, now = "\n".join(lines).encode(), datetime.now(UTC)
    answers = {"levels": {"b1": None}, "judged_on": "2026-01-05"}
    with here.database.writing() as session:
        owner = organisations.by_id(session, here.organisation)
        assert owner is not None
        version = session.get_one(BadgeClassVersionRow, here.versions[0])
        entries = read_list(data, f"{name}.csv", answers, version, now.date())
        handed = HandedIn(f"{name}.csv", name, answers, entries)
        batch = create(session, owner, version, handed, here.account, 86_400, now)[0].id
    with here.database.writing() as session:
        owner = organisations.by_id(session, here.organisation)
        assert owner is not None
        start(session, owner, batch, None, here.account, here.tools.giving, now)
    return batch


def given(here: Installation, batch: UUID) -> None:
    """Wait until the workers gave a batch."""
    create_jobs(here.tools.settings, here.database).wake_batches()
    until(lambda: state(here, batch) == "done", 600)


def state(here: Installation, batch: UUID) -> str:
    """How far a batch is."""
    with here.database.reading() as session:
        return session.get_one(BatchRow, batch).state


@contextmanager
def web(here: Installation) -> Iterator[tuple[str, int]]:
    """A web process; where it answers."""
    address = free_address()
    port = address.rpartition(":")[2]
    with program(["serve", "--port", port, "--workers", "1"], here.environment) as process:
        until(lambda: ask(address, "/healthz").status == 200, 60)
        yield address, process


@contextmanager
def worker(here: Installation) -> Iterator[int]:
    """A worker."""
    with program(["worker"], here.environment) as process:
        yield process


@contextmanager
def nginx(folder: Path, webs: list[str]) -> Iterator[tuple[str, int]]:
    """nginx before the web processes; where it answers."""
    certificate, _key = write_certificate(folder, datetime.now(UTC))
    address = free_address()
    port = int(address.rpartition(":")[2])
    file = nginx_file(folder, certificate.parent, port, [one.rpartition(":")[2] for one in webs])
    command = [shutil.which("nginx") or "/usr/sbin/nginx", "-c", str(file), "-g", "daemon off;"]
    process = subprocess.Popen(command)
    try:
        time.sleep(1)
        yield f"https://localhost:{port}", process.pid
    finally:
        process.terminate()
        process.wait(30)


def on_the_machine() -> dict[str, float]:
    """How busy the machine is, with whoever else works on it."""
    return {"load": round(os.getloadavg()[0], 1), "cores": os.cpu_count() or 0}


if __name__ == "__main__":
    main()
