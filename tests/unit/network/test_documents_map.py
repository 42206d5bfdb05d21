"""Addresses are answered from files, and only addresses that may be asked for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from badgeservice.errors import InvalidInputError, UnavailableError
from badgeservice.model.fetched import DOCUMENT, Fetch
from badgeservice.network.addresses import refuse_address
from badgeservice.network.documents import fetch_from_map, fetch_nothing

HERE = "https://a.example/x"


def written(folder: Path, entries: dict[str, Any]) -> Fetch:
    (folder / "x.json").write_bytes(b"{}")
    (folder / "map.json").write_text(json.dumps(entries))
    return fetch_from_map(folder / "map.json")


def reason(fetch: Fetch, address: str) -> str:
    with pytest.raises(UnavailableError) as caught:
        fetch(address, DOCUMENT)
    return caught.value.reason


def test_a_listed_address_is_answered_from_its_file(tmp_path: Path) -> None:
    fetch = written(
        tmp_path, {HERE: {"file": "x.json", "content_type": "application/json", "status": 200, "headers": {}}}
    )
    found = fetch(f"{HERE}#part", DOCUMENT)
    assert (found.document, found.content_type, found.status) == (b"{}", "application/json", 200)


def test_an_address_is_looked_up_exactly(tmp_path: Path) -> None:
    fetch = written(tmp_path, {HERE: {"file": "x.json"}})
    for other in (f"{HERE}/", f"{HERE}?", "https://A.example/x", "https://a.example/X"):
        assert reason(fetch, other) == "fetch.unreachable"


def test_another_status_is_passed_on(tmp_path: Path) -> None:
    assert written(tmp_path, {HERE: {"file": "x.json", "status": 410}})(HERE, DOCUMENT).status == 410


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"file": "missing.json"}, "fetch.unreachable"),
        ({"file": "no\0name.json"}, "fetch.unreachable"),
        ({"file": "x.json", "status": 302, "headers": {"Location": "https://b.example"}}, "fetch.redirect_blocked"),
    ],
)
def test_what_cannot_be_had_says_why(tmp_path: Path, entry: dict[str, Any], expected: str) -> None:
    assert reason(written(tmp_path, {HERE: entry}), HERE) == expected


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    fetch = written(tmp_path, {HERE: {"file": "big.json"}})
    (tmp_path / "big.json").write_bytes(b" " * 12_000_001)
    assert reason(fetch, HERE) == "fetch.too_large"


@pytest.mark.parametrize("content", ["", "[]", "{", '{"https://a.example": 5}', '{"https://a.example": {"file": 5}}'])
def test_a_map_that_is_none_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "map.json").write_text(content)
    with pytest.raises(InvalidInputError):
        fetch_from_map(tmp_path / "map.json")


SCHEME = [
    "http://a.example/",
    "ftp://a.example/",
    "file:///etc/passwd",
    "a.example",
    "//a.example",
    "",
    "data:,x",
    "gopher://a",
]
BLOCKED = [
    "https://user@a.example/",
    "https://user:secret@a.example/",
    "https://a.example:8443/",
    "https://a.example:80/",
    "https://a.example:/",
    "https://a.example:x/",
    "https://127.0.0.1/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7f.1/",
    "https://0177.0.0.1/",
    "https://8.8.8.8/",
    "https://8.8.8.8./",
    "https://[::1]/",
    "https://[2001:db8::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://localhost/",
    "https://LOCALHOST./",
    "https://x.localhost/",
    "https://printer.local/",
    "https://db.internal/",
    "https://router/",
    "https://a.example\\@b.example/",
    "https://a.example /",
    "https://a.example/\n",
    "https://ⓛocalhost/",
    "https://１２７.0.0.1/",
    "https://a..example/",
    "https://[/",
    "https:///x",
    "https://" + "a" * 9000 + ".example/",
]


@pytest.mark.parametrize("address", SCHEME)
def test_only_https_is_asked_for(address: str) -> None:
    assert reason(fetch_nothing, address) == "fetch.scheme"


@pytest.mark.parametrize("address", BLOCKED)
def test_what_is_no_public_name_is_refused_even_when_it_is_listed(tmp_path: Path, address: str) -> None:
    assert reason(written(tmp_path, {address: {"file": "x.json"}}), address) == "fetch.blocked"


def test_an_address_the_operator_vouches_for_is_answered(tmp_path: Path) -> None:
    address = "http://localhost:8000/status/1"
    fetch = written(tmp_path, {address: {"file": "x.json", "trusted": True}})
    assert fetch(address, DOCUMENT).document == b"{}"
    assert reason(fetch, "http://localhost:8000/status/2") == "fetch.scheme"
    assert reason(fetch, "https://localhost:8000/status/1") == "fetch.blocked"


@pytest.mark.parametrize(
    "address", [HERE, "https://a.example:443/", "https://badges.test/x", "https://xn--zo-kka.example."]
)
def test_public_names_may_be_asked_for(address: str) -> None:
    refuse_address(address)
    assert reason(fetch_nothing, address) == "fetch.unreachable"
