"""How long does `badgeservice verify FILE` take from the moment it is typed until it is done?

PYTHONPATH=tests python -m benchmarks start
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from issued import DID_ADDRESS, LIST_ADDRESS, did_document, status_list

from badgeservice.formats import strict_json
from benchmarks import material
from benchmarks.processor import of_children
from benchmarks.results import Row, row

ROUNDS, FIGURE = 10, 0.6


def rows(_badges: int) -> list[Row]:
    """The median of several starts with files that are in the memory of the machine, by the clock of the wall and in
    seconds of the processor."""
    taken, processor = zip(*_starts(ROUNDS + 1), strict=True)
    return [
        row("start of verify FILE, s", median(taken[1:]), None, FIGURE),
        row("start of verify FILE, of a core, s", median(processor[1:]), None, FIGURE),
    ]


def _starts(number: int) -> list[tuple[float, float]]:
    found = []
    with TemporaryDirectory(prefix="badgeservice-start-") as name:
        command = [sys.executable, "-m", "badgeservice.cli", "verify", *_files(Path(name))]
        for _ in range(number):
            before, began = of_children(), time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            found.append((time.perf_counter() - began, of_children() - before))
    return found


def _files(folder: Path) -> list[str]:
    """A badge that is sound, and all that its check asks for."""
    said = {"badge": material.SIGNED, "list": status_list(7), "giver": did_document()}
    for name, document in said.items():
        (folder / f"{name}.json").write_bytes(strict_json.dumps(document))
    addresses = {LIST_ADDRESS: {"file": "list.json"}, DID_ADDRESS: {"file": "giver.json"}}
    (folder / "documents.json").write_bytes(strict_json.dumps(addresses))
    return ["--at", material.NOW.isoformat(), "--documents", str(folder / "documents.json"), str(folder / "badge.json")]
