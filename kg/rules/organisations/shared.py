"""Bodies that several regions share the words of, and groups that one body posts to another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import OrganisationMention, RegionMention
from kg.rules.organisations.classes import COMMITTEE_OFFICES, OFFICE
from kg.rules.organisations.context import Context

_TAIL = re.compile(
    r"等?(?:[两二三四五六七八九十]|\d{1,2})个?(县|区|市|旗|州|镇|乡|街道|村|社区)"
    rf"((?:{OFFICE})(?:党组|党委)?|委(?!员)(?:{COMMITTEE_OFFICES})?|党委|党工委|党支部|党总支|人民政府|政府|“两委”)(?![\u4e00-\u9fff]?\d)"
)
_POSTED = re.compile(
    r"(?:派驻|驻)([\u4e00-\u9fff]{2,14}?)?(?:(?:第[一二三四五六七八九十]+)?(?:纪检监察组|纪检组))"
)
_SENDER = re.compile(r"(?:[省市州盟县区旗]|自治区)(?:纪委监委|纪委、监委|纪委|监委)$")
_LEVEL = re.compile(r"自治区|[省市州盟县区旗]")
_LEVELS = {"省": "province", "自治区": "province", "市": "prefecture", "州": "prefecture"}


def _kind(body: str) -> str:
    """The type of a body of a region."""
    for word in ("党工委", "党总支", "党支部", "组织部"):
        if body.endswith(word):
            return word
    if body in {"委", "党委"} or body.endswith("局党委"):
        return "党委"
    if body.endswith("党组"):
        return "党组"
    return "政府部门" if "政府" in body or re.fullmatch(OFFICE, body) else "其他"


def _row(context: Context, last: RegionMention) -> list[RegionMention]:
    """The regions listed with 、 or 和 up to ``last``."""
    row = [last]
    clean = context.clean
    while clean[row[0].start - 1 : row[0].start] in {"、", "和"}:
        before = context.by_end.get(row[0].start - 1)
        if before is None:
            break
        row.insert(0, before)
    return row


def shared_bodies(context: Context) -> Iterator[OrganisationMention]:
    """One body for each of the regions on a list: 清溪、石桥、云岭三县|税务局."""
    clean = context.clean
    for end, region in sorted(context.by_end.items()):
        tail = _TAIL.match(clean, end)
        row = _row(context, region) if tail else []
        if tail is None or len(row) < 2 or context.in_title(region.start):
            continue
        for one in row:
            printed = clean[one.start : one.end]
            name = printed if printed.endswith(tail[1]) else _full(one, printed, tail[1])
            stop = tail.end() if one is row[-1] else one.end
            yield OrganisationMention(
                start=one.start,
                end=stop,
                rule="organisation.shared",
                name=name + tail[2],
                kind=_kind(tail[2]),
            )


def _full(region: RegionMention, printed: str, word: str) -> str:
    """A region's name with its level: 清溪 → 清溪县; as the gazetteer has it where it has one such."""
    return region.name if region.places and region.name.startswith(printed) else printed + word


def posted(context: Context) -> Iterator[OrganisationMention]:
    """A discipline group that a commission posts to an office: 县纪委监委派驻县教育局纪检监察组."""
    clean = context.clean
    for m in _POSTED.finditer(clean):
        sender = _SENDER.search(clean, max(0, m.start() - 10), m.start())
        if sender is None or context.in_title(m.start()):
            continue
        region = next(
            (
                r
                for e, r in context.by_end.items()
                if sender.start() <= e <= sender.start() + 3 and r.start < e
            ),
            None,
        )
        level = _LEVEL.match(clean, sender.start())
        word = level[0] if level else "县"
        start = sender.start() if region is None else region.start
        yield OrganisationMention(
            start=start,
            end=m.end(),
            rule="organisation.posted",
            name=clean[start : m.end()],
            kind="纪委",
            bare=_LEVELS.get(word, "county") if region is None else None,
        )
