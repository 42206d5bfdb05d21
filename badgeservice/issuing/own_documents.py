"""Which documents does this service itself answer with, when a badge of ours is checked?"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.errors import UnavailableError
from badgeservice.formats import strict_json
from badgeservice.issuing import own_ob2_documents
from badgeservice.issuing.own_answers import known_issuer
from badgeservice.model.addresses import Addresses
from badgeservice.model.fetched import Fetch, Fetched, Limits
from badgeservice.organisations.did_document import LISTED_STATES, did_document, jwk_of
from badgeservice.organisations.signer import SERVICE
from badgeservice.storage import awards, endorsements, keys, organisations, status_lists
from badgeservice.verification.context import KnownIssuer

SERVICE_NAME = "Badgeservice"
OK, GONE = 200, 410

Answer = Fetched | None

_UUID = r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
_OB2_ISSUER = r"/ob2/issuers/([a-z0-9-]+)"


def is_own(address: str, addresses: Addresses) -> bool:
    """Whether an address is one of this service."""
    try:
        return urlsplit(address).netloc == addresses.host
    except ValueError:
        return False


def fetch_own(session: Session, addresses: Addresses) -> Fetch:
    """A fetch that answers addresses of this service from its rows; every other address is unreachable."""

    def fetch(address: str, _limits: Limits) -> Fetched:
        try:
            parts = urlsplit(address)
        except ValueError as problem:
            raise UnavailableError("fetch.blocked", address[:100]) from problem
        # A did:web address is always https, also where a development service answers on http.
        answer = _answer(session, addresses, parts.path) if parts.netloc == addresses.host else None
        if answer is None:
            raise UnavailableError("fetch.unreachable", address)
        return answer

    return fetch


def own_did_document(session: Session, addresses: Addresses, slug: str) -> bytes | None:
    """The did.json of an approved organisation."""
    organisation = organisations.approved_by_slug(session, slug)
    if organisation is None:
        return None
    did, page = addresses.organisation_did(slug), addresses.organisation(slug)
    return strict_json.dumps(did_document(did, page, keys.of_organisation(session, organisation.id)))


def own_key(session: Session, addresses: Addresses, slug: str, name: str) -> bytes | None:
    """One public key of an approved organisation, as a JWK."""
    organisation = organisations.approved_by_slug(session, slug)
    listed = keys.of_organisation(session, organisation.id) if organisation is not None else []
    key = next((key for key in listed if key.fragment == name and key.state in LISTED_STATES), None)
    return strict_json.dumps(jwk_of(key, addresses.forms.key(slug, name))) if key is not None else None


def service_did_document(session: Session, addresses: Addresses) -> bytes:
    """The did.json of the service itself, which signs receipts."""
    listed = keys.of_organisation(session, SERVICE)
    return strict_json.dumps(did_document(addresses.did, addresses.base_url, listed))


def own_issuer(session: Session, addresses: Addresses, identifier: str) -> KnownIssuer | None:
    """The organisation registered here under a DID or as an Open Badges 2.0 issuer, or the service itself."""
    if identifier == addresses.did:
        return service_issuer(addresses)
    prefixes = (addresses.organisation_did(""), addresses.forms.ob2_issuer(""))
    prefix = next((prefix for prefix in prefixes if identifier.startswith(prefix)), None)
    organisation = organisations.approved_by_slug(session, identifier.removeprefix(prefix)) if prefix else None
    return known_issuer(organisation, addresses) if organisation is not None else None


def service_issuer(addresses: Addresses) -> KnownIssuer:
    """The service as the issuer of receipts."""
    return KnownIssuer(name=f"{SERVICE_NAME} {addresses.host}", url=addresses.base_url, source="registered")


def _answer(session: Session, addresses: Addresses, path: str) -> Answer:
    for pattern, answer in _DOCUMENTS:
        if found := re.fullmatch(pattern, path):
            content = answer(session, addresses, *found.groups())
            return _served(content) if isinstance(content, bytes) else content
    return None


def _served(content: bytes, status: int = OK) -> Fetched:
    return Fetched(document=content, content_type="application/json", status=status)


def _status_list(session: Session, _addresses: Addresses, identifier: str) -> bytes | None:
    row = status_lists.by_id(session, UUID(identifier))
    return row.document if row is not None else None


def _endorsement(session: Session, _addresses: Addresses, identifier: str) -> bytes | None:
    row = endorsements.by_id(session, UUID(identifier))
    return row.document if row is not None else None


def _badge_class(session: Session, addresses: Addresses, issuer: str, slug: str, number: str) -> bytes | None:
    return own_ob2_documents.badge_class_document(session, addresses, issuer, slug, int(number))


def _assertion(session: Session, addresses: Addresses, identifier: str) -> Answer:
    award = awards.also_erased(session, UUID(identifier))
    if award is None:
        return None
    if (gone := own_ob2_documents.revoked_assertion(award, addresses)) is not None:
        return _served(gone, GONE)
    if award.erased_at is not None:
        return None
    found = own_ob2_documents.hosted_assertion(session, award, addresses)
    return _served(found) if found is not None else None


_DOCUMENTS: tuple[tuple[str, Callable[..., bytes | Answer]], ...] = (
    (r"/\.well-known/did\.json", service_did_document),
    (r"/orgs/([a-z0-9-]+)/did\.json", own_did_document),
    (r"/orgs/([a-z0-9-]+)/keys/([a-z0-9-]+)", own_key),
    (rf"/status/{_UUID}", _status_list),
    (rf"/endorsements/{_UUID}", _endorsement),
    (rf"/ob2/assertions/{_UUID}", _assertion),
    (_OB2_ISSUER, own_ob2_documents.issuer_document),
    (rf"{_OB2_ISSUER}/badge-classes/([a-z0-9-]+)/v([0-9]{{1,9}})", _badge_class),
    (rf"{_OB2_ISSUER}/keys/([a-z0-9-]+)", own_ob2_documents.key_document),
    (rf"{_OB2_ISSUER}/revocations", own_ob2_documents.revocations_document),
)
