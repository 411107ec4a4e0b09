"""What the page's script does with the data of ``kg.use.view.corresponding``, written down once more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import Any

STRENGTH = ("shared", "renamed", "alike", "homonym")


class Assembled:
    """The comparison of some regions, made of the page's data alone."""

    def __init__(self, core: dict[str, Any], data: dict[str, Any], columns: Sequence[int]) -> None:
        self.core, self.data, self.columns = core, data, list(columns)
        relation = {row[0]: n for n, row in enumerate(core["relations"])}
        edges = list(zip(*(core["edges"][k] for k in "spo"), strict=True))
        self.within = {s: o for s, p, o in reversed(edges) if p == relation.get("containedInPlace")}
        self.about = {s: o for s, p, o in reversed(edges) if p == relation["observationAbout"]}
        self.types = {int(i): t for i, t in data["types"].items()}
        self.pairs = {(a, b): rest for a, b, *rest in data["pairs"]}
        self.parts = {int(i): p for i, p in data["parts"].items()}
        self.column: dict[int, int] = {}
        for node in (*self.types, *map(int, data["measureOf"])):
            if (at := self.owner(core["nodes"]["home"][node])) is not None:
                self.column[node] = at

    def owner(self, home: int) -> int | None:
        """The column that counts what is at home here."""
        passed, seen = False, set()
        while home not in seen:
            seen.add(home)
            reported = home in self.data["reported"]
            if home in self.columns:
                return None if passed and reported else self.columns.index(home)
            passed = passed or reported
            home = self.within.get(home, home)
        return None

    def likeness(self) -> float:
        """How alike the first two columns are, by their traits."""
        weights = [w for _, _, w in self.data["traits"]]
        held = [
            {t for i, c in self.column.items() if c == n for t in self.data["traitsOf"].get(str(i), ())} for n in (0, 1)
        ]
        norms = [(self.data["smooth"] ** 2 + sum(weights[t] ** 2 for t in h)) ** 0.5 for h in held]
        return float(sum(weights[t] ** 2 for t in held[0] & held[1]) / (norms[0] * norms[1]))

    def pair(self, a: int, b: int) -> tuple[list[Any], bool] | None:
        """What is known of two programmes, and whether the types stand the other way round."""
        ta, tb = self.types[a], self.types[b]
        found = self.pairs.get((min(ta, tb), max(ta, tb)))
        return None if found is None else (found, ta > tb)

    def rows(self) -> list[tuple[str, float, tuple[int, ...], list[Any]]]:
        """Relation, score, cells and lines of parts of what corresponds, in order."""
        members = sorted(i for i in self.types if i in self.column)
        told = [
            (a, b, found[0])
            for a, b in combinations(members, 2)
            if self.column[a] != self.column[b] and (found := self.pair(a, b))
        ]
        matches = [(a, b, f) for a, b, f in told if f[0] != "homonym"]
        matches.sort(key=lambda m: (m[2][0] != "shared", -m[2][1], m[0], m[1]))
        known = {(a, b) for a, b, _ in matches}
        group = {m: [m] for m in members}
        for a, b, _ in matches:
            left, right = group[a], group[b]
            apart = {self.column[m] for m in left}.isdisjoint(self.column[m] for m in right)
            if apart and all((min(x, y), max(x, y)) in known for x in left for y in right):
                left += right
                for member in right:
                    group[member] = left
        rows = [self.row(g) for g in {id(g): g for g in group.values()}.values() if len(g) > 1] + [
            self.row([a, b]) for a, b, f in told if f[0] == "homonym"
        ]
        return sorted(rows, key=self.order)

    def order(self, row: tuple[str, float, tuple[int, ...], list[Any]]) -> tuple[Any, ...]:
        relation, score, cells, _ = row
        present = [n for n, c in enumerate(cells) if c >= 0]
        return STRENGTH.index(relation), -len(present), -score, present, cells[present[0]]

    def row(self, group: list[int]) -> tuple[str, float, tuple[int, ...], list[Any]]:
        links = [found[0] for a, b in combinations(group, 2) if (found := self.pair(a, b))]
        cells = [-1] * len(self.columns)
        for member in group:
            cells[self.column[member]] = member
        relation = max((f[0] for f in links), key=STRENGTH.index)
        return relation, min(f[1] for f in links), tuple(cells), self.lines(cells)

    def part_likeness(self, one: int, i: int, two: int, j: int) -> float:
        """How alike part ``i`` of one programme and part ``j`` of another are."""
        found = self.pair(one, two)
        assert found is not None
        (_, _, _, alike), turned = found
        wanted = [j, i] if turned else [i, j]
        return next((v for *at, v in alike if at == wanted), 0.0)

    def lines(self, cells: list[int]) -> list[Any]:
        """The lines of parts: relation, cells, columns that do not mention it."""
        spelled = [n for n, c in enumerate(cells) if self.parts.get(c)]
        if not spelled:
            return []
        first = max(spelled, key=lambda n: (len(self.parts[cells[n]]), -n))
        table: list[dict[int, int]] = []
        weakest: list[float] = []
        for n in (first, *(s for s in spelled if s != first)):
            scored = []
            for line, told in enumerate(table):
                head = next(k for k in sorted(told))
                for j in range(len(self.parts[cells[n]])):
                    value = self.part_likeness(cells[head], told[head], cells[n], j)
                    scored.append((-value, abs(line - j), line, j))
            beside: dict[int, tuple[int, float]] = {}
            lines: set[int] = set()
            for value, _, line, j in sorted(scored):
                if -value >= 0.5 and line not in lines and j not in beside:
                    lines.add(line)
                    beside[j] = line, -value
            for j in range(len(self.parts[cells[n]])):
                if j in beside:
                    line, value = beside[j]
                    table[line][n] = j
                    weakest[line] = min(weakest[line], value)
                else:
                    table.append({n: j})
                    weakest.append(1.0)
        return [self.line(told, w, cells, spelled) for told, w in zip(table, weakest, strict=True)]

    def line(self, told: dict[int, int], weakest: float, cells: list[int], spelled: list[int]) -> list[Any]:
        relation = "only" if len(told) == 1 else "same" if weakest >= 0.95 else "changed"
        named = [self.parts[c][told[n]] if n in told else -1 for n, c in enumerate(cells)]
        return [relation, named, [n for n in spelled if n not in told]]

    def table(self) -> dict[tuple[int, str, int], list[set[int]]]:
        """The figures of every row by column; a row is a measure, a scope and, of a bare count, a home."""
        data, home = self.data, self.core["nodes"]["home"]
        table: dict[tuple[int, str, int], list[set[int]]] = {}
        for metric, measure in ((int(i), m) for i, m in data["measureOf"].items()):
            if metric not in self.column:
                continue
            column, at = self.column[metric], home[metric]
            scope = data["tiers"][str(at)]
            if at == self.columns[column]:
                scope = "" if self.about[metric] == at else "组织"
            key = measure, scope, at if metric in data["bare"] else -1
            table.setdefault(key, [set() for _ in self.columns])[column].add(metric)
        for key in [k for k in table if data["measures"][k[0]][2]]:
            there = [m for m in data["measures"][key[0]][2] if (m, *key[1:]) in table]
            if len(there) == 1:
                into = table[there[0], key[1], key[2]]
                for mine, theirs in zip(table.pop(key), into, strict=True):
                    theirs |= mine
        return table

    def figures(self) -> tuple[set[Any], list[list[int]]]:
        """The rows of figures side by side (label, scope, figures by column), and the others by column."""
        measures, table = self.data["measures"], self.table()
        spread: dict[int, set[int]] = defaultdict(set)
        for (measure, _, bare), cells in table.items():
            spread[measures[measure][1]] |= {n for n, c in enumerate(cells) if c and bare < 0}
        beside: set[Any] = set()
        alone: list[list[int]] = [[] for _ in self.columns]
        for (measure, scope, bare), cells in table.items():
            label, topic, *_ = measures[measure]
            if bare < 0 and len(spread[topic]) > 1:
                beside.add((label, scope, tuple(frozenset(c) for c in cells)))
                continue
            for n, cell in enumerate(cells):
                alone[n] += sorted(cell)
        return beside, [sorted(a) for a in alone]
