"""How does a test ask 1EdTech's own validator of Open Badges 2.0 what it thinks of a badge?"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

REPOSITORY = Path(__file__).parents[1]
PEERS = Path(os.environ.get("BADGESERVICE_PEERS", REPOSITORY / "var" / "peers"))
SCRIPT = REPOSITORY / "tests" / "validator_of_1edtech.py"


@dataclass(frozen=True)
class Answer:
    """What an address serves."""

    content: bytes
    type: str = "application/ld+json"
    status: int = 200


@dataclass(frozen=True)
class Verdict:
    """What the validator reported, and the tasks that it gave itself."""

    report: Mapping[str, Any]

    @property
    def wrong(self) -> set[str]:
        """The tasks that did not succeed: the member that was at fault, else the task itself."""
        failed = [task for task in self.report["tasks"] if not (task["complete"] and task["success"])]
        return {task["prop_name"] or task["name"] for task in failed}

    @property
    def asked(self) -> set[str]:
        """The tasks that were carried out, and the members that were there."""
        made = [task for task in self.report["tasks"] if task["complete"] and "not present" not in str(task["result"])]
        return {task["prop_name"] or task["name"] for task in made} | {task["name"] for task in made}

    def node(self, identifier: str) -> dict[str, Any]:
        """A document as its JSON-LD processor read it."""
        return next(node for node in self.report["graph"] if node["id"] == identifier)


@dataclass(frozen=True)
class Validator:
    """The validator in a process of its own, with the packages of its day."""

    asked: BinaryIO
    told: BinaryIO

    def judge(self, badge: str | bytes, served: Mapping[str, Answer], now: datetime, email: str) -> Verdict:
        """Its verdict on a text (an address, JSON or a JWS) or an image, as if it belongs to who has this e-mail."""
        case = {
            "now": now.isoformat(),
            "served": {address: {**vars(it), "content": _encoded(it.content)} for address, it in served.items()},
            "recipient": {"type": "Profile", "email": email},
            **({"badge": badge} if isinstance(badge, str) else {"image": _encoded(badge)}),
        }
        self.asked.write(json.dumps(case).encode() + b"\n")
        self.asked.flush()
        return Verdict(json.loads(self.told.readline()))


@contextmanager
def started() -> Iterator[Validator]:
    """The validator, until the block ends; tests/peers.py brings it."""
    environment = {**os.environ, "PYTHONPATH": str(PEERS / "validator-of-1edtech")}
    command = [sys.executable, "-W", "ignore", str(SCRIPT)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        yield Validator(running.stdin, running.stdout)
        running.stdin.close()


def _encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()
