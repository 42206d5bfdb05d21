"""The benchmarks run, and write what contract.md says; how fast anything is, is no test."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.__main__ import main
from benchmarks.jobs import JOBS
from benchmarks.results import Job, measure
from benchmarks.timing import Elsewhere, rates

FIELDS = {"job", "ours", "peer", "peer_name", "ratio", "limit_share", "figure_to_reach", "reached"}


class Ticks:
    """A clock that only work moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def work(self, seconds: float) -> None:
        self.now += seconds


def test_every_job_runs_and_is_written_with_every_field(tmp_path: Path) -> None:
    rows = main(["--rounds", "1", "--seconds", "0", "--output", str(tmp_path / "latest.json")])
    assert json.loads((tmp_path / "latest.json").read_text(encoding="utf-8")) == rows
    assert all(set(row) == FIELDS and row["ours"] > 0 for row in rows)
    assert [(row["job"], row["peer_name"]) for row in rows] == [(job.name, peer) for job in JOBS for peer in job.peers]


def test_rates_are_the_median_of_turns() -> None:
    clock = Ticks()
    found = rates({"fast": lambda: clock.work(0.01), "slow": lambda: clock.work(0.04)}, 3, 1.0, clock)
    assert round(found["fast"]) == 100
    assert round(found["slow"]) == 25


def test_work_of_another_process_counts_by_the_time_that_it_tells() -> None:
    clock = Ticks()
    found = rates({"here": lambda: clock.work(0.01), "there": Elsewhere(lambda times: times * 0.02)}, 3, 1.0, clock)
    assert round(found["here"]) == 100
    assert round(found["there"]) == 50


def test_a_peer_that_is_not_installed_is_left_out_with_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Ticks()
    job = Job("sleep", lambda: lambda: clock.work(0.5), {"nobody_has_this": "sleep"}, figures={"nobody_has_this": 2})
    (row,) = measure(job, 1, 1.0, clock)
    assert (row["ours"], row["peer"], row["ratio"], row["reached"]) == (2.0, None, None, None)
    assert "nobody_has_this is left out" in capsys.readouterr().out
