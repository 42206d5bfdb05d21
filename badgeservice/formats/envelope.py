"""Which token does an enveloped credential hold? (VCDM 2.0 §4.13 "Enveloped Verifiable Credentials")"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats.reading import items
from badgeservice.jsonld.contexts import CREDENTIALS_V2

TYPE = "EnvelopedVerifiableCredential"
PREFIXES = ("data:application/vc+jwt,", "data:application/vc+ld+jwt,", "data:application/jwt,")


def token_in(document: Mapping[str, Any], kind: str = TYPE, prefixes: Sequence[str] = PREFIXES) -> bytes | None:
    """The JWT in the `data:` address that is the document's id, or None when it is no envelope of this `kind`.

    Raises MalformedError(schema.invalid) for an envelope with other members, (parse.encoding) for one that is no ASCII,
    UnavailableError(parse.unsupported_format) for another kind of content.
    """
    if kind not in items(document.get("type")):
        return None
    address = document.get("id")
    if set(document) - {"@context", "id", "type"} or CREDENTIALS_V2 not in items(document.get("@context")):
        raise MalformedError("schema.invalid", "an envelope holds @context, id and type only")
    if document["type"] not in (kind, [kind]) or not isinstance(address, str) or not address.startswith("data:"):
        raise MalformedError("schema.invalid", "/id")
    prefix = next((prefix for prefix in prefixes if address.lower().startswith(prefix)), None)
    if prefix is None:
        raise UnavailableError("parse.unsupported_format", address[:60])
    try:
        return address[len(prefix) :].encode("ascii")
    except UnicodeEncodeError as problem:
        raise MalformedError("parse.encoding", "/id") from problem
