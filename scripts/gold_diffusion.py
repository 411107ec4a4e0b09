"""Score what kg reads of the spread and the recognition of programmes against tests/gold/diffusion.

    gold_diffusion.py                 precision and recall of each part, and of all that is scored only together (unseen)
    gold_diffusion.py --errors        also what is missing and what is wrong (never of the half that is scored only)

Parts: ``open`` and ``closed`` are invented texts, ``plain`` and ``plain_shut`` such in the dry style of reports; ``real`` and ``shut`` hold
facts of real documents that stand beside the project and are left out where they do not; ``closed`` and both ``shut`` are scored only. A statement counts as its base (who, what and which kind; for a recognition what, which kind and
which level) and each thing that it tells besides (when, from whom, in which area …).
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.graph.terms import normal
from kg.link.places import is_above
from kg.model import Adoption, Document, Formula, Programme, Recognition
from kg.pipeline import Reading, read_one
from kg.text.read import read_document

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "gold" / "diffusion"
REAL = ROOT.parent / "shared" / "real" / "text"
PARTS = ("open", "closed", "plain", "plain_shut", "real", "shut")
SHUT = ("closed", "plain_shut", "shut")
KEYS = {"adoptions": ("who", "kind"), "recognitions": ("kind", "level")}
BESIDE = {"adoptions": ("in", "when", "from", "order", "by", "to"), "recognitions": ("by", "when")}

Fact = dict[str, Any]


@dataclass
class Tally:
    """What agreed, and the statements that did not."""

    right: int = 0
    wrong: int = 0
    missing: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The part of what was read that is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The part of the gold that was read."""
        return self.right / (self.right + self.missing) if self.right + self.missing else 1.0

    def with_all(self, *others: Tally) -> Tally:
        """The sum of this tally and others, without their lines."""
        added = (self, *others)
        return Tally(*(sum(getattr(t, k) for t in added) for k in ("right", "wrong", "missing")))


def names(thing: Programme | Formula) -> frozenset[str]:
    """All names of a programme as they are compared: its distinctive words, also those behind “…”的 and before 试点."""
    own = {thing.text, thing.name or ""} if isinstance(thing, Formula) else {thing.name}
    quoted = {part for name in own for part in name.replace("”", "“").split("“")[1::2]}
    called = {name.partition("”的")[2] for name in own}
    tried = {name.removesuffix("试点") for name in own}
    return frozenset(normal(n) for n in {*own, *thing.aliases, *quoted, *called, *tried} if n)


def _called(thing: Any) -> str | None:
    return thing if thing is None or isinstance(thing, str) else getattr(thing, "name", None) or thing.text


def _adoption(a: Adoption) -> Fact:
    to = names(a.became) if isinstance(a.became, Programme | Formula) else a.became
    return {
        "what": names(a.what),
        "who": a.who.name,
        "kind": a.kind,
        "in": _called(a.first_in),
        "when": a.date,
        "from": _called(a.source),
        "order": a.order,
        "by": _called(a.push),
        "to": to,
    }


def _recognition(r: Recognition) -> Fact:
    return {"what": names(r.what), "kind": r.kind, "level": r.level, "by": _called(r.by), "when": r.date}


def read_facts(reading: Reading) -> dict[str, list[Fact]]:
    """What kg read in one text, in the form of the gold."""
    links = reading.links
    return {
        "adoptions": [_adoption(a) for a in links.adoptions],
        "recognitions": [_recognition(r) for r in links.recognitions],
    }


def _same(wanted: Any, got: Any) -> bool:
    if isinstance(got, frozenset):
        return normal(str(wanted)) in got
    if isinstance(wanted, str) and isinstance(got, str):
        return wanted == got or (len(wanted) > 1 and (wanted in got or got in wanted) and not wanted[:1].isdigit())
    return bool(wanted == got)


def compare(kind: str, gold: list[Fact], read: list[Fact], tally: Tally, where: str) -> None:
    """Match the statements of one kind in one text."""
    left = list(read)
    for fact in gold:
        fitting = [r for r in left if _same(fact["what"], r["what"]) and all(fact.get(k) == r[k] for k in KEYS[kind])]
        best = max(fitting, key=lambda r: sum(_told(fact, r, k) for k in BESIDE[kind]), default=None)
        told = [k for k in BESIDE[kind] if fact.get(k) is not None]
        if best is None:
            tally.missing += 1 + len(told)
            tally.lines.append(f"{where} missing {kind[:-1]}: {fact}")
            continue
        left.remove(best)
        tally.right += 1
        for k in BESIDE[kind]:
            _beside(fact, best, k, tally, where)
    for r in left:
        tally.wrong += 1
        tally.lines.append(f"{where} wrong {kind[:-1]}: {_short(r)}")


def _told(fact: Fact, read: Fact, k: str) -> bool:
    return fact.get(k) is not None and _same(fact[k], read[k])


def _beside(fact: Fact, read: Fact, k: str, tally: Tally, where: str) -> None:
    wanted, got = fact.get(k), read[k]
    if wanted is None and got is None:
        return
    if wanted is not None and got is not None and _same(wanted, got):
        tally.right += 1
        return
    tally.missing += wanted is not None
    tally.wrong += got is not None
    tally.lines.append(f"{where} {k} of {fact['what']}: wanted {wanted}, read {got}")


def _short(fact: Fact) -> Fact:
    shown = {k: v for k, v in fact.items() if v is not None}
    return {k: min(v, key=len) if isinstance(v, frozenset) else v for k, v in shown.items()}


def raised(gold: list[Fact], reading: Reading) -> int:
    """How many that were first have their programme given to a region above them."""
    found = 0
    for fact in gold:
        if fact["kind"] != "first":
            continue
        who = next((r for r in reading.links.regions if r.name == fact["who"]), None)
        found += any(is_above(p.region, who) for p in reading.links.programmes if normal(fact["what"]) in names(p))
    return found


def entries(part: str) -> list[Fact]:
    """The texts of a part with their gold, as the file has them."""
    file = GOLD / f"{part}.toml"
    found: list[Fact] = tomllib.loads(file.read_text("utf-8"))["text"] if file.is_file() else []
    return found


def statements(part: str) -> Counter[str]:
    """How many statements the gold of a part has, by kind."""
    return Counter({kind: sum(len(e.get(kind, [])) for e in entries(part)) for kind in KEYS})


def texts(part: str) -> Iterable[tuple[str, Document, Fact]]:
    """The texts of a part with their gold; none where the real documents are not at hand."""
    for entry in entries(part):
        if "file" in entry:
            if (REAL / entry["file"]).is_file():
                yield entry["file"], read_document(REAL / entry["file"], entry["file"]), entry
        else:
            yield (entry["id"], Document(id="0" * 64, name=f"{entry['id']}.txt", raw=entry["says"]), entry)


def score(part: str) -> tuple[dict[str, Tally], int, Counter[str]]:
    """The tallies of a part, the originators that were raised, and how many statements its gold has."""
    tallies = {kind: Tally() for kind in KEYS}
    above, size = 0, Counter[str]()
    for where, document, gold in texts(part):
        reading = read_one(document)
        read = read_facts(reading)
        above += raised(gold.get("adoptions", []), reading)
        for kind, tally in tallies.items():
            size[kind] += len(gold.get(kind, []))
            compare(kind, gold.get(kind, []), read[kind], tally, where)
    return tallies, above, size


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--errors", action="store_true", help="also what is missing or wrong")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    options = parser.parse_args()
    unseen: list[tuple[dict[str, Tally], Counter[str]]] = []
    for part in options.only:
        tallies, above, size = score(part)
        if not sum(size.values()):
            print(f"{part}: its documents are not beside the project, left out")
            continue
        for kind, t in tallies.items():
            print(f"{part:7} {kind:13} {size[kind]:4} statements  P {t.precision:.3f}  R {t.recall:.3f}")
            if options.errors and part not in SHUT:
                print(*t.lines, sep="\n")
        print(f"{part:7} originators turned into a higher level: {above}")
        if part in SHUT:
            unseen.append((tallies, size))
    if len(unseen) > 1:
        _print_unseen(unseen)


def _print_unseen(unseen: list[tuple[dict[str, Tally], Counter[str]]]) -> None:
    """What is read of all statements that nobody looks at, together."""
    for kind in (*KEYS, "both"):
        kinds = KEYS if kind == "both" else [kind]
        sizes, total = sum(size[k] for _, size in unseen for k in kinds), Tally()
        for tallies, _ in unseen:
            total = total.with_all(*(tallies[k] for k in kinds))
        print(f"unseen  {kind:13} {sizes:4} statements  P {total.precision:.3f}  R {total.recall:.3f}")


if __name__ == "__main__":
    main()
