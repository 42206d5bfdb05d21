"""How is each form of a badge made from its signed bytes?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from badgeservice.drawing.certificate_pdf import certificate_pdf
from badgeservice.drawing.hanging import hole_of
from badgeservice.errors import ConflictError
from badgeservice.formats import baking_png, baking_svg, jwt_profiles, ob2, strict_json
from badgeservice.issuing.certificate_sheet import certificate_sheet
from badgeservice.issuing.own_ob2_documents import HOSTED_FORM, SIGNED_FORM, assertion_from
from badgeservice.model.addresses import Addresses
from badgeservice.organisations.signer import BADGES, CreateKey, SignToken
from badgeservice.organisations.token_key import token_key
from badgeservice.storage import keys
from badgeservice.storage.engine import Database
from badgeservice.storage.tables import AwardRow, SigningKeyRow
from badgeservice.wording import N_


@dataclass(frozen=True)
class Making:
    """What making a form needs from outside: signatures, keys, addresses."""

    database: Database
    sign_token: SignToken
    create_key: CreateKey
    addresses: Addresses


@dataclass(frozen=True)
class Source:
    """A badge: its row and the credential in its signed bytes."""

    award: AwardRow
    credential: Mapping[str, Any]

    def can_be(self, form: str) -> bool:
        """Whether the badge has this form; those of Open Badges 2.0 name an e-mail address, hashed."""
        return form in MAKERS and (not form.startswith("ob2.") or ob2.names_an_email(self.credential))


@dataclass(frozen=True)
class Made:
    """A form, and what our own verifier must accept of it: mostly the same."""

    content: bytes
    judged: bytes


Maker = Callable[[Source, Making, datetime], Made]


def _vc_jwt(source: Source, making: Making, _now: datetime) -> Made:
    organisation = source.award.organisation
    with making.database.reading() as session:
        key = keys.active(session, organisation.id, BADGES)
    if key is None:
        raise ConflictError(N_("Deze organisatie heeft nog geen sleutel. Vraag de beheerder van de dienst om hulp."))
    key_id = f"{making.addresses.organisation_did(organisation.slug)}#{key.fragment}"
    return _signed(jwt_profiles.vc_jwt(source.credential, key_id), key, making)


def _open_badge_jwt(source: Source, making: Making, now: datetime) -> Made:
    key = _token_key(source, making, now)
    address = making.addresses.forms.key(source.award.organisation.slug, key.fragment)
    return _signed(jwt_profiles.open_badge_jwt(source.credential, address), key, making)


def _baked_png(source: Source, _making: Making, _now: datetime) -> Made:
    return _same(baking_png.bake(_picture(source), source.award.document))


def _baked_svg(source: Source, _making: Making, _now: datetime) -> Made:
    return _same(baking_svg.bake(_drawing(source), source.award.document))


def _pdf(source: Source, making: Making, _now: datetime) -> Made:
    award = source.award
    sheet = certificate_sheet(award.document, making.addresses.check(award.code), award.code)
    content = certificate_pdf(sheet, award.document, _drawing(source), hole_of(award.version.design))
    return Made(content, award.document)


def _hosted(source: Source, making: Making, _now: datetime) -> Made:
    return _same(_assertion(source, making))


def _hosted_in_png(source: Source, making: Making, _now: datetime) -> Made:
    return _same(baking_png.bake(_picture(source), _assertion(source, making), baking_png.OPEN_BADGES_2_KEYWORD))


def _hosted_in_svg(source: Source, making: Making, _now: datetime) -> Made:
    return _same(baking_svg.bake(_drawing(source), _assertion(source, making), is_open_badge_2=True))


def _signed_assertion(source: Source, making: Making, now: datetime) -> Made:
    award, addresses = source.award, making.addresses
    key = _token_key(source, making, now)
    issuer = award.organisation.slug
    assertion = ob2.signed_assertion_of(
        source.credential,
        ob2.signed_identifier(addresses.badge(award.id)),
        _badge_class(award, addresses),
        addresses.forms.ob2_key(issuer, key.fragment),
        addresses.forms.of_badge(award.id, "ob2.png"),
    )
    return _signed(jwt_profiles.UnsignedToken({}, strict_json.dumps(assertion)), key, making)


def _assertion(source: Source, making: Making) -> bytes:
    return assertion_from(source.award, source.credential, making.addresses)


def _badge_class(award: AwardRow, addresses: Addresses) -> str:
    version = award.version
    return addresses.forms.ob2_badge_class(award.organisation.slug, version.badge_class.slug, version.number)


def _token_key(source: Source, making: Making, now: datetime) -> SigningKeyRow:
    return token_key(making.database, source.award.organisation_id, making.create_key, now)


def _signed(token: jwt_profiles.UnsignedToken, key: SigningKeyRow, making: Making) -> Made:
    return _same(making.sign_token(key, token.header, token.payload))


def _same(content: bytes) -> Made:
    return Made(content, content)


def _picture(source: Source) -> bytes:
    picture = source.award.version.picture_png
    if picture is None:
        raise ConflictError(N_("Deze badge heeft geen plaatje."))
    return picture


def _drawing(source: Source) -> bytes:
    """The drawing of a designed badge; an uploaded picture stands in one."""
    drawn = source.award.version.picture_svg
    return drawn.encode() if drawn is not None else baking_svg.svg_around_png(_picture(source))


MAKERS: Mapping[str, Maker] = MappingProxyType(
    {
        "jwt": _vc_jwt,
        "ob.jwt": _open_badge_jwt,
        "png": _baked_png,
        "svg": _baked_svg,
        "pdf": _pdf,
        HOSTED_FORM: _hosted,
        SIGNED_FORM: _signed_assertion,
        "ob2.png": _hosted_in_png,
        "ob2.svg": _hosted_in_svg,
    }
)
