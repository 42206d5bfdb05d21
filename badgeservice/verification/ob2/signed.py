"""Did the issuer sign this Assertion, with a key that its profile declares? (OB 2.0 "Signed verification")"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from badgeservice.errors import MalformedError
from badgeservice.formats.read_ob2 import read, without_content
from badgeservice.formats.reading import items, one_node
from badgeservice.proofs import jws
from badgeservice.proofs.public_key import PublicKey
from badgeservice.verification.checks.structure import unsafe_links
from badgeservice.verification.context import Context
from badgeservice.verification.cryptographic_key import read_cryptographic_key
from badgeservice.verification.ob2.documents import Behind, behind
from badgeservice.verification.report import Finding, Outcome
from badgeservice.verification.signature import proven_token
from badgeservice.verification.subject import Subject

SIGNED_TYPES = frozenset({"SignedBadge", "signed"})


def is_signed_by_its_issuer(subject: Subject, context: Context) -> Finding:
    """The token holds with the key that the badge names and the issuer's profile declares as its own."""
    token = subject.token
    verification = one_node(subject.document.get("verification"))
    if token is None:
        raise MalformedError("proof.missing")
    if SIGNED_TYPES.isdisjoint(items(verification.get("type"))):
        raise MalformedError("schema.invalid", "/verification/type")
    jws.refuse_header(token.header)
    found = behind(subject.document, context)
    key = _declared_key(verification, found, context)
    jws.verify(token, key)
    proven = proven_token(token, key)
    credential = read(subject.document, found.badge_class, found.profile)
    established = replace(subject, credential=credential, profile=found.profile)
    evidence = {**proven.evidence, "issuer": found.issuer}
    also = unsafe_links(credential.links)
    return Finding(Outcome.PASSED, None, evidence, also, proven.working, established)


def _declared_key(verification: Mapping[str, Any], found: Behind, context: Context) -> PublicKey:
    """The key named by the badge, else the only one of the issuer; MalformedError(ob2.key_not_declared)."""
    declared = items(found.profile.get("publicKey"))
    named = without_content(verification.get("creator"))
    if named is not None:
        declared = [key for key in declared if without_content(key) == named]
    if len(declared) != 1:
        raise MalformedError("ob2.key_not_declared", str(named)[:200])
    return read_cryptographic_key(declared[0], found.issuer, context)
