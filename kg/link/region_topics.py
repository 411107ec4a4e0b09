"""What each stretch of a text is about: the region of an article, a section, a paragraph, a clause.

A topic begins where a region stands as the subject of a clause (靖州县推行…; 引导七里村…) or where words such as
全县 return to a level of the article. Inside a paragraph the topic of a sentence that opened with a lower region
goes on until another region or the level of the article is named; a new paragraph returns to its section.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from kg.link.region_frame import Frame, Group
from kg.link.region_lists import Lists
from kg.link.region_subject import OUTSIDE, Subjects
from kg.link.region_words import NOWHERE, Words
from kg.model import Article, Block, BlockKind, Sentence, Text

_ADVERBIAL = re.compile(
    r"^(?:近年来|近些年来?|近几年|几年来|多年来|今年以来|今年|去年|目前|当前|如今|现在|同时|此外|另外|日前|近日|据悉|据介绍|随着|以来|期间|"
    r"其中|例如|比如|譬如|诸如|如|像|在|走进|来到|走访|位于|地处|截至|截止|自|从|围绕|为|由|对|以|按照|根据|通过|依托|引导|指导|帮助|"
    r"带领|支持|推动|组织|到|至|\d{4}年(?:\d+月(?:\d+日)?)?(?:以来|年?底|初|年?末|起|间|来)?|\d+月\d+日|\d+月(?:底|初|末|[上中下]旬)?|[一二三四五六七八九十]是|（[一二三四五六七八九十\d]+）|"
    r"(?:全|该|我|本|辖)?(?:区|园区|新区|开发区|高新区|县|市|镇|乡|街道|社区)(?:内|里)的?|受[\u4e00-\u9fff]{2,8}(?:启发|影响|带动)，|"
    r"第[一二三四五六七八九十]+|[一二三四五六七八九十\d]+[、.．]|——|[①-⑳]|▲|●|◆|■|[,，])++$"
)
_CLAUSE = re.compile(r"[。；！？：\n]|——|，|”")
_OBJECT = re.compile(
    r"(?:创建|打造|选取|选定|选择|确定|评为|命名|建成|培育|培树|推荐|授予|入选|涌现出?|覆盖|涉及|包括|辐射|联合|结对)[^，。；]{0,4}$"
)
_LISTED = re.compile(
    r"^(?:[、和及与][一-鿿]{2}[一-鿿、]*?)?(?:等)?(?:地|县|市|区|镇|乡|村)?(?:[（(])?[\d一二三四五六七八九十两几多]+(?:个|家|镇|乡|村)"
)
_PAIRED = re.compile(r"(?:结对|结成|签约|共建帮扶)")
_AT = re.compile(r"(?:[在到任于]|深入|走进|来到|走访|位于)$")
_ITS_PEOPLE = re.compile(
    r"政府|党委|党工委|党组|党支部|党总支|书记|镇长|乡长|主任|干部|群众|居民|村民|牧民|有|是|把|将"
)
_PARTNERS = re.compile(r"[与同][^，。；]{1,24}[、和]$")
_TOGETHER = re.compile(r"共同|联手|携手")
_SPEECH = re.compile(r"(?:说|表示|介绍|告诉|感慨|谈到|坦言|笑道|道)")
_EXAMPLE = re.compile(r"(?:如|比如|例如|像|引导|指导|其中|帮助|支持|带领)$")

# Right before a name: the higher body whose it is, with the verb of who carries it out.
_FROM_ABOVE = re.compile(
    r"(?:落实|贯彻|执行|响应|对标|按照|根据|抓实|承接|推进|围绕|(?P<moved>把|将))[^，。；“”]{0,16}?"
    r"(?P<of>(?:自治区党委|师市党委|省委|市委|州委|盟委|县委|旗委|区委|地委|党委)(?:组织部|社会工作部)?)(?:的|部署的?|关于)?"
    r"(?:“[^”]{1,20}”[\u4e00-\u9fff]{0,8}[、和及])*“?$"
)
_LEVELS_OF = {
    "自": "province",
    "省": "province",
    "市": "prefecture",
    "州": "prefecture",
    "盟": "prefecture",
    "地": "prefecture",
    "师": "county",
    "县": "county",
    "旗": "county",
    "区": "county",
}
_BARE_UNITS = "省市州盟旗县区"
# A visitor or a body from outside that does something for the home: no new subject.
_VISITS = re.compile(r"[^，。；]{0,16}(?:慕名|前来|来访|到访|取经|赶来|专程)")
_HELPS = re.compile(
    r"[\u4e00-\u9fff]{0,8}(?:总工会|局|公司|法院|医院|银行|中心|协会|大学|学院|支队|大队)[^，。；]{0,10}?(?:为|给|向|帮|支持|支援|捐|送)"
)
_FIRM = re.compile(
    r"[\u4e00-\u9fff]{2,12}?(?:有限公司|有限责任公司|公司|集团|大学|学院|医院|银行|商会|协会|联合会|学会)"
)
# A committee or an office of a higher level that does something for the place of the report.
_UPPER_BODY = re.compile(
    r"[省市州盟县区旗]?(?:委(?!员)|政府|人民政府|纪委|财政|[\u4e00-\u9fff]{2,6}?(?:厅|局|总工会|监委))"
)
_LABEL = re.compile(r"[\u4e00-\u9fff]{1,6}：$")
# Institutions from outside that open a sentence.
_VISITOR = re.compile(
    r"[\u4e00-\u9fff]{2,14}?(?:大学|学院|银行|支行|供电公司|供电所|电网|研究院|研究所|医科院|农科院)"
)


class Topics:
    """The topics of one text."""

    def __init__(self, text: Text, frame: Frame) -> None:
        """Find the subject of every article and the topic of every stretch."""
        self.text = text
        self.frame = frame
        subjects = Subjects(text, frame)
        self.subjects = tuple(subjects.of(article) for article in text.articles)
        self.lists = Lists(text, frame)
        self.words = Words(text, frame, self.subjects)
        self._events: list[tuple[int, str | None]] = []
        for article in text.articles:
            self._walk(article)
        self._event_starts = [at for at, _ in self._events]

    # ------------------------------------------------------------------ asking

    def about(self, position: int) -> str | None:
        """The key of the region that a position is about."""
        i = bisect_right(self._event_starts, position) - 1
        article = self.text.article_at(position)
        subject = self.subjects[article.index] if article is not None else None
        if i < 0 or (article is not None and self._event_starts[i] < article.start):
            return subject
        return self._events[i][1] or subject

    def level(self, position: int, level: str, word: str = "") -> str | None:
        """The region of a level above (or at) what a position is about, else above the article's subject.

        ``word`` is the bare word, where it is known: 市委 in a report on a county-level city is that city's.
        """
        article = self.text.article_at(position)
        subject = self.subjects[article.index] if article is not None else None
        for key in (self.about(position), subject):
            bare = word[:1] != "" and word[:1] in _BARE_UNITS[1:]
            found = self.words.unit(key, word[:1]) if bare else self._climb(key, level)
            if found is not None:
                return found
        return self._of_children(article, level)

    def source(self, position: int) -> str | None:
        """The higher region whose programme is carried out here: 落实市委“…”, 把某省委“…”落到实处.

        Where the committee is named in full with such a verb (落实某省委“…”), the linking of programmes sees it
        by itself and notes what is carried out.
        """
        sentence = self.text.sentence_at(position)
        if sentence is None or position <= sentence.start:
            return None
        match = _FROM_ABOVE.search(self.text.clean, sentence.start, position)
        if match is None:
            return None
        body = match.start("of")  # 四川省|委 ends one character later than 西藏自治区|党委
        groups = self.frame.within(match.start(), position)
        named = [g for g in groups if body <= g.end <= body + 1]
        if named and match["moved"] is None:
            return None
        if named:
            key: str | None = named[-1].key
        else:
            key = self.level(match.start(), _LEVELS_OF.get(match["of"][:1], ""), match["of"])
        about = self.about(position)
        above = key is not None and about is not None and key != about
        return key if above and self.frame.holds(key or "", about) else None

    def _climb(self, key: str | None, level: str) -> str | None:
        last: str | None = None
        if key is not None and level == "prefecture" and self.frame.nodes[key].kind == "县级市":
            above = self.words.unit(self.frame.nodes[key].above, "市")
            return key if above is not None else self._climb(self.frame.nodes[key].above, level)
        while key is not None:
            node = self.frame.nodes[key]
            if node.level == level:
                return key
            if level == "prefecture" and node.kind in ("县级市", "直辖市"):
                last = last or key
            key = node.above
        return last

    def _of_children(self, article: Article | None, level: str) -> str | None:
        """The one region of a level that the article names, where there is just one."""
        if article is None:
            return None
        found = {
            g.key
            for g in self.frame.within(article.start, article.end)
            if self.frame.nodes[g.key].level == level
        }
        return found.pop() if len(found) == 1 else None

    # ------------------------------------------------------------------ walking through an article

    def _walk(self, article: Article) -> None:
        section: list[tuple[int, str]] = []
        subject = self.subjects[article.index]
        for number, block in enumerate(self.text.blocks):
            if block.article != article.index:
                continue
            if block.kind is BlockKind.HEADING:
                while section and section[-1][0] >= block.level:
                    section.pop()
                groups = self.frame.within(block.start, block.end)
                if groups and self._heads(block, groups[0], subject):
                    section.append((block.level, groups[0].key))
            home = section[-1][1] if section else subject
            self._walk_block(number, block, home)

    def _heads(self, block: Block, group: Group, subject: str | None) -> bool:
        """Whether a heading says what its section is about: not 申报单位：某县某局, nothing above the article."""
        before = self.text.clean[block.start : group.start]
        above = (
            subject is not None and group.key != subject and self.frame.holds(group.key, subject)
        )
        return "：" not in before and not above

    def _walk_block(self, number: int, block: Block, home: str | None) -> None:
        home = self._lead_of_block(block) or self._speaker(block) or home
        self._events.append((block.start, home))
        carried = home
        for sentence in self._sentences(number, block):
            topic = carried
            if topic != home:
                self._events.append((sentence.start, topic))
            elif self._events[-1][1] != home:
                self._events.append((sentence.start, home))
            carried = self._walk_sentence(sentence, home, topic)

    def _sentences(self, number: int, block: Block) -> Iterator[Sentence]:
        i = bisect_right([s.start for s in self.text.sentences], block.start - 1)
        for sentence in self.text.sentences[i:]:
            if sentence.start >= block.end:
                return
            if sentence.block == number or block.start <= sentence.start:
                yield sentence

    def _lead_of_block(self, block: Block) -> str | None:
        """灵台县：… or a run-in heading that names a region."""
        groups = self.frame.within(block.start, block.lead or min(block.start + 30, block.end))
        if not groups:
            return None
        first = groups[0]
        if block.lead is not None:
            return first.key
        before = self.text.clean[block.start : first.start]
        after = self.text.clean[first.end : first.end + 1]
        return first.key if len(before) < 4 and after in "：:" and after else None

    def _speaker(self, block: Block) -> str | None:
        """The village of who is quoted, named after the quotation."""
        if self.text.clean[block.start] not in "“":
            return None
        close = self.text.clean.rfind("”", block.start, block.end)
        if close < 0 or close - block.start < 12:
            return None
        for group in self.frame.within(close, block.end):
            if _SPEECH.search(self.text.clean[group.end : block.end]):
                return group.key
        return None

    def _walk_sentence(self, sentence: Sentence, home: str | None, topic: str | None) -> str | None:
        """Note the topics of a sentence; return the topic with which the next one begins."""
        carried = topic
        subject_seen = False
        if topic != home and self._opens_with_visitor(sentence, home):
            self._events.append((sentence.start, home))
            topic = home
        distributed = self.lists.respectively(sentence)
        for at, key, leading in self._subjects_of(sentence, home, topic):
            self._events.append((at, key))
            if not subject_seen:
                carried = key if leading else home
            subject_seen = True
            topic = key
        self._events += distributed
        self._events.sort(key=lambda event: event[0])
        if subject_seen and carried != home and not self.frame.is_lower(carried, home):
            carried = home
        return carried

    def _opens_with_visitor(self, sentence: Sentence, home: str | None) -> bool:
        """Whether a sentence opens with a bank, a university or a body from far away."""
        match = _VISITOR.match(self.text.clean, sentence.start, sentence.end)
        if match is not None and not self.frame.within(sentence.start, match.end()):
            return True
        groups = self.frame.within(sentence.start, sentence.start + 1)
        return any(self._is_foreign(g, home) for g in groups)

    def _subjects_of(
        self, sentence: Sentence, home: str | None, topic: str | None
    ) -> Iterator[tuple[int, str | None, bool]]:
        """Position and key of what takes over as the subject; whether it opens the sentence."""
        found: list[tuple[int, str | None, bool]] = []
        now = topic
        items: list[tuple[int, Group | re.Match[str]]] = [
            (g.start, g) for g in self.frame.within(sentence.start, sentence.end)
        ]
        items += [(m.start(), m) for m in self.words.within(sentence.start, sentence.end)]
        for at, item in sorted(items, key=lambda i: i[0]):
            opening, leading = self._clause(sentence, at)
            if isinstance(item, Group):
                key = item.key if self._takes_over(item, opening, home, now, found) else None
                leading = leading and not self.lists.in_list(item)
            else:
                free = opening == "" or _ADVERBIAL.match(opening) is not None
                key = self.words.target(item, opening, free, home, now)
            if key == NOWHERE:
                found.append((at - len(opening), None, leading))
                now = home
            elif key is not None and (key != now or not found):
                start = sentence.start if leading else at
                if not leading and _ADVERBIAL.match(opening):
                    start = at - len(opening)
                found.append((start, key, leading))
                end = self.text.clean.find("；", at, sentence.end)
                if opening.endswith("其中") and end >= 0:
                    found.append((end, now, False))
                    key = now
                now = key
        return iter(found)

    def _clause(self, sentence: Sentence, at: int) -> tuple[str, bool]:
        """The words of the clause before a position, and whether it opens the sentence."""
        before = self.text.clean[sentence.start : at]
        cut = 0
        for match in _CLAUSE.finditer(before):
            cut = match.end()
        opening = before[cut:]
        spoken = _LABEL.fullmatch(before[:cut]) is not None
        leading = cut == 0 or spoken or _ADVERBIAL.match(before[:cut]) is not None
        if _EXAMPLE.search(opening):
            leading = False
        return opening, leading and (opening == "" or _ADVERBIAL.match(opening) is not None)

    def _takes_over(
        self,
        group: Group,
        opening: str,
        home: str | None,
        now: str | None,
        found: list[tuple[int, str | None, bool]],
    ) -> bool:
        clean = self.text.clean
        if OUTSIDE.search(opening) or _OBJECT.search(opening) or _PARTNERS.search(opening):
            village = self.frame.nodes[group.key].level == "village"
            return village and _PAIRED.match(clean, group.end) is not None
        if _VISITS.match(clean, group.end) or self._is_helper(group, home):
            return False
        short = group.end - group.start < 3 or clean[group.end - 1] not in "省市州盟县区旗镇乡村道"
        if short and _FIRM.match(clean, group.end):
            return False  # 锦州|某某物业有限公司 names a firm
        first = opening == "" or _ADVERBIAL.match(opening) is not None
        if self.lists.has_own_figure(group):
            return True
        if self.lists.in_list(group):
            return opening == "" and self._is_joint(group) and not self._is_foreign(group, home)
        if home is None or not (
            self.frame.may_hold(home, group.key) or self.frame.holds(group.key, home)
        ):
            return opening == "" and not self._is_foreign(group, home)
        if self.frame.may_hold(home, group.key):
            if _LISTED.match(clean[group.end : group.end + 24]) and not first:
                return False
            free = now == home or now is None or self.frame.holds(now, group.key)
            return first or (free and self._acts(group, opening))
        return first and not found and not _UPPER_BODY.match(clean, group.end - 1)

    def _is_helper(self, group: Group, home: str | None) -> bool:
        """Whether a body of a place that the home lies in, or of one far away, does something for the home."""
        key = group.key
        if home is None or (key != home and self.frame.holds(home, key)) or key == home:
            return False
        return _HELPS.match(self.text.clean, group.end) is not None

    def _acts(self, group: Group, opening: str) -> bool:
        """Whether a region in the middle of a clause is spoken of, not only touched by its verb."""
        if self.frame.nodes[group.key].level == "village" or _AT.search(opening):
            return True
        return _ITS_PEOPLE.match(self.text.clean, group.end) is not None

    def _is_joint(self, group: Group) -> bool:
        """Whether a region is the first of several that act together: the joint body is its."""
        level = self.frame.nodes[group.key].level
        after = self.text.clean[group.end : group.end + 40].split("。")[0]
        return level != "village" and _TOGETHER.search(after) is not None

    def _is_foreign(self, group: Group, home: str | None) -> bool:
        """Whether a region lies neither in the province nor in the prefecture that the article is about."""
        if home is None:
            return False
        top = home
        while True:
            above = self.frame.nodes[top].above
            if above is None or self.frame.nodes[above].level == "province":
                break
            top = above
        return not self.frame.holds(top, group.key)
