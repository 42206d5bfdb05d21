"""Which Open Badges 2.0 documents does this service itself answer with? (OB 2.0; contract, "Addresses")"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy.orm import Session

from badgeservice.formats import ob2, strict_json
from badgeservice.formats.ob2_badge_class import badge_class_of
from badgeservice.formats.ob2_issuer import issuer_of as ob2_issuer_of
from badgeservice.formats.ob2_issuer import key_document as ob2_key
from badgeservice.formats.ob2_issuer import revocation_list_of
from badgeservice.formats.ob3_achievement import achievement_document, profile
from badgeservice.issuing.reasons import written_reason
from badgeservice.issuing.signed_values import achievement_of
from badgeservice.model.addresses import Addresses
from badgeservice.organisations.did_document import LISTED_STATES, public_key_of
from badgeservice.organisations.issuer_profile import issuer_of
from badgeservice.organisations.signer import TOKENS
from badgeservice.storage import awards, badge_classes, keys, mandates, organisations
from badgeservice.storage.tables import AwardRow, BadgeClassVersionRow, OrganisationRow, SigningKeyRow
from badgeservice.wording import translator

HOSTED_FORM, SIGNED_FORM = "ob2.json", "ob2.jwt"
# The list is public, so it tells what happened to a badge and not why.
REVOKED, SUSPENDED = "Ingetrokken door de gever.", "Tijdelijk stopgezet door de gever."


def issuer_document(session: Session, addresses: Addresses, slug: str) -> bytes | None:
    """An approved organisation as an Open Badges 2.0 issuer."""
    organisation = organisations.approved_by_slug(session, slug)
    if organisation is None:
        return None
    listed = [addresses.forms.ob2_key(slug, key.fragment) for key in _token_keys(session, organisation)]
    document = ob2_issuer_of(
        profile(issuer_of(organisation, addresses)),
        addresses.forms.ob2_issuer(slug),
        email=addresses.mail,
        keys=listed,
        revocation_list=addresses.forms.ob2_revocations(slug),
        starts_with=addresses.forms.ob2_assertions,
    )
    return strict_json.dumps(document)


def badge_class_document(session: Session, addresses: Addresses, issuer: str, slug: str, number: int) -> bytes | None:
    """One frozen version of a badge class, of the organisation that gives it."""
    version = badge_classes.released(session, slug, number)
    organisation = organisations.by_slug(session, issuer)
    if version is None or organisation is None or not _gives(session, organisation, version):
        return None
    achievement = achievement_document(achievement_of(version, addresses), issuer_of(organisation, addresses))
    address, before = (addresses.forms.ob2_badge_class(issuer, slug, one) for one in (number, number - 1))
    document = badge_class_of(achievement, address, addresses.forms.ob2_issuer(issuer), before if number > 1 else None)
    return strict_json.dumps(document)


def _gives(session: Session, organisation: OrganisationRow, version: BadgeClassVersionRow) -> bool:
    """Whether a class is this organisation's own, or it held a mandate to give it."""
    badge_class = version.badge_class
    is_own = badge_class.organisation_id == organisation.id
    return is_own or mandates.latest(session, organisation.id, badge_class.id) is not None


def key_document(session: Session, addresses: Addresses, issuer: str, name: str) -> bytes | None:
    """One of the keys with which an organisation signs Open Badges 2.0."""
    organisation = organisations.approved_by_slug(session, issuer)
    listed = _token_keys(session, organisation) if organisation is not None else []
    key = next((key for key in listed if key.fragment == name), None)
    if key is None:
        return None
    pem = public_key_of(key).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    return strict_json.dumps(ob2_key(addresses.forms.ob2_key(issuer, name), addresses.forms.ob2_issuer(issuer), pem))


def revocations_document(session: Session, addresses: Addresses, issuer: str) -> bytes | None:
    """The signed badges of an organisation that do not count, now."""
    organisation = organisations.approved_by_slug(session, issuer)
    if organisation is None:
        return None
    entries = list(_withdrawn(session, addresses, organisation))
    document = revocation_list_of(addresses.forms.ob2_revocations(issuer), addresses.forms.ob2_issuer(issuer), entries)
    return strict_json.dumps(document)


def revoked_assertion(award: AwardRow, addresses: Addresses) -> bytes | None:
    """What stands at the address of a hosted badge that does not count; None while it does.

    Open Badges 2.0 knows no suspension, so a suspended badge reads as revoked until it is resumed.
    """
    if award.revoked_at is None and award.suspended_at is None:
        return None
    said = REVOKED if award.revoked_at is not None else SUSPENDED
    reason = " ".join(part for part in (said, written_reason(award, translator(award.version.language))) if part)
    return strict_json.dumps(ob2.revoked_assertion(addresses.forms.ob2_assertion(award.id), reason))


def assertion_from(award: AwardRow, credential: Mapping[str, Any], addresses: Addresses) -> bytes:
    """The hosted Assertion of a badge. Raises ConflictError for a badge that names no e-mail address."""
    version = award.version
    badge_class = addresses.forms.ob2_badge_class(award.organisation.slug, version.badge_class.slug, version.number)
    picture = addresses.forms.of_badge(award.id, "ob2.png")
    return strict_json.dumps(
        ob2.assertion_of(credential, addresses.forms.ob2_assertion(award.id), badge_class, picture)
    )


def hosted_assertion(session: Session, award: AwardRow, addresses: Addresses) -> bytes | None:
    """The hosted Assertion as it was made once, or as it would be made now; None for a badge that has none."""
    kept = awards.derived_form(session, award.id, HOSTED_FORM)
    credential = strict_json.loads(award.document)
    if kept is not None or not ob2.names_an_email(credential):
        return kept
    return assertion_from(award, credential, addresses)


def _token_keys(session: Session, organisation: OrganisationRow) -> list[SigningKeyRow]:
    return [
        key
        for key in keys.of_organisation(session, organisation.id)
        if key.purpose == TOKENS and key.state in LISTED_STATES
    ]


def _withdrawn(session: Session, addresses: Addresses, organisation: OrganisationRow) -> Iterator[tuple[str, str]]:
    for award, is_revoked in awards.withdrawn_with_form(session, organisation.id, SIGNED_FORM):
        yield ob2.signed_identifier(addresses.badge(award)), REVOKED if is_revoked else SUSPENDED
