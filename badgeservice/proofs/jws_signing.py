"""How is a JSON Web Signature made, with the one algorithm that fits its key? (RFC 7515 §5.1, 7518 §3, 8037)"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from badgeservice.errors import UnavailableError
from badgeservice.model import base64url

PrivateKey = Ed25519PrivateKey | ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

_CURVES = {"secp256r1": ("ES256", ECAlgorithm.SHA256), "secp384r1": ("ES384", ECAlgorithm.SHA384),
           "secp521r1": ("ES512", ECAlgorithm.SHA512)}  # fmt: skip


def sign(header: Mapping[str, Any], payload: bytes, key: PrivateKey) -> bytes:
    """The token in compact form; `alg` is added to the header and follows from the key.

    Raises UnavailableError `proof.cryptosuite_unknown` for another curve.
    """
    name, signer = _algorithm_of(key)
    first = json.dumps({"alg": name, **header}, ensure_ascii=False, separators=(",", ":")).encode()
    signing_input = f"{base64url.encode(first)}.{base64url.encode(payload)}".encode()
    return signing_input + b"." + base64url.encode(signer(signing_input)).encode()


def _algorithm_of(key: PrivateKey) -> tuple[str, Callable[[bytes], bytes]]:
    if isinstance(key, Ed25519PrivateKey):
        return "EdDSA", key.sign
    if isinstance(key, rsa.RSAPrivateKey):
        return "RS256", lambda data: RSAAlgorithm(RSAAlgorithm.SHA256).sign(data, key)
    if key.curve.name not in _CURVES:
        raise UnavailableError("proof.cryptosuite_unknown", key.curve.name)
    name, digest = _CURVES[key.curve.name]
    return name, lambda data: ECAlgorithm(digest).sign(data, key)
