"""Crosswalk: every name and code that a province, prefecture or county has borne since 1981, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.gazetteer.registry import registry
from kg.use.tables.columns import Column, Row, Table
from kg.use.tables.material import Material

_LEVELS = ("省级", "地级", "县级")


def rows(material: Material) -> Iterator[Row]:
    """A row for each state that has ended and each place of today that it became, by code and time."""
    del material
    names = {e.key: e for e in registry().entries}
    for state in sorted(registry().history.states, key=lambda s: (s.code, s.since, s.name)):
        became = tuple(dict.fromkeys(state.became))
        for key in became:
            now = names.get(key)
            yield {
                "name": state.name,
                "code": state.code,
                "level": state.level,
                "since": state.since,
                "until": state.until,
                "relation": _relation(state.renamed is not None, len(became), part=state.part),
                "successors": len(became),
                "successor": now.name if now else None,
                "successor_code": now.code if now else key,
                "open": _open(state.name, len(became), common=state.is_common, known=now is not None),
            }


def _relation(same: bool, successors: int, *, part: bool) -> str:
    if same:
        return "same"
    if successors > 1:
        return "divided"
    return "merged" if part else "same"


def _open(name: str, successors: int, *, common: bool, known: bool) -> str | None:
    """Why the name alone does not lead to one place of today."""
    if common:
        return f"{name}: an everyday word that several places bore"
    if successors > 1:
        return f"divided among {successors} places"
    return None if known else "the successor is in no list of today"


CROSSWALK = Table(
    "crosswalk",
    "区划沿革对照",
    "Crosswalk of places",
    "一个已终止的名称、代码或隶属，与其现今的一个后继地区",
    "a name and code that has ended, and one place of today that it became",
    ("code", "name", "since", "until", "successor_code"),
    (
        Column("name", "旧名", "former name"),
        Column("code", "旧代码", "former code"),
        Column("level", "层级", "level", values=_LEVELS),
        Column("since", "起始年", "from the year", "integer"),
        Column("until", "终止年（不含）", "until the year, which is not its own any more", "integer"),
        Column(
            "relation",
            "same 同一地区更名、改设或换码；merged 并入他地；divided 分属数地",
            "same: renamed, raised in rank or coded anew; merged: became a part of another; divided: among several",
            values=("same", "merged", "divided"),
        ),
        Column("successors", "后继地区数", "number of successors", "integer"),
        Column("successor", "后继地区", "successor"),
        Column("successor_code", "后继地区代码", "its code"),
        Column("open", "仅凭旧名不能确定一地的原因", "why the name alone does not lead to one place"),
    ),
    rows,
)
