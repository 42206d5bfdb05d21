"""How does an app answer requests in the foreground, in several processes of several threads?"""

from __future__ import annotations

import os
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication


class ForegroundServer(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn around an app that is made before the processes split; `options` are settings of gunicorn."""

    def __init__(self, app: Flask, options: dict[str, Any]) -> None:
        self.app = app
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Our settings for gunicorn, and those of whoever serves."""
        ours = {
            "worker_class": "gthread",
            "preload_app": True,
            "timeout": 60,
            "graceful_timeout": 15,
            "accesslog": None,
            "errorlog": "-",
            "loglevel": "warning",
            "worker_tmp_dir": "/dev/shm" if os.path.isdir("/dev/shm") else None,  # noqa: S108 - only a heartbeat lies there
        }
        for name, value in (ours | self.options).items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The app that every process answers with."""
        return self.app
