"""A typed address is compared with every way in which a badge can name a person."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from issued import NOW, World, badge

from badgeservice.formats.read_ob3 import read
from badgeservice.verification.checks.recipient import is_given_to_the_one_asked_about
from badgeservice.verification.context import Context
from badgeservice.verification.report import Finding
from badgeservice.verification.subject import Subject

ADDRESS = "sanne@post.example"
DOCUMENT = badge()


def compared(**identity: Any) -> Finding:
    named = {"type": "IdentityObject", "identityType": "emailAddress", "hashed": True, **identity}
    document = {**DOCUMENT, "credentialSubject": {"identifier": [named]}}
    context = Context(NOW, World().fetch, lambda _id: None, recipient=ADDRESS)
    return is_given_to_the_one_asked_about(Subject(document, "ob3-data-integrity", read(document)), context)


def digest(algorithm: str, text: str) -> str:
    return f"{algorithm}${hashlib.new(algorithm, text.encode()).hexdigest()}"


@pytest.mark.parametrize(
    ("identity", "reason"),
    [
        ({"identityHash": digest("sha256", ADDRESS + "zout"), "salt": "zout"}, None),
        ({"identityHash": digest("sha256", ADDRESS + "zout").upper().replace("SHA", "sha"), "salt": "zout"}, None),
        ({"identityHash": ADDRESS.upper(), "hashed": False}, None),
        ({"identityHash": digest("sha256", ADDRESS)}, "recipient.weak_hash"),
        ({"identityHash": digest("md5", ADDRESS + "zout"), "salt": "zout"}, "recipient.weak_hash"),
        ({"identityHash": digest("sha256", ADDRESS + "zout"), "salt": "peper"}, "recipient.mismatch"),
        ({"identityHash": digest("sha1", ADDRESS + "zout"), "salt": "zout"}, "recipient.mismatch"),
        ({"identityHash": "ander@post.example", "hashed": False}, "recipient.mismatch"),
    ],
)
def test_the_address_is_compared_as_the_badge_names_it(identity: dict[str, Any], reason: str | None) -> None:
    found = compared(**identity)
    assert (found.reason, found.outcome) == (reason, "passed" if reason is None else "warning")


def test_a_weak_hash_of_another_is_both() -> None:
    found = compared(identityHash=digest("md5", "ander@post.example"))
    assert (found.reason, found.also) == ("recipient.mismatch", ("recipient.weak_hash",))
