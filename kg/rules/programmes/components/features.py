"""What speaks for and against a candidate list: classes of cues, never the words of a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from kg import patterns as re
from kg.lexicon.words import members
from kg.model import BlockKind, OrganisationMention, RegionMention
from kg.rules.programmes import names, numerals
from kg.rules.programmes.components.around import Around, Candidate
from kg.syntax.clauses import AND, Span

_MEASURED = re.compile(r"\d[\d.]*(?:万|亿|余|多)*(?:%|元|名|人|个|户|家|件|起|次|吨|亩|支|条|项|公里)|^\d+%?$")

_SENTENCE = re.compile(r"[。！？…\n]")
_CLAUSE = re.compile("[，。；：、！？\\n]")
_VERB = ("verb.set", "verb.soft", "verb.make", "verb.run", "verb.found", "verb.state")


@lru_cache(maxsize=4096)
def _bucket(value: float, *edges: float) -> str:
    """The name of the range that a number falls in."""
    for edge in edges:
        if value <= edge:
            return f"{edge:g}"
    return "more"


def _fit(around: Around, n: int) -> str:
    """How the number of items fits what the name announces: all, other (another reading of its numerals), not, free."""
    if not around.wanted:
        return "free"
    announced = numerals.declared(around.draft.core)
    if n == (announced or around.wanted[0]):
        return "all"
    return "other" if n in around.wanted or any(p.total == n for p in around.plans) else "not"


COUNTED = "counted"
"""The feature of a list that has as many items as its name announces, though none was left out to reach the number: what it
weighs is not learnt, because readers of candidates make lists of that number on purpose."""


def _counted(around: Around, candidate: Candidate, share: str) -> bool:
    """Whether there are as many items as announced, three or more, and one mark divides them all and neither precedes nor
    follows them; where they bear no word that the name counts, they must stand right before it (甲、乙、丙“三张名片”)."""
    clean, spans, tail = around.clean, candidate.spans, names.tail_count(around.draft)
    told = len(spans) in (numerals.declared(around.draft.core), numerals.declared(tail))
    if not told or share == "some" or (share == "0" and around.draft.start - candidate.end not in (0, 1)):
        return False
    gaps = [clean[a:b].strip("“”") for (_, a), (b, _) in pairwise(spans)]
    mark = next(iter(gaps), "")
    if len(gaps) < 2 or mark not in ("、", "，", "；") or {*gaps[:-1]} != {mark}:
        return False
    if gaps[-1] != mark and not AND.fullmatch(gaps[-1]):
        return False
    ahead = clean[max(candidate.start - 2, 0) : candidate.start].rstrip("“")[-1:]
    behind = clean[candidate.end : candidate.end + 2].lstrip("”")[:1]
    if mark == "、":
        return mark not in (ahead, behind)
    touches = candidate.gap == 0 and candidate.start - around.draft.end in (1, 2)
    return (touches or ahead not in "，；") and behind in "。；！？\n"


def _share(around: Around, words: list[str]) -> str:
    """The share of the items that bear the word that the name counts."""
    plans = [p for p in around.plans if p.total == len(words) and any(p.keys)]
    if not plans:
        return "none"
    best = max(p.share(words) for p in plans)
    return "0" if best == 0 else "some" if best < 0.75 else "most" if best < 1 else "whole"


def _shape(words: list[str]) -> Iterator[str]:
    """How alike the items are built."""
    lengths = [len(w) for w in words]
    if len(set(lengths)) == 1:
        yield "even"
    elif max(lengths) - min(lengths) <= 2:
        yield "nearly even"
    for name, i in (("first", 0), ("last", -1)):
        edge = [w[i] for w in words]
        common = max(map(edge.count, set(edge)))
        if common == len(words):
            yield f"same {name}"
        elif common >= 0.6 * len(words) and len(words) > 2:
            yield f"mostly same {name}"
    if set(words[0]).intersection(*words[1:]):
        yield "common character"
    yield f"longest {_bucket(max(lengths), 2, 4, 7, 12, 20)}"
    yield f"shortest {_bucket(min(lengths), 1, 2, 4, 8)}"
    if max(lengths) > 3 * min(lengths):
        yield "uneven"


@cache
def _kinds() -> tuple[frozenset[str], tuple[int, ...]]:
    """The strong kind words, and how long they are."""
    kinds = members("kind.strong")
    return kinds, tuple(sorted({len(k) for k in kinds}))


class Item(NamedTuple):
    """What one item holds."""

    sentence: bool
    comma: bool
    half: bool
    measured: bool
    body: bool
    quoted: bool
    verb: bool
    kind: bool


def _item(around: Around, span: Span) -> Item:
    """What an item holds; looked at once, for many candidates share it."""
    known = around.items.get(span)
    if known is None:
        (start, end), clean, found = span, around.clean, around.found
        word = clean[start:end]
        kinds, sizes = _kinds()
        bodies = found.within(OrganisationMention, start, end)
        known = around.items[span] = Item(
            sentence=_SENTENCE.search(word) is not None,
            comma="，" in word,
            half=word.count("“") != word.count("”"),
            measured=_MEASURED.search(word) is not None,
            body=bool(bodies or found.within(RegionMention, start, end)),
            quoted=start > 0 and clean[start - 1] in "“‘",
            verb=around.analysis.tokens.starting(start, *_VERB) is not None,
            kind=any(word[-n:] in kinds for n in sizes),
        )
    return known


def _inside(around: Around, candidate: Candidate, words: list[str]) -> Iterator[str]:
    """What the items hold."""
    items = [_item(around, span) for span in candidate.spans]
    n = len(items)
    if len(set(words)) < n:
        yield "twice the same"
    if any(i.sentence for i in items):
        yield "a sentence"
    if any(i.comma for i in items):
        yield "commas inside"
    if any(i.half for i in items):
        yield "half a quotation"
    if sum([i.measured for i in items]) >= 0.5 * n:
        yield "figures"
    if bodies := sum([i.body for i in items]):
        yield "bodies" if bodies > 0.4 * n else "a body"
    quoted = sum([i.quoted for i in items])
    yield "quoted" if quoted == n else "some quoted" if quoted else "unquoted"
    verbs = sum([i.verb for i in items])
    yield "verbs" if verbs == n else "some verbs" if verbs else "no verbs"
    if sum([i.kind for i in items]) >= 0.6 * n:
        yield "kinds"


def _beyond(around: Around, candidate: Candidate) -> Iterator[str]:
    """What stands right behind the list and before it, and what other name it may belong to."""
    clean, draft = around.clean, around.draft
    behind = clean[candidate.end : candidate.end + 2].lstrip("”")
    yield f"then {behind[:1] if behind[:1] in '，。；：、（“等的' else 'word'}"
    ahead = clean[max(0, candidate.start - 2) : candidate.start].rstrip("“")
    yield f"after {ahead[-1:] if ahead[-1:] in '，。；：、（—的' else 'word'}"
    low, high = (draft.end, candidate.start - 1) if candidate.start >= draft.end else (candidate.end, draft.start)
    tokens = around.analysis.tokens
    reach = min(candidate.end + 14, draft.start if draft.start > candidate.end else len(clean))
    named = next(iter(tokens.within(candidate.end, reach, "kind.strong")), None)
    if named is not None and not _CLAUSE.search(clean, candidate.end, named.start):
        joined = clean[candidate.end : candidate.end + 2].lstrip("”")[:1] in ("的", "等")
        yield f"of another kind{' joined' if joined else ''}"
    block = around.analysis.text.block_at(draft.start)
    again = block is not None and block.kind is BlockKind.BODY  # a title's name comes again below
    between = [q for q in around.analysis.quotations_in(low, high) if q.outer]
    others = [q for q in between if q.core not in draft.core or (again and q.core == draft.core)]
    if any(numerals.is_abbreviation(q.core) for q in others):
        yield "an abbreviation between"
    elif others:
        yield "a quotation between"
    if candidate.place == "after" and any(
        numerals.is_abbreviation(q.core) for q in around.analysis.quotations_in(candidate.end, candidate.end + 4)
    ):
        yield "touches the next name"


def _name(around: Around) -> Iterator[str]:
    """What kind of name it is."""
    draft = around.draft
    block = around.analysis.text.block_at(draft.start)
    kind = draft.kind or ""
    if kind in members("kind.way"):
        yield "way"
    elif kind in members("kind.strong"):
        yield "kind"
    elif kind:
        yield "other kind"
    else:
        yield "no kind"
    if not draft.alone:
        yield "neighbours"
    if block is not None and block.kind is not BlockKind.BODY:
        yield f"in {block.kind.value}"
    if numerals.is_abbreviation(draft.core):
        yield "abbreviation"


@lru_cache(maxsize=1 << 14)
def _joined(
    place: str, fit: str, share: str, ends: tuple[str, str, str], sizes: tuple[str, str, str], cut: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the classes of a candidate are called, alone and together: few of them meet, so that their names are made
    once. ``ends`` are its link, its close and the kind of the name, ``sizes`` how many items and clauses, and whether
    the items are alike; ``cut`` tells how a first item that was cut fits the others."""
    link, close, name = ends
    items, gap, like = sizes
    base = [
        f"place {place}",
        f"fit {fit}",
        f"share {share}",
        f"items {items}",
        f"link {link}",
        f"close {close}",
        f"gap {gap}",
    ]
    joint = [
        f"{place} + fit {fit}",
        f"{place} + link {link}",
        f"{place} + share {share}",
        f"fit {fit} + share {share}",
        f"{place} + gap {gap}",
        f"fit {fit} + {like}",
        f"{place} + {name}",
        f"fit {fit} + {name}",
        f"{place} + {like} + fit {fit}",
        f"{place} + close {close}",
        f"link {link} + fit {fit}",
        f"link {link} + close {close}",
        f"{place} + {name} + {like}",
        f"{place} + fit {fit} + link {link}",
    ]
    if place == "heads":
        joint += [
            f"heads + {close} + fit {fit}",
            f"heads + {link} + {close}",
            f"heads + {close} + {name}",
            f"heads + fit {fit} + items {items}",
        ]
    if cut:
        base += ["cut", f"cut + {cut}"]
    return tuple(base), tuple(joint)


REST = 25
"""The most that what the items of a list hold, and what stands around it, can weigh for it."""
_WITH_PLACE = frozenset({"quoted", "unquoted", "bodies", "a body", "figures", "verbs"})


def features(around: Around, candidate: Candidate) -> Iterator[Sequence[str]]:
    """The features of a candidate, each once: first what its size, place and shape tell, then what its items hold and what
    stands around it, which bring no more than ``REST``."""
    clean = around.clean
    words = [clean[a:b] for a, b in candidate.spans]
    place, n = candidate.place, len(words)
    shape = list(_shape(words))
    even = "even" in shape
    like = even or any(s.startswith(("nearly", "same")) for s in shape)
    if not (name := around.name):
        name += _name(around)
    fit, share = _fit(around, n), _share(around, words)
    base, joint = _joined(
        place,
        fit,
        share,
        (candidate.link or "-", candidate.close or "-", name[0]),
        (_bucket(n, 2, 3, 4, 6, 9), _bucket(candidate.gap, 0, 1, 2, 4, 8), "alike" if like else "unlike"),
        ("even" if even else "odd") if candidate.cut else "",
    )
    told = [*base, *name, *shape, *joint]
    if _counted(around, candidate, share):
        told.append(COUNTED)
    if place == "name":
        several = "three" if n > 2 else "two"
        told += [f"name + {candidate.link} + {x}" for x in (*shape[:1], several, f"{several} + {name[0]}")]
    yield told
    inner = list(_inside(around, candidate, words))
    yield [*inner, *(f"{place} + {x}" for x in inner if x in _WITH_PLACE)]
    yield list(_beyond(around, candidate))
