"""How does a test get a real service: the demo in an empty folder, answering on a free port?"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

START_SECONDS = 120


@dataclass(frozen=True)
class Service:
    """A running service: its address, the environment it runs in, and what the demo told."""

    address: str
    environment: dict[str, str]
    told: dict[str, Any]

    def account(self, role: str, organisation: str | None = None) -> dict[str, Any]:
        """Somebody of the demo who can sign in."""
        return next(
            one
            for one in self.told["accounts"]
            if one["role"] == role and (organisation is None or one["organisation"] == organisation)
        )

    def badge(self, state: str, kind: str | None = None) -> dict[str, Any]:
        """A badge of the demo in some state."""
        return next(
            one for one in self.told["badges"] if one["state"] == state and (kind is None or one["kind"] == kind)
        )


@contextmanager
def demo_service(folder: Path, **settings: str) -> Iterator[Service]:
    """The demo, served until the test ends; with more settings when they are given."""
    port = _free_port()
    environment = {
        **os.environ,
        "BADGESERVICE_DATA_DIR": str(folder),
        "BADGESERVICE_KEY_ENCRYPTION_KEY_FILE": str(folder / "key-encryption.key"),
        "BADGESERVICE_BASE_URL": f"http://localhost:{port}",
        "BADGESERVICE_RATE_LIMITS": "off",
        **settings,
    }
    told = json.loads(command(environment, "demo", "--json").stdout)
    with _served(environment, port) as address:
        yield Service(address, environment, told)


@contextmanager
def also_served(service: Service, **settings: str) -> Iterator[str]:
    """The same data, served at one more address with other settings."""
    with _served({**service.environment, **settings}, _free_port()) as address:
        yield address


@contextmanager
def _served(environment: dict[str, str], port: int) -> Iterator[str]:
    arguments = [sys.executable, "-m", "badgeservice.cli", "serve", "--port", str(port)]
    with (Path(environment["BADGESERVICE_DATA_DIR"]) / f"log-{port}").open("wb") as log:
        process = subprocess.Popen(arguments, env=environment, stderr=log)
        try:
            _wait_until_it_answers(f"http://localhost:{port}/healthz", process)
            yield f"http://localhost:{port}"
        finally:
            process.terminate()
            process.wait(30)


def command(
    environment: dict[str, str], *arguments: str, statuses: tuple[int, ...] = (0,)
) -> subprocess.CompletedProcess[str]:
    """One run of the command line; it must end with one of the statuses."""
    done = subprocess.run(
        [sys.executable, "-m", "badgeservice.cli", *arguments],
        env=environment, capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    assert done.returncode in statuses, done.stderr + done.stdout
    return done


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _wait_until_it_answers(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, "the service ended at once"
        try:
            with urlopen(address, timeout=2) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"{address} did not answer within {START_SECONDS} s")
