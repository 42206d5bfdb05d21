"""Do the W3C's known-answer vectors of eddsa-rdfc-2022 hold byte for byte?"""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from badgeservice.errors import MalformedError
from badgeservice.jsonld.canonical import canonicalise
from badgeservice.jsonld.contexts import CONTEXTS
from badgeservice.jsonld.processor import ProcessedContexts
from badgeservice.proofs import base58, data_integrity, eddsa_rdfc, multikey
from badgeservice.proofs.forms import Forms
from badgeservice.proofs.suites import EDDSA_RDFC

VECTORS = Path(__file__).parents[1] / "assets" / "vc-di-eddsa"
EXAMPLES = ProcessedContexts({**CONTEXTS, **json.loads((VECTORS / "contexts.json").read_text(encoding="utf-8"))})
NOW = datetime(2023, 2, 25, tzinfo=UTC)

both = pytest.mark.parametrize("vector", ["alumni", "employment"])


def text(vector: str, name: str) -> str:
    return (VECTORS / vector / name).read_text(encoding="utf-8").strip()


def signed(vector: str) -> dict:
    return json.loads(text(vector, "signedDataInt.json"))


def unsigned(vector: str) -> dict:
    return {name: value for name, value in signed(vector).items() if name != "proof"}


def key_pair() -> Ed25519PrivateKey:
    pair = json.loads((VECTORS / "keyPair.json").read_text(encoding="utf-8"))
    secret = base58.decode_multibase(pair["privateKeyMultibase"]).removeprefix(b"\x80\x26")
    key = Ed25519PrivateKey.from_private_bytes(secret)
    assert multikey.encode_public(key.public_key()) == pair["publicKeyMultibase"]
    return key


@both
def test_canonical_document_is_the_published_one(vector):
    assert canonicalise(unsigned(vector), EXAMPLES).strip() == text(vector, "canonDocDataInt.txt")


@both
def test_canonical_proof_options_are_the_published_ones(vector):
    options = json.loads(text(vector, "proofConfigDataInt.json"))
    assert canonicalise(options, EXAMPLES).strip() == text(vector, "proofCanonDataInt.txt")


@both
def test_hashes_are_the_published_ones(vector):
    options = json.loads(text(vector, "proofConfigDataInt.json"))
    hashed = data_integrity.signed_by(Forms(unsigned(vector), EXAMPLES), options, EDDSA_RDFC, "sha256")
    assert hashed.document_hash.hex() == text(vector, "docHashDataInt.txt")
    assert hashed.options_hash.hex() == text(vector, "proofHashDataInt.txt")
    assert hashed.data.hex() == text(vector, "combinedHashDataInt.txt")


@both
def test_signing_gives_the_published_proof(vector):
    expected = signed(vector)["proof"]
    created = datetime.fromisoformat(expected["created"])
    document = eddsa_rdfc.sign(unsigned(vector), key_pair(), expected["verificationMethod"], created, EXAMPLES)
    assert document["proof"] == [expected]
    assert base58.decode_multibase(expected["proofValue"]).hex() == text(vector, "sigHexDataInt.txt")
    assert expected["proofValue"] == text(vector, "sigBTC58DataInt.txt")


@both
def test_published_proof_holds(vector):
    data_integrity.verify(Forms(signed(vector), EXAMPLES), signed(vector)["proof"], key_pair().public_key(), NOW)


@both
def test_published_proof_fails_over_a_changed_document(vector):
    document = copy.deepcopy(signed(vector))
    document["description"] += "."
    with pytest.raises(MalformedError, match=r"proof\.signature_invalid"):
        data_integrity.verify(Forms(document, EXAMPLES), document["proof"], key_pair().public_key(), NOW)


def test_contexts_of_the_vectors_are_unknown_outside_the_tests():
    with pytest.raises(MalformedError, match=r"context\.unknown"):
        canonicalise(unsigned("alumni"))
