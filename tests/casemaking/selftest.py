"""The fixtures with which a running service tests itself: `PYTHONPATH=tests python -m casemaking.selftest`.

A family is a form that is read; the name of a fixture is what was done to it. The package ships what is written here.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from casemaking import keys
from casemaking.badges import changed, generic, old_badge, plain
from casemaking.canonical import DI2, ED2020, OB301, OB303, OBX, REPOSITORY, SL2021, VC1, VC2
from casemaking.cast import Signer, did_jwk, did_key, did_web, jwk_method, zon, zon_p256, zon_p384
from casemaking.drawings import OB2 as SVG_OB2
from casemaking.drawings import attribute, body, svg
from casemaking.good_tokens import claims, vc_claims
from casemaking.lists import INDEX, bits, bitstring_list, encoded, entry, older_list
from casemaking.older import House, house
from casemaking.older_lists import NAME, revocations
from casemaking.pictures import OB2, itxt, png
from casemaking.shelf import Shelf, as_bytes

FOLDER = REPOSITORY / "badgeservice" / "selftest" / "fixtures"
AT = "2026-11-22T13:05:00Z"
FORGED, DROPPED, LONG_AGO = "proof.signature_invalid", "context.dropped_terms", "2026-11-22T12:00:00Z"
PROOFS, TOKENS, CREDENTIALS = "ob3-data-integrity", "ob3-jwt", "vc-data-integrity"


def collection() -> Shelf:
    """Every fixture and what its addresses serve."""
    shelf = Shelf()
    for make in (_proofs, _older_proofs, _curves, _tokens, _older_tokens, _open_badges_2, _images, _lists, _issuers):
        make(shelf)
    # Nobody is known to a self-test, and the moment stands still, so that no fixture ever expires.
    shelf.known = {}
    for case in shelf.cases:
        case["at"] = AT
    return shelf


def _proofs(shelf: Shelf) -> None:
    issuer = zon(shelf)
    shelf.family = "ob3-proof-array"
    sound = issuer.prove(plain(issuer))
    _pair(shelf, sound, PROOFS)
    stranger = issuer.with_key(keys.ed25519("stranger"))
    shelf.bad("other-key", "Signed with another key.", stranger.prove(plain(issuer)), FORGED, format=PROOFS)
    unlisted = issuer.with_method(f"{issuer.id}#key-2").prove(plain(issuer))
    shelf.bad("unlisted-key", "The issuer lists no such key.", unlisted, "proof.vm_not_authorized", format=PROOFS)
    ended = issuer.prove(plain(issuer, validUntil=LONG_AGO))
    shelf.bad("expired", "Its last day is over.", ended, "time.expired", format=PROOFS)
    shelf.bad("dropped-term", "A term outside the signature.", _dropping(issuer), DROPPED, format=PROOFS)
    shelf.family = "ob3-proof-object"
    _pair(shelf, issuer.prove(plain(issuer), array=False), PROOFS)
    shelf.family = "vc-2-0"
    _pair(shelf, issuer.prove(generic(issuer)), CREDENTIALS)
    shelf.family = "eddsa-jcs-2022"
    _pair(shelf, issuer.prove(plain(issuer), "eddsa-jcs-2022"), PROOFS)
    shelf.bad("dropped-term", "A term of no context.", _dropping(issuer, "eddsa-jcs-2022"), DROPPED, format=PROOFS)


def _older_proofs(shelf: Shelf) -> None:
    issuer = zon(shelf)
    shelf.family = "vc-1-1"
    _pair(shelf, issuer.prove(old_badge(issuer)), PROOFS)
    shelf.family = "ed25519-signature-2020"
    old = old_badge(issuer, **{"@context": [VC1, OB301, ED2020]})
    _pair(shelf, issuer.prove(old, "Ed25519Signature2020", array=False), PROOFS)


def _curves(shelf: Shelf) -> None:
    for name, issuer in (("p256", zon_p256(shelf)), ("p384", zon_p384(shelf))):
        shelf.family = f"ecdsa-rdfc-2019-{name}"
        _pair(shelf, issuer.prove(plain(issuer), "ecdsa-rdfc-2019"), PROOFS)


def _tokens(shelf: Shelf) -> None:
    issuer = zon(shelf)
    shelf.family = "vc-jwt"
    _token_pair(shelf, issuer.jwt(plain(issuer)))
    stranger = issuer.with_key(keys.ed25519("stranger"))
    shelf.bad("other-key", "Signed with another key.", stranger.jwt(plain(issuer)), FORGED, format=TOKENS)
    shelf.bad("dropped-term", "A term of no context.", issuer.jwt(_with_a_term(issuer)), DROPPED, format=TOKENS)
    shelf.family = "enveloped"
    shelf.good("sound", "A badge in an envelope.", _envelope(issuer.jwt(plain(issuer))), format=TOKENS)
    forged = _envelope(_forged(issuer.jwt(plain(issuer))))
    shelf.bad("changed", "The badge in the envelope was changed.", forged, FORGED, format=TOKENS)
    shelf.family = "ob3-jwt-rs256"
    school = _with_an_https_key(shelf)
    _token_pair(shelf, school.jwt(claims(plain(school)), typ="JWT", cty=None))
    ended = school.jwt(claims(plain(school, validUntil=LONG_AGO), exp=1795348800), typ="JWT", cty=None)
    shelf.bad("expired", "Its last day is over.", ended, "time.expired", format=TOKENS)


def _older_tokens(shelf: Shelf) -> None:
    issuer = zon(shelf)
    shelf.family = "vc-claim"
    old = {**old_badge(issuer), "@context": [VC1, OB301]}
    _token_pair(shelf, issuer.jwt(vc_claims(old), typ="JWT", cty=None))
    curve = zon_p256(shelf)
    shelf.family = "jwt-es256"
    _token_pair(shelf, curve.jwt(plain(curve)))


def _open_badges_2(shelf: Shelf) -> None:
    bries = house(shelf, "bries.example")
    shelf.family, hosted, signed = "ob2-hosted", "ob2-hosted", "ob2-signed"
    shelf.good("sound", "A hosted badge.", bries.hosted("assertions/1"), format=hosted)
    copy = {**bries.hosted("assertions/1"), "issuedOn": "2025-11-22T10:00:00Z"}
    shelf.bad("changed", "The copy is not what its address serves.", copy, "ob2.id_mismatch", format=hosted)
    ended = bries.hosted("assertions/2", expires=LONG_AGO)
    shelf.bad("expired", "Its last day is over.", ended, "time.expired", format=hosted)
    gone = bries.assertion("assertions/3")
    bries.serve("assertions/3", {"@context": gone["@context"], "id": gone["id"], "revoked": True}, 410)
    shelf.bad("revoked", "Its address says that it was withdrawn.", gone, "ob2.revoked", format=hosted)
    shelf.family = signed
    shelf.good("sound", "A signed badge.", bries.signed(), format=signed)
    shelf.bad("changed", "The payload was changed.", _forged(bries.signed()), FORGED, format=signed)
    stranger = bries.signed(key=keys.rsa_key("https"))
    shelf.bad("other-key", "Signed with another key.", stranger, FORGED, format=signed)
    place = house(shelf, "lijst.example", revocationList="https://lijst.example/revocations")
    place.serve("revocations", revocations(place, [{"id": NAME.format(1), "revocationReason": "Vergissing"}]))
    shelf.bad("revoked", "The list of the issuer names it.", place.signed(), "ob2.revoked", format=signed)


def _images(shelf: Shelf) -> None:
    issuer, bries = zon(shelf), house(shelf, "bries.example")
    sound = issuer.prove(plain(issuer))
    text, forged = as_bytes(sound), as_bytes(_changed(sound))
    shelf.family = "ob3-png"
    shelf.good("sound", "A badge in a PNG.", png(itxt(text)), format=PROOFS)
    shelf.bad("changed", "The badge in the PNG was changed.", png(itxt(forged)), FORGED, format=PROOFS)
    twice_in_a_png = png(itxt(text), itxt(forged))
    shelf.bad("two-badges", "Two badges in one PNG.", twice_in_a_png, "image.multiple_credentials", format=None)
    shelf.family = "ob3-svg"
    shelf.good("sound", "A badge in an SVG.", svg(body(text.decode())), format=PROOFS)
    shelf.bad("changed", "The badge in the SVG was changed.", svg(body(forged.decode())), FORGED, format=PROOFS)
    twice = svg(body(text.decode()) + body(forged.decode()))
    shelf.bad("two-badges", "Two badges in one SVG.", twice, "image.multiple_credentials", format=None)
    _older_images(shelf, bries)


def _older_images(shelf: Shelf, bries: House) -> None:
    address, token = bries.hosted("assertions/1")["id"], bries.signed()
    copy = as_bytes({**bries.hosted("assertions/1"), "issuedOn": "2025-11-22T10:00:00Z"})
    shelf.family = "ob2-png"
    shelf.good("sound", "The address of a badge in a PNG.", png(itxt(address.encode(), OB2)), format="ob2-hosted")
    shelf.bad("changed", "Not what its address serves.", png(itxt(copy, OB2)), "ob2.id_mismatch", format="ob2-hosted")
    shelf.family = "ob2-svg"
    shelf.good("sound", "A signed badge in an SVG.", _old_svg(token), format="ob2-signed")
    shelf.bad("changed", "The payload was changed.", _old_svg(_forged(token)), FORGED, format="ob2-signed")


def _lists(shelf: Shelf) -> None:
    issuer = zon(shelf)
    clear, set_ = encoded(bits(5)), encoded(bits(INDEX))
    shelf.family = "bitstring-status-list"
    withdrawn = (("revoked", set_, "revocation"), ("suspended", set_, "suspension"))
    for name, content, purpose in (("sound", clear, "revocation"), *withdrawn):
        address = f"https://badges.example/status/{name}"
        document = bitstring_list(issuer, address, content, subject={"statusPurpose": purpose})
        shelf.serve(address, issuer.prove(document), "application/vc")
        _listed(shelf, name, issuer.prove(plain(issuer, credentialStatus=entry(address, statusPurpose=purpose))))
    shelf.family = "status-list-2021"
    contexts = {"@context": [VC1, OB301, SL2021, DI2]}
    for name, content in (("sound", clear), ("revoked", set_)):
        address = f"https://badges.example/status/2021-{name}"
        shelf.serve(address, issuer.prove(older_list(issuer, address, content[1:], **{"@context": [VC1, SL2021, DI2]})))
        status = entry(address, type="StatusList2021Entry")
        _listed(shelf, name, issuer.prove(old_badge(issuer, credentialStatus=status, **contexts)))
    shelf.family = "1edtech-revocation-list"
    for name, number in (("sound", 2), ("revoked", 1)):
        address = f"https://badges.example/ingetrokken/{name}"
        listing = [{"id": plain(issuer, 1)["id"], "revoked": True, "revocationReason": "Vergissing"}]
        shelf.serve(address, {"id": address, "issuer": issuer.id, "revokedCredential": listing})
        status = {"id": address, "type": "1EdTechRevocationList"}
        document = plain(issuer, number, credentialStatus=status, **{"@context": [VC2, OB303, OBX]})
        _listed(shelf, name, issuer.prove(document))


def _issuers(shelf: Shelf) -> None:
    for method, signer in (
        ("did-key", did_key(keys.ed25519("bries"))),
        ("did-web", did_web(shelf, "web.example", keys.ed25519("web"))),
        ("did-jwk", did_jwk(keys.ed25519("anker"))),
    ):
        shelf.family = method
        shelf.good("sound", f"The issuer is a {method}.", signer.prove(plain(signer)), format=PROOFS)
        stranger = signer.with_key(keys.ed25519("stranger"))
        shelf.bad("other-key", "Signed with another key.", stranger.prove(plain(signer)), FORGED, format=PROOFS)


def _pair(shelf: Shelf, sound: dict[str, Any], format_: str) -> None:
    shelf.good("sound", "As the standard asks.", sound, format=format_)
    shelf.bad("changed", "Changed after signing.", _changed(sound), FORGED, format=format_)


def _token_pair(shelf: Shelf, sound: str) -> None:
    shelf.good("sound", "As the standard asks.", sound, format=TOKENS)
    shelf.bad("changed", "Changed after signing.", _forged(sound), FORGED, format=TOKENS)


def _listed(shelf: Shelf, name: str, document: dict[str, Any]) -> None:
    verdict, reasons = ("valid", ()) if name == "sound" else ("invalid", (f"status.{name}",))
    shelf.add(name, f"The list says: {name}.", document, verdict, *reasons, format=PROOFS)


def _changed(document: dict[str, Any]) -> dict[str, Any]:
    return changed(document, "validFrom" if "validFrom" in document else "issuanceDate", "2025-11-22T10:00:00Z")


def _forged(token: str) -> str:
    """The token with another word in its payload, under the signature of before."""
    head, payload, signature = token.split(".")
    text = keys.base64url_bytes(payload)
    for before, after in ((b"Je helpt gasten.", b"Je leidt gasten."), (b'"issuedOn": "2026', b'"issuedOn": "2025')):
        text = text.replace(before, after)
    return f"{head}.{keys.base64url(text)}.{signature}"


def _with_a_term(issuer: Signer) -> dict[str, Any]:
    return plain(issuer, cijfer="8")


def _dropping(issuer: Signer, suite: str = "eddsa-rdfc-2022") -> dict[str, Any]:
    return issuer.prove(_with_a_term(issuer), suite)


def _envelope(token: str) -> dict[str, Any]:
    return {"@context": VC2, "id": f"data:application/vc+jwt,{token}", "type": "EnvelopedVerifiableCredential"}


def _old_svg(token: str) -> str:
    return svg(attribute(token, "openbadges:assertion"), SVG_OB2)


def _with_an_https_key(shelf: Shelf) -> Signer:
    """OB 3.0 §8.2: the kid is the address of a JWK, the issuer lists the same key."""
    key = keys.rsa_key("ob jwt")
    signer = Signer("did:web:school.example", "https://school.example/keys/1", key)
    entry_ = jwk_method(signer, id="did:web:school.example#rsa-1")
    did_web(shelf, "school.example", key, method=entry_, assertionMethod=["did:web:school.example#rsa-1"])
    shelf.serve(signer.method, keys.jwk(key, kid=signer.method, alg="RS256"), "application/jwk+json")
    return signer


def main(folder: Path = FOLDER) -> None:
    """Write what changed."""
    shelf = collection()
    written = shelf.write(folder, rewrite="--all" in sys.argv)
    size = sum(len(data) for data in shelf.files.values())
    print(json.dumps({"fixtures": len(shelf.cases), "bytes": size, "written": written}))


if __name__ == "__main__":
    main()
