"""A second app on the same database, with other settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from flask import Flask

from badgeservice.app import create_app
from badgeservice.network.documents import fetch_nothing
from badgeservice.settings import read_settings
from badgeservice.web.collaborators import NAME


@contextmanager
def app_with(environment: dict[str, str], clock: Callable[[], datetime], **changes: str) -> Iterator[Flask]:
    """The app with some settings changed."""
    app = create_app(read_settings(environment | changes), clock, fetch_nothing)
    try:
        yield app
    finally:
        app.extensions[NAME].database.close()
