"""How do credentials, presentations and tokens come about without a line of the service that judges them?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casemaking import keys
from casemaking.canonical import VC2
from casemaking.cast import Signer, did_key
from casemaking.keys import base58
from casemaking.signing import hash_data, proof_for, signature

RDFC, JCS = "eddsa-rdfc-2022", "eddsa-jcs-2022"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
LEFT_OUT: Any = ...

# Stands for the issuer of the mode, whose id is known only once it has started.
ISSUER = "did:example:the-issuer-of-the-mode"

OTHER = did_key(keys.ed25519("an issuer elsewhere"))
STRANGER = did_key(keys.ed25519("somebody else"))
HOLDER = did_key(keys.ed25519("the holder"))
SUBJECT = {"id": "did:example:learner", "name": "Sanne de Boer"}


def credential(issuer: Any, /, **changes: Any) -> dict[str, Any]:
    """The least that a credential holds, with changes: `context` is its @context, LEFT_OUT leaves a member out."""
    document = {
        "@context": [VC2],
        "type": ["VerifiableCredential"],
        "issuer": issuer,
        "validFrom": "2026-11-22T10:00:00Z",
        "credentialSubject": SUBJECT,
    }
    return _changed(document, changes)


def proved(document: Mapping[str, Any], signer: Signer = OTHER, suite: str = RDFC, **options: Any) -> dict[str, Any]:
    """The document with one proof, by the independent signer of the cases; None leaves a member of the proof out."""
    if suite == JCS and "@context" not in document:
        options = {"@context": [VC2], **options}
    return {**document, "proof": proof_for(dict(document), signer.key, signer.method, suite, **options)}


def given(signer: Signer = OTHER, suite: str = RDFC, /, **changes: Any) -> dict[str, Any]:
    """A credential as this signer gives it; a `proof` among the changes is a mapping of options of the proof."""
    options = changes.pop("proof", {})
    return proved(credential(signer.id, **changes), signer, suite, **options)


def damaged(document: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """The document with members changed after it was signed."""
    return _changed(document, changes)


def damaged_proof(document: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """The document with members of its one proof changed after it was signed."""
    return {**document, "proof": _changed(document["proof"], changes)}


def chained(document: Mapping[str, Any], before: list[dict[str, Any]], signer: Signer, previous: Any) -> dict[str, Any]:
    """A proof that also signs the proofs `before` it (Data Integrity 1.0 §4.3): `previous` names them."""
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": RDFC,
        "created": "2026-11-22T11:00:00Z",
        "verificationMethod": signer.method,
        "proofPurpose": "assertionMethod",
        "previousProof": previous,
    }
    signed = hash_data({**document, "proof": before}, proof, RDFC, signer.key)
    return {**proof, "proofValue": "z" + base58(signature(signer.key, signed))}


def presentation(*credentials: Any, signer: Signer = HOLDER, proof: Any = None, **changes: Any) -> dict[str, Any]:
    """A presentation of these credentials, or of one by another issuer, with the holder's proof."""
    return proved(unsigned_presentation(*credentials, **changes), signer, **for_authentication(**(proof or {})))


def unsigned_presentation(*credentials: Any, **changes: Any) -> dict[str, Any]:
    """The same before it is secured."""
    document = {
        "@context": [VC2],
        "type": ["VerifiablePresentation"],
        "holder": HOLDER.id,
        "verifiableCredential": list(credentials) or [given()],
    }
    return _changed(document, changes)


def for_authentication(**options: Any) -> dict[str, Any]:
    """The options of the proof of a presentation."""
    return {"proofPurpose": "authentication", **options}


def envelope(token: str, **changes: Any) -> dict[str, Any]:
    """An EnvelopedVerifiableCredential around a token."""
    return _changed(
        {"@context": [VC2], "id": f"data:application/vc+jwt,{token}", "type": "EnvelopedVerifiableCredential"}, changes
    )


def presentation_envelope(token: str, **changes: Any) -> dict[str, Any]:
    """An EnvelopedVerifiablePresentation around a token."""
    return _changed(
        {"@context": [VC2], "id": f"data:application/vp+jwt,{token}", "type": "EnvelopedVerifiablePresentation"},
        changes,
    )


def _changed(document: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    named = {"@context" if name == "context" else name: value for name, value in changes.items()}
    return {name: value for name, value in {**document, **named}.items() if value is not LEFT_OUT}
