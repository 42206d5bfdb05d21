"""Badges whose issuer is not who he seems to be."""

from __future__ import annotations

from typing import Any

from casemaking import keys
from casemaking.badges import generic, plain
from casemaking.cast import Signer, did_address, did_document, did_key, did_web, the_signer, zon
from casemaking.shelf import Shelf

MISMATCH, UNBOUND, UNRESOLVABLE = "issuer.mismatch", "issuer.key_unbound", "issuer.unresolvable"
SCHEMA, NOT_AUTHORIZED, CONTROLLER = "schema.invalid", "proof.vm_not_authorized", "proof.vm_controller_mismatch"
CONFUSABLE = "issuer.name_confusable"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "issuers"
    _documents(shelf)
    _shapes(shelf, zon(shelf))
    _names(shelf)


def _documents(shelf: Shelf) -> None:
    key = keys.ed25519("forms")

    def serve(label: str, says: str, document: Any, *reasons: str) -> None:
        signer = the_signer(key, f"did:web:{label}.example")
        content = document(signer) if callable(document) else document
        shelf.serve(did_address(signer.id), content, "application/did+json")
        shelf.never(label, says, signer.prove(plain(signer)), *reasons)

    serve(
        "did-of-another",
        "The did.json is another's.",
        lambda s: did_document(s, id="did:web:maan.example"),
        UNRESOLVABLE,
        NOT_AUTHORIZED,
        MISMATCH,
        CONTROLLER,
    )
    serve(
        "did-without-id",
        "The did.json has no id.",
        lambda s: did_document(s, id=None),
        UNRESOLVABLE,
        NOT_AUTHORIZED,
        MISMATCH,
    )
    serve(
        "did-id-with-a-port",
        "The did.json writes its id with a port.",
        lambda s: did_document(s, id=s.id + "%3A443"),
        UNRESOLVABLE,
        NOT_AUTHORIZED,
        MISMATCH,
        CONTROLLER,
    )
    serve(
        "did-id-in-capitals",
        "The did.json writes its id in capitals.",
        lambda s: did_document(s, id=s.id.upper()),
        UNRESOLVABLE,
        NOT_AUTHORIZED,
        MISMATCH,
        CONTROLLER,
    )
    serve("did-empty", "The did.json is an empty object.", {}, UNRESOLVABLE, NOT_AUTHORIZED, MISMATCH)
    serve("did-array", "The did.json is an array.", b"[]", UNRESOLVABLE, NOT_AUTHORIZED)
    serve("did-null", "The did.json is null.", b"null", UNRESOLVABLE, NOT_AUTHORIZED)
    serve("did-html", "The did.json is a web page.", b"<!doctype html><p>404", UNRESOLVABLE, NOT_AUTHORIZED)
    serve("did-nothing", "The did.json is empty.", b"", UNRESOLVABLE, NOT_AUTHORIZED)
    serve(
        "did-duplicate",
        "The did.json has a name twice.",
        b'{"id":"did:web:did-duplicate.example","id":"x"}',
        UNRESOLVABLE,
        NOT_AUTHORIZED,
    )
    serve("did-utf-16", "The did.json is in UTF-16.", '{"id":"x"}'.encode("utf-16"), UNRESOLVABLE, NOT_AUTHORIZED)
    serve("did-deep", "The did.json is very deep.", b'{"a":' * 500 + b"1" + b"}" * 500, UNRESOLVABLE, NOT_AUTHORIZED)
    serve(
        "did-methods-an-object",
        "The methods are no array.",
        lambda s: did_document(s, verificationMethod={"id": s.method}, assertionMethod=s.method),
        UNRESOLVABLE,
        NOT_AUTHORIZED,
        UNBOUND,
    )
    serve(
        "did-methods-odd",
        "Among the methods are numbers and texts.",
        lambda s: did_document(s, verificationMethod=[1, "x", None, {}], assertionMethod=[1, None]),
        UNRESOLVABLE,
        NOT_AUTHORIZED,
    )
    serve(
        "did-key-without-value",
        "The key has no value.",
        lambda s: did_document(s, verificationMethod=[{"id": s.method, "type": "Multikey", "controller": s.id}]),
        UNRESOLVABLE,
        NOT_AUTHORIZED,
        "proof.value_malformed",
        UNBOUND,
        "proof.key_weak",
    )
    serve(
        "did-key-without-controller",
        "The key has no controller.",
        lambda s: did_document(
            s, verificationMethod=[{"id": s.method, "type": "Multikey", "publicKeyMultibase": keys.multikey(key)}]
        ),
        CONTROLLER,
        NOT_AUTHORIZED,
        UNRESOLVABLE,
    )
    serve(
        "did-deactivated",
        "The key is listed for agreement only.",
        lambda s: did_document(s, assertionMethod=None, keyAgreement=[s.method]),
        NOT_AUTHORIZED,
    )
    also = did_web(shelf, "alias.example", key, alsoKnownAs=["did:web:badges.example:orgs:zon"])
    fake = plain(zon(shelf))
    shelf.bad(
        "also-known-as",
        "alsoKnownAs names the issuer: that proves nothing.",
        also.prove(fake),
        MISMATCH,
        NOT_AUTHORIZED,
        CONTROLLER,
    )


def _shapes(shelf: Shelf, issuer: Signer) -> None:
    shapes: dict[str, Any] = {
        "object-without-id": {"type": ["Profile"], "name": "Hotel Zon"},
        "null": None,
        "a-number": 7,
        "empty": "",
        "a-list": [issuer.id],
        "two": [issuer.profile(), {"id": "did:web:maan.example", "type": ["Profile"]}],
        "object-with-a-list-of-ids": {"id": [issuer.id, "did:web:maan.example"], "type": ["Profile"]},
        "nested": {"id": {"id": issuer.id}, "type": ["Profile"]},
        "with-a-fragment": {"id": f"{issuer.id}#key-1", "type": ["Profile"]},
        "with-a-space": {"id": f"{issuer.id} ", "type": ["Profile"]},
        "without-type": {"id": issuer.id, "name": "Hotel Zon"},
    }
    for name, value in shapes.items():
        signed = issuer.prove({**plain(issuer), "issuer": value}, "eddsa-jcs-2022")
        shelf.bad(
            f"shape-{name}",
            f"The issuer is {name}.",
            signed,
            SCHEMA,
            MISMATCH,
            NOT_AUTHORIZED,
            CONTROLLER,
            "context.dropped_terms",
            UNRESOLVABLE,
            not_valid_only=name.startswith("with-"),
        )
    none = issuer.prove({name: value for name, value in plain(issuer).items() if name != "issuer"}, "eddsa-jcs-2022")
    shelf.bad("shape-absent", "There is no issuer.", none, SCHEMA, MISMATCH)
    bare = issuer.prove(generic(issuer, issuer={"name": "Hotel Zon"}), "eddsa-jcs-2022")
    shelf.bad("vc-issuer-without-id", "A credential whose issuer has no id.", bare, SCHEMA, MISMATCH)
    holder = did_key(keys.ed25519("stranger"))
    selfmade = plain(issuer, credentialSubject={**plain(issuer)["credentialSubject"], "id": holder.id})
    shelf.bad(
        "signed-by-the-recipient",
        "The recipient signed the badge.",
        holder.prove(selfmade),
        MISMATCH,
        NOT_AUTHORIZED,
        CONTROLLER,
    )


def _names(shelf: Shelf) -> None:
    """A known issuer's name, or one that looks like it, under another DID: valid, but it warns."""
    shelf.serve(
        did_address("did:web:lookalike.example"),
        did_document(the_signer(keys.ed25519("forms"), "did:web:lookalike.example")),
    )
    stranger = the_signer(keys.ed25519("forms"), "did:web:lookalike.example", name="Garage Gans")
    shelf.good(
        "name-of-nobody",
        "A stranger with a name of his own.",
        stranger.prove(plain(stranger)),
        warnings=["issuer.untrusted"],
    )
    known = zon(shelf)
    shelf.good("known", "An issuer that is known here: nothing warns.", known.prove(plain(known)), trusted=True)
    for name, text in (
        ("the-same", "Hotel Zon"),
        ("cyrillic", "Hоtel Zоn"),
        ("capitals", "HOTEL ZON"),
        ("spaces", "Hotel  Zon "),
        ("accents", "Hótel Zön"),
        ("fullwidth", "Ｈｏｔｅｌ Ｚｏｎ"),
        ("zero-width", "Hotel\u200b Zon"),
        ("zero-for-o", "H0tel Z0n"),
    ):
        signer = the_signer(keys.ed25519("forms"), "did:web:lookalike.example", name=text)
        shelf.good(
            f"name-{name}",
            f"A stranger called '{text}'.",
            signer.prove(plain(signer)),
            warnings=[CONFUSABLE] if name in ("the-same", "cyrillic", "capitals", "fullwidth") else [],
            more_warnings=True,
        )
