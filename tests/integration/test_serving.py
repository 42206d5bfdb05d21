"""`badgeservice serve`, really started: who asks, who listens, and what is left when it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

import pytest
from faults.installation import Installation, environment, installed
from faults.serving import ask, free_address
from sqlalchemy import func, select

from badgeservice.storage.tables import CheckCountRow

SECONDS = 60


def started(installation: Installation, address: str, **settings: str) -> subprocess.Popen[bytes]:
    port = address.rpartition(":")[2]
    more = {f"BADGESERVICE_{name}": value for name, value in settings.items()}
    return subprocess.Popen(
        [sys.executable, "-m", "badgeservice.cli", "serve", "--port", port],
        env={**installation.environment, **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def until(is_so: Any) -> None:
    ends, never = monotonic() + SECONDS, Event()
    while not is_so():
        assert monotonic() < ends
        never.wait(0.1)


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with installed(environment(tmp_path_factory.mktemp("served"))) as made:
        yield made


@pytest.fixture
def served(installation: Installation) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    address = free_address()
    program = started(installation, address)
    try:
        until(lambda: ask(address, "/healthz").status == 200)
        yield address, program
    finally:
        program.terminate()
        program.communicate(timeout=SECONDS)


def children(parent: int) -> set[int]:
    found = Path(f"/proc/{parent}/task").glob("*/children")
    return {int(child) for one in found for child in one.read_text().split()}


def test_what_was_counted_is_written_when_the_service_ends(installation: Installation, served: Any) -> None:
    address, program = served
    code = installation.code(installation.give())
    for _ in range(3):
        assert ask(address, f"/v/{code}", Accept="text/html").status == 200

    program.terminate()
    program.communicate(timeout=SECONDS)

    assert program.returncode == 0
    with installation.database.reading() as session:
        assert session.scalar(select(func.sum(CheckCountRow.number))) == 3


def test_a_second_service_on_the_same_port_is_refused(installation: Installation, served: Any) -> None:
    address, _program = served
    second = started(installation, address)
    said = second.communicate(timeout=SECONDS)[1].decode()

    assert second.returncode == 1
    assert "Choose another with --port" in said


def test_no_process_outlives_a_service_that_is_killed(served: Any) -> None:
    address, program = served
    until(lambda: len(children(program.pid)) == 3)
    left = children(program.pid)
    os.kill(program.pid, signal.SIGKILL)
    program.wait(SECONDS)

    until(lambda: not any(Path(f"/proc/{one}").exists() and not is_over(one) for one in left))
    assert ask(address, "/healthz").status == 0


def is_over(process: int) -> bool:
    try:
        return ") Z " in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return True


def test_a_process_that_is_killed_is_followed_by_another(installation: Installation, served: Any) -> None:
    address, program = served
    until(lambda: len(children(program.pid)) == 3)
    before = children(program.pid)
    answering = next(one for one in before if b"worker" not in Path(f"/proc/{one}/cmdline").read_bytes())
    os.kill(answering, signal.SIGKILL)

    until(lambda: len(children(program.pid) - before) == 1 and answering not in children(program.pid))
    until(lambda: ask(address, "/healthz").status == 200)


def test_a_body_that_is_too_large_gets_its_answer(served: Any) -> None:
    answer = ask(served[0], "/controleren", bytes(12 * 1024 * 1024), Content_Type="text/plain", Accept="text/html")

    assert answer.status in {413, 0}
    assert ask(served[0], "/healthz").status == 200


def test_a_request_in_pieces_and_a_name_that_a_proxy_would_set(installation: Installation) -> None:
    address = free_address()
    program = started(installation, address, TRUSTED_PROXIES="1")
    try:
        until(lambda: ask(address, "/healthz").status == 200)
        host, _, port = address.removeprefix("http://").partition(":")
        body = b'------b\r\nContent-Disposition: form-data; name="input"\r\n\r\nAAAA-AAAA-AAAA-AAAA\r\n------b--\r\n'
        head = (
            b"POST /controleren HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\nConnection: close\r\n"
            b"Content-Type: multipart/form-data; boundary=----b\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        with socket.create_connection((host, int(port))) as line:
            line.sendall(head + b"%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n")
            said = b"".join(iter(lambda: line.recv(65536), b""))
    finally:
        program.terminate()
        program.communicate(timeout=SECONDS)

    assert re.match(rb"HTTP/1.1 404", said), said
