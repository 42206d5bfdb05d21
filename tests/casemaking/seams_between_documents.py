"""Forgeries that look for the seams between two documents: network, status, older forms."""

from __future__ import annotations

import json

from casemaking import keys
from casemaking.badges import badge, old_badge, plain
from casemaking.canonical import OB301, OB303, OBX, VC1, VC2
from casemaking.cast import (
    Signer,
    jwk_method,
    zon,
)
from casemaking.good_tokens import START, claims, https_issuer, vc_claims
from casemaking.lists import INDEX, bits, encoded, entry, listed, serve_list
from casemaking.older import house
from casemaking.shelf import Shelf

SIGNATURE = "proof.signature_invalid"
SCHEMA, UNBOUND = "schema.invalid", "issuer.key_unbound"
CONFLICT, BLOCKED, UNRESOLVABLE = "jws.claims_conflict", "fetch.blocked", "issuer.unresolvable"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "seams"
    issuer = zon(shelf)
    _network(shelf)
    _status(shelf, issuer)
    _older_tokens(shelf, issuer)


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
