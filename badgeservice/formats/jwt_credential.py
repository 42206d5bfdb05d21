"""Which credential does a JWT carry, and do its claims agree with it? (VC-JOSE-COSE §3.1, VCDM 1.1 §6.3.1)"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats.reading import items, one_node
from badgeservice.jsonld.contexts import CREDENTIALS_V1
from badgeservice.jsonld.moment import CLOCK_SKEW, read_moment, write_moment

JsonObject = dict[str, Any]

# Registered names (IANA "JSON Web Token Claims") that stand beside a credential and are none of its words.
REGISTERED = frozenset({"iss", "sub", "aud", "exp", "nbf", "iat", "jti", "cnf", "nonce", "azp", "status"})
# A presentation (VCDM 1.1 §6.3.1), and what an SD-JWT leaves out (RFC 9901).
NOT_READ = ("vp", "_sd", "_sd_alg")
CONFLICT = "jws.claims_conflict"
CREDENTIAL_MEMBERS = frozenset({"@context", "type", "credentialSubject", "issuer", "credentialStatus", "validUntil"})


def read_payload(payload: Mapping[str, Any]) -> tuple[JsonObject, JsonObject]:
    """The credential and the registered claims of a token.

    The payload is the credential, or holds it in `vc`, where claims may stand in for members that are left out. Raises
    MalformedError(parse.ambiguous_input | schema.invalid | jws.claims_conflict) and, for a presentation,
    UnavailableError(parse.unsupported_format).
    """
    claims = {name: value for name, value in payload.items() if name in REGISTERED}
    for name in NOT_READ:
        if name in payload:
            raise UnavailableError("parse.unsupported_format", name)
    if "vc" not in payload:
        return {name: value for name, value in payload.items() if name not in REGISTERED}, claims
    credential = payload["vc"]
    if not isinstance(credential, dict):
        raise MalformedError("schema.invalid", "/vc")
    if not CREDENTIAL_MEMBERS.isdisjoint(payload):
        raise MalformedError("parse.ambiguous_input", "a credential in vc and beside it")
    return _completed(credential, claims), claims


def refuse_conflicts(document: Mapping[str, Any], claims: Mapping[str, Any], now: datetime) -> None:
    """Claims must say what the credential says, also those repeated in the header (RFC 7519 §5.3); one that is absent
    is no conflict.

    Raises MalformedError(jws.claims_conflict), or (proof.created_invalid) for a token from the future.
    """
    subjects = items(document.get("credentialSubject"))
    named = [subject.get("id") for subject in subjects if isinstance(subject, Mapping)]
    for claim, said in (("iss", [_issuer_id(document)]), ("jti", [document.get("id")]), ("sub", named)):
        if claim in claims and (not isinstance(claims[claim], str) or said != [claims[claim]]):
            raise MalformedError(CONFLICT, claim)
    first, last = _date_names(document)
    for claim, name in (("nbf", first), ("exp", last)):
        if claim in claims and name in document and _differ(numeric_date(claims[claim]), document[name]):
            raise MalformedError(CONFLICT, claim)
    if "iat" in claims and numeric_date(claims["iat"]) > now + CLOCK_SKEW:
        raise MalformedError("proof.created_invalid", "iat")


def numeric_date(value: Any) -> datetime:
    """The moment of a NumericDate (RFC 7519 §2); MalformedError(jws.claims_conflict) for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise MalformedError(CONFLICT, "a date is not a number")
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, OSError, ValueError) as problem:
        raise MalformedError(CONFLICT, "a date out of range") from problem


def bounds(claims: Mapping[str, Any]) -> Iterator[tuple[str, datetime]]:
    """The moments between which a token counts."""
    for claim in ("nbf", "exp"):
        if claim in claims:
            yield claim, numeric_date(claims[claim])


def _completed(credential: JsonObject, claims: Mapping[str, Any]) -> JsonObject:
    first, last = _date_names(credential)
    document = dict(credential)
    if "iss" in claims:
        document["issuer"] = _with_id(document.get("issuer"), claims["iss"])
    subject = one_node(document.get("credentialSubject"))
    if "sub" in claims and subject and "id" not in subject:
        document["credentialSubject"] = {"id": claims["sub"], **subject}
    if "jti" in claims:
        document.setdefault("id", claims["jti"])
    for claim, name in (("nbf", first), ("exp", last)):
        if claim in claims:
            document.setdefault(name, write_moment(numeric_date(claims[claim])))
    return document


def _with_id(issuer: Any, identifier: Any) -> Any:
    if issuer is None:
        return identifier
    return {"id": identifier, **issuer} if isinstance(issuer, dict) and "id" not in issuer else issuer


def _issuer_id(document: Mapping[str, Any]) -> Any:
    issuer = document.get("issuer")
    return issuer.get("id") if isinstance(issuer, Mapping) else issuer


def _date_names(document: Mapping[str, Any]) -> tuple[str, str]:
    is_first_version = CREDENTIALS_V1 in items(document.get("@context"))
    return ("issuanceDate", "expirationDate") if is_first_version else ("validFrom", "validUntil")


def _differ(claimed: datetime, said: Any) -> bool:
    """A NumericDate is written in whole seconds; a malformed date is the validity check's to refuse."""
    try:
        return abs((claimed - read_moment(said)).total_seconds()) >= 1
    except MalformedError:
        return False
