"""Work for the pool tests, importable by the worker processes."""

from __future__ import annotations

import os
import signal

from kg.model import Document, Fact
from kg.scale.pool import Built


def work(document: Document) -> Built:
    """Give one fact, or die where the document says so."""
    if document.raw == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    return Built(document, frozenset({Fact(document.name, "p", "o")}))


def build(document: Document) -> frozenset[Fact]:
    """Give one fact, fail, or never end: in Python, or in a call that no alarm is heard in."""
    if document.raw == "die":
        raise IndexError("list index out of range")
    if document.raw == "hang":
        while True:
            sum(range(1000))
    if document.raw == "deaf":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        while True:
            sum(range(1000))
    return frozenset({Fact(document.name, "p", "o")})
