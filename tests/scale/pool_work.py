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
