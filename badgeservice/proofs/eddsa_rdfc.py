"""How is a document signed and checked with the cryptosuite eddsa-rdfc-2022?"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from badgeservice.errors import MalformedError
from badgeservice.jsonld.canonical import canonicalise
from badgeservice.jsonld.moment import write_moment
from badgeservice.jsonld.processor import ProcessedContexts
from badgeservice.proofs import base58
from badgeservice.proofs.proof_options import refuse_options

CRYPTOSUITE = "eddsa-rdfc-2022"
SIGNATURE_LENGTH = 64


def sign(
    document: Mapping[str, Any],
    private_key: Ed25519PrivateKey,
    verification_method: str,
    created: datetime,
    contexts: ProcessedContexts | None = None,
) -> dict[str, Any]:
    """A copy of the document with `proof`, an array of one (VC-DI-EDDSA §3.2.1).

    `verification_method` is the address of the key, a DID URL. Raises MalformedError when a part of the document would
    fall outside the signature.
    """
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": CRYPTOSUITE,
        "created": write_moment(created),
        "verificationMethod": verification_method,
        "proofPurpose": "assertionMethod",
    }
    signature = private_key.sign(hash_data(document, options, contexts))
    return {**_without_proof(document), "proof": [{**options, "proofValue": "z" + base58.encode(signature)}]}


def verify(
    document: Mapping[str, Any],
    proof: Mapping[str, Any],
    public_key: Ed25519PublicKey,
    now: datetime,
    contexts: ProcessedContexts | None = None,
) -> None:
    """Whether one proof holds for the document at `now` (VC-DI-EDDSA §3.2.2); silence means it does.

    Raises MalformedError `proof.*` for a proof that does not, `context.*` for a document that cannot be signed.
    """
    verify_hash(document_hash(document, contexts), document, proof, public_key, now, contexts)


def verify_hash(
    hashed: bytes,
    document: Mapping[str, Any],
    proof: Mapping[str, Any],
    public_key: Ed25519PublicKey,
    now: datetime,
    contexts: ProcessedContexts | None = None,
) -> None:
    """As `verify`, for a document whose hash is known already: in a set each proof stands over the same document."""
    refuse_options(proof, document.get("@context"), now)
    signature = base58.decode_multibase(proof.get("proofValue"))
    if len(signature) != SIGNATURE_LENGTH:
        raise MalformedError("proof.value_malformed", f"{len(signature)} bytes in plaats van {SIGNATURE_LENGTH}")
    try:
        public_key.verify(signature, proof_hash(document, proof, contexts) + hashed)
    except InvalidSignature as problem:
        raise MalformedError("proof.signature_invalid") from problem


def hash_data(
    document: Mapping[str, Any], proof_options: Mapping[str, Any], contexts: ProcessedContexts | None = None
) -> bytes:
    """The 64 bytes that are signed: the hash of the options, then that of the document (VC-DI-EDDSA §3.2.4)."""
    return proof_hash(document, proof_options, contexts) + document_hash(document, contexts)


def document_hash(document: Mapping[str, Any], contexts: ProcessedContexts | None = None) -> bytes:
    """SHA-256 of the canonical document without its proof (VC-DI-EDDSA §3.2.3)."""
    return hashlib.sha256(canonicalise(_without_proof(document), contexts).encode()).digest()


def proof_hash(
    document: Mapping[str, Any], proof_options: Mapping[str, Any], contexts: ProcessedContexts | None = None
) -> bytes:
    """SHA-256 of the canonical proof options, read with the document's own contexts (VC-DI-EDDSA §3.2.5)."""
    options = {name: value for name, value in proof_options.items() if name != "proofValue"}
    configuration = {**options, "@context": document.get("@context")}
    return hashlib.sha256(canonicalise(configuration, contexts).encode()).digest()


def _without_proof(document: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name != "proof"}
