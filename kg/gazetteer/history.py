"""What provinces, prefectures and counties were called and coded before (``history.tsv``, since 1981)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_KINDS = (("自治县", "自治县"), ("自治旗", "自治旗"), ("县", "县"), ("旗", "旗"), ("区", "区"))
_PREFECTURES = (("地区", "地区"), ("自治州", "自治州"), ("盟", "盟"))


@dataclass(frozen=True, slots=True)
class Former:
    """A state of a place that has ended: its name and code from ``since`` until ``until``.

    ``became`` are the present codes of what became of it; several where it was divided. ``part`` tells that it became
    a part of a place that was there before.
    """

    name: str
    code: str
    level: str
    since: int
    until: int
    became: tuple[str, ...]
    part: bool

    @property
    def renamed(self) -> str | None:
        """The present code of the place, where it is the same under another name or rank."""
        return self.became[0] if len(self.became) == 1 and not self.part else None

    @property
    def is_common(self) -> bool:
        """Whether the name is an everyday word that several places bore: 郊区."""
        return len(self.name) == 2 and self.name.endswith("区")

    @property
    def kind(self) -> str:
        """The kind of place, by the end of the name."""
        endings = _PREFECTURES if self.level == "地级" else _KINDS
        other = "地级市" if self.level == "地级" else "县级市"
        return next((kind for ending, kind in endings if self.name.endswith(ending)), other)


def former(line: str) -> Former:
    """A line of the table."""
    name, code, level, since, until, became = line.split("\t")
    return Former(name, code, level, int(since), int(until), tuple(became.replace("+", "").split(",")), "+" in became)


class History:
    """All states that have ended, by the name they bore and by the place they became."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Read the table."""
        self.states = tuple(former(line) for line in lines)
        self._by_name: dict[str, list[Former]] = defaultdict(list)
        self._became: dict[str, list[Former]] = defaultdict(list)
        for state in sorted(self.states, key=lambda s: (s.since, s.code)):
            self._by_name[state.name].append(state)
            if state.renamed:
                self._became[state.renamed].append(state)

    def of_name(self, name: str) -> tuple[Former, ...]:
        """The states of places that bore a name and bear it no longer, the oldest first."""
        return tuple(self._by_name.get(name, ()))

    def names_of(self, key: str) -> tuple[str, ...]:
        """The names that a place of today had before."""
        return tuple(s.name for s in self._became.get(key, ()) if not s.is_common)

    def gone(self, keys: Iterable[str], names: Iterable[str]) -> tuple[Former, ...]:
        """The last states of places that became parts of others, but for codes and names that others have now."""
        taken = {*names, *(s.name for s in self.states if s.renamed)}
        codes = set(keys)
        ended = [s for s in self.states if not (s.renamed or s.is_common or s.code in codes)]
        last = {(s.name, s.became): s for s in sorted(ended, key=lambda s: (s.until, s.code))}
        return tuple(s for s in last.values() if s.name not in taken)

    def why(self, name: str, present: Mapping[str, str]) -> str:
        """What became of a place by a former name; ``present`` are the names of today by key."""
        states = self.of_name(name)
        if not states:
            return ""
        last = states[-1]
        if last.is_common:
            return f"{name}: an everyday word; only with the place it belonged to"
        names = ", ".join(present[key] for key in last.became if key in present)
        if last.renamed:
            return f"{name}: a name that {names} had until {last.until}, with the code {last.code}"
        end = "divided among" if len(last.became) > 1 else "now a part of"
        return f"{name}: ended in {last.until}, with the code {last.code}; {end} {names}"
