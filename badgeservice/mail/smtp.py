"""How does a run of mails go to a mail server over one connection, and what is certain when it breaks? (RFC 5321)"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from email.message import EmailMessage
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from badgeservice.mail.leaving import NotSentError, RefusedError, ServerGoneError

# RFC 5321 §4.5.3.2 would wait for minutes; a server that is this slow is tried again later. Only after a whole mail was
# handed over we wait longer, because then nobody knows whether it left.
SECONDS, ACCEPT_SECONDS, QUIT_SECONDS = 20, 60, 2
# Many servers end a connection after so many mails.
MOST_ON_ONE_LINE = 100
CLOSING = 421
DONE_WITH_US = 500


class _BrokenBeforeError(Exception):
    """The connection broke before the mail was handed over."""


class _Watched(smtplib.SMTP):
    """Knows whether a mail is being handed over: from then on it may have left."""

    is_handing_over = False

    def data(self, msg: Any) -> Any:
        """Hand over the mail, with more patience."""
        self.is_handing_over = True
        if self.sock is not None:
            self.sock.settimeout(ACCEPT_SECONDS)
        answer = super().data(msg)
        if self.sock is not None:
            self.sock.settimeout(SECONDS)
        return answer


class _WatchedSecure(smtplib.SMTP_SSL, _Watched):
    """The same over TLS from the first byte."""


class Line:
    """A connection to a mail server, made when it is first needed: smtp://user:pass@host:587 (STARTTLS when offered)
    or smtps://host:465."""

    def __init__(self, address: str) -> None:
        self._parts = urlsplit(address)
        self._server: _Watched | None = None
        self._posted = 0

    def ready(self) -> None:
        """Make sure of a connection. Raises ServerGoneError."""
        if self._posted >= MOST_ON_ONE_LINE:
            self.hang_up()
        if self._server is None:
            self._connect()

    def post(self, message: EmailMessage) -> None:
        """Send a mail.

        Raises ServerGoneError or NotSentError when it certainly did not leave, RefusedError when the server refused it
        for good; any other SMTPException or OSError means that it perhaps left.
        """
        self.ready()
        was_used = self._posted > 0
        try:
            self._hand_over(message)
        except _BrokenBeforeError as problem:
            self._drop()
            if not was_used:
                raise ServerGoneError("smtp", type(problem.__cause__).__name__) from problem
            # A server may end a connection between two mails; nothing of this one went along.
            self.post(message)

    def hang_up(self) -> None:
        """Say goodbye; the next mail makes a new connection."""
        if self._server is not None and self._server.sock is not None:
            self._server.sock.settimeout(QUIT_SECONDS)
            with suppress(smtplib.SMTPException, OSError):
                self._server.quit()
        self._drop()

    def _connect(self) -> None:
        try:
            self._server = _connected(self._parts)
        except (smtplib.SMTPException, OSError) as problem:
            raise ServerGoneError("smtp", type(problem).__name__) from problem

    def _hand_over(self, message: EmailMessage) -> None:
        server = self._server
        if server is None:
            raise ServerGoneError("smtp", "no connection")
        server.is_handing_over = False
        try:
            server.send_message(message)
        except smtplib.SMTPNotSupportedError as problem:
            # The address needs SMTPUTF8 (RFC 6531), which this server does not have.
            raise RefusedError("smtp", "SMTPUTF8") from problem
        except smtplib.SMTPSenderRefused as problem:
            # It is our own address that it refuses, so every mail would be.
            self._drop()
            raise ServerGoneError("smtp", f"sender {problem.smtp_code}") from problem
        except smtplib.SMTPRecipientsRefused as problem:
            self._answered(next(code for code, _words in problem.recipients.values()), problem)
        except smtplib.SMTPResponseException as problem:
            self._answered(problem.smtp_code, problem)
        except (smtplib.SMTPException, OSError) as problem:
            if not server.is_handing_over:
                raise _BrokenBeforeError from problem
            self._drop()
            raise
        self._posted += 1

    def _answered(self, code: int, problem: smtplib.SMTPException) -> None:
        """The server answered that it did not take the mail: for good (5xx), for now (4xx), or it goes away (421)."""
        self._posted += 1
        if code == CLOSING:
            self._drop()
            raise ServerGoneError("smtp", str(code)) from problem
        raise (RefusedError if code >= DONE_WITH_US else NotSentError)("smtp", str(code)) from problem

    def _drop(self) -> None:
        if self._server is not None:
            self._server.close()
        self._server, self._posted = None, 0


@contextmanager
def line_to(address: str) -> Iterator[Line]:
    """A line to the mail server at an address, hung up when the block ends."""
    line = Line(address)
    try:
        yield line
    finally:
        line.hang_up()


def _connected(parts: SplitResult) -> _Watched:
    host = parts.hostname or "localhost"
    with ExitStack() as unless_done:
        server: _Watched
        if parts.scheme == "smtps":
            context = ssl.create_default_context()
            server = _WatchedSecure(host, parts.port or 465, timeout=SECONDS, context=context)
        else:
            server = _Watched(host, parts.port or 587, timeout=SECONDS)
        unless_done.callback(server.close)
        server.ehlo_or_helo_if_needed()
        if parts.scheme != "smtps" and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo_or_helo_if_needed()
        if parts.username and parts.password:
            server.login(unquote(parts.username), unquote(parts.password))
        unless_done.pop_all()
        return server
