"""How does a finished check become a receipt that the service has signed?"""

from __future__ import annotations

from datetime import datetime

from badgeservice.errors import BadgeServiceError
from badgeservice.formats import strict_json
from badgeservice.formats.receipt import FinishedCheck, receipt_for
from badgeservice.issuing.own_documents import fetch_own, own_issuer, service_issuer
from badgeservice.model.addresses import Addresses
from badgeservice.model.issuer import Issuer
from badgeservice.organisations.service_key import ensure_service_key
from badgeservice.organisations.signer import RECEIPTS, SERVICE, CreateKey, Sign
from badgeservice.storage.engine import Database
from badgeservice.verification.context import Context
from badgeservice.verification.pipeline import verify
from badgeservice.wording import N_


class ReceiptNotSoundError(BadgeServiceError):
    """A receipt that our own verifier does not accept: a bug, and nothing to hand out."""


def signed_receipt(database: Database, finished: FinishedCheck, name: str, sign: Sign, create_key: CreateKey,
                   addresses: Addresses, now: datetime) -> bytes:  # fmt: skip
    """The receipt as a signed document; kept nowhere. `name` is what it is called."""
    ensure_service_key(database, create_key, now)
    document = receipt_for(finished, name, _issuer(addresses), addresses.receipt_type)
    with database.reading() as session:
        signed = strict_json.dumps(sign(session, SERVICE, RECEIPTS, document, now))
        context = Context(
            now=now,
            fetch=fetch_own(session, addresses),
            known_issuer=lambda did: own_issuer(session, addresses, did),
        )
        if verify(signed, context).verdict != "valid":
            raise ReceiptNotSoundError(N_("Het bewijs is niet gemaakt: onze eigen controle keurde het af."))
    return signed


def _issuer(addresses: Addresses) -> Issuer:
    service = service_issuer(addresses)
    return Issuer(id=addresses.did, name=service.name, url=addresses.base_url)
