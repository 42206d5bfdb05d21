"""The test issuer: the same seed is the same DID, in whatever way it is written."""

from __future__ import annotations

import pytest

from badgeservice.conformance.signer import did_document, signer_of
from badgeservice.errors import SettingsError
from badgeservice.proofs import base58

# VC-DI-EDDSA §B.1, the key of the first test vector.
SECRET = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
PUBLIC = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"


def test_the_published_key_gives_its_published_did() -> None:
    signer = signer_of(SECRET, None)
    assert signer.id == f"did:key:{PUBLIC}"
    assert signer.verification_method == f"did:key:{PUBLIC}#{PUBLIC}"


def test_a_seed_may_be_bare_or_an_identity_multihash_too() -> None:
    seed = base58.decode_multibase(SECRET)[2:]
    for text in ("z" + base58.encode(seed), "z" + base58.encode(b"\x00\x20" + seed)):
        assert signer_of(text, None).id == f"did:key:{PUBLIC}"


def test_without_a_seed_every_start_has_another_key() -> None:
    assert signer_of(None, None).id != signer_of(None, None).id


def test_the_document_of_a_did_web_lists_the_key() -> None:
    signer = signer_of(SECRET, "did:web:localhost%3A8443")
    document = did_document(signer)
    assert document["id"] == signer.id
    assert document["assertionMethod"] == document["authentication"] == [signer.verification_method]
    assert document["verificationMethod"][0]["publicKeyMultibase"] == PUBLIC


@pytest.mark.parametrize("seed", ["", "z", "zz", "x" * 44, "u" + "A" * 20])
def test_what_is_no_seed_is_refused_with_a_way_out(seed: str) -> None:
    with pytest.raises(SettingsError, match="BADGESERVICE_CONFORMANCE_KEY"):
        signer_of(seed, None)


@pytest.mark.parametrize("identifier", ["did:key:z6MkOther", "https://issuer.example/", "x"])
def test_a_did_that_the_key_does_not_control_is_refused(identifier: str) -> None:
    with pytest.raises(SettingsError, match="BADGESERVICE_CONFORMANCE_ISSUER"):
        signer_of(SECRET, identifier)
