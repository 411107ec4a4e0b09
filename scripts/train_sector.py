"""Learn what sector a programme is of, from gold: kg/choose/weights/sector.tsv.

train_sector.py            learn and write the weights
train_sector.py --measure  first learn without each source in turn, and write what that gives to docs/choices.md
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections import Counter

from train_about import REPORT, Sample, learn, write

from gold_gate import at_hand, documents
from kg.choose import linear
from kg.choose.features_sector import SectorFeatures
from kg.model import ProgrammeMention
from kg.rules.all import FAMILIES
from kg.rules.engine import run
from kg.syntax.analysis import analyse
from kg.text.prepare import prepare
from kg.use.eval import score

LEARNT_FROM = ("real", "real2", "open4", "open5")


def samples() -> list[Sample]:
    """The programmes whose sector the gold tells: of the real documents, and of the own parts that tell it."""
    found = []
    for stem, source, document, facts in (d for part in LEARNT_FROM for d in documents(part)):
        text = prepare(document)
        read = run(FAMILIES, text)
        features = SectorFeatures(text, analyse(text))
        mentions = read.of(ProgrammeMention)
        for fact in facts.get("programmes", []):
            named = [m for m in mentions if score.names(fact) & {score.norm(n) for n in (m.name, *m.aliases)}]
            if not named or not fact.get("sector"):
                continue
            candidates = features.of(named)
            right = frozenset(i for i, (n, _) in enumerate(candidates) if n == fact["sector"])
            found.append(Sample(source, stem, "sector", candidates, right, 0))
    return found


def measured(told: list[Sample]) -> str:
    """The figure with every source unseen, beside the commonest sector of the others."""
    right, common = [], []
    for source in sorted({s.source for s in told}):
        rest = [s for s in told if s.source != source]
        weights = learn(rest, "sector")
        commonest = Counter(min(s.right) for s in rest).most_common(1)[0][0]
        for s in told:
            if s.source == source:
                right.append(linear.best([f for _, f in s.candidates], weights) in s.right)
                common.append(commonest in s.right)
    lines = [
        "| choice | cases | commonest sector | learnt |",
        "|---|---:|---:|---:|",
        f"| sector | {len(right)} | {statistics.fmean(common):.2f} | **{statistics.fmean(right):.2f}** |",
    ]
    return "\n".join(lines)


def main() -> int:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--measure", action="store_true")
    args = parser.parse_args()
    if not at_hand("real"):
        print("real: the real documents are not beside the project; the weights stay", file=sys.stderr)
        return 0
    told = samples()
    if args.measure:
        table = measured(told)
        print(table)
        before, _, rest = REPORT.read_text("utf-8").partition("<!-- sector -->\n")
        _, _, after = rest.partition("<!-- /sector -->")
        REPORT.write_text(f"{before}<!-- sector -->\n{table}\n<!-- /sector -->{after}", "utf-8")
    write("sector", learn(told, "sector"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
