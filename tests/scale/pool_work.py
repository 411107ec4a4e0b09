"""Work for the pool tests, importable by the worker processes."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from kg.graph.terms import DJ
from kg.model import Document, Fact


def build(document: Document) -> set[Fact]:
    """Give one fact; or what the document says: fail, find nothing, die (``die:FILE``: once), or never end, in Python or
    in a call that no alarm is heard in."""
    order, _, flag = document.raw.partition(":")
    if order == "fail":
        raise ValueError("no text")
    if order == "die" and not (flag and Path(flag).exists()):
        if flag:
            Path(flag).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    while order in ("hang", "deaf"):
        if order == "deaf":
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
            time.sleep(60)
        sum(range(1000))
    if order == "bare":
        return set()
    return {Fact(document.name, DJ + "evidence", "o")}


class SlowStart:
    """The same, by something that takes a second to load."""

    loaded = False

    def load(self) -> None:
        """Load it."""
        if not self.loaded:
            time.sleep(1)
        self.loaded = True

    def __call__(self, document: Document) -> set[Fact]:
        """One fact."""
        self.load()
        return build(document)
