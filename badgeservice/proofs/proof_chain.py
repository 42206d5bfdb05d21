"""Which earlier proofs does a proof of a chain sign along with the document? (Data Integrity 1.0 §2.1.2, §4.3, §4.5)"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from badgeservice.errors import MalformedError

PREVIOUS = "previousProof"
INCOMPLETE = "proof.set_incomplete"

Proof = Mapping[str, Any]


def is_chained(proof: Proof) -> bool:
    """Whether a proof says that it was made after another."""
    return PREVIOUS in proof


def previous_of(proof: Proof, proofs: Sequence[Proof]) -> list[Proof]:
    """The proofs of the set that `previousProof` names, one text or several; none for a proof of its own.

    Raises MalformedError `proof.set_incomplete` when one of them is not there exactly once.
    """
    if not is_chained(proof):
        return []
    named = proof[PREVIOUS]
    names = named if isinstance(named, list) else [named]
    if not names or not all(isinstance(name, str) and name for name in names):
        raise MalformedError(INCOMPLETE, "previousProof noemt geen handtekening")
    found = [[other for other in proofs if other.get("id") == name] for name in dict.fromkeys(names)]
    if any(len(others) != 1 for others in found):
        raise MalformedError(INCOMPLETE, f"previousProof: {', '.join(names)}"[:200])
    return [others[0] for others in found]


def refuse_alone(proof: Proof, previous: Sequence[Proof]) -> None:
    """Refuse a proof of a chain that is judged without those it was made after; MalformedError as `previous_of`."""
    if is_chained(proof) and not previous:
        raise MalformedError(INCOMPLETE, "previousProof")


def refuse_without_a_first(proofs: Sequence[Proof]) -> None:
    """Refuse a set in which every proof comes after another: then none stands on the document itself.

    Raises MalformedError `proof.set_incomplete`.
    """
    if proofs and all(is_chained(proof) for proof in proofs):
        raise MalformedError(INCOMPLETE, "een keten zonder eerste handtekening")
