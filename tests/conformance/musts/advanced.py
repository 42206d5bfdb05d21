"""VCDM 2.0 §5, §6, §7 and §11.1, and the few statements of VCDM 1.1 that we issue and check by."""

from __future__ import annotations

from typing import Any

from casemaking.canonical import DI2, VC1, VC2

from musts.documents import JCS, LEFT_OUT, OTHER, damaged, damaged_proof, given, presentation
from musts.inputs import accepts, does_not_present, does_not_verify, each, issues, must, presents, refuses, verifies
from musts.shown import is_secured

CONTEXT_RULES = (
    must(
        "VCDM-5.2-1",
        refuses(
            "the base type under another meaning",
            suite=JCS,
            context=[VC2, {"VerifiableCredential": "https://example.org/#Bad"}],
        ),
        refuses(
            "the member name under another meaning", suite=JCS, context=[VC2, {"name": "https://example.org/#bad"}]
        ),
        refuses(
            "a protected term of an inline context under another meaning",
            suite=JCS,
            context=[
                VC2,
                {"@protected": True, "ExampleCredential": "https://example.org/#A"},
                {"ExampleCredential": "https://example.org/#B"},
            ],
            type=["VerifiableCredential", "ExampleCredential"],
        ),
        accepts(
            "a context that only adds a term",
            context=[VC2, {"grade": "https://example.org/#grade"}],
            credentialSubject={"id": "did:example:a", "grade": "A"},
        ),
    ),
)


SERVICE = {"id": "https://example.org/refresh/2", "type": "https://example.org/#ExampleRefreshService"}
TERMS = {"type": "https://example.org/#ExamplePolicy"}
EVIDENCE = {"type": "https://example.org/#ExampleEvidence", "name": "Report"}

EXTENSIONS = (
    must(
        "VCDM-5.4-1",
        accepts("one refresh service", refreshService=SERVICE),
        accepts("several", refreshService=[SERVICE, {**SERVICE, "id": "did:example:refresh"}]),
        refuses("one without type", refreshService={"id": SERVICE["id"]}),
        each(refuses, "no object", "refreshService", ["https://example.org/refresh", 7, None], suite=JCS),
    ),
    must(
        "VCDM-5.5-1",
        accepts("terms without id", termsOfUse=TERMS),
        accepts("several, with an id", termsOfUse=[TERMS, {**TERMS, "id": "https://example.org/terms"}]),
        refuses("terms without type", termsOfUse={"id": "https://example.org/terms"}),
        presents("a presentation under terms", termsOfUse=TERMS),
        does_not_present("a presentation under terms without type", termsOfUse={"id": "https://example.org/terms"}),
        refuses("terms whose id is no URL", suite=JCS, termsOfUse={**TERMS, "id": "not a url"}),
    ),
    must(
        "VCDM-5.6-1",
        accepts("one piece of evidence", evidence=EVIDENCE),
        accepts("several", evidence=[EVIDENCE, {**EVIDENCE, "id": "https://example.org/evidence/1"}]),
        refuses("evidence without type", evidence={"name": "Report"}),
        each(refuses, "no object", "evidence", ["seen", 7, None, ["seen"]], suite=JCS),
        refuses("evidence whose id is no URL", suite=JCS, evidence={**EVIDENCE, "id": "not a url"}),
    ),
    must(
        "VCDM-5.10-1",
        accepts(
            "confidenceMethod with a type",
            confidenceMethod={"id": "did:example:c", "type": "https://example.org/#Method"},
        ),
        accepts(
            "renderMethod with a type", renderMethod={"id": "did:example:r", "type": "https://example.org/#Method"}
        ),
        refuses("confidenceMethod without type", confidenceMethod={"id": "did:example:c"}),
        refuses("renderMethod without type", renderMethod={"id": "did:example:r"}),
    ),
)

SYNTAX = (
    must(
        "VCDM-6.1-1",
        refuses("a member that no context knows", unknownMember="value"),
        refuses(
            "a member of the subject that no context knows",
            credentialSubject={"id": "did:example:a", "unknownMember": "value"},
        ),
        refuses(
            "a keyword of JSON-LD where its alias belongs",
            suite=JCS,
            **{"@id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33"},
        ),
        refuses("a graph of several documents", suite=JCS, **{"@graph": [{"id": "did:example:a"}]}),
        refuses(
            "a value object where a context asks for none", suite=JCS, validFrom={"@value": "2026-11-22T10:00:00Z"}
        ),
    ),
    must(
        "VCDM-7.1-1",
        verifies("a sound credential"),
        presents("a sound presentation"),
        issues("what is issued", shows=is_secured),
        does_not_verify(
            "a credential with another proof value", damaged_proof(given(), proofValue="z5nmMBw2u9TGKd9NxxHJtyZKgjN2Eh")
        ),
        does_not_present(
            "a presentation with another proof value",
            damaged_proof(presentation(), proofValue="z5nmMBw2u9TGKd9NxxHJtyZKgjN2Eh"),
        ),
        does_not_verify(
            "two documents that claim one signature", {**damaged(given(), name="A"), "proof": given()["proof"]}
        ),
    ),
    must(
        "VCDM-11.1-1",
        accepts(
            "a text of the subject with language and direction",
            credentialSubject={"id": "did:example:a", "name": {"@value": "A", "@language": "ar", "@direction": "rtl"}},
        ),
        refuses(
            "a direction that does not exist",
            suite=JCS,
            credentialSubject={"id": "did:example:a", "name": {"@value": "A", "@direction": "up"}},
        ),
        refuses(
            "a language that is no tag",
            suite=JCS,
            credentialSubject={"id": "did:example:a", "name": {"@value": "A", "@language": "n l"}},
        ),
        refuses(
            "another member beside the value",
            suite=JCS,
            credentialSubject={
                "id": "did:example:a",
                "name": {"@value": "A", "@type": "xsd:string", "@language": "nl"},
            },
        ),
    ),
)


def _first_version(**changes: Any) -> dict[str, Any]:
    return {
        "context": [VC1, DI2],
        "validFrom": LEFT_OUT,
        "issuanceDate": "2026-11-22T10:00:00Z",
        "credentialSubject": {"id": "did:example:a"},
        **changes,
    }


FIRST_VERSION = (
    must(
        "VCDM1-4-1",
        accepts("a credential of the first version", **_first_version()),
        refuses("no issuanceDate", **_first_version(issuanceDate=LEFT_OUT)),
        refuses("no subject", **_first_version(credentialSubject=LEFT_OUT)),
        refuses("an issuanceDate that is none", **_first_version(issuanceDate="22-11-2026"), suite=JCS),
        does_not_verify(
            "a credential that is over", **_first_version(expirationDate="2026-11-22T11:00:00Z"), why="expired"
        ),
        verifies("an issuer as an object", **_first_version(issuer={"id": OTHER.id})),
    ),
)

MUSTS = CONTEXT_RULES + EXTENSIONS + SYNTAX + FIRST_VERSION
