"""Measure on gold that nobody fits them to how often rules and choices are right: kg/rules/confidence.json, kg/choose/margins.tsv.

    calibrate.py            write the tables, and docs/calibration.md
    calibrate.py --check    only print how far what is stated can be trusted, statement by statement

A rule's precision is that on the parts whose errors stay unread (``blind``, ``blind2``, and ``closed`` where the real documents stand
beside the project); a rule that reads fewer than ``FEW`` facts there is also measured on the others. How often a choice is right that was
won by as much is measured there alone. What evidence states is the product (kg/graph/stated.py). How far it can be trusted
stands in docs/calibration.md: the documents in ten groups, what each states by the tables of the other nine. `kg eval
--calibration` shows the same on any gold.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import prod

import gold_gate
from kg.choose import margins
from kg.graph.settle import settle
from kg.graph.state import state
from kg.graph.stated import factors
from kg.graph.store import of_facts
from kg.model import Choice, Links, Quote, Text
from kg.pipeline import confidence, read_one
from kg.use.eval import ranking
from kg.use.eval.calibration import measured
from kg.use.eval.facts import facts_of
from kg.use.eval.ranking import Shown
from kg.use.eval.score import JsonFact, Report, names, norm, score

TARGET = gold_gate.ROOT / "kg" / "rules" / "confidence.json"
MARGINS = gold_gate.ROOT / "kg" / "choose" / "margins.tsv"
PAGE = gold_gate.ROOT / "docs" / "calibration.md"
FEW = 8
GROUPS = 10
WHAT = {"metrics": "figures", "programmes": "programmes"}

Rated = Mapping[str, Decimal]


@dataclass
class Made:
    """A figure or programme of a document, and how each of its pieces of evidence came about."""

    shown: Shown
    ways: list[tuple[str, tuple[Choice, ...]]]


@dataclass
class Judged:
    """What the gold says of one document."""

    report: Report
    made: list[Made]


def judged(part: str) -> list[Judged]:
    """The documents of a part, judged."""
    found = []
    for stem, _, document, gold in gold_gate.documents(part):
        reading = read_one(document)
        facts = facts_of(of_facts(settle(set(state(reading.text, reading.links, confidence())))))
        report = score({stem: gold}, {stem: next(iter(facts.values()))})
        made = [Made(s, ways) for s in report.shown if (ways := _ways(reading.text, reading.links, s))]
        found.append(Judged(report, made))
    return found


def _ways(text: Text, links: Links, shown: Shown) -> list[tuple[str, tuple[Choice, ...]]]:
    """The rules and choices behind a thing that the graph shows."""
    fact = shown.fact
    if shown.kind == "metrics":
        quotes = [q for m in links.metrics if m.property == fact["property"] for q in m.quotes if _same(m.value, fact)]
        return [(q.rule, q.choices) for q in quotes if text.raw_span(q.start, q.end).start == fact["_start"]]
    for p in links.programmes:
        place = p.region.name if p.region else None
        if place == fact["region"] and names(fact) & {norm(n) for n in (p.name, *p.aliases)}:
            return [_with(q, p.placed) for q in p.quotes]
    return []


def _same(value: Decimal | None, fact: JsonFact) -> bool:
    return (None if value is None else float(value)) == fact["value"]


def _with(quote: Quote, placed: Choice) -> tuple[str, tuple[Choice, ...]]:
    return quote.rule, (*quote.choices, placed)


def united(parts: Iterable[Judged]) -> Report:
    """One report with all that was judged."""
    whole = Report()
    for part in parts:
        whole.judged += part.report.judged
    return whole


def precisions(unread: Sequence[Judged], rest: Sequence[Judged]) -> dict[str, dict[str, float | int]]:
    """Each rule's precision where nobody fits it, with the other parts where that is too little."""
    sure, wide = measured(united(unread)), measured(united([*unread, *rest]))
    return {rule: sure[rule] if sure.get(rule, {}).get("total", 0) >= FEW else row for rule, row in wide.items()}


def choices(documents: Iterable[Judged]) -> dict[str, tuple[margins.Step, ...]]:
    """How often each choice was right, by the margin that it was won by.

    A quoted name is right where the gold has it; what is said of a figure, its time and a region where those of what the gold has are.
    """
    cases: defaultdict[str, list[tuple[int, bool]]] = defaultdict(list)
    for made in (m for d in documents for m in d.made):
        best: dict[str, int] = {}
        for _, won in made.ways:
            for name, margin in won:
                best[name] = max(margin, best.get(name, margin))
        for name, margin in best.items():
            about = {"region": "region", "time": "time", "figure": "said"}.get(name.partition(".")[0])
            if about is None:
                cases[name].append((margin, made.shown.agrees is not None))
            elif made.shown.agrees is not None:
                cases[name].append((margin, made.shown.agrees[about]))
    graded = ("programme.quoted", "programme.bare")
    kept = (n for n in sorted(cases) if not n.startswith("programme.") or n in graded)
    return {name: margins.steps(cases[name]) for name in kept}


def stated(made: Made, rules: Rated, table: margins.Table) -> float | None:
    """What evidence of it would state by these tables, the surest piece."""
    found = []
    for rule, won in made.ways:
        if parts := factors(rule, won, rules, table):
            found.append(prod(f.share for f in parts))
    return max(found, default=None)


def held_against(documents: Sequence[Judged]) -> dict[str, dict[str, list[tuple[float, bool]]]]:
    """For each kind what is stated of unseen statements, by rules alone and by rules and choices, and whether they are right."""
    found: dict[str, dict[str, list[tuple[float, bool]]]] = {kind: {"rule": [], "choices": []} for kind in WHAT}
    for group in range(GROUPS):
        rest = [d for i, d in enumerate(documents) if i % GROUPS != group]
        table = choices(rest)
        rules = {rule: Decimal(str(row["confidence"])) for rule, row in precisions(rest, []).items()}
        for made in (m for d in documents[group::GROUPS] for m in d.made):
            for way, tables in (("rule", {}), ("choices", table)):
                if (share := stated(made, rules, tables)) is not None:
                    found[made.shown.kind][way].append((share, made.shown.right))
    return found


def page(found: Mapping[str, Mapping[str, Sequence[tuple[float, bool]]]]) -> str:
    """The page on how far what is stated can be trusted."""
    head = [
        "| statements | confidence by | number | right | stated, mean | calibration error | wrong among the least sure fifth | among the others "
        "| area under precision by coverage |",
        "|---|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    rows = []
    for kind, ways in found.items():
        for way, said in ways.items():
            low, others = ranking.wrong(said)
            mean, right = (sum(j[i] for j in said) / len(said) for i in (0, 1))
            by = {"rule": "the rule alone", "choices": "**rule and choices**"}[way]
            rows.append(
                f"| {WHAT[kind]} | {by} | {len(said)} | {right:.2f} | {mean:.2f} | {ranking.error(said):.2f} | {low:.2f} | {others:.2f} "
                f"| {ranking.area(said):.2f} |"
            )
    steps = [
        "| statements | stated confidence | number | stated, mean | right |",
        "|---|---|---:|---:|---:|",
        *(
            f"| {WHAT[kind]} | {b.low:.1f}–{b.high:.1f} | {b.number} | {b.stated:.2f} | {b.right:.2f} |"
            for kind, ways in found.items()
            for b in ranking.bins(ways["choices"])
        ),
    ]
    return HEAD + "\n".join([*head, *rows]) + BETWEEN + "\n".join(steps) + "\n"


HEAD = """# Calibration

<!-- made by scripts/calibrate.py -->
`dj:confidence` says how often such a statement was right on documents whose errors nobody reads: of a **figure** that all that is shown of it is
right (value, unit, what it measures, its change, its region and its time), of a **programme** or formula that it is one and whose it is, of
everything else that the words were read right. It is the precision of the rule that read the words (`kg/rules/confidence.json`), for figures and programmes times
that of the choices that made the statement (`kg/choose/margins.tsv`): what a quoted name reached, how a figure got its time, and how its region was settled: by words, without a
rival, or by the margin between the best and the next, for the article's own region and for another. Within a choice a greater margin never states less (pool adjacent violators, steps of
forty cases or more). What is not graded: parts, sectors, organisations and what an article is about.

The documents are taken in ten groups, and what each group states by the tables of the other nine is held against its gold. The calibration error is that over tenths of the statements;
statements that are equally sure count as equally right.

"""
BETWEEN = """

A figure below .5 is more likely wrong than right: `kg review` lists those, the least sure first. Real text of the kind that rules were written against is right
more often than stated: on `real` and `real2`, every source unseen by the weights of regions, 74 of 100 figures are right, and of the least sure fifth by these tables 47 of 100 are wrong, of the others 20 (by the rule alone 28 and 25).

"""


def main() -> None:
    """Write the tables and the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--check", action="store_true")
    only = parser.parse_args().check
    parts = {p: judged(p) for p in gold_gate.PARTS if gold_gate.at_hand(p) and (p in gold_gate.SHUT or not only)}
    unread = [d for part in gold_gate.SHUT for d in parts.get(part, [])]
    text = page(held_against(unread))
    print(text.partition("confidence by")[2])
    if only:
        return
    rest = [d for part in parts if part not in gold_gate.SHUT for d in parts[part]]
    table = precisions(unread, rest)
    TARGET.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    rows = (f"{name}\t{s.upto}\t{s.right}\t{s.total}\n" for name, steps in choices(unread).items() for s in steps)
    note = (
        "# Made by scripts/calibrate.py: a choice, won by up to (or what a quoted name reached), right, of so many.\n"
    )
    MARGINS.write_text(note + "".join(rows), encoding="utf-8")
    PAGE.write_text(text, encoding="utf-8")
    for rule, row in sorted(table.items(), key=lambda item: -item[1]["total"]):
        print(f"{rule:32}{row['right']:>5} of {row['total']:<5} {row['confidence']:.3f}")


if __name__ == "__main__":
    main()
