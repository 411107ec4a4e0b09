"""Words that mean a region of the context without naming it: 全县, 该村, 我镇, 县委, 市财政局, 街道, 园区."""

from __future__ import annotations

import re

from kg.gazetteer.registry import ZONE_KINDS
from kg.link.region_frame import Frame
from kg.model import BlockKind, Text

_ZONE_WORD = "高新区|经开区|开发区|保税区|示范区|新区|园区|管委会"
_LEVEL_WORD = re.compile(
    rf"(?P<which>[全我该本])(?P<unit>县|市|州|盟|旗|{_ZONE_WORD}|区|镇|乡|街道|苏木|村|社区|社群|居民区|嘎查|省|团|林场|农场|公社|大队)"
    r"(?![级长]|场监|民(?!政)|委员)"
)
_SWALLOWED = (
    r"(?!场|民(?!政|宗|族)|面|值|价|容|域|间|块|位|别|级|城|处|村(?!振兴局)|亲|贤|土|镇|街)"
)
_OFFICE = r"局|院|委|办|部|会|中心|公司|银行|支行|联社|联合会|总工会|妇联|团委|支队|大队"
_BODY = re.compile(
    r"(?P<unit>县|市|州|盟|旗|区|省|镇|乡|团|地(?=委|直|区行署))"
    r"(?:(?P<ruling>党?委(?!员|派|托|会)|区行署|党工委|政府|两委|“两委”|里(?!程|面)|上(?!升|涨|马|线|游|报|级|市|海|半|下|述|一))|"
    rf"{_SWALLOWED}(?P<office>[\u4e00-\u9fff]{{1,8}}?(?:{_OFFICE})))"
)
# Nouns that stand alone for the region, or begin the name of one of its bodies: 街道累计办件, 村党支部.
_NOUN = re.compile(
    rf"(?P<unit>街道|社区|社群|居民区|林场|农场|牧场|团场|{_ZONE_WORD}|苏木|嘎查|村|大队|公社)"
    r"(?=党|里|两委|“两委”|委|居委|下辖|辖|有|共有|集体|民(?!主|俗|宿)|干部|内|办|现|共|今年|去年|累计|还|投入|设|把|将|为|与|组织|建|每|已|实行|推行|"
    r"管|工委|首批|企业|税收|全年|职工|选|培训|举办|开展|先后|整合|办实事|拿出|聘|成立|发动|引导|，)"
)
# Institutions that a text may be of; after them it is about what the text is about.
_OWN = re.compile(
    r"(?:全|该|我|本|县|市|区|省|校|院)?(?P<own>公司|集团|医院|学院|学校|商会|协会|法院|检察院|监狱|银行|院|校|局|系)"
    r"(?![的化长士友园方里])"
)
_UPWARDS = re.compile(r"(?:[在居列占为是入获比较超高低于]|入选|位居|名列|走在|推广至|推向)$")
# After 全市, 全县: a rank or a praise within the higher place, no statement about it.
_RANKED = re.compile(
    r"第|唯一|首|率先|前列|先进|优秀|示范|推广|排名|领先|平均|同类|范围|其他|表彰|通报"
)

_THROUGH = re.compile(
    r"(?:依托|通过|根据|按照|对|为|由|以|从|在|组织|支持|帮助|推动|像|如|围绕|到|至)$"
)
_BRANCH = re.compile(
    r"[\u4e00-\u9fff]{2,8}?(?:法庭|派出所|司法所|供电所|税务所|分局|卫生院|工商所|财政所|林站)"
)

UNIT_LEVELS = {
    "省": ("province",),
    "州": ("prefecture",),
    "地": ("prefecture",),
    "盟": ("prefecture",),
    "市": ("prefecture", "county", "province"),
    "县": ("county",),
    "旗": ("county",),
    "区": ("county", "zone", "prefecture", "province"),
    "镇": ("township",),
    "乡": ("township",),
    "街道": ("township",),
    "苏木": ("township",),
    "团": ("township",),
    "团场": ("township",),
    "林场": ("township",),
    "农场": ("township",),
    "牧场": ("township",),
    "公社": ("township",),
    "村": ("village",),
    "大队": ("village",),
    "社区": ("village",),
    "社群": ("village",),
    "居民区": ("village",),
    "嘎查": ("village",),
}
KINDS = {
    "市": ("地级市", "县级市", "直辖市"),
    "区": ("区", "林区", "特区", "自治区", "地区", *sorted(ZONE_KINDS)),
    "州": ("自治州",),
    "盟": ("盟",),
    "旗": ("旗", "自治旗"),
    "县": ("县", "自治县", "县级"),
    "社区": ("社区",),
    "社群": ("社区",),
    "街道": ("街道",),
    "镇": ("镇", "街道"),
    "乡": ("乡", "民族乡", "镇"),
}
_OWN_ENDINGS = ("林场", "农场", "牧场", "公社", "团", "居民区", "大队")


# What a word means that returns to an article without a region.
NOWHERE = ""


class Words:
    """Finds such words in a text and what they mean."""

    def __init__(self, text: Text, frame: Frame, subjects: tuple[str | None, ...]) -> None:
        """Take the text, its regions and the subjects of its articles."""
        self.text = text
        self.frame = frame
        self.subjects = subjects
        self._names = {}
        for article in text.articles:
            opening = article.title_end or article.start
            lead = [b for b in text.blocks if b.article == article.index]
            body = next((b.start for b in lead if b.kind is BlockKind.BODY), opening)
            start = article.start if article.title_start is None else article.title_start
            self._names[article.index] = text.clean[start : max(opening, body + 60)]

    def within(self, start: int, end: int) -> list[re.Match[str]]:
        """The words of a range."""
        return [
            match
            for pattern in (_LEVEL_WORD, _BODY, _NOUN, _OWN)
            for match in pattern.finditer(self.text.clean, start, end)
        ]

    def target(
        self, match: re.Match[str], opening: str, adverbial: bool, home: str | None, now: str | None
    ) -> str | None:
        """The region that a word means where it begins a new topic."""
        found = match.groupdict()
        if "own" in found:
            return self._own(match, home) if adverbial else None
        if "which" in found:
            return self._of_level(match, opening, home, now)
        office = found.get("office") is not None
        if not adverbial or (office and self._is_touched(match, opening)):
            return None
        target = self._meant(match["unit"], home, now)
        if target is None and match["unit"] == "村" and match.string[match.end()] == "里":
            target = self._last("村", match.start())
        if target is None or home is None:
            return None
        above = not (self.frame.holds(home, target) or self.frame.is_lower(target, home))
        if not above or target in self.subjects:
            return target
        # An office of the county that helps the village is no new subject.
        ruling = found.get("ruling") is not None and opening == ""
        higher = ruling and self.frame.nodes[target].level != "province"
        return target if higher and not _RANKED.match(self.text.clean, match.end()) else None

    def _is_touched(self, match: re.Match[str], opening: str) -> bool:
        """Whether an office is only made use of (依托县农业局), or a branch out in a town is named behind it."""
        return _THROUGH.search(opening) is not None or (
            _BRANCH.match(self.text.clean, match.end()) is not None
        )

    def _own(self, match: re.Match[str], home: str | None) -> str | None:
        """The home, where the text is of an institution of this sort."""
        article = self.text.article_at(match.start())
        own = match["own"]
        named = article is not None and own in self._names[article.index]
        return (home or NOWHERE) if named and (len(own) > 1 or match[0] != own) else None

    def _of_level(
        self, match: re.Match[str], opening: str, home: str | None, now: str | None
    ) -> str | None:
        if _UPWARDS.search(opening):
            return None
        unit = match["unit"]
        target = self._meant(unit, home, now)
        target = target or self._last(unit, match.start())
        if target is None or home is None:
            return None
        lower = self.frame.holds(home, target) or self.frame.is_lower(target, home)
        if lower or target in self.subjects:
            return target
        # Above the article only where it opens the clause; 全省 in a county's report is no new subject.
        higher = opening == "" and self.frame.nodes[target].level != "province"
        return target if higher and not _RANKED.match(self.text.clean, match.end()) else None

    def _meant(self, unit: str, home: str | None, now: str | None) -> str | None:
        """What a unit means: in the report of a zone 全区 is the zone, not the district around a town."""
        if unit[-1] == "区" or unit == "管委会":
            zone = self._zone_of(now) or self._zone_of(home)
            if zone is not None and unit not in ("社区", "居民区"):
                return zone
            if unit in ("管委会", "园区"):
                return None
        near, far = self.unit(now, unit), self.unit(home, unit)
        return far if near not in self.frame.named and far is not None else near or far

    def _zone_of(self, key: str | None) -> str | None:
        return key if key is not None and self.frame.nodes[key].level == "zone" else None

    def unit(self, key: str | None, unit: str) -> str | None:
        """The region of the chain above ``key`` that 全县, 全市, 全区 … mean."""
        levels = UNIT_LEVELS.get(unit, ())
        kinds = KINDS.get(unit)
        while key is not None:
            node = self.frame.nodes[key]
            named = unit not in _OWN_ENDINGS or node.name.endswith(unit[0])
            if node.level in levels and (kinds is None or node.kind in kinds) and named:
                return key
            key = node.above
        return None

    def _last(self, unit: str, position: int) -> str | None:
        """The last town named in the paragraph, the last village in three paragraphs before a position."""
        block = self.text.block_at(position)
        levels = UNIT_LEVELS.get(unit, ())
        if block is None or levels not in (("village",), ("township",)):
            return None
        number = self.text.blocks.index(block)
        first = self.text.blocks[max(0, number - (3 if levels == ("village",) else 0))]
        start = max(first.start, self.text.articles[block.article].start)
        for group in reversed(self.frame.within(start, position)):
            found = self.unit(group.key, unit)
            if found is not None and self.frame.nodes[group.key].level == levels[0]:
                return found
        return None
