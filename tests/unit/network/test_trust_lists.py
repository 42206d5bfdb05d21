"""Whom the operator trusts is read from his lists, and a list that cannot be read says so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.model.fetched import Fetched, Limits
from badgeservice.network.documents import fetch_nothing
from badgeservice.network.trust_lists import GOOD_FOR, KEPT_FOR, TRY_AGAIN_AFTER, TrustLists, read_list

DID = "did:web:school.example"
PLACE = "https://lijst.example/scholen.json"
SCHOOL = {"id": DID, "name": "De School", "url": "https://school.example"}


def written(**changes: Any) -> bytes:
    return json.dumps({"name": "Scholen", "issuers": [SCHOOL], **changes}).encode()


class Site:
    """A website with a list, which counts how often it is asked; `served` None is a site that is away."""

    def __init__(self) -> None:
        self.served: bytes | None = written()
        self.asked, self.time = 0, 1000.0

    def fetch(self, _address: str, _limits: Limits) -> Fetched:
        self.asked += 1
        if self.served is None:
            raise UnavailableError("fetch.timeout")
        return Fetched(self.served, "application/json", 200)

    def lists(self) -> TrustLists:
        return TrustLists([PLACE], self.fetch, lambda: self.time)


def test_an_issuer_on_a_list_is_known_by_its_name_and_its_list(tmp_path: Path) -> None:
    (tmp_path / "lijst.json").write_bytes(written())
    lists = TrustLists([str(tmp_path / "lijst.json")], fetch_nothing, lambda: 0.0)
    known = lists.issuer(DID)
    assert known is not None
    assert (known.name, known.url, known.source) == ("De School", "https://school.example", "Scholen")
    assert lists.issuer("did:web:elders.example") is None
    assert [one.name for one in lists.names()] == ["De School"]
    assert lists.not_loaded() == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        written(name=5),
        written(name="registered"),
        written(issuers={}),
        written(issuers=["x"]),
        written(issuers=[{"id": DID}]),
        written(issuers=[{**SCHOOL, "id": "school.example"}]),
        b'{"name":"a","name":"b","issuers":[]}',
    ],
)
def test_what_is_no_list_is_refused_whole(data: bytes) -> None:
    with pytest.raises(MalformedError):
        read_list(data)


def test_a_link_that_is_not_https_is_left_out() -> None:
    assert read_list(written(issuers=[{**SCHOOL, "url": "javascript:alert(1)"}]))[DID].url is None


def test_a_list_is_read_once_an_hour() -> None:
    site = Site()
    lists = site.lists()
    for _ in range(3):
        assert lists.issuer(DID) is not None
    assert site.asked == 1
    site.time += GOOD_FOR + 1
    lists.issuer(DID)
    assert site.asked == 2


def test_a_list_that_is_away_says_so_and_serves_its_last_good_copy_for_a_day() -> None:
    site = Site()
    lists = site.lists()
    assert lists.not_loaded() == []
    site.served = None
    site.time += GOOD_FOR + 1
    assert lists.not_loaded() == [PLACE]
    assert lists.issuer(DID) is not None
    site.time += KEPT_FOR
    assert lists.issuer(DID) is None
    site.served = written()
    site.time += TRY_AGAIN_AFTER + 1
    assert lists.issuer(DID) is not None
    assert lists.not_loaded() == []


def test_a_list_that_is_away_is_tried_once_a_minute() -> None:
    site = Site()
    site.served = None
    lists = site.lists()
    for _ in range(5):
        lists.issuer(DID)
    assert site.asked == 1
    site.time += TRY_AGAIN_AFTER + 1
    lists.issuer(DID)
    assert site.asked == 2
