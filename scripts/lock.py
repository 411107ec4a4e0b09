"""Write requirements-dev.lock: the versions, here and now, of everything that kg and its development need; pip takes it with `-c`."""

from __future__ import annotations

import sys

from licences import EXTRAS, ROOT, closure, wanted_by_kg

LOCK = ROOT / "requirements-dev.lock"
HEAD = "# Versions that kg was tested with; made by `make lock`, used by `make test` (LOCK= takes the newest).\n"


def locked() -> str:
    """A line for each distribution, by name."""
    found = closure(wanted_by_kg(*EXTRAS, "dev"))
    return HEAD + "".join(f"{k}=={found[k].version}\n" for k in sorted(found) if k != "kg")


if __name__ == "__main__":
    LOCK.write_text(locked(), "utf-8")
    sys.stdout.write(f"{LOCK.name} written\n")
