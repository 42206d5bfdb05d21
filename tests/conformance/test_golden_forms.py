"""Are the forms of a badge still what they were, to the byte, and does every one of them say the same?"""

from __future__ import annotations

import json
from typing import Any

import pytest
from golden import ADDRESSES, ASSERTION, BADGE_CLASS, FOLDER, RSA, SLUG, everything
from issued import DID, DID_ADDRESS, KINDS, LIST_ADDRESS, World, did_document, status_list

from badgeservice.model.known_issuer import KnownIssuer
from badgeservice.proofs.jwk import public_jwk

FILES = sorted(file.name for file in FOLDER.iterdir() if not file.name.startswith("picture"))
BADGES = [name for name in FILES if not name.startswith("ob2-")]


def kept(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def world() -> World:
    """What the addresses in the kept forms serve: the kept documents."""
    method = {
        "id": f"{DID}#rsa-1",
        "type": "JsonWebKey",
        "controller": DID,
        "publicKeyJwk": public_jwk(RSA.public_key()),
    }
    did = did_document()
    did["verificationMethod"].append(method)
    did["assertionMethod"].append(method["id"])
    issuer = ADDRESSES.ob2_issuer(SLUG)
    served: dict[str, Any] = {
        DID_ADDRESS: did,
        LIST_ADDRESS: status_list(),
        ADDRESSES.key(SLUG, "rsa-1"): method["publicKeyJwk"],
        BADGE_CLASS: kept("ob2-badge-class.json"),
        issuer: kept("ob2-issuer.json"),
        ADDRESSES.ob2_key(SLUG, "rsa-1"): kept("ob2-key.json"),
        ADDRESSES.ob2_revocations(SLUG): kept("ob2-revocations.json"),
    }
    zon = KnownIssuer("Hotel Zon", None, "registered")
    return World(served, {DID: zon, issuer: zon})


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return everything()


@pytest.mark.parametrize("name", FILES)
def test_a_form_is_made_as_it_was(made: dict[str, bytes], name: str) -> None:
    assert made[name] == kept(name)


def test_no_form_is_left_out(made: dict[str, bytes]) -> None:
    assert sorted(made) == FILES


@pytest.mark.parametrize("name", BADGES)
def test_every_kept_form_is_valid_and_of_one_badge(name: str) -> None:
    kind = name.partition(".")[0]
    here = world()
    if "ob2" in name:
        here.documents[ASSERTION] = kept(f"{kind}.ob2.json")
    report = here.check(kept(name))
    assert (report.verdict, report.warnings) == ("valid", ())
    assert report.credential is not None
    assert report.credential.achievement is not None
    assert report.credential.achievement.name == KINDS[kind].achievement.name
    assert report.credential.issuer.name == "Hotel Zon"
    assert report.credential.valid_from == "2026-11-22T10:00:00Z"


@pytest.mark.parametrize("name", BADGES)
def test_a_form_that_was_changed_is_not_valid(name: str) -> None:
    kind, _, form = name.partition(".")
    changed = kept(name).replace(b"2026-11-22T10", b"2026-11-21T10")
    if form.endswith("jwt"):
        changed = kept(name)[:-20] + kept(name)[-10:] + kept(name)[-20:-10]
    assert changed != kept(name)
    here = world()
    if "ob2" in name:
        here.documents[ASSERTION] = kept(f"{kind}.ob2.json")
    assert here.check(changed).verdict == "invalid"


def test_nobody_is_named_in_what_the_public_can_list() -> None:
    assert json.loads(kept("ob2-revocations.json"))["revokedAssertions"]
    for name in ("ob2-revocations.json", "ob2-badge-class.json", "ob2-issuer.json"):
        assert b"Sanne" not in kept(name)
        assert b"/badges/" not in kept(name)
