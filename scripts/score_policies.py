"""Score what kg reads of policy documents against tests/gold/policies: numbers, issuers, dates, force and edges.

``python scripts/score_policies.py`` prints F1 (precision/recall) of both halves by kind of fact; ``--errors`` the errors of the open half.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.lexicon.words import of_class
from kg.model import Document, Policy
from kg.pipeline import read_one

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "policies"
FIELDS = {
    "number": "number",
    "issuer": "issuer",
    "level": "level",
    "genre": "kind",
    "trial": "trial",
    "date": "date",
    "from": "since",
    "until": "until",
}
RELATIONS = {"basis": "根据", "carries": "贯彻", "issues": "印发", "replaces": "废止"}
Fact = tuple[str, ...]


def plain(name: str) -> str:
    """A title or a body's name without what does not tell it from others."""
    for words, short in (
        ("中共", ""),
        ("人民政府", "政府"),
        ("纪律检查委员会", "纪委"),
        ("委员会", "委"),
        ("《", ""),
        ("》", ""),
        *((people, "") for people in of_class("people")),
        ("自治", ""),
    ):
        name = name.replace(words, short)
    return "".join(c for c in name if c not in " 　“”")


def title(name: str) -> str:
    """A title without the issuer before 关于 or 印发."""
    short = plain(name)
    for word in ("关于", "印发"):
        head, found, tail = short.partition(word)
        if found and 0 < len(head) <= 26 and not head.endswith(("制定", "落实")) and "通知" in tail + "通知":
            return word + tail if head.endswith(("委", "府", "室", "部", "局", "厅", "院", "中央")) else short
    return short


def wanted(notice: dict[str, Any]) -> set[Fact]:
    """The facts of the gold."""
    facts: set[Fact] = set()
    for d in notice["documents"]:
        name = title(d["title"])
        facts.add(("title", name))
        facts |= {(f, name, value(f, d[f])) for f in FIELDS if d.get(f)}
    return facts | {("edge " + r, title(a), title(b)) for a, r, b in notice["edges"]}


def value(field: str, said: object) -> str:
    """A value as facts hold it."""
    return plain(str(said)) if field == "issuer" else str(said)


def read(policies: tuple[Policy, ...]) -> set[Fact]:
    """The facts that kg reads."""
    facts: set[Fact] = set()
    names = {p.key: title(p.title) for p in policies}
    for p in policies:
        name = names[p.key]
        facts.add(("title", name))
        for field, attribute in FIELDS.items():
            got = getattr(p, attribute)
            if got:
                facts.add((field, name, value(field, getattr(got, "name", got))))
        facts |= {("edge " + RELATIONS[what], name, names[other]) for what, other, _ in p.edges}
        facts |= {("edge 推行", name, title(x.name)) for x in p.programmes}
    return facts


def score(half: str) -> tuple[Counter[str], Counter[str], Counter[str], list[str]]:
    """Right, missed and wrong facts by kind, and the errors in words."""
    right: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    errors: list[str] = []
    notices = tomllib.loads((GOLD / f"{half}.toml").read_text("utf-8"))["notice"]
    for number, notice in enumerate(notices):
        raw = notice["text"].strip("\n")
        document = Document(sha256(raw.encode()).hexdigest(), f"{half}{number}.txt", raw)
        gold, got = wanted(notice), read(read_one(document).links.policies)
        got = {_as_gold(f, gold) for f in got}
        right.update(f[0] for f in gold & got)
        missed.update(f[0] for f in gold - got)
        wrong.update(f[0] for f in got - gold)
        errors += [f"{number} missed {' | '.join(f)}" for f in sorted(gold - got)]
        errors += [f"{number} wrong  {' | '.join(f)}" for f in sorted(got - gold)]
    return right, missed, wrong, errors


def _as_gold(fact: Fact, gold: set[Fact]) -> Fact:
    """A programme by its quoted words is the programme."""
    if fact[0] != "edge 推行":
        return fact
    same = [g for g in gold if g[:2] == fact[:2] and (g[2] in fact[2] or fact[2] in g[2])]
    return same[0] if same else fact


def line(name: str, right: int, missed: int, wrong: int) -> str:
    """A row of the table."""
    p = right / (right + wrong) if right + wrong else 1.0
    r = right / (right + missed) if right + missed else 1.0
    f = 2 * p * r / (p + r) if p + r else 0.0
    return f"{name:12} {f:.3f} ({p:.2f}/{r:.2f})  {right + missed} facts"


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", action="store_true", help="the errors of the open half")
    asked = parser.parse_args()
    for half in ("open", "closed"):
        right, missed, wrong, errors = score(half)
        print(half)
        for kind in sorted({*right, *missed, *wrong}):
            print("  " + line(kind, right[kind], missed[kind], wrong[kind]))
        print("  " + line("all", right.total(), missed.total(), wrong.total()))
        if asked.errors and half == "open":
            print("\n".join(errors))
    return 0


if __name__ == "__main__":
    sys.exit(main())
