"""Where do the files lie that come along with the code?"""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
REPOSITORY = PACKAGE.parent


def folder(name: str) -> Path:
    """The folder "schemas" or "templates": inside the installed package, else at the repository's root."""
    installed = PACKAGE / name
    return installed if installed.is_dir() else REPOSITORY / name


def is_checkout() -> bool:
    """Whether the code runs from a checkout of the repository rather than from an installed wheel."""
    return (REPOSITORY / "pyproject.toml").is_file() and (REPOSITORY / "Makefile").is_file()
