"""Bring the packages on Node that we are measured beside: `python -m benchmarks.node_packages`, as `make bench` does.

They are only measured, so where they cannot be had the benchmarks go on without them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = (
    "@digitalbazaar/data-integrity@2.5.0",
    "@digitalbazaar/ed25519-multikey@1.3.1",
    "@digitalbazaar/eddsa-rdfc-2022-cryptosuite@1.3.0",
    "@digitalbazaar/vc@7.3.0",
)
FOLDER = Path(os.environ.get("BADGESERVICE_PEERS", Path(__file__).parents[2] / "var" / "peers")).resolve()
MOST_SECONDS = 180


def main() -> None:
    """Install what is not there yet, without running any script of it."""
    if (FOLDER / "node_modules").exists() or not shutil.which("npm"):
        return
    # Moved into place when it is whole, so that one that was cut off is installed again.
    unfinished = FOLDER / "node-unfinished"
    unfinished.mkdir(parents=True, exist_ok=True)
    npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--no-save"]
    try:
        subprocess.run([*npm, "--prefix", str(unfinished), *PACKAGES], check=True, timeout=MOST_SECONDS)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as problem:
        print(f"The packages on Node could not be had, so they are left out: {type(problem).__name__}", file=sys.stderr)
        return
    (unfinished / "node_modules").rename(FOLDER / "node_modules")


if __name__ == "__main__":
    main()
