"""What does a child process do: bind itself, read bytes, parse them, and answer JSON?

Run as a script (`python -I child.py PARSER SECONDS MEMORY`): nothing of this service is loaded beside the parser.
"""

from __future__ import annotations

import json
import resource
import runpy
import sys

# Python, a parser and its libraries; no sockets or files beyond these.
OPEN_FILES = 64


def bind(seconds: int, memory: int) -> None:
    """Limits that cannot be raised again: processor time, memory, no files written, no core dump."""
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: OPEN_FILES,
    }
    for kind, limit in limits.items():
        resource.setrlimit(kind, (limit, limit))


def main(parser: str, seconds: str, memory: str) -> None:
    """Parse what comes in on standard input with the `read` of one file."""
    bind(int(seconds), int(memory))
    read = runpy.run_path(parser)["read"]
    json.dump(read(sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
