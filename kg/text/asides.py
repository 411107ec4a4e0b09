"""Lines that stand in a text without being part of it: picture captions, mastheads, running heads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg import patterns as re
from kg.model import BlockKind
from kg.text.lines import Line, has_inner_stop, unbalanced
from kg.text.shapes import is_masthead
from kg.text.wrap import is_open

_PICTURE_START = re.compile(
    r"[（(【]?(?:图为|图[①-⑳：:]|[上下左右][左右上下]?图[为：:，,]|图片[：:]|[▲△]|资料图|图\s?\d{1,2}\s?[：:为、 ])"
)
_CREDIT = re.compile(
    r"[（(](?:[^（()）。]{0,30}(?:摄|供图|提供|资料图片?|图片来源)[^（()）。]{0,12})[）)]?$"
    r"|(?:记者|通讯员)?\s?[^，。]{2,4}\s?[/／ ]?摄影?$|[^，。]{0,12}供图$"
)
_SIGNED = re.compile(r"[^。！？]{2,30}[。！？] ?[^。，]{0,10}(?:记者|通讯员|摄影)[^。，]{2,10}摄")
"""A sentence and who took the picture: 分红现场。本报记者某某摄."""
_SCENE = re.compile(
    r"[（(][左右前后中][排起]?[一二三四五六七八]?[）)]|现场|正在|一角|全景|风景|丰收|采摘|示范点|示范基地|合影|授课"
    r"|(?:举办|举行|开展|组织)[^，。]{2,40}(?:班|会|活动|培训|比赛|仪式)[。]?$"
)
_REGION_START = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:省|自治区|市|州|县|区|旗|盟|镇|乡|街道|村|社区|苏木)")
_FRAGMENT_START = re.compile(r"[^，。、；：]{1,3}[，、；。）”]|[，、；。）”]")
_GOVERNING = tuple("在由与和把对将以为向从及或是、")

_DATE = r"(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日"
_MASTHEAD = re.compile(
    rf"[^，。]{{0,16}}(?:{_DATE}|\d{{4}}-\d{{1,2}}-\d{{1,2}}).{{0,16}}星期[一二三四五六日天].{{0,40}}"
    rf"|.{{0,24}}(?:{_DATE})?.{{0,8}}第\s?[\d一二三四五六七八九十百零〇]{{1,5}}\s?[版期](?!.*[，。]).{{0,16}}"
    rf"|[AB]?\d{{1,2}}\s?版?\s?[▪·|]?\s?(?:要闻|综合|专题|党建|专版|广告|地方|区县|视点|特刊).{{0,20}}"
    r"|[\u4e00-\u9fff]{2,10}\s*[A-D]0?\d{1,2}\s?版?"
    r"|(?:责任编辑|责编|版式|校对|美编|本版编辑|投稿邮箱|新闻热线|电话)[：:].{0,60}"
)


def is_picture_line(text: str) -> bool:
    """Whether a line says itself that it describes a picture."""
    if len(text) > 90:
        return False
    if _PICTURE_START.match(text):
        return True
    credit = _CREDIT.search(text.rstrip("。"))
    before = text[: credit.start()] if credit else text
    return bool(credit) and (not has_inner_stop(before) or bool(_SIGNED.fullmatch(text)))


def is_scene(text: str) -> bool:
    """Whether a line describes a scene, as captions without marks do."""
    return bool(_SCENE.search(text))


def is_masthead_line(text: str) -> bool:
    """Whether a line belongs to the frame of a printed page."""
    return len(text) <= 80 and "。" not in text and bool(_MASTHEAD.fullmatch(text))


def running_heads(lines: Sequence[Line]) -> set[str]:
    """Short lines that come again and again, as the head of each page does: they stand at the top of
    the file too, look like a masthead, or part a sentence. Headings (主要做法) may come again as well."""
    counts = Counter(line.text for line in lines if not line.ended and line.width <= 40)
    often = {text for text, count in counts.items() if count >= 3 and len(text) >= 4}
    top = {line.text for line in lines[:1]}
    parting = {b.text for a, b in pairwise(lines) if b.text in often and is_open(a)}
    labels = {t for t in often if t.startswith("【")}
    return {t for t in often - labels if t in top or t in parting or is_masthead(t)}


def _complete(text: str) -> bool:
    """Whether a line is one whole sentence or phrase, as a caption is."""
    return len(text) <= 60 and not has_inner_stop(text) and not unbalanced(text)


def _caption_score(before: Line, line: Line, after: Line, usual_gap: int) -> int:
    """How many signs say that ``line`` is a caption between two halves of a sentence."""
    signs = (
        line.gap >= 2 and line.gap > usual_gap,
        bool(_REGION_START.match(line.text)),
        is_scene(line.text),
        bool(_FRAGMENT_START.match(after.text)),
    )
    return sum(signs) - before.text.endswith(_GOVERNING)


def _cuts(before: Line, line: Line, after: Line, usual_gap: int) -> bool:
    """Whether ``line`` is a caption that stands between two halves of a sentence."""
    if before.ended or before.level or line.level or after.level or not _complete(line.text):
        return False
    if line.text.endswith(("，", "、", ",", "：", "；")):
        return False
    return _caption_score(before, line, after, usual_gap) >= 3


def _neighbours(lines: Sequence[Line], kinds: Sequence[BlockKind | None], i: int) -> tuple[Line | None, int]:
    """The last line before ``i`` that is no aside, and the empty lines between."""
    gap = lines[i].gap
    for k in range(i - 1, -1, -1):
        if kinds[k] is None:
            return lines[k], gap
        gap = max(gap, lines[k].gap)
    return None, gap


def _usual_gap(lines: Sequence[Line]) -> int:
    """How many empty lines usually stand between lines."""
    gaps = sorted(line.gap for line in lines)
    return gaps[len(gaps) // 2] if gaps else 0


def asides(lines: Sequence[Line]) -> list[BlockKind | None]:
    """For each line the kind of aside that it is, if any."""
    usual_gap = _usual_gap(lines)
    heads = running_heads(lines)
    kinds: list[BlockKind | None] = []
    for i, line in enumerate(lines):
        if is_masthead_line(line.text) or line.text in heads:
            kinds.append(BlockKind.MASTHEAD)
        elif is_picture_line(line.text) or _parts_sentence(lines, kinds, i, usual_gap, heads):
            kinds.append(BlockKind.CAPTION)
        else:
            kinds.append(None)
    return kinds


def _parts_sentence(
    lines: Sequence[Line], kinds: Sequence[BlockKind | None], i: int, usual_gap: int, heads: set[str]
) -> bool:
    """Whether line ``i`` is a caption without marks in the middle of a sentence."""
    before, gap = _neighbours(lines, kinds, i)
    if before is None or not is_open(before):
        return False
    rest = (lines[k] for k in range(i + 1, len(lines)))
    behind = next((x for x in rest if x.text not in heads), None)
    return behind is not None and _cuts(before, replace(lines[i], gap=gap), behind, usual_gap)
