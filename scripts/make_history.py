"""Make ``kg/gazetteer/history.tsv`` from the table of codes since 1981 of yescallop/areacodes (CC0-1.0).

    python scripts/make_history.py areacodes.csv

One line for every name that a province, prefecture or county bore and bears no longer: name, code, kind of rank, first
year, year of the change, and the present codes of what became of it (several: it was divided; with a + before: it became a
part of a place that was there before).
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "kg" / "gazetteer" / "history.tsv"
_PART = re.compile(r"(\d{6})(?:\[(\d{4})\])?")
_NOW = 9999


@dataclass(frozen=True)
class Row:
    """One state of a place: a code and a name from a year until another."""

    code: str
    name: str
    level: str
    since: int
    until: int
    changed: bool
    later: str

    @property
    def present(self) -> bool:
        """Whether the place still is so."""
        return self.until == _NOW

    def successors(self) -> list[str]:
        """The codes that took it over at its end; what went to others earlier is a part."""
        parts = _PART.findall(self.later)
        return [code for code, year in parts if not year] or [code for code, _ in parts]


def _stem(row: Row) -> str:
    return re.sub(r"(?<=.)(地区|市|盟|自治县|县|区|旗)$", "", row.name)


class Table:
    """All states by code."""

    def __init__(self, rows: list[Row]) -> None:
        """Index the rows."""
        self.rows = rows
        self.by_code: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(rows, key=lambda r: r.since):
            self.by_code[row.code].append(row)

    def at(self, code: str, year: int) -> Row | None:
        """The state of a code in a year, or the next one."""
        return next((r for r in self.by_code[code] if r.until > year), None)

    def present(self, row: Row, part: bool = False, seen: frozenset[str] = frozenset()) -> set[str]:
        """The present codes of what became of a state, with a + where it became a part."""
        if row.present:
            return {"+" * part + row.code}
        mark = f"{row.code} {row.since}"
        if mark in seen:
            return set()
        codes = [row.code] if row.changed else row.successors()
        found: set[str] = set()
        for code in codes:
            later = self.at(code, row.until)
            if later is not None:
                joined = later.since < row.until and not row.changed and _stem(later) != _stem(row)
                found |= self.present(later, part or joined, seen | {mark})
        return found or self._prefecture(row)

    def _prefecture(self, row: Row) -> set[str]:
        """What became of a prefecture: that of its name, else that of all its counties."""
        if row.level != "地级":
            return set()
        same = [r for r in self.rows if r.present and r.level == "地级"]
        named = {r.code for r in same if _stem(r) == _stem(row)}
        if len(named) == 1:
            return named
        below = [r for r in self.rows if r.code[:4] == row.code[:4] and r.level == "县级"]
        last = [r for r in below if r.since <= row.until <= r.until]
        codes = {c.strip("+") for r in last for c in self.present(r)}
        known = {r.code for r in same}
        return {"+" + (c[:4] + "00" if c[:4] + "00" in known else c) for c in codes}


def rows_of(path: Path) -> list[Row]:
    """The rows of the table."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            Row(
                code=r["代码"],
                name=r["名称"],
                level=r["级别"],
                since=int(r["启用时间"]),
                until=int(r["变更/弃用时间"] or _NOW),
                changed=r["状态"] == "变更",
                later=r["新代码"],
            )
            for r in csv.DictReader(file)
        ]


def main() -> None:
    """Write the table."""
    table = Table(rows_of(Path(sys.argv[1])))
    present = {(r.code, r.name) for r in table.rows if r.present}
    lines = []
    for row in sorted(table.rows, key=lambda r: (r.code, r.since)):
        if not row.present and (row.code, row.name) not in present:
            codes = ",".join(sorted(table.present(row)))
            lines.append(f"{row.name}\t{row.code}\t{row.level}\t{row.since}\t{row.until}\t{codes}\n")
    TARGET.write_text("".join(dict.fromkeys(lines)), encoding="utf-8")
    sys.stdout.write(f"{len(lines)} former states\n")


if __name__ == "__main__":
    main()
