"""Controlled Identifiers 1.0 where they matter here: documents, methods, relationships, encodings of keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from casemaking import keys
from casemaking.cast import Signer, did_address, did_document, jwk_method, multikey_method

from musts.documents import HOLDER, STRANGER, credential, for_authentication, proved, unsigned_presentation
from musts.inputs import Input, does_not_present, does_not_verify, must, presents, verifies

WEB = Signer("did:web:issuer.example", "did:web:issuer.example#key-1", keys.ed25519("an issuer with a web address"))
BADGE = proved(credential(WEB.id), WEB)
ADDRESS = did_address(WEB.id)
OTHER_KEY = keys.ed25519("another key of that issuer")
SHOWN = proved(unsigned_presentation(holder=WEB.id), WEB, **for_authentication())


def _in(make: Callable[..., Input], says: str, document: Any = BADGE, **changes: Any) -> Input:
    """A credential of an issuer whose document has these changes; `method` replaces its method."""
    return make(says, document, served={ADDRESS: did_document(WEB, **changes)})


def _method(make: Callable[..., Input], says: str, **changes: Any) -> Input:
    """The same with changes in the method; None leaves a member out."""
    entry = {name: value for name, value in multikey_method(WEB, **changes).items() if value is not None}
    return _in(make, says, method=entry)


def _jwk(make: Callable[..., Input], says: str, kind: str = "JsonWebKey", **members: Any) -> Input:
    """The same with the key as a JWK."""
    return _in(make, says, method=jwk_method(WEB, kind, publicKeyJwk={**keys.jwk(WEB.key), **members}))


DOCUMENTS = (
    must(
        "CID-2.1-1",
        _in(verifies, "the document of that DID"),
        _in(does_not_verify, "a document of another DID", id=STRANGER.id),
        _in(does_not_verify, "a document without id", id=None),
        _in(does_not_verify, "an id that is no text", id=7),
    ),
    must(
        "CID-2.2-1",
        _method(verifies, "id, type and controller"),
        _method(does_not_verify, "no id", id=None),
        _method(does_not_verify, "no type", type=None),
        _method(does_not_verify, "a type that nobody knows", type="UnknownKey2099"),
        _method(does_not_verify, "no controller", controller=None),
        _method(does_not_verify, "no key", publicKeyMultibase=None),
    ),
    must(
        "CID-2.2-2",
        _method(does_not_verify, "another controller", controller=STRANGER.id),
        _method(does_not_verify, "several controllers", controller=[WEB.id, STRANGER.id]),
    ),
    must(
        "CID-2.2-3",
        _method(does_not_verify, "a key that has been revoked", revoked="2026-11-22T11:00:00Z"),
        _method(does_not_verify, "a key that has ended", expires="2026-11-22T11:00:00Z"),
        _method(verifies, "a key that ends later", expires="2027-11-22T11:00:00Z"),
        _method(does_not_verify, "an end that is no moment", expires="2027"),
    ),
    must(
        "CID-2.2-4",
        _method(does_not_verify, "two keys in one method", publicKeyJwk=keys.jwk(OTHER_KEY)),
        _method(does_not_verify, "another key", publicKeyMultibase=keys.multikey(OTHER_KEY)),
        _method(does_not_verify, "the key as a list", publicKeyMultibase=[keys.multikey(WEB.key)]),
    ),
    must(
        "CID-2.2.3-1",
        _jwk(verifies, "a JWK"),
        _jwk(verifies, "the older name of the type", "JsonWebKey2020"),
        _jwk(does_not_verify, "a JWK with its private part", d=keys.base64url(bytes(32))),
        _jwk(does_not_verify, "a JWK of another curve", crv="X25519"),
        _jwk(does_not_verify, "a JWK without its point", x=""),
        _jwk(does_not_verify, "a shared secret", kty="oct", k="AAAA"),
    ),
    must(
        "CID-2.2.4-1",
        _in(verifies, "a method by reference"),
        _in(verifies, "a method in its relationship", verificationMethod=[], assertionMethod=[multikey_method(WEB)]),
        _in(
            verifies,
            "an id relative to the document",
            method=multikey_method(WEB, id="#key-1"),
            assertionMethod=["#key-1"],
        ),
        _in(does_not_verify, "a reference to a method that is not there", verificationMethod=[]),
        _in(
            does_not_verify,
            "two different methods with one id",
            verificationMethod=[multikey_method(WEB), multikey_method(WEB.with_key(OTHER_KEY))],
        ),
    ),
)

RELATIONSHIPS = (
    must(
        "CID-2.3.2-1",
        _in(verifies, "listed for assertions"),
        _in(does_not_verify, "listed nowhere", assertionMethod=None),
        _in(does_not_verify, "listed for authentication only", assertionMethod=None, authentication=[WEB.method]),
        _in(does_not_verify, "another is listed for assertions", assertionMethod=[f"{WEB.id}#key-2"]),
    ),
    must(
        "CID-2.3.1-1",
        _in(presents, "listed for authentication", SHOWN, authentication=[WEB.method], assertionMethod=None),
        _in(does_not_present, "listed for assertions only", SHOWN),
        presents("a did:key, which may be used for both"),
    ),
    must(
        "CID-3.3-1",
        does_not_verify("the document cannot be had", BADGE, served={}),
        does_not_verify("the address serves something else", BADGE, served={ADDRESS: []}),
        does_not_verify(
            "a method of another document",
            proved(credential(WEB.id), WEB.with_method(STRANGER.method)),
            served={ADDRESS: did_document(WEB)},
        ),
        does_not_verify(
            "a method without fragment",
            proved(credential(WEB.id), WEB.with_method(WEB.id)),
            served={ADDRESS: did_document(WEB)},
        ),
        does_not_verify(
            "a fragment that the document does not have",
            proved(credential(WEB.id), WEB.with_method(f"{WEB.id}#key-9")),
            served={ADDRESS: did_document(WEB)},
        ),
        does_not_present("a presentation by a holder whose document cannot be had", SHOWN, served={}),
    ),
    must(
        "CID-3.3-2",
        does_not_verify("a did:key whose method is that of another key", proved(credential(HOLDER.id), STRANGER)),
        does_not_verify(
            "a did:key with a letter changed",
            proved(credential(HOLDER.id[:-1] + "1"), HOLDER.with_method(HOLDER.method[:-1] + "1")),
        ),
        does_not_verify(
            "a DID method that we do not read", proved(credential("did:ion:abc"), WEB.with_method("did:ion:abc#key-1"))
        ),
    ),
)

MUSTS = DOCUMENTS + RELATIONSHIPS
