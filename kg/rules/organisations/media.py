"""Media in a dateline, a signature or a source line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import OrganisationMention
from kg.rules.organisations.edges import Context

_NAME = r"[\u4e00-\u9fff]{2,10}?(?:日报|晚报|早报|晨报|时报|商报|青年报|工人报|农民报|组织人事报|党建网|先锋网|新闻网|周刊|周报|月刊|杂志|新闻社|通讯社|电视台|融媒体中心|客户端)"
_KNOWN = r"新华社|新华网|人民网|央视网|央广网|光明网|中新社|中新网|中国网|共产党员网|学习时报|求是网|澎湃新闻|农民日报"
_DATELINE = re.compile(
    rf"({_KNOWN}|{_NAME}|(?<=[·]){_NAME})(?=(?:[北-龟]{{2,6}}\d+月\d+日)?(?:讯|电)|记者|通讯员|[（(]?记者|特约记者)"
)
_APP = re.compile(r"([\u4e00-\u9fff]{2,8})·(?=[\u4e00-\u9fff]{2,8}(?:日报|晚报)(?:记者|讯|通讯员))")
_SOURCE = re.compile(
    r"(?:来源|稿源|原载|转自|供稿单位|供稿)(?:[：:|｜]|于)[“《]?([\u4e00-\u9fff·A-Za-z、]{2,20}?)(?=[”》]?(?:责任?编辑|编辑|作者|记者|编审|责编|\n|[^\u4e00-\u9fff·A-Za-z、]|$))"
)
_HEAD = re.compile(rf"^({_NAME})(?=[^\n]{{0,8}}?\d{{4}}年\d+月\d+日|$|\n)", re.M)
_PAPER = re.compile(_NAME + "$|" + _KNOWN)
_OFFICE = re.compile(
    r"部$|委$|局$|办$|街道$|镇$|乡$|县$|市$|区$|党支部$|党委$|办公室$|政府$|公司$|集团$|学院$|大学$|医院$|中学$"
)
_LEFT = re.compile(r"^(?:本报|由|据|经|和|与|在|被|《)")


def _mention(start: int, end: int, name: str) -> OrganisationMention:
    return OrganisationMention(
        start=start, end=end, rule="organisation.media", name=name, kind="媒体"
    )


def _dateline(context: Context) -> Iterator[OrganisationMention]:
    for m in _DATELINE.finditer(context.clean):
        if not _LEFT.match(m[1]) and not context.in_title(m.start()):
            yield _mention(m.start(1), m.end(1), m[1])
    for m in _APP.finditer(context.clean):
        yield _mention(m.start(1), m.end(1), m[1])


def _masthead(context: Context) -> Iterator[OrganisationMention]:
    """The paper's own head: its name and a date at the beginning of a line."""
    for m in _HEAD.finditer(context.clean):
        yield _mention(m.start(1), m.end(1), m[1])


def _source(context: Context) -> Iterator[OrganisationMention]:
    for m in _SOURCE.finditer(context.clean):
        if _OFFICE.search(m[1]) or m[1].startswith("本"):
            continue
        at = m.start(1)
        for part in re.split("([、·])", m[1]):
            if part not in {"、", "·"} and len(part) >= 2:
                yield _mention(at, at + len(part), part)
            at += len(part)


def media(context: Context) -> Iterator[OrganisationMention]:
    """甘肃日报 before 记者, 新甘肃 before ·, the name after 来源."""
    seen: set[tuple[int, int]] = set()
    for mention in (*_dateline(context), *_masthead(context), *_source(context)):
        if (mention.start, mention.end) not in seen:
            seen.add((mention.start, mention.end))
            yield mention
