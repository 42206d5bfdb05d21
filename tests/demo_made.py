"""The demo, made once for all tests of a process; and the fonts of a page, which take as long."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from badgeservice.cli import main
from badgeservice.drawing.webfonts import make_webfonts


@dataclass(frozen=True)
class Demo:
    """Where the demo lies, the environment it was made in and what it told. Tests only read."""

    folder: Path
    environment: dict[str, str]
    told: dict[str, Any]


def make_demo(folder: Path) -> Demo:
    """The demo in an empty folder."""
    make_webfonts(folder / "fonts")
    environment = {
        "BADGESERVICE_DATA_DIR": str(folder),
        "BADGESERVICE_KEY_ENCRYPTION_KEY_FILE": str(folder.parent / "key"),
        "BADGESERVICE_DATABASE_URL": "",
        "BADGESERVICE_BASE_URL": "http://localhost:8000",
    }
    done = CliRunner().invoke(main, ["demo", "--json"], env=environment)
    assert done.exit_code == 0, done.output
    return Demo(folder, environment, json.loads(done.output))
