"""Does an independent verifier accept what we issue? (openbadgeslib with its `ldp` extra)"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import openbadgeslib.ob3 as openbadgeslib
import pytest
from issued import DID, DID_ADDRESS, KINDS, badge, did_document, png
from issued.other_forms import token
from openbadgeslib.ob3 import contexts as theirs

from badgeservice.formats import baking_png, baking_svg, strict_json
from badgeservice.jsonld.contexts import BADGESERVICE_1, manifest, path_of

# The other verifier looks at the real clock, so these badges are valid for as long as this code lives.
LONG_AGO, FAR_AWAY = datetime(2026, 1, 1, tzinfo=UTC), datetime(2999, 1, 1, tzinfo=UTC)

every_kind = pytest.mark.parametrize("kind", KINDS)


def lasting(kind: str) -> dict[str, Any]:
    return badge(replace(KINDS[kind], valid_from=LONG_AGO, valid_until=FAR_AWAY))


def download(address: str, *_args: Any, **_options: Any) -> bytes:
    assert address == DID_ADDRESS
    return strict_json.dumps(did_document())


@every_kind
def test_a_badge_of_every_kind_is_accepted(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # It reads no context but those it holds; given the file that we publish, it judges a microcredential by it.
    own = str(path_of(manifest()[BADGESERVICE_1]))
    monkeypatch.setitem(theirs._URL_TO_RESOURCE, BADGESERVICE_1, own)
    theirs.load_context.cache_clear()
    verifier = openbadgeslib.OB3LdpVerifier.for_issuer_did(DID)
    accepted = verifier.verify(strict_json.dumps(lasting(kind)), download=download)
    assert accepted.issuer.name == "Hotel Zon"


def test_without_our_context_it_refuses_a_microcredential_and_says_why() -> None:
    theirs.load_context.cache_clear()
    verifier = openbadgeslib.OB3LdpVerifier.for_issuer_did(DID)
    with pytest.raises(openbadgeslib.OB3VerificationError, match="not in the bundled allowlist"):
        verifier.verify(strict_json.dumps(lasting("microcredential")), download=download)


@every_kind
def test_it_finds_the_badge_in_our_image(kind: str) -> None:
    document = strict_json.dumps(lasting(kind))
    image = baking_png.bake(png(), document)
    assert openbadgeslib.OB3Verifier.extract_token_from_png(image).encode() == document


@every_kind
def test_it_finds_the_badge_in_our_svg_as_json_and_as_a_token(kind: str) -> None:
    document = lasting(kind)
    for credential in (strict_json.dumps(document), token(document)):
        image = baking_svg.bake(baking_svg.svg_around_png(png()), credential)
        assert openbadgeslib.OB3Verifier.extract_token_from_svg(image).encode() == credential


def test_it_refuses_what_was_changed() -> None:
    verifier = openbadgeslib.OB3LdpVerifier.for_issuer_did(DID)
    with pytest.raises(openbadgeslib.OB3VerificationError):
        verifier.verify({**lasting("skillsbadge"), "name": "Directeur"}, download=download)
