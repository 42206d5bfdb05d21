"""Which numbers stand behind a name?"""

from __future__ import annotations

import socket
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread

from badgeservice.errors import UnavailableError

Resolve = Callable[[str, int], list[str]]

MAX_NUMBERS = 20


def resolve(host: str, port: int) -> list[str]:
    """Every number of a name, as the system finds it; OSError when there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[4][0]) for place in found))


def resolve_within(seconds: float, find: Resolve, host: str, port: int) -> list[str]:
    """The numbers of a name; the system's own search cannot be told to hurry, so it is left behind.

    Raises UnavailableError(fetch.timeout | fetch.unreachable | fetch.blocked).
    """
    answers: SimpleQueue[list[str] | None] = SimpleQueue()

    def search() -> None:
        try:
            answers.put(find(host, port))
        except (OSError, UnicodeError):
            answers.put(None)

    Thread(target=search, daemon=True, name="resolve").start()
    try:
        numbers = answers.get(timeout=seconds)
    except Empty as problem:
        raise UnavailableError("fetch.timeout", host) from problem
    if not numbers:
        raise UnavailableError("fetch.unreachable", host)
    if len(numbers) > MAX_NUMBERS:
        raise UnavailableError("fetch.blocked", host)
    return numbers
