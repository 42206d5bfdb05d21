"""What is a mail made of?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Translate = Callable[[str], str]


@dataclass(frozen=True)
class Letter:
    """The words of one kind of mail, as message ids with {names} of facts; `button` is None when there is no link."""

    subject: str
    paragraphs: tuple[str, ...]
    button: str | None
