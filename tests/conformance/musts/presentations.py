"""VCDM 2.0 §4.13: presentations, envelopes around credentials and presentations, and what a holder says itself."""

from __future__ import annotations

from typing import Any

from casemaking.canonical import VC2

from musts.documents import (
    EXAMPLES,
    HOLDER,
    JCS,
    LEFT_OUT,
    OTHER,
    STRANGER,
    credential,
    damaged,
    envelope,
    for_authentication,
    given,
    presentation,
    presentation_envelope,
    proved,
    unsigned_presentation,
)
from musts.inputs import does_not_present, does_not_verify, each, must, presents, verifies

NO_URL = "not a url"


def _secured(**changes: Any) -> dict[str, Any]:
    """A presentation with changes made before it was signed, in a form that any JSON fits."""
    return proved(unsigned_presentation(**changes), HOLDER, JCS, **for_authentication())


def _with_value(value: str) -> dict[str, Any]:
    whole = presentation()
    return {**whole, "proof": {**whole["proof"], "proofValue": value}}


FORMS = (
    must(
        "VCDM-4.13-1",
        presents("an id", id="urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33"),
        presents("no id"),
        *(
            does_not_present(f"the id {value!r}", _secured(id=value))
            for value in (NO_URL, 7, None, ["urn:a:1", "urn:a:2"])
        ),
    ),
    must(
        "VCDM-4.13-2",
        presents("the type as a list"),
        presents("the type as a text", type="VerifiablePresentation"),
        does_not_present("no type", _secured(type=LEFT_OUT)),
        does_not_present("the type of a credential", _secured(type=["VerifiableCredential"])),
        does_not_present("a type that no context knows", _secured(type=["VerifiablePresentation", "Unknown"])),
    ),
    must(
        "VCDM-4.13-3",
        presents("no credentials at all", verifiableCredential=[]),
        presents("the member left out", verifiableCredential=LEFT_OUT),
        presents("one credential that is no list", verifiableCredential=given()),
        presents("several", presentation(given(), given(id="urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33"))),
        presents("an enveloped one", presentation(envelope(OTHER.jwt(credential(OTHER.id))))),
        *(
            does_not_present(f"a credential that is {value!r}", _secured(verifiableCredential=[value]))
            for value in ("https://example.org/credentials/1", 7, None, True, [given()])
        ),
    ),
    must(
        "VCDM-4.13-4",
        presents("the holder as a URL", holder=HOLDER.id),
        presents("the holder as an object", holder={"id": HOLDER.id, "name": "Sanne"}),
        presents("no holder", holder=LEFT_OUT),
        *(
            does_not_present(f"the holder {value!r}", _secured(holder=value))
            for value in (
                NO_URL,
                7,
                None,
                {"id": NO_URL},
                {"id": HOLDER.id.removeprefix("did:key:")},
                {"name": "Sanne"},
                [HOLDER.id, OTHER.id],
            )
        ),
        does_not_present("another holder than the one who signed", _secured(holder=OTHER.id)),
    ),
    must(
        "VCDM-4.13-5",
        presents("a presentation that its holder signed"),
        does_not_present("nothing secures it", unsigned_presentation()),
        does_not_present("changed afterwards", damaged(presentation(), verifiableCredential=[])),
        does_not_present("another proof value", _with_value("z5nmMBw2u9TGKd9NxxHJtyZKgjN2Eh")),
        does_not_present(
            "a credential in it was changed before it was signed", presentation(damaged(given(), name="Diploma"))
        ),
        does_not_present("one credential of two is not sound", presentation(given(), damaged(given(), name="Diploma"))),
        does_not_present(
            "a credential in it that nothing secures, of another issuer", presentation(credential(OTHER.id))
        ),
        does_not_present(
            "the holder's own credential is over",
            presentation(credential(HOLDER.id, validUntil="2026-11-22T11:00:00Z")),
            why="expired",
        ),
        does_not_present("a credential in it is over", presentation(given(validUntil="2026-11-22T11:00:00Z"))),
    ),
)

TOKEN = OTHER.jwt(credential(OTHER.id))


def _enveloped_presentation(**changes: Any) -> dict[str, Any]:
    body = {
        "@context": [VC2],
        "type": ["VerifiablePresentation"],
        "holder": HOLDER.id,
        "verifiableCredential": [envelope(TOKEN)],
    }
    return presentation_envelope(HOLDER.jwt(body, typ="vp+jwt", cty="vp"), **changes)


ENVELOPES = (
    must(
        "VCDM-4.13.1-1",
        verifies("an envelope with the base context", envelope(TOKEN)),
        verifies("the base context as a text", envelope(TOKEN, context=VC2)),
        does_not_verify("an envelope without @context", envelope(TOKEN, context=LEFT_OUT)),
        does_not_verify("an empty @context", envelope(TOKEN, context=[])),
        does_not_verify("a context that does not know the term", envelope(TOKEN, context=[EXAMPLES])),
        does_not_verify("the same as a text", envelope(TOKEN, context=EXAMPLES)),
    ),
    must(
        "VCDM-4.13.1-2",
        verifies("a data: URL that holds a token", envelope(TOKEN)),
        each(
            does_not_verify,
            "no such URL",
            "document",
            [
                envelope(TOKEN, id=value)
                for value in (
                    TOKEN,
                    LEFT_OUT,
                    None,
                    7,
                    "data:application/vc+jwt,",
                    "https://example.org/1",
                    f"data:text/plain,{TOKEN}",
                )
            ],
        ),
        does_not_verify("a token that was damaged", envelope(f"{TOKEN[:-6]}AAAAAA")),
    ),
    must(
        "VCDM-4.13.1-3",
        verifies("the type", envelope(TOKEN)),
        verifies("the type as a list of one", envelope(TOKEN, type=["EnvelopedVerifiableCredential"])),
        each(
            does_not_verify,
            "another type",
            "document",
            [
                envelope(TOKEN, type=value)
                for value in (LEFT_OUT, "VerifiableCredential", ["VerifiableCredential"], None)
            ],
        ),
    ),
    must(
        "VCDM-4.13.2-1",
        presents("an envelope with the base context", _enveloped_presentation()),
        presents("the base context as a text", _enveloped_presentation(context=VC2)),
        each(
            does_not_present,
            "another @context",
            "document",
            [_enveloped_presentation(context=value) for value in (LEFT_OUT, [], [EXAMPLES], EXAMPLES)],
        ),
    ),
    must(
        "VCDM-4.13.2-2",
        each(
            does_not_present,
            "no data: URL of a token",
            "document",
            [_enveloped_presentation(id=value) for value in (TOKEN, LEFT_OUT, 7, "data:application/vp+jwt,")],
        ),
        does_not_present("a credential where the presentation should be", presentation_envelope(TOKEN)),
    ),
    must(
        "VCDM-4.13.2-3",
        each(
            does_not_present,
            "another type",
            "document",
            [
                _enveloped_presentation(type=value)
                for value in (
                    LEFT_OUT,
                    ["VerifiablePresentation"],
                    "VerifiablePresentation",
                    "EnvelopedVerifiableCredential",
                )
            ],
        ),
    ),
)

SELF_SAID = credential(HOLDER.id)

HOLDERS = (
    must(
        "VCDM-4.13.4-1",
        presents("the holder's own credential, with the holder named", presentation(SELF_SAID)),
        does_not_present("the same with no holder named", presentation(SELF_SAID, holder=LEFT_OUT)),
        presents("the same with a proof of its own", presentation(given(HOLDER), holder=LEFT_OUT)),
    ),
    must(
        "VCDM-4.13.4-2",
        presents("the issuer is the holder", presentation(SELF_SAID)),
        presents("the issuer as an object with the id of the holder", presentation(credential({"id": HOLDER.id}))),
        does_not_present("the issuer is another than the holder", presentation(credential(STRANGER.id))),
        does_not_present("the holder is another than the issuer", presentation(SELF_SAID, holder="did:example:acme")),
    ),
)

MUSTS = FORMS + ENVELOPES + HOLDERS
