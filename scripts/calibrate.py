"""Measure each rule's precision on all parts of the gold, into kg/rules/confidence.json.

The blind half counts with the rest (figures only): what rules do on reports that they were not made for is what a
reader of the graph wants to know. `kg eval --calibration` shows stated against actual precision on any gold.
"""

from __future__ import annotations

import json
from collections import Counter

from gold_gate import OWN, ROOT, measure_part
from kg.use.eval.calibration import measured
from kg.use.eval.score import Report

TARGET = ROOT / "kg" / "rules" / "confidence.json"


def main() -> None:
    """Write the table."""
    whole = Report()
    for part in OWN:
        whole.judged += measure_part(part).judged
    table = measured(whole)
    TARGET.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    totals = Counter({rule: int(row["total"]) for rule, row in table.items()})
    for rule, total in totals.most_common():
        print(f"{rule:32}{table[rule]['right']:>5} of {total:<5} {table[rule]['confidence']:.3f}")


if __name__ == "__main__":
    main()
