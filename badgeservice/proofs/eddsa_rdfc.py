"""How is a document signed with the cryptosuite eddsa-rdfc-2022?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from badgeservice.jsonld.moment import write_moment
from badgeservice.jsonld.processor import ProcessedContexts
from badgeservice.proofs import base58
from badgeservice.proofs.data_integrity import signed_by
from badgeservice.proofs.forms import Forms
from badgeservice.proofs.suites import EDDSA_RDFC, Suite


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
    forms = Forms(document, contexts)
    proof = prove(forms, options_of(verification_method, created), EDDSA_RDFC, private_key)
    return {**forms.document, "proof": [proof]}


def options_of(verification_method: str, created: datetime) -> dict[str, str]:
    """The proof without its value (VC-DI-EDDSA §3.2.5)."""
    return {
        "type": "DataIntegrityProof",
        "cryptosuite": EDDSA_RDFC.name,
        "created": write_moment(created),
        "verificationMethod": verification_method,
        "proofPurpose": "assertionMethod",
    }


def prove(forms: Forms, options: Mapping[str, Any], suite: Suite, private_key: Ed25519PrivateKey) -> dict[str, Any]:
    """A proof with these options, by a suite of Ed25519 (VC-DI-EDDSA §3.2.1, §3.3.1); in a chain of `forms.after`."""
    signature = private_key.sign(signed_by(forms, options, suite, "sha256").data)
    return {**options, "proofValue": "z" + base58.encode(signature)}
