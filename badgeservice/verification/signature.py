"""Is a document secured by its issuer: by all the proofs inside it, or by the token around it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from badgeservice.errors import MalformedError
from badgeservice.formats.jwt_credential import refuse_conflicts
from badgeservice.proofs import jws
from badgeservice.proofs.data_integrity import Proof, Signed, proofs_of, verify_all
from badgeservice.proofs.jwk import public_jwk, thumbprint
from badgeservice.proofs.jws import CompactJws
from badgeservice.proofs.public_key import PublicKey
from badgeservice.verification.context import Context
from badgeservice.verification.issuer_keys import key_of_key_id, key_of_method
from badgeservice.verification.subject import Subject
from badgeservice.verification.told import Told

MOST_SHOWN = 20_000
REPEATED = frozenset({"iss", "sub", "jti"})


@dataclass(frozen=True)
class Proven:
    """What shows that a signature holds; `working` are the values on the way there, for developers."""

    evidence: Mapping[str, str]
    working: Mapping[str, str]


def refuse_unsigned(subject: Subject, context: Context) -> Proven:
    """Verify the token of the document and every proof in it, with keys that the issuer's own document lists.

    Raises MalformedError(proof.* | jws.* | issuer.mismatch) and UnavailableError(proof.cryptosuite_unknown |
    issuer.unresolvable | issuer.key_unbound | fetch.*).
    """
    issuer = subject.outline.issuer.id
    if not issuer:
        raise MalformedError("issuer.mismatch", "no issuer")
    if subject.token is None:
        return _refuse_unproved(subject, issuer, context)
    if "proof" in subject.document:
        _refuse_unproved(subject, issuer, context)
    jws.refuse_header(subject.token.header)
    repeated = {name: subject.token.header[name] for name in REPEATED.intersection(subject.token.header)}
    for claims in (subject.claims, repeated):
        if claims:
            refuse_conflicts(subject.document, claims, context.now)
    key = key_of_key_id(subject.token.key_id, issuer, context)
    jws.verify(subject.token, key)
    return proven_token(subject.token, key)


def proven_token(token: CompactJws, key: PublicKey) -> Proven:
    """What shows that a token holds."""
    names = {"key": token.key_id or thumbprint(key), "algorithm": token.header["alg"]}
    return Proven(names, Told(partial(_working_of_token, token, key)))


def _refuse_unproved(subject: Subject, issuer: str, context: Context) -> Proven:
    """Verify every proof of the document (Data Integrity 1.0 §4.4)."""
    keys: list[PublicKey] = []

    def key_of(proof: Proof) -> PublicKey:
        keys.append(key_of_method(proof.get("verificationMethod"), issuer, context))
        return keys[-1]

    proofs = proofs_of(subject.document)
    signed = verify_all(subject.forms, proofs, key_of, context.now)
    return Proven(Told(partial(_evidence, proofs)), Told(partial(_working, proofs[0], signed[0], keys[0])))


def _evidence(proofs: Sequence[Proof]) -> dict[str, str]:
    named = {"key": "verificationMethod", "cryptosuite": "cryptosuite", "created": "created"}
    found = {name: [str(proof[member]) for proof in proofs if member in proof] for name, member in named.items()}
    found["cryptosuite"] = [str(proof.get("cryptosuite", proof["type"])) for proof in proofs]
    return {name: " ".join(dict.fromkeys(values)) for name, values in found.items() if values}


def _working(proof: Proof, signed: Signed, key: PublicKey) -> dict[str, str]:
    """The intermediate values of the first proof, as VC-DI-EDDSA appendix B shows them."""
    return {
        "canonical_document": signed.document[:MOST_SHOWN].decode(errors="replace"),
        "document_hash": signed.document_hash.hex(),
        "canonical_options": signed.options[:MOST_SHOWN].decode(errors="replace"),
        "options_hash": signed.options_hash.hex(),
        "hash": signed.hash_name,
        "signature": str(proof["proofValue"]),
        "public_key": _written(key),
    }


def _working_of_token(token: CompactJws, key: PublicKey) -> dict[str, str]:
    shown = token.signing_input[:MOST_SHOWN].decode()
    return {"signing_input": shown, "signature": token.signature, "public_key": _written(key)}


def _written(key: PublicKey) -> str:
    return " ".join(f"{name}={value}" for name, value in public_jwk(key).items())
