"""On what do all contestants work? The same badge, key, picture and list, made once."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from uuid import UUID

from issued import AWARD, DID_ADDRESS, GIVEN, KEY, LIST_ADDRESS, did_document, signed, status_list
from issued.other_forms import listing
from PIL import Image

from badgeservice.errors import UnavailableError
from badgeservice.formats import jwt_profiles, ob3, strict_json
from badgeservice.formats.award_templates import AwardTemplates
from badgeservice.formats.bulk_signer import BulkSigner
from badgeservice.jsonld.contexts import CONTEXTS
from badgeservice.model.award import Award, Recipient
from badgeservice.model.fetched import DOCUMENT, Fetched, Limits
from badgeservice.proofs import jws_signing
from badgeservice.verification.context import Context
from badgeservice.verification.pipeline import verify

METHOD = "did:web:badges.example:orgs:hotel-zon#key-1"
NOW = datetime(2026, 11, 22, 13, 5, tzinfo=UTC)
KNOWN_CONTEXTS = {address: CONTEXTS[address] for address in CONTEXTS}
UNSIGNED = ob3.credential_for(AWARD)
SIGNED = signed(UNSIGNED)
# Peers that take no array of proofs get the one in it.
WITH_ONE_PROOF = {**SIGNED, "proof": SIGNED["proof"][0]}
UNSIGNED_TOKEN = jwt_profiles.vc_jwt(UNSIGNED, METHOD)
TOKEN = jws_signing.sign(UNSIGNED_TOKEN.header, UNSIGNED_TOKEN.payload, KEY)
MANY = 500
LIST_SIZE = 131_072
SET_INDEXES = sorted(Random(4).sample(range(LIST_SIZE), 1_000))

_SERVED = {LIST_ADDRESS: strict_json.dumps(status_list(7)), DID_ADDRESS: strict_json.dumps(did_document())}


def picture() -> bytes:
    """A picture of a badge's size that does not compress to nothing: 400 by 400 pixels, about 150 kB."""
    file = io.BytesIO()
    Image.frombytes("L", (400, 400), Random(4).randbytes(160_000)).save(file, "PNG")
    return file.getvalue()


def badge_file() -> bytes:
    """The signed badge as it is served."""
    return strict_json.dumps(SIGNED)


def learners() -> list[Award]:
    """The badge of many learners: of one class, given at one moment."""
    return [
        replace(
            AWARD,
            id=f"https://badges.example/badges/{UUID(int=number)}",
            recipient=Recipient(
                f"urn:uuid:{UUID(int=number)}", f"Lerende {number}", f"l{number}@a.nl", f"{number:032x}"
            ),
            status=replace(AWARD.status, index=number),
        )
        for number in range(MANY)
        if number not in SET_INDEXES
    ]


def badges() -> list[bytes]:
    """The signed badges of many learners."""
    signer = BulkSigner(AwardTemplates(), KEY.sign, METHOD, GIVEN)
    return [signer.signed(award) for award in learners()]


def checks() -> Context:
    """A world in which our own check of the badge finds all that it asks for, without a network."""
    return Context(NOW, _fetch, lambda _identifier: None)


def refuse_unless_valid(data: bytes) -> None:
    """A benchmark of a check that fails would measure nothing."""
    report = verify(data, checks())
    assert report.verdict == "valid", json.dumps([(check.id, check.reason) for check in report.checks])


def jwk_of_issuer() -> dict[str, str]:
    """The public key as peers want it."""
    return dict(listing(KEY)["verificationMethod"][0]["publicKeyJwk"])


def _fetch(address: str, _limits: Limits = DOCUMENT) -> Fetched:
    if address not in _SERVED:
        raise UnavailableError("fetch.unreachable", address)
    return Fetched(_SERVED[address], "application/json", 200)
