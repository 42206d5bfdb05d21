"""How is a proof made over a document? Data Integrity (vc-di-eddsa, vc-di-ecdsa, Ed25519Signature2020) and JWS."""

from __future__ import annotations

import copy
import hashlib
import hmac
import json
from collections.abc import Callable, Sequence
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from casemaking import canonical
from casemaking.keys import PrivateKey, base58, base64url

CREATED = "2026-11-22T10:00:00Z"
CANONICAL: dict[str, Callable[[Any], bytes]] = {"rdfc": canonical.rdfc, "jcs": canonical.jcs}


def prove(
    document: dict[str, Any],
    key: PrivateKey,
    method: str,
    suite: str = "eddsa-rdfc-2022",
    *,
    array: bool = True,
    **options: Any,
) -> dict[str, Any]:
    """The document with a proof; `options` are members of the proof, None leaves one out."""
    signed = {**copy.deepcopy(document), "proof": proof_for(document, key, method, suite, **options)}
    if array:
        signed["proof"] = [signed["proof"]]
    return signed


def proof_for(
    document: dict[str, Any],
    key: PrivateKey,
    method: str,
    suite: str = "eddsa-rdfc-2022",
    *,
    before: Sequence[dict[str, Any]] = (),
    **options: Any,
) -> dict[str, Any]:
    """A proof over the document without its `proof`, but with those `before` it in a chain (Data Integrity §4.2)."""
    proof = _options(suite, method, options)
    bare = {name: value for name, value in document.items() if name != "proof"}
    if before:
        bare["proof"] = list(before)
    if "jcs" in suite:
        proof = {"@context": bare["@context"], **proof} if "@context" not in proof else proof
    return {**proof, "proofValue": "z" + base58(signature(key, hash_data(bare, proof, suite, key)))}


def hash_data(bare: dict[str, Any], proof: dict[str, Any], suite: str, key: PrivateKey) -> bytes:
    """The hash of the proof's options, then that of the document (vc-di-eddsa §3.3.4)."""
    digest = hashlib.sha384 if _is_p384(key) else hashlib.sha256
    form = CANONICAL["jcs" if "jcs" in suite else "rdfc"]
    config = {**proof, "@context": proof["@context"] if "jcs" in suite else bare["@context"]}
    return digest(form(config)).digest() + digest(form(bare)).digest()


def signature(key: PrivateKey, data: bytes) -> bytes:
    """The raw signature; ECDSA as r and s (IEEE P1363), deterministic (RFC 6979), so that files stay the same."""
    if isinstance(key, Ed25519PrivateKey):
        return key.sign(data)
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(data, padding.PKCS1v15(), hashes.SHA256())
    size = key.curve.key_size // 8
    r, s = decode_dss_signature(der_signature(key, data))
    return r.to_bytes(size, "big") + s.to_bytes(size, "big")


def der_signature(key: ec.EllipticCurvePrivateKey, data: bytes) -> bytes:
    """ECDSA in DER, which JOSE and Data Integrity do not take."""
    digest: hashes.HashAlgorithm = hashes.SHA384() if _is_p384(key) else hashes.SHA256()
    return key.sign(data, ec.ECDSA(digest, deterministic_signing=True))


def jwt(payload: Any, key: PrivateKey | bytes | None, header: dict[str, Any]) -> str:
    """A compact JWS (RFC 7515); `payload` is bytes, or a value that becomes compact JSON."""
    body = payload if isinstance(payload, bytes) else json.dumps(payload, ensure_ascii=False).encode()
    return jws_of(json.dumps(header).encode(), body, key)


def jws_of(header: bytes, body: bytes, key: PrivateKey | bytes | None) -> str:
    """A compact JWS of raw bytes; bytes as a key make an HMAC, no key makes no signature."""
    head = f"{base64url(header)}.{base64url(body)}"
    return f"{head}.{base64url(_jws_signature(key, head.encode()))}"


def algorithm(key: PrivateKey) -> str:
    """The JOSE algorithm that belongs to a key."""
    if isinstance(key, Ed25519PrivateKey):
        return "EdDSA"
    if isinstance(key, rsa.RSAPrivateKey):
        return "RS256"
    return "ES384" if _is_p384(key) else "ES256"


def _jws_signature(key: PrivateKey | bytes | None, data: bytes) -> bytes:
    if key is None:
        return b""
    if isinstance(key, bytes):
        return hmac.new(key, data, hashlib.sha256).digest()
    return signature(key, data)


def _options(suite: str, method: str, options: dict[str, Any]) -> dict[str, Any]:
    is_old = suite == "Ed25519Signature2020"
    proof: dict[str, Any] = {
        "type": suite if is_old else "DataIntegrityProof",
        "cryptosuite": None if is_old else suite,
        "created": CREATED,
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
        **options,
    }
    return {name: value for name, value in proof.items() if value is not None}


def _is_p384(key: PrivateKey) -> bool:
    return isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.key_size == 384
