"""VCDM 2.0 §4.7 to §4.12: issuer, subject, period, status, schemas, and how a credential is secured."""

from __future__ import annotations

from casemaking.canonical import VC2

from musts.documents import ISSUER, JCS, LEFT_OUT, OTHER, RDFC, STRANGER, credential, damaged, given, proved
from musts.inputs import accepts, does_not_issue, does_not_verify, each, issues, must, refuses, verifies
from musts.shown import is_secured, keeps

NO_ISSUERS = [
    None,
    7,
    True,
    [],
    "word",
    "not a url",
    {"name": "without id"},
    {"id": None},
    {"id": "not a url"},
    {"id": 7},
]

ISSUERS = (
    must(
        "VCDM-4.7-1",
        refuses("no issuer", suite=JCS, issuer=LEFT_OUT),
        issues("an issuer", shows=lambda issued: keeps("issuer", issued["issuer"])(issued)),
    ),
    must(
        "VCDM-4.7-2",
        issues("the issuer as a URL"),
        issues("the issuer as an object", issuer={"id": ISSUER, "name": "Hotel Zon"}),
        verifies("the issuer as an object", issuer={"id": OTHER.id, "name": "Hotel Zon"}),
        each(refuses, "no issuer", "issuer", NO_ISSUERS, suite=JCS),
    ),
    must(
        "VCDM-4.7-3",
        does_not_issue("a credential in the name of another issuer", issuer=OTHER.id),
        does_not_issue("the same, as an object", issuer={"id": OTHER.id, "name": "Hotel Zon"}),
        does_not_issue("one that another issuer signed", issuer=OTHER.id, proof=given()["proof"]),
        issues("one with a placeholder of the suites", issuer="did:example:issuer", shows=is_secured),
        issues("one with the other placeholder", issuer="did:example:other-issuer", shows=is_secured),
        does_not_verify("a credential in the name of another issuer", proved(credential(OTHER.id), STRANGER)),
        does_not_verify("an issuer whose keys nobody can find", proved(credential("did:example:issuer"), STRANGER)),
    ),
)

_NO_SUBJECTS = [None, True, 4, "did:example:1234", {}, [], [{"id": "did:example:a"}, {}], [None], ["did:example:a"]]

SUBJECTS = (
    must("VCDM-4.8-1", refuses("no subject", credentialSubject=LEFT_OUT)),
    must(
        "VCDM-4.8-2",
        accepts("several subjects", credentialSubject=[{"id": "did:example:a"}, {"id": "did:example:b", "name": "B"}]),
        accepts("a subject without id", credentialSubject={"name": "Sanne"}),
        each(refuses, "no subject", "credentialSubject", _NO_SUBJECTS, suite=JCS),
    ),
)

_STAMPS = ["2020-01-01T00:00:00Z", "2020-01-01T00:00:00.123Z", "2020-01-01T00:00:00-05:00", "2020-01-01T00:00:00+14:00"]
_LATER = [text.replace("2020", "2030") for text in _STAMPS]
_NO_STAMPS = [
    "2020-01-01",
    "2020-01-01T00:00:00",
    "2020-13-01T00:00:00Z",
    "01/01/2020",
    "",
    1577836800,
    None,
    "2020-01-01 00:00:00Z",
    ["2020-01-01T00:00:00Z"],
]

PERIODS = (
    must(
        "VCDM-4.9-1",
        each(accepts, "a moment", "validFrom", _STAMPS),
        accepts("no first moment", validFrom=LEFT_OUT),
        issues("a first moment to come", validFrom="2090-01-01T00:00:00Z"),
        each(refuses, "no moment", "validFrom", _NO_STAMPS, suite=JCS),
    ),
    must(
        "VCDM-4.9-2",
        each(accepts, "a moment", "validUntil", _LATER),
        each(refuses, "no moment", "validUntil", _NO_STAMPS, suite=JCS),
    ),
    must(
        "VCDM-4.9-3",
        accepts("from before until", validFrom="2025-01-01T00:00:00Z", validUntil="2027-01-01T00:00:00Z"),
        issues("from and until the same", validFrom="2025-01-01T00:00:00Z", validUntil="2025-01-01T01:00:00+01:00"),
        refuses("until before from", validFrom="2027-01-01T00:00:00Z", validUntil="2025-01-01T00:00:00Z"),
        refuses(
            "until before from, by its zone only",
            validFrom="2026-06-01T12:00:00Z",
            validUntil="2026-06-01T12:30:00+02:00",
        ),
    ),
    must(
        "VCDM-4.9-4",
        does_not_verify("a credential that is over", validUntil="2026-11-22T11:00:00Z", why="expired"),
        does_not_verify("a credential that is still to begin", validFrom="2026-11-23T11:00:00Z", why="not_yet_valid"),
        verifies("a credential that ends tomorrow", validUntil="2026-11-23T13:05:00Z"),
    ),
)

_KIND = {"ExampleStatus": "https://example.org/examples#ExampleStatus"}
_CONTEXTS = [VC2, _KIND]


def _status(**members: object) -> dict[str, object]:
    return {"context": _CONTEXTS, "credentialStatus": {"id": "did:example:status", "type": "ExampleStatus", **members}}


STATUSES = (
    must(
        "VCDM-4.10-1",
        issues("a status of a known term", **_status()),
        issues("several", context=_CONTEXTS, credentialStatus=[{"type": "ExampleStatus"}, {"type": "ExampleStatus"}]),
        refuses("a status without type", context=_CONTEXTS, credentialStatus={"id": "did:example:status"}),
        refuses(
            "a status of a type that no context knows",
            credentialStatus={"id": "did:example:status", "type": "ExampleStatus"},
        ),
        each(refuses, "no status", "credentialStatus", [None, 7, "https://example.org/status/1"], suite=JCS),
    ),
    must(
        "VCDM-4.10-2",
        issues("a status without id", context=_CONTEXTS, credentialStatus={"type": "ExampleStatus"}),
        *(
            refuses(f"a status with the id {value!r}", suite=JCS, **_status(id=value))
            for value in (["urn:a:1", "urn:a:2"], "not a url", None, 7)
        ),
    ),
)


def _schema(**members: object) -> dict[str, object]:
    whole = {"id": "https://example.org/schema.json", "type": "JsonSchema", **members}
    return {name: value for name, value in whole.items() if value is not LEFT_OUT}


SCHEMAS = (
    must(
        "VCDM-4.11-1",
        issues("a schema", credentialSchema=_schema()),
        issues("several schemas", credentialSchema=[_schema(), _schema(id="https://example.org/other.json")]),
        refuses("a text", suite=JCS, credentialSchema="https://example.org/schema.json"),
        refuses("a number", suite=JCS, credentialSchema=7),
    ),
    must(
        "VCDM-4.11-2",
        refuses("a schema without type", credentialSchema=_schema(type=LEFT_OUT)),
        refuses("a schema without id", credentialSchema=_schema(id=LEFT_OUT)),
        each(
            refuses,
            "a schema without a URL as id",
            "credentialSchema",
            [_schema(id=value) for value in (7, None, "not a url", ["urn:a:1"])],
            suite=JCS,
        ),
    ),
)

SECURED = (
    must(
        "VCDM-4.12-1",
        issues("what is issued is secured", shows=is_secured),
        does_not_verify("a credential that nothing secures", credential(OTHER.id)),
        does_not_verify("a proof that is empty", damaged(given(), proof={})),
    ),
    must(
        "VCDM-4.12-2",
        verifies("a proof of one suite", suite=RDFC),
        verifies("a proof of another suite", suite=JCS),
        does_not_verify(
            "a subject changed afterwards",
            damaged(given(), credentialSubject={"id": "did:example:learner", "name": "Jan"}),
        ),
        does_not_verify("an issuer changed afterwards", damaged(given(), issuer=STRANGER.id)),
        does_not_verify("a member added afterwards", damaged(given(), name="Diploma")),
        does_not_verify("a member taken out afterwards", damaged(given(), validFrom=LEFT_OUT)),
    ),
)

MUSTS = ISSUERS + SUBJECTS + PERIODS + STATUSES + SCHEMAS + SECURED
