"""May a credential be signed by the test issuer, and what does it look like then? (VC-API §3.2.1)"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from badgeservice.conformance.data_model import objections
from badgeservice.conformance.problem import GENERATION, Problem, RefusedError, malformed, problem_of
from badgeservice.conformance.resources_had import problems_with_resources
from badgeservice.conformance.signer import Signer
from badgeservice.conformance.values import identifier_of
from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import strict_json
from badgeservice.formats.reading import items
from badgeservice.formats.recognise import recognise_text
from badgeservice.jsonld.contexts import CREDENTIALS_V1
from badgeservice.jsonld.moment import read_moment, write_moment
from badgeservice.proofs.data_integrity import before
from badgeservice.proofs.eddsa_rdfc import prove
from badgeservice.proofs.forms import JCS, Forms
from badgeservice.proofs.proof_options import ASSERTION
from badgeservice.proofs.suites import SUITES
from badgeservice.status.status_list import ENTRY_TYPE
from badgeservice.verification.checks.structure import has_a_valid_structure
from badgeservice.verification.context import Context
from badgeservice.verification.subject import subject_of

# What the options may say of the proof itself, besides what has rules of its own below.
PLAIN_OPTIONS = ("id", "domain", "challenge", "nonce", "expires", "previousProof")
EDDSA_SUITES = ("eddsa-rdfc-2022", "eddsa-jcs-2022")

# What the suite for VCDM 2.0 writes where the issuer of an implementation belongs; the method is nobody's.
PLACEHOLDERS = ("did:example:issuer", "did:example:other-issuer")
WORDS = ("https://w3id.org/security/data-integrity/v1", "https://w3id.org/security/data-integrity/v2")

Document = dict[str, Any]


def issue(credential: Mapping[str, Any], options: Mapping[str, Any], issuer: Signer, context: Context) -> Document:
    """The credential with everything that it said, and a proof of the test issuer.

    `options` may name `cryptosuite`, `created`, `expires`, `domain`, `challenge`, `nonce`, `previousProof`, the `id` of
    the proof, and a `credentialStatus` to be added. Raises RefusedError for what must not be signed.
    """
    document = _with_words_of_proofs(_with_status(dict(credential), options.get("credentialStatus")))
    found = malformed(*objections(document))
    document = _with_issuer(document, issuer.id)
    if identifier_of(document.get("issuer")) != issuer.id:
        found.append(Problem(GENERATION, f"the key that is held here is not one of the issuer; it is of {issuer.id}"))
    if found:
        raise RefusedError(found)
    try:
        signed = _signed(document, options, issuer, context)
        _refuse_unsound(signed, context)
    except (MalformedError, UnavailableError) as problem:
        raise RefusedError([problem_of(problem)]) from problem
    unfit = problems_with_resources(document, context, unknown_counts=False)
    if unfit:
        raise RefusedError(unfit)
    return signed


def _signed(document: Document, options: Mapping[str, Any], issuer: Signer, context: Context) -> Document:
    earlier = items(document.get("proof"))
    if not all(isinstance(proof, Mapping) for proof in earlier):
        raise MalformedError("proof.value_malformed", "a proof that is not an object")
    said = _proof_options(options, issuer, context.now)
    suite = SUITES[said["cryptosuite"]]
    if suite.form == JCS:
        # VC-DI-EDDSA §3.3.1: what signs the text names the contexts in the proof too.
        said = {"@context": document["@context"], **said}
    forms = Forms(document, context.contexts, context.meter).after(before(said, earlier))
    proof = prove(forms, said, suite, issuer.private_key)
    return {**document, "proof": [*earlier, proof] if earlier else proof}


def _proof_options(options: Mapping[str, Any], issuer: Signer, now: datetime) -> Document:
    """The options of the proof (VC-DI-EDDSA §3.2.5). Raises RefusedError for one that cannot be met."""
    suite = options.get("cryptosuite", EDDSA_SUITES[0])
    _refuse_other(options, "type", "DataIntegrityProof")
    _refuse_other(options, "verificationMethod", issuer.verification_method)
    _refuse_other(options, "proofPurpose", ASSERTION)
    if suite not in EDDSA_SUITES:
        raise RefusedError([Problem(GENERATION, f"options.cryptosuite is none of {', '.join(EDDSA_SUITES)}")])
    for name in ("created", "expires"):
        if name in options:
            read_moment(options[name])
    return {
        "type": "DataIntegrityProof",
        "cryptosuite": suite,
        "created": options.get("created", write_moment(now)),
        "verificationMethod": issuer.verification_method,
        "proofPurpose": ASSERTION,
        **{name: options[name] for name in PLAIN_OPTIONS if options.get(name) is not None},
    }


def _refuse_other(options: Mapping[str, Any], name: str, only: str) -> None:
    if options.get(name, only) != only:
        raise RefusedError([Problem(GENERATION, f"options.{name} can only be {only}")])


def _with_status(document: Document, added: object) -> Document:
    """The credential with a status entry besides those it has; entries without a type are of the Bitstring kind."""
    if added is None:
        return document
    entries: Sequence[Any] = [
        {"type": ENTRY_TYPE, **entry} if isinstance(entry, Mapping) else entry for entry in items(added)
    ]
    all_entries = [*items(document.get("credentialStatus")), *entries]
    return {**document, "credentialStatus": all_entries[0] if len(all_entries) == 1 else all_entries}


def _with_issuer(document: Document, identifier: str) -> Document:
    """The credential with the test issuer where a placeholder stands; nobody else's name is ever replaced."""
    issuer = document.get("issuer")
    if identifier_of(issuer) not in PLACEHOLDERS or "proof" in document:
        return document
    return {**document, "issuer": {**issuer, "id": identifier} if isinstance(issuer, Mapping) else identifier}


def _with_words_of_proofs(document: Document) -> Document:
    """The context of Data Integrity after those of a credential that lacks its words (Data Integrity 1.0 §2.4.1)."""
    contexts = document.get("@context")
    if not isinstance(contexts, list) or contexts[:1] != [CREDENTIALS_V1] or any(one in contexts for one in WORDS):
        return document
    return {**document, "@context": [*contexts, WORDS[-1]]}


def _refuse_unsound(signed: Document, context: Context) -> None:
    """What our own verifier would not read is not handed out."""
    recognised = recognise_text(strict_json.dumps(signed))
    if recognised.token is not None or recognised.document != signed:
        raise MalformedError("parse.not_a_badge", "an envelope is signed already")
    has_a_valid_structure(subject_of(recognised, context.meter, context.contexts), context)
