"""VCDM 2.0 §1.3 and §4.2 to §4.6: what every credential holds, its contexts, identifiers, types and names."""

from __future__ import annotations

from casemaking.canonical import DI2, VC2

from musts.documents import EXAMPLES, JCS, LEFT_OUT, OTHER, damaged, given, presentation
from musts.inputs import (
    accepts,
    does_not_issue,
    does_not_present,
    does_not_verify,
    each,
    issues,
    must,
    presents,
    refuses,
    verifies,
)
from musts.shown import holds_what_was_asked, is_secured, keeps

NONCONFORMING = {"type": ["NonconformingDocument"]}
EXAMPLE = {"ExampleCredential": "https://example.org/#ExampleCredential"}
NO_URL = "https ://not-a-url"

CONFORMANCE = (
    must("VCDM-1.3-1", issues("the issued document is secured", shows=is_secured)),
    must("VCDM-1.3-2", issues("the issued document holds what must be there", shows=holds_what_was_asked)),
    must(
        "VCDM-1.3-3",
        verifies("a credential by another issuer"),
        does_not_verify("the same, changed afterwards", damaged(given(), validFrom="2026-11-22T10:00:01Z")),
    ),
    must(
        "VCDM-1.3-4",
        does_not_verify("a document of another kind", NONCONFORMING),
        does_not_present("a document of another kind", NONCONFORMING),
        does_not_verify("a list", []),
        does_not_verify("a text", "VerifiableCredential"),
    ),
)

CONTEXTS = (
    must(
        "VCDM-4.3-1",
        refuses("no @context", suite=JCS, context=LEFT_OUT),
        refuses("an empty @context", suite=JCS, context=[]),
        does_not_present("a presentation without", damaged(presentation(), context=LEFT_OUT)),
        issues("a @context", shows=keeps("@context", [VC2])),
    ),
    must(
        "VCDM-4.3-2",
        accepts("the base context first, another after it", context=[VC2, DI2]),
        refuses("the base context second", context=[DI2, VC2]),
        refuses("no base context", suite=JCS, context=[EXAMPLES]),
        refuses("a text, no list", context=VC2),
        refuses("twice the base context", context=[VC2, VC2]),
        presents("a presentation with the base context first", context=[VC2, DI2]),
        does_not_present("a presentation with the base context second", context=[DI2, VC2]),
        does_not_present("a presentation without the base context", damaged(presentation(), context=[EXAMPLES])),
    ),
    must(
        "VCDM-4.3-3",
        accepts("an inline context", context=[VC2, EXAMPLE], type=["VerifiableCredential", "ExampleCredential"]),
        accepts(
            "the examples context",
            suite=JCS,
            context=[VC2, EXAMPLES],
            type=["VerifiableCredential", "AlumniCredential"],
        ),
        accepts(
            "an inline context inside a member @context",
            context=[VC2, {"@context": EXAMPLE}],
            type=["VerifiableCredential", "ExampleCredential"],
        ),
        presents("a presentation with an inline context", context=[VC2, EXAMPLE]),
        each(
            refuses,
            "a further item that is no context",
            "context",
            [[VC2, NO_URL], [VC2, 123192875], [VC2, None], [VC2, True], [VC2, [DI2]]],
            suite=JCS,
        ),
        refuses("an address that serves no context", suite=JCS, context=[VC2, "https://example.com"]),
        refuses("an inline context that cannot be processed", suite=JCS, context=[VC2, {"term": {"@id": 7}}]),
        *(
            does_not_present(f"a presentation with {item!r}", damaged(presentation(), context=[VC2, item]))
            for item in ("https://example.com", NO_URL, 123192875)
        ),
    ),
)

IDENTIFIERS = (
    must(
        "VCDM-4.4-1",
        each(
            accepts,
            "an id",
            "id",
            ["https://example.org/1", "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33", "did:example:a"],
        ),
        accepts("no id at all", id=LEFT_OUT),
        each(
            refuses,
            "no single URL as id",
            "id",
            [None, 7, "not a url", "word", "", ["urn:a:1", "urn:a:2"], {"id": "urn:a:1"}],
            suite=JCS,
        ),
    ),
    must(
        "VCDM-4.4-2",
        accepts("a subject with a DID", credentialSubject={"id": "did:example:subject"}),
        accepts("a subject without id", credentialSubject={"name": "Sanne"}),
        each(
            refuses,
            "no single URL as the id of the subject",
            "credentialSubject",
            [{"id": value, "name": "Sanne"} for value in (None, 7, "not a url", ["did:example:a", "did:example:b"])],
            suite=JCS,
        ),
    ),
)

_TYPED = {
    "credentialStatus": {"id": "https://example.org/status/1"},
    "termsOfUse": {"id": "https://example.org/terms"},
    "evidence": {"id": "https://example.org/evidence"},
    "refreshService": {"id": "https://example.org/refresh"},
    "credentialSchema": {"id": "https://example.org/schema.json"},
}
_OF_A_TYPE = {"type": "https://example.org/#OfAType"}

TYPES = (
    must(
        "VCDM-4.5-1",
        refuses("no type", type=LEFT_OUT),
        refuses("an empty list of types", type=[]),
        refuses("null as type", suite=JCS, type=None),
        does_not_present("a presentation without type", type=LEFT_OUT),
    ),
    must(
        "VCDM-4.5-2",
        accepts("an absolute URL as type", type=["VerifiableCredential", "https://example.org/#ExampleCredential"]),
        accepts(
            "a term of an inline context", context=[VC2, EXAMPLE], type=["VerifiableCredential", "ExampleCredential"]
        ),
        refuses(
            "a term that stands for no URL",
            suite=JCS,
            context=[VC2, {"ExampleCredential": f"{NO_URL}#ExampleCredential"}],
            type=["VerifiableCredential", "ExampleCredential"],
        ),
        refuses("a type that no context knows", type=["VerifiableCredential", "ExampleCredential"]),
        each(
            refuses,
            "types that are no text",
            "type",
            [["VerifiableCredential", 2], ["VerifiableCredential", None]],
            suite=JCS,
        ),
        refuses("an object as type", suite=JCS, type={"VerifiableCredential": True}),
    ),
    must(
        "VCDM-4.5-3",
        accepts(
            "the base type last", type=["https://example.org/#A", "https://example.org/#B", "VerifiableCredential"]
        ),
        accepts(
            "the base type in the middle",
            type=["https://example.org/#A", "VerifiableCredential", "https://example.org/#B"],
        ),
    ),
    must(
        "VCDM-4.5-4",
        refuses("only another type", context=[VC2, EXAMPLE], type=["ExampleCredential"]),
        refuses("only the type of a presentation", type=["VerifiablePresentation"]),
    ),
    must(
        "VCDM-4.5-5",
        presents(
            "a presentation of a further type",
            context=[VC2, EXAMPLE],
            type=["VerifiablePresentation", "ExampleCredential"],
        ),
        does_not_present("a presentation of another type", context=[VC2, EXAMPLE], type=["ExampleCredential"]),
    ),
    must(
        "VCDM-4.5-6",
        *(issues(f"{member} with a type", **{member: {**value, **_OF_A_TYPE}}) for member, value in _TYPED.items()),
        *(refuses(f"{member} without a type", **{member: value}) for member, value in _TYPED.items()),
        *(
            refuses(f"a second {member} without a type", **{member: [{**value, **_OF_A_TYPE}, value]})
            for member, value in _TYPED.items()
        ),
    ),
)

_TEXTS = [
    "Bewijs",
    {"@value": "Bewijs", "@language": "nl"},
    {"@value": "Bewijs", "@language": "nl", "@direction": "ltr"},
]
_SEVERAL = [[{"@value": "Proof", "@language": "en"}, {"@value": "شهادة", "@language": "ar", "@direction": "rtl"}]]
_NO_TEXTS = [
    7,
    True,
    {"@value": "Bewijs", "@language": "nl", "other": "member"},
    {"@language": "nl"},
    {"@value": 7, "@language": "nl"},
    {"@value": "Bewijs", "@language": "nl", "@direction": "up"},
    {"@value": "Bewijs", "@language": "no language"},
    [{"@value": "Bewijs", "@language": "nl"}, 7],
]

NAMES = (
    must(
        "VCDM-4.6-1",
        each(accepts, "a name", "name", _TEXTS + _SEVERAL),
        accepts("no name", name=LEFT_OUT),
        each(refuses, "no name", "name", _NO_TEXTS, suite=JCS),
    ),
    must(
        "VCDM-4.6-2",
        each(accepts, "a description", "description", _TEXTS + _SEVERAL),
        each(refuses, "no description", "description", _NO_TEXTS, suite=JCS),
    ),
    must(
        "VCDM-4.6-3",
        *(
            verifies(f"an issuer with {value!r}", issuer={"id": OTHER.id, "name": value, "description": value})
            for value in _TEXTS + _SEVERAL
        ),
        *(
            does_not_verify(f"an issuer with the name {value!r}", suite=JCS, issuer={"id": OTHER.id, "name": value})
            for value in _NO_TEXTS
        ),
        *(
            does_not_verify(
                f"an issuer with the description {value!r}", suite=JCS, issuer={"id": OTHER.id, "description": value}
            )
            for value in _NO_TEXTS
        ),
        does_not_issue(
            "an issuer with a name that has another member",
            issuer={"id": "did:example:the-issuer-of-the-mode", "name": _NO_TEXTS[2]},
        ),
    ),
)

MUSTS = CONFORMANCE + CONTEXTS + IDENTIFIERS + TYPES + NAMES
