"""Does the worst that can be pasted or served end in a refusal with its reason, within the memory that we promise?

Each input is checked in a process of its own, which would be killed after 20 seconds. What it took is recorded with the
test (`--junit-xml`) and printed (`-s`); a time on one machine is no proof, so none is asserted.
"""

from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile_inputs import INPUTS

HERE = Path(__file__).parent
TESTS = HERE.parent
MEGABYTES_ABOVE_IDLE = 128
SECONDS_UNTIL_KILLED = 20


@pytest.mark.parametrize("name", INPUTS)
def test_worst_input_ends_with_its_reason_within_memory(
    name: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    hostile = INPUTS[name]()
    (tmp_path / "input").write_bytes(hostile.data)
    served = {address: b64encode(content).decode() for address, content in hostile.served.items()}
    (tmp_path / "served").write_text(json.dumps(served))
    done = subprocess.run(
        [sys.executable, str(HERE / "hostile_inputs.py"), str(tmp_path)],
        env={"PYTHONPATH": f"{TESTS}:{TESTS.parent}", "PATH": ""},
        capture_output=True,
        text=True,
        timeout=SECONDS_UNTIL_KILLED,
        check=True,
    )
    took = json.loads(done.stdout)
    for measure in ("seconds", "megabytes"):
        record_property(measure, took[measure])
    print(f"{name}: {took['seconds']:.2f} s, {took['megabytes']:.0f} MB, {hostile.ends_with}")
    check, reason = hostile.ends_with
    assert took["ends"][check] == reason, took["ends"]
    assert took["megabytes"] <= MEGABYTES_ABOVE_IDLE
