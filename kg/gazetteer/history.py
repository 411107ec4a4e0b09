"""What provinces, prefectures and counties were called and coded before (``history.tsv``, since 1981)."""

from __future__ import annotations

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
    return Former(
        name,
        code,
        level,
        int(since),
        int(until),
        tuple(became.replace("+", "").split(",")),
        "+" in became,
    )
