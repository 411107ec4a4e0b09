"""What a spreadsheet shows in a cell that holds a number: .126 is shown as 12.6%, 45292 as 2024年1月, 1234.5 as 1,234.50.

The number itself says less than the cell does: only the format tells a share from a fraction, and a day from a count.
A format of another kind (fractions, powers of ten, digits parted by letters) shows the number as it is.
"""

from __future__ import annotations

import datetime
from decimal import Decimal, InvalidOperation

from kg import patterns as re

# The formats that files name by number alone; those from 27 on as programs in Chinese know them.
BUILT_IN = {
    **{
        1: "0",
        2: "0.00",
        3: "#,##0",
        4: "#,##0.00",
        9: "0%",
        10: "0.00%",
        37: "#,##0",
        38: "#,##0",
        39: "#,##0.00",
        40: "#,##0.00",
    },
    **dict.fromkeys((5, 6, 42), '"¥"#,##0'),
    **dict.fromkeys((7, 8, 44), '"¥"#,##0.00'),
    **dict.fromkeys((14, 30), "yyyy/m/d"),
    **dict.fromkeys((15, 16), "m/d"),
    **dict.fromkeys((17, 27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    31: 'yyyy"年"m"月"d"日"',
    **dict.fromkeys((*range(18, 23), *range(32, 36), 45, 46, 47, 55, 56), "h:mm"),
    41: "#,##0",
    43: "#,##0.00",
}
_GENERAL = re.compile(r"General|G/通用格式|@", re.I)
# Colours, conditions and languages; room as wide as a letter; what fills a cell.
_SILENT = re.compile(r"\[(?!\$[^\]-])[^\]]*\]|_.|\*.")
_CURRENCY = re.compile(r"\[\$([^\]-]*)[^\]]*\]")
_WORDS = re.compile(r'"([^"]*)"|\\(.)|!(.)')
_SHAPE = re.compile(
    r"(?P<before>[^#0?.,%]*)(?P<whole>[#0?,]*[#0?])(?P<places>\.[#0?]*)?(?P<scale>,*)(?P<share>\s*%)?(?P<after>[^#0?.,%]*)"
)
_DATE = re.compile(r"[ymdhs]", re.I)
_DATE_PART = re.compile(r"y+|m+|d+", re.I)
_HOURS = re.compile(r"[hs].*|AM/PM|上午/下午", re.I)
_MONEY = re.compile(r"(?P<minus>-?)\s*[¥￥]\s*(?P<inner>-?)\s*(?P<number>[\d,]+(?:\.\d+)?)")
_DIGITS = 12  # that a number has which no format rounds; what a computer reckons is not exact beyond
_EPOCH, _MAC_EPOCH = datetime.datetime(1899, 12, 30), datetime.datetime(1904, 1, 1)  # noqa: DTZ001 - days of no place
_LAST_DAY = 2_958_465


def is_date(code: str) -> bool:
    """Whether a format shows days or times."""
    first = code.split(";")[0]
    return not _GENERAL.search(first) and bool(_DATE.search(_bare(first)))


def shown(value: str, code: str, *, mac: bool = False) -> str:
    """What a cell shows that holds this number in this format; ``mac`` is whether its days are counted from 1904."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite():
        return value
    if is_date(code):
        return _day(number, code, mac=mac)
    sections = code.split(";")
    own = (
        sections[1]
        if number < 0 and len(sections) > 1
        else sections[2]
        if number == 0 and len(sections) > 2
        else sections[0]
    )
    words = _literal(own)
    if _GENERAL.search(words):
        before, after = _GENERAL.split(words, maxsplit=1)
        return before.strip() + general(number) + after.strip()
    masked = _masked(own)
    if not re.search("[#0]", masked):  # words in place of the number
        return words.replace("?", "").strip()
    shape = _SHAPE.fullmatch(masked)
    return general(number) if shape is None else _formed(number, words, shape)


def general(number: Decimal) -> str:
    """A number in no format."""
    rounded = (
        number.quantize(Decimal(1).scaleb(number.adjusted() - _DIGITS + 1))
        if number and len(number.as_tuple().digits) > _DIGITS
        else number
    )
    told = f"{rounded:f}"
    return told.rstrip("0").rstrip(".") if "." in told else told


def money(words: str) -> str:
    """A cell that is a sum of money, its signs in one order."""
    m = _MONEY.fullmatch(words.strip())
    return f"{m['minus'] or m['inner']}¥{m['number']}" if m else words


def _bare(code: str) -> str:
    """A format without what is shown as it stands."""
    return _WORDS.sub("", _SILENT.sub("", _CURRENCY.sub("", code)))


def _literal(code: str) -> str:
    """A format with what is shown as it stands, without its marks."""
    return _WORDS.sub(lambda m: m[1] or m[2] or m[3] or "", _SILENT.sub("", _CURRENCY.sub(r"\1", code)))


def _masked(code: str) -> str:
    """The literal words of a format as letters that mean nothing, so that its shape can be seen."""
    return _WORDS.sub(
        lambda m: "\0" * len(m[1] or m[2] or m[3] or ""),
        _SILENT.sub("", _CURRENCY.sub(lambda m: "\0" * len(m[1]), code)),
    )


def _formed(number: Decimal, words: str, shape: re.Match[str]) -> str:
    before, after = words[: shape.end("before")].strip(), words[shape.start("after") :].strip()
    scaled = number / 1000 ** len(shape["scale"]) * (100 if shape["share"] else 1)
    places = shape["places"] or ""
    size = max(len(places) - 1, 0)
    told = f"{scaled:,.{size}f}" if "," in shape["whole"] else f"{scaled:.{size}f}"
    if "#" in places:
        told = told.rstrip("0").rstrip(".") if "0" not in places else told
    if "(" in before or "（" in before or "-" in before:  # the section of what is below nought has a sign of its own
        before, after = before.strip("(（-"), after.strip(")）")
    return money(
        ("-" if told.startswith("-") and before else "")
        + before
        + (told.lstrip("-") if before else told)
        + ("%" if shape["share"] else "")
        + after
    )


def _day(number: Decimal, code: str, *, mac: bool) -> str:
    """A day as its format shows it; the time of the day is left out."""
    if not 0 < number < _LAST_DAY:
        return ""
    day = (_MAC_EPOCH if mac else _EPOCH) + datetime.timedelta(days=float(number))
    section = _HOURS.sub("", _SILENT.sub("", _CURRENCY.sub("", code.split(";")[0])))

    def part(m: re.Match[str]) -> str:
        kind, size = m[0][0].lower(), len(m[0])
        if kind == "y":
            return str(day.year)
        told = day.month if kind == "m" else day.day
        return f"{told:02}" if size == 2 else str(told)

    pieces = re.split(r'("[^"]*"|\\.|!.)', section)
    told = "".join(p.strip('"').lstrip("\\!") if k % 2 else _DATE_PART.sub(part, p) for k, p in enumerate(pieces))
    return told.strip(" :")
