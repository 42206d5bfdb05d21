"""Which key did the issuer allow to sign badges? (Controlled Identifiers 1.0 §3.3, Data Integrity 1.0 §4.6)"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats.reading import items, nodes
from badgeservice.jsonld.moment import read_moment
from badgeservice.proofs.proof_options import ASSERTION
from badgeservice.proofs.public_key import PublicKey
from badgeservice.verification.key_forms import read_key

Method = Mapping[str, Any]

PURPOSES = frozenset(
    {"assertionMethod", "authentication", "keyAgreement", "capabilityInvocation", "capabilityDelegation"}
)
NOT_AUTHORISED = "proof.vm_not_authorized"


def authorised_key(document: Mapping[str, Any], method_id: str, now: datetime, purpose: str = ASSERTION) -> PublicKey:
    """The key that `document` (of the issuer) lists for a purpose under `method_id`.

    Raises MalformedError(proof.vm_not_authorized | proof.vm_controller_mismatch | proof.key_weak | …).
    """
    if not is_listed(document, method_id, purpose):
        raise MalformedError(NOT_AUTHORISED, method_id)
    found = _methods_by_id(document, purpose).get(method_id, [])
    return _key_of(method_id, found, str(document["id"]), now)


def authorised_keys(document: Mapping[str, Any], now: datetime) -> Iterator[PublicKey]:
    """Every key that the document lists for assertionMethod and that can be read, in one walk through it."""
    methods, owner = _methods_by_id(document, ASSERTION), str(document["id"])
    for method_id in dict.fromkeys(listed_methods(document)):
        try:
            yield _key_of(method_id, methods.get(method_id, []), owner, now)
        except (MalformedError, UnavailableError):
            continue


def is_listed(document: Mapping[str, Any], method_id: str, purpose: str = ASSERTION) -> bool:
    """Whether the document names the method for a purpose, by reference or embedded."""
    return method_id in listed_methods(document, purpose)


def listed_methods(document: Mapping[str, Any], purpose: str = ASSERTION) -> list[str]:
    """The absolute ids of the methods that the document names for a purpose.

    An https profile may know no purposes: when it names none at all, its verification methods count.
    """
    is_profile = str(document["id"]).startswith("https://") and PURPOSES.isdisjoint(document)
    listed = items(document.get("verificationMethod" if is_profile else purpose))
    names = (item.get("id") if isinstance(item, Mapping) else item for item in listed)
    return [name for name in (_absolute(document, name) for name in names) if isinstance(name, str)]


def _key_of(method_id: str, found: Sequence[Method], owner: str, now: datetime) -> PublicKey:
    """The key of the one method that was found under this id."""
    if not found or any(method != found[0] for method in found):
        raise MalformedError(NOT_AUTHORISED, f"no single key: {method_id}")
    method = found[0]
    if method.get("controller") != owner:
        raise MalformedError("proof.vm_controller_mismatch", method_id)
    _refuse_ended(method, now)
    return read_key(method)


def _methods_by_id(document: Mapping[str, Any], purpose: str) -> dict[str, list[Method]]:
    found: dict[str, list[Method]] = defaultdict(list)
    for method in (*nodes(document.get("verificationMethod")), *nodes(document.get(purpose))):
        identifier = _absolute(document, method.get("id"))
        if isinstance(identifier, str):
            found[identifier].append(method)
    return found


def _absolute(document: Mapping[str, Any], identifier: Any) -> Any:
    """A method's id as an absolute one: "#key" belongs to the document it stands in."""
    if isinstance(identifier, str) and identifier.startswith("#"):
        return f"{document['id']}{identifier}"
    return identifier


def _refuse_ended(method: Method, now: datetime) -> None:
    for name in ("expires", "revoked"):
        if name in method and read_moment(method[name]) <= now:
            raise MalformedError(NOT_AUTHORISED, f"{name}: {method[name]}")
