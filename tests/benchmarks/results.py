"""What does a job come to, in the words of contract.md and as a table?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import TypedDict

from benchmarks.timing import Clock, Contestant, Work, rates

OURS, LIMIT = "ours", "limit"


class Row(TypedDict):
    """One job beside one peer; rates are times a second, `limit_share` is ours as a part of the limit."""

    job: str
    ours: float
    peer: float | None
    peer_name: str
    ratio: float | None
    limit_share: float | None
    figure_to_reach: float | None
    reached: bool | None


@dataclass(frozen=True)
class Job:
    """Work that we and others do. `limit` is the part that nobody can leave out, and `limit_to_reach` the share of it
    to reach; `peers` are modules of `benchmarks.peers` with the function that makes the work ready, and `figures` the
    ratio to reach beside each."""

    name: str
    ours: Callable[[], Work]
    peers: Mapping[str, str]
    limit: Callable[[], Work] | None = None
    figures: Mapping[str, float] = field(default_factory=dict)
    limit_to_reach: float | None = None


def measure(job: Job, rounds: int, seconds: float, clock: Clock) -> list[Row]:
    """A row for each peer, all from one run; a peer that is not installed has no figures."""
    peers = {name: peer for name, function in job.peers.items() if (peer := _peer(name, function)) is not None}
    contestants: dict[str, Contestant] = {OURS: job.ours(), **peers}
    if job.limit is not None:
        contestants[LIMIT] = job.limit()
    measured = rates(contestants, rounds, seconds, clock)
    return [_row(job, name, measured) for name in job.peers]


def table(rows: Sequence[Row]) -> str:
    """The rows for a reader at a terminal."""
    lines = [
        f"{'job':34}{'ours/s':>11}{'peer/s':>11}  {'peer':15}{'ratio':>9}{'to reach':>10}{'of limit':>10}  reached"
    ]
    for row in rows:
        reached = {None: "-", True: "yes", False: "NO"}[row["reached"]]
        cells = [_number(row[name]) for name in ("ratio", "figure_to_reach", "limit_share")]
        peer = "absent" if row["peer"] is None else f"{row['peer']:.1f}"
        lines.append(
            f"{row['job']:34}{row['ours']:>11.1f}{peer:>11}  {row['peer_name']:15}"
            f"{cells[0]:>9}{cells[1]:>10}{cells[2]:>10}  {reached}"
        )
    return "\n".join(lines)


def _peer(name: str, function: str) -> Contestant | None:
    try:
        module = import_module(f"benchmarks.peers.{name}")
    except ModuleNotFoundError as absent:
        print(f"{name} is left out: {absent.name} is not installed")
        return None
    ready: Contestant = getattr(module, function)()
    return ready


def _row(job: Job, peer_name: str, measured: Mapping[str, float]) -> Row:
    ours, peer, limit = measured[OURS], measured.get(peer_name), measured.get(LIMIT)
    ratio = ours / peer if peer else None
    figure = job.figures.get(peer_name)
    return {
        "job": job.name,
        "ours": round(ours, 1),
        "peer": round(peer, 1) if peer else None,
        "peer_name": peer_name,
        "ratio": round(ratio, 2) if ratio else None,
        "limit_share": round(ours / limit, 3) if limit else None,
        "figure_to_reach": figure,
        "reached": _reached(job, ratio, figure, ours / limit if limit else None),
    }


def _reached(job: Job, ratio: float | None, figure: float | None, share: float | None) -> bool | None:
    if ratio is None or figure is None:
        return None
    return ratio >= figure and (job.limit_to_reach is None or (share or 0) >= job.limit_to_reach)


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
