"""Make one paragraph plain: spaces, digits, punctuation and quotation marks."""

from __future__ import annotations

from kg import patterns as re
from kg.text.flow import Flow
from kg.text.fold import GONE

_HAN = r"\u3400-\u9fff\U00020000-\U0003ffff"
_GONE = re.compile(GONE)
# A run of single characters with one space between any two: letter-spacing.
_SPACED_RUN = re.compile(r"(?<!\S)(?:\S {1,2}){3,}\S(?!\S)")
_SPACES = re.compile(r" +")
_IDLE_SPACE = re.compile(r" +(?![A-Za-z0-9])|(?<![A-Za-z0-9]) +")
_WIDE_SPACE = re.compile(r"(?<=[A-Za-z0-9]) ( +)(?=[A-Za-z0-9])")
# One number broken by spaces: a year, digits one by one, or groups of three between Chinese words.
_YEAR = re.compile(r"(?<![\d.])(?:1 ?9|2 ?0)(?: ?\d){2}(?=年)")
_DIGITS_APART = re.compile(r"(?<=[\u4e00-\u9fff])\d(?: \d){2,}(?=[\u4e00-\u9fff%])")
_GROUPS = re.compile(r"(?<=[\u4e00-\u9fff])(?<!第)[1-9]\d{0,2}(?: \d{3})+(?:\.\d+)?(?=[\u4e00-\u9fff%])")
_SENTENCE = re.compile(r"[，。；：,;]|.{15}")
_ITEM_NUMBER = re.compile(r"\d{1,2}\. +(?=\d)")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d|,\d)")
_COMMA = re.compile(r",")
_DOTS = re.compile(r"\.{3,}|。{3,}|·{3,}|…+")
_DASHES = re.compile(r"(?<!-)--+(?!-)")
_ANGLES = re.compile(r"<<(?=[^<>]{2,60}>>)|(?<=[^<>])>>")

_CHANGES = (
    ("(", re.compile(r"\("), "（"),
    (")", re.compile(r"\)"), "）"),
    (",", re.compile(r"(?<![0-9A-Za-z]),|,(?![0-9A-Za-z ])|(?<=[0-9]),(?=[A-Za-z])"), "，"),
    (";", re.compile(r"(?<![A-Za-z]);|;(?![A-Za-z ])"), "；"),
    ("?", re.compile(r"(?<![A-Za-z])\?|\?(?![A-Za-z&= ])"), "？"),
    ("!", re.compile(r"(?<![A-Za-z])!|!(?![A-Za-z= ])"), "！"),
    (":", re.compile(r"(?<![0-9A-Za-z]):|:(?![0-9A-Za-z/\\ ])|(?<=[0-9]):(?![0-9])"), "："),
    (".", re.compile(rf"(?<=[{_HAN}”’）》%])\.(?![0-9A-Za-z.])"), "。"),
    ("○◯", re.compile(r"(?<=[一二三四五六七八九十零〇])[○◯](?=[一二三四五六七八九十零〇○◯年])"), "〇"),
    ("－", re.compile(rf"(?<=[{_HAN}])－(?=[{_HAN}])"), "—"),
    ("–", re.compile(r"–(?=\d)"), "-"),
)


def unspace(flow: Flow) -> Flow:
    """Take out letter-spacing and every space that does not part two Latin words or numbers."""
    flow = flow.drop(_GONE) if GONE in flow.text else flow
    if " " not in flow.text:
        return flow
    idle: list[tuple[int, int]] = []
    for run in _SPACED_RUN.finditer(flow.text):
        idle += ((m.start() + run.start(), m.end() + run.start()) for m in _SPACES.finditer(run[0]))
    flow = flow.without(idle)
    item = _ITEM_NUMBER.match(flow.text)
    if item:  # the number of an item is no part of the figure that follows
        return flow.part(0, item.end()).plus(unspace(flow.part(item.end())))
    flow = flow.drop(_IDLE_SPACE)
    return flow.without(m.span(1) for m in _WIDE_SPACE.finditer(flow.text))


def _unite_numbers(flow: Flow) -> Flow:
    """Take the spaces out of what can only be one number."""
    flow = _without_spaces(flow, _YEAR)
    flow = _without_spaces(flow, _DIGITS_APART)
    return _without_spaces(flow, _GROUPS) if _SENTENCE.search(flow.text) else flow


def _without_spaces(flow: Flow, pattern: re.Pattern[str]) -> Flow:
    """Without the spaces inside what a pattern matches."""
    return flow.without(
        (m.start() + gap.start(), m.start() + gap.end())
        for m in pattern.finditer(flow.text)
        for gap in _SPACES.finditer(m[0])
    )


def _unite_digits(flow: Flow) -> Flow:
    """Take the commas out of grouped numbers."""
    if "," not in flow.text:
        return flow
    commas = (
        (group.start() + m.start(), group.start() + m.end())
        for group in _THOUSANDS.finditer(flow.text)
        for m in _COMMA.finditer(group[0])
    )
    return flow.without(commas)


def _unite_dots(flow: Flow) -> Flow:
    """Write every ellipsis as ……, which has two characters."""
    surplus = [(m.start() + 2, m.end()) for m in _DOTS.finditer(flow.text) if len(m[0]) > 2]
    flow = Flow(_DOTS.sub(lambda m: "…" * len(m[0]), flow.text), flow.at).without(surplus)
    flow = flow.map(_DASHES, "—")
    if "<<" in flow.text:
        ends = [(m.start() + 1, m.end()) for m in _ANGLES.finditer(flow.text)]
        text = _ANGLES.sub(lambda m: "《《" if m[0] == "<<" else "》》", flow.text)
        flow = Flow(text, flow.at).without(ends)
    return flow


def _turn(text: str, mark: str, opening: str, closing: str) -> str:
    """Give straight or one-sided marks their directions, alternately."""
    pieces = text.split(mark)
    out = [pieces[0]]
    for number, piece in enumerate(pieces[1:]):
        out += (closing if number % 2 else opening), piece
    return "".join(out)


_INNER_APOSTROPHE = re.compile(r"(?<=[A-Za-z0-9])'(?=[A-Za-z0-9])")


def _direct(text: str) -> str:
    """Quotation marks with the direction that their order asks for."""
    if '"' in text:
        text = _turn(text, '"', "“", "”")
    elif "”" in text and "“" not in text and text.count("”") % 2 == 0:
        text = _turn(text, "”", "“", "”")
    elif "“" in text and "”" not in text and text.count("“") % 2 == 0:
        text = _turn(text, "“", "“", "”")
    if "'" in text and not _INNER_APOSTROPHE.search(text):
        text = _turn(text, "'", "‘", "’")
    return text


def polish(flow: Flow) -> Flow:
    """The paragraph, its spaces already taken out, as rules read it."""
    flow = flow.stripped()
    if " " in flow.text:
        flow = _unite_numbers(flow)
    flow = _unite_dots(_unite_digits(flow))
    text = flow.text
    for marks, pattern, to in _CHANGES:
        if marks[0] in text or marks[-1] in text:
            text = pattern.sub(to, text)
    return Flow(_direct(text), flow.at)
