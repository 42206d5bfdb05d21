"""Must every proof of a set hold, and is one we cannot judge unknown?"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.jsonld.contexts import CREDENTIALS_V2
from badgeservice.proofs import data_integrity, did_key, eddsa_rdfc
from badgeservice.proofs.forms import Forms
from badgeservice.proofs.suites import EDDSA_RDFC, SUITES

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
KEYS = [Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32) for number in (1, 2)]
METHODS = {did_key.verification_method(did_key.did_key(key.public_key())): key for key in KEYS}
DOCUMENT = {
    "@context": [CREDENTIALS_V2],
    "type": ["VerifiableCredential"],
    "issuer": "did:web:x.example",
    "credentialSubject": {"id": "urn:x:1"},
}


def key_of(proof):
    return METHODS[proof["verificationMethod"]].public_key()


def signed_twice() -> dict:
    proofs = [eddsa_rdfc.sign(DOCUMENT, key, method, NOW)["proof"][0] for method, key in METHODS.items()]
    return DOCUMENT | {"proof": proofs}


def verify(document: dict) -> None:
    data_integrity.verify_all(Forms(document), data_integrity.proofs_of(document), key_of, NOW)


def test_set_of_two_proofs_holds():
    verify(signed_twice())


def test_proof_that_is_not_in_an_array_holds():
    verify(signed_twice() | {"proof": signed_twice()["proof"][0]})


def test_one_false_proof_spoils_the_set():
    document = signed_twice()
    document["proof"][1]["created"] = "2026-05-31T12:00:00Z"
    with pytest.raises(MalformedError, match=r"proof\.signature_invalid"):
        verify(document)


@pytest.mark.parametrize(
    "strange",
    [
        {"cryptosuite": "bbs-2023"},
        {"cryptosuite": "eddsa-rdfc-2022 "},
        {"cryptosuite": None},
        {"cryptosuite": ["eddsa-rdfc-2022"]},
        {"type": "Ed25519Signature2018"},
        {"type": None},
    ],
)
def test_unknown_suite_is_unknown_not_failed(strange):
    document = signed_twice()
    document["proof"][0] |= strange
    with pytest.raises(UnavailableError, match=r"proof\.cryptosuite_unknown"):
        verify(document)


def test_false_proof_weighs_more_than_an_unknown_one():
    document = signed_twice()
    document["proof"][0]["cryptosuite"] = "bbs-2023"
    document["proof"][1]["created"] = "2026-05-31T12:00:00Z"
    with pytest.raises(MalformedError, match=r"proof\.signature_invalid"):
        verify(document)


@pytest.mark.parametrize("proof", [None, [], "x", ["x"], [None], [[]]])
def test_document_without_a_proof_is_refused(proof):
    with pytest.raises(MalformedError, match=r"proof\.missing"):
        verify(DOCUMENT | {"proof": proof})


def test_more_than_sixteen_proofs_are_refused():
    with pytest.raises(MalformedError, match=r"parse\.too_large"):
        verify(DOCUMENT | {"proof": signed_twice()["proof"] * 9})


def chained(*options: dict, suites: tuple = (EDDSA_RDFC, EDDSA_RDFC), names: object = "urn:uuid:1") -> dict:
    """Two proofs by two keys, of which the second names the first and signs it too."""
    forms, proofs = Forms(DOCUMENT), []
    for place, (method, key) in enumerate(METHODS.items()):
        made = {
            "id": f"urn:uuid:{place + 1}",
            "type": "DataIntegrityProof",
            "cryptosuite": suites[place].name,
            "verificationMethod": method,
            "proofPurpose": "assertionMethod",
        } | ({"previousProof": names} if place else {})
        proofs.append(eddsa_rdfc.prove(forms.after(proofs), made, suites[place], key))
    return DOCUMENT | {"proof": proofs}


JCS_SUITE = SUITES["eddsa-jcs-2022"]


@pytest.mark.parametrize("names", ["urn:uuid:1", ["urn:uuid:1"]])
@pytest.mark.parametrize(
    "suites", [(EDDSA_RDFC, EDDSA_RDFC), (JCS_SUITE, JCS_SUITE), (EDDSA_RDFC, JCS_SUITE), (JCS_SUITE, EDDSA_RDFC)]
)
def test_chain_of_proofs_holds_in_either_order(names, suites):
    document = chained(suites=suites, names=names)
    verify(document)
    verify(document | {"proof": document["proof"][::-1]})


def test_chain_breaks_when_the_proof_before_is_taken_away_or_replaced():
    document = chained()
    first, second = document["proof"]
    with pytest.raises(MalformedError, match=r"proof\.set_incomplete"):
        verify(document | {"proof": [second]})
    other = eddsa_rdfc.prove(
        Forms(DOCUMENT), {**first, "created": "2026-05-31T12:00:00Z"}, EDDSA_RDFC, METHODS[first["verificationMethod"]]
    )
    with pytest.raises(MalformedError, match=r"proof\.signature_invalid"):
        verify(document | {"proof": [other, second]})


def test_proof_that_signs_the_document_alone_is_no_link_of_a_chain():
    document = chained()
    first, second = document["proof"]
    key = METHODS[second["verificationMethod"]]
    options = {name: value for name, value in second.items() if name != "proofValue"}
    alone = eddsa_rdfc.prove(Forms(DOCUMENT), options, EDDSA_RDFC, key)
    with pytest.raises(MalformedError, match=r"proof\.signature_invalid"):
        verify(document | {"proof": [first, alone]})


@pytest.mark.parametrize("names", [5, None, {}, ["urn:uuid:1", 5], ["urn:uuid:1", "urn:uuid:9"], "urn:uuid:2", ""])
def test_name_that_leads_to_no_proof_breaks_the_chain(names):
    document = chained()
    document["proof"][1]["previousProof"] = names
    with pytest.raises(MalformedError, match=r"proof\.set_incomplete"):
        verify(document)


def test_two_proofs_of_one_name_are_no_step_of_a_chain():
    document = chained()
    document["proof"].insert(0, dict(document["proof"][0]))
    with pytest.raises(MalformedError, match=r"proof\.set_incomplete"):
        verify(document)
