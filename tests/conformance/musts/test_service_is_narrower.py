"""What the conformance mode reads for the suites of strangers, the service itself does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from casemaking.canonical import VC2
from issued import World

from musts.desk import Desk
from musts.documents import EXAMPLES, JCS, OTHER, given
from musts.inputs import VERIFY

# A row of docs/conformance.md that is proved here: it is about the service beside the mode.
PROVED = {"OURS-11": "test_a_context_of_the_mode_is_unknown_to_the_service"}

INLINE = {"ExampleCredential": "https://example.org/#ExampleCredential"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(Path(tmp_path_factory.mktemp("narrower")))


@pytest.mark.parametrize("context", [INLINE, {"@context": INLINE}, EXAMPLES])
def test_a_context_of_the_mode_is_unknown_to_the_service(desk: Desk, context: object) -> None:
    document = given(OTHER, JCS, context=[VC2, context], type=["VerifiableCredential", "ExampleCredential"])
    report = World(documents={}).check(document)
    (structure,) = (check for check in report.checks if check.id == "structure")
    assert desk.send(VERIFY, {"verifiableCredential": document}).status_code == 200
    assert report.verdict.value == "invalid"
    assert structure.reason == "context.unknown"


def test_what_both_read_gets_one_verdict(desk: Desk) -> None:
    sound = given()
    assert World(documents={}).check(sound).verdict.value == "valid"
    assert desk.send(VERIFY, {"verifiableCredential": sound}).status_code == 200
