"""Where do the fonts and icons lie that other packages bring?"""

from __future__ import annotations

from importlib.metadata import distribution
from pathlib import Path


def packaged_file(package: str, path: str) -> Path:
    """The place of a file that an installed distribution brings; the package itself is not imported."""
    return Path(str(distribution(package).locate_file(path)))
