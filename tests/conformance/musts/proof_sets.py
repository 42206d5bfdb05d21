"""Data Integrity 1.0 §2.1.1, §2.1.2, §4.3 and §4.5: sets and chains of proofs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casemaking.cast import Signer

from musts.documents import JCS, LEFT_OUT, OTHER, RDFC, STRANGER, chained, credential
from musts.inputs import ISSUE, Input, does_not_issue, does_not_verify, issues, must, verifies
from musts.shown import is_secured, proofs_of, refuse_forgery

DOCUMENT = credential(OTHER.id, id="urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33")
FIRST, SECOND, THIRD = (f"urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc454{number}" for number in (1, 2, 3))


def _proof(signer: Signer = OTHER, suite: str = RDFC, **options: Any) -> dict[str, Any]:
    return signer.proof(DOCUMENT, suite, **options)


def _all(*proofs: Mapping[str, Any]) -> dict[str, Any]:
    return {**DOCUMENT, "proof": list(proofs)}


def _changed(proof: Mapping[str, Any], **members: Any) -> dict[str, Any]:
    return {name: value for name, value in {**proof, **members}.items() if value is not LEFT_OUT}


ROOT = _proof(id=FIRST)
OTHER_ROOT = _proof(id=SECOND, created="2026-11-22T10:30:00Z")
LINK = chained(DOCUMENT, [ROOT], OTHER, FIRST)
LINK_OF_TWO = chained(DOCUMENT, [ROOT, OTHER_ROOT], OTHER, [FIRST, SECOND])
BY_ANOTHER = _proof(STRANGER, id=FIRST)

CIRCLE = (_proof(suite=JCS, id=FIRST, previousProof=SECOND), _proof(suite=JCS, id=SECOND, previousProof=FIRST))

SETS = (
    must(
        "DI-2.1.1-1",
        verifies("two proofs", _all(_proof(), _proof(created="2026-11-22T10:30:00Z"))),
        verifies("two suites", _all(_proof(), _proof(suite=JCS))),
        verifies("the other order", _all(_proof(suite=JCS), _proof())),
        does_not_verify("the second does not hold", _all(_proof(), _changed(_proof(), created="2026-11-22T10:30:00Z"))),
        does_not_verify("the first does not hold", _all(_changed(_proof(), created="2026-11-22T10:30:00Z"), _proof())),
        does_not_verify("one by somebody else", _all(_proof(), _proof(STRANGER))),
        does_not_verify(
            "one of a suite that nobody knows",
            _all(_proof(), _proof(suite="unknown-jcs", cryptosuite="UnknownCryptosuite")),
        ),
    ),
)

CHAINS = (
    must(
        "DI-2.1.2-1",
        verifies("one proof before it, named as a text", _all(ROOT, LINK)),
        verifies("the same, named in a list", _all(ROOT, chained(DOCUMENT, [ROOT], OTHER, [FIRST]))),
        verifies("two before it", _all(ROOT, OTHER_ROOT, LINK_OF_TWO)),
        verifies("the proofs in another order", _all(LINK, ROOT)),
        does_not_verify("it did not sign the proof before it", _all(ROOT, _proof(previousProof=FIRST))),
        does_not_verify(
            "it signed another proof than stands there", _all(_changed(ROOT, created="2026-11-22T09:00:00Z"), LINK)
        ),
        does_not_verify("the name was taken out", _all(ROOT, _changed(LINK, previousProof=LEFT_OUT))),
        does_not_verify(
            "one of two was signed only", _all(ROOT, OTHER_ROOT, _changed(LINK, previousProof=[FIRST, SECOND]))
        ),
    ),
    must(
        "DI-2.1.2-2",
        does_not_verify("the proof before it is not there", _all(LINK)),
        does_not_verify("no proof has that id", _all(_proof(id=THIRD), LINK)),
        does_not_verify("one of two is not there", _all(ROOT, LINK_OF_TWO)),
        does_not_verify("the proof before it has no id", _all(_proof(), LINK)),
        does_not_verify("a name that is no text", _all(ROOT, _proof(suite=JCS, previousProof=7))),
        does_not_verify("a list with what is no text", _all(ROOT, _proof(suite=JCS, previousProof=[7]))),
        does_not_verify("two proofs that name each other", _all(*CIRCLE)),
        does_not_verify("a proof that names itself", _all(_proof(suite=JCS, id=FIRST, previousProof=FIRST))),
    ),
)


def _asks_for_one_more(*proofs: Mapping[str, Any]) -> Any:
    return {"credential": {**credential("did:example:the-issuer-of-the-mode"), "proof": list(proofs)}}


NOTARY = STRANGER.proof(credential("did:example:somebody"))


def _keeps_the_first(issued: Mapping[str, Any]) -> None:
    first, second = proofs_of(issued)
    assert first == NOTARY
    refuse_forgery(issued, second)


def _has(issued: Mapping[str, Any], number: int) -> None:
    assert len(proofs_of(issued)) == number
    is_secured(issued)


ISSUED = (
    must(
        "DI-4.3-1",
        issues("one proof", shows=lambda issued: _has(issued, 1)),
        issues("the member is one object", shows=lambda issued: is_secured({**issued, "proof": dict(issued["proof"])})),
        does_not_issue("on top of a proof that is none", proof="string"),
        Input(
            "a proof of ours beside that of another", ISSUE, _asks_for_one_more(NOTARY), True, shows=_keeps_the_first
        ),
    ),
)


MUSTS = SETS + CHAINS + ISSUED
