"""Forgeries that look for the seams: between two readers, two checks, two documents."""

from __future__ import annotations

import json
from typing import Any

from casemaking import keys
from casemaking.badges import achievement, at, badge, changed, generic, old_badge, plain, subject
from casemaking.canonical import OB301, OB303, OBX, VC1, VC2
from casemaking.cast import (
    Signer,
    did_document,
    did_jwk,
    did_key,
    did_web,
    jwk_method,
    multikey_method,
    the_signer,
    zon,
)
from casemaking.contents import UNSAFE, endorsement
from casemaking.good_tokens import START, claims, https_issuer, vc_claims
from casemaking.lists import INDEX, bits, encoded, entry, listed, serve_list
from casemaking.older import house, recipient
from casemaking.shelf import Shelf, as_bytes

SIGNATURE, NOT_AUTHORIZED, CONTROLLER = (
    "proof.signature_invalid",
    "proof.vm_not_authorized",
    "proof.vm_controller_mismatch",
)
DROPPED, AGAIN, SCHEMA, UNBOUND = (
    "context.dropped_terms",
    "context.redefinition",
    "schema.invalid",
    "issuer.key_unbound",
)
CONFLICT, BLOCKED, UNRESOLVABLE = "jws.claims_conflict", "fetch.blocked", "issuer.unresolvable"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    issuer = zon(shelf)
    shelf.family = "seams"
    _keys_elsewhere(shelf, issuer)
    _words(shelf, issuer)
    _hybrids(shelf, issuer)
    _network(shelf)
    _status(shelf, issuer)
    _older_tokens(shelf, issuer)
    _older_badges(shelf)
    _content(shelf, issuer)
    _files(shelf, issuer)


def _keys_elsewhere(shelf: Shelf, issuer: Signer) -> None:
    same = did_key(issuer.key)
    shelf.bad(
        "issuers-key-under-its-did-key",
        "The issuer's own key, named as a did:key that it does not list.",
        same.prove(plain(issuer)),
        NOT_AUTHORIZED,
        CONTROLLER,
        "issuer.mismatch",
        UNBOUND,
    )
    stranger = did_key(keys.ed25519("stranger"))
    host = the_signer(keys.ed25519("forms"), "did:web:gastheer.example")
    shelf.serve("https://gastheer.example/.well-known/did.json", did_document(host, assertionMethod=[stranger.method]))
    foreign = stranger.prove(plain(host))
    shelf.never(
        "assertion-method-points-elsewhere",
        "assertionMethod names a key of another DID.",
        foreign,
        NOT_AUTHORIZED,
        CONTROLLER,
        UNRESOLVABLE,
    )
    inside = the_signer(keys.ed25519("forms"), "did:web:gastheer2.example")
    guest = multikey_method(stranger)
    shelf.serve(
        "https://gastheer2.example/.well-known/did.json",
        did_document(inside, verificationMethod=[guest], assertionMethod=[stranger.method]),
    )
    shelf.never(
        "method-of-another-did-inside",
        "The DID document holds a key whose id and controller are another's.",
        stranger.prove(plain(inside)),
        NOT_AUTHORIZED,
        CONTROLLER,
        UNRESOLVABLE,
        "issuer.mismatch",
    )
    nested = the_signer(keys.ed25519("forms"), "did:web:genest.example")
    shelf.serve(
        "https://genest.example/.well-known/did.json",
        did_document(nested, verificationMethod=[[multikey_method(nested)]]),
    )
    shelf.never(
        "methods-nested",
        "The methods in an array in an array.",
        nested.prove(plain(nested)),
        NOT_AUTHORIZED,
        UNRESOLVABLE,
    )
    prefix = the_signer(keys.ed25519("forms"), "did:web:begin.example")
    shelf.serve(
        "https://begin.example/.well-known/did.json", did_document(prefix, assertionMethod=[f"{prefix.id}#key"])
    )
    shelf.bad(
        "assertion-method-is-a-prefix",
        "assertionMethod names a beginning of the key's id.",
        prefix.prove(plain(prefix)),
        NOT_AUTHORIZED,
    )
    even = keys.rsa_key("zon").public_key().public_numbers()
    public = {"kty": "RSA", "n": keys.jwk(keys.rsa_key("zon"))["n"], "e": keys.base64url((65536).to_bytes(3, "big"))}
    odd = the_signer(keys.rsa_key("zon"), "did:web:even.example")
    did_web(shelf, "even.example", keys.ed25519("zon"), method=jwk_method(odd, publicKeyJwk=public))
    shelf.never(
        "rsa-even-exponent",
        f"RSA with e = 65536 ({even.n.bit_length()} bits).",
        odd.jwt(plain(odd)),
        "proof.key_weak",
        SIGNATURE,
        "proof.value_malformed",
    )
    big = did_jwk(keys.ed25519("anker"), opmerking="x" * 9000)
    shelf.bad("did-of-12-kb", "A DID of 12 kB.", big.prove(plain(big), "eddsa-jcs-2022"), "parse.too_large")


def _words(shelf: Shelf, issuer: Signer) -> None:
    for name, member in (
        ("urn", "urn:x:naam"),
        ("made-up-prefix", "schema:name"),
        ("vocabulary", "https://www.w3.org/2018/credentials#issuer"),
        ("rdf-type", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
        ("sameas", "http://www.w3.org/2002/07/owl#sameAs"),
    ):
        signed = issuer.prove({**plain(issuer), member: "https://elders.example/x"}, "eddsa-jcs-2022")
        shelf.never(f"member-{name}", f"A member spelled as an address: {member}.", signed, DROPPED, SCHEMA, AGAIN)
    inside = changed(
        plain(issuer),
        "credentialSubject",
        {**plain(issuer)["credentialSubject"], "https://schema.org/name": "Directeur"},
    )
    shelf.never(
        "member-address-in-the-subject",
        "A member of the subject spelled as an address.",
        issuer.prove(inside),
        DROPPED,
        SCHEMA,
        AGAIN,
    )
    token = issuer.jwt({**plain(issuer), "https://schema.org/name": "Directeur"})
    shelf.never("member-address-in-a-jwt", "A member spelled as an address, in a JWT.", token, DROPPED, SCHEMA, AGAIN)
    for name, path, value in (
        ("capital-name", "Name", "Directeur"),
        ("space-in-front", " name", "Directeur"),
        ("space-behind", "name ", "Directeur"),
        ("fullwidth", "ｎame", "Directeur"),
        ("cyrillic", "nаme", "Directeur"),
        ("zero-width", "na\u200bme", "Directeur"),
        ("proto", "__proto__", {"x": 1}),
        ("valid-until-wrong-case", "validuntil", "2026-01-01T00:00:00Z"),
        ("expiration-date-in-vcdm-2", "expirationDate", "2026-01-01T00:00:00Z"),
        ("issuance-date-in-vcdm-2", "issuanceDate", "2027-01-01T00:00:00Z"),
        ("proofs", "proofs", []),
    ):
        added = {**issuer.prove(plain(issuer)), path: value}
        shelf.bad(
            f"lookalike-{name}",
            f"A member that looks like another was added: '{path}'.",
            added,
            DROPPED,
            SCHEMA,
            SIGNATURE,
            AGAIN,
        )
        shelf.bad(
            f"lookalike-{name}-jwt",
            f"The same in a signed JWT: '{path}'.",
            issuer.jwt({**plain(issuer), path: value}),
            DROPPED,
            SCHEMA,
            AGAIN,
            "time.expired",
            CONFLICT,
        )
    old = issuer.prove({**old_badge(issuer), "validUntil": "2026-01-01T00:00:00Z"}, "eddsa-jcs-2022")
    shelf.bad(
        "valid-until-in-vcdm-1",
        "validUntil, long past, in a badge of VCDM 1.1.",
        old,
        DROPPED,
        SCHEMA,
        "time.expired",
        "time.inverted",
    )
    hidden = plain(issuer)
    hidden["credentialSubject"]["achievement"]["credentialStatus"] = entry("https://badges.example/status/set")
    shelf.never(
        "status-in-the-wrong-place",
        "A status entry in the badge class, signed.",
        issuer.prove(hidden, "eddsa-jcs-2022"),
        DROPPED,
        SCHEMA,
        "status.revoked",
    )
    nested = plain(issuer)
    nested["credentialSubject"]["proof"] = at(issuer.prove(plain(issuer)), "proof.0")
    shelf.bad("proof-only-inside", "A proof in the subject, none on top.", nested, "proof.missing", DROPPED)
    empty = {**issuer.prove(plain(issuer)), "evidence": [{}]}
    shelf.bad(
        "empty-object-added", "An empty object was added.", empty, DROPPED, SCHEMA, SIGNATURE, "context.too_complex"
    )
    graph = {**issuer.prove(generic(issuer)), "verifiableCredential": [issuer.prove(generic(issuer, id="urn:uuid:5"))]}
    shelf.bad(
        "credential-in-a-credential",
        "A credential was put in another.",
        graph,
        SIGNATURE,
        SCHEMA,
        DROPPED,
        "parse.ambiguous_input",
        "parse.unsupported_format",
        AGAIN,
    )


def _hybrids(shelf: Shelf, issuer: Signer) -> None:
    bries = house(shelf, "bries.example")
    hosted = bries.hosted("assertions/1")
    signed = issuer.prove(plain(issuer))
    shelf.never(
        "both-badges-in-one",
        "One object that is a badge of both versions.",
        {**hosted, **signed},
        DROPPED,
        SIGNATURE,
        "parse.ambiguous_input",
        SCHEMA,
        "parse.unsupported_format",
    )
    shelf.never(
        "both-badges-in-one-turned",
        "The same, with the words of the older one on top.",
        {**signed, **hosted},
        DROPPED,
        AGAIN,
        "parse.ambiguous_input",
        SCHEMA,
        "parse.unsupported_format",
        "ob2.id_mismatch",
        "proof.missing",
    )
    envelope = {**signed, "type": [*signed["type"], "EnvelopedVerifiableCredential"]}
    shelf.never("badge-and-envelope", "A badge that calls itself an envelope.", envelope)
    payload = {**signed, "payload": "eyJ9", "signatures": []}
    shelf.never("badge-and-jws-json", "A badge that is a JWS in JSON too.", payload)
    cipher = {**signed, "ciphertext": "AA"}
    shelf.never("badge-and-jwe-json", "A badge that is a JWE in JSON too.", cipher)
    twice = issuer.jwt({**plain(issuer), "vc": plain(issuer, 2)})
    shelf.never("payload-and-vc", "A JWT with two credentials.", twice)
    inner = issuer.jwt(badge(issuer))
    shelf.never("jwt-in-a-jwt", "A JWT whose payload is a JWT.", issuer.jwt(inner.encode(), cty="JWT"))
    shelf.never("jwt-in-a-vc-claim", "A JWT whose vc claim is a JWT.", issuer.jwt({"iss": issuer.id, "vc": inner}))


def _network(shelf: Shelf) -> None:
    key = keys.rsa_key("https")
    for name, host in (
        ("loopback", "127.0.0.1"),
        ("metadata", "169.254.169.254"),
        ("localhost", "localhost"),
        ("one-label", "intranet"),
    ):
        address = f"https://{host}/profiel"
        signer = Signer(address, f"{address}#key-1", key)
        shelf.serve(
            address,
            {
                "id": address,
                "type": "Profile",
                "verificationMethod": [jwk_method(signer)],
                "assertionMethod": [signer.method],
            },
        )
        shelf.unsure(
            f"https-issuer-on-{name}",
            f"An https issuer at {host}.",
            signer.jwt(claims(badge(signer)), typ="JWT"),
            BLOCKED,
            UNRESOLVABLE,
            UNBOUND,
        )
        web = Signer("did:web:school.example", f"https://{host}/keys/1", keys.rsa_key("ob jwt"))
        shelf.serve(web.method, keys.jwk(web.key))
        shelf.unsure(
            f"kid-on-{name}",
            f"An https kid at {host}.",
            web.jwt(claims(badge(web)), typ="JWT"),
            BLOCKED,
            UNBOUND,
            UNRESOLVABLE,
        )
        own = house(shelf, f"ob2-{name}.example")
        sent = own.signed(verification={"type": "signed", "creator": f"https://{host}/key"})
        shelf.never(
            f"ob2-key-on-{name}",
            f"The key of a signed badge at {host}.",
            sent,
            BLOCKED,
            "ob2.key_not_declared",
            UNRESOLVABLE,
        )
        away = house(shelf, f"ob2-issuer-{name}.example")
        away.badge_class("badge-2", issuer=f"https://{host}/issuer")
        shelf.unsure(
            f"ob2-issuer-on-{name}",
            f"The issuer of a hosted badge at {host}.",
            away.hosted("1", badge=away.at("badge-2")),
            BLOCKED,
            UNRESOLVABLE,
        )
    http = Signer("did:web:school.example", "http://school.example/keys/1", key)
    shelf.never(
        "kid-http",
        "A kid without TLS.",
        http.jwt(claims(badge(http)), typ="JWT"),
        "fetch.scheme",
        UNBOUND,
        "jws.kid_invalid",
        UNRESOLVABLE,
    )
    moved = https_issuer(shelf, "verhuisd.example", key, "jwks")
    gone = moved.with_method("https://verhuisd.example/keys/oud")
    shelf.serve(gone.method, b"", status=301)
    shelf.never(
        "kid-redirect",
        "A kid that is moved.",
        gone.jwt(claims(badge(gone)), typ="JWT"),
        "fetch.redirect_blocked",
        UNBOUND,
        UNRESOLVABLE,
    )


def _status(shelf: Shelf, issuer: Signer) -> None:
    many = [entry(f"https://badges.example/status/veel-{number}") for number in range(30)]
    shelf.never(
        "thirty-lists",
        "Thirty lists: more than may be asked.",
        listed(issuer, many),
        "parse.too_large",
        "fetch.blocked",
        "fetch.unreachable",
        "status.unreachable",
    )
    set_ = entry(serve_list(shelf, issuer, "set", encoded(bits(INDEX))))
    shelf.bad(
        "hidden-behind-thirty",
        "The bit that is set stands first of many lists.",
        listed(issuer, [set_, *many]),
        "status.revoked",
        "parse.too_large",
    )
    for name in ("refresh", "", "Revocation", "revocation "):
        odd = entry(set_["statusListCredential"], statusPurpose=name)
        shelf.never(
            f"purpose-{name.strip().lower() or 'empty'}-{len(name)}",
            f"The purpose is '{name}'.",
            listed(issuer, odd),
            "status.purpose_mismatch",
            "status.unsupported",
            SCHEMA,
        )
    zero = entry(set_["statusListCredential"], "0094567", id=f"{set_['statusListCredential']}#x")
    shelf.never(
        "index-with-zeros-in-front",
        "The index is 0094567: bit 94567 is set.",
        listed(issuer, zero),
        "status.revoked",
        "status.index_out_of_range",
        SCHEMA,
    )
    number = issuer.prove(plain(issuer, credentialStatus={**set_, "statusListIndex": INDEX}), "eddsa-jcs-2022")
    shelf.never(
        "index-a-whole-number",
        "The index is a number, and that bit is set.",
        number,
        "status.revoked",
        "status.index_out_of_range",
        SCHEMA,
    )
    fragment = entry(set_["statusListCredential"] + "#deel", id="urn:uuid:66666666-0000-4000-8000-000000000001")
    shelf.never(
        "list-with-a-fragment",
        "The list's address has a fragment; the bit is set.",
        listed(issuer, fragment),
        "status.revoked",
        "status.list_invalid",
        "status.unreachable",
    )
    expired = listed(issuer, set_, validUntil="2026-11-22T11:00:00Z")
    shelf.bad(
        "expired-and-withdrawn",
        "It has ended and is withdrawn: both are said.",
        expired,
        "status.revoked",
        where={"validity": "time.expired", "status": "status.revoked"},
    )
    one = {"id": "https://elders.example/ingetrokken/2", "type": "1EdTechRevocationList"}
    both = issuer.prove(badge(issuer, credentialStatus=[set_, one], **{"@context": [VC2, OB303, OBX]}))
    shelf.bad("two-kinds-of-status", "A bitstring and a list of 1EdTech, both set.", both, "status.revoked")


def _older_tokens(shelf: Shelf, issuer: Signer) -> None:
    old = {**old_badge(issuer), "@context": [VC1, OB301]}
    for name, beside in (("issuer", "issuer"), ("subject-type", "credentialSubject"), ("type", "type")):
        token = issuer.jwt({**vc_claims(old), beside: "did:web:maan.example"}, typ="JWT", cty=None)
        shelf.never(f"vc-claim-with-{name}-beside", f"A vc claim, and another {beside} beside it.", token)
    crossed = issuer.jwt({"iss": issuer.id, "nbf": START, "vc": {**old, "issuer": "did:web:maan.example"}}, typ="JWT")
    shelf.never(
        "vc-issuer-another-than-iss",
        "iss is the signer, the issuer in the vc claim another.",
        crossed,
        CONFLICT,
        "issuer.mismatch",
    )
    dated = issuer.jwt(vc_claims({**old, "issuanceDate": "2026-11-22T09:00:00Z"}), typ="JWT")
    shelf.bad("vc-issuance-date-another-than-nbf", "issuanceDate is not what nbf says.", dated, CONFLICT)
    forged = issuer.jwt(vc_claims(old), typ="JWT", cty=None).split(".")
    payload = json.loads(keys.base64url_bytes(forged[1]))
    payload["vc"]["credentialSubject"]["achievement"]["name"] = "Directeur"
    forged[1] = keys.base64url(json.dumps(payload).encode())
    shelf.bad("vc-claim-changed", "The badge class in a vc claim was changed.", ".".join(forged), SIGNATURE)


def _older_badges(shelf: Shelf) -> None:
    bries = house(shelf, "bries.example")
    for number, value in enumerate(("true", 1, [True], "ja")):
        odd = bries.hosted(f"assertions/revoked-{number}", revoked=value)
        shelf.never(f"ob2-revoked-{number}", f"revoked is {value!r}.", odd, "ob2.revoked", SCHEMA)
    fine = bries.hosted("assertions/not-revoked", revoked=False)
    shelf.good("ob2-revoked-false", "revoked is false.", fine)
    changed_ = {**bries.hosted("assertions/1"), "recipient": recipient("milan@post.example")}
    image = json.loads(as_bytes(changed_))
    shelf.never(
        "ob2-copy-for-milan",
        "Milan pastes Sanne's badge in his own name.",
        image,
        "ob2.id_mismatch",
        recipient="milan@post.example",
    )
    loop = bries.serve("badge-lus", bries.badge_document("badge-lus", issuer=bries.at("badge-lus")))
    shelf.never(
        "ob2-badge-class-is-its-own-issuer",
        "The badge class names itself as issuer.",
        bries.hosted("assertions/lus", badge=loop),
        SCHEMA,
        "issuer.mismatch",
        UNRESOLVABLE,
    )
    itself = bries.hosted("assertions/zelf", badge=bries.at("assertions/zelf"))
    shelf.never("ob2-badge-is-itself", "The badge class is the badge itself.", itself, SCHEMA, "ob2.id_mismatch")
    for name, changes in (("type", {"type": "BadgeClass"}), ("id", {"id": None})):
        odd_house = house(shelf, f"profiel-{name}.example", **changes)
        shelf.never(
            f"ob2-issuer-without-{name}",
            f"The issuer's profile lacks its {name}.",
            odd_house.hosted("1"),
            SCHEMA,
            "ob2.id_mismatch",
            "issuer.mismatch",
            UNRESOLVABLE,
        )


def _content(shelf: Shelf, issuer: Signer) -> None:
    unsafe = "javascript:alert(1)"
    person = {"id": "https://school.example/", "type": ["Profile"], "url": unsafe}
    for name, about in (
        ("criteria", subject(achievement=achievement(criteria={"id": unsafe, "narrative": "x"}))),
        ("creator", subject(achievement=achievement(creator=person))),
        ("image-of-the-subject", subject(image={"id": unsafe, "type": "Image"})),
    ):
        signed = issuer.prove(badge(issuer, credentialSubject=about), "eddsa-jcs-2022")
        shelf.good(
            f"unsafe-{name}",
            f"A javascript: link at {name}.",
            signed,
            more_warnings=True,
            warnings=[UNSAFE] if name == "criteria" else [],
        )
    forged = changed(issuer.prove(endorsement(issuer, issuer.id)), "credentialSubject.endorsementComment", "Slecht.")
    profile = {**issuer.profile(), "endorsement": [forged]}
    shelf.good(
        "bad-endorsement-of-the-issuer",
        "A forged endorsement of the issuer only warns.",
        issuer.prove(plain(issuer, issuer=profile)),
        warnings=["endorsement.invalid"],
    )
    praised = changed(
        plain(issuer),
        "credentialSubject.achievement.endorsementJwt",
        [issuer.jwt(endorsement(issuer, "x:y"))[:-9] + "AAAAAAAAA"],
    )
    shelf.good(
        "bad-endorsement-of-the-class",
        "A forged endorsement JWT of the badge class only warns.",
        issuer.prove(praised),
        warnings=["endorsement.invalid"],
    )
    crowd = [issuer.prove(endorsement(issuer, plain(issuer)["id"], id=f"urn:uuid:{number}")) for number in range(60)]
    shelf.never(
        "sixty-endorsements-forged-badge",
        "A forged badge with sixty endorsements.",
        {**issuer.prove(plain(issuer)), "endorsement": crowd},
        SIGNATURE,
        "context.too_complex",
        "parse.too_large",
    )


def _files(shelf: Shelf, issuer: Signer) -> None:
    kinds = {
        "gif": b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        "jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01",
        "zip": b"PK\x03\x04\x14\x00\x00\x00",
        "gzip": b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03",
        "webp": b"RIFF\x1a\x00\x00\x00WEBPVP8L",
        "cbor": b"\xd9\xd9\xf7\xa2",
        "elf": b"\x7fELF\x02\x01\x01",
        "random": bytes(range(256)),
        "xml": b"<?xml version='1.0'?><badge/>",
        "csv": b"naam,badge\nSanne,Gasten\n",
        "yaml": b"badge: {naam: Gasten}\n",
        "markdown": b"# Badge\n\nhttps://badges.example/badges/1.json\n",
    }
    for name, data in kinds.items():
        shelf.never(
            f"file-{name}",
            f"A file of another kind: {name}.",
            data,
            "parse.not_a_badge",
            "image.malformed",
            "svg.malformed",
            "image.no_credential",
            "parse.encoding",
            "parse.unsupported_format",
            ext="bin",
        )
    text = as_bytes(issuer.prove(badge(issuer)))
    shelf.never(
        "bom-and-token",
        "A byte order mark before a token.",
        b"\xef\xbb\xbf" + issuer.jwt(badge(issuer)).encode(),
        "parse.encoding",
        "parse.not_a_badge",
        ext="jwt",
    )
    shelf.never(
        "badge-and-token",
        "A badge and a token after each other.",
        text + b"\n" + issuer.jwt(badge(issuer)).encode(),
        "parse.json_invalid",
        "parse.not_a_badge",
        "parse.ambiguous_input",
    )
    shelf.add_recipe(
        "token-over-2-mb",
        "A token of more than 2 MB.",
        "long-token good-tokens/payload-eddsa.jwt 1 2100000",
        "invalid",
        "parse.too_large",
    )
    shelf.add_recipe(
        "signature-of-300-kb",
        "A signature of 300 kB.",
        "long-token good-tokens/payload-eddsa.jwt 2 300000",
        "invalid",
        "parse.too_large",
        "jws.malformed",
    )
    results = [{"type": ["Result"], "value": f"waarde {number}"} for number in range(1500)]
    crowd = badge(issuer, credentialSubject=subject(result=results))
    shelf.never(
        "fifteen-hundred-results-forged",
        "Fifteen hundred different results, forged.",
        {**crowd, "proof": at(issuer.prove(badge(issuer)), "proof")},
        SIGNATURE,
        "context.too_complex",
    )
