"""How is a parser that may crash, hang or eat memory kept away from the service?"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore, Thread, Timer
from typing import IO, Any

from badgeservice.errors import BadgeServiceError

PARSERS = Path(__file__).parent
CHILD = PARSERS / "child.py"

# Each may take 512 MB; more of them at once and the machine, not the child, runs out.
AT_ONCE = BoundedSemaphore(2)


class ChildFailedError(BadgeServiceError):
    """The child gave no answer: it crashed, took too long, wanted too much, or said something else than JSON."""


@dataclass(frozen=True)
class Bounds:
    """What one child may use: seconds of waiting, bytes of memory, bytes of answer, and seconds of processor time when
    they are fewer than those of waiting."""

    seconds: float = 10
    memory: int = 512 * 1024 * 1024
    answer: int = 256 * 1024
    processor: float | None = None


def parse_in_child(parser: Path, data: bytes, bounds: Bounds = Bounds(), at_once: BoundedSemaphore = AT_ONCE) -> Any:
    """What the function `read` in the file `parser` makes of these bytes, as JSON; raises ChildFailedError.

    Waits for its turn among those that share `at_once`. The child inherits no environment and no open files, and
    starts in the root folder.
    """
    processor = str(max(1, round(bounds.processor or bounds.seconds)))
    command = [sys.executable, "-I", str(CHILD), str(parser), processor, str(bounds.memory)]
    with at_once, _started(command) as child:
        assert child.stdin is not None and child.stdout is not None  # noqa: S101, PT018 - both are pipes
        deadline = Timer(bounds.seconds, child.kill)
        deadline.start()
        feeder = Thread(target=_feed, args=(child.stdin, data), daemon=True)
        feeder.start()
        try:
            answer = child.stdout.read(bounds.answer + 1)
            if len(answer) > bounds.answer:
                child.kill()
            status = child.wait()
        finally:
            deadline.cancel()
            child.kill()
            feeder.join()
    return _answer(answer, status)


def _started(command: list[str]) -> subprocess.Popen[bytes]:
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere, env={}, cwd="/")  # noqa: S603 - our own files


def _feed(pipe: IO[bytes], data: bytes) -> None:
    # A child that died does not read on; its status says so.
    with suppress(BrokenPipeError):
        pipe.write(data)
    with suppress(BrokenPipeError):
        pipe.close()


def _answer(answer: bytes, status: int) -> Any:
    if status != 0:
        raise ChildFailedError(f"the child ended with {status}")
    try:
        return json.loads(answer)
    except (ValueError, RecursionError) as problem:
        raise ChildFailedError("the child gave no JSON") from problem
