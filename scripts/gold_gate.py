"""Hold the quality: no kind's F1 may fall below its floor on any part of the gold.

    gold_gate.py                      the figures, kind by kind, and whether a floor is broken
    gold_gate.py --update             raise the floors to what is reached now, and write the table of the README
    gold_gate.py --update --allow-regression    also lower them (say why in the commit)
    gold_gate.py --only open real     some parts (seeds, open … open5, blind, blind2, real, real2, closed)
    gold_gate.py --only real --errors programmes    also the errors of a kind (all: of every kind)

Parts: ``seeds`` (the five seed documents), ``open`` (the half of the project's own corpus that rules are written
against), ``open2`` … ``open5`` (later sets of that kind), ``blind`` and ``blind2`` (the halves whose errors nobody looks at while
writing rules), ``real`` (real documents that stand beside the project, in ../shared/real: open to read and to learn
from), ``real2`` (more of them, with gold that was made here, in tests/gold/real; only the kinds that its files have are
scored) and ``closed`` (more of them, scored only). The errors of ``blind``, ``blind2`` and ``closed`` are not shown. Where the
real documents are not at hand, their parts are left out, with a word.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gold_diffusion

from kg.graph.store import of_facts
from kg.model import Document
from kg.pipeline import build
from kg.text.inputs import read_inputs
from kg.use.eval.facts import facts_of
from kg.use.eval.score import BESIDE, KINDS, Report, score

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "gold"
REAL = ROOT.parent / "shared" / "real"
FLOORS = GOLD / "floors.json"
FIGURES = GOLD / "figures.md"
MEASURED = ROOT / "kg" / "use" / "package" / "measured.csv"
UNSEEN = {"blind": "invented", "closed": "real"}
"""The parts that nobody fits rules to, and what sort of texts they are: their figures go into data packages."""
AGREEMENT = {
    "articles": 0.93,
    "regions": 0.96,
    "organisations": 0.96,
    "programmes": 0.87,
    "programme_region": 0.82,
    "components": 0.86,
    "formulations": 0.89,
    "metrics": 0.99,
    "metric_record": 0.96,
    "adoptions": 0.58,
    "recognitions": 0.58,
}
"""F1 of two readers of the same real documents, before what differed was settled (tests/gold/README.md)."""
PARTS: dict[str, tuple[Path, Path]] = {
    "seeds": (ROOT / "seeds", GOLD / "seeds"),
    "open": (GOLD / "open", GOLD / "open"),
    "open2": (GOLD / "open2", GOLD / "open2"),
    "open3": (GOLD / "open3", GOLD / "open3"),
    "open4": (GOLD / "open4", GOLD / "open4"),
    "open5": (GOLD / "open5", GOLD / "open5"),
    "blind": (GOLD / "blind", GOLD / "blind"),
    "blind2": (GOLD / "blind2", GOLD / "blind2"),
    "real": (REAL / "text", REAL / "gold"),
    "real2": (REAL / "text", GOLD / "real"),
    "closed": (REAL / "text", REAL / "closed"),
}
SHUT = ("blind", "blind2", "closed")  # scored only
OWN = tuple(part for part, (source, _) in PARTS.items() if source.is_relative_to(ROOT))
# A floor lies this far below what was reached, so that one borderline fact is no alarm.
SLACK = 0.005


def sources(folder: Path) -> list[Path]:
    """The source files of a part (not its gold)."""
    return sorted(f for f in folder.iterdir() if f.suffix in {".txt", ".html", ".pdf", ".docx"})


def gold(folder: Path) -> dict[str, Any]:
    """The gold facts of a part, by file stem; words that a file only points at are taken from its document."""
    facts = {f.stem: json.loads(f.read_text("utf-8")) for f in sorted(folder.glob("*.json"))}
    if folder != PARTS["real2"][1]:
        return facts
    texts = {stem: (REAL / "text" / f"{stem}.txt").read_text("utf-8") for stem in facts}
    return {stem: pointed(value, texts[stem]) for stem, value in facts.items()}


def pointed(value: Any, text: str) -> Any:
    """A value of gold with the words that ``{"at": [start, end]}`` points at in the document (in its characters)."""
    if isinstance(value, list):
        return [pointed(v, text) for v in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"at"}:
        start, end = value["at"]
        return "".join(text[start:end].split())
    return {key: pointed(v, text) for key, v in value.items()}


def at_hand(part: str) -> bool:
    """Whether a part's texts and gold can be read here."""
    return all(folder.is_dir() and any(folder.iterdir()) for folder in PARTS[part])


def documents(part: str) -> Iterator[tuple[str, str, Document, dict[str, Any]]]:
    """The stem, the source, the document and the gold facts of each file of a part; nothing where it is not at hand.

    Gold may leave out kinds; the source of a real document is the repository that it was cut from, of others the part.
    """
    if not at_hand(part):
        print(f"{part}: its documents are not beside the project, left out", file=sys.stderr)
        return
    folder, annotated = PARTS[part]
    facts, repository = gold(annotated), repositories() if folder.is_relative_to(REAL) else {}
    for document in read_inputs([f for f in sources(folder) if f.stem in facts]).documents:
        stem = Path(document.name).stem
        yield stem, repository.get(stem, part), document, facts[stem]


def repositories() -> dict[str, str]:
    """The repository that each real document was cut from."""
    rows = (REAL / "SOURCES.md").read_text("utf-8").splitlines()
    cut = (re.match(r"\| (D\d+)\*? \| (\S+) \|", row) for row in rows)
    return {m[1]: m[2] for m in cut if m}


def measure(files: list[Path], facts: dict[str, Any], tidy: Callable[[str], str] | None = None) -> Report:
    """Build a graph of ``files`` and compare what can be read back from it with gold ``facts``.

    ``tidy`` is applied to quotations, which are raw text with whatever stands in it.
    """
    inputs = read_inputs(files)
    if inputs.errors:
        raise inputs.errors[0]
    found = facts_of(of_facts(build(inputs.documents)))
    for metric in (m for f in found.values() for m in f["metrics"] if tidy):
        metric["quote"] = tidy(metric["quote"]) if tidy else metric["quote"]
    return score(facts, {Path(name).stem: f for name, f in found.items()})


def measure_part(part: str) -> Report:
    """Measure one part of the gold."""
    source, annotated = PARTS[part]
    facts = gold(annotated)
    return measure([f for f in sources(source) if f.stem in facts], facts)


def figures(report: Report) -> dict[str, float]:
    """F1 by kind, and the mean."""
    beside = {k: report.f1(k) for k in BESIDE if report.tallies[k].gold}
    told = {kind: report.f1(kind) for kind in KINDS if report.tells(kind)}
    return {**told, **beside, "mean_f1": report.mean_f1}


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
        f"{part}: {k} is {reached[k]:.4f}, floor {v:.4f}" for k, v in rows.items() if k in reached and reached[k] < v
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
    for kind in (*KINDS, *BESIDE):
        cells = []
        for part in parts:
            tally = reports[part].tallies[kind]
            p, r, f1 = tally.figures()
            judged = tally.gold or tally.found or (kind in KINDS and reports[part].tells(kind))
            cells.append(f"{f1:.2f} ({p:.2f}/{r:.2f})" if judged else "–")
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    means = " | ".join(f"**{reports[p].mean_f1:.3f}**" for p in parts)
    return "\n".join([*lines, f"| **mean F1** | {means} |"])


def measured(reports: dict[str, Report]) -> str:
    """What was measured on texts that nobody fits rules to, kind by kind, with the agreement of two readers."""
    rows = ["kind,texts,stated,precision,recall,f1,readers_f1"]
    for part, sort in UNSEEN.items():
        tallies = [(k, reports[part].tallies[k]) for k in (*KINDS, *BESIDE)]
        rows += [_measure(kind, sort, t.gold, *t.figures()) for kind, t in tallies if t.gold or t.found]
    for part in ("closed", "plain_shut"):
        found, _, size = gold_diffusion.score(part)
        for kind, d in found.items():
            f1 = 2 * d.precision * d.recall / (d.precision + d.recall or 1)
            rows.append(
                _measure(
                    kind, "invented" if part == "closed" else "invented, dry", size[kind], d.precision, d.recall, f1
                )
            )
    return "\n".join(rows) + "\n"


def _measure(kind: str, texts: str, stated: int, precision: float, recall: float, f1: float) -> str:
    sort = f'"{texts}"' if "," in texts else texts
    return f"{kind},{sort},{stated},{precision:.3f},{recall:.3f},{f1:.3f},{AGREEMENT.get(kind, '')}"


def show_errors(reports: dict[str, Report], kind: str) -> None:
    """Print the errors of a kind in the parts that may be looked at."""
    for part, report in reports.items():
        if part in SHUT:
            print(f"{part} is scored only; its errors stay unread", file=sys.stderr)
            continue
        for miss in report.misses:
            if kind in ("all", miss.kind):
                print(f"{miss.file}\t{miss.kind}\t{miss.what}\t{miss.shown}")


def main() -> int:
    """Print the figures; 1 where a floor is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    parser.add_argument("--only", choices=[*PARTS], nargs="+", default=[*PARTS])
    parser.add_argument("--errors", choices=["all", *KINDS, *BESIDE])
    args = parser.parse_args()
    for part in args.only:
        if not at_hand(part):
            print(f"{part}: its documents are not beside the project, left out", file=sys.stderr)
    parts = [part for part in args.only if at_hand(part)]
    reports = {part: measure_part(part) for part in parts}
    stated = floors()
    problems = [p for part in parts for p in broken(part, figures(reports[part]), stated)]
    print(markdown(reports))
    if args.errors:
        show_errors(reports, args.errors)
    if args.update:
        if problems and not args.allow_regression:
            print("refused: " + "; ".join(problems), file=sys.stderr)
            return 1
        for part in parts:
            _update(part, figures(reports[part]), stated, args.allow_regression)
        FLOORS.write_text(json.dumps(stated, indent=1, sort_keys=True) + "\n", "utf-8")
        if "closed" in parts and parts == [part for part in PARTS if at_hand(part)]:
            FIGURES.write_text(markdown(reports) + "\n", "utf-8")
            MEASURED.write_text(measured(reports), "utf-8")
        return 0
    for problem in problems:
        print("below the floor: " + problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
