"""`badgeservice jose` as a test suite calls it: files in, one file out, and an exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

V2 = "https://www.w3.org/ns/credentials/v2"
CREDENTIAL = {
    "@context": [V2],
    "type": ["VerifiableCredential"],
    "issuer": "https://college.example",
    "credentialSubject": {"id": "did:example:learner"},
}
# RFC 8037 appendix A.1.
JWK = {
    "kty": "OKP",
    "crv": "Ed25519",
    "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
    "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
}
KEY = {
    "id": "https://college.example#key-1",
    "type": "JsonWebKey",
    "controller": "https://college.example",
    "publicKeyJwk": {name: value for name, value in JWK.items() if name != "d"},
    "secretKeyJwk": JWK,
}


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "badgeservice.cli", "jose", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, timeout=60, check=False)


def outcome(
    folder: Path, action: str, content: Any, feature: str = "credential_jose", key: Any = KEY
) -> dict[str, Any]:
    for name, value in (("input", content), ("key", key)):
        if value is not None:
            (folder / name).write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    files = ("--input", "input", "--key", "key", "--feature", feature, "--output", "output")
    assert run(folder, action, *files).returncode == 0
    written: dict[str, Any] = json.loads((folder / "output").read_text(encoding="utf-8"))
    assert set(written) == {"result", "data"}
    return written


def test_what_is_issued_verifies_and_gives_the_document_back(tmp_path: Path) -> None:
    issued = outcome(tmp_path, "issue", CREDENTIAL)
    assert issued["result"] == "success"
    assert outcome(tmp_path, "verify", issued["data"] + "\n") == {"result": "success", "data": CREDENTIAL}


def test_a_presentation_around_it_verifies_too(tmp_path: Path) -> None:
    token = outcome(tmp_path, "issue", CREDENTIAL)["data"]
    envelope = {"@context": V2, "type": "EnvelopedVerifiableCredential", "id": f"data:application/vc+jwt,{token}"}
    document = {"@context": [V2], "type": ["VerifiablePresentation"], "verifiableCredential": [envelope]}
    issued = outcome(tmp_path, "issue", document, "presentation_jose")
    checked = outcome(tmp_path, "verify", issued["data"], "presentation_jose")
    assert checked == {"result": "success", "data": document}


def test_an_enclosed_credential_without_a_key_is_named_on_standard_error(tmp_path: Path) -> None:
    envelope = {"@context": V2, "type": "EnvelopedVerifiableCredential", "id": "data:application/vc+sd-jwt,a.b.c~"}
    document = {"@context": [V2], "type": ["VerifiablePresentation"], "verifiableCredential": [envelope]}
    token = outcome(tmp_path, "issue", document, "presentation_jose")["data"]
    assert outcome(tmp_path, "verify", token, "presentation_jose")["result"] == "success"
    files = ("--input", "input", "--key", "key", "--feature", "presentation_jose", "--output", "output")
    assert b"/verifiableCredential/0: " in run(tmp_path, "verify", *files).stderr


def test_what_must_not_be_signed_is_a_failure_with_a_sentence(tmp_path: Path) -> None:
    told = outcome(tmp_path, "issue", {**CREDENTIAL, "iss": "https://other.example"})
    assert told["result"] == "failure"
    assert "jws.claims_conflict" in told["data"]


def test_what_does_not_hold_is_a_failure(tmp_path: Path) -> None:
    token = outcome(tmp_path, "issue", CREDENTIAL)["data"]
    assert outcome(tmp_path, "verify", token[:-4] + "AAAA")["result"] == "failure"
    assert outcome(tmp_path, "verify", token, "presentation_jose")["result"] == "failure"
    assert outcome(tmp_path, "verify", CREDENTIAL)["result"] == "failure"


def test_what_cannot_be_judged_is_indeterminate(tmp_path: Path) -> None:
    token = outcome(tmp_path, "issue", CREDENTIAL)["data"]
    assert outcome(tmp_path, "verify", token + "~WyJzYWx0Il0~")["result"] == "indeterminate"


@pytest.mark.parametrize(
    ("content", "key"), [(None, KEY), ("", KEY), ("{", KEY), (CREDENTIAL, None), (CREDENTIAL, "x")]
)
@pytest.mark.parametrize("action", ["issue", "verify"])
def test_files_that_cannot_be_read_are_an_error(tmp_path: Path, action: str, content: Any, key: Any) -> None:
    assert outcome(tmp_path, action, content, key=key)["result"] == "error"


@pytest.mark.parametrize(
    "arguments",
    [
        ("issue",),
        ("sign", "--input", "a"),
        ("verify", "--input", "a", "--key", "b", "--feature", "credential_cose", "--output", "c"),
        ("verify", "--input", "a", "--key", "b", "--feature", "credential_jose"),
    ],
)
def test_a_wrong_call_ends_with_two(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert run(tmp_path, *arguments).returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_an_output_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    files = ("--input", "a", "--key", "b", "--feature", "credential_jose", "--output", "nowhere/c")
    done = run(tmp_path, "verify", *files)
    assert done.returncode == 1
    assert b"nowhere" in done.stderr
