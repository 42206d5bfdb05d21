"""Only machines on the open internet are asked, however their number is written."""

from __future__ import annotations

import pytest

from badgeservice.network.global_addresses import is_loopback, is_open


@pytest.mark.parametrize("number", ["93.184.215.14", "1.1.1.1", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_the_open_internet_may_be_asked(number: str) -> None:
    assert is_open(number)


@pytest.mark.parametrize(
    "number",
    [
        *("0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1"),  # noqa: S104 - a number, nothing listens
        *("172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.7"),
        *("203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "::ffff:127.0.0.1", "::ffff:93.184.215.14", "::93.184.215.14", "64:ff9b::7f00:1"),
        *("64:ff9b:1::a00:1", "2002:7f00:1::", "2001:0:4136:e378::1", "fc00::1", "fd12::1", "fe80::1", "fe80::1%eth0"),
        *("fec0::1", "ff02::1", "2001:db8::1", "3fff::1", "100::1", "2606:2800::1%1"),
        *("", "x", "1.2.3", "0x7f000001", "2130706433", "127.1", "1.2.3.4.5", "[::1]"),
    ],
)
def test_everything_near_us_or_odd_is_closed(number: str) -> None:
    assert not is_open(number)


def test_this_machine_is_recognised() -> None:
    assert is_loopback("127.0.0.1")
    assert is_loopback("::1")
    for number in ("0.0.0.0", "::", "::ffff:127.0.0.1", "::ffff:0.0.0.0"):  # noqa: S104 - a number, nothing listens
        assert is_loopback(number)
    assert not is_loopback("93.184.215.14")
    assert not is_loopback("localhost")
