"""In the conformance mode this machine may be asked; every other place stays as closed as it is."""

from __future__ import annotations

import pytest

from badgeservice.errors import UnavailableError
from badgeservice.model.fetched import DOCUMENT
from badgeservice.network.loopback_fetch import create_conformance_fetch
from badgeservice.network.rules import FetchRules


@pytest.mark.parametrize(
    "address",
    [
        "https://192.168.1.1/",
        "https://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/",
        "https://127.0.0.2/",
        "https://[::ffff:127.0.0.1]/",
        "https://user@127.0.0.1/",
        "http://user:word@localhost:9001/",
        "file:///etc/passwd",
        "https://[",
    ],
)
def test_no_other_place_is_asked(address: str) -> None:
    with pytest.raises(UnavailableError) as caught:
        create_conformance_fetch(FetchRules())(address, DOCUMENT)
    assert caught.value.reason in {"fetch.blocked", "fetch.scheme"}


def test_this_machine_is_asked_on_any_port_and_without_tls() -> None:
    # Nothing listens on the discard port; that it is unreachable says that it was tried.
    for address in ("http://127.0.0.1:9/", "https://localhost:9/"):
        with pytest.raises(UnavailableError) as caught:
            create_conformance_fetch(FetchRules())(address, DOCUMENT)
        assert caught.value.reason == "fetch.unreachable"
