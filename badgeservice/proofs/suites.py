"""Which cryptosuites do we judge, and what does each sign over, with which keys?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.proofs import ed25519_key
from badgeservice.proofs.forms import JCS, RDFC
from badgeservice.proofs.public_key import PublicKey

ED25519_SIGNATURE_2020 = "Ed25519Signature2020"

_EDDSA_LENGTH = 64


@dataclass(frozen=True)
class Suite:
    """A cryptosuite: its name, its canonical form, the hash that goes with a key, and how a signature is checked."""

    name: str
    form: str
    hash_for: Callable[[PublicKey], str]
    verify: Callable[[PublicKey, bytes, bytes], None]


def suite_of(proof: Mapping[str, Any]) -> Suite:
    """The suite of a proof; raises UnavailableError `proof.cryptosuite_unknown` for one that we cannot judge."""
    kind, name = proof.get("type"), proof.get("cryptosuite")
    if kind == ED25519_SIGNATURE_2020:
        return _ED25519_2020
    if kind != "DataIntegrityProof" or not isinstance(name, str) or name not in SUITES:
        raise UnavailableError("proof.cryptosuite_unknown", str(name or kind)[:100])
    return SUITES[name]


def _hash_for_ed25519(key: PublicKey) -> str:
    if not isinstance(key, Ed25519PublicKey):
        raise MalformedError("proof.value_malformed", "deze sleutel hoort niet bij deze soort handtekening")
    return "sha256"


def _hash_for_curve(key: PublicKey) -> str:
    """SHA-256 with P-256, SHA-384 with P-384 (VC-DI-ECDSA §3.2)."""
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise MalformedError("proof.value_malformed", "deze sleutel hoort niet bij deze soort handtekening")
    return "sha256" if isinstance(key.curve, ec.SECP256R1) else "sha384"


def _verify_eddsa(key: PublicKey, signature: bytes, signed: bytes) -> None:
    if len(signature) != _EDDSA_LENGTH:
        raise MalformedError("proof.value_malformed", f"{len(signature)} bytes in plaats van {_EDDSA_LENGTH}")
    if not isinstance(key, Ed25519PublicKey):
        raise MalformedError("proof.value_malformed", "een andere sleutel")
    if not ed25519_key.holds(signature, signed, key):
        raise MalformedError("proof.signature_invalid")


def _verify_ecdsa(key: PublicKey, signature: bytes, signed: bytes) -> None:
    """r and s after each other, each as long as the curve's field (VC-DI-ECDSA §3.2.1; IEEE P1363)."""
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise MalformedError("proof.value_malformed", "een andere sleutel")
    half = (key.key_size + 7) // 8
    if len(signature) != 2 * half:
        raise MalformedError("proof.value_malformed", f"{len(signature)} bytes in plaats van {2 * half}")
    der = encode_dss_signature(int.from_bytes(signature[:half]), int.from_bytes(signature[half:]))
    algorithm = hashes.SHA256() if _hash_for_curve(key) == "sha256" else hashes.SHA384()
    try:
        key.verify(der, signed, ec.ECDSA(algorithm))
    except InvalidSignature as problem:
        raise MalformedError("proof.signature_invalid") from problem


EDDSA_RDFC = Suite("eddsa-rdfc-2022", RDFC, _hash_for_ed25519, _verify_eddsa)
_ED25519_2020 = Suite(ED25519_SIGNATURE_2020, RDFC, _hash_for_ed25519, _verify_eddsa)
SUITES: Mapping[str, Suite] = {
    suite.name: suite
    for suite in (
        EDDSA_RDFC,
        Suite("eddsa-jcs-2022", JCS, _hash_for_ed25519, _verify_eddsa),
        Suite("ecdsa-rdfc-2019", RDFC, _hash_for_curve, _verify_ecdsa),
    )
}
