"""Was the badge given to the person with this e-mail address? (OB 3.0 `IdentityObject`)"""

from __future__ import annotations

import hashlib
import hmac

from badgeservice.model.credential import Identity
from badgeservice.verification.context import Context
from badgeservice.verification.report import NOT_CHECKED, Finding, Outcome
from badgeservice.verification.subject import Subject

WEAK = "recipient.weak_hash"
MISMATCH = "recipient.mismatch"


def is_given_to_the_one_asked_about(subject: Subject, context: Context) -> Finding:
    """Yes or no for the address that a visitor typed; not checked without one, or when the badge holds none."""
    if context.recipient is None:
        return Finding(Outcome.UNKNOWN, NOT_CHECKED)
    addresses = [identity for identity in subject.credential.identities if identity.kind == "emailAddress"]
    if not addresses:
        return Finding(Outcome.UNKNOWN, NOT_CHECKED, {"because": "no_email"})
    matching = [identity for identity in addresses if is_identity_of(identity, context.recipient)]
    weak = any(_is_weak(identity) for identity in matching or addresses)
    if not matching:
        return Finding(Outcome.WARNING, MISMATCH, also=(WEAK,) if weak else ())
    return Finding(Outcome.WARNING, WEAK) if weak else Finding(Outcome.PASSED)


def is_identity_of(identity: Identity, typed: str) -> bool:
    """Whether an identity in a badge is that of an e-mail address, written out or hashed."""
    return any(_is(identity, spelling) for spelling in {typed.strip(), typed.strip().lower()})


def _is(identity: Identity, address: str) -> bool:
    if not identity.hashed:
        return identity.value.strip().casefold() == address.casefold()
    algorithm, _, expected = identity.value.partition("$")
    if algorithm not in ("sha256", "md5"):
        return False
    digest = hashlib.new(algorithm, (address + (identity.salt or "")).encode(), usedforsecurity=False)
    return hmac.compare_digest(digest.hexdigest(), expected.lower())


def _is_weak(identity: Identity) -> bool:
    return identity.hashed and (identity.salt is None or identity.value.startswith("md5$"))
