"""Is a context that stands in the document itself one that can be read as JSON-LD, without asking any address?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from badgeservice.errors import MalformedError

MAX_NESTING = 8

_KEYWORDS = frozenset({"@vocab", "@language", "@direction", "@version", "@protected", "@propagate"})
_OF_JSON_LD = frozenset({"@id", "@type", "@vocab", "@json", "@none", "@set", "@list", "@graph", "@language", "@index"})
_TEXT_OR_NOTHING = frozenset({"@id", "@language", "@direction"})
_TEXT = frozenset({"@type", "@nest", "@index", "@reverse"})
_YES_OR_NO = frozenset({"@protected", "@prefix"})


def refuse_inline(context: object, documents: Mapping[str, Any], depth: int = 0) -> None:
    """Refuse a context object that is not well formed (JSON-LD 1.1 §9.15), or that leads to an unknown address.

    `documents` holds the contexts that may be named. What JSON-LD allows and we do not read: `@import`, `@base`.
    Raises MalformedError `context.unknown` or `parse.too_deep`.
    """
    if depth > MAX_NESTING:
        raise MalformedError("parse.too_deep", "contexts in contexts")
    if not isinstance(context, dict):
        raise _unreadable("no object")
    if set(context) == {"@context"}:
        _refuse_scoped(context["@context"], documents, depth)
        return
    for name, value in context.items():
        if name.startswith("@"):
            _refuse_keyword(name, value)
        else:
            _refuse_term(name, value, documents, depth)


def _refuse_keyword(name: str, value: object) -> None:
    fits: Mapping[str, Callable[[], bool]] = {
        "@version": lambda: value == 1.1 and not isinstance(value, bool),
        "@direction": lambda: value in ("ltr", "rtl"),
        "@protected": lambda: isinstance(value, bool),
        "@propagate": lambda: isinstance(value, bool),
    }
    if name not in _KEYWORDS or not fits.get(name, lambda: value is None or isinstance(value, str))():
        raise _unreadable(name)


def _refuse_term(name: str, meaning: object, documents: Mapping[str, Any], depth: int) -> None:
    if not name:
        raise _unreadable("a word without letters")
    if meaning is None or isinstance(meaning, str):
        _refuse_unknown_keyword(meaning)
        return
    if not isinstance(meaning, dict):
        raise _unreadable(name)
    for part, value in meaning.items():
        if part == "@context":
            _refuse_scoped(value, documents, depth)
        elif not _fits(part, value):
            raise _unreadable(f"{name} {part}")
        else:
            _refuse_unknown_keyword(value)


def _refuse_unknown_keyword(value: object) -> None:
    """JSON-LD leaves out, with a warning only, what looks like a keyword and is none."""
    for text in value if isinstance(value, list) else [value]:
        if isinstance(text, str) and text.startswith("@") and text not in _OF_JSON_LD:
            raise _unreadable(text)


def _fits(part: str, value: object) -> bool:
    """Whether a member of an expanded term definition has a value that JSON-LD 1.1 §9.15.1 allows."""
    if part in _TEXT_OR_NOTHING:
        return value is None or isinstance(value, str)
    if part in _TEXT:
        return isinstance(value, str) and not (part == "@reverse" and value.startswith("@"))
    if part in _YES_OR_NO:
        return isinstance(value, bool)
    names = value if isinstance(value, list) else [value]
    return part == "@container" and bool(names) and all(isinstance(name, str) for name in names)


def _refuse_scoped(contexts: object, documents: Mapping[str, Any], depth: int) -> None:
    for context in contexts if isinstance(contexts, list) else [contexts]:
        if isinstance(context, str):
            if context not in documents:
                raise MalformedError("context.unknown", context[:200])
        elif context is not None:
            refuse_inline(context, documents, depth + 1)


def _unreadable(what: str) -> MalformedError:
    return MalformedError("context.unknown", f"a context in the document itself: {what}"[:200])
