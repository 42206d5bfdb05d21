"""Did the issuer sign this Assertion, with a key that its profile declares? (OB 2.0 "Signed verification")"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats.read_ob2 import read, without_content
from badgeservice.formats.reading import items, one_node
from badgeservice.proofs import jws
from badgeservice.proofs.jws import CompactJws
from badgeservice.proofs.public_key import PublicKey
from badgeservice.verification.checks.structure import unsafe_links
from badgeservice.verification.context import Context
from badgeservice.verification.cryptographic_key import read_cryptographic_key
from badgeservice.verification.ob2.documents import Behind, behind
from badgeservice.verification.report import Finding, Outcome
from badgeservice.verification.signature import proven_token
from badgeservice.verification.subject import Subject

SIGNED_TYPES = frozenset({"SignedBadge", "signed"})
MAX_KEYS = 16


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
    key = _signing_key(token, _declared_keys(verification, found), found.issuer, context)
    proven = proven_token(token, key)
    credential = read(subject.document, found.badge_class, found.profile)
    established = replace(subject, said=credential, profile=found.profile)
    evidence = {**proven.evidence, **found.evidence}
    also = unsafe_links(credential.links)
    return Finding(Outcome.PASSED, None, evidence, also, proven.working, established)


def _declared_keys(verification: Mapping[str, Any], found: Behind) -> list[Any]:
    """The key that the badge names, else all of the issuer; MalformedError(ob2.key_not_declared) when it lists none."""
    declared = items(found.profile.get("publicKey"))
    named = without_content(verification.get("creator"))
    if named is not None:
        declared = [key for key in declared if without_content(key) == named]
    if not declared or (named is not None and len(declared) > 1):
        raise MalformedError("ob2.key_not_declared", str(named)[:200])
    if len(declared) > MAX_KEYS:
        raise MalformedError("parse.too_large", "keys")
    return declared


def _signing_key(token: CompactJws, declared: Sequence[Any], owner: str, context: Context) -> PublicKey:
    """The first of the keys with which the token holds (OB 2.0 "Steps to verify a JWS-signed badge Assertion", 6).

    When it holds with none, a key that could not be had leaves it unknown. Raises what the keys or `jws.verify` do.
    """
    problems: list[MalformedError | UnavailableError] = []
    for listed in declared:
        try:
            key = read_cryptographic_key(listed, owner, context)
            jws.verify(token, key)
        except (MalformedError, UnavailableError) as problem:
            problems.append(problem)
        else:
            return key
    raise next((problem for problem in problems if isinstance(problem, UnavailableError)), problems[0])
