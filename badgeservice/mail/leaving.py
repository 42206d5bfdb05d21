"""Where does mail leave to: a mail server, or a folder where a developer reads it?"""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from uuid import uuid4

from badgeservice.errors import UnavailableError

Post = Callable[[EmailMessage], None]


class NotSentError(UnavailableError):
    """The mail certainly did not leave; it can be tried again."""


class ServerGoneError(NotSentError):
    """The mail server cannot be reached, or takes nothing from us now; other mail would not leave either."""


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
