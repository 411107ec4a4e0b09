"""Media: a paper's or station's name wherever it stands, short names where the text shows that they report."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.lexicon import kinds
from kg.lexicon.words import any_of, members
from kg.rules.organisations.context import Context
from kg.rules.organisations.extension import Body, torn_out
from kg.rules.organisations.vocabulary import GENERIC, fits
from kg.syntax.tokens import Token
from kg.text.words import words

_REPORTS = re.compile(
    r"(?:[\u4e00-\u9fff]{2,6}\d+月\d+日|\d+月\d+日[\u4e00-\u9fff]{2,4})?(?:讯|电(?=[（(]|\n|$)|"
    rf"(?:{any_of('place.filed')})(?=\d|[（，：]))|"
    r"（?(?:https?：|www\.)|(?:\d+月)?\d+日(?:报道|刊发)|"
    r"(?:全媒体|特约|见习)?[（(]?(?:记者|通讯员)|等?(?:先后|专题)?(?:报道|刊发|刊登|推介|刊载)"
)
_REPORTED = re.compile(r"报道|转载|刊发|刊登|推介|刊载|点赞|[头专]版|为题")
_HEAD = re.compile(r"(?:数字报|电子版)?(?:第?\d*版)?[^\n]{0,8}?\d{4}年\d+月\d+日|\n|$")
_APP = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,8})·(?=[\u4e00-\u9fff]{2,8}(?:日报|晚报|客户端)?(?:记者|讯|通讯员))"
)
_WORDS = r"\u4e00-\u9fff·A-Za-z、"
_SOURCE = re.compile(
    rf"(?:(?<![入济金])来源|稿源|原载|转自|供稿单位|供稿)(?:[：:|｜]|于)[“《]?([{_WORDS}]{{2,20}}?)"
    rf"(?=[”》]?(?:{any_of('pattern.imprint')}|责任?编辑|摄[影像]|\n|[^{_WORDS}]|$))"
)
# A source that is an office, a company or a place is read by other rules, or is no organisation.
_NO_MEDIUM = re.compile(rf"(?:[部委局办镇乡县市区村]|{any_of('medium.none')})$|^本|^撰稿|^[A-Za-z]+$")
_SURNAMES = members("surname")
_LONGEST = 8


def _body(start: int, end: int) -> Body:
    return Body.by_itself(start, end, kinds.MEDIA, "media")


def _start(context: Context, token: Token) -> int | None:
    """Where the name begins that ends in the word for a paper or station."""
    clean = context.clean
    if (region := context.by_end.get(token.start)) is not None:
        before = next((w for w in ("中国", "新") if clean.endswith(w, 0, region.start)), "")
        return region.start - len(before)  # 新湖南, 中国江苏网
    low = max(context.segment_start(token.start), token.start - _LONGEST)
    taken = words(clean, low, token.start)
    begin = token.start
    for word in reversed(taken):
        if not fits(word) or word.text in {"本报", "据"}:
            break
        named = any(w.text not in GENERIC for w in taken if w.start >= begin)
        if named and word.flag == "nr" and word.text[0] in _SURNAMES:
            break  # 记者李明|江州日报
        begin = word.start
    own = [w for w in taken if w.start >= begin and w.text not in GENERIC]
    torn = begin == low and low > context.segment_start(token.start)
    if context.clean[begin - 1 : begin].isdigit():
        return None  # 104|个县域融媒体中心
    return begin if own and token.start - begin > 1 and not torn else None


def _named(context: Context) -> Iterator[Body]:
    """湖南日报, 江西卫视; 新京报 and 人报融媒 where they report or head the text."""
    clean = context.clean
    for token in context.tokens.of("body.media", "body.medium"):
        strong = "body.media" in token.classes
        if context.tokens.ending(token.end, "body.media", "body.medium") != token:
            continue
        start = None if torn_out(context, token) or "body.national" in token.classes else _start(context, token)
        if start is None:
            continue
        reports = _REPORTS.match(clean, token.end) is not None
        heads = (start == 0 or clean[start - 1] == "\n") and _HEAD.match(clean, token.end) is not None
        if clean[start - 1] == "《" or context.analysis.in_title(start):
            clause = context.analysis.clause_at(token.end)
            whole = clean[start - 1] == "《" and clean[token.end : token.end + 1] == "》"
            if (
                whole
                and clause
                and (_REPORTED.search(clean, token.end, clause.end) or _REPORTS.match(clean, token.end + 1))
            ):
                yield _body(start, token.end)
        elif reports or (strong and (heads or "body.section" not in token.classes)):
            yield _body(start, token.end)


def _source(context: Context) -> Iterator[Body]:
    """The names after 来源, and the app that stands before ·."""
    for m in _APP.finditer(context.clean):
        yield _body(m.start(1), m.end(1))
    for m in _SOURCE.finditer(context.clean):
        at = m.start(1)
        for part in re.split("([、·])", m[1]):
            if part not in {"、", "·"} and len(part) > 2 and not _NO_MEDIUM.search(part):
                yield _body(at, at + len(part))
            at += len(part)


def media(context: Context) -> Iterator[Body]:
    """All media of a text."""
    yield from _named(context)
    yield from _source(context)
