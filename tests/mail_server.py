"""A mail server on this machine that takes mail, or misbehaves in the way a test asks for."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

Answer = Callable[[str], Awaitable[str | None]]


async def takes_all(_recipient: str) -> str | None:
    """The answer of a server with which nothing is wrong."""
    return None


@dataclass
class MailServer:
    """What came in, by recipient; `to_rcpt` and `to_data` give another answer than "250 OK", given the recipient."""

    to_rcpt: Answer = takes_all
    to_data: Answer = takes_all
    to_mail: Answer = takes_all
    taken: Counter[str] = field(default_factory=Counter)
    connections: int = 0
    port: int = 0

    @property
    def address(self) -> str:
        """As BADGESERVICE_SMTP_URL has it."""
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_MAIL(self, _server: SMTP, _session: Session, envelope: Envelope, address: str,  # noqa: N802
                          options: list[str]) -> str:  # fmt: skip
        """The sender."""
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return await self.to_mail(address) or "250 OK"

    async def handle_RCPT(self, server: SMTP, _session: Session, envelope: Envelope, address: str,  # noqa: N802
                          options: list[str]) -> str:  # fmt: skip
        """The recipient."""
        answer = await self.to_rcpt(address)
        if answer == "drop":
            server.transport.abort()
        if answer is None:
            envelope.rcpt_tos.append(address)
            envelope.rcpt_options.extend(options)
        return answer or "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """The whole mail."""
        recipient = envelope.rcpt_tos[0]
        answer = await self.to_data(recipient)
        if answer is None or answer == "take and drop":
            self.taken[recipient] += 1
        if answer in {"drop", "take and drop"}:
            server.transport.abort()
        return answer or "250 OK"


@contextmanager
def running(server: MailServer, port: int = 0) -> Iterator[MailServer]:
    """The server, listening until the block ends."""
    loop, stop = asyncio.new_event_loop(), threading.Event()
    listening: Any = loop.run_until_complete(
        loop.create_server(lambda: _counted(server, loop), "127.0.0.1", port, reuse_address=True)
    )
    server.port = listening.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        stop.set()
        asyncio.run_coroutine_threadsafe(_close(listening), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def _counted(server: MailServer, loop: asyncio.AbstractEventLoop) -> SMTP:
    server.connections += 1
    return SMTP(server, hostname="localhost", loop=loop, enable_SMTPUTF8=False)


async def _close(listening: Any) -> None:
    listening.close()
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
