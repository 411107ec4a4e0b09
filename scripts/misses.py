"""What the misses on real documents have in common: how many of each kind have which cause, into docs/misses.md.

    misses.py               the table of all real parts at hand

Causes are told from the facts alone: no text, name or figure of a document is shown, so the parts that are scored only
may be counted too. ``real`` and ``real2`` are learnt from and so look better than text that nobody has met.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import gold_gate
from kg.use.eval.score import Miss, Report, alike, name_or_alike, norm

PARTS = ("real", "real2", "closed")
PAGE = gold_gate.ROOT / "docs" / "misses.md"
QUOTES = "“‘「『《"
HEAD = """# What the misses on real documents have in common

Counts by `scripts/misses.py`; `closed` is scored only, so nobody has looked at what stands behind its numbers. Documents of
`real` and `real2` were learnt from, and errors of choices that were learnt are rarer there.

"""


def _quoted(fact: Mapping[str, Any]) -> str:
    marked = any(q in str(fact.get("quote") or "") or q in str(fact["name"]) for q in QUOTES)
    return "in quotation marks" if marked else "without quotation marks"


def _programme(miss: Miss) -> str:
    return f"{miss.what}, {_quoted(miss.fact)}"


def _organisation(miss: Miss, others: list[Miss]) -> str:
    plain = norm(miss.fact["name"])
    cut = (norm(m.fact["name"]) for m in others if m.file == miss.file and m.what != miss.what)
    return f"{miss.what}, other bounds of a body" if any(n in plain or plain in n for n in cut) else miss.what


def _record(miss: Miss) -> str:
    told = dict(part.split(": ", 1) for part in miss.shown.rpartition(" | ")[2].split("; ") if ": " in part)
    wrong = {key: words.partition(" got ") for key, words in told.items()}
    keys = [k for k, (g, _, p) in wrong.items() if k != "property" or (alike(g, p) < 0.5 and norm(p) not in norm(g))]
    if "region" in keys:
        gold, _, found = wrong["region"]
        where = (
            "region where the text has none" if gold == "None" else "no region" if found == "None" else "another region"
        )
        return where if len(keys) == 1 else f"{where} and more"
    return "another property" if keys == ["property"] else " and ".join(keys) or "change"


def _region(miss: Miss) -> str:
    gold, _, found = miss.shown.rpartition(": ")[2].partition(" got ")
    return "region where the text has none" if gold == "None" else "no region" if found == "None" else "another region"


def causes(report: Report, gold: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The kind and the cause of each miss of a part."""
    by_kind = {kind: [m for m in report.misses if m.kind == kind] for kind in gold_gate.KINDS}
    yield from (("programmes", _programme(m)) for m in by_kind["programmes"])
    yield from (("programme_region", _region(m)) for m in by_kind["programme_region"])
    yield from (("organisations", _organisation(m, by_kind["organisations"])) for m in by_kind["organisations"])
    yield from (("metrics", m.what) for m in by_kind["metrics"])
    yield from (("metric_record", _record(m)) for m in by_kind["metric_record"])
    yield from _parts(by_kind["components"], by_kind["programmes"], gold)


def _parts(misses: list[Miss], programmes: list[Miss], gold: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for m in programmes:
        reason = "missed with their programme" if m.what == "missed" else "of something that is no programme"
        yield from (("components", reason) for _ in m.fact.get("components") or [])
    for m in misses:
        if m.what == "missed":
            read = any(o.what == "spurious" and o.file == m.file and name_or_alike(o.fact, m.fact) for o in misses)
            yield (
                "components",
                "missed, another list was read" if read else "missed, the programme was read without them",
            )
        else:
            facts = gold[m.file].get("programmes", [])
            own = max(facts, key=lambda g: name_or_alike(g, m.fact))
            yield "components", "too many" if own.get("components") else "of a programme that has none"


def table(counts: Mapping[str, Counter[tuple[str, str]]]) -> str:
    """The causes, the commonest first, a column for each part."""
    rows = sorted(
        {c for part in counts.values() for c in part}, key=lambda c: (c[0], -sum(p[c] for p in counts.values()), c)
    )
    lines = ["| kind | what is wrong | " + " | ".join(counts) + " |", "|---|---|" + "---:|" * len(counts)]
    lines += [
        f"| {kind} | {cause} | " + " | ".join(str(p[kind, cause]) for p in counts.values()) + " |"
        for kind, cause in rows
    ]
    return "\n".join(lines)


def main() -> int:
    """Count and write."""
    counts: dict[str, Counter[tuple[str, str]]] = {}
    for part in PARTS:
        if gold_gate.at_hand(part):
            gold = gold_gate.gold(gold_gate.PARTS[part][1])
            counts[part] = Counter(causes(gold_gate.measure_part(part), gold))
    if not counts:
        print("the real documents are not beside the project; docs/misses.md stays as it is", file=sys.stderr)
        return 0
    text = table(counts)
    print(text)
    said = PAGE.read_text("utf-8").partition("<!-- /misses -->")[2] if PAGE.is_file() else "\n"
    PAGE.write_text(f"{HEAD}<!-- misses -->\n{text}\n<!-- /misses -->{said}", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
