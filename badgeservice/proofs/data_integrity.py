"""Do the Data Integrity proofs of a document hold? (Data Integrity 1.0 §4.3, §4.4)"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.proofs import base58
from badgeservice.proofs.forms import RDFC, Forms
from badgeservice.proofs.proof_options import ASSERTION, refuse_options
from badgeservice.proofs.public_key import PublicKey
from badgeservice.proofs.suites import Suite, suite_of

MAX_PROOFS = 16
# RDFC-1.0 §4.3
USUAL_HASH = "sha256"
HASHES = {USUAL_HASH: hashlib.sha256, "sha384": hashlib.sha384}

Proof = Mapping[str, Any]
KeyOf = Callable[[Proof], PublicKey]


class Signed(NamedTuple):
    """What was signed: the two canonical forms and their hashes, options first."""

    options: bytes
    document: bytes
    hash_name: str

    @property
    def options_hash(self) -> bytes:
        """The hash of the proof options."""
        return HASHES[self.hash_name](self.options).digest()

    @property
    def document_hash(self) -> bytes:
        """The hash of the document without its proof."""
        return HASHES[self.hash_name](self.document).digest()

    @property
    def data(self) -> bytes:
        """The bytes under the signature (VC-DI-EDDSA §3.2.4)."""
        return self.options_hash + self.document_hash


def signed_by(forms: Forms, proof: Proof, suite: Suite, hash_name: str, named_by: str | None = None) -> Signed:
    """What a proof of a suite signs over a document; RDFC-1.0 names blank nodes by the hash `named_by`."""
    naming = named_by or hash_name
    return Signed(forms.of_options(proof, suite.form, naming), forms.of_document(suite.form, naming), hash_name)


def verify(forms: Forms, proof: Proof, key: PublicKey, now: datetime, purpose: str = ASSERTION) -> Signed:
    """Whether one proof, made for a purpose, holds at `now`; gives what was signed.

    In a chain `forms` are those after the proofs that it names. Raises MalformedError `proof.*` for a proof that does
    not hold, `context.*` for a document that cannot be signed, UnavailableError `proof.cryptosuite_unknown`.
    """
    suite = suite_of(proof)
    refuse_options(proof, forms.document.get("@context"), now, purpose)
    hash_name = suite.hash_for(key)
    raw = key.public_bytes_raw() if isinstance(key, Ed25519PublicKey) else b""
    held: Signed | None = forms.held(proof, raw) if raw else None
    if held is not None:
        return held
    signature, before = base58.decode_multibase(proof.get("proofValue")), forms.left
    signed = signed_by(forms, proof, suite, hash_name)
    try:
        suite.verify(key, signature, signed.data)
    except MalformedError:
        # VC-DI-ECDSA §3.2.3 does not say which hash names blank nodes under P-384. Some take that of the curve, others
        # the usual one of RDFC-1.0; either form stands for this document only.
        if suite.form != RDFC or hash_name == USUAL_HASH:
            raise
        signed = signed_by(forms, proof, suite, hash_name, named_by=USUAL_HASH)
        suite.verify(key, signature, signed.data)
    if raw:
        forms.keep(proof, raw, signed, before - forms.left)
    return signed


def proofs_of(document: Mapping[str, Any]) -> list[Proof]:
    """The proofs of a document, one or many; raises MalformedError `proof.missing` or `parse.too_large`."""
    found = document.get("proof")
    proofs: list[Any] = found if isinstance(found, list) else [found]
    if not proofs or not all(isinstance(proof, dict) for proof in proofs):
        raise MalformedError("proof.missing")
    if len(proofs) > MAX_PROOFS:
        raise MalformedError("parse.too_large", f"meer dan {MAX_PROOFS} handtekeningen")
    return proofs


def before(proof: Proof, proofs: Sequence[Proof]) -> list[Proof]:
    """The proofs that another one names as those before it in a chain (Data Integrity 1.0 §2.1.2 `previousProof`).

    Raises MalformedError `proof.set_incomplete` when one of them is not there, or is no name.
    """
    names = proof.get("previousProof", [])
    named = names if isinstance(names, list) else [names]
    found = [[other for other in proofs if isinstance(name, str) and other.get("id") == name] for name in named]
    if any(len(others) != 1 or others[0] is proof for others in found):
        raise MalformedError("proof.set_incomplete", "previousProof")
    return [others[0] for others in found]


def verify_all(
    forms: Forms, proofs: Sequence[Proof], key_of: KeyOf, now: datetime, purpose: str = ASSERTION
) -> list[Signed]:
    """Whether every proof of a set or chain holds (Data Integrity 1.0 §4.4); gives what each of them signed.

    `key_of` finds the issuer's key for a proof. A proof that fails weighs more than one that cannot be judged: raises
    MalformedError `proof.*` first, UnavailableError after all have been looked at.
    """
    unknown: list[UnavailableError] = []
    held: list[Signed] = []
    for proof in proofs:
        try:
            suite_of(proof)
            held.append(verify(forms.after(before(proof, proofs)), proof, key_of(proof), now, purpose))
        except UnavailableError as problem:
            unknown.append(problem)
    if unknown:
        raise unknown[0]
    return held
