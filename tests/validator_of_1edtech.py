"""What does 1EdTech's own validator of Open Badges 2.0 say? (PyPI openbadges, run apart, with the packages of its day)

One case a line on standard input, one report a line on standard output. Its logic and its cache are as they were
published; only what lies below, the way to the network and the clock, answers from the case.
"""

from __future__ import annotations

import base64
import collections
import collections.abc
import io
import json
import sys
from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any

# Python 3.10 moved these, and the validator's packages are older.
for moved in ("Callable", "Iterable", "Mapping", "MutableMapping", "Sequence"):
    setattr(collections, moved, getattr(collections.abc, moved))

import requests  # noqa: E402
from openbadges.verifier import verifier  # noqa: E402
from openbadges.verifier.openbadges_context import (  # noqa: E402
    OPENBADGES_CONTEXT_V2_DICT,
    OPENBADGES_CONTEXT_V2_URI,
)
from openbadges.verifier.tasks import validation  # noqa: E402
from requests.adapters import HTTPAdapter  # noqa: E402
from urllib3 import HTTPResponse  # noqa: E402


class Answers(HTTPAdapter):
    """The network of one case: what an address serves, or no connection at all."""

    served: Mapping[str, Any] = {}

    def send(self, request: requests.PreparedRequest, *_args: object, **_options: object) -> requests.Response:
        """The answer of the case."""
        answer = Answers.served.get(str(request.url))
        if answer is None:
            raise requests.ConnectionError(f"nothing at {request.url}")
        content = io.BytesIO(base64.b64decode(answer["content"]))
        headers = {"content-type": answer["type"]}
        return self.build_response(
            request, HTTPResponse(content, headers, answer["status"], preload_content=False, request_method="GET")
        )


class Clock:
    """The moment of one case."""

    moment: datetime

    @classmethod
    def now(cls, zone: tzinfo) -> datetime:
        """The moment of the case."""
        return cls.moment.astimezone(zone)


def report_on(case: Mapping[str, Any]) -> dict[str, Any]:
    """The validator's own report, with every task that it gave itself."""
    context = json.dumps(OPENBADGES_CONTEXT_V2_DICT).encode()
    own = {"content": base64.b64encode(context).decode(), "type": "application/ld+json", "status": 200}
    Answers.served = {**case["served"], OPENBADGES_CONTEXT_V2_URI: own}
    Clock.moment = datetime.fromisoformat(case["now"])
    badge = case["badge"] if "badge" in case else io.BytesIO(base64.b64decode(case["image"]))
    options = verifier._get_options({})
    store = verifier.verification_store(badge, case["recipient"], options=options)
    report = verifier.generate_report(store, options=options)
    tasks = [
        {name: task.get(name) for name in ("name", "prop_name", "node_class", "complete", "success", "result")}
        for task in store.get_state()["tasks"]
    ]
    return {**report["report"], "graph": report["graph"], "tasks": tasks}


def main() -> None:
    """Answer until the input ends."""
    requests.adapters.HTTPAdapter = requests.sessions.HTTPAdapter = Answers
    validation.datetime = Clock
    for line in sys.stdin:
        print(json.dumps(report_on(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
