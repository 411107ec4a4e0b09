"""Character for character foldings: traditional to simplified, full width to half width, quotes.

Everything here keeps the length of a text, so that offsets before and after are the same.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib.resources import files

from kg import patterns as re

# Deleted later: soft hyphens, zero-width characters, direction marks, byte order marks.
INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\ufeff\ufe0e\ufe0f"
)
GONE = "\x00"
"""Stands for a character that cleaning takes out."""

_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\x0b\x1f\xa0"
)
_BREAKS = "\r\x0c\x1c\x1d\x1e\x85\u2028\u2029"

_PUNCTUATION = {
    "「": "“",
    "」": "”",
    "『": "‘",
    "』": "’",
    "﹁": "“",
    "﹂": "”",
    "﹃": "‘",
    "﹄": "’",
    "｢": "“",
    "｣": "”",
    "〝": "“",
    "〞": "”",
    "〟": "”",
    "‟": "“",
    "„": "“",
    "＂": '"',
    "＇": "'",
    "«": "《",
    "»": "》",
    "︽": "《",
    "︾": "》",
    "︿": "〈",
    "﹀": "〉",
    "‹": "〈",
    "›": "〉",
    "︵": "（",
    "︶": "）",
    "﹙": "（",
    "﹚": "）",
    "⑴": "⑴",
    "︻": "【",
    "︼": "】",
    "︹": "〔",
    "︺": "〕",
    "﹐": "，",
    "︐": "，",
    "﹑": "、",
    "︑": "、",
    "､": "、",
    "︒": "。",
    "｡": "。",
    "﹒": ".",
    "．": ".",
    "﹔": "；",
    "﹕": "：",
    "︓": "：",
    "︔": "；",
    "∶": "：",
    "﹖": "？",
    "﹗": "！",
    "︖": "？",
    "︕": "！",
    "﹢": "+",
    "＋": "+",
    "➕": "+",
    "﹣": "-",
    "－": "-",
    "−": "-",
    "‐": "-",
    "‑": "-",
    "―": "—",
    "─": "—",
    "━": "—",
    "﹘": "—",
    "︱": "—",
    "⸺": "—",
    "﹪": "%",
    "％": "%",
    "٪": "%",
    "〜": "~",
    "～": "~",
    "∼": "~",
    "∽": "~",
    "・": "·",
    "‧": "·",
    "∙": "·",
    "⋅": "·",
    "•": "·",
    "･": "·",
    "ㆍ": "·",
    "╳": "×",
    "✕": "×",
    "✖": "×",
    "⋯": "…",
    "︙": "…",
    "\u00b4": "'",
    "‛": "‘",
    "\u2032": "'",
    "\u2033": '"',
}

# Variant characters of the standard lists (and their Japanese forms, frequent in converted files) that
# OpenCC leaves alone.
_VARIANTS = (
    "倣仿衹只竝并姪侄尅克徃往搾榨鬭斗鬪斗汚污濶阔灋法畧略疎疏痺痹砲炮秖只穉稚窻窗簷檐粧妆糢模紥扎緜绵聨联荳豆"
    "蔕蒂虵蛇衞卫覩睹諠喧譌讹谿溪賛赞躭耽輭软逈迥逕径邨村隣邻鄕乡醻酬閙闹隄堤雑杂頟额鼇鳌戸户靑青値值硏研増增"
    "徳德歩步毎每圡土巿市恊协暦历歴历厯历収收囯国圀国変变戦战単单営营実实発发広广庁厅気气対对県县図图囲围団团伝传"
    "転转鉄铁駅驿処处読读続续総总経经継继済济剤剂斉齐亜亚悪恶応应関关観观覚觉労劳楽乐薬药説说産产眞真淸清滙汇敎教"
)

_SINCE_2013 = "瞭夥徵"  # characters that the standard list of 2013 took back
_OF_PLACES = "濛輋昇塚硃蓆磑篢"  # OpenCC folds them; official names of several towns and villages keep them (濛洲街道)

_KEEP_WIDE = set("，：；？！（）")


@lru_cache(maxsize=1)
def _plain() -> dict[int, int]:
    """Foldings that hold for any document."""
    table: dict[int, int] = {}
    for code in range(0xFF01, 0xFF5F):  # full-width ASCII
        if chr(code) not in _KEEP_WIDE:
            table[code] = code - 0xFEE0
    for first, last in ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F)):
        for code in range(first, last + 1):  # radicals and compatibility forms, frequent in PDF
            folded = unicodedata.normalize("NFKC", chr(code))
            if len(folded) == 1 and folded != chr(code):
                table[code] = ord(folded)
    table.update({ord(a): ord(b) for a, b in _PUNCTUATION.items()})
    table.update(dict.fromkeys(map(ord, _SPACES), ord(" ")))
    table.update(dict.fromkeys(map(ord, _BREAKS), ord("\n")))
    table.update(dict.fromkeys(map(ord, INVISIBLE), ord(GONE)))
    return table


@lru_cache(maxsize=1)
def _dictionary() -> dict[int, int]:
    """The characters of OpenCC's t2s, each with its first reading."""
    table = {ord(a): ord(b[0]) for a, b in _pairs("TSCharacters") if a != b[0]}
    variants = dict(zip(_VARIANTS[::2], _VARIANTS[1::2], strict=True)) | _other_forms(table)
    return table | {ord(a): ord(b) for a, b in variants.items()}


def traditional_forms() -> dict[str, str]:
    """Every character that stands for another one in simplified Chinese, with that one."""
    return {chr(a): chr(b) for a, b in _dictionary().items()}


def _pairs(name: str) -> list[tuple[str, list[str]]]:
    """The entries of one of OpenCC's dictionaries."""
    text = files("opencc").joinpath(f"dictionary/{name}.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.split("\n") if "\t" in line)
    return [(a, b.split(" ")) for a, b in rows]


def _other_forms(table: dict[int, int]) -> dict[str, str]:
    """Forms that OpenCC itself writes when it turns simplified into traditional, or traditional into
    that of Taiwan and Hong Kong, and does not read back (揹, 着)."""
    found: dict[str, str] = {}
    for simplified, forms in _pairs("STCharacters"):
        for form in forms:
            if form != simplified and ord(form) not in table and not _in_gb2312(form):
                found.setdefault(form, simplified)
    for name in ("TWVariants", "HKVariants"):
        for standard, forms in _pairs(name):
            plain = chr(table.get(ord(standard), ord(standard)))
            for form in forms:
                if form != plain and ord(form) not in table and not _in_gb2312(form):
                    found.setdefault(form, plain)
    return found


def _in_gb2312(char: str) -> bool:
    """Whether a character belongs to the simplified standard set, or to the names of places that are written with it."""
    if char in _SINCE_2013 or char in _OF_PLACES:
        return True
    try:
        return len(char.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[int, int], dict[int, int]]:
    """(for simplified documents, for traditional ones).

    A simplified document keeps characters that the simplified standard knows itself (乾县, 瞭望).
    """
    safe = {a: b for a, b in _dictionary().items() if not _in_gb2312(chr(a))}
    return {**safe, **_plain()}, {**_dictionary(), **_plain()}


@lru_cache(maxsize=1)
def _phrases() -> tuple[re.Pattern[str], dict[str, str]]:
    """Words that OpenCC turns otherwise than character by character (乾縣, 藉口)."""
    table = {a: b[0] for a, b in _pairs("TSPhrases")}
    words = sorted(table, key=lambda w: (-len(w), w))
    firsts = "".join(sorted({w[0] for w in words}))
    return re.compile(f"(?=[{firsts}])(?:{'|'.join(map(re.escape, words))})"), table


@lru_cache(maxsize=1)
def _traditional() -> frozenset[str]:
    """The characters that only traditional writing has."""
    return frozenset(chr(a) for a in _dictionary() if not _in_gb2312(chr(a)))


# Taiwan writes 着 as 著; these words keep 著 in simplified writing too.
_ZHU = re.compile(r"(?<![显顯昭卓专專名原编編译譯合土论論巨遗遺所])著(?![名作称稱述者书書录錄于於论論有])")
_HAN = re.compile(r"[\u3400-\u9fff]")


_WIDE_GROUP = re.compile(r"(?<=[\uff10-\uff19])\uff0c(?=[\uff10-\uff19]{3}(?![\uff10-\uff19]))")


def is_traditional(raw: str) -> bool:
    """Whether a document is written in traditional characters."""
    sample = raw[:20000]
    known = _traditional()
    if known.isdisjoint(sample):
        return False
    return sum(c in known for c in sample) * 20 > len(_HAN.findall(sample))


def fold(raw: str) -> tuple[str, bool]:
    """``raw`` folded character by character, and whether it was traditional."""
    simplified, traditional = _tables()
    raw = _WIDE_GROUP.sub(",", raw)
    if not is_traditional(raw):
        return raw.translate(simplified), False
    pattern, words = _phrases()
    raw = _ZHU.sub("着", raw)
    out = raw.translate(traditional)
    parts: list[str] = []
    done = 0
    for match in pattern.finditer(raw):
        parts += out[done : match.start()], words[match.group()]
        done = match.end()
    return "".join(parts) + out[done:], True
