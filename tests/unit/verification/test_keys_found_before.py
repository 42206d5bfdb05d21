"""A key that was found in a document before is the same key, but its end is judged each time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from issued import GIVEN, KEY, did_document

from badgeservice.errors import MalformedError
from badgeservice.verification import authorised_keys
from badgeservice.verification.authorised_keys import authorised_key
from badgeservice.verification.fetching import Read

METHOD = "did:web:badges.example:orgs:hotel-zon#key-1"


def test_key_is_looked_for_once_in_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    read = Read(did_document())
    first = authorised_key(read, METHOD, GIVEN)
    monkeypatch.setattr(authorised_keys, "read_key", lambda _method: pytest.fail("it was read again"))
    assert authorised_key(read, METHOD, GIVEN) is first
    assert first.public_bytes_raw() == KEY.public_key().public_bytes_raw()


def test_key_that_was_found_before_it_ended_is_refused_after_that() -> None:
    document = did_document()
    document["verificationMethod"][0]["expires"] = "2030-01-01T00:00:00Z"
    read = Read(document)
    authorised_key(read, METHOD, GIVEN)
    with pytest.raises(MalformedError, match="expires"):
        authorised_key(read, METHOD, GIVEN + timedelta(days=3650))


def test_key_that_was_found_for_one_purpose_is_not_for_another() -> None:
    read = Read(did_document())
    authorised_key(read, METHOD, GIVEN)
    for _ in range(2):
        with pytest.raises(MalformedError):
            authorised_key(read, METHOD, GIVEN, "authentication")
    assert list(read.keys) == [(METHOD, "assertionMethod")]
