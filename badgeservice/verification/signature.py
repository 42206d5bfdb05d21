"""Do all proofs of a document hold, with keys that its issuer authorised? (Data Integrity 1.0 §4.4)"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.proofs import eddsa_rdfc
from badgeservice.proofs.registry import Proof, proofs_of, verify_all
from badgeservice.verification.authorised_keys import authorised_key, is_listed
from badgeservice.verification.context import Context
from badgeservice.verification.dids import resolve


def refuse_unsigned(document: Mapping[str, Any], hashed: bytes, issuer: str, context: Context) -> dict[str, str]:
    """Verify every proof of the document; the evidence names the keys, their suite and the moment of signing.

    `hashed` is the document's `eddsa_rdfc.document_hash`, which takes most of the time and was made before.

    Raises MalformedError(proof.* | issuer.mismatch) and UnavailableError(proof.cryptosuite_unknown |
    issuer.unresolvable | issuer.key_unbound | fetch.*).
    """

    def key_of(proof: Proof) -> Ed25519PublicKey:
        return _issuer_key(proof, issuer, context)

    proofs = proofs_of(document)
    verify_all(document, proofs, key_of, context.now, {eddsa_rdfc.CRYPTOSUITE: hashed})
    return _evidence(proofs)


def _issuer_key(proof: Proof, issuer: str, context: Context) -> Ed25519PublicKey:
    """The key that the proof names, if the issuer's own document lists it. Nothing is fetched for another's key."""
    method = proof.get("verificationMethod")
    if not isinstance(method, str) or "#" not in method:
        raise MalformedError("proof.vm_not_authorized", "no verification method")
    by_address = issuer.startswith("https://")
    if not by_address and method.partition("#")[0] != issuer:
        raise MalformedError("proof.vm_not_authorized", method)
    document = resolve(issuer, context)
    if by_address and not is_listed(document, method):
        raise UnavailableError("issuer.key_unbound", method)
    return authorised_key(document, method, context.now)


def _evidence(proofs: Sequence[Proof]) -> dict[str, str]:
    named = {"key": "verificationMethod", "cryptosuite": "cryptosuite", "created": "created"}
    found = {name: [str(proof[member]) for proof in proofs if member in proof] for name, member in named.items()}
    return {name: " ".join(dict.fromkeys(values)) for name, values in found.items() if values}
