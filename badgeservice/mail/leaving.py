"""How does a mail leave: by SMTP, or into a folder where a developer reads it?"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from badgeservice.errors import UnavailableError

SECONDS = 20

Post = Callable[[EmailMessage], None]


class NotSentError(UnavailableError):
    """The mail certainly did not leave; it can be tried again."""


class RefusedError(UnavailableError):
    """The mail server refused this mail for good."""


def post_into(folder: Path) -> Post:
    """Mail becomes a file in a folder, for development."""

    def post(message: EmailMessage) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / f".{uuid4().hex}"
        unfinished.write_bytes(message.as_bytes())
        unfinished.rename(folder / f"{uuid4().hex}.eml")

    return post


def post_by_smtp(address: str) -> Post:
    """Mail leaves by SMTP: smtp://user:pass@host:587 (STARTTLS when offered) or smtps://host:465.

    Raises NotSentError when it certainly did not leave and RefusedError when the server refused it for good; any other
    SMTPException or OSError means that it perhaps left.
    """
    parts = urlsplit(address)

    def post(message: EmailMessage) -> None:
        try:
            server = _connect(parts.scheme, parts.hostname or "localhost", parts.port, parts.username, parts.password)
        except (smtplib.SMTPException, OSError) as problem:
            raise NotSentError("smtp", type(problem).__name__) from problem
        with server:
            try:
                server.send_message(message)
            except smtplib.SMTPRecipientsRefused as problem:
                codes = [code for code, _words in problem.recipients.values()]
                raise (RefusedError if min(codes) >= 500 else NotSentError)("smtp", str(codes)) from problem
            except smtplib.SMTPResponseException as problem:
                kind = RefusedError if problem.smtp_code >= 500 else NotSentError
                raise kind("smtp", str(problem.smtp_code)) from problem

    return post


def _connect(scheme: str, host: str, port: int | None, user: str | None, password: str | None) -> smtplib.SMTP:
    if scheme == "smtps":
        secure = smtplib.SMTP_SSL(host, port or 465, timeout=SECONDS, context=ssl.create_default_context())
        return _signed_in(secure, user, password)
    server = smtplib.SMTP(host, port or 587, timeout=SECONDS)
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=ssl.create_default_context())
    return _signed_in(server, user, password)


def _signed_in(server: smtplib.SMTP, user: str | None, password: str | None) -> smtplib.SMTP:
    if user and password:
        server.login(unquote(user), unquote(password))
    return server
