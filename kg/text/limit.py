"""A limit for the time that one document may take."""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

_AGAIN = 0.5  # seconds: a library may swallow the first reminder
_GRACE = 5.0  # seconds until a process that hears no reminder is ended


class TimeLimit(BaseException):
    """The time is up. No :class:`Exception`, so that a library that catches all of them lets it pass."""


@contextmanager
def limited(seconds: float | None, *, expendable: bool = False) -> Iterator[None]:
    """Raise :class:`TimeLimit` in the block when it takes longer than ``seconds`` (``None``: no limit).

    An ``expendable`` process, one of a pool, is ended where even that is not heard, in a library's own code. Only the main
    thread of a process can be reminded, and only where the system has alarms; elsewhere there is no limit.
    """
    main = threading.current_thread() is threading.main_thread()
    if seconds is None or not main or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, _remind)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    _RUNNING.append(seconds)
    if expendable:
        faulthandler.dump_traceback_later(seconds + _GRACE, exit=True, file=_nowhere())
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        _RUNNING.pop()
        signal.signal(signal.SIGALRM, before)
        if expendable:
            faulthandler.cancel_dump_traceback_later()


def once_more() -> None:
    """Let the time of the limit that is running begin anew: a document of many pictures may take it for each."""
    if _RUNNING:
        signal.setitimer(signal.ITIMER_REAL, _RUNNING[-1], _AGAIN)


def _remind(number: int, frame: FrameType | None) -> NoReturn:
    del number, frame
    raise TimeLimit


def _nowhere() -> int:
    """A descriptor that forgets what is written to it, opened once."""
    if not _NOWHERE:
        _NOWHERE.append(os.open(os.devnull, os.O_WRONLY))
    return _NOWHERE[0]


_NOWHERE: list[int] = []
_RUNNING: list[float] = []
"""The seconds of the limits that are running."""
