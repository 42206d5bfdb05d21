"""How does a made-up giver make each form of its badge? Out of the signed bytes, as the service does for real ones."""

from __future__ import annotations

import base64

from badgeservice.formats import baking_png, baking_svg, jwt_profiles, ob2, strict_json
from badgeservice.proofs import jws_signing
from badgeservice.selftest.giver import ADDRESSES, BADGE, KEY, SLUG, TOKEN_KEY_NAME, Giver

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><circle cx="1" cy="1" r="1"/></svg>'
PNG_OF_2, BADGE_CLASS = ADDRESSES.forms.of_badge(BADGE, "ob2.png"), ADDRESSES.forms.ob2_badge_class(SLUG, SLUG, 1)
SIGNED_ID = ob2.signed_identifier(ADDRESSES.badge(BADGE))


def signed(giver: Giver) -> bytes:
    """Open Badges 3.0 with a Data Integrity proof: the source of all others."""
    return giver.signed


def vc_jwt(giver: Giver) -> bytes:
    """The token of VC-JOSE-COSE."""
    token = jwt_profiles.vc_jwt(giver.credential, KEY)
    return jws_signing.sign(token.header, token.payload, giver.key)


def open_badge_jwt(giver: Giver) -> bytes:
    """The token of Open Badges 3.0."""
    token = jwt_profiles.open_badge_jwt(giver.credential, ADDRESSES.forms.key(SLUG, TOKEN_KEY_NAME))
    return jws_signing.sign(token.header, token.payload, giver.token_key)


def in_a_png(giver: Giver) -> bytes:
    """Baked into a PNG."""
    return baking_png.bake(PICTURE, giver.signed)


def in_an_svg(giver: Giver) -> bytes:
    """Baked into an SVG."""
    return baking_svg.bake(DRAWING, giver.signed)


def hosted(giver: Giver) -> bytes:
    """The hosted Assertion of Open Badges 2.0."""
    address = ADDRESSES.forms.ob2_assertion(BADGE)
    return strict_json.dumps(ob2.assertion_of(giver.credential, address, BADGE_CLASS, PNG_OF_2))


def signed_assertion(giver: Giver) -> bytes:
    """The signed Assertion of Open Badges 2.0."""
    key = ADDRESSES.forms.ob2_key(SLUG, TOKEN_KEY_NAME)
    assertion = ob2.signed_assertion_of(giver.credential, SIGNED_ID, BADGE_CLASS, key, PNG_OF_2)
    return jws_signing.sign({}, strict_json.dumps(assertion), giver.token_key)


def hosted_in_a_png(giver: Giver) -> bytes:
    """The hosted Assertion baked into a PNG."""
    return baking_png.bake(PICTURE, hosted(giver), baking_png.OPEN_BADGES_2_KEYWORD)


def hosted_in_an_svg(giver: Giver) -> bytes:
    """The hosted Assertion baked into an SVG."""
    return baking_svg.bake(DRAWING, hosted(giver), is_open_badge_2=True)
