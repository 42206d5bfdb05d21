"""What in a Data Integrity proof is not as it must be, or not as the one who asks expects? (Data Integrity 1.0 §2.1)"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from badgeservice.conformance.problem import CHALLENGE, DOMAIN, VERIFICATION, Problem
from badgeservice.conformance.values import is_url
from badgeservice.formats.reading import items, nodes

Proof = Mapping[str, Any]

TEXTS = ("cryptosuite", "challenge", "nonce", "proofValue", "created", "expires", "proofPurpose")
REQUIRED = ("verificationMethod", "proofPurpose", "proofValue")
URLS = ("id", "verificationMethod")


def problems_with_proofs(document: Mapping[str, Any], options: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with the form of the proofs, and with what the options of the request ask of them."""
    proofs = nodes(document.get("proof"))
    form = [Problem(VERIFICATION, said) for proof in proofs for said in _to_form(proof)]
    return [*form, *_unexpected(proofs, options)]


def _to_form(proof: Proof) -> Iterator[str]:
    if not isinstance(proof.get("type"), str):
        yield "proof.type is not one text"
    if proof.get("type") == "DataIntegrityProof" and "cryptosuite" not in proof:
        yield "proof.cryptosuite is missing"
    yield from (f"proof.{name} is missing" for name in REQUIRED if name not in proof)
    yield from (f"proof.{name} is not a text" for name in TEXTS if not isinstance(proof.get(name, ""), str))
    yield from (f"proof.{name} is not a URL" for name in URLS if name in proof and not is_url(proof[name]))
    if "domain" in proof and not all(isinstance(one, str) for one in items(proof["domain"]) or [None]):
        yield "proof.domain is not one or more texts"


def _unexpected(proofs: Sequence[Proof], options: Mapping[str, Any]) -> Iterator[Problem]:
    """Data Integrity 1.0 §4.4: what the options name must be what each proof says."""
    for proof in proofs:
        if options.get("expectedProofPurpose") not in (None, proof.get("proofPurpose")):
            yield Problem(VERIFICATION, "proof.proofPurpose is not the one expected")
        if options.get("challenge") not in (None, proof.get("challenge")):
            yield Problem(CHALLENGE, "proof.challenge is not the one expected")
        domains = items(options.get("domain"))
        if domains and not _same_texts(domains, items(proof.get("domain"))):
            yield Problem(DOMAIN, "proof.domain is not the one expected")


def _same_texts(wanted: Sequence[Any], said: Sequence[Any]) -> bool:
    texts = [one for one in (*wanted, *said) if not isinstance(one, str)]
    return not texts and set(wanted) == set(said)
