"""The value of a numeral, in Arabic or Chinese digits, as a plain :class:`~decimal.Decimal`."""

from __future__ import annotations

from decimal import Decimal

from kg import patterns as re

DIGITS = "零一二三四五六七八九"
CARDINALS = DIGITS[1:] + "十"
NINETEEN = "一九"
"""How the years of the last century begin."""
_DIGITS = {c: i for i, c in enumerate(DIGITS)} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MULTIPLIERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_PLAIN = re.compile(r"[零〇一二两三四五六七八九]+")


def plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros and without an exponent."""
    return Decimal(format(value.normalize(), "f"))


def multiplier(characters: str) -> Decimal:
    """The product of multiplier characters: 百万 is 1000000, the empty string is 1."""
    product = Decimal(1)
    for character in characters:
        product *= _MULTIPLIERS[character]
    return product


_COMMAS = str.maketrans("", "", ",，")


def arabic(digits: str, mult: str = "") -> Decimal:
    """The value of ``digits`` (thousands may be set off by commas) times the multiplier ``mult``."""
    return plain(Decimal(digits.translate(_COMMAS)) * multiplier(mult))


def _below_ten_thousand(word: str) -> int | None:
    """The value of a Chinese numeral below 10000, ``None`` where it is not well formed."""
    if not word:
        return None
    total, digit, last = 0, None, 10**4
    for character in word:
        if character in _DIGITS:
            if digit is not None and digit != 0:
                return None  # 三五: an estimate, no number
            digit = _DIGITS[character]
            continue
        place = _PLACES.get(character)
        if place is None or place >= last or (digit is None and place != 10 and total):
            return None
        total += (1 if digit is None else digit) * place
        last, digit = place, None
    if digit is not None:
        # 一百二 says 120: the place after 百 and 千 is understood where no 零 stands before the digit
        short = last in (100, 1000) and word[-2:-1] not in ("零", "〇")
        total += digit * (last // 10 if short else 1)
    return total


def _decimal(whole: str, fraction: str) -> Decimal | None:
    """The value of 一点五 and 九点二亿 by what stands before and after 点."""
    digits = fraction.rstrip("百千万亿")
    base = chinese(whole) if _PLAIN.fullmatch(digits) else None
    if base is None:
        return None
    point = Decimal("0." + "".join(str(_DIGITS[c]) for c in digits))
    return plain((base + point) * multiplier(fraction[len(digits) :]))


def chinese(word: str) -> Decimal | None:
    """The value of a Chinese numeral (三百六十, 两万三千, 一点五), ``None`` where it is not well formed."""
    whole, point, fraction = word.partition("点")
    if point:
        return _decimal(whole, fraction)
    total = 0
    for unit, name in ((10**8, "亿"), (10**4, "万")):
        head, found, tail = whole.partition(name)
        if found:
            part = 1 if not head and not total else _below_ten_thousand(head)
            if part is None and unit == 10**8 and "万" in head:
                return None
            if part is None:
                return None
            total += part * unit
            whole = tail
    if whole:
        rest = _below_ten_thousand(whole)
        if rest is None:
            return None
        total += rest
    return plain(Decimal(total))


def chinese_year(word: str) -> int | None:
    """The year that four Chinese digits spell (二〇二四), else ``None``."""
    if len(word) == 4 and _PLAIN.fullmatch(word):
        return int("".join(str(_DIGITS[c]) for c in word))
    return None
