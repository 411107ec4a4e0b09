"""Run-in headings: the first sentence of a paragraph that is the title of the paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from kg import patterns as re
from kg.model import BlockKind
from kg.text.items import Item
from kg.text.sentences import sentence_ranges
from kg.text.shapes import mark_of

_LONGEST = 36
_STOP = re.compile(r"[。！]")
_ENTRY = re.compile(r"【[^】。]{2,40}】(?=.)")
_SHORT = re.compile(r"(?:^|。)([\u4e00-\u9fff“”]{3,8})(?=。)")
_NO_TITLE = re.compile(
    r"近年来|近期|近日|日前|今年|去年|目前|当前|同时|此外|其中|其次|据|该|他|她|我|这|那|如今|截[至止]|从|在|自|随着|围绕|针对"
    r"|为了|如果|因此|所以|但|而|通过|“[^”]*[。！？]”?|\d{4}年|一年|十年|多年|下一步|时间|新|[^，]{0,6}以来|接下来|比如|例如"
)
_SPEAKS = re.compile(
    r"[了吗呢吧啊说]。?$|表示|介绍|共[有计]|累计|\d[.\d]*+(?:万|亿|%|个|名|人|元|次|件|户|家|亩)|.(?<!求)是|.(?:不断|始终|已)"
)
_VERBS = (
    "提高|坚持|强化|推动|推进|加强|深化|提升|完善|健全|构建|创新|聚焦|聚力|抓好|抓实|抓牢|抓住|抓紧|抓|突出|注重|严把|严格|严守|严|建强|建立|建好|建"
    "|打造|夯实|筑牢|压实|压紧|压|做实|做优|做强|做好|做|选优|选好|选|配强|用好|用活|守牢|守好|守|念好|奏响|激发|激活|释放|优化|拓展|拓宽|培育|培优|培养"
    "|培树|树牢|树立|树|开展|实施|落实|落细|积极|全面|全力|持续|深入|大力|着力|紧盯|紧扣|紧抓|立足|发挥|发展|发动|锻造|汇集|汇聚|凝聚|整合|统筹|高质量|高标准"
    "|高起点|标准化|多维度|多措并举|多元|多方|精准|精细|动态|分类|分层|分级|常态化|规范|引领|引导|组织|服务|保障|改善|改进|破解|化解|解决|搭建|织密|织牢|铺就"
    "|拧紧|牵住|扛牢|扛起|下好|唱响|答好|走好|走实|打通|打好|打响|擦亮|点燃|厚植|涵养|弘扬|传承|赓续|营造|丰富|增强|增进|扩大|促进|促|实现|保持|确保|巩固|扎实|盘活"
    "|壮大|联动|共建|融合|理顺|明确|明|建章|细化|量化|加大|加快|开拓|开辟|探索|推行|推广|推|广泛|充分|主动|科学|严管|厚爱|亮|比|评|讲|学|带|管|育|引|联|聚|强|优|实|突|扶"
)
_VERB_FIRST = re.compile(rf"(?:{_VERBS})")
_STYLES_THAT_LEAD = ("一、", "（一）", "1.", "（1）", "①", "——", "■", "一是")


def _lead(item: Item) -> int | None:
    """The end of the first sentence if it could be a title."""
    text = item.text
    entry = _ENTRY.match(text)
    if entry:
        return entry.end()
    if not _STOP.search(text, 0, _LONGEST + 16):
        return None
    ranges = sentence_ranges(text[: _LONGEST * 4])
    if len(ranges) < 2:
        return None
    end = ranges[0][1]
    first = text[:end]
    start = mark_of(text)[1]
    words = first[start:]
    if not first.endswith(("。", "！")) or not 4 <= len(words) <= _LONGEST or words.count("，") > 2:
        return None
    if _NO_TITLE.match(words) or _SPEAKS.search(words) or "；" in words or "：" in words:
        return None
    return end


def _sections(items: Sequence[Item]) -> list[list[Item]]:
    """The body paragraphs between headings."""
    sections: list[list[Item]] = [[]]
    for item in items:
        if item.kind in (BlockKind.HEADING, BlockKind.TITLE):
            sections.append([])
        elif item.kind is BlockKind.BODY:
            sections[-1].append(item)
    return [s for s in sections if s]


def _numbered(item: Item) -> bool:
    """Whether a paragraph bears a number or a bullet that marks a titled item."""
    return item.style in _STYLES_THAT_LEAD


def _sure_alone(item: Item) -> bool:
    """Whether a paragraph shows by itself that its first sentence is a title: by a number, by
    brackets, or because it holds several such very short sentences."""
    if _numbered(item) or _ENTRY.match(item.text):
        return True
    short = _SHORT.findall(item.text)
    return len(short) >= 2 and item.text.startswith(short[0] + "。")


def _runs(section: Sequence[Item], leads: Sequence[int | None]) -> list[list[int]]:
    """Runs of neighbouring paragraphs that all have a lead."""
    runs: list[list[int]] = [[]]
    for i in range(len(section)):
        if leads[i] is None:
            runs.append([])
        else:
            runs[-1].append(i)
    return [r for r in runs if r]


def _strong(item: Item) -> bool:
    """Whether the first words are those of a measure's title."""
    start = mark_of(item.text)[1]
    return start > 0 or bool(_ENTRY.match(item.text)) or bool(_VERB_FIRST.match(item.text, start))


def _title_alone(item: Item) -> bool:
    """Whether a paragraph is one short sentence that could be the title of the next paragraph."""
    text = item.text
    words = text[mark_of(text)[1] :]
    if not 4 <= len(words) <= 24 or not text.endswith("。") or len(sentence_ranges(text)) != 1:
        return False
    return "，" not in words and not _NO_TITLE.match(words) and not _SPEAKS.search(words)


def _may_unite(section: Sequence[Item], i: int, leads: Sequence[int | None], styles: set[str]) -> bool:
    """Whether paragraph ``i`` is the title of the next one, as others of its style have theirs."""
    item = section[i]
    if not _title_alone(item) or not _strong(item) or section[i + 1].style:
        return False
    if leads[i + 1] is not None and _strong(section[i + 1]):
        return False
    return item.style in styles


def unite_leads(items: list[Item]) -> None:
    """A title sentence that stands alone joins its paragraph where its neighbours' titles are run in."""
    used: set[int] = set()
    for section in _sections(items):
        leads = [_lead(item) for item in section]
        styles = {x.style for x, lead in zip(section, leads, strict=True) if lead is not None}
        if not styles:
            continue
        for i in range(len(section) - 1):
            if leads[i] is None and _may_unite(section, i, leads, styles):
                flow = section[i].paragraph.flow.plus(section[i + 1].paragraph.flow)
                section[i + 1].paragraph.flow = flow
                used.add(id(section[i]))
    if used:
        items[:] = [x for x in items if id(x) not in used]


def _by_section(items: Sequence[Item]) -> list[tuple[list[Item], list[int | None], list[int]]]:
    """Every run of possible titles, with its section."""
    first_body = next((x for x in items if x.kind is BlockKind.BODY), None)
    found = []
    for section in _sections(items):
        leads = [_lead(item) for item in section]
        if section[0] is first_body and not _strong(section[0]):
            leads[0] = None
        found += [(section, leads, run) for run in _runs(section, leads)]
    return found


def _couplets(section: Sequence[Item], leads: Sequence[int | None], run: Sequence[int]) -> bool:
    """Whether three or more neighbours begin with sentences built alike: as many clauses, each about as long."""
    first = [section[i].text[mark_of(section[i].text)[1] : leads[i]].split("，") for i in run]
    return (
        len(run) > 2
        and len({len(clauses) for clauses in first}) == 1
        and all(max(sizes) - min(sizes) <= 2 for sizes in zip(*(map(len, c) for c in first), strict=True))
    )


def set_leads(items: Sequence[Item]) -> None:
    """Mark the run-in headings of an article, where neighbours show the same shape: half of them
    begin as titles do, all are built alike, or other sections of the article have such headings for certain."""
    runs = _by_section(items)
    sure = [
        (len(run) >= 2 and sum(_strong(section[i]) for i in run) * 2 >= len(run)) or _couplets(section, leads, run)
        for section, leads, run in runs
    ]
    for (section, leads, run), certain in zip(runs, sure, strict=True):
        alike = len(run) >= 2 and sum(sure) >= 2
        if certain or alike or _sure_alone(section[run[0]]):
            for i in run:
                section[i].lead = leads[i]
