"""Work that is not interrupted by the search for cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

_LOOK_AFTER = 100  # pieces of work
_done = count(1)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Nobody looks for cycles meanwhile: reading, settling and writing leave hardly any behind, and looking would take a tenth of
    their time, where much is held more. What is alive at the end counts as old, so that it is not looked at then either, but now and then."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            if next(_done) % _LOOK_AFTER == 0:
                gc.collect()
            elif not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
