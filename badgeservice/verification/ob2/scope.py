"""May this address host the badges of this issuer? (OB 2.0 `VerificationObject`, "Implementation of scope")"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import SplitResult, unquote_to_bytes, urlsplit

from badgeservice.errors import MalformedError
from badgeservice.formats.reading import items, one_node
from badgeservice.model.addresses import is_web_address

OUTSIDE = "ob2.hosted_scope"

_ODD = re.compile(r"[\x00-\x20\x7f\\]")
_DEFAULT_PORT = 443


def refuse_outside_scope(address: str, profile: Mapping[str, Any]) -> str:
    """The rule that lets the issuer of `profile` host at `address`, compared by host, port and path segments.

    Without rules of its own an issuer hosts at its own origin. Raises MalformedError(ob2.hosted_scope).
    """
    place = _parsed(address)
    rules = one_node(profile.get("verification"))
    origins, starts = (_texts(rules.get(name)) for name in ("allowedOrigins", "startsWith"))
    own = _parsed(str(profile.get("id")))
    if "allowedOrigins" in rules and not any(_host_of(origin) == _origin(place) for origin in origins):
        raise MalformedError(OUTSIDE, address)
    if "startsWith" in rules:
        found = next((start for start in starts if _is_below(place, start)), None)
        if found is None:
            raise MalformedError(OUTSIDE, address)
        return found
    if not origins and _origin(place) != _origin(own):
        raise MalformedError(OUTSIDE, address)
    return origins[0] if origins else f"https://{own.netloc}"


def _is_below(place: SplitResult, start: str) -> bool:
    """Whether the path goes on from that of `start`, segment by segment, or the query, member by member."""
    try:
        rule = _parsed(start)
    except MalformedError:
        return False
    if _origin(rule) != _origin(place):
        return False
    ours, theirs = _segments(rule), _segments(place)
    if rule.query:
        return ours == theirs and _goes_on(place.query, rule.query)
    if ours and ours[-1] == b"":
        ours.pop()
    return theirs[: len(ours)] == ours


def _goes_on(query: str, start: str) -> bool:
    """Whether a query is that of a rule, with whole members after it; a rule may leave its last value open."""
    return query == start or query.startswith(start if start.endswith(("=", "&")) else f"{start}&")


def _parsed(address: str) -> SplitResult:
    """A web address without a user, dots that climb, or characters that others read otherwise."""
    try:
        parts = urlsplit(address)
        is_web = parts.scheme == "https" or is_web_address(address)
        odd = not is_web or not parts.hostname or "@" in parts.netloc or parts.port == 0
    except ValueError as problem:
        raise MalformedError(OUTSIDE, address[:200]) from problem
    climbs = any(segment in (b".", b"..") or b"/" in segment or b"\\" in segment for segment in _segments(parts))
    if odd or climbs or _ODD.search(address):
        raise MalformedError(OUTSIDE, address[:200])
    return parts


def _segments(parts: SplitResult) -> list[bytes]:
    return [unquote_to_bytes(segment) for segment in parts.path.split("/")[1:]]


def _origin(parts: SplitResult) -> tuple[str, int]:
    return (parts.hostname or "").lower(), parts.port or _DEFAULT_PORT


def _host_of(origin: str) -> tuple[str, int] | None:
    """An allowed origin is a host, with or without a port; some write a whole address."""
    try:
        return _origin(_parsed(origin if "://" in origin else f"https://{origin}"))
    except MalformedError:
        return None


def _texts(value: Any) -> list[str]:
    return [item for item in items(value) if isinstance(item, str)]
