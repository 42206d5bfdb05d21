"""Which public keys can be trusted to tell one message, and one signer, from another?"""

from __future__ import annotations

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.proofs.ed25519_key import load_public_key

PublicKey = Ed25519PublicKey | ec.EllipticCurvePublicKey | rsa.RSAPublicKey

MIN_RSA_BITS = 2048
MAX_RSA_BITS = 8192
MIN_RSA_EXPONENT = 65_537
CURVES: dict[str, type[ec.EllipticCurve]] = {"P-256": ec.SECP256R1, "P-384": ec.SECP384R1}
# For those who ask for it by name: the verdicts of the service know no P-521.
MORE_CURVES: dict[str, type[ec.EllipticCurve]] = {**CURVES, "P-521": ec.SECP521R1}
MAX_PEM = 16_000


def load_point(curve: str, encoded: bytes) -> ec.EllipticCurvePublicKey:
    """The key of a point on one of MORE_CURVES, written as SEC 1 §2.3.3; MalformedError `proof.value_malformed`."""
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(MORE_CURVES[curve](), encoded)
    except ValueError as problem:
        raise MalformedError("proof.value_malformed", f"geen punt van {curve}") from problem


def load_rsa(modulus: int, exponent: int) -> rsa.RSAPublicKey:
    """An RSA key of at least 2048 bits and an exponent of at least 65537; MalformedError `proof.key_weak`."""
    bits = modulus.bit_length()
    if bits < MIN_RSA_BITS or exponent < MIN_RSA_EXPONENT:
        raise MalformedError("proof.key_weak", f"RSA van {bits} bits met exponent {str(exponent)[:20]}")
    if bits > MAX_RSA_BITS or exponent >= 2**32 or not exponent % 2 or not modulus % 2:
        raise MalformedError("proof.value_malformed", f"RSA van {bits} bits")
    return rsa.RSAPublicNumbers(exponent, modulus).public_key()


def load_pem(text: object) -> PublicKey:
    """The key of a `publicKeyPem` (OB 2.0 `CryptographicKey`), as weak or strong as any other.

    Raises MalformedError `proof.value_malformed` or `proof.key_weak`, UnavailableError `proof.cryptosuite_unknown`.
    """
    if not isinstance(text, str) or len(text) > MAX_PEM or "PRIVATE" in text:
        weak = isinstance(text, str) and "PRIVATE" in text
        raise MalformedError("proof.key_weak" if weak else "proof.value_malformed", "publicKeyPem")
    try:
        return accept(load_pem_public_key(text.strip().encode()))
    except (ValueError, UnsupportedAlgorithm) as problem:
        raise MalformedError("proof.value_malformed", "publicKeyPem") from problem


def accept(key: object) -> PublicKey:
    """The key, when it is of a kind that we use and is not weak; raises as `load_pem` does."""
    if isinstance(key, Ed25519PublicKey):
        return load_public_key(key.public_bytes_raw())
    if isinstance(key, rsa.RSAPublicKey):
        numbers = key.public_numbers()
        return load_rsa(numbers.n, numbers.e)
    if isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, tuple(CURVES.values())):
        return key
    raise UnavailableError("proof.cryptosuite_unknown", "een ander soort sleutel")
