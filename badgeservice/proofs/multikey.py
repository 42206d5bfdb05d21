"""How is a public key written as a Multikey? (Controlled Identifiers 1.0 §2.2.2)"""

from __future__ import annotations

from functools import cache

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from badgeservice.errors import MalformedError
from badgeservice.model.memory import Memory
from badgeservice.proofs import base58
from badgeservice.proofs.ed25519_key import load_public_key
from badgeservice.proofs.public_key import load_point

MOST_KEPT = 256

_ED25519_PUBLIC = b"\xed\x01"
_CURVES = {b"\x80\x24": ("P-256", 33), b"\x81\x24": ("P-384", 49)}


def encode_public(key: Ed25519PublicKey | ec.EllipticCurvePublicKey) -> str:
    """The `publicKeyMultibase` of a key: z6Mk…, zDna… or z82L…"""
    if isinstance(key, Ed25519PublicKey):
        return "z" + base58.encode(_ED25519_PUBLIC + key.public_bytes_raw())
    point = key.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    prefix = next(prefix for prefix, (_, length) in _CURVES.items() if length == len(point))
    return "z" + base58.encode(prefix + point)


def decode_public(text: object) -> Ed25519PublicKey | ec.EllipticCurvePublicKey:
    """The key of a `publicKeyMultibase`; raises MalformedError `proof.value_malformed` or `proof.key_weak`."""
    known = _read_before().recall(text) if isinstance(text, str) else None
    if known is None:
        known = _decoded(text)
        _read_before().keep(str(text), known)
    return known


@cache
def _read_before() -> Memory[str, Ed25519PublicKey | ec.EllipticCurvePublicKey]:
    """Issuers sign many badges with one key."""
    return Memory(MOST_KEPT)


def _decoded(text: object) -> Ed25519PublicKey | ec.EllipticCurvePublicKey:
    raw = base58.decode_multibase(text)
    if raw.startswith(_ED25519_PUBLIC):
        return load_public_key(raw.removeprefix(_ED25519_PUBLIC))
    curve, length = _CURVES.get(raw[:2], ("", 0))
    if len(raw) != length + 2 or not curve:
        raise MalformedError("proof.value_malformed", "geen Multikey van Ed25519, P-256 of P-384")
    return load_point(curve, raw[2:])
