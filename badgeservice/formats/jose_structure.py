"""Is this a credential or a presentation that may be secured with JOSE? (VCDM 2.0 §4, VC-JOSE-COSE §3.1)"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import schema
from badgeservice.formats.jwt_credential import REGISTERED
from badgeservice.formats.reading import items, nodes
from badgeservice.jsonld.contexts import CONTEXTS, CREDENTIALS_V1, CREDENTIALS_V2, is_known
from badgeservice.jsonld.moment import read_moment

JsonObject = Mapping[str, Any]

# It gives every undefined word an address under @vocab, and so defines none.
EXAMPLES_V2 = "https://www.w3.org/ns/credentials/examples/v2"
MAX_CONTEXTS = 8

_WRONG = "schema.invalid"
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_TYPE = re.compile(r"[^\s<>\"{}|\\^`]+")
_DIGEST = re.compile(r"sha(256|384|512)-[A-Za-z0-9+/]+={0,2}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_LANGUAGE_VALUE = frozenset({"@value", "@language", "@direction"})
_LINKED = ("credentialSubject", "credentialStatus", "credentialSchema", "evidence", "termsOfUse", "refreshService",
           "relatedResource", "renderMethod", "confidenceMethod")  # fmt: skip
_LINK_REQUIRED = ("credentialSchema", "relatedResource")


def refuse_credential(credential: JsonObject) -> None:
    """Refuse what is no VCDM 2.0 credential, and one whose claims say otherwise.

    Raises MalformedError `schema.invalid`, `type.missing`, `context.order`, `context.dropped_terms`, `time.malformed`,
    `time.inverted` or `jws.claims_conflict`; UnavailableError `context.unknown` for members that only a context which
    is not known here can define.
    """
    _refuse_contexts(credential)
    _refuse_types(credential)
    if "VerifiableCredential" not in items(credential.get("type")) or not _are_types(credential["type"]):
        raise MalformedError("type.missing", "/type")
    texts = [context for context in items(credential["@context"]) if isinstance(context, str)]
    schema.validate({**credential, "@context": texts}, schema.CREDENTIAL)
    _refuse_addresses(credential)
    _refuse_resources(credential)
    _refuse_texts(credential)
    _refuse_dates(credential)
    _refuse_claims(credential, "issuer")
    _refuse_undefined(credential, "VerifiableCredential")


def refuse_presentation(presentation: JsonObject) -> None:
    """Refuse what is no VCDM 2.0 presentation; what it encloses is judged elsewhere. Raises as `refuse_credential`."""
    _refuse_contexts(presentation)
    _refuse_types(presentation)
    if "VerifiablePresentation" not in items(presentation.get("type")) or not _are_types(presentation["type"]):
        raise MalformedError("type.missing", "/type")
    if "holder" in presentation and not isinstance(presentation["holder"], str | Mapping):
        raise MalformedError(_WRONG, "/holder")
    _refuse_addresses(presentation)
    _refuse_texts(presentation)
    _refuse_claims(presentation, "holder")
    _refuse_undefined(presentation, "VerifiablePresentation")


def identifier_of(party: Any) -> Any:
    """The id of an issuer or holder, which is written as an address or as an object."""
    return party.get("id") if isinstance(party, Mapping) else party


def is_address(value: Any) -> bool:
    """Whether a value is a URL with a scheme (VCDM 2.0 §4.4)."""
    return isinstance(value, str) and _URL.fullmatch(value) is not None


def _refuse_types(document: JsonObject) -> None:
    """Nothing is null, and every type is a word or an address (VCDM 2.0 §4.5)."""
    nothing = [name for name, value in document.items() if value is None]
    if nothing:
        raise MalformedError(_WRONG, f"/{nothing[0]}")
    for member in _LINKED:
        for node in nodes(document.get(member)):
            if "type" in node and not _are_types(node["type"]):
                raise MalformedError(_WRONG, f"/{member}/type")


def _are_types(types: Any) -> bool:
    return bool(items(types)) and all(isinstance(type_, str) and _TYPE.fullmatch(type_) for type_ in items(types))


def _refuse_contexts(document: JsonObject) -> None:
    contexts = document.get("@context")
    if not isinstance(contexts, list) or not contexts:
        raise MalformedError("context.order", "/@context")
    if contexts[0] != CREDENTIALS_V2 or CREDENTIALS_V1 in contexts:
        raise MalformedError("context.order", "/@context")
    if len(contexts) > MAX_CONTEXTS or not all(isinstance(item, Mapping) or is_address(item) for item in contexts):
        raise MalformedError(_WRONG, "/@context")


def _refuse_addresses(document: JsonObject) -> None:
    if "id" in document:
        _refuse_address(document["id"], "id")
    for party in ("issuer", "holder"):
        if party in document:
            _refuse_address(identifier_of(document[party]), party)
    for member in _LINKED:
        for node in nodes(document.get(member)):
            if "id" in node or member in _LINK_REQUIRED:
                _refuse_address(node.get("id"), member)


def _refuse_resources(document: JsonObject) -> None:
    resources = items(document.get("relatedResource"))
    for resource in resources:
        digests = [resource.get("digestSRI"), resource.get("digestMultibase")] if isinstance(resource, Mapping) else []
        given = [digest for digest in digests if digest is not None]
        if not given or not all(isinstance(digest, str) and digest for digest in given):
            raise MalformedError(_WRONG, "/relatedResource")
        if digests[0] is not None and not _DIGEST.fullmatch(digests[0]):
            raise MalformedError(_WRONG, "/relatedResource/digestSRI")
    if len({resource["id"] for resource in resources}) != len(resources):
        raise MalformedError(_WRONG, "/relatedResource/id")


def _refuse_address(value: Any, member: str) -> None:
    if not is_address(value):
        raise MalformedError(_WRONG, f"/{member}")


def _refuse_texts(document: JsonObject) -> None:
    """A name or description is a text, or one in each of several languages (VCDM 2.0 §11.1)."""
    for holder in (document, *nodes(document.get("issuer"))):
        for member in ("name", "description"):
            if not all(_is_text(value) for value in items(holder.get(member))):
                raise MalformedError(_WRONG, f"/{member}")


def _is_text(value: Any) -> bool:
    if not isinstance(value, Mapping):
        return isinstance(value, str)
    if not _LANGUAGE_VALUE.issuperset(value) or not isinstance(value.get("@value"), str):
        return False
    language, direction = value.get("@language", "und"), value.get("@direction", "ltr")
    return isinstance(language, str) and bool(_LANGUAGE.fullmatch(language)) and direction in ("ltr", "rtl")


def _refuse_dates(credential: JsonObject) -> None:
    moments = {name: read_moment(credential[name]) for name in ("validFrom", "validUntil") if name in credential}
    if len(moments) == 2 and moments["validUntil"] < moments["validFrom"]:
        raise MalformedError("time.inverted")


def _refuse_claims(document: JsonObject, party: str) -> None:
    """`vc` and `vp` are another standard's (§3.1.1); a claim that repeats a member says the same (§4.1)."""
    for claim in ("vc", "vp"):
        if claim in document:
            raise MalformedError("jws.claims_conflict", claim)
    if "iss" in document and document["iss"] != identifier_of(document.get(party)):
        raise MalformedError("jws.claims_conflict", "iss")
    subjects = [subject.get("id") for subject in nodes(document.get("credentialSubject"))]
    for claim, said in (("jti", [document.get("id")]), ("sub", subjects)):
        if claim in document and any(said) and document[claim] not in said:
            raise MalformedError("jws.claims_conflict", claim)


def _refuse_undefined(document: JsonObject, type_: str) -> None:
    contexts = items(document["@context"])
    readable = [context for context in contexts if isinstance(context, str) and is_known(context)]
    inline = (set(context) for context in nodes(contexts))
    defined = {"@context"}.union(
        REGISTERED, *inline, *(_terms(context, (type_, *items(document["type"]))) for context in readable)
    )
    undefined = sorted(set(document) - defined)
    if not undefined:
        return
    if all(context in (*readable, EXAMPLES_V2) for context in contexts):
        raise MalformedError("context.dropped_terms", ", ".join(undefined)[:200])
    raise UnavailableError("context.unknown", ", ".join(undefined)[:200])


def _terms(address: str, types: tuple[Any, ...]) -> set[str]:
    """The words that a bundled context defines at the top of a document of these types."""
    found: set[str] = set()
    for part in nodes(CONTEXTS[address].get("@context")):
        found.update(part)
        for definition in (part.get(type_) for type_ in types if isinstance(type_, str)):
            for scoped in nodes(definition.get("@context")) if isinstance(definition, Mapping) else []:
                found.update(scoped)
    return found
