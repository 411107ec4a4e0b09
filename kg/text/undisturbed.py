"""Work that is not interrupted by the search for cycles."""

from __future__ import annotations

import functools
import gc
from collections.abc import Iterator
from contextlib import contextmanager

_made = 0
_LOOK_AFTER = 1_000_000
"""How many things are made, and not gone, until cycles are looked for."""


@contextmanager
def undisturbed() -> Iterator[None]:
    """Nobody looks for cycles meanwhile: reading, settling and writing leave hardly any behind, and looking would take a tenth of
    their time, where much is held more. What is alive at the end counts as old, so that it is not looked at then either, but now and then."""
    global _made
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            _made += gc.get_count()[0]
            if _made > _LOOK_AFTER:
                gc.collect()
                _made = 0
            elif not _frozen():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


@functools.cache
def _frozen() -> bool:
    """Whether somebody has set objects aside, who must not be let loose; asked once, as every one of them is counted for it."""
    return gc.get_freeze_count() > 0
