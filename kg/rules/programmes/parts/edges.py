"""Where the items of a row begin and end: what precedes the first and follows the last cut off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from statistics import median

from kg import patterns as re
from kg.lexicon.words import any_of
from kg.model import OrganisationMention, RegionMention
from kg.rules.engine import Found
from kg.rules.programmes import numerals
from kg.rules.programmes.kinds import HAN
from kg.syntax.analysis import Analysis
from kg.syntax.clauses import AND, Span, split
from kg.text.words import words

SEVERAL = r"(?:[二三四五六七八九]?十[一二三四五六七八九]?|[二两三四五六七八九]|\d{1,2})"
"""A number of things, of two or more."""
AS = f"为(?:{any_of('pattern.chief')})?(?:主|轴|{any_of('pattern.as')})"
"""What a thing serves as in a way of working: 以甲为抓手."""
_SERVES = re.compile(AS)
_COUNTED = (
    f"(?:个|项|大|步|环|级|类|种|条|{any_of('pattern.counts_parts')}|张|位|道|关|招|链|色|维|样|块|件|字|者|方|句)"
)
_ANNOUNCED = re.compile(rf"({SEVERAL}){_COUNTED}[{HAN}]{{0,6}}(?:：|——|，?(?:即|{any_of('pattern.means')}))“?$")
_CLOSES = re.compile(
    rf"(?P<all>等等|等|这|共)?(?P<n>{SEVERAL}){_COUNTED}[{HAN}]{{0,12}}$"
    r"|(?:等等|等)(?:[^、，]{0,14})?$"
    rf"|(?P<as>{AS}|{any_of('pattern.joined')}"
    rf")[^、，]{{0,6}}$"
)
_OF = re.compile("的[^、，]{0,16}$")
_OPENERS = ("verb.set", "verb.soft", "verb.make", "verb.found", "verb.state", "verb.run", "adverb")
_QUOTES = {"“": "”", "‘": "’"}


@lru_cache(maxsize=1 << 12)
def bare(clean: str, span: Span) -> Span:
    """An item without blanks of marks at its edges, and without the quotation marks that hold it whole."""
    start, end = span
    while start < end and clean[start] in "、，；：—→ 【":
        start += 1
    while end > start and clean[end - 1] in "。；，、：—→ 】":
        end -= 1
    closing = _QUOTES.get(clean[start : start + 1], "")
    if closing and end - start > 2 and clean.find(closing, start, end) == end - 1:
        return start + 1, end - 1
    opened, closed_ = (mark in clean[start:end] for mark in "“”")
    return start + (closing == "”" and not closed_), end - (clean[end - 1 : end] == "”" and not opened)


def divided(clean: str, span: Span) -> list[Span]:
    """An item divided at 和, 及 or 与, where it has one outside of quotation marks."""
    start, end = span
    for match in AND.finditer(clean, start + 1, end - 1):
        if clean.count("“", start, match.start()) == clean.count("”", start, match.start()):
            return [(start, match.start()), (match.end(), end)]
    return [span]


def last_two(clean: str, row: Sequence[Span]) -> Sequence[Span]:
    """The last item of a row, or two where 和 joins them and both are about as long as the others: 周例会、月调度和|季督查."""
    lengths = [b - a for a, b in row[:-1]]
    halves = divided(clean, row[-1]) if lengths else row[-1:]
    alike = bool(lengths) and all(min(lengths) - 1 <= b - a <= max(lengths) + 1 for a, b in halves)
    return halves if alike else row[-1:]


@lru_cache(maxsize=1 << 10)
def closed(clean: str, spans: tuple[Span, ...]) -> tuple[Span, str]:
    """The last item without what closes the list, and how the list is closed: such (等), count, of (的) or nothing. A number
    that is not that of the items, and what every other item holds too, belongs to the item (甲的堂、乙的堂、丙的堂)."""
    start, end = spans[-1]
    words, others = clean[start:end], [clean[a:b] for a, b in spans[:-1]]
    match = _CLOSES.search(words)
    if match is not None and match.start() > 0 and words[match.start() - 1] not in "指是即为第":
        whole = match["all"] or not match["n"] or numerals.value(match["n"]) - len(spans) in (0, 1)
        if whole and not (match["as"] and others and all(match["as"] in o for o in others)):
            return (start, start + match.start()), "such" if match[0].startswith("等") else "count"
    if at_verb := _goes_on(clean, spans[-1], others):
        return (start, at_verb), ""
    own = min([o.count("的") for o in others], default=0)
    ends = [i for i, c in enumerate(words) if c == "的"][own:]
    at = next((i for i in ends if i > 0 and _OF.match(words, i)), None)
    if at is not None and words.count("“") == words.count("”"):
        return (start, start + at), "of"
    shut = clean.rfind("”", start, end) + 1
    if len(others) > 1 and start < shut < end and all(o.endswith("”") for o in others):
        return (start, shut), ""  # 甲“一”、乙“二”、丙“三”|解民忧
    return spans[-1], ""


def _goes_on(clean: str, last: Span, others: Sequence[str]) -> int:
    """Where the last item ends and its clause goes on with a verb, 0 where it does not: 甲账、乙账、丙账|逐项销号, as all items end in
    the same character or are of one length."""
    start, end = last
    alike = {o[-1:] for o in others}
    even = {len(o) for o in others}
    if len(others) < 2 or (len(alike) > 1 and len(even) > 1):
        return 0
    for word in words(clean, start, end):
        ends = len(alike) == 1 and clean[word.start - 1] in alike
        if word.start > start and (ends or word.start - start in even) and word.flag[:1] in "vdp" and word.flag != "vn":
            return word.start
    return 0


def openings(analysis: Analysis, found: Found, span: Span) -> list[int]:
    """Where the first item may begin: at its start, and behind each verb, preposition, 的, region and body in it."""
    start, end = span
    clean = analysis.text.clean
    places = {start, *(token.end for token in analysis.tokens.within(start, end, *_OPENERS))}
    places |= {i + 1 for i in range(start, end) if clean[i] in "的了把将以从由对是为即指让"}
    for mention in (*found.within(RegionMention, start, end), *found.within(OrganisationMention, start, end)):
        places.add(mention.end)
    places.add(max(clean.find("“", start, end), start))
    return sorted(p for p in places if p < end)


def word_starts(clean: str, start: int, end: int) -> set[int]:
    """Where the words of a stretch begin."""
    return {w.start for w in words(clean, start, end)}


def firsts(analysis: Analysis, found: Found, first: Span, rest: Sequence[Span]) -> Iterator[Span]:
    """Readings of the first item: as it stands, unless a verb opens it that opens no other (培育壮大|甲、乙、丙), and cut where it
    becomes as long as the others usually are."""
    lengths = [b - a for a, b in rest]
    if not rest or first[1] - first[0] <= median(lengths) or _SERVES.match(analysis.text.clean, first[1]):
        yield first
        return
    usual = median(lengths)
    best = min(openings(analysis, found, first), key=lambda p: (abs(first[1] - p - usual), -p))
    verb = analysis.tokens.ending(best, *_OPENERS)
    opened = verb is not None and len(verb.word) > 1 and verb.start >= first[0]
    if opened and verb is not None:
        others = (analysis.tokens.starting(a, *_OPENERS) for a, _ in rest)
        if any(t is not None and len(t.word) > 1 for t in others):
            best, opened = verb.start, False  # 强化甲, 推进乙: the items begin with verbs
    if not opened:
        yield first
    clean, even = analysis.text.clean, first[1] - lengths[0]
    alike = clean[even] == clean[rest[0][0]] and rest[0][0] == first[1] + 1  # 党员|亮身份、亮承诺，比…
    begun = clean.startswith(clean[first[0] : first[0] + 2], rest[0][0])  # 党建工作委员会、党建办公室
    parted = even in word_starts(clean, *first) or analysis.tokens.ending(even, "verb.liken") is not None
    if len(rest) > 1 and not begun and (len(set(lengths)) == 1 or alike) and parted and even != best:
        yield even, first[1]
    if best != first[0]:
        yield best, first[1]


def even_in_clause(analysis: Analysis, span: Span, following: Span, items: Sequence[Span]) -> Span:
    """A later item without the verb that opens its clause, where that makes it as long as the next one and opens no other
    item: 推进|甲乙丙、丁戊己."""
    clean, (start, end) = analysis.text.clean, span
    verb = analysis.tokens.starting(start, *_OPENERS)
    opens = clean[start - 1] in "，；" and clean[end] == "、" and following[0] == end + 1
    first = analysis.tokens.starting(items[0][0], *_OPENERS)  # 强化甲，推进乙、丙: each clause has its verb
    if verb is None or first is not None or not opens or sum(clean.startswith(verb.word, a) for a, _ in items) > 1:
        return span
    return (verb.end, end) if end - verb.end == following[1] - following[0] else span


def ending_at(analysis: Analysis, found: Found, start: int, end: int, counts: Sequence[int]) -> Sequence[Span]:
    """The last items, as many as one of ``counts``, of a list that ends at ``end``: the first without what precedes them."""
    clean = analysis.text.clean
    row = split(clean, start, end, "、")
    for spans in (row, (*row[:-1], *divided(clean, row[-1]))) if row else ():
        for n in counts:
            first, *rest = (*spans[-n:-1], closed(clean, spans)[0])
            rest = [bare(clean, s) for s in rest]
            *_, cut = firsts(analysis, found, first, rest)
            if len(rest) == n - 1 and plausible(items := (bare(clean, cut), *rest)):
                return items
    return ()


def announced(clean: str, start: int) -> int:
    """How many items the words right before a list say that it has (分四步走：), 0 where they say nothing."""
    m = _ANNOUNCED.search(clean[max(start - 16, 0) : start])
    return numerals.value(m[1]) or 0 if m else 0


def plausible(spans: Sequence[Span]) -> bool:
    """Whether ranges can be the items of one list: none empty or a sentence, none far longer than the rest."""
    lengths = sorted(b - a for a, b in spans)
    return bool(lengths) and lengths[0] >= 1 and lengths[-1] <= 45 and lengths[-1] <= 8 + 4 * lengths[len(lengths) // 2]
