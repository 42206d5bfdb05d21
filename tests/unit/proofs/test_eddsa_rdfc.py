"""Does a proof hold for exactly what was signed, with the right words around it?"""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from badgeservice.errors import BadgeServiceError, MalformedError
from badgeservice.jsonld.contexts import CREDENTIALS_V2, OPEN_BADGES_3
from badgeservice.proofs import base58, data_integrity, did_key, eddsa_rdfc
from badgeservice.proofs.forms import Forms
from badgeservice.proofs.suites import EDDSA_RDFC

ASSET = Path(__file__).parents[2] / "assets" / "ob3" / "unsigned.json"
KEY = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
METHOD = did_key.verification_method(did_key.did_key(KEY.public_key()))
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
ORDER = 2**252 + 27742317777372353535851937790883648493


def badge() -> dict:
    return json.loads(ASSET.read_text(encoding="utf-8"))


def signed() -> dict:
    return eddsa_rdfc.sign(badge(), KEY, METHOD, NOW)


def signed_with(**options) -> dict:
    """A badge whose proof truly signs the options given; None leaves one out."""
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-06-01T12:00:00Z",
        "verificationMethod": METHOD,
        "proofPurpose": "assertionMethod",
    } | options
    proof = {name: value for name, value in proof.items() if value is not None}
    try:
        hashed = data_integrity.signed_by(Forms(badge()), proof, EDDSA_RDFC, "sha256").data
    except MalformedError:
        hashed = b""
    return badge() | {"proof": [proof | {"proofValue": "z" + base58.encode(KEY.sign(hashed))}]}


def reason(document: dict, key: Ed25519PrivateKey = KEY, now: datetime = NOW) -> str | None:
    try:
        data_integrity.verify(Forms(document), document["proof"][0], key.public_key(), now)
    except BadgeServiceError as problem:
        return problem.reason
    return None


def with_value(value: object) -> dict:
    document = signed()
    document["proof"][0]["proofValue"] = value
    return document


def test_signed_badge_holds():
    assert reason(signed()) is None


def test_proof_is_an_array_of_one_with_the_members_of_the_suite():
    (proof,) = signed()["proof"]
    assert {name: value for name, value in proof.items() if name != "proofValue"} == {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-06-01T12:00:00Z",
        "verificationMethod": METHOD,
        "proofPurpose": "assertionMethod",
    }


def test_signing_leaves_the_document_as_it_was_and_replaces_an_old_proof():
    document = badge()
    eddsa_rdfc.sign(document, KEY, METHOD, NOW)
    assert document == badge()
    assert eddsa_rdfc.sign(signed(), KEY, METHOD, NOW) == signed()


def test_moment_of_signing_is_written_in_utc():
    amsterdam = datetime.fromisoformat("2026-06-01T14:00:00.5+02:00")
    assert eddsa_rdfc.sign(badge(), KEY, METHOD, amsterdam) == signed()


def test_word_that_no_context_knows_is_not_signed():
    with pytest.raises(MalformedError, match=r"context\.dropped_terms"):
        eddsa_rdfc.sign(badge() | {"bijnaam": "x"}, KEY, METHOD, NOW)


def test_another_key_does_not_hold():
    other = Ed25519PrivateKey.from_private_bytes(b"\x08" * 32)
    assert reason(signed(), other) == "proof.signature_invalid"


def leaves(node: object, path: tuple = ()) -> list[tuple]:
    if isinstance(node, dict):
        return [leaf for name, value in node.items() if name != "@context" for leaf in leaves(value, (*path, name))]
    if isinstance(node, list):
        return [leaf for number, value in enumerate(node) for leaf in leaves(value, (*path, number))]
    return [path]


def changed(path: tuple) -> dict:
    document = signed()
    node = document
    for step in path[:-1]:
        node = node[step]
    value = node[path[-1]]
    node[path[-1]] = not value if isinstance(value, bool) else value + "x"
    return document


@pytest.mark.parametrize("path", leaves(badge()), ids=lambda path: "/".join(map(str, path)))
def test_any_changed_value_no_longer_holds(path):
    assert reason(changed(path)) in {"proof.signature_invalid", "context.dropped_terms"}


def test_left_out_member_no_longer_holds():
    for name in set(badge()) - {"@context"}:
        assert reason({member: value for member, value in signed().items() if member != name}) is not None


@pytest.mark.parametrize("name", ["created", "verificationMethod", "proofPurpose", "cryptosuite", "type"])
def test_any_changed_or_missing_option_no_longer_holds(name):
    for change in ({name: "urn:x:2"}, {}):
        document = signed()
        proof = {member: value for member, value in document["proof"][0].items() if member != name}
        assert reason(document | {"proof": [proof | change]}) is not None


def test_added_option_no_longer_holds():
    for extra in ({"domain": "x.example"}, {"challenge": "1"}, {"expires": "2030-01-01T00:00:00Z"}, {"nonce": "1"}):
        document = signed()
        document["proof"][0] |= extra
        assert reason(document) == "proof.signature_invalid"


def test_option_that_no_context_knows_is_refused_even_when_signed():
    assert reason(signed_with(opmerking="x")) == "context.dropped_terms"


def test_known_options_that_were_signed_hold():
    assert reason(signed_with(domain="x.example", challenge="1", nonce="2", id="urn:x:proof")) is None


@pytest.mark.parametrize("purpose", ["authentication", "assertion", "", None, ["assertionMethod"]])
def test_other_purpose_is_invalid(purpose):
    assert reason(signed_with(proofPurpose=purpose)) == "proof.purpose_invalid"


@pytest.mark.parametrize(
    ("created", "expected"),
    [
        (None, None),
        ("2026-06-01T12:04:59Z", None),
        ("2026-06-01T12:05:01Z", "proof.created_invalid"),
        ("2026-06-01T14:00:00+02:00", None),
        ("2026-06-01T12:00:00.123456789Z", None),
        ("2026-06-01T12:00:00", "proof.created_invalid"),
        ("2026-06-01", "proof.created_invalid"),
        ("2026-13-01T12:00:00Z", "proof.created_invalid"),
        ("2026-06-01 12:00:00Z", "proof.created_invalid"),
        ("2026-06-01T12:00:00Z\n", "proof.created_invalid"),
        ("0001-01-01T00:00:00+14:00", "proof.created_invalid"),
        (["2026-06-01T12:00:00Z"], "proof.created_invalid"),
        (5, "proof.created_invalid"),
    ],
)
def test_created_needs_a_zone_and_lies_in_the_past(created, expected):
    assert reason(signed_with(created=created)) == expected


@pytest.mark.parametrize(
    ("expires", "expected"),
    [
        ("2026-06-02T00:00:00Z", None),
        ("2026-06-01T11:56:00Z", None),
        ("2026-06-01T11:54:00Z", "proof.expired"),
        ("2026-06-02", "proof.created_invalid"),
    ],
)
def test_proof_expires(expires, expected):
    assert reason(signed_with(expires=expires)) == expected


def test_proof_that_expired_later_held_before():
    document = signed_with(expires="2026-06-02T00:00:00Z")
    assert reason(document, now=NOW + timedelta(days=2)) == "proof.expired"


def test_context_in_the_proof_is_that_of_the_document():
    assert reason(signed_with(**{"@context": [CREDENTIALS_V2, OPEN_BADGES_3]})) is None
    for other in ([CREDENTIALS_V2], CREDENTIALS_V2, [OPEN_BADGES_3, CREDENTIALS_V2], []):
        assert reason(signed_with(**{"@context": other})) == "proof.context_mismatch"


def test_context_added_after_signing_is_seen_when_the_proof_names_them():
    document = signed_with(**{"@context": [CREDENTIALS_V2, OPEN_BADGES_3]})
    document["@context"] = [*document["@context"], "https://w3id.org/security/data-integrity/v2"]
    assert reason(document) == "proof.context_mismatch"


@pytest.mark.parametrize(
    "value", [None, "", "z", 5, ["z1"], "z1", "zzz0", "u" + "A" * 86, "z" + "1" * 65, "z" + "2" * 9000]
)
def test_proof_value_is_64_bytes_in_base58(value):
    assert reason(with_value(value)) == "proof.value_malformed"


def test_shortened_signature_is_malformed():
    signature = base58.decode_multibase(signed()["proof"][0]["proofValue"])
    assert reason(with_value("z" + base58.encode(signature[:-1]))) == "proof.value_malformed"
    assert reason(with_value("z1" + base58.encode(signature))) == "proof.value_malformed"


def test_second_form_of_the_same_signature_does_not_hold():
    signature = base58.decode_multibase(signed()["proof"][0]["proofValue"])
    larger = int.from_bytes(signature[32:], "little") + ORDER
    assert (
        reason(with_value("z" + base58.encode(signature[:32] + larger.to_bytes(32, "little"))))
        == "proof.signature_invalid"
    )


def test_every_changed_character_of_the_proof_value_is_seen():
    value = signed()["proof"][0]["proofValue"]
    document = copy.deepcopy(signed())
    for place in range(0, len(value), 7):
        document["proof"][0]["proofValue"] = value[:place] + ("2" if value[place] != "2" else "3") + value[place + 1 :]
        assert reason(document) in {"proof.signature_invalid", "proof.value_malformed"}
