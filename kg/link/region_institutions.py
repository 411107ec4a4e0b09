"""Articles of an institution instead of a region: companies, schools, hospitals, banks, associations.

Such an article has the region that the text ties the institution to: where it has its seat, whose name it
bears, whose committee it works under. A partner's or a helped village's place is none.
"""

from __future__ import annotations

import re

from kg.link.region_frame import Frame, Group
from kg.model import Article, Block, BlockKind, Text

_KINDS = (
    "公司|集团|大学|学院|医院|银行|支行|分行|联社|研究院|研究所|电厂|电站|中学|小学|高中|学校|幼儿园|商会|协会|学会|供电所|监狱|"
    "海关|机场|工务段|机务段|车辆段|煤矿|油田|酒店|报社|出版社|法院|检察院|税务局|邮政局|烟草局|气象局|厂"
)
_KIND = re.compile(rf"(?:{_KINDS})(?!家|们|所属)")
_BODY = "党委|党组|党总支|党支部|机关党委|总支|支部|纪委|工会|团委|始终|坚持|认真|现有|成立|下辖|下设|共有|是|组织|以|积极|立足|聚焦|围绕|坐落|位于|地处|紧扣|把|创"
# The first words of the text: a date or the like, then the institution as what the sentence is about.
_OPENS = re.compile(
    r"(?:[^，。；“”]{0,14}(?:年|月|日|来|上午|下午|前|期间|之际|中)，)?(?:位于|地处|总部设在)?"
    rf"[\u4e00-\u9fffA-Za-z（）()“”·]{{2,26}}?(?:{_KINDS})(?:（[^）]{{2,12}}）)?(?:[\u4e00-\u9fff第]{{0,14}}?)(?:{_BODY})"
)
# Before a region that is a partner's, a destination or what is helped.
_PARTNER = re.compile(
    r"(?:与|和|同|跟|赴|到|至|往|向|为|对|给|帮扶|支援|支持|联合|携手|走进|来到|结对|对接|联系|学习|在)[^，。；、]{0,8}$"
)
_SEAT = re.compile(r"(?:位于|地处|坐落于|坐落在|坐落|总部设在|设在|驻|扎根|根植|立足)$")
_ACROSS = re.compile(r"(?:横跨|地跨|跨越|分布在|管辖)$")
_FIRM = re.compile(rf"[\u4e00-\u9fff]{{1,14}}?(?:{_KINDS})")
_NAMED = re.compile(rf"(?:(?!的)[\u4e00-\u9fff]){{0,10}}?(?:{_KINDS})")
_SUFFIX = re.compile(r"(?:市|县|区|旗|盟|地区|[\u4e00-\u9fff]{1,6}自治[州县])$")
_RULED = re.compile(r"(?:国资委|委(?!员|托|派)|教育工委|政府|直属|属)")


class Institutions:
    """Tells whether an article is of an institution, and where that belongs."""

    def __init__(self, text: Text, frame: Frame) -> None:
        """Take the text and its regions."""
        self.text = text
        self.frame = frame

    def is_of_one(self, article: Article) -> bool:
        """Whether the headline or the first words name an institution as what the article is about."""
        heads = [
            (b.start, b.end)
            for b in self.text.blocks
            if b.article == article.index and b.kind in (BlockKind.TITLE, BlockKind.BYLINE)
        ]
        if article.title_start is not None and article.title_end is not None:
            heads.append((article.title_start, article.title_end))
        for start, end in heads:
            kind = _KIND.search(self.text.clean, start, end)
            if kind and all(self._begins_name(g) for g in self.frame.within(start, kind.start())):
                return True
        body = self._first_body(article)
        match = _OPENS.match(self.text.clean, body.start, body.end) if body else None
        return match is not None and not any(
            not (_SEAT.search(self.text.clean, article.start, g.start) or self._begins_name(g))
            for g in self.frame.within(match.start(), match.end())
        )

    def _begins_name(self, group: Group) -> bool:
        """Whether a short form only begins the name of an institution: 晋城|某某集团, 北京|某某商会."""
        short = self.text.clean[group.end - 1] not in "省市盟县区旗镇乡村道"
        return short and _FIRM.match(self.text.clean, group.end) is not None

    def is_province_of_name(self, group: Group) -> bool:
        """Whether a province is named only at the beginning of an institution's name."""
        return self.frame.nodes[group.key].level == "province" and self._begins_name(group)

    def is_partner(self, group: Group, start: int) -> bool:
        """Whether a region of a headline stands behind an institution as its partner or destination."""
        before = self.text.clean[start : group.start]
        return _KIND.search(before) is not None and _PARTNER.search(before) is not None

    def home(self, article: Article) -> str | None:
        """The region that the text ties the institution to."""
        best: tuple[int, int] | None = None
        found: str | None = None
        for group in self.frame.within(article.start, article.end):
            rank = self._tie(article, group)
            if rank is not None and (best is None or (rank, group.start) < best):
                best, found = (rank, group.start), group.key
        if best is not None and best[0] < 3:
            return found
        return self._of_name(article) or found

    def _of_name(self, article: Article) -> str | None:
        """The prefecture or county of the text that the institution's name begins with."""
        start = article.start if article.title_start is None else article.title_start
        lead = self._first_body(article)
        end = min(article.end, (lead.start if lead else article.title_end or start) + 60)
        places = {
            stem: key
            for key, node in sorted(self.frame.nodes.items())
            if node.level in ("prefecture", "county")
            and len(stem := _SUFFIX.sub("", node.name)) > 1
        }
        for kind in _KIND.finditer(self.text.clean, start, end):
            name = re.search(r"[\u4e00-\u9fff]{2,20}$", self.text.clean[start : kind.end()])
            for stem, key in sorted(places.items()) if name else ():
                if name and name[0].startswith(stem):
                    return key
        return None

    def _first_body(self, article: Article) -> Block | None:
        blocks = (b for b in self.text.blocks if b.article == article.index)
        return next((b for b in blocks if b.kind is BlockKind.BODY), None)

    def _tie(self, article: Article, group: Group) -> int | None:
        """How a region is tied to the institution, the firmest tie first."""
        clean = self.text.clean
        before = clean[max(article.start, group.start - 24) : group.start]
        lead = self._first_body(article)
        opening = lead is not None and lead.start <= group.start < lead.start + 160
        if self.frame.nodes[group.key].level == "province":
            return None
        if _SEAT.search(before) and (opening or lead is None or group.start < lead.start):
            return 0
        if opening and lead is not None and (group.start == lead.start or _ACROSS.search(before)):
            return 3 if not self._begins_name(group) else 2
        if re.search(r"在$", before) and re.match(
            r"[^，。；]{0,4}(?:国资委|委|政府)", clean[group.end :][:8]
        ):
            return 1
        if _PARTNER.search(before):
            return None
        if _RULED.match(clean, group.end):
            return 1
        headed = opening or lead is None or group.start < lead.start
        named = _NAMED.match(clean, group.end, group.end + 14)
        return 2 if headed and named is not None else None
