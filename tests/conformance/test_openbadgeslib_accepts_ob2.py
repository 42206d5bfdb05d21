"""Does another library accept our badges as Open Badges 2.0? (openbadgeslib, its strict 2.0)"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import openbadgeslib.ob2 as openbadgeslib
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from issued import png
from issued.derived_ob2 import (
    ASSERTION,
    IDENTIFIER,
    ISSUER,
    KEY,
    LASTING,
    MAIL,
    assertion_to_sign,
    hosted,
    key_document,
    served,
    token,
    world,
)
from issued.other_forms import as_text

from badgeservice.formats import baking_png, baking_svg, strict_json
from badgeservice.formats.ob2 import revoked_assertion
from badgeservice.formats.recognise import recognise

AWARD = LASTING["praktijkverklaring"]
STRANGER = rsa.generate_private_key(65537, 2048)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle r="4"/></svg>'
every_kind = pytest.mark.parametrize("kind", LASTING)


def verifier(documents: Mapping[str, Any]) -> openbadgeslib.OB2Verifier:
    return openbadgeslib.OB2Verifier(download=lambda address: strict_json.dumps(documents[address]))


def refusal(documents: Mapping[str, Any], badge: bytes, mail: str = MAIL) -> str:
    with pytest.raises(openbadgeslib.OB2VerificationError) as caught:
        verifier(documents).verify(badge.decode(), mail, check_revocation=True)
    return str(caught.value)


@every_kind
def test_a_signed_badge_of_every_kind_is_accepted(kind: str) -> None:
    award = LASTING[kind]
    signed = token(assertion_to_sign(award))
    accepted = verifier(served(award)).verify(signed.decode(), MAIL, check_revocation=True)
    assert accepted.id == IDENTIFIER
    assert world(served(award)).check(signed).verdict == "valid"


@every_kind
def test_a_hosted_badge_of_every_kind_is_accepted(kind: str) -> None:
    award = LASTING[kind]
    accepted = verifier(served(award)).verify_hosted(hosted(award), expected_recipient=MAIL, check_revocation=True)
    assert accepted.id == ASSERTION


def test_it_finds_the_signed_badge_in_our_images() -> None:
    signed = token(assertion_to_sign(AWARD))
    image = baking_png.bake(png(), signed, baking_png.OPEN_BADGES_2_KEYWORD)
    drawing = baking_svg.bake(SVG, signed, is_open_badge_2=True)
    assert openbadgeslib.OB2Verifier.extract_token_from_png(image).encode() == signed
    assert openbadgeslib.OB2Verifier.extract_token_from_svg(drawing).encode() == signed
    assert [recognise(data) for data in (image, drawing)] == [recognise(signed)] * 2


def test_it_finds_the_hosted_badge_in_our_image_and_its_address_in_our_svg() -> None:
    assertion = as_text(hosted(AWARD))
    image = baking_png.bake(png(), assertion, baking_png.OPEN_BADGES_2_KEYWORD)
    drawing = baking_svg.bake(SVG, assertion, is_open_badge_2=True)
    assert openbadgeslib.OB2Verifier.extract_token_from_png(image).encode() == assertion
    assert openbadgeslib.OB2Verifier.extract_token_from_svg(drawing) == ASSERTION
    assert [recognise(data) for data in (image, drawing)] == [recognise(assertion)] * 2
    assert [world(served(AWARD)).check(data).verdict for data in (image, drawing)] == ["valid"] * 2


def test_it_refuses_a_revoked_badge_with_our_reason() -> None:
    signed = token(assertion_to_sign(AWARD))
    assert refusal(served(AWARD, (IDENTIFIER, "Fout")), signed).endswith("has been revoked: Fout")
    gone = {**served(AWARD), ASSERTION: revoked_assertion(ASSERTION, "Fout")}
    with pytest.raises(openbadgeslib.OB2VerificationError):
        verifier(gone).verify_hosted(hosted(AWARD))


def test_it_refuses_the_key_of_another_and_a_changed_badge() -> None:
    assertion = assertion_to_sign(AWARD)
    forged = token(assertion, STRANGER)
    assert "Invalid signature" in refusal(served(AWARD), forged)
    assert "does not match the issuer" in refusal(
        {**served(AWARD), KEY: {**key_document(), "owner": KEY}}, token(assertion)
    )
    unlisted = {**served(AWARD), ISSUER: {**served(AWARD)[ISSUER], "publicKey": f"{KEY}0"}}
    assert "does not list" in refusal(unlisted, token(assertion))
    assert "not for" in refusal(served(AWARD), token(assertion), "ander@post.example")
    with pytest.raises(openbadgeslib.OB2VerificationError, match="does not match"):
        verifier(served(AWARD)).verify_hosted(hosted(AWARD, recipient={**assertion["recipient"], "salt": "zout"}))
