"""The benchmarks run, and write what contract.md says; how fast anything is, is no test."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from benchmarks import bulk, plots, profile, start, worker_memory
from benchmarks.__main__ import WHOLE, main
from benchmarks.jobs import JOBS
from benchmarks.results import Job, Row, measure, row, table
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
    written = ["--rounds", "1", "--seconds", "0", "--output", str(tmp_path / "latest.json")]
    rows = main([job.name for job in JOBS] + written)
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


@pytest.mark.parametrize("name", WHOLE)
def test_every_job_of_the_whole_service_can_be_asked_for(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    module = import_module(WHOLE[name][0].partition(":")[0])
    monkeypatch.setattr(module, "rows", lambda badges: asked.append(badges) or [row(name, 1, None, 2)])
    (found,) = main([name, "--badges", "7"])
    assert asked == [7]
    assert set(found) == FIELDS


def test_a_list_is_given_and_measured(tmp_path: Path) -> None:
    with bulk.PLACES["SQLite"](tmp_path) as there:
        whole, of_core, beside = bulk.of_one("SQLite", there, 20)
        memory = worker_memory.while_giving(there.here, 20)
        steps = profile.given_list(there, 20)
    assert [one["figure_to_reach"] for one in (whole, of_core, beside)] == [3_000, 3_000, 0.5]
    assert beside["ratio"] == beside["limit_share"]
    assert memory > 20
    assert {"Ed25519", "SQLite", "SQLAlchemy"} <= steps.keys()


def test_the_start_of_verify_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "ROUNDS", 1)
    assert all(one["ours"] > 0 for one in start.rows(0))


def test_a_figure_is_for_the_ratio_where_there_is_one_and_the_most_that_a_cost_may_be() -> None:
    rows = [
        row("pages, a second", 50, ("fixed pages", 100), 0.6, of_limit=True),
        row("pages, a second", 50, None, 40),
        row("award, ms", 11, ("with few", 10), 1.2),
        row("memory, MiB", 301, None, 300),
        row("pages, a second", 50, ("one process", 100), None),
    ]
    assert [one["reached"] for one in rows] == [False, True, True, False, None]
    assert [one["limit_share"] for one in rows] == [0.5, None, None, None, None]
    told = table(rows).splitlines()[1:]
    assert [line.split()[-1] for line in told] == ["NO", "yes", "yes", "NO", "-"]
    assert "≤ 300" in told[3]


def test_the_plots_are_those_of_the_rows_that_are_kept() -> None:
    assert plots.plots([]).keys() == {"ratios.svg", "shares.svg", "growth.svg"}
    drawn = plots.plots(json.loads(plots.LATEST.read_text(encoding="utf-8")))
    assert {file.name: file.read_text(encoding="utf-8") for file in plots.FOLDER.glob("*.svg")} == drawn


def test_a_plot_says_in_words_what_it_shows_and_runs_nothing() -> None:
    rows: list[Row] = [row("bake <PNG>", 3, ("pyjwt", 2), 1.6), row("bake", 1, ("all of it", 4), 0.5, of_limit=True)]
    for plot in plots.plots([*rows, row("award, ms", 3, ("few", 2), 1.2)]).values():
        read = ET.fromstring(plot)  # noqa: S314 - our own
        names = {element.tag.rpartition("}")[2] for element in read.iter()}
        assert {"title", "desc"} <= names <= {"svg", "title", "desc", "style", "rect", "line", "text"}
        assert "missed" in "".join(read.itertext())


def test_where_the_time_goes_is_told_by_step() -> None:
    told = "\n".join(profile.lines(profile.repeated(profile.JOBS["sign, one class, many learners"](), 0.01)))
    assert "| Ed25519 |" in told
    assert "| the rest |" in told
