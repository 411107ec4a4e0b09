"""The licences of what kg installs: `python scripts/licences.py` lists them; exit code 1 where the core needs a GPL or AGPL work.

The core is what `pip install kg` brings, with all that it needs in turn. Extras are listed after it. A work that can be had under another
licence as well (MIT OR GPL-2.0) is fine; LGPL and MPL works are named but not refused, for kg only imports them.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
EXTRAS = ("parquet", "mcp", "ocr", "spark", "train")
_STRONG = re.compile(r"\b(?:A?GPL|GNU (?:Affero )?General Public)", re.IGNORECASE)
_CLASSIFIER = "License :: "


def licence(dist: Distribution) -> str:
    """The licence that a distribution states, in its own words."""
    meta = dist.metadata
    classifiers = [c.removeprefix(_CLASSIFIER) for c in meta.get_all("Classifier") or ()]
    told = [c.rsplit(" :: ", 1)[-1] for c in classifiers if c in _licences(meta.get_all("Classifier"))]
    lines = (meta.get("License") or "").strip().splitlines()
    return meta.get("License-Expression") or " OR ".join(told) or (lines[0] if lines else "unknown")


def _licences(classifiers: list[str] | None) -> set[str]:
    found = (c for c in classifiers or () if c.startswith(_CLASSIFIER))
    return {c.removeprefix(_CLASSIFIER) for c in found if c != "License :: OSI Approved"}


def refused(words: str) -> bool:
    """Whether a work can only be had under the GPL or AGPL."""
    ways = re.split(r"\s+OR\s+|\s+or\s+|/|,\s*", words)
    return all(_STRONG.search(way) for way in ways)


def wanted_by_kg(*extras: str) -> list[str]:
    """What pyproject.toml names, with what the extras add."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    more = project["optional-dependencies"]
    return [*project["dependencies"], *(words for extra in extras for words in more[extra])]


def closure(names: Iterable[str]) -> dict[str, Distribution]:
    """The distributions that requirements bring here; what is not installed is left out."""
    found: dict[str, Distribution] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    roots = map(Requirement, names)
    waiting = [(canonicalize_name(r.name), frozenset(r.extras)) for r in roots]
    while waiting:
        key, wanted = waiting.pop()
        if (key, wanted) in seen:
            continue
        seen.add((key, wanted))
        try:
            found[key] = distribution(key)
        except PackageNotFoundError:
            continue
        waiting += ((canonicalize_name(r.name), frozenset(r.extras)) for r in _needs(found[key], wanted))
    return found


def _needs(dist: Distribution, extras: frozenset[str]) -> Iterator[Requirement]:
    for words in dist.requires or ():
        need = Requirement(words)
        if need.marker is None or any(need.marker.evaluate({"extra": e}) for e in ("", *extras)):
            yield need


def main() -> None:
    """List the licences, the core first."""
    core = closure(wanted_by_kg())
    every = closure(wanted_by_kg(*EXTRAS))
    wrong = []
    for title, found in (("core", core), ("extras", {k: v for k, v in every.items() if k not in core})):
        print(f"# {title}: {len(found)}")
        for key in sorted(found):
            words = licence(found[key])
            print(f"{key} {found[key].version}\t{words}")
            if title == "core" and refused(words):
                wrong.append(key)
    for key in wrong:
        print(f"✗ {key} can only be had under a licence that kg's core must not need", file=sys.stderr)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
