"""Compare facts with gold facts: precision, recall and F1 for each kind (micro, over all files).

One gold fact matches at most one found fact; the best pairs are taken first. A pair matches when

=================  =====================================================================================
articles           titles are 0.8 alike, or both lack a title and the regions agree
regions            a name or alias agrees
region_code        a matched region also bears the same GB/T 2260 code (over gold regions that have one)
organisations      a name or alias agrees
programmes         a name or alias agrees, or names are 0.8 alike; names with a + are left to formulas
programme_region   a matched programme has the same region
components         a component of a matched programme is 0.8 alike
component_order    the share of matched neighbouring components that stand in the gold order
formulations       names agree
formulas           texts agree
policies           titles are 0.9 alike
metrics            value and unit (名 and 位 count as 人) agree and the quotes overlap
metric_record      a matched metric also agrees in property (0.5 alike), region, time, hedge and change
=================  =====================================================================================

Beside the mean, over matched facts whose gold has the key: ``sector``, ``basis``, ``status`` (no status counts
as reached).
"""

from __future__ import annotations

import itertools
import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from kg.use.eval.ranking import Shown

JsonFact = Mapping[str, Any]
Score = Callable[[Any, Any], float]
Pairs = list[tuple[JsonFact, JsonFact]]

KINDS = (
    "articles",
    "regions",
    "region_code",
    "organisations",
    "programmes",
    "programme_region",
    "components",
    "component_order",
    "formulations",
    "formulas",
    "policies",
    "metrics",
    "metric_record",
)
BESIDE = ("sector", "basis", "status")
_DROP = set(" \t\r\n\u3000“”‘’\"'「」『』《》〈〉")
_TOLD_OF = {
    "region_code": "regions",
    "metric_record": "metrics",
    **dict.fromkeys(("programme_region", "components", "component_order"), "programmes"),
}
_RECORD = ("property", "region", "time", "approx", "change")


@cache
def _norm(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if c not in _DROP).lower().rstrip("。,;；，")


def norm(text: object) -> str:
    """The form in which texts are compared."""
    return _norm(str(text or ""))


@cache
def _ratio(a: str, b: str) -> float:
    if a == b:
        return 1.0
    if not a or not b:
        return 0.0
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def alike(a: object, b: object) -> float:
    """How alike two texts are, 0 to 1."""
    return _ratio(norm(a), norm(b))


def names(fact: JsonFact) -> set[str]:
    """A fact's name and aliases, in compared form."""
    return {norm(n) for n in [fact.get("name"), *(fact.get("aliases") or [])] if n}


def pair(gold: Sequence[Any], found: Sequence[Any], score: Score) -> list[tuple[int, int]]:
    """One-to-one pairs, the best first; a score of 0 is no match."""
    scored = [(score(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(found)]
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for value, i, j in sorted(scored, key=lambda t: (-t[0], t[1], t[2])):
        if value <= 0:
            break
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((i, j))
    return pairs


def _same_name(g: JsonFact, p: JsonFact) -> float:
    return 1.0 if names(g) & names(p) else 0.0


def name_or_alike(g: JsonFact, p: JsonFact) -> float:
    """2 where a name or alias agrees, else how alike the names are from 0.8 on."""
    if _same_name(g, p):
        return 2.0
    best = max((_ratio(a, b) for a in names(g) for b in names(p)), default=0.0)
    return best if best >= 0.8 else 0.0


def _title_alike(threshold: float) -> Score:
    def score(g: JsonFact, p: JsonFact) -> float:
        value = alike(g.get("title"), p.get("title"))
        return value if value >= threshold else 0.0

    return score


def part_alike(a: object, b: object) -> float:
    """How alike two parts are, 0 below 0.8."""
    value = alike(a, b)
    return value if value >= 0.8 else 0.0


def _same_region(a: object, b: object, aliases: Mapping[str, str]) -> bool:
    left, right = norm(a), norm(b)
    return aliases.get(left, left) == aliases.get(right, right)


def _article(aliases: Mapping[str, str]) -> Score:
    def score(g: JsonFact, p: JsonFact) -> float:
        if g.get("title") and p.get("title"):
            return _title_alike(0.8)(g, p)
        if not g.get("title") and not p.get("title"):
            return 0.5 if _same_region(g.get("region"), p.get("region"), aliases) else 0.0
        return 0.0

    return score


def _number(value: object) -> float | None:
    return None if value is None or value == "" else round(float(str(value)), 6)


def _unit(value: object) -> str:
    folded = norm(value)
    return {"名": "人", "位": "人", "个百分点": "百分点"}.get(folded, folded)


def same_figure(g: JsonFact, p: JsonFact) -> float:
    """How well two figures agree in value, unit and words; 0 is no match."""
    same = _number(g.get("value")) == _number(p.get("value"))
    if not same or _unit(g.get("unit")) != _unit(p.get("unit")):
        return 0.0
    if _number(g.get("value")) is None:
        gc, pc = g.get("change") or {}, p.get("change") or {}
        if _number(gc.get("value")) != _number(pc.get("value")):
            return 0.0
    a, b = norm(g.get("quote")), norm(p.get("quote"))
    m = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    digits = sum(c.isdigit() for c in a[m.a : m.a + m.size])
    has_digits = any(c.isdigit() for c in a) and any(c.isdigit() for c in b)
    if m.size < 2 or (has_digits and not digits):
        return 0.0
    return 0.1 + m.size / max(len(a), len(b))


def _contained(a: object, b: object) -> bool:
    short, long = sorted((norm(a), norm(b)), key=len)
    return len(short) >= 2 and short in long


def _agreement(g: JsonFact, p: JsonFact, aliases: Mapping[str, str]) -> dict[str, bool]:
    """What two records of one figure agree in: what is said of it, its region, its time."""
    gc, pc = g.get("change") or {}, p.get("change") or {}
    prop = (g.get("property"), p.get("property"))
    said = (
        (alike(*prop) >= 0.5 or _contained(*prop))
        and norm(g.get("approx")) == norm(p.get("approx"))
        and norm(gc.get("direction")) == norm(pc.get("direction"))
        and _number(gc.get("value")) == _number(pc.get("value"))
        and _unit(gc.get("unit")) == _unit(pc.get("unit"))
    )
    region = _same_region(g.get("region"), p.get("region"), aliases)
    return {"said": said, "region": region, "time": norm(g.get("time")) == norm(p.get("time"))}


@dataclass(slots=True)
class Tally:
    """Counts of one kind."""

    tp: int = 0
    gold: int = 0
    found: int = 0

    def add(self, tp: int, gold: int, found: int) -> None:
        """Add the counts of a file."""
        self.tp += tp
        self.gold += gold
        self.found += found

    def figures(self) -> tuple[float, float, float]:
        """Precision, recall, F1."""
        p = self.tp / self.found if self.found else float(not self.gold)
        r = self.tp / self.gold if self.gold else float(not self.found)
        return p, r, (2 * p * r / (p + r) if p + r else 0.0)


@dataclass(frozen=True, slots=True)
class Miss:
    """One error: ``what`` is missed, spurious or wrong; ``fact`` the gold (or spurious) fact."""

    file: str
    kind: str
    what: str
    shown: str
    fact: JsonFact = field(default_factory=dict)


@dataclass(slots=True)
class Report:
    """Tallies and errors of all files, for the calibration whether each found fact was right, and the kinds that the gold has."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {k: Tally() for k in (*KINDS, *BESIDE)})
    misses: list[Miss] = field(default_factory=list)
    judged: list[tuple[str, tuple[str, ...], bool]] = field(default_factory=list)
    given: set[str] = field(default_factory=set)
    shown: list[Shown] = field(default_factory=list)

    def tells(self, kind: str) -> bool:
        """Whether some gold file has this kind, or what it is told of."""
        return _TOLD_OF.get(kind, kind) in self.given

    def f1(self, kind: str) -> float:
        """The F1 of a kind, rounded to four places."""
        return round(self.tallies[kind].figures()[2], 4)

    @property
    def mean_f1(self) -> float:
        """The mean over all kinds that the gold tells of, but component_order."""
        scored = [k for k in KINDS if k != "component_order" and self.tells(k)]
        return round(sum(self.f1(k) for k in scored) / max(len(scored), 1), 4)


def _show(fact: JsonFact) -> str:
    for key in ("quote", "name", "text", "title"):
        if fact.get(key):
            return str(fact[key])
    shown = {k: v for k, v in fact.items() if not k.startswith("_")}
    return json.dumps(shown, ensure_ascii=False)


class _File:
    """The comparison of one file's facts."""

    def __init__(self, report: Report, file: str, gold: JsonFact, found: JsonFact) -> None:
        self.report, self.file, self.gold, self.found = report, file, gold, found
        regions = gold.get("regions") or found.get("regions") or []
        self.aliases = {n: norm(r["name"]) for r in regions for n in names(r)}

    def miss(self, kind: str, what: str, shown: str, fact: JsonFact | None = None) -> None:
        self.report.misses.append(Miss(self.file, kind, what, shown, fact or {}))

    def run(self, kind: str, score: Score, *, plus: bool = True) -> tuple[Pairs, list[Any], list[Any]]:
        """Pair the facts of a kind, count them, and keep the errors; a kind that the gold leaves out is not judged."""
        if kind not in self.gold:
            return [], [], []
        g, p = list(self.gold.get(kind) or []), list(self.found.get(kind) or [])
        if not plus:  # a formula that also names a way of working is compared as a formula only
            g, p = ([x for x in side if "+" not in norm(x["name"])] for side in (g, p))
        pairs = pair(g, p, score)
        self.report.tallies[kind].add(len(pairs), len(g), len(p))
        right_gold, right_found = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, fact in enumerate(g):
            if i not in right_gold:
                self.miss(kind, "missed", _show(fact), fact)
        for j, fact in enumerate(p):
            rules = tuple(fact.get("_rules", ()))
            self.report.judged.append((kind, rules, j in right_found))
            if j not in right_found:
                self.miss(kind, "spurious", _show(fact), fact)
        return [(g[i], p[j]) for i, j in pairs], g, p

    def beside(self, key: str, matched: Pairs, default: str = "") -> None:
        """Agreement in a key that not all gold facts have."""
        pairs = [(g, p) for g, p in matched if g.get(key)]
        right = 0
        for g, p in pairs:
            if norm(g[key]) == norm(p.get(key) or default):
                right += 1
            else:
                self.miss(key, "wrong", f"{_show(g)}: {g[key]} got {p.get(key)}", g)
        given = sum(bool(p.get(key) or default) for _, p in pairs)
        self.report.tallies[key].add(right, len(pairs), given)

    def regions(self) -> None:
        matched, g_all, p_all = self.run("regions", _same_name)
        right = 0
        for g, p in matched:
            if not g.get("code"):
                continue
            if norm(g["code"]) == norm(p.get("code")):
                right += 1
            else:
                self.miss("region_code", "wrong", f"{g['name']} {g['code']} got {p.get('code')}", g)
        coded = sum(bool(x.get("code")) for x in g_all), sum(bool(x.get("code")) for x in p_all)
        self.report.tallies["region_code"].add(right, *coded)

    def programmes(self) -> None:
        matched, g_all, p_all = self.run("programmes", name_or_alike, plus=False)
        right = 0
        agreeing = {}
        for g, p in matched:
            agreeing[id(p)] = {"region": _same_region(g.get("region"), p.get("region"), self.aliases)}
            if agreeing[id(p)]["region"]:
                right += 1
            else:
                shown = f"{g['name']}: {g.get('region')} got {p.get('region')}"
                self.miss("programme_region", "wrong", shown, g)
        self.report.tallies["programme_region"].add(right, len(g_all), len(p_all))
        self.report.shown += [Shown("programmes", p, agreeing.get(id(p))) for p in p_all]
        self.beside("sector", matched)
        total = [sum(len(x.get("components") or []) for x in side) for side in (g_all, p_all)]
        hit = sum(self._components(g, p) for g, p in matched)
        self.report.tallies["components"].add(hit, total[0], total[1])

    def _components(self, g: JsonFact, p: JsonFact) -> int:
        gc, pc = list(g.get("components") or []), list(p.get("components") or [])
        pairs = sorted(pair(gc, pc, part_alike))
        neighbours = list(itertools.pairwise(pairs))
        in_order = sum(a < b for (_, a), (_, b) in neighbours)
        self.report.tallies["component_order"].add(in_order, len(neighbours), len(neighbours))
        got, used = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, part in enumerate(gc):
            if i not in got:
                self.miss("components", "missed", f"{g['name']}: {part}", g)
        rules = p.get("_part_rules") or [()] * len(pc)
        for j, part in enumerate(pc):
            self.report.judged.append(("components", tuple(rules[j]), j in used))
            if j not in used:
                self.miss("components", "spurious", f"{p['name']}: {part}", p)
        return len(pairs)

    def metrics(self) -> None:
        matched, g_all, p_all = self.run("metrics", same_figure)
        right = 0
        agreeing = {}
        for g, p in matched:
            agreeing[id(p)] = _agreement(g, p, self.aliases)
            if all(agreeing[id(p)].values()):
                right += 1
                continue
            wrong = [f"{k}: {g.get(k)} got {p.get(k)}" for k in _RECORD if g.get(k) != p.get(k)]
            self.miss("metric_record", "wrong", f"{g['quote']} | {'; '.join(wrong)}", g)
        self.report.tallies["metric_record"].add(right, len(g_all), len(p_all))
        self.report.shown += [Shown("metrics", p, agreeing.get(id(p))) for p in p_all]
        self.beside("basis", matched)
        self.beside("status", matched, "reached")

    def all(self) -> None:
        self.run("articles", _article(self.aliases))
        self.regions()
        self.run("organisations", _same_name)
        self.programmes()
        self.run("formulations", _same_name)
        self.run("formulas", lambda g, p: float(norm(g["text"]) == norm(p["text"])))
        self.run("policies", _title_alike(0.9))
        self.metrics()


def score(gold: Mapping[str, JsonFact], found: Mapping[str, JsonFact]) -> Report:
    """Compare two collections of facts by file stem (``000_x`` for ``000_x.txt``)."""
    report = Report(given={kind for facts in gold.values() for kind in facts})
    for stem in sorted(gold):
        _File(report, stem, gold[stem], found.get(stem) or {}).all()
    return report
