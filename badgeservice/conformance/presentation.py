"""Does a presentation hold: who presents it, and each credential in it? (VCDM 2.0 §4.13, VC-API §3.3.2)"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from badgeservice.conformance.data_model import presentation_objections
from badgeservice.conformance.enveloped_presentation import opened
from badgeservice.conformance.problem import PARSING, VERIFICATION, Problem, RefusedError, malformed, problem_of
from badgeservice.conformance.proof_form import problems_with_proofs
from badgeservice.conformance.values import identifier_of
from badgeservice.conformance.verify import credential_problems, unsecured_problems
from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats.envelope import TYPE as ENVELOPED
from badgeservice.formats.reading import items, nodes
from badgeservice.jsonld.dropped_terms import refuse_dropped_terms
from badgeservice.proofs.data_integrity import Proof, proofs_of, verify_all
from badgeservice.proofs.forms import Forms
from badgeservice.proofs.proof_options import ASSERTION, AUTHENTICATION
from badgeservice.proofs.public_key import PublicKey
from badgeservice.verification.context import Context
from badgeservice.verification.issuer_keys import key_of_method

MAX_CREDENTIALS = 16
ASKED_OF_THE_PRESENTATION = frozenset({"domain", "challenge", "expectedProofPurpose"})

Document = Mapping[str, Any]


def presentation_problems(given: object, options: Mapping[str, Any], context: Context) -> list[Problem]:
    """What keeps a presentation from being verified; none when it is. `given` and `options` as for a credential."""
    try:
        document, signer = opened(given, options, context)
        if document is None:
            return [Problem(PARSING, "a presentation is an object or a token")]
        found = malformed(*presentation_objections(document))
        if not found and signer is None:
            found = problems_with_proofs(document, options)
            if not found:
                _refuse_unproven(document, context)
    except (MalformedError, UnavailableError) as problem:
        return [problem_of(problem)]
    except RefusedError as problem:
        return list(problem.problems)
    if found:
        return found
    asked = {name: value for name, value in options.items() if name not in ASKED_OF_THE_PRESENTATION}
    return _problems_inside(document, asked, replace(context, within=context.meter))


def _refuse_unproven(document: Document, context: Context) -> None:
    """Every proof in the presentation must hold, with keys of the one who presents it."""
    proofs = proofs_of(document)
    refuse_dropped_terms(
        {name: value for name, value in document.items() if name != "proof"}, context.contexts, context.meter
    )
    for proof in proofs:
        refuse_dropped_terms({**proof, "@context": document["@context"]}, context.contexts, context.meter)
    purpose = ASSERTION if proofs[0].get("proofPurpose") == ASSERTION else AUTHENTICATION
    signer = _signer(document, proofs[0])

    def key_of(proof: Proof) -> PublicKey:
        return key_of_method(proof.get("verificationMethod"), signer, context, purpose)

    verify_all(Forms(document, context.contexts, context.meter), proofs, key_of, context.now, purpose)


def _signer(document: Document, proof: Proof) -> str:
    """The holder, whose key it must be; without one, whoever the key belongs to."""
    holder = identifier_of(document.get("holder"))
    return holder if isinstance(holder, str) else str(proof.get("verificationMethod")).partition("#")[0]


def _problems_inside(document: Document, options: Mapping[str, Any], context: Context) -> list[Problem]:
    credentials = nodes(document.get("verifiableCredential"))
    if len(credentials) > MAX_CREDENTIALS:
        return [Problem(PARSING, f"more than {MAX_CREDENTIALS} credentials in one presentation")]
    holder = identifier_of(document.get("holder"))
    return [problem for one in credentials for problem in _problems_with(one, holder, options, context)]


def _problems_with(credential: Document, holder: Any, options: Mapping[str, Any], context: Context) -> list[Problem]:
    """A credential is secured by itself; one that is not must be what the named holder says (VCDM 2.0 §4.13.4)."""
    if "proof" in credential or ENVELOPED in items(credential.get("type")):
        return credential_problems(credential, options, context)
    if holder is None or identifier_of(credential.get("issuer")) != holder:
        return [Problem(VERIFICATION, "a credential that neither its issuer nor a named holder secured")]
    return unsecured_problems(credential, options, context)
