"""Badges whose issuer is not who he seems to be, or can't be found."""

from __future__ import annotations

from typing import Any

from casemaking import keys
from casemaking.badges import badge, generic, plain
from casemaking.cast import Signer, did_address, did_document, did_key, did_web, jwk_method, the_signer, zon
from casemaking.good_tokens import claims, https_issuer
from casemaking.shelf import Shelf

MISMATCH, UNBOUND, UNRESOLVABLE = "issuer.mismatch", "issuer.key_unbound", "issuer.unresolvable"
SCHEMA, NOT_AUTHORIZED, CONTROLLER = "schema.invalid", "proof.vm_not_authorized", "proof.vm_controller_mismatch"
CONFUSABLE = "issuer.name_confusable"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "issuers"
    issuer = zon(shelf)
    _documents(shelf)
    _methods(shelf)
    _https(shelf)
    _shapes(shelf, issuer)
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


def _methods(shelf: Shelf) -> None:
    key = keys.ed25519("forms")
    for did in (
        "did:ion:EiClkZMDxPKqC9c-umQfTkR8vvZ9JPhl_xLDI9Nfk38w5w",
        "did:ethr:0xb9c5714089478a327f09197987f16f9e5d936e8a",
        "did:peer:0z6MkpTHR8VNsBxYAAWHut2Geadd9jSwuBV8xRoAnwWsdvktH",
        "did:ebsi:zvHWX359A3CvfJnCYaAiAde",
        "did:cheqd:mainnet:1",
        "did:webvh:Qm:badges.example",
        "did:onbekend:1",
    ):
        signer = the_signer(key, did)
        label = did.split(":")[1]
        shelf.unsure(
            f"did-{label}", f"A kind of DID that is not read: did:{label}.", signer.prove(plain(signer)), UNRESOLVABLE
        )
        shelf.unsure(f"did-{label}-jwt", f"The same in a JWT: did:{label}.", signer.jwt(plain(signer)), UNRESOLVABLE)
    for name, address in (
        ("urn", "urn:uuid:11111111-2222-4333-8444-555555555555"),
        ("mailto", "mailto:info@zon.example"),
        ("http", "http://zon.example/profiel"),
        ("ftp", "ftp://zon.example/profiel"),
        ("did-without-method", "did:"),
        ("did-capitals", "DID:WEB:badges.example:orgs:zon"),
        ("tag", "tag:zon.example,2026:x"),
    ):
        signer = Signer(address, f"{address}#key-1", key)
        shelf.never(
            f"issuer-{name}",
            f"The issuer's id is {name}.",
            signer.prove(plain(signer), "eddsa-jcs-2022"),
            UNRESOLVABLE,
            SCHEMA,
            "fetch.scheme",
            NOT_AUTHORIZED,
            "context.dropped_terms",
        )


def _https(shelf: Shelf) -> None:
    key, other = keys.rsa_key("https"), keys.rsa_key("ob jwt")
    for form in ("verification-method", "jwks", "jwks-uri", "public-key"):
        host = f"leeg-{form}.example"
        signer = https_issuer(shelf, host, key, form)
        stranger = signer.with_method(f"https://{host}/keys/9").with_key(other)
        shelf.serve(stranger.method, keys.jwk(other, kid=stranger.method))
        token = stranger.jwt(claims(badge(stranger)), typ="JWT", cty=None)
        shelf.unsure(
            f"https-not-listed-{form}", f"The issuer's document ({form}) does not list the key.", token, UNBOUND
        )
    silent = Signer("https://stil.example/profiel", "https://stil.example/keys/1", key)
    shelf.serve(silent.id, {"id": silent.id, "type": "Profile", "name": "Stil"})
    shelf.serve(silent.method, keys.jwk(key, kid=silent.method))
    shelf.unsure(
        "https-lists-no-keys",
        "The issuer's document lists no keys.",
        silent.jwt(claims(badge(silent)), typ="JWT"),
        UNBOUND,
    )
    proven = the_signer(keys.ed25519("https"), "https://stil.example/profiel")
    shelf.unsure(
        "https-lists-no-keys-proof",
        "The same with a Data Integrity proof.",
        proven.prove(plain(proven)),
        UNBOUND,
        NOT_AUTHORIZED,
    )
    lost = Signer("https://nergens.example/profiel", "https://nergens.example/keys/1", key)
    shelf.unsure(
        "https-unreachable",
        "The issuer's address can't be had.",
        lost.jwt(claims(badge(lost)), typ="JWT"),
        UNBOUND,
        UNRESOLVABLE,
        "fetch.unreachable",
    )
    page = Signer("https://pagina.example", "https://pagina.example/keys/1", key)
    shelf.serve(page.id, b"<!doctype html><title>Welkom</title>", "text/html")
    shelf.serve(page.method, keys.jwk(key))
    shelf.never(
        "https-serves-a-page",
        "The issuer's address is a web page.",
        page.jwt(claims(badge(page)), typ="JWT"),
        UNBOUND,
        UNRESOLVABLE,
    )
    wrong = Signer("https://ander.example/profiel", "https://ander.example/profiel#key-1", keys.ed25519("https"))
    entry = jwk_method(wrong)
    shelf.serve(
        wrong.id,
        {"id": "https://elders.example/profiel", "verificationMethod": [entry], "assertionMethod": [wrong.method]},
    )
    shelf.never(
        "https-document-of-another",
        "The issuer's address serves another's document.",
        wrong.prove(plain(wrong)),
        MISMATCH,
        UNBOUND,
        UNRESOLVABLE,
        NOT_AUTHORIZED,
    )
    away = Signer("https://ver.example/profiel", "https://ver.example/keys/1", key)
    shelf.serve(away.id, {"id": away.id, "type": "Profile", "jwks_uri": "https://127.0.0.1/jwks.json"})
    shelf.serve(away.method, keys.jwk(key))
    shelf.unsure(
        "https-jwks-on-loopback",
        "The JWKS lies on loopback.",
        away.jwt(claims(badge(away)), typ="JWT"),
        UNBOUND,
        "fetch.blocked",
        UNRESOLVABLE,
    )
    oct_ = Signer("https://oct.example/profiel", "https://oct.example/keys/1", b"geheim")
    shelf.serve(
        oct_.id,
        {"id": oct_.id, "type": "Profile", "jwks": {"keys": [{"kty": "oct", "k": "Z2VoZWlt", "kid": oct_.method}]}},
    )
    from_secret = Signer(oct_.id, oct_.method, keys.rsa_key("https")).jwt(claims(badge(oct_)), typ="JWT", alg="HS256")
    shelf.never(
        "https-jwks-symmetric",
        "The JWKS holds a secret key.",
        from_secret,
        "jws.alg_not_allowed",
        "proof.key_weak",
        UNBOUND,
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
