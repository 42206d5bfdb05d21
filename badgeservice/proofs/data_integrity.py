"""Do the Data Integrity proofs of a document hold? (Data Integrity 1.0 §4.3, §4.4)"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.proofs import base58
from badgeservice.proofs.forms import RDFC, Forms
from badgeservice.proofs.proof_chain import previous_of, refuse_alone, refuse_without_a_first
from badgeservice.proofs.proof_options import ASSERTION, refuse_options
from badgeservice.proofs.public_key import PublicKey
from badgeservice.proofs.suites import Suite, suite_of

MAX_PROOFS = 16
# RDFC-1.0 §4.3
USUAL_HASH = "sha256"

Proof = Mapping[str, Any]
KeyOf = Callable[[Proof], PublicKey]


@dataclass(frozen=True)
class Signed:
    """What was signed: the two canonical forms and their hashes, options first."""

    options: bytes
    document: bytes
    hash_name: str

    @property
    def options_hash(self) -> bytes:
        """The hash of the proof options."""
        return hashlib.new(self.hash_name, self.options).digest()

    @property
    def document_hash(self) -> bytes:
        """The hash of the document without its proof."""
        return hashlib.new(self.hash_name, self.document).digest()

    @property
    def data(self) -> bytes:
        """The bytes under the signature (VC-DI-EDDSA §3.2.4)."""
        return self.options_hash + self.document_hash


@dataclass(frozen=True)
class Expected:
    """What a proof has to be: made for `purpose`, not after `now`, on top of the `previous` proofs of a chain."""

    now: datetime
    purpose: str = ASSERTION
    previous: Sequence[Proof] = ()


def signed_by(
    forms: Forms,
    proof: Proof,
    suite: Suite,
    hash_name: str,
    named_by: str | None = None,
    previous: Sequence[Proof] = (),
) -> Signed:
    """What a proof of a suite signs over a document; RDFC-1.0 names blank nodes by the hash `named_by`."""
    naming = named_by or hash_name
    document = forms.of_document(suite.form, naming, previous)
    return Signed(forms.of_options(proof, suite.form, naming), document, hash_name)


def verify(forms: Forms, proof: Proof, key: PublicKey, now: datetime) -> Signed:
    """Whether one proof of its own, made to assert, holds at `now`; gives what was signed. Raises as `refuse` does."""
    return refuse(forms, proof, key, Expected(now))


def refuse(forms: Forms, proof: Proof, key: PublicKey, expected: Expected) -> Signed:
    """Refuse a proof that is not what is expected, or does not hold; gives what was signed.

    Raises MalformedError `proof.*` for a proof that does not, `context.*` for a document that cannot be signed,
    UnavailableError `proof.cryptosuite_unknown`.
    """
    suite = suite_of(proof)
    refuse_alone(proof, expected.previous)
    refuse_options(proof, forms.document.get("@context"), expected.now, expected.purpose)
    signature = base58.decode_multibase(proof.get("proofValue"))
    hash_name = suite.hash_for(key)
    signed = signed_by(forms, proof, suite, hash_name, previous=expected.previous)
    try:
        suite.verify(key, signature, signed.data)
    except MalformedError:
        # VC-DI-ECDSA §3.2.3 does not say which hash names blank nodes under P-384. Some take that of the curve, others
        # the usual one of RDFC-1.0; either form stands for this document only.
        if suite.form != RDFC or hash_name == USUAL_HASH:
            raise
        signed = signed_by(forms, proof, suite, hash_name, USUAL_HASH, expected.previous)
        suite.verify(key, signature, signed.data)
    return signed


def proofs_of(document: Mapping[str, Any]) -> list[Proof]:
    """The proofs of a document, one or many; raises MalformedError `proof.missing` or `parse.too_large`."""
    found = document.get("proof")
    proofs: list[Any] = found if isinstance(found, list) else [found]
    if not proofs or not all(isinstance(proof, Mapping) for proof in proofs):
        raise MalformedError("proof.missing")
    if len(proofs) > MAX_PROOFS:
        raise MalformedError("parse.too_large", f"meer dan {MAX_PROOFS} handtekeningen")
    return proofs


def verify_all(
    forms: Forms, proofs: Sequence[Proof], key_of: KeyOf, now: datetime, purpose: str = ASSERTION
) -> list[Signed]:
    """Whether every proof of a set holds, those of a chain with what they were made after (Data Integrity §4.4, §4.5);
    gives what each of them signed.

    `key_of` finds the key for a proof. A proof that fails weighs more than one that cannot be judged: raises
    MalformedError `proof.*` first, UnavailableError after all have been looked at.
    """
    unknown: list[UnavailableError] = []
    held: list[Signed] = []
    refuse_without_a_first(proofs)
    for proof in proofs:
        previous = previous_of(proof, proofs)
        try:
            suite_of(proof)
            held.append(refuse(forms, proof, key_of(proof), Expected(now, purpose, previous)))
        except UnavailableError as problem:
            unknown.append(problem)
    if unknown:
        raise unknown[0]
    return held
