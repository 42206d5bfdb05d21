"""Which code judges which kind of proof, and do all proofs of a document hold?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.proofs import eddsa_rdfc

MAX_PROOFS = 16

Document = Mapping[str, Any]
Proof = Mapping[str, Any]
KeyOf = Callable[[Proof], Ed25519PublicKey]


@dataclass(frozen=True)
class Suite:
    """A cryptosuite: what it makes of the document, once, and how it judges one proof over that."""

    hash_document: Callable[[Document], bytes]
    verify: Callable[[bytes, Document, Proof, Ed25519PublicKey, datetime], None]


SUITES: Mapping[str, Suite] = {
    eddsa_rdfc.CRYPTOSUITE: Suite(eddsa_rdfc.document_hash, eddsa_rdfc.verify_hash),
}


def suite_of(proof: Proof) -> Suite:
    """The suite of a proof; raises UnavailableError `proof.cryptosuite_unknown` for one that we cannot judge."""
    suite = proof.get("cryptosuite")
    if proof.get("type") != "DataIntegrityProof" or not isinstance(suite, str) or suite not in SUITES:
        raise UnavailableError("proof.cryptosuite_unknown", str(suite or proof.get("type"))[:100])
    return SUITES[suite]


def proofs_of(document: Document) -> list[Proof]:
    """The proofs of a document, one or many; raises MalformedError `proof.missing` or `parse.too_large`."""
    found = document.get("proof")
    proofs: list[Any] = found if isinstance(found, list) else [found]
    if not proofs or not all(isinstance(proof, Mapping) for proof in proofs):
        raise MalformedError("proof.missing")
    if len(proofs) > MAX_PROOFS:
        raise MalformedError("parse.too_large", f"meer dan {MAX_PROOFS} handtekeningen")
    return proofs


def verify_all(
    document: Document,
    proofs: Sequence[Proof],
    key_of: KeyOf,
    now: datetime,
    known_hashes: Mapping[str, bytes] = MappingProxyType({}),
) -> None:
    """Whether every proof of a set holds (Data Integrity §4.4); silence means it does.

    `key_of` finds the issuer's key for a proof; `known_hashes` are the hashes of the document that were made already,
    by cryptosuite. A proof that fails weighs more than one that cannot be judged: raises
    MalformedError `proof.*` first, UnavailableError after all have been looked at.
    """
    unknown: list[UnavailableError] = []
    hashes = dict(known_hashes)
    for proof in proofs:
        try:
            suite = suite_of(proof)
            key = key_of(proof)
            name = proof["cryptosuite"]
            if name not in hashes:
                hashes[name] = suite.hash_document(document)
            suite.verify(hashes[name], document, proof, key, now)
        except UnavailableError as problem:
            unknown.append(problem)
    if unknown:
        raise unknown[0]
