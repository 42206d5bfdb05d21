"""Which documents does this service itself answer with, when a badge of ours is checked?"""

from __future__ import annotations

import re
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.errors import UnavailableError
from badgeservice.formats import strict_json
from badgeservice.model.addresses import Addresses
from badgeservice.model.fetched import Fetch, Fetched, Limits
from badgeservice.organisations.did_document import did_document
from badgeservice.organisations.signer import SERVICE
from badgeservice.storage import keys, organisations, status_lists
from badgeservice.verification.context import KnownIssuer

SERVICE_DID_DOCUMENT = "/.well-known/did.json"
DID_DOCUMENT = re.compile(r"/orgs/([a-z0-9-]+)/did\.json")
SERVICE_NAME = "Badgeservice"
STATUS_LIST = re.compile(r"/status/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")


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
        content = _content(session, addresses, parts.path) if parts.netloc == addresses.host else None
        if content is None:
            raise UnavailableError("fetch.unreachable", address)
        return Fetched(document=content, content_type="application/json", status=200)

    return fetch


def own_did_document(session: Session, addresses: Addresses, slug: str) -> bytes | None:
    """The did.json of an approved organisation."""
    organisation = organisations.by_slug(session, slug)
    if organisation is None or organisation.state != "approved":
        return None
    did, page = addresses.organisation_did(slug), addresses.organisation(slug)
    return strict_json.dumps(did_document(did, page, keys.of_organisation(session, organisation.id)))


def service_did_document(session: Session, addresses: Addresses) -> bytes:
    """The did.json of the service itself, which signs receipts."""
    listed = keys.of_organisation(session, SERVICE)
    return strict_json.dumps(did_document(addresses.did, addresses.base_url, listed))


def own_issuer(session: Session, addresses: Addresses, did: str) -> KnownIssuer | None:
    """The organisation registered here under a DID, or the service itself."""
    if did == addresses.did:
        return service_issuer(addresses)
    prefix = f"{addresses.did}:orgs:"
    organisation = organisations.by_slug(session, did.removeprefix(prefix)) if did.startswith(prefix) else None
    if organisation is None or organisation.state != "approved":
        return None
    return KnownIssuer(name=organisation.name, url=addresses.organisation(organisation.slug), source="registered")


def service_issuer(addresses: Addresses) -> KnownIssuer:
    """The service as the issuer of receipts."""
    return KnownIssuer(name=f"{SERVICE_NAME} {addresses.host}", url=addresses.base_url, source="registered")


def _content(session: Session, addresses: Addresses, path: str) -> bytes | None:
    if path == SERVICE_DID_DOCUMENT:
        return service_did_document(session, addresses)
    if found := DID_DOCUMENT.fullmatch(path):
        return own_did_document(session, addresses, found.group(1))
    if found := STATUS_LIST.fullmatch(path):
        row = status_lists.by_id(session, UUID(found.group(1)))
        return row.document if row is not None else None
    return None
