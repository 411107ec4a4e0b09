"""Rules for formulas joined by + or ×."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.lexicon.words import any_of
from kg.model import FormulaMention, Text
from kg.rules.engine import Family, Found, Rule
from kg.rules.formulas.addends import addends, spelled_out
from kg.rules.programmes import bounds, kinds
from kg.syntax.analysis import analyse
from kg.syntax.quotations import Quoted, holds

_TERM = r"(?:（[^（）]*）|‘[^‘’+×]*’|[^+×、，；：。‘’])++"
_EXPRESSION = re.compile(rf"{_TERM}(?:[+×]{_TERM})+")
_NUMERIC = re.compile(r"(?:\d{1,3}|[NnXx])(?:[+×](?:\d{1,3}|[NnXx]))+")
_TRAILING = re.compile(rf"([{kinds.HAN}·“”]{{2,}}?)({_NUMERIC.pattern})")
_STOCK = frozenset({"5+2", "白+黑", "5+2白+黑", "996"})
_WORD = rf"(?:“[^“”\n+]{{1,16}}”|[{kinds.HAN}A-Za-z0-9（）()/·%]{{1,24}})"
_OPEN = re.compile(rf"{_WORD}(?:[+×]{_WORD})+")
_ENDS = re.compile(rf"的|等|{any_of('pattern.formula_end')}|让|使|(?<=[NX\d])(?=[\u3400-\u9fff])")
_NAMING = re.compile(
    rf"(?:{any_of('pattern.one_with_other')})?(?:等[{kinds.HAN}]{{0,8}})?的?(?:[{kinds.HAN}]{{0,4}})?(?=“)"
)
_LONGEST = 24


def _read(text: Text, rule: str, start: int, end: int, last: int, **said: object) -> FormulaMention:
    """The formula at ``start:end``; what is said of it stands behind ``last``. The addends of one of numbers are told by what the
    sentence says they count."""
    parts = addends(text.clean, start, end)
    sentence = text.sentence_at(start)
    if sentence is not None and _NUMERIC.fullmatch(text.clean, start, end):
        counts = tuple(p.multiplicity or "" for p in parts)
        parts = spelled_out(text.clean, last, sentence.end, counts) or parts
    return FormulaMention(start=start, end=end, rule=rule, text=text.clean[start:end], parts=parts, **said)  # type: ignore[arg-type]


def _called(words: str, bears: bounds.Tail | None) -> tuple[str, ...]:
    """The words with the kind word that they bear, where they do."""
    return () if bears is None else (f"{words}{bears.between}{bears.kind}",)


def _named_after(clean: str, position: int) -> str | None:
    """How the text names a formula that ends at ``position``: “A+B”的“C方式”, “A+B”等特色的“C”模式."""
    m = _NAMING.match(clean, position)
    if m is None or not re.search("[的等]", m[0]):
        return None
    close = clean.find("”", m.end())
    if close < 0 or close - m.end() > _LONGEST or "\n" in clean[m.end() : close]:
        return None
    quoted = clean[m.end() : close + 1]
    return next(iter(_called(quoted, bounds.tail(clean, close + 1))), quoted[1:-1])


def _expressions(q: Quoted) -> Iterator[tuple[int, int, str | None]]:
    """The formulas inside a quotation: clean range and the name of which a numeric one is part."""
    for m in _EXPRESSION.finditer(q.core):
        words, at = m[0].strip(), q.start + 1 + m.start()
        if words in _STOCK or q.core.endswith("+"):
            continue
        t = _TRAILING.fullmatch(words)
        part = t is not None and not t[1].endswith(("”", "“"))
        yield at + (t.start(2) if t is not None and part else 0), at + len(words), words if part else None


def read_quoted(text: Text, found: Found) -> Iterator[FormulaMention]:
    """“党支部+合作社+农户”, also several in one quotation or in neighbouring ones."""
    del found
    for run in analyse(text).runs:
        last = run[-1].end
        bears, name = bounds.tail(text.clean, last), _named_after(text.clean, last)
        for q in run:
            for start, end, whole in _expressions(q):
                aliases = () if "、" in q.core or whole is not None else _called(f"“{q.core}”", bears)
                own = whole and next(iter(_called(f"“{whole}”", bears)), whole)
                kind = bears.kind if bears else None
                yield _read(text, "formula.quoted", start, end, last, name=own or name, kind=kind, aliases=aliases)


def _trim(text: Text, found: Found, start: int, end: int) -> tuple[int, int]:
    """A formula without the verb before the first addend and what follows the last, such as its kind word."""
    clean = text.clean
    marks = [i for i in range(start, end) if clean[i] in "+×"]
    left = start if clean[start] == "“" else max(start, bounds.head(text, found, marks[0], start).start)
    last = marks[-1] + 1
    tail = clean[last:end]
    if tail.startswith("“"):
        return (left if left < marks[0] else start), end
    cut = next((m.start() for m in _ENDS.finditer(tail) if m.start()), len(tail))
    cut = next((i for i in range(2, cut) if bounds.kind_at(tail, i) in bounds.STRONG), cut)
    return (left if left < marks[0] else start), last + cut


def read_open(text: Text, found: Found) -> Iterator[FormulaMention]:
    """Formulas without quotation marks: 推行导师+学员制, 党建引领+网格治理模式; none that is a measure (5×6米)."""
    clean = text.clean
    inside = [(q.start, q.end - 1) for q in analyse(text).quotations]
    for m in _OPEN.finditer(clean) if "+" in clean else ():
        if holds(inside, m.start()):
            continue
        start, end = _trim(text, found, *m.span())
        words, bears = clean[start:end], bounds.tail(clean, end)
        plain = not re.search(rf"[{kinds.HAN}]", words)
        if "+" not in words.strip("+×") or "×" in words or (plain and bears is None):
            continue
        kind, name = bears.kind if bears else None, _named_after(clean, end)
        yield _read(text, "formula.open", start, end, end, name=name, kind=kind, aliases=_called(words, bears))


FAMILY = Family(
    "formulas",
    (
        Rule("formula.quoted", "a quoted expression joined by + or ×", read_quoted),
        Rule("formula.open", "an expression joined by + or × without quotation marks", read_open),
    ),
)
