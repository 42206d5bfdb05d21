"""A real server of an installation, in processes of its own, and programs and people who ask it things."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

START_SECONDS = 60
PATIENCE = 40


@dataclass(frozen=True)
class Answer:
    """What came back: status 0 when the connection broke."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    text: str = ""

    @property
    def says_when_to_come_back(self) -> bool:
        # Servers write the names of headers in capitals or not.
        headers = {name.lower(): value for name, value in self.headers.items()}
        return self.status == 503 and headers.get("retry-after", "").isdigit()


def ask(address: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
    """One request on a connection of its own."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
    try:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("POST" if body is not None else "GET", path, body, names)
        answer = connection.getresponse()
        return Answer(answer.status, dict(answer.getheaders()), answer.read().decode("utf-8", "replace"))
    except (OSError, HTTPException) as problem:
        return Answer(0, text=type(problem).__name__)
    finally:
        connection.close()


def give(address: str, token: str, badge_class: str, key: str) -> Answer:
    """A program that gives a badge, once for each key."""
    award = {"badge_class": badge_class, "name": f"Lerende {key}", "behaviours": [{"id": "b1"}],
             "judged_on": "2026-01-05"}  # fmt: skip
    headers = {"Authorization": f"Bearer {token}", "Idempotency_Key": key, "Content_Type": "application/json"}
    return ask(address, "/api/v1/awards", json.dumps(award).encode(), **headers)


def ask_for_a_code(address: str, email: str) -> Answer:
    """A learner who wants to come back, and fills in an e-mail address in a browser."""
    page = ask(address, "/mijn/inloggen", Accept="text/html")
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    if page.status != 200:
        return page
    assert token is not None, page
    cookies = SimpleCookie(page.headers.get("Set-Cookie", ""))
    sent = "; ".join(f"{name}={morsel.value}" for name, morsel in cookies.items())
    form = urlencode({"csrf_token": token[1], "email": email}).encode()
    kind = "application/x-www-form-urlencoded"
    return ask(address, "/mijn/inloggen", form, Cookie=sent, Accept="text/html", Content_Type=kind)


def free_address() -> str:
    """An address on this machine that nobody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return f"http://localhost:{listening.getsockname()[1]}"


@contextmanager
def served(environment: dict[str, str], log: Path, *options: str) -> Iterator[str]:
    """The installation, served at its base URL until the block ends."""
    address = environment["BADGESERVICE_BASE_URL"]
    arguments = [sys.executable, "-m", "badgeservice.cli", "serve", "--port", str(urlsplit(address).port), *options]
    more = {"PYTHONPATH": ":".join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"}
    with log.open("wb") as told:
        process = subprocess.Popen(arguments, env=environment | more, stderr=told, stdout=told)
        try:
            assert answers_within(address, START_SECONDS) is not None, log.read_text()[-2000:]
            yield address
        finally:
            process.terminate()
            process.wait(30)


def answers_within(address: str, seconds: float) -> float | None:
    """After how many seconds the service says that it is ready; None when it does not within the time."""
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        if ask(address, "/readyz").status == 200:
            return time.monotonic() - begun
        time.sleep(0.05)
    return None
