"""Which presentation does a token hold, and who signed it? (VCDM 2.0 §4.13.2, VC-JOSE-COSE §3.1.2)"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from badgeservice.conformance.problem import CHALLENGE, DOMAIN, Problem, RefusedError
from badgeservice.conformance.values import identifier_of
from badgeservice.errors import MalformedError
from badgeservice.formats import compact_jws, strict_json
from badgeservice.formats.jwt_credential import REGISTERED, bounds
from badgeservice.formats.reading import items
from badgeservice.jsonld.contexts import CREDENTIALS_V2
from badgeservice.jsonld.moment import CLOCK_SKEW
from badgeservice.proofs import jws
from badgeservice.proofs.jws import CompactJws
from badgeservice.verification.context import Context
from badgeservice.verification.issuer_keys import key_of_key_id

TYPE = "EnvelopedVerifiablePresentation"
PREFIXES = ("data:application/vp+jwt,", "data:application/vp+ld+jwt,", "data:application/jwt,")
TYPES = frozenset({"vp+jwt", "vp+ld+jwt", "jwt"})
CONTENT = "vp"

Document = Mapping[str, Any]


def opened(given: object, options: Mapping[str, Any], context: Context) -> tuple[Document | None, str | None]:
    """The presentation, and who signed the token around it; no signer when it is secured by proofs inside.

    Raises MalformedError, UnavailableError for a token that does not hold, and RefusedError when its `nonce` or `aud`
    is not what was asked for.
    """
    if isinstance(given, str):
        return _opened(given, options, context)
    if not isinstance(given, Mapping):
        return None, None
    if TYPE not in items(given.get("type")):
        return given, None
    return _opened(_token_in(given), options, context)


def _token_in(envelope: Document) -> str:
    address = envelope.get("id")
    if set(envelope) - {"@context", "id", "type"} or envelope["type"] not in (TYPE, [TYPE]):
        raise MalformedError("schema.invalid", "an envelope holds @context, id and type only")
    if CREDENTIALS_V2 not in items(envelope.get("@context")):
        raise MalformedError("context.order", "the envelope lacks the context of W3C credentials")
    prefix = next((one for one in PREFIXES if isinstance(address, str) and address.lower().startswith(one)), None)
    if prefix is None or not isinstance(address, str):
        raise MalformedError("schema.invalid", "/id is no data: address of a token")
    return address[len(prefix) :]


def _opened(text: str, options: Mapping[str, Any], context: Context) -> tuple[Document, str]:
    token = compact_jws.parse(text.encode("ascii", errors="replace"))
    payload = strict_json.loads(token.payload)
    inner = payload.get("vp", {name: value for name, value in payload.items() if name not in REGISTERED})
    if not isinstance(inner, dict):
        raise MalformedError("schema.invalid", "/vp")
    signer = identifier_of(inner.get("holder")) or payload.get("iss")
    if not isinstance(signer, str) or payload.get("iss", signer) != signer:
        raise MalformedError("jws.claims_conflict", "iss is not the holder")
    _refuse_unsigned(token, signer, context)
    _refuse_out_of_time(payload, context)
    _refuse_other_request(payload, options)
    return inner, signer


def _refuse_unsigned(token: CompactJws, signer: str, context: Context) -> None:
    said = str(token.header.get("typ", "JWT"))
    if said.lower() not in TYPES or token.header.get("cty", CONTENT) != CONTENT:
        raise MalformedError("jws.typ_invalid", "the token is not typed as a presentation")
    # Every other rule of a header is that of a credential's.
    jws.refuse_header({**token.header, "typ": "JWT"})
    jws.verify(token, key_of_key_id(token.key_id, signer, context))


def _refuse_out_of_time(payload: Document, context: Context) -> None:
    for claim, moment in bounds(payload):
        if claim == "nbf" and moment > context.now + CLOCK_SKEW:
            raise MalformedError("time.not_yet_valid", claim)
        if claim == "exp" and moment < context.now - CLOCK_SKEW:
            raise MalformedError("time.expired", claim)


def _refuse_other_request(payload: Document, options: Mapping[str, Any]) -> None:
    if options.get("challenge") not in (None, payload.get("nonce")):
        raise RefusedError([Problem(CHALLENGE, "nonce is not the challenge")])
    wanted = options.get("domain")
    if wanted is not None and wanted not in items(payload.get("aud")):
        raise RefusedError([Problem(DOMAIN, "aud is not the domain")])
