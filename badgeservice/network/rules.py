"""What does the operator allow besides the open internet?"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from badgeservice.errors import UnavailableError
from badgeservice.network.addresses import refuse_address
from badgeservice.network.global_addresses import is_loopback, is_open

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class FetchRules:
    """`trusted_hosts` are hosts, with a port unless it is 443, on which the rules of port and address do not count;
    `allow_loopback` is for development: this machine may be asked too, also without TLS."""

    trusted_hosts: frozenset[str] = frozenset()
    allow_loopback: bool = False


@dataclass(frozen=True)
class Target:
    """What is to be asked: a host and port, with or without TLS, and the path with its query."""

    scheme: str
    host: str
    port: int
    path: str
    trusted: bool

    @property
    def origin(self) -> tuple[str, str, int]:
        """Where it lies."""
        return self.scheme, self.host, self.port


def target_of(address: str, rules: FetchRules) -> Target:
    """The target of an address that may be asked for; UnavailableError(fetch.scheme | fetch.blocked) for any other."""
    if not address.isascii():
        raise UnavailableError("fetch.blocked", "letters outside ASCII in an address")
    trusted = _is_exempt(address, rules)
    if not trusted:
        refuse_address(address)
    parts = urlsplit(address)
    default = 443 if parts.scheme == "https" else 80
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, (parts.hostname or "").removesuffix("."), parts.port or default, path, trusted)


def refuse_closed(numbers: list[str], target: Target, rules: FetchRules) -> None:
    """Every number behind a name must be open; UnavailableError(fetch.blocked), the same for whatever reason."""
    for number in numbers:
        if target.trusted and (rules.allow_loopback or not is_loopback(number)):
            continue
        if not is_open(number):
            raise UnavailableError("fetch.blocked", target.host)


def _is_exempt(address: str, rules: FetchRules) -> bool:
    """Whether the operator vouches for the host, or development may ask this machine itself."""
    try:
        parts = urlsplit(address)
        named = f"{parts.hostname}:{parts.port}" if parts.port not in (None, 443) else str(parts.hostname)
    except ValueError:
        return False
    if "@" in parts.netloc:
        return False
    if rules.allow_loopback and parts.hostname in LOOPBACK_NAMES:
        return parts.scheme in ("http", "https")
    return parts.scheme == "https" and named in rules.trusted_hosts
