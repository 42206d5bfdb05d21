"""Is this the address of a machine on the open internet, and of no machine near us?"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# What Python calls global, or does not look into: relays, translations and tunnels that hide an IPv4 address.
_NOT_OPEN = (IPv4Network("192.88.99.0/24"), IPv4Network("192.0.0.0/24"))
_HIDING = (
    IPv6Network("64:ff9b::/96"),
    IPv6Network("64:ff9b:1::/48"),
    IPv6Network("2002::/16"),
    IPv6Network("2001::/32"),
    IPv6Network("::/96"),
    IPv6Network("::ffff:0:0/96"),
    IPv6Network("::ffff:0:0:0/96"),
    IPv6Network("fec0::/10"),
    IPv6Network("5f00::/16"),
    IPv6Network("3fff::/20"),
)
_UNICAST = IPv6Network("2000::/3")


def is_open(address: str) -> bool:
    """Whether a numeric address is global unicast (RFC 6890), not one that hides another address in it."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv4Address):
        return _is_open_4(parsed)
    return _is_open_6(parsed)


def is_loopback(address: str) -> bool:
    """Whether a numeric address is this machine itself, also as the system takes "no address" and a mapped one."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    inner = parsed.ipv4_mapped if isinstance(parsed, IPv6Address) else None
    meant = inner or parsed
    return meant.is_loopback or meant.is_unspecified


def _is_open_4(address: IPv4Address) -> bool:
    is_odd = address.is_multicast or address.is_reserved or address.is_private or address.is_unspecified
    return address.is_global and not is_odd and not any(address in network for network in _NOT_OPEN)


def _is_open_6(address: IPv6Address) -> bool:
    is_odd = address.is_multicast or address.is_reserved or address.is_site_local or address.scope_id is not None
    return (
        address in _UNICAST and address.is_global and not is_odd and not any(address in network for network in _HIDING)
    )
