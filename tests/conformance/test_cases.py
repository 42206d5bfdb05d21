"""Does the engine judge a collection of genuine files, made by a second implementation, as the rule book says?"""

from __future__ import annotations

import ast
import json
import os
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from casemaking import canonical, keys, signing
from casereading import CASES, FOLDER, content, objections, report_of, shown
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jsonschema import Draft201909Validator

TESTS = Path(__file__).resolve().parents[1]
VECTORS = TESTS / "assets" / "vc-di-eddsa"
SHARED = Path(os.environ.get("BADGESERVICE_SHARED", TESTS.parents[1] / "shared"))
OFFICIAL = SHARED / "data" / "ob_v3p0_achievementcredential_schema.json"

LONGEST = 3.0

# What no file can bring about: these speak of a network that answers too late.
OUT_OF_REACH = {"fetch.timeout"}
# Good badges that are wider than the official schema on purpose, where VCDM 2.0 takes one value or several.
WIDER = {"proof-as-an-object", "subject-in-an-array", "several-clear"}
FAMILIES = {
    "parse": "json_invalid duplicate_key too_large too_deep number_range encoding not_a_badge ambiguous_input"
    " unsupported_format",
    "schema": "invalid",
    "type": "missing",
    "context": "unknown order redefinition dropped_terms too_complex",
    "proof": "missing signature_invalid value_malformed cryptosuite_unknown purpose_invalid vm_not_authorized"
    " vm_controller_mismatch key_weak expired created_invalid context_mismatch set_incomplete",
    "jws": "alg_not_allowed malformed crit_unknown b64_unsupported key_from_header kid_invalid typ_invalid"
    " claims_conflict",
    "issuer": "mismatch key_unbound unresolvable untrusted name_confusable",
    "time": "expired not_yet_valid malformed inverted",
    "status": "revoked suspended message unreachable unsupported stale list_invalid list_issuer_mismatch"
    " list_too_short list_too_large purpose_mismatch index_out_of_range",
    "fetch": "blocked scheme redirect_blocked too_large timeout unreachable",
    "image": "malformed too_large chunk_too_large multiple_credentials no_credential",
    "svg": "dtd_forbidden malformed",
    "ob2": "hosted_scope id_mismatch key_not_declared revoked",
    "recipient": "mismatch weak_hash",
    "endorsement": "invalid",
    "content": "url_unsafe",
}
REASONS = {f"{family}.{name}" for family, names in FAMILIES.items() for name in names.split()} | {"not_checked"}


def label(case: dict[str, Any]) -> str:
    return f"{case['family']}/{case['name']}"


def is_open_badge_of_the_newest_kind(case: dict[str, Any]) -> bool:
    if case["verdict"] != "valid" or not (case["file"] or "").endswith(".json") or case["name"] in WIDER:
        return False
    document = json.loads(content(case))
    contexts = document.get("@context")
    is_newest = isinstance(contexts, list) and contexts[0] == canonical.VC2 and canonical.OB303 in contexts
    return is_newest and not {"OpenBadgeCredential", "AchievementCredential"}.isdisjoint(document["type"])


@pytest.mark.parametrize("case", CASES, ids=label)
def test_a_case_is_judged_as_the_rule_book_says(case: dict[str, Any]) -> None:
    data, started = content(case), process_time()
    report = shown(report_of(case, data))
    seconds = process_time() - started
    found = objections(case, report)
    found += [f"it took {seconds:.1f} seconds"] if seconds > LONGEST else []
    assert not found, f"{label(case)}: {case['says']}\n" + "\n".join(found) + "\n" + json.dumps(report, indent=1)


def test_the_collection_is_large_and_most_of_it_fails() -> None:
    failing = [case for case in CASES if case["verdict"] != "valid"]
    assert len(CASES) >= 300
    assert len(failing) >= 0.7 * len(CASES)


def test_every_case_has_a_name_of_its_own_and_its_file() -> None:
    labels = [label(case) for case in CASES]
    assert len(labels) == len(set(labels))
    assert [case["file"] for case in CASES if case["file"] and not (FOLDER / case["file"]).is_file()] == []


def test_every_reason_that_a_file_can_bring_about_is_expected_somewhere() -> None:
    expected = {
        reason
        for case in CASES
        for reason in (*case["reasons"], *case.get("warnings", ()), *case.get("where", {}).values())
    }
    assert REASONS - expected == OUT_OF_REACH
    assert expected <= REASONS


def test_the_second_implementation_never_uses_the_first() -> None:
    for file in (TESTS / "casemaking").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [name for name in names if name.startswith("badgeservice")], file.name


def test_the_second_implementation_makes_the_published_canonical_form_and_hashes() -> None:
    contexts = json.loads((VECTORS / "contexts.json").read_text(encoding="utf-8"))
    for vector in ("alumni", "employment"):
        folder = VECTORS / vector
        document = json.loads((folder / "signedDataInt.json").read_text(encoding="utf-8"))
        published = bytes.fromhex((folder / "sigHexDataInt.txt").read_text(encoding="utf-8").strip())
        value = document.pop("proof")["proofValue"]
        assert keys.base58_bytes(value[1:]) == published
        assert "z" + keys.base58(published) == value
        form = (folder / "canonDocDataInt.txt").read_text(encoding="utf-8").strip()
        assert canonical.rdfc(document, contexts).decode().strip() == form


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="set BADGESERVICE_SHARED to the folder with the vectors")
def test_the_second_implementation_signs_as_the_published_jcs_vector() -> None:
    folder = SHARED / "data" / "vc-di-eddsa"
    published = json.loads((folder / "eddsa-jcs-2022" / "signedJCS.json").read_text(encoding="utf-8"))
    pair = json.loads((folder / "keyPair.json").read_text(encoding="utf-8"))
    secret = keys.base58_bytes(pair["privateKeyMultibase"][1:]).removeprefix(b"\x80\x26")
    key = Ed25519PrivateKey.from_private_bytes(secret)
    proof = published.pop("proof")
    value = proof.pop("proofValue")
    signature = signing.signature(key, signing.hash_data(published, proof, "eddsa-jcs-2022", key))
    assert "z" + keys.base58(signature) == value


@pytest.mark.skipif(not OFFICIAL.is_file(), reason="set BADGESERVICE_SHARED to the folder with the official schema")
def test_good_badges_fit_the_official_schema() -> None:
    official = Draft201909Validator(json.loads(OFFICIAL.read_text(encoding="utf-8")))
    good = [case for case in CASES if is_open_badge_of_the_newest_kind(case)]
    wrong = {label(case): [error.message for error in official.iter_errors(json.loads(content(case)))] for case in good}
    assert len(good) > 100
    assert {name: messages for name, messages in wrong.items() if messages} == {}
