"""Hold the quality: no kind's F1 may fall below its floor on any part of the gold.

    gold_gate.py                      the figures, kind by kind, and whether a floor is broken
    gold_gate.py --update             raise the floors to what is reached now
    gold_gate.py --update --allow-regression    also lower them (say why in the commit)
    gold_gate.py --only open          one part (seeds, open, open2, open3, blind)
    gold_gate.py --markdown           the table of the README

Parts: ``seeds`` (the five seed documents), ``open`` (the half of the project's own corpus that rules are written
against), ``open2`` and ``open3`` (later sets of that kind) and ``blind`` (the half whose errors nobody looks at while
writing rules).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.graph.store import load
from kg.graph.write import write_turtle
from kg.pipeline import build
from kg.text.inputs import read_inputs
from kg.use.eval.facts import facts_of
from kg.use.eval.score import KINDS, Report, score

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "gold"
FLOORS = GOLD / "floors.json"
PARTS: dict[str, tuple[Path, Path]] = {
    "seeds": (ROOT / "seeds", GOLD / "seeds"),
    "open": (GOLD / "open", GOLD / "open"),
    "open2": (GOLD / "open2", GOLD / "open2"),
    "open3": (GOLD / "open3", GOLD / "open3"),
    "blind": (GOLD / "blind", GOLD / "blind"),
}
# A floor lies this far below what was reached, so that one borderline fact is no alarm.
SLACK = 0.005


def sources(folder: Path) -> list[Path]:
    """The source files of a part (not its gold)."""
    return sorted(f for f in folder.iterdir() if f.suffix in {".txt", ".html", ".pdf", ".docx"})


def gold(folder: Path) -> dict[str, Any]:
    """The gold facts of a part, by file stem."""
    return {f.stem: json.loads(f.read_text("utf-8")) for f in sorted(folder.glob("*.json"))}


def measure(
    files: list[Path], facts: dict[str, Any], tidy: Callable[[str], str] | None = None
) -> Report:
    """Build a graph of ``files`` and compare it with gold ``facts``, by way of the written Turtle.

    ``tidy`` is applied to quotations, which are raw text with whatever stands in it.
    """
    inputs = read_inputs(files)
    if inputs.errors:
        raise inputs.errors[0]
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "graph.ttl"
        write_turtle(build(inputs.documents), graph)
        found = facts_of(load(graph))
    for metric in (m for f in found.values() for m in f["metrics"] if tidy):
        metric["quote"] = tidy(metric["quote"]) if tidy else metric["quote"]
    return score(facts, {Path(name).stem: f for name, f in found.items()})


def measure_part(part: str) -> Report:
    """Measure one part of the gold."""
    source, annotated = PARTS[part]
    return measure(sources(source), gold(annotated))


def figures(report: Report) -> dict[str, float]:
    """F1 by kind, and the mean."""
    return {**{kind: report.f1(kind) for kind in KINDS}, "mean_f1": report.mean_f1}


def checksum(part: str) -> str:
    """A digest of a part's gold, so that a floor is never held against other gold than it was set with."""
    digest = hashlib.sha256()
    for file in sorted(PARTS[part][1].glob("*.json")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def floors() -> dict[str, Any]:
    """The floors that were set."""
    return json.loads(FLOORS.read_text("utf-8")) if FLOORS.is_file() else {}


def broken(part: str, reached: dict[str, float], stated: dict[str, Any]) -> list[str]:
    """What lies below its floor, in words."""
    rows = stated.get(part, {}).get("f1", {})
    return [
        f"{part}: {k} is {reached[k]:.4f}, floor {v:.4f}" for k, v in rows.items() if reached[k] < v
    ]


def _update(part: str, reached: dict[str, float], stated: dict[str, Any], lower: bool) -> None:
    new = {k: round(max(v - SLACK, 0.0), 4) for k, v in reached.items()}
    old = stated.get(part, {}).get("f1", {})
    if not lower:
        new = {k: max(v, old.get(k, 0.0)) for k, v in new.items()}
    stated[part] = {"gold": checksum(part), "f1": new}


def markdown(reports: dict[str, Report]) -> str:
    """The table of the README."""
    parts = list(reports)
    lines = [f"| kind | {' | '.join(parts)} |", "|---|" + "---:|" * len(parts)]
    for kind in KINDS:
        cells = []
        for part in parts:
            p, r, f1 = reports[part].tallies[kind].figures()
            cells.append(f"{f1:.2f} ({p:.2f}/{r:.2f})")
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    means = " | ".join(f"**{reports[p].mean_f1:.3f}**" for p in parts)
    return "\n".join([*lines, f"| **mean F1** | {means} |"])


def main() -> int:
    """Print the figures; 1 where a floor is broken."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    parser.add_argument("--only", choices=[*PARTS])
    parser.add_argument("--markdown", action="store_true")
    args = parser.parse_args()
    parts = [args.only] if args.only else list(PARTS)
    reports = {part: measure_part(part) for part in parts}
    stated = floors()
    problems = [p for part in parts for p in broken(part, figures(reports[part]), stated)]
    print(markdown(reports))
    if args.update:
        if problems and not args.allow_regression:
            print("refused: " + "; ".join(problems), file=sys.stderr)
            return 1
        for part in parts:
            _update(part, figures(reports[part]), stated, args.allow_regression)
        FLOORS.write_text(json.dumps(stated, indent=1, sort_keys=True) + "\n", "utf-8")
        return 0
    for problem in problems:
        print("below the floor: " + problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
