"""How does a process end when the one that started it is gone, however that came about?"""

from __future__ import annotations

import os
import signal
import threading

LOOK_SECONDS = 2.0


def end_with(parent: int) -> None:
    """Ask this process to end once `parent` is no longer the one that started it."""
    never = threading.Event()

    def look() -> None:
        while os.getppid() == parent:
            never.wait(LOOK_SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=look, daemon=True, name="parent-watch").start()
