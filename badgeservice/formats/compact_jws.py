"""How is a JWS in compact form taken apart, without judging it yet? (RFC 7515 §7.1)"""

from __future__ import annotations

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import strict_json
from badgeservice.model import base64url
from badgeservice.proofs.jws import MAX_PART, CompactJws


def parse(text: bytes, max_bytes: int = strict_json.MAX_BYTES) -> CompactJws:
    """The header, payload and signature of a token; the signature is not decoded, so that it is judged as a proof.

    Raises MalformedError `jws.malformed`, `parse.too_large` or, for the JSON of the header, `parse.*`;
    UnavailableError `parse.unsupported_format` for an encrypted token and an SD-JWT.
    """
    if len(text) > max_bytes:
        raise MalformedError("parse.too_large", f"{len(text)} bytes")
    if b"~" in text:
        raise UnavailableError("parse.unsupported_format", "SD-JWT")
    parts = text.decode("ascii", errors="replace").split(".", 5)
    if len(parts) == 5:
        raise UnavailableError("parse.unsupported_format", "JWE")
    if len(parts) != 3:
        raise MalformedError("jws.malformed", f"{len(parts)} delen")
    header, payload, signature = parts
    if len(header) > MAX_PART or len(signature) > MAX_PART:
        raise MalformedError("parse.too_large", "kop of handtekening")
    return CompactJws(
        header=strict_json.loads(_decode(header)),
        payload=_decode(payload),
        signing_input=f"{header}.{payload}".encode(),
        signature=signature,
    )


def _decode(part: str) -> bytes:
    data = base64url.decode(part)
    if not data:
        raise MalformedError("jws.malformed", "geen base64url zonder opvulling")
    return data
