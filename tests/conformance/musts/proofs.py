"""Data Integrity 1.0 §2.1: what one proof holds."""

from __future__ import annotations

from typing import Any

from musts.documents import (
    JCS,
    LEFT_OUT,
    OTHER,
    RDFC,
    STRANGER,
    damaged,
    damaged_proof,
    given,
    presentation,
)
from musts.inputs import (
    does_not_present,
    does_not_verify,
    each,
    issues,
    must,
    presents,
    verifies,
)
from musts.shown import has_proof, is_secured

SOUND = given()
VALUE = SOUND["proof"]["proofValue"]


def with_options(**options: Any) -> dict[str, Any]:
    """A credential whose proof was made with these options; None leaves one out."""
    return given(proof=options)


def with_options_by_jcs(**options: Any) -> dict[str, Any]:
    """The same by JCS, which signs options that no context knows too."""
    return given(OTHER, JCS, proof=options)


MUSTS = (
    must(
        "DI-2.1-1",
        issues("a proof member", shows=is_secured),
        verifies("a proof that is an object", SOUND),
        verifies("a proof in a list", damaged(SOUND, proof=[SOUND["proof"]])),
        each(
            does_not_verify,
            "no proof",
            "document",
            [
                damaged(SOUND, proof=value)
                for value in (LEFT_OUT, None, "string", 10, True, [], [None], ["string"], [[SOUND["proof"]]])
            ],
        ),
    ),
    must(
        "DI-2.1-2",
        verifies("an id that is a URL", with_options(id="urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544")),
        each(
            does_not_verify,
            "an id that is none",
            "document",
            [with_options_by_jcs(id=value) for value in ("not a url", 7, ["urn:a:1"])],
        ),
    ),
    must(
        "DI-2.1-3",
        issues("the type", shows=has_proof(type="DataIntegrityProof")),
        does_not_verify("no type", damaged_proof(SOUND, type=LEFT_OUT)),
        does_not_verify("no type when it was signed", with_options(type=None)),
        does_not_verify("a type that nobody knows", with_options_by_jcs(type="UnknownProofType")),
        does_not_verify("a type that is no text", with_options_by_jcs(type=7)),
    ),
    must(
        "DI-2.1-4",
        issues("the purpose", shows=has_proof(proofPurpose="assertionMethod")),
        does_not_verify("no purpose", with_options(proofPurpose=None)),
        does_not_verify("no purpose any more", damaged_proof(SOUND, proofPurpose=LEFT_OUT)),
        each(
            does_not_verify,
            "another purpose",
            "document",
            [
                with_options_by_jcs(proofPurpose=value)
                for value in ("invalidPurpose", "authentication", 7, ["assertionMethod"])
            ],
            why="purpose",
        ),
    ),
    must(
        "DI-2.1-5",
        does_not_verify("no method", with_options(verificationMethod=None)),
        each(
            does_not_verify,
            "no such method",
            "document",
            [
                with_options_by_jcs(verificationMethod=value)
                for value in ("did:key:invalidVm", "word", 7, "", [OTHER.method])
            ],
        ),
        does_not_verify("the method of another", damaged_proof(SOUND, verificationMethod=STRANGER.method)),
        does_not_verify("the DID without its fragment", with_options(verificationMethod=OTHER.id)),
    ),
    must(
        "DI-2.1-6",
        issues("the suite", shows=has_proof(cryptosuite=RDFC)),
        each(
            does_not_verify,
            "no such suite",
            "document",
            [with_options_by_jcs(cryptosuite=value) for value in (None, "UnknownCryptosuite", 7, [RDFC])],
            why="cryptosuite",
        ),
        does_not_verify("no suite any more", damaged_proof(SOUND, cryptosuite=LEFT_OUT)),
    ),
    must(
        "DI-2.1-7",
        verifies("no moment", with_options(created=None)),
        verifies("a moment with an offset", with_options(created="2026-11-22T11:00:00+01:00")),
        verifies("a year ago", with_options(created="2025-11-22T10:00:00Z")),
        each(
            does_not_verify,
            "no moment",
            "document",
            [with_options_by_jcs(created=value) for value in ("invalidDate", "2026-11-22", 7)],
            why="created",
        ),
        does_not_verify("a moment to come", with_options(created="2027-11-22T10:00:00Z"), why="created"),
    ),
    must(
        "DI-2.1-8",
        verifies("an end to come", with_options(expires="2027-11-22T10:00:00Z")),
        does_not_verify("an end that has passed", with_options(expires="2026-11-22T11:00:00Z"), why="expired"),
        each(
            does_not_verify,
            "no moment",
            "document",
            [with_options_by_jcs(expires=value) for value in ("invalidDate", "2027-11-22", 7)],
        ),
    ),
    must(
        "DI-2.1-9",
        verifies("one domain", with_options(domain="domain.example")),
        presents(
            "the domain that was asked for",
            presentation(proof={"domain": "domain.example", "challenge": "1235abcd6789"}),
            options={"domain": "domain.example", "challenge": "1235abcd6789"},
        ),
        verifies(
            "the domain that was asked for, on a credential",
            with_options(domain="domain.example"),
            options={"domain": "domain.example"},
        ),
        does_not_verify(
            "another domain than was asked for",
            with_options(domain="invalid.example"),
            options={"domain": "domain.example"},
        ),
        does_not_verify("no domain, but one was asked for", SOUND, options={"domain": "domain.example"}),
        does_not_present(
            "another domain, on a presentation",
            presentation(proof={"domain": "invalid.example"}),
            options={"domain": "domain.example"},
        ),
        each(
            does_not_verify,
            "a domain that is no text",
            "document",
            [with_options_by_jcs(domain=value) for value in (7, {"a": "b"}, [7])],
        ),
    ),
    must(
        "DI-2.1-10",
        presents(
            "the challenge that was asked for",
            presentation(proof={"challenge": "abc", "domain": "domain.example"}),
            options={"challenge": "abc", "domain": "domain.example"},
        ),
        does_not_present(
            "another challenge",
            presentation(proof={"challenge": "abc", "domain": "domain.example"}),
            options={"challenge": "xyz", "domain": "domain.example"},
        ),
        does_not_present("no challenge, but one was asked for", presentation(), options={"challenge": "xyz"}),
        does_not_verify(
            "another challenge, on a credential",
            with_options(challenge="invalid-challenge", domain="domain.example"),
            options={"domain": "domain.example", "challenge": "1235abcd6789"},
        ),
        each(
            does_not_verify,
            "a challenge that is no text",
            "document",
            [with_options_by_jcs(challenge=value, domain="domain.example") for value in (7, ["abc"])],
        ),
    ),
    must(
        "DI-2.1-11",
        each(
            does_not_verify,
            "no value",
            "document",
            [damaged_proof(SOUND, proofValue=value) for value in (LEFT_OUT, None, 7, "", "z", [VALUE])],
        ),
        does_not_verify("a value without its header", damaged_proof(SOUND, proofValue=VALUE[1:])),
        does_not_verify(
            "a value with the header of another encoding", damaged_proof(SOUND, proofValue="u" + VALUE[1:])
        ),
        does_not_verify("a letter that base58 does not have", damaged_proof(SOUND, proofValue=VALUE[:-1] + "0")),
        does_not_verify(
            "another letter", damaged_proof(SOUND, proofValue=VALUE[:-2] + ("11" if VALUE[-2:] != "11" else "22"))
        ),
    ),
    must(
        "DI-2.1-12",
        verifies("a nonce", with_options(nonce="8Uqj1b0")),
        each(
            does_not_verify,
            "a nonce that is no text",
            "document",
            [with_options_by_jcs(nonce=value) for value in (7, {"a": "b"})],
        ),
    ),
)
