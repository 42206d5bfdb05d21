"""`badgeservice serve --conformance`, really started: TLS on this machine, and lists of a suite's own server."""

from __future__ import annotations

import json
import os
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from badgeservice.cli.serve import command
from badgeservice.status import bitstring

SECONDS = 30


@contextmanager
def started(folder: Path, **settings: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The port and what the program said when it listened."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BADGESERVICE_")}
    environment |= {"BADGESERVICE_DATA_DIR": str(folder), **settings}
    arguments = ["serve", "--conformance", "--port", str(port), "--workers", "1"]
    program = subprocess.Popen(
        [sys.executable, "-m", "badgeservice.cli", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    watchdog = threading.Timer(SECONDS, program.kill)
    watchdog.start()
    try:
        assert program.stdout is not None
        yield port, json.loads(program.stdout.readline())
    finally:
        watchdog.cancel()
        program.terminate()
        program.communicate(timeout=SECONDS)


@contextmanager
def plain_server(documents: dict[str, bytes]) -> Iterator[str]:
    """A server of a suite on this machine, without TLS."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = documents.get(self.path, b"")
            self.send_response(200 if body else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def trusting() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def post(port: int, place: str, body: Any) -> tuple[int, dict[str, Any]]:
    connection = HTTPSConnection("127.0.0.1", port, context=trusting(), timeout=SECONDS)
    try:
        connection.request("POST", f"/vc-api/{place}", json.dumps(body))
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        connection.close()


def credential(issuer: str, **changes: Any) -> dict[str, Any]:
    plain = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "issuer": issuer,
        "credentialSubject": {"id": "did:example:subject"},
    }
    return {**plain, **changes}


def issued(port: int, document: dict[str, Any], **options: Any) -> dict[str, Any]:
    status, said = post(port, "credentials/issue", {"credential": document, "options": options})
    assert status == 201, said
    found: dict[str, Any] = said["verifiableCredential"]
    return found


def test_it_serves_over_tls_and_reads_the_lists_of_a_plain_server_beside_it(tmp_path: Path) -> None:
    documents: dict[str, bytes] = {}
    with started(tmp_path) as (port, said), plain_server(documents) as lists:
        assert said["base_url"] == f"https://127.0.0.1:{port}"
        address = f"{lists}/status/1"
        subject = {"type": "BitstringStatusList", "statusPurpose": "revocation"}
        types = ["VerifiableCredential", "BitstringStatusListCredential"]
        entry = {"statusPurpose": "revocation", "statusListIndex": "3", "statusListCredential": address}
        badge = issued(port, credential(said["issuer"]), credentialStatus=entry)
        for set_indexes, expected in (((), 200), ((3,), 400)):
            listed = {**subject, "encodedList": bitstring.encode(set_indexes)}
            document = credential(said["issuer"], id=address, type=types, credentialSubject=listed)
            documents["/status/1"] = json.dumps(issued(port, document)).encode()
            assert post(port, "credentials/verify", {"verifiableCredential": badge})[0] == expected


def test_it_reads_the_lists_and_the_did_that_it_serves_itself(tmp_path: Path) -> None:
    with started(tmp_path) as (port, said):
        badge = issued(port, credential(said["issuer"]), credentialStatus={"statusPurpose": "suspension"})
        assert badge["credentialStatus"]["statusListCredential"].startswith(f"https://127.0.0.1:{port}/")
        assert post(port, "credentials/verify", {"verifiableCredential": badge}) == (200, {"verified": True})


def test_the_same_key_gives_the_same_issuer(tmp_path: Path) -> None:
    # VC-DI-EDDSA §B.1, the published key of its first vector
    seed = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
    with started(tmp_path, BADGESERVICE_CONFORMANCE_KEY=seed) as (_, said):
        assert said["issuer"] == "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("host", ["0.0.0.0", "badges.example", "192.168.1.5"])  # noqa: S104 - is refused
def test_it_listens_on_this_machine_only(host: str) -> None:
    outcome = CliRunner().invoke(command, ["--conformance", "--host", host])
    assert outcome.exit_code != 0
    assert "this machine only" in outcome.output


def test_it_does_not_start_in_production() -> None:
    production = {
        "BADGESERVICE_BASE_URL": "https://badges.example",
        "BADGESERVICE_SECRET_KEY": "k" * 40,
        "BADGESERVICE_SMTP_URL": "smtp://mail.example:587",
    }
    outcome = CliRunner().invoke(command, ["--conformance"], env=production)
    assert outcome.exit_code != 0
    assert "does not run in production" in outcome.output
