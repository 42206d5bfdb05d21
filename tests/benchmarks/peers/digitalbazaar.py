"""@digitalbazaar/vc, the fastest packaged signer, in a Node process of its own (see benchmarks/node_packages.py)."""

from __future__ import annotations

import atexit
import json
import shutil
import subprocess
from functools import cache, partial
from pathlib import Path
from typing import Any

from issued import DID, KEY, did_document

from badgeservice.proofs import base58
from benchmarks import material
from benchmarks.node_packages import FOLDER
from benchmarks.timing import Elsewhere

SCRIPT = Path(__file__).with_suffix(".mjs")
PACKAGE = "@digitalbazaar/vc"

if shutil.which("node") is None or not (FOLDER / "node_modules" / PACKAGE).exists():
    raise ModuleNotFoundError(PACKAGE, name=PACKAGE)


def sign() -> Elsewhere:
    return Elsewhere(partial(_seconds, "sign"))


def verify() -> Elsewhere:
    """Its whole check of the badge that it signed, but for the status, which it is told is good."""
    return Elsewhere(partial(_seconds, "verify"))


def _seconds(action: str, times: int) -> float:
    return _ask(_process(), {"action": action, "times": times})


@cache
def _process() -> subprocess.Popen[str]:
    command = ["node", str(SCRIPT), str(FOLDER)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    atexit.register(process.communicate)
    _ask(process, _task())
    return process


def _ask(process: subprocess.Popen[str], question: dict[str, Any]) -> float:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(question) + "\n")
    process.stdin.flush()
    answer: dict[str, float] = json.loads(process.stdout.readline())
    return answer["seconds"]


def _task() -> dict[str, Any]:
    context = "https://w3id.org/security/multikey/v1"
    document = did_document()
    method = {"@context": context, **document["verificationMethod"][0]}
    # Controlled Identifiers 1.0 §2.2.2: the prefix of a secret Ed25519 key.
    secret = "z" + base58.encode(b"\x80\x26" + KEY.private_bytes_raw())
    controller = {"@context": ["https://www.w3.org/ns/did/v1", context], **document}
    return {
        "contexts": material.KNOWN_CONTEXTS,
        "served": {DID: controller, material.METHOD: method},
        "document": material.UNSIGNED,
        "key": method | {"secretKeyMultibase": secret},
        "now": material.NOW.isoformat(),
    }
