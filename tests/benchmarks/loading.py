"""How many requests a second does a server answer to so many who ask at once, and how long do the slowest wait?"""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from statistics import quantiles
from urllib.parse import urlsplit

WRK = shutil.which("wrk")
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Load:
    """What came of asking: requests a second, and below how many milliseconds 99 in 100 stayed."""

    rate: float
    p99: float


def load(address: str, connections: int, seconds: float, headers: dict[str, str] | None = None) -> Load:
    """Ask for an address over connections that stay open. By Debian's wrk where it is installed; else from Python,
    which takes so much of the processor itself that only ratios mean something."""
    given = headers or {}
    return _by_wrk(address, connections, seconds, given) if WRK else _by_python(address, connections, seconds, given)


def _by_wrk(address: str, connections: int, seconds: float, headers: dict[str, str]) -> Load:
    named = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    asked = [str(WRK), "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", "--latency", *named, address]
    said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    rate, p99 = re.search(r"Requests/sec:\s+([\d.]+)", said), re.search(r"99%\s+([\d.]+)(us|ms|s)", said)
    assert rate is not None, said
    assert p99 is not None, said
    assert "Non-2xx" not in said or "If-None-Match" in headers, said
    return Load(float(rate[1]), float(p99[1]) * UNITS[p99[2]])


def _by_python(address: str, connections: int, seconds: float, headers: dict[str, str]) -> Load:
    parts, ends = urlsplit(address), time.monotonic() + seconds

    def ask(_number: int) -> list[float]:
        connection, taken = HTTPConnection(parts.netloc), []
        while time.monotonic() < ends:
            began = time.monotonic()
            connection.request("GET", parts.path, headers=headers)
            answer = connection.getresponse()
            answer.read()
            assert answer.status in (200, 304), answer.status
            taken.append((time.monotonic() - began) * 1000)
        connection.close()
        return taken

    with ThreadPoolExecutor(connections) as asking:
        taken = [one for some in asking.map(ask, range(connections)) for one in some]
    return Load(len(taken) / seconds, quantiles(taken, n=100)[98])
