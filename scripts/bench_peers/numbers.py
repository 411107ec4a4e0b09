"""Metrics, value and unit: Recognizers-Text, and a regular expression with a list of measure words.

All give a stretch of the sentence around the number as their quote, which the scorer asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from bench_peers.peer import Facts, Peer, load, sentences
from kg.model import Text

_WORDS = (
    "个百分点 百分点 平方公里 平方米 立方米 公里 千米 厘米 毫米 公顷 公斤 千克 千瓦时 千瓦 小时 分钟 人次 场次 户次 件次 班次 "
    "元 吨 亩 米 斤 克 升 岁 人 名 位 个 户 家 件 项 条 次 场 支 处 座 间 所 期 批 部 份 套 台 辆 艘 架 头 只 匹 尾 株 棵 张 块 片 "
    "幅 栋 幢 层 门 堂 节 笔 宗 起 例 篇 册 本 字 种 类 对 双 组 队 班 % 倍 成 盏 根 枚 口 眼 村 镇 天 列"
)
_UNITS = sorted(_WORDS.split(), key=len, reverse=True)
_UNIT = "|".join(map(re.escape, _UNITS))
_AFTER = re.compile(rf"(?P<s>[千百]?[万亿]?)[余多来]?(?P<t>[千百]?[万亿]?)[余多]?(?P<unit>{_UNIT})")
_PERCENT = "百分之"
_NUMERAL = "零〇一二两三四五六七八九十百千万亿"
# One numeral alone (一个, 三大) is hardly ever a measurement; F1 is lower with them.
_NUMBER = re.compile(rf"(?<![\d.“A-Za-z+])\d+(?:\.\d+)?|{_PERCENT}[{_NUMERAL}点]+|(?<![第之“])[{_NUMERAL}]{{2,}}")
_COUNTED = re.compile(rf"(?:\d|[{_NUMERAL}]{{2}})")
_LEADING = re.compile(rf"^[\d.,{_NUMERAL}点余多约近]+")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def _fact(sentence: str, start: int, end: int, value: Decimal, unit: str) -> dict[str, Any]:
    return {"quote": sentence[max(start - 10, 0) : end + 6], "value": float(value), "unit": unit}


def _measured(sentence: str, start: int, end: int, value: Decimal) -> Iterator[dict[str, Any]]:
    """A fact where a measure word follows the number, past 万, 亿, 余 and 多."""
    after = _AFTER.match(sentence, end)
    if after:
        for scale in after["s"] + after["t"]:
            value *= _SCALE[scale]
        yield _fact(sentence, start, after.end(), value, after["unit"])


# ------------------------------------------------------------------------------ regular expression


def _chinese(words: str) -> Decimal:
    """The value of Chinese numerals."""
    whole, _, decimals = words.partition("点")
    total = section = digit = 0
    for c in whole:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif _SCALE[c] >= 10**4:
            total, section, digit = (total + section + digit) * _SCALE[c], 0, 0
        else:
            section, digit = section + (digit or 1) * _SCALE[c], 0
    value = Decimal(total + section + digit)
    return value + sum((Decimal(_DIGITS.get(c, 0)).scaleb(-i) for i, c in enumerate(decimals, 1)))


def _expression_in(sentence: str) -> Iterator[dict[str, Any]]:
    for m in _NUMBER.finditer(sentence):
        if m[0].startswith(_PERCENT):
            value = _chinese(m[0].removeprefix(_PERCENT))
            yield _fact(sentence, m.start(), m.end(), value, "%")
        else:
            value = Decimal(m[0]) if m[0][0].isdecimal() else _chinese(m[0])
            yield from _measured(sentence, m.start(), m.end(), value)


def _expression(text: Text) -> Facts:
    return {"metrics": [fact for s in sentences(text) for fact in _expression_in(s)]}


# ------------------------------------------------------------------------------- Recognizers-Text


@cache
def _models() -> tuple[Any, Any, str]:
    number, unit = load("recognizers_number"), load("recognizers_number_with_unit")
    return number, unit, load("recognizers_text").Culture.Chinese


def _results(sentence: str) -> Iterator[tuple[int, int, str, str, bool]]:
    """Start, end, words and value of what it recognises, and whether it gave a unit; the longer reading first."""
    number, unit, chinese = _models()
    units = (number.recognize_percentage, unit.recognize_age, unit.recognize_currency, unit.recognize_dimension)
    taken: set[int] = set()
    for recognize in (*units, number.recognize_number):
        for r in recognize(sentence, chinese):
            value = (r.resolution or {}).get("value")
            if value and r.start not in taken and _COUNTED.match(r.text):
                taken.update(range(r.start, r.end + 1))
                yield r.start, r.end + 1, r.text, value, recognize in units


def _recognizers_in(sentence: str, measure_words: bool) -> Iterator[dict[str, Any]]:
    for start, end, words, value, has_unit in _results(sentence):
        amount = Decimal(value.rstrip("%"))
        if has_unit:
            printed = "%" if value.endswith("%") else _LEADING.sub("", words)
            yield _fact(sentence, start, end, amount, printed)
        elif measure_words:
            yield from _measured(sentence, start, end, amount)


def _recognizers(text: Text) -> Facts:
    return {"metrics": [f for s in sentences(text) for f in _recognizers_in(s, False)]}


def _recognizers_with_words(text: Text) -> Facts:
    return {"metrics": [f for s in sentences(text) for f in _recognizers_in(s, True)]}


NUMBERS = (
    Peer(
        name="Recognizers-Text",
        kinds=("metrics",),
        read=_recognizers,
        package="recognizers-text-number-with-unit",
        licence="MIT",
        how="Percentages, ages, currencies and dimensions in each sentence (culture `zh-cn`), the unit as printed. It knows no "
        "measure words, and its bare numbers would only be wrong ones.",
    ),
    Peer(
        name="Recognizers-Text + measure words",
        kinds=("metrics",),
        read=_recognizers_with_words,
        package="recognizers-text-number-with-unit",
        licence="MIT",
        how="The same, and each further number with a measure word of the same list as below behind it.",
    ),
    Peer(
        name="regular expression + measure words",
        kinds=("metrics",),
        read=_expression,
        how=f"Digits or two and more Chinese numerals before one of {len(_UNITS)} measure words, and 百分之….",
    ),
)
