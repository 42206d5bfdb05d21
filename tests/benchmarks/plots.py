"""Which plots are drawn of the rows in latest.json?

PYTHONPATH=tests python -m benchmarks.plots draws those of docs/benchmarks anew, without measuring.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from math import floor, log10
from pathlib import Path

from benchmarks.bars import Bar, Scale, chart
from benchmarks.jobs import JOBS
from benchmarks.results import Row, is_cost

LATEST = Path(__file__).with_name("latest.json")
FOLDER = Path(__file__).parents[2] / "docs" / "benchmarks"

PEERS = {peer for job in JOBS for peer in job.peers}
LIMITS = {job.name: job.limit_to_reach for job in JOBS}


def draw(rows: Sequence[Row], folder: Path) -> None:
    """Write every plot into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, plot in plots(rows).items():
        (folder / name).write_text(plot, encoding="utf-8")


def plots(rows: Sequence[Row]) -> Mapping[str, str]:
    """The name of each file, and what stands in it."""
    return {"ratios.svg": _ratios(rows), "shares.svg": _shares(rows), "growth.svg": _growth(rows)}


def _ratios(rows: Sequence[Row]) -> str:
    bars = [
        _bar(f"{row['job']}: {row['peer_name']}", row["ratio"], f"{row['ratio']:.3g} ×", row["figure_to_reach"])
        for row in rows
        if row["ratio"] is not None and row["peer_name"] in PEERS
    ]
    numbers = [one for bar in bars for one in (bar.value, bar.figure or bar.value)]
    first, last = floor(log10(min(numbers, default=1))), floor(log10(max(numbers, default=1))) + 1
    ticks = [(10.0**power, f"{10.0**power:g} ×") for power in range(first, last + 1)]
    description = "How many times as fast as other packages, on a scale of tens; a thick line marks what to reach."
    return chart("Times as fast as other packages", description, bars, Scale(10.0**first, 10.0**last, True, ticks))


def _shares(rows: Sequence[Row]) -> str:
    # The same limit stands beside every peer.
    first = (next(same) for _job, same in groupby(rows, key=lambda row: row["job"]))
    bars = [
        _bar(row["job"], share, f"{share:.0%}", row["figure_to_reach"] if _is_of_limit(row) else LIMITS.get(row["job"]))
        for row in first
        if (share := row["limit_share"]) is not None
    ]
    last = max((1.0, *(bar.value for bar in bars)))
    ticks = [(number / 4, f"{number / 4:.0%}") for number in range(5)]
    description = "Our rate as a part of what the work that cannot be left out takes; a thick line marks what to reach."
    return chart("Share of the limit", description, bars, Scale(0, last, False, ticks))


def _growth(rows: Sequence[Row]) -> str:
    bars = [
        _bar(row["job"].removesuffix(", ms"), row["ratio"], f"{row['ratio']:.2f} ×", row["figure_to_reach"], most=True)
        for row in rows
        if row["ratio"] is not None and is_cost(row["job"])
    ]
    last = max((1.5, *(bar.value for bar in bars)))
    ticks = [(number / 2, f"{number / 2:g} ×") for number in range(floor(last * 2) + 1)]
    description = "What a job costs with many badges stored, beside few; a thick line marks the most that it may be."
    return chart("Cost with many badges stored, beside few", description, bars, Scale(0, last, False, ticks))


def _is_of_limit(row: Row) -> bool:
    return row["ratio"] == row["limit_share"]


def _bar(label: str, value: float | None, said: str, figure: float | None, *, most: bool = False) -> Bar:
    value = value or 0.0
    is_missed = figure is not None and (value > figure if most else value < figure)
    return Bar(label, value, f"{said}, missed" if is_missed else said, figure, is_missed)


if __name__ == "__main__":
    draw(json.loads(LATEST.read_text(encoding="utf-8")), FOLDER)
