"""The region that an article is about: named in the title, else first and most in the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from kg.link.region_frame import Frame, Group
from kg.link.region_institutions import Institutions
from kg.model import Article, Block, BlockKind, Text

# Before a region that is somebody's partner or beneficiary, not what the text is about.
OUTSIDE = re.compile(
    r"(?:与|和|同|跟|向|从|学习|借鉴|考察|赴|对接|来自|对口|支援|帮扶|援建|援|到|至|往|比|较|距)$"
)
_FOR_OTHERS = re.compile(r"(?:为|对|给|支持|帮助|帮扶)$")
_DATELINE = re.compile(r"(?:\d+月\d+日)?(?:讯|电|消息)")
# After a region in a title: the name of a serial, not what the article is about.
_SERIAL = re.compile(
    r"(?:委|政府|人民政府)?(?:组织部|办公室|办公厅|社会工作部|宣传部)?(?:组工|党建|政务|组织工作|工作)?(?:信息|动态|简报|快报|通讯|通报|专报)(?=\n|$)"
)
# Below a headline: who speaks or reports, and who only prints or sends it.
_SIGNS = re.compile(
    r"(?:党委|党工委|委|委组织部|委社会工作部|党支部|党总支|人民政府|政府|村?“?两委”?)(?:书记[\u4e00-\u9fff]{0,4})?）?"
)
_CREDIT = re.compile(r"来源|供稿|供图|作者|记者|通讯员|编辑|报送|主办|抄送|印发")
_WHOLE = re.compile(r"[全我](县|市|州|盟|旗|镇|乡|村)(?!级)")
_SEAT = re.compile(r"(?:位于|地处|坐落于|坐落在|总部设在|设在)$")
# Behind the first region of a text: how a report introduces the place that it is about.
_INTRODUCED = re.compile(
    r"(?:辖区|下设|下辖|现辖|辖|总?面积|总人口|户籍人口|常住人口|共有|现有|有\d)"
)
NEXT_IN_LIST = re.compile(r"[、和与及]")


class Subjects:
    """Finds the subjects of the articles of one text."""

    def __init__(self, text: Text, frame: Frame) -> None:
        """Take the text and its regions."""
        self.text = text
        self.frame = frame
        self.institutions = Institutions(text, frame)

    def of(self, article: Article) -> str | None:
        """The key of the region that an article is about."""
        titles = [
            g
            for b in self.text.blocks
            if b.article == article.index and b.kind is BlockKind.TITLE
            for g in self.frame.within(b.start, b.end)
        ]
        if article.title_start is not None and article.title_end is not None:
            titles += self.frame.within(article.title_start, article.title_end)
        titles = [g for g in titles if not _SERIAL.match(self.text.clean, g.end)]
        titles = [
            g
            for g in titles
            if not (self._is_partner(g) or self.institutions.is_province_of_name(g))
        ]
        if titles:
            return titles[0].key
        signed = self._signed(article)
        if signed is not None:
            return signed
        if self.institutions.is_of_one(article):
            return self.institutions.home(article)
        return self._weighed(article)

    def _signed(self, article: Article) -> str | None:
        """The region whose committee or office signs below the headline: 某县某镇党委."""
        for block in [b for b in self.text.blocks if b.article == article.index][:4]:
            line = self.text.clean[block.start : block.end]
            if len(line) > 30 or "。" in line or _CREDIT.search(line):
                continue
            for group in self.frame.within(block.start, block.end):
                if _SIGNS.fullmatch(self.text.clean, group.end, block.end):
                    return group.key
        return None

    def _is_partner(self, group: Group) -> bool:
        block = self.text.block_at(group.start)
        return block is not None and self.institutions.is_partner(group, block.start)

    def _weighed(self, article: Article) -> str | None:
        """The region named most and first, with a half for what it holds."""
        own: dict[str, float] = defaultdict(float)
        body = [b for b in self.text.blocks if b.article == article.index]
        lead = self._lead(body)
        kinds = (BlockKind.BODY, BlockKind.HEADING, BlockKind.CAPTION)
        for block in body:
            if block.kind not in kinds:
                continue
            for group in self.frame.within(block.start, block.end):
                if _DATELINE.match(self.text.clean, group.end):
                    continue
                own[group.key] += self._weight(block, group) if group is lead else 1.0
                own[group.key] += 4.0 if self._is_seat(block, group) else 0.0
                if group is lead and _INTRODUCED.match(self.text.clean, group.end):
                    own[group.key] += 6.0
        if not own or not self._any_subject(article):
            return None
        scores = {
            key: weight
            + min(
                3.0, 0.5 * sum(w for k, w in own.items() if k != key and self.frame.holds(key, k))
            )
            for key, weight in own.items()
        }
        for key in scores:
            scores[key] += self._breadth(key, own)
        for key in list(scores):
            if self.frame.nodes[key].level == "village" and len(own) > 2:
                scores[key] -= 1.0
        first = {
            k: next(g.start for g in self.frame.groups if g.key == k and g.start >= article.start)
            for k in scores
        }
        best = min(scores, key=lambda k: (-scores[k], first[k]))
        return self._raised(article, best)

    def _breadth(self, key: str, own: dict[str, float]) -> float:
        """What a county or town gains by the number of its places that a report goes through."""
        level = self.frame.nodes[key].level
        if level not in ("county", "zone", "township"):
            return 0.0
        below = {k for k in own if k != key and self.frame.holds(key, k)}
        tops = {k for k in below if not any(o != k and self.frame.holds(o, k) for o in below)}
        return max(0.0, float(len(tops) - 2))

    def _raised(self, article: Article, key: str) -> str:
        """The county of the towns that a report names, where it says 全县 and 县委 throughout."""
        words = Counter(m[1] for m in _WHOLE.finditer(self.text.clean, article.start, article.end))
        if not words:
            return key
        unit, count = min(words.items(), key=lambda item: (-item[1], item[0]))
        above: str | None = key
        while above is not None and count > 2:
            node = self.frame.nodes[above]
            if node.kind.endswith(unit) and node.level in ("county", "prefecture"):
                return above
            above = node.above
        return key

    def _weight(self, block: Block, lead: Group) -> float:
        """What the first region of the text weighs: most where it opens the text as its subject."""
        return 5.0 if lead.start == block.start else 3.0

    def _is_seat(self, block: Block, group: Group) -> bool:
        """Whether the text says that what it reports on has its seat here: 学院位于某区."""
        start = max(block.start, self.text.clean.rfind("。", 0, group.start) + 1)
        alone = not self.frame.within(start, group.start)
        return alone and _SEAT.search(self.text.clean, start, group.start) is not None

    def _any_subject(self, article: Article) -> bool:
        """Whether a region of the article is more than somebody's partner (与大悟县共建, 为孝感市企业)."""
        for group in self.frame.within(article.start, article.end):
            before = self.text.clean[max(article.start, group.start - 8) : group.start]
            outside = OUTSIDE.search(before) or _FOR_OTHERS.search(before)
            listed = NEXT_IN_LIST.match(before[-1:]) is not None
            if not outside and not listed:
                return True
        return False

    def _lead(self, blocks: list[Block]) -> Group | None:
        """The first region of the first sentence or two of the body."""
        for block in blocks:
            if block.kind is BlockKind.BODY:
                groups = self.frame.within(block.start, min(block.end, block.start + 120))
                later = [g for g in groups if not _DATELINE.match(self.text.clean, g.end)]
                return next(iter(later or groups), None)
        return None
