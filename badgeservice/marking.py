"""How is a message marked for the catalogue where it cannot be translated yet?"""

from __future__ import annotations

from collections.abc import Mapping


def N_(message: str) -> str:  # noqa: N802  # gettext's own name for "mark, translate later"
    """Mark a message for the catalogue and give it back untouched."""
    return message


class Filled(str):
    """A marked message with its places, `%(name)s`, filled in; in the catalogue stands the message with the places."""

    __slots__ = ("message", "values")

    message: str
    values: Mapping[str, str]

    def __new__(cls, message: str, **values: str) -> Filled:
        """The message, filled in in Dutch."""
        made = super().__new__(cls, message % values)
        made.message, made.values = message, values
        return made
