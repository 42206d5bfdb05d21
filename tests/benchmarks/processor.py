"""How much of the processor and of memory did a process take up to now? (Linux)"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from faults.postgres import Server

TICKS = os.sysconf("SC_CLK_TCK")


def taken_by(process: int) -> float:
    """Seconds of the processor, of this process and of those below it, also of the ones that ended."""
    return sum(_own(one) for one in _with_all_below(process))


def _own(process: int) -> float:
    try:
        # The name, in parentheses, may hold anything.
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(int(one) for one in fields[11:15]) / TICKS


def _with_all_below(process: int) -> list[int]:
    found = [process]
    for one in found:
        for tasks in Path(f"/proc/{one}/task").glob("*/children"):
            found.extend(int(child) for child in tasks.read_text().split())
    return found


@contextmanager
def program(arguments: list[str], environment: dict[str, str]) -> Iterator[int]:
    """A command of this service that runs until the block ends; its process."""
    command = [sys.executable, "-m", "badgeservice.cli", *arguments]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait(90)


def postmaster(server: Server) -> int:
    """The process of PostgreSQL under which all others of it are."""
    return int((Path(server.handle.pgdata) / "postmaster.pid").read_text().split()[0])


def of_children() -> float:
    """Seconds of the processor that processes took which this one started and saw the end of."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def most_memory(process: int) -> float:
    """The most memory that a process had at once, in MiB."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024
