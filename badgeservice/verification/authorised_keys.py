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
from badgeservice.verification.fetching import Read
from badgeservice.verification.key_forms import read_key

Method = Mapping[str, Any]

PURPOSES = frozenset(
    {"assertionMethod", "authentication", "keyAgreement", "capabilityInvocation", "capabilityDelegation"}
)
NOT_AUTHORISED = "proof.vm_not_authorized"


def authorised_key(read: Read, method_id: str, now: datetime, purpose: str = ASSERTION) -> PublicKey:
    """The key that the document of the issuer lists for a purpose under `method_id`.

    One that was found before is not looked for again, but may have ended since. Raises
    MalformedError(proof.vm_not_authorized | proof.vm_controller_mismatch | proof.key_weak | …).
    """
    known = read.keys.get((method_id, purpose))
    if known is not None:
        _refuse_ended(known[0], now)
        return known[1]
    if not is_listed(read.document, method_id, purpose):
        raise MalformedError(NOT_AUTHORISED, method_id)
    method = _single(method_id, _methods_by_id(read.document, purpose).get(method_id, []), str(read.document["id"]))
    _refuse_ended(method, now)
    key = read_key(method)
    read.keys[method_id, purpose] = method, key
    return key


def authorised_keys(document: Mapping[str, Any], now: datetime) -> Iterator[PublicKey]:
    """Every key that the document lists for assertionMethod and that can be read, in one walk through it."""
    methods, owner = _methods_by_id(document, ASSERTION), str(document["id"])
    for method_id in dict.fromkeys(listed_methods(document)):
        try:
            method = _single(method_id, methods.get(method_id, []), owner)
            _refuse_ended(method, now)
            yield read_key(method)
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


def _single(method_id: str, found: Sequence[Method], owner: str) -> Method:
    """The one method that was found under this id, which must be the owner's."""
    if not found or any(method != found[0] for method in found):
        raise MalformedError(NOT_AUTHORISED, f"no single key: {method_id}")
    if found[0].get("controller") != owner:
        raise MalformedError("proof.vm_controller_mismatch", method_id)
    return found[0]


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
