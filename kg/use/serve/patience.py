"""How long the server waits for a request to be said, and for how many at once: a connection costs who opens it nothing, and the server a file."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from uvicorn.protocols.http.h11_impl import H11Protocol

SECONDS = 10.0
"""For the head of a request, and for its body."""
MOST = 512
"""Connections that have said no whole head; the longest waiting goes for one more."""


class Impatient(H11Protocol):
    """A connection."""

    _waiting: ClassVar[dict[Impatient, asyncio.TimerHandle]] = {}

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """It begins to wait for a request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """A request is said, or a part of one."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop()
        elif not self.transport.is_closing():
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is there any more."""
        self._stop()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self in self._waiting:
            return
        self._waiting[self] = self.loop.call_later(SECONDS, self._end)
        if len(self._waiting) > MOST:
            next(iter(self._waiting))._end()

    def _stop(self) -> None:
        if timer := self._waiting.pop(self, None):
            timer.cancel()

    def _end(self) -> None:
        self._stop()
        self.transport.abort()
