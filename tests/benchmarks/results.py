"""What does a job come to, in the words of contract.md and as a table?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import TypedDict

from benchmarks.timing import Clock, Contestant, Work, rates

OURS, LIMIT = "ours", "limit"
# A job whose name ends in one of these is a cost: its figure is the most that it may be.
COSTS = ("ms", "s", "MiB")
LITTLE = 10


class Row(TypedDict):
    """One job beside one peer. `ours` and `peer` are times a second, or what the name of the job ends in after a comma;
    `limit_share` is ours as a part of the limit. The figure is for the ratio where there is one, else for ours."""

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


def row(job: str, ours: float, beside: tuple[str, float] | None, figure: float | None, *,
        of_limit: bool = False) -> Row:  # fmt: skip
    """A row of something measured otherwise, beside a named number or by itself; `of_limit` says that what stands
    beside it is a limit."""
    ratio = ours / beside[1] if beside else None
    judged = ours if ratio is None else ratio
    return {
        "job": job,
        "ours": round(ours, 2),
        "peer": round(beside[1], 2) if beside else None,
        "peer_name": beside[0] if beside else "",
        "ratio": round(ratio, 3) if ratio is not None else None,
        "limit_share": round(ratio, 3) if ratio is not None and of_limit else None,
        "figure_to_reach": figure,
        "reached": None if figure is None else judged <= figure if is_cost(job) else judged >= figure,
    }


def is_cost(job: str) -> bool:
    """Whether less is better."""
    return job.rpartition(", ")[2] in COSTS


def table(rows: Sequence[Row]) -> str:
    """The rows for a reader at a terminal."""
    figures = f"{'ratio':>7}{'to reach':>10}{'of limit':>10}  reached"
    lines = [f"{'job':44}{'ours':>10}{'beside':>10}  {'what is beside':27}{figures}"]
    for one in rows:
        reached = {None: "-", True: "yes", False: "NO"}[one["reached"]]
        ratio, figure, share = (_number(one[name]) for name in ("ratio", "figure_to_reach", "limit_share"))
        figure = figure if one["figure_to_reach"] is None else f"{'≤' if is_cost(one['job']) else '≥'} {figure}"
        peer = _amount(one["peer"]) if one["peer"] is not None else "absent" if one["peer_name"] else "-"
        lines.append(
            f"{one['job']:44}{_amount(one['ours']):>10}{peer:>10}  {one['peer_name'] or '-':27}"
            f"{ratio:>7}{figure:>10}{share:>10}  {reached}"
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


def _amount(value: float) -> str:
    return f"{value:.2f}" if value < LITTLE else f"{value:.1f}"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}".removesuffix(".00")
