"""Do other packages read every form that the service hands out, and refuse what was changed?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import jwt
import openbadgeslib.ob3 as openbadgeslib
import openvc
import pytest
from openvc.did.base import DidResolverRegistry
from openvc.did.did_web import DidWebResolver
from staff_desk import STATEMENT_WHAT, Desk

from badgeservice.formats import strict_json
from badgeservice.jsonld.contexts import CONTEXTS
from badgeservice.model import base64url
from badgeservice.storage.tables import AwardRow

DID = "did:web:localhost%3A8000:orgs:hotel-zon"
HTTPS = "https://localhost:8000"
KNOWN = {address: CONTEXTS[address] for address in CONTEXTS}


@pytest.fixture
def award(world: Any) -> AwardRow:
    desk = Desk(world)
    return desk.award(desk.given(desk.released("praktijkverklaring"), STATEMENT_WHAT))


def served(client: Any, award: AwardRow, form: str) -> bytes:
    answer = client.get(f"/badges/{award.id}.{form}")
    assert answer.status_code == 200, answer.text
    return bytes(answer.data)


def downloads(client: Any) -> Any:
    """What the other package gets when it asks for one of our addresses."""

    def download(address: str, *_args: Any, **_options: Any) -> bytes:
        path = address.removeprefix(HTTPS).removeprefix("http://localhost:8000")
        return bytes(client.get(path, headers={"Accept": "application/json"}).data)

    return download


def resolver(client: Any) -> DidResolverRegistry:
    """How openvc-core finds our did.json without a network."""
    return DidResolverRegistry([DidWebResolver(lambda address: json.loads(downloads(client)(address)))])


def openvc_says(credential: Mapping[str, Any] | str, client: Any, world: Any) -> str:
    """What openvc-core makes of it: valid, or the name of its error."""
    policy = openvc.VerificationPolicy(now=world.clock())

    def status_list(address: str) -> Any:
        return json.loads(downloads(client)(address))

    try:
        openvc.verify_credential(
            credential,
            policy=policy,
            extra_contexts=KNOWN,
            resolver=resolver(client),
            resolve_status_list=status_list,
        )
    except openvc.OpenvcError as problem:
        return type(problem).__name__
    return "valid"


def key_of(client: Any, name: str) -> Any:
    return jwt.PyJWK(client.get(f"/orgs/hotel-zon/keys/{name}").json).key


def changed(token: str) -> str:
    header, payload, signature = token.split(".")
    claims = json.loads(base64url.decode(payload) or b"") | {"name": "Directeur"}
    return ".".join((header, base64url.encode(strict_json.dumps(claims)), signature))


def test_openbadgeslib_reads_the_signed_document_and_finds_it_in_both_pictures(client: Any, award: AwardRow) -> None:
    verifier = openbadgeslib.OB3LdpVerifier.for_issuer_did(DID)
    images = {
        "png": openbadgeslib.OB3Verifier.extract_token_from_png,
        "svg": openbadgeslib.OB3Verifier.extract_token_from_svg,
    }
    found = [read(served(client, award, form)) for form, read in images.items()]
    for document in (served(client, award, "json"), *(text.encode() for text in found)):
        assert document == award.document
        assert verifier.verify(document, download=downloads(client)).issuer.name == "Hotel Zon"
    with pytest.raises(openbadgeslib.OB3VerificationError):
        verifier.verify({**json.loads(award.document), "name": "Directeur"}, download=downloads(client))


def test_openbadgeslib_reads_the_token_of_open_badges(client: Any, award: AwardRow) -> None:
    token = served(client, award, "ob.jwt").decode()
    verifier = openbadgeslib.OB3Verifier(key_of(client, "rsa-1"))
    assert verifier.verify(token).achievement.name == "Ontbijt verzorgen"
    with pytest.raises(openbadgeslib.OB3VerificationError):
        verifier.verify(changed(token))


def test_openbadgeslib_looks_for_a_claim_that_the_w3c_does_not_ask_for(client: Any, award: AwardRow) -> None:
    """VC-JOSE-COSE makes the payload the credential itself, and its issuer is in it."""
    with pytest.raises(openbadgeslib.OB3VerificationError, match="'iss' claim"):
        openbadgeslib.OB3Verifier(key_of(client, "key-1")).verify(served(client, award, "jwt").decode())


@pytest.mark.parametrize(("form", "key", "algorithm"), [("jwt", "key-1", "EdDSA"), ("ob.jwt", "rsa-1", "RS256")])
def test_pyjwt_reads_both_tokens_and_refuses_what_was_changed(
    client: Any, award: AwardRow, form: str, key: str, algorithm: str
) -> None:
    token = served(client, award, form).decode()
    assert jwt.decode(token, key_of(client, key), [algorithm])["id"].endswith(str(award.id))
    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(changed(token), key_of(client, key), [algorithm])


def test_openvc_reads_the_signed_document_when_its_one_proof_is_no_array(
    client: Any, world: Any, award: AwardRow
) -> None:
    document = json.loads(award.document)
    one = {**document, "proof": document["proof"][0]}
    assert openvc_says(one, client, world) == "valid"
    assert openvc_says({**one, "name": "Directeur"}, client, world) == "SignatureInvalid"


def test_why_openvc_reads_neither_token_is_known(client: Any, world: Any, award: AwardRow) -> None:
    """It wants `iss` or a claim `vc`, which VC-JOSE-COSE does not have, and knows neither RS256 nor an https `kid`."""
    said = [openvc_says(served(client, award, form).decode(), client, world) for form in ("jwt", "ob.jwt")]
    assert said == ["MalformedToken", "KeyResolutionFailed"]
