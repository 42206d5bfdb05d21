"""A chain of proofs that others made holds, and no other does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from badgeservice.conformance.contexts import open_contexts
from badgeservice.errors import MalformedError
from badgeservice.proofs import multikey
from badgeservice.proofs.data_integrity import proofs_of, verify_all
from badgeservice.proofs.forms import Forms
from badgeservice.proofs.public_key import PublicKey

# w3c-ccg/data-integrity-test-suite-assertion, inputs/eddsa-rdfc-2022/2.0-previousProofArrayOk-SimpleSigned2.json
FIRST = "urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544"
KEYS = ("z6MktgKTsu1QhX6QPbyqG6geXdw6FQCZBPq7uQpieWbiQiG7", "z6MkhWqdDBPojHA7cprTGTt5yHv5yUi1B8cnXn8ReLumkw6E")
CHAIN: dict[str, Any] = {
    "@context": [
        "https://www.w3.org/ns/credentials/v2",
        {
            "@context": {
                "AlumniCredential": "https://www.example.org/AlumniCredential",
                "alumniOf": "https://www.example.org/alumniOf",
            }
        },
    ],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of a VC 2.0 Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
    "proof": [
        {
            "type": "DataIntegrityProof",
            "id": FIRST,
            "cryptosuite": "eddsa-rdfc-2022",
            "created": "2023-02-26T22:06:38Z",
            "verificationMethod": f"did:key:{KEYS[0]}#{KEYS[0]}",
            "proofPurpose": "assertionMethod",
            "proofValue": "z3MPPHM5VFhWw2teqGvjXDzsrqPcJoruJryZKCfhjpfpMjqgJq2D3whcG23BKnonAyT8c45VK4SfiQfkShFWPGmsi",
        },
        {
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-rdfc-2022",
            "created": "2023-02-26T22:16:38Z",
            "verificationMethod": f"did:key:{KEYS[1]}#{KEYS[1]}",
            "proofPurpose": "assertionMethod",
            "previousProof": [FIRST],
            "proofValue": "z4eFuUYchGeBhRgAqupyQko8GB7JDF6Ws5Sfnrqx799ERJgDLxoJC2NyjEmfTqcpRukbdEGZX7wnhkya9sQzNF7rp",
        },
    ],
}
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def key_of(proof: Mapping[str, Any]) -> PublicKey:
    return multikey.decode_public(proof["verificationMethod"].partition("#")[2])


def verify(document: dict[str, Any]) -> int:
    return len(verify_all(Forms(document, open_contexts()), proofs_of(document), key_of, NOW))


def test_the_published_chain_holds() -> None:
    assert verify(CHAIN) == 2


@pytest.mark.parametrize(
    "proofs",
    [
        CHAIN["proof"][1:],
        [{**CHAIN["proof"][0], "id": "urn:uuid:other"}, CHAIN["proof"][1]],
        [CHAIN["proof"][0], {**CHAIN["proof"][1], "previousProof": 5}],
        [CHAIN["proof"][0], {name: value for name, value in CHAIN["proof"][1].items() if name != "previousProof"}],
        [{**CHAIN["proof"][0], "created": "2023-02-26T22:06:39Z"}, CHAIN["proof"][1]],
    ],
)
def test_a_chain_with_a_link_missing_or_changed_does_not(proofs: list[dict[str, Any]]) -> None:
    with pytest.raises(MalformedError, match=r"proof\."):
        verify({**CHAIN, "proof": proofs})
