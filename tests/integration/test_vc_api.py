"""The conformance mode, asked as the test suites of W3C ask it."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from vc_api_client import EXAMPLES, V2, Suite

from badgeservice.app import create_conformance_app
from badgeservice.conformance.contexts import open_contexts
from badgeservice.conformance.signer import Signer, signer_of
from badgeservice.errors import SettingsError
from badgeservice.proofs.eddsa_rdfc import prove
from badgeservice.proofs.forms import Forms
from badgeservice.proofs.suites import EDDSA_RDFC
from badgeservice.settings import read_settings
from badgeservice.status import bitstring
from badgeservice.web.vc_api import NAME

LIST = "https://127.0.0.1:9001/status/1"


@pytest.fixture
def suite() -> Suite:
    return Suite()


def entry(**changes: Any) -> dict[str, Any]:
    plain = {
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "7",
        "statusListCredential": LIST,
    }
    return {**plain, **changes}


def status_list(suite: Suite, *set_indexes: int, **changes: Any) -> dict[str, Any]:
    subject = {
        "id": f"{LIST}#list",
        "type": "BitstringStatusList",
        "statusPurpose": "revocation",
        "encodedList": bitstring.encode(set_indexes),
    }
    types = ["VerifiableCredential", "BitstringStatusListCredential"]
    return suite.issued(suite.credential(id=LIST, type=types, credentialSubject={**subject, **changes}))


def presented(suite: Suite, who: Signer, *credentials: Any, proof: dict[str, Any] | None = None, **more: Any) -> Any:
    document = {"@context": [V2], "type": ["VerifiablePresentation"], **more}
    if credentials:
        document["verifiableCredential"] = list(credentials)
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-11-22T11:00:00Z",
        "verificationMethod": who.verification_method,
        "proofPurpose": "authentication",
        "challenge": "1235abcd6789",
        "domain": "domain.example",
        **(proof or {}),
    }
    return {**document, "proof": prove(Forms(document, open_contexts()), options, EDDSA_RDFC, who.private_key)}


@pytest.mark.parametrize("cryptosuite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
def test_what_is_issued_says_what_was_asked_with_one_proof_more_and_holds(suite: Suite, cryptosuite: str) -> None:
    asked = suite.credential(
        **{"@context": [V2, EXAMPLES, {"Zeil": "https://zeil.example/Zeil"}]},
        id="urn:uuid:1",
        type=["VerifiableCredential", "Zeil"],
        name=[{"@value": "Zeil", "@language": "nl"}, {"@value": "Sail", "@language": "en"}],
        validFrom="2020-01-01T00:00:00.000Z",
        credentialSubject={"id": "did:example:subject", "alumniOf": {"name": "School"}},
    )
    issued = suite.issued(asked, cryptosuite=cryptosuite)
    proof = issued.pop("proof")
    assert issued == asked
    assert (proof["type"], proof["cryptosuite"], proof["created"]) == (
        "DataIntegrityProof",
        cryptosuite,
        "2026-11-22T12:00:00Z",
    )
    assert suite.verify({**issued, "proof": proof}) == (200, {"verified": True})


@pytest.mark.parametrize("cryptosuite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
def test_any_change_after_signing_is_seen(suite: Suite, cryptosuite: str) -> None:
    issued = suite.issued(cryptosuite=cryptosuite)
    for name, value in (("id", "urn:uuid:2"), ("name", "x"), ("credentialSubject", {"id": "did:example:other"})):
        status, said = suite.verify({**issued, name: value})
        assert (status, said["verified"]) == (400, False)
        assert said["errors"]


def test_an_issuer_given_as_an_object_and_a_credential_of_1_1_hold_too(suite: Suite) -> None:
    named = suite.issued(suite.credential(issuer={"id": suite.issuer, "name": "Zeilschool"}))
    assert named["issuer"] == {"id": suite.issuer, "name": "Zeilschool"}
    older = suite.credential(
        **{"@context": ["https://www.w3.org/2018/credentials/v1"]}, issuanceDate="2020-01-01T00:00:00Z"
    )
    for credential in (named, suite.issued(older)):
        assert suite.verify(credential)[0] == 200


def test_the_placeholder_of_the_suites_stands_for_the_test_issuer(suite: Suite) -> None:
    plain = suite.issued(suite.credential(issuer="did:example:issuer"))
    named = suite.issued(suite.credential(issuer={"id": "did:example:issuer", "name": "Zeilschool"}))
    assert plain["issuer"] == suite.issuer
    assert named["issuer"] == {"id": suite.issuer, "name": "Zeilschool"}
    for credential in (plain, named):
        assert suite.verify(credential)[0] == 200


def test_a_credential_that_another_issuer_signed_is_not_signed_anew(suite: Suite) -> None:
    foreign = Suite().issued()
    status, said = suite.issue(foreign)
    assert (status, said["type"]) == (400, "https://w3id.org/security#PROOF_GENERATION_ERROR")


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"},
        {"issuer": {"id": "did:example:another"}},
        {"issuer": "no url"},
        {"statusEntry": {"type": "x"}},
        {"type": ["VerifiableCredential", "Unmapped"]},
        {"@context": [V2, "https ://not-a-url/contexts/example/v1"]},
        {"@context": [V2, {"VerifiableCredential": "https://x.example/"}]},
        {"@context": [V2, {"Zeil": "https ://not-a-url"}], "type": ["VerifiableCredential", "Zeil"]},
        {"validFrom": "2020-01-01T00:00:00"},
        {"relatedResource": [{"id": V2, "digestMultibase": "uJKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k"}]},
        {"credentialSubject": {"id": "did:example:subject", "knows": None}},
    ],
)
def test_what_must_not_be_signed_is_refused_with_a_problem_document(suite: Suite, changes: dict[str, Any]) -> None:
    answer = suite.client.post("/vc-api/credentials/issue", json={"credential": suite.credential(**changes)})
    said = answer.get_json()
    assert (answer.status_code, answer.content_type, said["status"]) == (400, "application/problem+json", 400)
    assert said["errors"]
    assert {"type", "title", "detail"} <= set(said)


@pytest.mark.parametrize(
    "options",
    [
        {"cryptosuite": "bbs-2023"},
        {"cryptosuite": ["eddsa-rdfc-2022"]},
        {"type": "Ed25519Signature2020"},
        {"verificationMethod": "did:key:z6MkOther#z6MkOther"},
        {"proofPurpose": "authentication"},
        {"created": "yesterday"},
        {"expires": 5},
        {"previousProof": "urn:uuid:nowhere"},
        {"id": "no url"},
        {
            "credentialStatus": {
                "type": "BitstringStatusListEntry",
                "statusListIndex": True,
                "statusListCredential": LIST,
            }
        },
        {"credentialStatus": "revocation"},
    ],
)
def test_options_that_cannot_be_met_are_refused(suite: Suite, options: dict[str, Any]) -> None:
    assert suite.issue(suite.credential(), **options)[0] == 400


def test_a_second_proof_is_added_to_the_first_and_a_chain_names_it(suite: Suite) -> None:
    first = suite.issued(id="urn:uuid:1")
    both = suite.issued(first)
    chain = suite.issued(first, previousProof="urn:uuid:1", cryptosuite="eddsa-jcs-2022")
    listed = suite.issued(first, previousProof=["urn:uuid:1"])
    for credential in (both, chain, listed):
        assert credential["proof"][0] == first["proof"]
        assert suite.verify(credential)[0] == 200
    broken = deepcopy(chain)
    del broken["proof"][0]
    assert suite.verify(broken)[0] == 400


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "UnknownProofType"},
        {"type": None},
        {"cryptosuite": "UnknownCryptosuite"},
        {"verificationMethod": "did:key:invalidVm"},
        {"proofPurpose": "invalidPurpose"},
        {"proofValue": None},
        {"proofValue": "z5nmMBw2u9TGKd9NxxHJtyZKgjN2Eh"},
        {"created": "invalidDate"},
        {"expires": "2020-01-01T00:00:00Z"},
        {"nonce": 5},
        {"domain": [5]},
    ],
)
def test_a_proof_that_is_not_as_it_must_be_fails(suite: Suite, changes: dict[str, Any]) -> None:
    issued = suite.issued()
    issued["proof"].update(changes)
    assert suite.verify(issued)[0] == 400


@pytest.mark.parametrize("name", ["type", "cryptosuite", "verificationMethod", "proofPurpose", "proofValue"])
def test_a_proof_that_lacks_something_fails(suite: Suite, name: str) -> None:
    issued = suite.issued()
    del issued["proof"][name]
    assert suite.verify(issued)[0] == 400


def test_what_the_options_expect_of_a_proof_must_be_so(suite: Suite) -> None:
    issued = suite.issued(domain="domain.example", challenge="1235abcd6789")
    assert suite.verify(issued, domain="domain.example", challenge="1235abcd6789")[0] == 200
    assert suite.verify(issued, domain=["domain.example"])[0] == 200
    for options in (
        {"domain": "other.example"},
        {"challenge": "other"},
        {"expectedProofPurpose": "authentication"},
        {"domain": ["domain.example", 5]},
    ):
        assert suite.verify(issued, **options)[0] == 400


def test_the_status_is_asked_at_the_address_that_the_request_named(suite: Suite) -> None:
    issued = suite.issued(credentialStatus=entry())
    assert issued["credentialStatus"] == entry()
    assert suite.verify(issued)[1]["problemDetails"][0]["type"].endswith("#STATUS_RETRIEVAL_ERROR")
    suite.served[LIST] = status_list(suite, 8)
    assert suite.verify(issued, checks=["proof", "credentialStatus"])[0] == 200
    suite.served[LIST] = status_list(suite, 7)
    status, said = suite.verify(issued, checks=["proof"])
    assert (status, said["errors"][0].split(" ")[1]) == (400, "status.revoked")


def test_lists_that_break_their_standard_fail(suite: Suite) -> None:
    issued = suite.issued(credentialStatus=entry())
    short = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQsvoAAAAAAAAAAAAAAAAP4GcwM92tQwAAA"[:20]
    for changes in ({"statusPurpose": "suspension"}, {"type": "OtherList"}, {"encodedList": short}):
        suite.served[LIST] = suite.issued(
            suite.credential(
                **{"@context": [V2, EXAMPLES]},
                id=LIST,
                type=["VerifiableCredential", "BitstringStatusListCredential"],
                credentialSubject={
                    "type": "BitstringStatusList",
                    "statusPurpose": "revocation",
                    "encodedList": bitstring.encode(()),
                    **changes,
                },
            )
        )
        assert suite.verify(issued, checks=["proof"])[0] == 400
    far = suite.issued(credentialStatus=entry(statusListIndex="99999999"))
    suite.served[LIST] = status_list(suite)
    assert suite.verify(far)[1]["problemDetails"][0]["type"].endswith("#RANGE_ERROR")


def test_a_status_of_a_kind_that_is_not_read_counts_unless_it_was_left_out(suite: Suite) -> None:
    credential = suite.credential(
        **{"@context": [V2, EXAMPLES]}, credentialStatus={"id": "urn:x:1", "type": "CredentialStatusList2017"}
    )
    issued = suite.issued(credential)
    assert suite.verify(issued)[0] == 400
    assert suite.verify(issued, checks=["proof", "credentialStatus"])[0] == 400
    assert suite.verify(issued, checks=["proof"])[0] == 200


def test_without_a_list_of_its_own_a_request_gets_ours(suite: Suite) -> None:
    issued = suite.issued(credentialStatus={"statusPurpose": "suspension"})
    address = issued["credentialStatus"]["statusListCredential"]
    assert suite.client.get(address, headers={"Accept": "application/json"}).content_type == "application/json"
    served = suite.client.get(address)
    assert (served.status_code, served.content_type) == (200, "application/vc")
    assert suite.verify(json.loads(served.data)) == (200, {"verified": True})
    assert served.get_json(force=True)["issuer"] == suite.issuer
    suite.served[address] = served.data
    assert suite.verify(issued)[0] == 200


def test_a_presentation_holds_with_the_key_of_its_holder(suite: Suite) -> None:
    holder = signer_of(None, None)
    credential = suite.issued()
    whole = presented(suite, holder, credential, holder=holder.id)
    assert suite.present(whole) == (200, {"verified": True})
    assert suite.present(whole, challenge="1235abcd6789", domain="domain.example")[0] == 200
    assert suite.present(whole, challenge="another")[0] == 400
    for changes in (
        {"holder": "did:example:acme"},
        {"holder": {"name": "x"}},
        {"type": "VerifiableCredential"},
        {"verifiableCredential": ["https://credentials.example/1"]},
        {"verifiableCredential": [{**credential, "name": "x"}]},
        {"proof": None},
        {"@context": [EXAMPLES, V2]},
    ):
        assert suite.present({**whole, **changes})[0] == 400
    assert suite.present(presented(suite, holder, credential))[0] == 200
    assert suite.present(presented(suite, holder, credential, proof={"proofPurpose": "keyAgreement"}))[0] == 400


def test_what_the_holder_says_of_himself_needs_the_holder(suite: Suite) -> None:
    holder = signer_of(None, None)
    own = suite.credential(issuer=holder.id)
    assert suite.present(presented(suite, holder, own, holder=holder.id))[0] == 200
    assert suite.present(presented(suite, holder, own))[0] == 400
    assert suite.present(presented(suite, holder, suite.credential(), holder=holder.id))[0] == 400
    over = {**own, "validUntil": "2020-01-01T00:00:00Z"}
    assert suite.present(presented(suite, holder, over, holder=holder.id))[0] == 400


def test_a_credential_with_a_proof_of_its_own_needs_no_holder_whoever_issued_it(suite: Suite) -> None:
    presenter = suite.app.extensions[NAME].signer
    assert suite.present(presented(suite, presenter, suite.issued(), suite.issued()))[0] == 200
    assert suite.present(presented(suite, presenter, suite.issued(), suite.credential()))[0] == 400


@pytest.mark.parametrize("place", ["credentials/issue", "credentials/verify", "presentations/verify"])
@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"5", b'{"a":1,"a":2}', b"{}", b'{"credential":5,"verifiableCredential":5}', b"\xff"]
)
def test_a_body_that_is_no_request_is_a_400(suite: Suite, place: str, body: bytes) -> None:
    status, said = suite.post(place, body)
    assert status == 400
    assert said["errors"]
    assert place == "credentials/issue" or said["verified"] is False


@pytest.mark.parametrize("options", [[], "x", 5])
def test_options_must_be_an_object(suite: Suite, options: Any) -> None:
    assert suite.post("credentials/issue", {"credential": suite.credential(), "options": options})[0] == 400
    assert suite.post("credentials/issue", {"credential": suite.credential(), "options": None})[0] == 201


def test_what_is_too_large_is_a_413(suite: Suite) -> None:
    assert suite.post("credentials/verify", b"x" * 10_000_001)[0] == 413
    assert suite.post("credentials/verify", b"x" * 9_999_999)[0] == 400


def test_with_a_token_set_only_who_names_it_may_post() -> None:
    suite = Suite(settings={"BADGESERVICE_CONFORMANCE_TOKEN": "s3cret"})
    body = {"credential": suite.credential()}
    assert suite.post("credentials/issue", body)[0] == 401
    assert suite.post("credentials/issue", body, Authorization="Bearer other")[0] == 401
    assert suite.post("credentials/issue", body, Authorization="Bearer s3cret")[0] == 201


def test_a_did_web_is_served_where_it_is_looked_for() -> None:
    suite = Suite(settings={"BADGESERVICE_CONFORMANCE_ISSUER": "did:web:localhost%3A8443"})
    document = suite.client.get("/.well-known/did.json").get_json()
    assert document["id"] == suite.issuer == "did:web:localhost%3A8443"
    suite.served["https://localhost:8443/.well-known/did.json"] = document
    assert suite.verify(suite.issued())[0] == 200


def test_other_addresses_and_methods_get_problem_documents(suite: Suite) -> None:
    assert suite.client.get("/").get_json()["issuer"] == suite.issuer
    for answer, status in (
        (suite.client.get("/orgs/x"), 404),
        (suite.client.get("/vc-api/credentials/issue"), 405),
        (suite.client.get("/vc-api/status-lists/message"), 404),
    ):
        assert (answer.status_code, answer.content_type) == (status, "application/problem+json")


def test_the_mode_does_not_run_in_production() -> None:
    production = {
        "BADGESERVICE_BASE_URL": "https://badges.example",
        "BADGESERVICE_SECRET_KEY": "k" * 40,
        "BADGESERVICE_SMTP_URL": "smtp://mail.example:587",
    }
    with pytest.raises(SettingsError, match="production"):
        create_conformance_app(read_settings(production))
