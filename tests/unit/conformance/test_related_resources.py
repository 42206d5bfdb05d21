"""Digests of related resources, in every spelling that W3C allows."""

from __future__ import annotations

import base64
import hashlib

import pytest

from badgeservice.conformance.related_resources import differs, digests_of, objections_to_related_resources
from badgeservice.errors import MalformedError
from badgeservice.jsonld.contexts import CREDENTIALS_V2
from badgeservice.proofs import base58

SERVED = b"a resource"
SHA256, SHA384 = hashlib.sha256(SERVED).digest(), hashlib.sha384(SERVED).digest()
PLACE = "https://resources.example/1"


def multibase(data: bytes) -> str:
    return "u" + base64.urlsafe_b64encode(data).decode().rstrip("=")


@pytest.mark.parametrize(
    "resource",
    [
        {"digestSRI": "sha256-" + base64.b64encode(SHA256).decode()},
        {"digestSRI": "sha384-" + base64.b64encode(SHA384).decode() + "?foo"},
        {"digestSRI": f"sha256-{base64.b64encode(b'x' * 32).decode()} sha384-{base64.b64encode(SHA384).decode()}"},
        {"digestMultibase": multibase(SHA256)},
        {"digestMultibase": multibase(b"\x12\x20" + SHA256)},
        {"digestMultibase": "z" + base58.encode(b"\x20\x30" + SHA384)},
        {"digestMultibase": multibase(SHA256), "digestSRI": "sha256-" + base64.b64encode(SHA256).decode()},
    ],
)
def test_a_digest_of_what_is_served_fits(resource: dict[str, str]) -> None:
    assert differs(PLACE, digests_of(resource), SERVED) is False
    assert differs(PLACE, digests_of(resource), SERVED + b"!") is True
    assert differs(PLACE, digests_of(resource), None) is None


def test_one_right_digest_does_not_make_up_for_a_wrong_one() -> None:
    both = {"digestMultibase": multibase(SHA256), "digestSRI": "sha384-" + base64.b64encode(b"x" * 48).decode()}
    assert differs(PLACE, digests_of(both), SERVED) is True


def test_the_context_of_w3c_is_known_by_the_digests_that_w3c_publishes() -> None:
    # w3c/vc-data-model-2.0-test-suite, tests/fixtures.js, `relatedResource`
    published = {
        "digestSRI": "sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU",
        "digestMultibase": "uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ",
    }
    assert differs(CREDENTIALS_V2, digests_of(published), None) is False
    stale = {"digestMultibase": "uJKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k"}
    assert differs(CREDENTIALS_V2, digests_of(stale), None) is True


@pytest.mark.parametrize(
    "resource",
    [
        {"digestSRI": ""},
        {"digestSRI": 5},
        {"digestSRI": "sha256-?"},
        {"digestMultibase": "u"},
        {"digestMultibase": "zzz0"},
        {"digestMultibase": multibase(SHA256)[1:]},
        {"digestMultibase": multibase(SHA256 + b"x")},
    ],
)
def test_what_is_no_digest_is_refused(resource: dict[str, object]) -> None:
    with pytest.raises(MalformedError):
        digests_of(resource)


def test_two_resources_with_one_id_are_refused() -> None:
    one = {"id": PLACE, "digestMultibase": multibase(SHA256)}
    assert list(objections_to_related_resources({"relatedResource": [one, one]}))
    assert not list(objections_to_related_resources({"relatedResource": [one, {**one, "id": f"{PLACE}2"}]}))
