"""May this address be asked for at all, before any name is looked up?"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

from badgeservice.errors import UnavailableError

MAX_ADDRESS = 8_000
HTTPS_PORT = 443
LOCAL_SUFFIXES = ("localhost", "local", "localdomain", "internal", "intranet", "private", "corp", "lan", "home", "arpa")

_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,62})\.)+[a-z0-9-]{2,63}")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)")
_ODD = re.compile(r"[\x00-\x20\x7f\\<>\"{}|^`]")


def refuse_address(address: str) -> None:
    """Refuse what is not an absolute https address of a public name on port 443 without a user.

    Raises UnavailableError(fetch.scheme) for another scheme, (fetch.blocked) for userinfo, another port, a literal
    address in any spelling, and local names.
    """
    if len(address) > MAX_ADDRESS or _ODD.search(address):
        raise UnavailableError("fetch.blocked", address[:100])
    parts = _split(address)
    if parts.scheme != "https":
        raise UnavailableError("fetch.scheme", address)
    host = (parts.hostname or "").removesuffix(".")
    if "@" in parts.netloc or _port(parts) != HTTPS_PORT or not _is_public_name(host):
        raise UnavailableError("fetch.blocked", address)


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError as problem:
        raise UnavailableError("fetch.blocked", address) from problem


def _port(parts: SplitResult) -> int | None:
    """The port, 443 when none is written; None when what is written is no port."""
    if parts.netloc.endswith(":"):
        return None
    try:
        return HTTPS_PORT if parts.port is None else parts.port
    except ValueError:
        return None


def _is_public_name(host: str) -> bool:
    """A name of at least two labels that is no local name, and whose last label is no number (WHATWG URL §3.5)."""
    last = host.rpartition(".")[2]
    return bool(_HOST.fullmatch(host)) and not _NUMBER.fullmatch(last) and last not in LOCAL_SUFFIXES
