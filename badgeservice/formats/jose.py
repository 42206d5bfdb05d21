"""How is a credential or presentation secured with JOSE, and does one that is hold? (VC-JOSE-COSE 1.0 §3.1)"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import compact_jws, envelope, strict_json
from badgeservice.formats.jose_structure import identifier_of, is_address, refuse_credential, refuse_presentation
from badgeservice.formats.reading import items
from badgeservice.proofs import jws, jws_signing
from badgeservice.proofs.jose_keys import NamedKey, read_keys
from badgeservice.proofs.jws import CompactJws
from badgeservice.proofs.jws_signing import PrivateKey

JsonObject = dict[str, Any]

ALGORITHMS = ("EdDSA", "Ed25519", "ES256", "ES384", "ES512")
# Enclosed credentials that VC-JOSE-COSE secures in ways that are not judged here.
OTHER_PREFIXES = ("data:application/vc+sd-jwt,", "data:application/vc+cose;base64,")

_COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")


@dataclass(frozen=True)
class Kind:
    """What is told apart by its media type: how its header names it, who stands behind it, with which keys."""

    type_: str
    content: str
    party: str
    relationship: str
    envelope: str
    refuse: Callable[[Mapping[str, Any]], None]

    @property
    def prefix(self) -> str:
        """How the address of an envelope around its token begins (VCDM 2.0 §4.13)."""
        return f"data:application/{self.type_},"


CREDENTIAL = Kind("vc+jwt", "vc", "issuer", "assertionMethod", envelope.TYPE, refuse_credential)
PRESENTATION = Kind("vp+jwt", "vp", "holder", "authentication", "EnvelopedVerifiablePresentation", refuse_presentation)


def issue(document: Mapping[str, Any], key_file: Mapping[str, Any], kind: Kind) -> str:
    """The compact JWT of a document, by the first secret key of the file.

    `iss` is added when the key has no address of its own to be found by (§4.1.2). Raises MalformedError for what must
    not be signed and for a file without a fitting key, UnavailableError for what cannot be judged.
    """
    kind.refuse(document)
    for enclosed in _enclosed_in(document, kind):
        token = _token_of(enclosed)
        if token is not None and not _COMPACT.fullmatch(token.decode()):
            raise MalformedError("jws.malformed", "/verifiableCredential")
    party = identifier_of(document.get(kind.party))
    key, private = _signing_key(read_keys(key_file, kind.relationship), party)
    header = {"typ": kind.type_, "cty": kind.content} | ({"kid": key.key_id} if key.key_id else {})
    claims = {"iss": party} if party is not None and not is_address(key.key_id) else {}
    return jws_signing.sign(header, strict_json.dumps({**document, **claims}), private).decode()


def verify(data: bytes, key_file: Mapping[str, Any], kind: Kind) -> JsonObject:
    """The document in a token, or in the token of an envelope, that holds by a key of the file.

    The credentials in a presentation are judged too; their signatures when the file has their key. Moments are not
    judged. Raises MalformedError for what does not hold, UnavailableError for what cannot be judged.
    """
    token = compact_jws.parse(_unwrapped(data.strip(), kind))
    document = _read(token, kind)
    kind.refuse(document)
    _hold(token, read_keys(key_file, kind.relationship), identifier_of(document.get(kind.party)))
    for enclosed in _enclosed_in(document, kind):
        inner = _token_of(enclosed)
        if inner is not None:
            _judge_enclosed(compact_jws.parse(inner), key_file)
    return document


def not_signed_by(document: Mapping[str, Any], key_file: Mapping[str, Any], kind: Kind) -> list[str]:
    """Where in a document that `verify` accepted a credential stands whose signature no key of the file could tell."""
    places = []
    for number, enclosed in enumerate(_enclosed_in(document, kind)):
        token = _token_of(enclosed)
        if token is None or not _judge_enclosed(compact_jws.parse(token), key_file):
            places.append(f"/verifiableCredential/{number}")
    return places


def _signing_key(keys: list[NamedKey], party: Any) -> tuple[NamedKey, PrivateKey]:
    """The first secret key that is the party's own, as far as the file says whose it is."""
    secret = [(key, key.private) for key in keys if key.private is not None]
    for key, private in secret:
        if _may_speak_for(party, key):
            return key, private
    if secret:
        raise MalformedError("proof.vm_controller_mismatch", str(secret[0][0].controller)[:100])
    raise MalformedError("proof.value_malformed", "no secret key for these signatures")


def _may_speak_for(party: Any, key: NamedKey) -> bool:
    """Nobody signs with the key of another (Controlled Identifiers 1.0 §3.3)."""
    return party is None or key.controller in (None, party)


def _unwrapped(data: bytes, kind: Kind) -> bytes:
    if not data.startswith(b"{"):
        return data
    token = envelope.token_in(strict_json.loads(data), kind.envelope, (kind.prefix,))
    if token is None:
        raise MalformedError("proof.missing")
    return token


def _read(token: CompactJws, kind: Kind) -> JsonObject:
    """The payload of a token that says in its header, to the letter, what it is."""
    jws.refuse_header(token.header, ALGORITHMS, (kind.type_,))
    if token.header.get("typ") != kind.type_ or token.header.get("cty") != kind.content:
        raise MalformedError("jws.typ_invalid", f"{token.header.get('typ')}, {token.header.get('cty')}"[:100])
    document = strict_json.loads(token.payload)
    said = token.header.get("iss", document.get("iss"))
    if said is not None and said != identifier_of(document.get(kind.party)):
        raise MalformedError("jws.claims_conflict", "iss")
    return document


def _hold(token: CompactJws, keys: list[NamedKey], party: Any) -> None:
    """By the key that `kid` names, of the party that it is from; a file of one key leaves nothing to choose."""
    named = [key for key in keys if token.key_id in key.names]
    candidates = named or keys
    problems: list[MalformedError] = []
    for key in candidates:
        try:
            jws.verify(token, key.public)
        except MalformedError as problem:
            problems.append(problem)
            continue
        if _may_speak_for(party, key):
            return
        problems.append(MalformedError("proof.vm_controller_mismatch", str(key.controller)[:100]))
    if token.key_id is not None and not named and len(keys) > 1:
        raise UnavailableError("issuer.key_unbound", token.key_id[:100])
    raise next((problem for problem in problems if problem.reason == "proof.signature_invalid"), problems[0])


def _enclosed_in(document: Mapping[str, Any], kind: Kind) -> list[Any]:
    return items(document.get("verifiableCredential")) if kind is PRESENTATION else []


def _token_of(enclosed: Any) -> bytes | None:
    """The JWT of an enclosed credential, None when it is secured in another way that the standard knows.

    §3.1.2: credentials in a presentation are secured, and enveloped.
    """
    if not isinstance(enclosed, Mapping):
        raise MalformedError("schema.invalid", "/verifiableCredential")
    try:
        token = envelope.token_in(enclosed, CREDENTIAL.envelope, (CREDENTIAL.prefix,))
    except UnavailableError as problem:
        if enclosed["id"].startswith(OTHER_PREFIXES):
            return None
        raise MalformedError("schema.invalid", "/verifiableCredential/id") from problem
    if token is None:
        raise MalformedError("proof.missing", "/verifiableCredential")
    return token


def _judge_enclosed(token: CompactJws, key_file: Mapping[str, Any]) -> bool:
    """Whether the file has the key of a credential, which then must hold by it.

    It may be any that its `kid` names; without a name on either side, any of its algorithm that can be the issuer's.
    One whose key is not in the file is judged for all but its signature: the suite of the W3C wants such a
    presentation accepted.
    """
    credential = _read(token, CREDENTIAL)
    CREDENTIAL.refuse(credential)
    issuer = identifier_of(credential["issuer"])
    keys = _keys_for_credentials(key_file)
    named = [key for key in keys if token.key_id in key.names]
    nameless = [key for key in keys if token.key_id is None or not key.names]
    candidates = named or [key for key in nameless if _may_speak_for(issuer, key)]
    if not candidates:
        return False
    try:
        _hold(token, candidates, issuer)
    except MalformedError as problem:
        if named or problem.reason != "jws.alg_not_allowed":
            raise
        return False
    return True


def _keys_for_credentials(key_file: Mapping[str, Any]) -> list[NamedKey]:
    try:
        return read_keys(key_file, CREDENTIAL.relationship)
    except (MalformedError, UnavailableError):
        # A document may list keys for presentations only.
        return []
