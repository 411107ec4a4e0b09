"""Rules for formulas joined by + or ×."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.lexicon.words import any_of
from kg.model import FormulaMention, Part, Text
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
_NAMING = re.compile(
    rf"(?:{any_of('pattern.one_with_other')})?(?:等[{kinds.HAN}]{{0,8}})?的?(?:[{kinds.HAN}]{{0,4}})?(?=“)"
)


def _expressions(q: Quoted) -> Iterator[tuple[int, int, str | None]]:
    """The formulas inside a quotation: clean range and the name of which a numeric one is part."""
    for m in _EXPRESSION.finditer(q.core):
        words = m[0].strip()
        if words in _STOCK or q.core.endswith("+"):
            continue
        at = q.start + 1 + m.start()
        if (t := _TRAILING.fullmatch(words)) and not t[1].endswith(("”", "“")):
            yield at + t.start(2), at + len(words), words
        else:
            yield at, at + len(words), None


def _named_after(clean: str, position: int) -> str | None:
    """How the text names a formula that ends at ``position``: “A+B”的“C方式”, “A+B”等特色的“C”模式."""
    m = _NAMING.match(clean, position)
    if m is None or not re.search("[的等]", m[0]):
        return None
    close = clean.find("”", m.end())
    if close < 0 or close - m.end() > 24 or "\n" in clean[m.end() : close]:
        return None
    core = clean[m.end() + 1 : close]
    bears = bounds.tail(clean, close + 1)
    return core if bears is None else f"“{core}”{bears.between}{bears.kind}"


def _parts(text: Text, start: int, end: int, after: int) -> tuple[Part, ...]:
    """The addends; those of a formula of numbers by what the sentence says they count."""
    parts = addends(text.clean, start, end)
    if not _NUMERIC.fullmatch(text.clean, start, end):
        return parts
    sentence = text.sentence_at(start)
    if sentence is None:
        return parts
    counts = tuple(p.multiplicity or "" for p in parts)
    return spelled_out(text.clean, after, sentence.end, counts) or parts


def read_quoted(text: Text, found: Found) -> Iterator[FormulaMention]:
    """“党支部+合作社+农户”, also several in one quotation or in neighbouring ones."""
    del found
    clean = text.clean
    for run in analyse(text).runs:
        last = run[-1].end
        bears = bounds.tail(clean, last)
        name = _named_after(clean, last)
        for q in run:
            for start, end, whole in _expressions(q):
                kind = bears.kind if bears else None
                aliases = (f"“{q.core}”{bears.between}{bears.kind}",) if bears else ()
                if whole is not None:
                    whole = f"“{whole}”{bears.between}{bears.kind}" if bears else whole
                if "、" in q.core or whole is not None:
                    aliases = ()
                yield FormulaMention(
                    start=start,
                    end=end,
                    rule="formula.quoted",
                    text=clean[start:end],
                    parts=_parts(text, start, end, last),
                    name=whole or name,
                    kind=kind,
                    aliases=aliases,
                )


def _trim(text: Text, found: Found, start: int, end: int) -> tuple[int, int]:
    """Cut the verb before the first addend and the kind word after the last."""
    clean = text.clean
    first = min(i for i in (clean.find("+", start, end), clean.find("×", start, end)) if i >= 0)
    left = start
    if clean[start] != "“":
        left = max(start, bounds.head(text, found, first, start).start)
    last = max(clean.rfind("+", start, end), clean.rfind("×", start, end)) + 1
    tail = clean[last:end]
    cut = len(tail)
    if not tail.startswith("“"):
        for m in re.finditer(rf"的|等|{any_of('pattern.formula_end')}|让|使|(?<=[NX\d])(?=[\u3400-\u9fff])", tail):
            cut = min(cut, m.start()) if m.start() else cut
        for i in range(2, cut):
            if bounds.kind_at(tail, i) in bounds.STRONG:
                cut = min(cut, i)
                break
    return (left if left < first else start), last + cut


def read_open(text: Text, found: Found) -> Iterator[FormulaMention]:
    """Formulas without quotation marks: 推行导师+学员制, 党建引领+网格治理模式."""
    clean = text.clean
    if "+" not in clean and "×" not in clean:
        return
    inside = [(q.start, q.end - 1) for q in analyse(text).quotations]
    for m in _OPEN.finditer(clean):
        if holds(inside, m.start()):
            continue
        start, end = _trim(text, found, *m.span())
        words = clean[start:end]
        if "+" not in words.strip("+×") and "×" not in words.strip("+×"):
            continue
        bears = bounds.tail(clean, end)
        if "×" in words:
            continue  # a measure: 5×6米
        plain = not re.search(rf"[{kinds.HAN}]", words)
        if plain and bears is None:
            continue
        kind = bears.kind if bears else None
        aliases = (f"{words}{bears.between}{bears.kind}",) if bears else ()
        yield FormulaMention(
            start=start,
            end=end,
            rule="formula.open",
            text=words,
            parts=_parts(text, start, end, end),
            name=_named_after(clean, end),
            kind=kind,
            aliases=aliases,
        )


FAMILY = Family(
    "formulas",
    (
        Rule("formula.quoted", "a quoted expression joined by + or ×", read_quoted),
        Rule("formula.open", "an expression joined by + or × without quotation marks", read_open),
    ),
)
