"""Score small invented inputs, each built around one kind of fault, against the facts that they must give.

    gold_cases.py                   how many facts of each set are right
    gold_cases.py --errors          also what is wrong in the open sets (never in those that are scored only)
    gold_cases.py --only figures-open
    gold_cases.py --file CASES.json another file of the same form

Sets: ``programmes``, ``figures`` and ``places`` (regions, organisations, outline), each written in one go by somebody who did not know
the program and split evenly: ``open`` may be worked with, ``shut`` is scored only. ``fresh`` are 64 short texts of sixteen sorts (county
reports, stories of a village, lists, visits, communiqués, hospitals, schools, firms, bulletins …) with the regions, times, bases and
states of their figures, ``names`` 66 on what names a programme, in quotation marks and without, among much that does not; both were
written before anything of them was read. What an expectation says, and when a fact is right,
is told by ``cases.py`` of the evaluation that stands beside the project (../shared/eval); without it nothing can be scored.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from kg.graph.store import of_facts
from kg.graph.write import turtle
from kg.pipeline import build
from kg.text.inputs import read_inputs
from kg.use.eval.facts import facts_of

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "gold" / "cases"
JUDGE = ROOT.parent / "shared" / "eval" / "cases.py"
TOPICS = ("programmes", "figures", "places", "fresh", "names")
SETS = tuple(f"{name}-{half}" for name in TOPICS for half in ("open", "shut"))


@dataclass(slots=True)
class Result:
    """How many facts of a set are right, of how many; and what is wrong, by input."""

    right: int = 0
    facts: int = 0
    wrong: dict[str, list[str]] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """The share of right facts."""
        return self.right / self.facts


def judge() -> ModuleType | None:
    """The module that compares facts with expectations, where it stands beside the project."""
    if not JUDGE.is_file():
        return None
    sys.path.insert(0, str(JUDGE.parent))
    spec = importlib.util.spec_from_file_location("eval_cases", JUDGE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(files: dict[str, str]) -> tuple[dict[str, Any], str]:
    """The facts by file, and the graph's Turtle, that ``files`` (text by name) give."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder) / "in" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        facts = build(read_inputs([Path(folder) / "in"]).documents)
    found = {Path(name).stem: f for name, f in facts_of(of_facts(facts)).items()}
    return found, "".join(turtle(facts))


def score(path: Path, cases: ModuleType) -> Result:
    """Read every input of a file and hold it against its expectations."""
    result = Result()
    for case in json.loads(path.read_text("utf-8")):
        facts = cases.Facts.__new__(cases.Facts)
        facts.files, facts.graph = read(case["files"])
        facts.aliases = {
            cases.norm(n): cases.norm(r["name"]) for r in facts.all("regions") for n in [r["name"], *r["aliases"]]
        }
        rows = [row for e in case["expect"] for row in cases.check(e, facts, "")]
        result.right += sum(right for right, _ in rows)
        result.facts += len(rows)
        if wrong := list(dict.fromkeys(what for right, what in rows if what and not right)):
            result.wrong[case["id"]] = wrong
    return result


def main() -> int:
    """Print the shares; 2 where nothing can be scored."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", choices=SETS, nargs="+", default=SETS)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--file", type=Path)
    args = parser.parse_args()
    cases = judge()
    if cases is None:
        print(f"{JUDGE} is not at hand: nothing can be scored", file=sys.stderr)
        return 2
    for path in [args.file] if args.file else [GOLD / f"{name}.json" for name in args.only]:
        result = score(path, cases)
        print(f"{path.stem:16}{result.right:5} of {result.facts:<5}{result.share:7.3f}")
        if args.errors and not path.stem.endswith("-shut"):
            for case, wrong in result.wrong.items():
                print(f"  {case}  {'; '.join(wrong)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
