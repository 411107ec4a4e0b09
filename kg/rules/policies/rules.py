"""Policy documents in 《》: told from books and plays by their last word, the verb before and the words around."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from kg.model import Mention, PolicyMention, RegionMention, Text
from kg.rules.engine import Family, Found, Rule
from kg.syntax.analysis import analyse

_PARENTHESIS = re.compile(r"[（(][^（）()]*[）)]$")
_DOCUMENT = re.compile(
    r"(?:意见|办法|条例|规定|方案|通知|措施|举措|细则|规划|纲要|大纲|要点|清单|目录|指引|指南|导则|决定|决议|准则|规则|计划|制度|规程|"
    r"规范|标准|章程|党章|公约|民约|预案|公告|通告|公报|批复|建议|若干条|百条|[十\d]条|政策|体系|机制|流程|须知|守则|责任[书状制]|承诺书|倡议书|"
    r"政府工作报告|(?<![作办做方])法|法典|(?:工作|操作|指导|服务|实用)手册|安排)$"
)
# A proposal is no policy, unless the Party's centre makes it for a plan.
_PROPOSAL = re.compile(
    r"^(?!中共中央).*关于.{2,}的(?:建议|提案|议案|思考|调研报告|研究|报道|几点体会)$"
)
_ABOUT = re.compile(r"^(?:中共中央|国务院|中共)?.{0,20}关于.{2,}的[\u4e00-\u9fff]{2,6}$")
_NOT_A_POLICY = re.compile(
    r"(?:话剧|歌曲|电影|影片|微电影|纪录片|专题片|宣传片|警示片|教育片|图书|书籍|一书|专著|著作|读本|教材|小说|散文|诗歌|小品|快板|舞台剧|情景剧|短剧|微剧|"
    r"课|节目|歌舞|戏曲|戏剧|小戏|曲艺|舞蹈|合唱|朗诵|演唱|栏目|报纸|杂志|期刊|刊物|作品|画册|报道|文章|阅读|观看|刊发|刊登|登上|播放|编演|演出|主演|拍摄|"
    r"视频|短视频|公众号|学习|诵读|品读|选读|重温|通读|研读|原著)(?:了|的)?[“‘]?$"
)
# A handbook that somebody writes is a book; one that is issued is a rule.
_WRITTEN = re.compile(r"(?:编写|编撰|编著|编印|编纂|撰写|主编|出版|绘制|汇编)(?:了|的|出|成|好)*$")
_BOOK = re.compile(r"(?:手册|读本|汇编|选编|案例|问答|画册|文集|图册|故事)$")
_STUDY = re.compile(r"(?:学习|重温|通读|研读|品读|诵读|阅读|选读|原著)(?:了|的)?[“‘]?$")
_ISSUED = re.compile(
    r"(?:印发|出台|制定|制订|修订|修改|下发|制发|发布|颁布|颁发|编制|起草|拟定|拟订|研究制定|通过|公布|形成|完善|建立|签订|推出|订立|细化)"
    r"(?:了|并印发|印发|实施|并实施|下发|出台)*[^，。；！？《》]{0,8}$"
)
_STRONG = re.compile(r"(?:印发|出台|制发|下发|颁布)(?:了|实施)*$")
_IMPLEMENTED = re.compile(
    r"(?:落实|贯彻|执行|按照|依据|根据|遵照|遵守|对照|践行|实施)(?:好|了|中央|上级|党中央)*[^，。；！？]{0,24}$"
)
_LIST = re.compile(r"(?:》(?:等|以及|及|和|与|、|，|；)*)$")
_CENTRE = re.compile(r"中共中央办公厅|中共中央|国务院办公厅|国务院")
_ATTRIBUTED = re.compile(
    r"(?:[\u4e00-\u9fff]{0,12}?(?:省委|市委|州委|县委|区委|旗委|盟委|党工委|党委|党组|政府|组织部|中共中央|党中央|国务院|委员会|办公厅|教育局|民政局|民政部|教育部))$"
)
_BOUND = re.compile(
    r"[^\u4e00-\u9fff]|落实|贯彻|执行|按照|根据|依据|遵照|学习|印发|出台|由|将|把|以|对|与|和"
)


class _Reading(NamedTuple):
    """A title with what stands before it in its sentence."""

    start: int
    end: int
    title: str
    before: str
    at: int
    implements: bool
    issued: bool


def _before(text: Text, start: int) -> tuple[str, int]:
    """What precedes a title in its sentence, and where that ends; titles listed before it are passed over."""
    low = max(0, start - 160)
    stretch = re.split(r"[。！？\n]", text.clean[low:start])[-1]
    end = start
    while _LIST.search(stretch):
        at = stretch.rfind("《", 0, len(stretch) - 1)
        if at < 0:
            break
        end -= len(stretch) - at
        stretch = stretch[:at]
    return stretch, end


def _is_policy(title: str, before: str, issued: bool) -> bool:
    bare = title
    while (shorter := _PARENTHESIS.sub("", bare)) != bare:
        bare = shorter
    if _PROPOSAL.search(bare):
        return False
    named = bool(_DOCUMENT.search(bare) or _ABOUT.search(bare))
    if _BOOK.search(bare) and _WRITTEN.search(before):
        return False
    if _NOT_A_POLICY.search(before):
        return named and bool(_STUDY.search(before))
    return named or (issued and bool(_STRONG.search(before)))


def _readings(text: Text) -> Iterator[_Reading]:
    for pair in analyse(text).titles:
        title = text.clean[slice(*pair.inner)]
        before, at = _before(text, pair.start)
        issued = bool(_ISSUED.search(before))
        implements = not issued and bool(_IMPLEMENTED.search(before))
        if _is_policy(title, before, issued):
            yield _Reading(pair.start, pair.end, title, before, at, implements, issued)


def _titled(text: Text, found: Found, reading: _Reading) -> tuple[int, int] | None:
    """The issuer that the title itself begins with."""
    inside = reading.start + 1
    if centre := _CENTRE.match(reading.title):
        return inside, inside + centre.end()
    skip = 2 if reading.title.startswith("中共") else 0
    names = {text.clean[r.start : r.end] for r in found.of(RegionMention)}
    known = [n for n in names if reading.title.startswith(n, skip)]
    if known:
        return inside + skip, inside + skip + len(max(known, key=len))
    return None


def _attributed(_text: Text, found: Found, reading: _Reading) -> tuple[int, int] | None:
    """The issuer that stands right before the title: 市委《…》."""
    m = _ATTRIBUTED.search(reading.before)
    if m is None:
        return next(
            ((r.start, r.end) for r in found.of(RegionMention) if r.end == reading.at), None
        )
    words = m[0]
    bounds = list(_BOUND.finditer(words))
    begin = bounds[-1].end() if bounds else 0
    return reading.at - (len(words) - begin), reading.at


_Issuer = Callable[[Text, Found, _Reading], tuple[int, int] | None]


def _by(rule: str, issuer: _Issuer) -> Callable[[Text, Found], Iterator[Mention]]:
    """A rule's function that reads the titles whose issuer the words name."""

    def find(text: Text, found: Found) -> Iterator[Mention]:
        for reading in _readings(text):
            if (span := issuer(text, found, reading)) is not None:
                yield _mention(reading, rule, span)

    return find


def _mention(reading: _Reading, rule: str, issuer: tuple[int, int] | None) -> PolicyMention:
    return PolicyMention(
        start=reading.start,
        end=reading.end,
        rule=rule,
        title=reading.title,
        issuer=issuer,
        implements=reading.implements,
    )


def _issued(text: Text, _found: Found) -> Iterator[PolicyMention]:
    for reading in _readings(text):
        if reading.issued:
            yield _mention(reading, "policy.issued", None)


def _carried_out(text: Text, _found: Found) -> Iterator[PolicyMention]:
    for reading in _readings(text):
        if reading.implements:
            yield _mention(reading, "policy.carried-out", None)


def _mentioned(text: Text, _found: Found) -> Iterator[PolicyMention]:
    for reading in _readings(text):
        yield _mention(reading, "policy.mentioned", None)


FAMILY = Family(
    "policies",
    (
        Rule(
            "policy.titled",
            "a document whose title names its issuer",
            _by("policy.titled", _titled),
        ),
        Rule(
            "policy.attributed",
            "a document right after its issuer",
            _by("policy.attributed", _attributed),
        ),
        Rule("policy.issued", "a document that the subject issues", _issued),
        Rule("policy.carried-out", "a document that the subject carries out", _carried_out),
        Rule("policy.mentioned", "a document that the text only names", _mentioned),
    ),
)
