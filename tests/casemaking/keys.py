"""Which keys do the makers of the cases hold? Each follows from its name, so that every run makes the same files."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
ORDER = {
    "P-256": 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    "P-384": 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973,
}
CURVES: dict[str, ec.EllipticCurve] = {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1()}
SMALL_PRIMES = [n for n in range(3, 2000, 2) if all(n % d for d in range(3, int(n**0.5) + 1, 2))]

PrivateKey = Ed25519PrivateKey | ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def ed25519(name: str) -> Ed25519PrivateKey:
    """The Ed25519 key of this name."""
    return Ed25519PrivateKey.from_private_bytes(_digits(f"ed25519 {name}", 32))


def elliptic(name: str, curve: str = "P-256") -> ec.EllipticCurvePrivateKey:
    """The P-256 or P-384 key of this name."""
    number = int.from_bytes(_digits(f"{curve} {name}", 64), "big") % (ORDER[curve] - 1) + 1
    return ec.derive_private_key(number, CURVES[curve])


@cache
def rsa_key(name: str, bits: int = 2048, exponent: int = 65537) -> rsa.RSAPrivateKey:
    """The RSA key of this name."""
    p = _prime(f"{name} p", bits // 2, exponent)
    q = _prime(f"{name} q", bits // 2, exponent)
    p, q = max(p, q), min(p, q)
    d = pow(exponent, -1, (p - 1) * (q - 1))
    public = rsa.RSAPublicNumbers(exponent, p * q)
    numbers = rsa.RSAPrivateNumbers(p, q, d, d % (p - 1), d % (q - 1), pow(q, -1, p), public)
    return numbers.private_key()


def raw_public(key: Any) -> bytes:
    """The 32 bytes of an Ed25519 key, or the compressed point of another."""
    public = key.public_key()
    if isinstance(key, Ed25519PrivateKey):
        return public.public_bytes(Encoding.Raw, PublicFormat.Raw)  # type: ignore[no-any-return]
    return public.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)  # type: ignore[no-any-return]


def multikey(key: Any) -> str:
    """The public key as a Multikey value (Controlled Identifiers §2.2.2)."""
    return multikey_of(prefix(key), raw_public(key))


def multikey_of(header: bytes, raw: bytes) -> str:
    """Any bytes as if they were a Multikey value."""
    return "z" + base58(header + raw)


def prefix(key: Any) -> bytes:
    """The multicodec header of this kind of key."""
    if isinstance(key, Ed25519PrivateKey):
        return b"\xed\x01"
    return b"\x80\x24" if key.curve.key_size == 256 else b"\x81\x24"


def jwk(key: Any, **more: Any) -> dict[str, Any]:
    """The public key as a JWK (RFC 7517, RFC 8037)."""
    if isinstance(key, Ed25519PrivateKey):
        return {"kty": "OKP", "crv": "Ed25519", "x": base64url(raw_public(key)), **more}
    numbers = key.public_key().public_numbers()
    if isinstance(key, rsa.RSAPrivateKey):
        size = (key.key_size + 7) // 8
        exponent = numbers.e.to_bytes((numbers.e.bit_length() + 7) // 8, "big")
        return {"kty": "RSA", "n": base64url(numbers.n.to_bytes(size, "big")), "e": base64url(exponent), **more}
    size = key.curve.key_size // 8
    x, y = (base64url(number.to_bytes(size, "big")) for number in (numbers.x, numbers.y))
    return {"kty": "EC", "crv": f"P-{key.curve.key_size}", "x": x, "y": y, **more}


def pem(key: Any) -> str:
    """The public key as PEM, as Open Badges 2.0 wants it."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()  # type: ignore[no-any-return]


def base58(data: bytes) -> str:
    """Base58 in Bitcoin's alphabet."""
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, place = divmod(number, 58)
        text = ALPHABET[place] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def base58_bytes(text: str) -> bytes:
    """Base58 read back."""
    number = 0
    for letter in text:
        number = number * 58 + ALPHABET.index(letter)
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def base64url(data: bytes) -> str:
    """Base64url without padding (RFC 7515 §2)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def base64url_bytes(text: str) -> bytes:
    """Base64url read back."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _digits(name: str, size: int) -> bytes:
    blocks = (hashlib.sha256(f"case {name} {count}".encode()).digest() for count in range(size // 32 + 1))
    return b"".join(blocks)[:size]


def _prime(name: str, bits: int, exponent: int) -> int:
    """The first prime from a start that follows from the name, with its two highest bits set."""
    start = int.from_bytes(_digits(name, bits // 8), "big")
    number = start | 1 | (3 << (bits - 2))
    while not (_is_prime(number) and number % exponent != 1):
        number += 2
    return number


def _is_prime(number: int) -> bool:
    if any(number % prime == 0 for prime in SMALL_PRIMES):
        return False
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    return all(_passes(number, base, odd, twos) for base in SMALL_PRIMES[:16])


def _passes(number: int, base: int, odd: int, twos: int) -> bool:
    """Miller-Rabin for one base."""
    power = pow(base, odd, number)
    if power in (1, number - 1):
        return True
    for _ in range(twos - 1):
        power = power * power % number
        if power == number - 1:
            return True
    return False
