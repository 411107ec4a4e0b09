"""What web pages, markdown and page layouts leave behind in a text: entities, tags, metadata, pinyin, page numbers.

Everything is replaced at equal length, so that offsets stay those of the file.
"""

from __future__ import annotations

import html

from kg import patterns as re
from kg.text.fold import GONE

_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,5});")
_TAG = re.compile(
    r"</?(?:p|br|div|span|b|strong|em|i|u|font|a|img|h[1-6]|li|ul|ol|td|tr|table|center|section|blockquote|hr)\b[^<>\n]*>",
    re.I,
)
_LINE_TAG = re.compile(r"<(?:/?p|br|/?div|/?h[1-6]|/?li|/?tr|/?center|/?section|hr)\b", re.I)

_PAGE_NUMBER = re.compile(
    r"[-—·\s]{0,9}(?:第?\s{0,9}\d{1,4}\s{0,9}页\s{0,9}[/，,]?\s{0,9}[（(]?\s{0,9}(?:共\s{0,9}\d{1,4}\s{0,9}页)?[）)]?"
    r"|第\s{0,9}[一二三四五六七八九十]+\s{0,9}页|[Pp]age\s{0,9}\d+(?:\s{0,9}of\s{0,9}\d+)?|\d{1,4}\s{0,9}/\s{0,9}\d{1,4}"
    r"|[-—·.]{1,9}\s{0,9}\d{1,4}\s{0,9}[-—·.]{1,9}|[-—]\s{0,9}\d{1,4}|共\s{0,9}\d{1,4}\s{0,9}页)[-—·\s]{0,9}"
)
_ORNAMENT = re.compile(r"\s*[-—·•_]{1,2}\s*")
_TITLES = frozenset(("title", "标题", "题目", "aliases", "alias", "headline"))
_DATES = frozenset(("date", "日期", "时间", "published", "created", "pubdate"))
_FRONT = re.compile(r"\A\s*---+ *\n(?:.{0,400}\n){0,40}?---+ *$", re.M)
_PAIR = re.compile(r"( *)([A-Za-z\u4e00-\u9fff_-]{1,20}) *[:：] *")
_ENTRY = re.compile(r"( *)()- +")
_STRAIGHT = re.compile(r"(?:^ *['\"])|(?:['\"] *$)")
_PICTURE = re.compile(r"-{4}[^\s-][^\n]{0,60}?\.(?:jpe?g|png|gif|emf|wmf|bmp|tiff?)-{4}")  # of Word files
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,80})\]\((?:https?:|/|#|mailto:)[^)\s]*\)")
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]{1,600}?)\*\*")
_RULE = re.compile(rf"^[ \t{GONE}]*(?:={{3,}}|-{{3,}}|\*{{3,}}|_{{3,}}|~{{3,}}|—{{5,}})[ \t{GONE}]*$", re.M)
_TITLE_LINE = re.compile(
    r"\A((?:[ \t　]*(?:-{3,40}|={3,40})?[ \t　]*\n)*+[ \t　]*)((?:原?标题|题目|title) *[:：] *)(?=\S)([^\n]{4,120}?)"
    r"( +(?:date|author|source|url|日期|时间|作者|来源)(?= *[:：])|$)",
    re.M | re.I,
)
# 链（liàn）, 基地（jīdì）: a copy of a page that bears readings; only what has a tone mark is sure, and the small words without tone.
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
_PINYIN = re.compile(
    rf"(?<=[\u4e00-\u9fff])[（(] ?[a-zü]{{0,6}}[{_TONED}][a-zü{_TONED}' ]{{0,40}}[)）]|(?<=的)[（(]de[)）]|(?<=了)[（(]le[)）]"
)
_ELSEWHERE = re.compile(r"(?:^|(?<=[\s\])）|]))([上下]一[篇条] {0,3}[：:])[^\n]*", re.M)
"""The headline of another page, behind what leads there (下一篇：…)."""
_COMMENT = re.compile(r"<!--(?:(?!-->).){0,2000}-->", re.S)
_ESCAPE = re.compile(r"(?:\\r)?\\n|\\t|\\u[0-9a-fA-F]{4}|\\(?=[\"'])")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,12}\](?!:)")
_NOTED = re.compile(r"(?<=[\u4e00-\u9fff”）)%])(?:〔\d{1,2}〕|\[\d{1,2}\]|［\d{1,2}］)(?!\d*号)")  # 地区生产总值〔2〕
_WIKI_HEAD = re.compile(r"^(={2,5})([^=\n]{1,60})\1 *$", re.M)
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|\n]{1,60}\|)?([^\[\]|\n]{1,60})\]\]")
_WIKI_GONE = re.compile(
    r"<ref\b[^<>]{0,80}/>|<ref\b[^<>]{0,80}>[^<]{0,400}</ref>|\{\{[^{}]{0,400}\}\}|'{2,5}|‘’‘|’‘’|^[*:]+ ?", re.M
)
_QUOTED_ROW = re.compile(r'^"[^"\n]*"(?:,"[^"\n]*")+$', re.M)
_CELL_BREAK = re.compile('","')


def _unescape(match: re.Match[str]) -> str:
    """One character for an entity, padded to its length."""
    char = html.unescape(match[0])
    if len(char) != 1:
        return match[0]
    char = " " if char.isspace() else char
    return char + GONE * (len(match[0]) - 1)


def _untag(match: re.Match[str]) -> str:
    """Nothing, or a line break, padded to the length of the tag."""
    first = "\n" if _LINE_TAG.match(match[0]) else GONE
    return first + GONE * (len(match[0]) - 1)


def _gone(match: re.Match[str]) -> str:
    """Nothing, padded."""
    return GONE * len(match[0])


def _kept(match: re.Match[str]) -> str:
    """The first group alone, padded."""
    start, end = match.span(1)
    return GONE * (start - match.start()) + match[1] + GONE * (match.end() - end)


def _heading(match: re.Match[str]) -> str:
    """The value of a title's key, marked as a heading; other keys on its line begin the next one."""
    above, label, value, more = match.groups()
    return (above or "") + "#" + " " * (len(label) - 1) + value + ("\n" + more[1:] if more else "")


def _front_matter(match: re.Match[str]) -> str:
    """The metadata above a markdown file: its title as a heading, its date, and nothing else."""
    out: list[str] = []
    key = ""
    for row in match[0].split("\n"):
        pair = _PAIR.match(row) or _ENTRY.match(row)
        key = pair[2].lower() if pair and pair[2] else key
        if pair is None or key not in _TITLES | _DATES or not row[pair.end() :].strip("'\"| "):
            out.append(GONE * len(row))
            continue
        value = _STRAIGHT.sub(GONE, row[pair.end() :])
        mark = "#" if key in _TITLES else GONE
        out.append(mark + " " * (pair.end() - 1) + value)
        key = ""
    return "\n".join(out)


def _unwritten(match: re.Match[str]) -> str:
    """The character that an escape of a program's string stands for, padded to its length."""
    told = match[0]
    if told.endswith("n"):
        return "\n" + GONE * (len(told) - 1)
    char = chr(int(told[2:], 16)) if told[1:2] == "u" else " " if told.endswith("t") else GONE
    return (" " if char.isspace() else char) + GONE * (len(told) - 1)


def _wiki(text: str) -> str:
    """Without the marks of a wiki: headings as those of markdown, links as their words, no references and templates."""
    text = _WIKI_HEAD.sub(lambda m: "#" * len(m[1]) + m[2] + GONE * len(m[1]), text)
    return _WIKI_GONE.sub(_gone, _WIKI_LINK.sub(_kept, text))


def _cells(match: re.Match[str]) -> str:
    """The cells of a row of quoted values, each on a line of its own."""
    return _CELL_BREAK.sub(GONE + "\n" + GONE, GONE + match[0][1:-1] + GONE)


def _markdown(text: str) -> str:
    """Without the marks of markdown that are no headings: emphasis, pictures, links, rules, metadata."""
    text = _FRONT.sub(_front_matter, text, count=1)
    text = _PICTURE.sub(_gone, _IMAGE.sub(_gone, text))
    text = _FOOTNOTE.sub(_gone, _LINK.sub(_kept, text)) if "](" in text or "[^" in text else text
    text = _BOLD.sub(_kept, text)
    return _RULE.sub(_gone, text)


def without_markup(folded: str) -> str:
    """The text with entities, stray tags, metadata and pinyin replaced at equal length."""
    if "&" in folded:
        folded = _ENTITY.sub(_unescape, folded)
        folded = _ENTITY.sub(_unescape, folded) if "&" in folded else folded
    folded = _ESCAPE.sub(_unwritten, folded) if "\\" in folded else folded
    folded = _wiki(folded) if "[[" in folded or "'''" in folded else folded
    folded = _TAG.sub(_untag, _COMMENT.sub(_gone, folded)) if "<" in folded else folded
    folded = _markdown(folded)
    folded = _TITLE_LINE.sub(_heading, folded, count=1)
    folded = _NOTED.sub(_gone, _ELSEWHERE.sub(_kept, _PINYIN.sub(_gone, folded)))
    rows = folded.strip("\n").split("\n")
    if folded.startswith('"') and all(_QUOTED_ROW.fullmatch(row) for row in rows if row.strip()):
        folded = _QUOTED_ROW.sub(_cells, folded)
    return folded


def is_page_number(line: str) -> bool:
    """Whether a whole line is a page number with its ornaments."""
    return bool(_PAGE_NUMBER.fullmatch(line) or _ORNAMENT.fullmatch(line))
