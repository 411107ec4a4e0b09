"""Measure the precision of each rule and choice on gold that nobody fits them to, into kg/rules/confidence.json.

    calibrate.py            write the table of confidences, and docs/calibration.md

A rule's confidence is its precision on the parts whose errors stay unread (``blind``, and ``closed`` where the real
documents stand beside the project); a rule that reads fewer than ``FEW`` facts there is also measured on the others.
How far such figures can be trusted stands in docs/calibration.md: confidences measured on one half of those documents,
held against what the other half says. `kg eval --calibration` shows the same on any gold.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import gold_gate
from kg.graph.store import of_facts
from kg.pipeline import build
from kg.text.inputs import read_inputs
from kg.use.eval.calibration import measured
from kg.use.eval.facts import facts_of
from kg.use.eval.score import Report, score

TARGET = gold_gate.ROOT / "kg" / "rules" / "confidence.json"
PAGE = gold_gate.ROOT / "docs" / "calibration.md"
FEW = 8
BINS = ((0.0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01))

Table = Mapping[str, Mapping[str, float | int]]


def reports(part: str) -> dict[str, Report]:
    """A report for each document of a part."""
    source, annotated = gold_gate.PARTS[part]
    gold = gold_gate.gold(annotated)
    files = [f for f in gold_gate.sources(source) if f.stem in gold]
    found = facts_of(of_facts(build(read_inputs(files).documents)))
    by_stem = {name.rsplit(".", 1)[0]: facts for name, facts in found.items()}
    return {stem: score({stem: gold[stem]}, by_stem) for stem in sorted(gold)}


def united(parts: Iterable[Report]) -> Report:
    """One report with all that was judged."""
    whole = Report()
    for report in parts:
        whole.judged += report.judged
    return whole


def confidences(unread: Iterable[Report], rest: Iterable[Report]) -> dict[str, dict[str, float | int]]:
    """Each rule's precision where nobody fits it, with the other parts where that is too little."""
    unread = list(unread)
    sure, wide = measured(united(unread)), measured(united([*unread, *rest]))
    return {rule: sure[rule] if sure.get(rule, {}).get("total", 0) >= FEW else row for rule, row in wide.items()}


def held_against(table: Table, other: Report) -> list[str]:
    """Rows of the page: what the confidences state beside what unseen documents say."""
    stated: dict[tuple[float, float], list[float]] = defaultdict(list)
    right: Counter[tuple[float, float]] = Counter()
    for _, rules, ok in other.judged:
        known = [float(table[r]["confidence"]) for r in rules if r in table]
        if known:
            place = next(b for b in BINS if b[0] <= min(known) < b[1])
            stated[place].append(min(known))
            right[place] += ok
    return [
        f"| {low:.1f}–{min(high, 1.0):.1f} | {len(stated[low, high])} | {sum(stated[low, high]) / len(stated[low, high]):.2f} "
        f"| {right[low, high] / len(stated[low, high]):.2f} |"
        for low, high in BINS
        if stated[low, high]
    ]


def main() -> None:
    """Write the table of confidences and the page."""
    parts = {part: reports(part) for part in gold_gate.PARTS if gold_gate.at_hand(part)}
    unread = [r for part in gold_gate.SHUT if part in parts for r in parts[part].values()]
    rest = [r for part in parts if part not in gold_gate.SHUT for r in parts[part].values()]
    table = confidences(unread, rest)
    TARGET.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    halves = unread[::2], unread[1::2]
    rows = [row for mine, other in (halves, halves[::-1]) for row in held_against(confidences(mine, []), united(other))]
    head = ["| stated confidence | facts | stated, mean | right |", "|---|---:|---:|---:|"]
    PAGE.write_text(
        "# Calibration\n\n<!-- made by scripts/calibrate.py -->\n"
        "A rule's `dj:confidence` is its precision on documents whose errors nobody reads. Here it is measured on one half of them and held\n"
        "against the other half (first the even documents by the odd ones, then the other way round): of the facts with a stated\n"
        "confidence in a range, how many are right.\n\n" + "\n".join([*head, *rows]) + "\n",
        encoding="utf-8",
    )
    for rule, row in sorted(table.items(), key=lambda item: -item[1]["total"]):
        print(f"{rule:32}{row['right']:>5} of {row['total']:<5} {row['confidence']:.3f}")


if __name__ == "__main__":
    main()
