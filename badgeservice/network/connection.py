"""How is one answer read from a checked address, within a deadline that really holds?"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import Event, Timer

from badgeservice.errors import UnavailableError
from badgeservice.network.rules import Target

ACCEPT = "application/vc, application/ld+json, application/json, application/jwt, image/png, image/svg+xml, */*;q=0.1"
AGENT = "badgeservice"

Connect = Callable[[tuple[str, int], float], socket.socket]

_PORTION = 65_536


@dataclass(frozen=True)
class Deadlines:
    """Seconds: for a turn among all who ask at once, for a name to be looked up, for a connection to be made, and for
    the whole answer."""

    turn: float = 1.0
    resolve: float = 3.0
    connect: float = 3.0
    total: float = 10.0


@dataclass(frozen=True)
class Answer:
    """One answer: `location` is where it sends on to, when it does."""

    status: int
    content_type: str
    body: bytes
    location: str | None


class _Connection(HTTPConnection):
    """A connection to a number that was checked, under the name that was asked for."""

    def __init__(self, target: Target, number: str, connect: Connect, tls: ssl.SSLContext, seconds: Deadlines) -> None:
        super().__init__(target.host, target.port, timeout=min(seconds.connect, seconds.total))
        self._handle: socket.socket | None = None
        self._is_cut = False
        self._target, self._number, self._open, self._tls, self._seconds = target, number, connect, tls, seconds

    def connect(self) -> None:
        """Connect to the number; TLS is verified for the name."""
        self.sock = self._open((self._number, self._target.port), min(self._seconds.connect, self._seconds.total))
        # The library lets go of its socket as soon as an answer begins that ends with the connection.
        self._handle = self.sock.dup()
        if self._is_cut:
            raise TimeoutError
        self.sock.settimeout(self._seconds.total)
        if self._target.scheme == "https":
            plain = self.sock
            secured = self._tls.wrap_socket(plain, server_hostname=self._target.host, do_handshake_on_connect=False)
            self.sock = secured
            secured.do_handshake()

    def cut(self) -> None:
        """End whatever is waited for, from another thread."""
        self._is_cut = True
        handle = self._handle
        if handle is not None:
            with suppress(OSError):
                handle.shutdown(socket.SHUT_RDWR)

    def release(self) -> None:
        """Let go of everything; the library closes what is its own earlier, so the handle is let go of here."""
        self.close()
        if self._handle is not None:
            self._handle.close()


def ask(
    target: Target, number: str, max_bytes: int, connect: Connect, tls: ssl.SSLContext, seconds: Deadlines
) -> Answer:
    """GET the target from the machine at `number`; no cookies, no compression.

    Raises UnavailableError(fetch.timeout | fetch.unreachable | fetch.too_large).
    """
    connection = _Connection(target, number, connect, tls, seconds)
    with _cut_after(seconds.total, connection) as is_over:
        try:
            connection.request("GET", target.path, headers=_headers(target))
            with closing(connection.getresponse()) as response:
                answer = _read(response, max_bytes, target.host)
        except TimeoutError as problem:
            raise UnavailableError("fetch.timeout", target.host) from problem
        except (OSError, HTTPException, ValueError) as problem:
            raise UnavailableError("fetch.timeout" if is_over() else "fetch.unreachable", target.host) from problem
        finally:
            connection.release()
        # A connection that is cut ends like one that is over, so what came may be a part only.
        if is_over():
            raise UnavailableError("fetch.timeout", target.host)
        return answer


def _headers(target: Target) -> dict[str, str]:
    host = f"[{target.host}]" if ":" in target.host else target.host
    named = host if target.port in (80, 443) else f"{host}:{target.port}"
    return {"Host": named, "Accept": ACCEPT, "Accept-Encoding": "identity", "User-Agent": AGENT, "Connection": "close"}


def _read(response: HTTPResponse, max_bytes: int, host: str) -> Answer:
    if response.getheader("Content-Encoding", "identity").lower() != "identity":
        raise UnavailableError("fetch.unreachable", f"compressed: {host}")
    if response.length is not None and response.length > max_bytes:
        raise UnavailableError("fetch.too_large", host)
    body = bytearray()
    while portion := response.read(_PORTION):
        body += portion
        if len(body) > max_bytes:
            raise UnavailableError("fetch.too_large", host)
    if response.length:
        raise ConnectionError("less came than was announced")
    return Answer(response.status, response.getheader("Content-Type", ""), bytes(body), response.getheader("Location"))


@contextmanager
def _cut_after(seconds: float, connection: _Connection) -> Iterator[Callable[[], bool]]:
    is_over = Event()

    def end() -> None:
        is_over.set()
        connection.cut()

    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield is_over.is_set
    finally:
        timer.cancel()
