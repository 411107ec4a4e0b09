"""Damage files of every format at random and read them: ``python scripts/fuzz_files.py SECONDS [SEED]``.

Nothing but a :class:`ReadError` may come of it, and no file may take longer than its limit. Prints what was tried.
"""

from __future__ import annotations

import logging
import random
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from kg.text.decode import ReadError
from kg.text.read import How, read_bytes
from text.mixed import KINDS

LIMIT = 20.0


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few of them changed, dropped, added, cut off or copied."""
    out = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 5, 30])):
        if not out:
            break
        at, from_ = chance.randrange(len(out)), chance.randrange(len(out))
        match chance.randrange(5):
            case 0:
                out[at] = chance.randrange(256)
            case 1:
                del out[at : at + chance.choice([1, 4, 50, 500])]
            case 2:
                out[at:at] = chance.randbytes(chance.choice([1, 4, 20]))
            case 3:
                del out[at:]
            case _:
                out[at : at + 20] = out[from_ : from_ + 20]
    return bytes(out)


def main(seconds: float, seed: int) -> int:
    """Try for so long; the number of crashes."""
    logging.disable(logging.CRITICAL)
    chance, files = random.Random(seed), {name: make(1) for name, make in KINDS.items()}
    said: Counter[str] = Counter()
    slowest, crashes, began = (0.0, ""), 0, time.monotonic()
    while time.monotonic() - began < seconds:
        name = chance.choice(sorted(files))
        data, start = damaged(files[name], chance), time.monotonic()
        try:
            read = read_bytes(data, Path(name), name, How(seconds=LIMIT))
            said["read" if read.documents else "parts named"] += 1
        except ReadError as error:
            said["too slow" if "longer" in error.reason else "named"] += 1
        except Exception as error:  # noqa: BLE001 - what this looks for
            crashes += 1
            print(f"{name}: {type(error).__name__}: {error}")
        slowest = max(slowest, (time.monotonic() - start, name))
    print(f"seed {seed}: {sum(said.values()) + crashes} files, {dict(said)}, {crashes} crashes")
    print(f"slowest: {slowest[0]:.2f} s ({slowest[1]})")
    return crashes


if __name__ == "__main__":
    sys.exit(bool(main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)))
