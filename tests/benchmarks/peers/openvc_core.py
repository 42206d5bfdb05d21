"""openvc-core: its signing and checking of the proof, and its status list."""

from __future__ import annotations

from issued import GIVEN, KEY
from openvc.keys import Ed25519SigningKey
from openvc.proof.data_integrity import DataIntegrityProofSuite
from openvc.status.bitstring import encode_bitstring, new_bitstring, set_status_bit

from benchmarks import material
from benchmarks.timing import Work


def sign() -> Work:
    suite, key = DataIntegrityProofSuite(), Ed25519SigningKey(KEY, kid=material.METHOD)
    return lambda: suite.add_proof(
        material.UNSIGNED,
        signing_key=key,
        verification_method=material.METHOD,
        created=GIVEN,
        extra_contexts=material.KNOWN_CONTEXTS,
    )


def verify() -> Work:
    suite, key = DataIntegrityProofSuite(), material.jwk_of_issuer()
    return lambda: suite.verify(
        material.WITH_ONE_PROOF, public_key_jwk=key, now=material.NOW, extra_contexts=material.KNOWN_CONTEXTS
    )


def encode_list() -> Work:
    def work() -> str:
        bits = new_bitstring(material.LIST_SIZE)
        for index in material.SET_INDEXES:
            set_status_bit(bits, index, 1)
        return encode_bitstring(bytes(bits))

    return work
