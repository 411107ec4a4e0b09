"""Standing teams that bear a name: “银杏”志愿服务队, “铜锣更夫队”; not counts of teams."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import OrganisationMention
from kg.rules.organisations.context import Context
from kg.rules.organisations.edges import left_edge

_TEAM = "服务队|宣讲队|宣传队|先锋队|志愿队|代办队|巡逻队|巡护队|工作队|调解队|文艺队|救援队|攻坚队|护林队|帮帮队|小分队|突击队"
_NAMED = re.compile(rf"“([^“”+，。；\n]{{2,8}})”[\u4e00-\u9fff]{{0,6}}?(?:{_TEAM})")
_QUOTED = re.compile(r"(?<=“)[\u4e00-\u9fff]{1,6}(?<![排列站归组插领球车军部])队(?=”)")
_COUNTED = re.compile(r"”?[（(]?\d+[余多]?[支个]|”?等?\d+[余多]?[支个]")
_BEFORE = re.compile(r"\d+[余多]?[支个](?:[\u4e00-\u9fff]{0,4})$")

_MEMBERS = re.compile(
    r"(?:共产党员|党员)(?:先锋|志愿)?(?:服务队|突击队|先锋队)(?!员|\d|[一-鿿]?支)"
)
_OWNED = re.compile(r"公司|医院|银行|大学|学院|局|集团|支行|供电所|派出所|卫生院")


def owned_teams(context: Context) -> Iterator[OrganisationMention]:
    """A team of Party members that bears the name of its company or office: 国网…供电公司党员服务队."""
    for m in _MEMBERS.finditer(context.clean):
        if context.in_title(m.start()):
            continue
        edge = left_edge(context, m.start(), m.end())
        if edge is None or context.counted(edge.start):
            continue
        owned = _OWNED.search(context.clean, edge.start, m.start()) is not None
        if not owned and not _stands_alone(context, edge.start, m.end()):
            continue
        yield OrganisationMention(
            start=edge.start,
            end=m.end(),
            rule="organisation.team",
            name=context.clean[edge.start : m.end()],
            kind="社会组织",
        )


def _stands_alone(context: Context, start: int, end: int) -> bool:
    """Whether a name of its own begins its clause or is what 为 and 有 lead to, and is not counted."""
    clean = context.clean
    head = start == 0 or clean[start - 1] in "\n，。；：、和为由"
    return head and not _COUNTED.match(clean, end)


def teams(context: Context) -> Iterator[OrganisationMention]:
    """Teams with a quoted name that are not counted: those are a way of working."""
    clean = context.clean
    for pattern in (_NAMED, _QUOTED):
        for m in pattern.finditer(clean):
            counted = _COUNTED.match(clean, m.end()) or _BEFORE.search(clean[: m.start()][-10:])
            if counted or context.in_title(m.start()):
                continue
            yield OrganisationMention(
                start=m.start(),
                end=m.end(),
                rule="organisation.team",
                name=m[0],
                kind="社会组织",
            )
