"""What speaks for and against a candidate list: classes of cues, never the words of a text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg import patterns as re
from kg.model import BlockKind, RegionMention
from kg.rules.programmes import names, numerals
from kg.rules.programmes.parts import edges
from kg.rules.programmes.parts.around import Around, Candidate
from kg.syntax.clauses import AND

_MEASURED = re.compile(r"\d[\d.]*(?:万|亿|余|多)*(?:%|元|名|人|个|户|家|件|起|次|吨|亩|支|条|项|公里)")
COUNTED = "counted"
"""The feature of a list that has as many items as its name announces, though none was left out to reach the number: what it
weighs is not learnt, because readers of candidates make lists of that number on purpose."""


def _upto(value: float, *edges: float) -> str:
    """The name of the range that a number falls in."""
    return next((f"{edge}" for edge in edges if value <= edge), "more")


def features(around: Around, candidate: Candidate) -> list[str]:
    """The features of a candidate, each once: what its size, place and shape tell, and what stands around it."""
    words = [around.clean[a:b] for a, b in candidate.spans]
    place, share, shape = candidate.place, _share(around, words), _shape(words, candidate.place)
    fit, link = f"fit {_fit(around, len(words))}", f"link {candidate.link or '-'}"
    told = [
        fit,
        link,
        f"share {share}",
        f"close {candidate.close or '-'}",
        f"gap {_upto(candidate.gap, 0, 1, 2, 4, 8)}",
    ]
    joint = [f"{place} + {x}" for x in (*told, *shape[:1])] + [f"{fit} + {x}" for x in (*told[1:3], *shape[:1])]
    told += [f"place {place}", f"items {_upto(len(words), 2, 3, 4, 6, 9)}", *shape, *_beyond(around, candidate), *joint]
    return [*told, COUNTED] if _counted(around, candidate, share) else told


def _fit(around: Around, n: int) -> str:
    """How the number of items fits what the name announces: all, other (another reading of its numerals), not, free."""
    if not around.wanted:
        return "free"
    if n == (numerals.declared(around.draft.core) or around.wanted[0]):
        return "all"
    return "other" if n in around.wanted or any(p.total == n for p in around.plans) else "not"


def _share(around: Around, words: list[str]) -> str:
    """The share of the items that bear the word that the name counts."""
    shares = [p.share(words) for p in around.plans if p.total == len(words) and any(p.keys)]
    best = max(shares, default=-1)
    return "none" if best < 0 else "0" if best == 0 else "some" if best < 0.75 else "most" if best < 1 else "whole"


def _counted(around: Around, candidate: Candidate, share: str) -> bool:
    """Whether there are as many items as announced, three or more, and one mark divides them all and neither precedes nor
    follows them; where they bear no word that the name counts, they must stand right before it (甲、乙、丙“三张名片”) or be
    what it is said to be (“三抓”，即甲、乙、丙)."""
    clean, spans, draft = around.clean, candidate.spans, around.draft
    explained = candidate.link == "is" and candidate.gap <= 1
    told = len(spans) in (numerals.declared(draft.core), numerals.declared(names.tail_count(draft)))
    if (
        not told
        or candidate.place == "later"
        or (share == "some" and not explained)
        or (share == "0" and not explained and draft.start - candidate.end not in (0, 1))
    ):
        return False
    if candidate.place in ("series", "heads") or candidate.link == "caption":
        return True
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
    touches = candidate.gap == 0 and candidate.start - draft.end in (1, 2)
    return (touches or ahead not in "，；") and behind in "。；！？\n"


def _shape(words: list[str], place: str) -> list[str]:
    """How alike the items are built."""
    lengths, n = [len(w) for w in words], len(words)
    spread = max(lengths) - min(lengths)
    told = ["even"] if spread == 0 else ["nearly even"] if spread <= 2 else []
    for name, i in (("first", 0), ("last", -1)):
        edge = [w[i] for w in words]
        common = max(map(edge.count, set(edge)))
        if common == n:
            told.append(f"same {name}")
        elif common >= 0.6 * n and n > 2:
            told.append(f"mostly same {name}")
    if set(words[0]).intersection(*words[1:]):
        told.append("common character")
    sort = "titles" if place in ("heads", "series") else "items"
    told.append(f"longest of {sort} {_upto(max(lengths), 2, 4, 7, 12, 20)}")
    return [*told, f"shortest of {sort} {_upto(min(lengths), 1, 2, 4, 8)}"]


def _beyond(around: Around, candidate: Candidate) -> Iterator[str]:
    """What stands right behind the list and before it, and what other name it may belong to."""
    clean, draft, analysis = around.clean, around.draft, around.analysis
    behind = clean[candidate.end : candidate.end + 2].lstrip("”")[:1]
    if not draft.alone:
        yield "neighbours"
    if told := edges.announced(clean, candidate.start):
        yield "announced" if told == len(candidate.spans) else "announced otherwise"
    if 2 * sum([bool(around.found.within(RegionMention, *span)) for span in candidate.spans]) > len(candidate.spans):
        yield "places"
    if 2 * sum([_MEASURED.search(clean, *span) is not None for span in candidate.spans]) >= len(candidate.spans):
        yield "figures"
    yield f"then {behind if behind and behind in '，。；：、（“等的' else 'word'}"
    ahead = clean[max(0, candidate.start - 2) : candidate.start].rstrip("“")[-1:]
    yield f"after {ahead if ahead and ahead in '，。；：、（—的' else 'word'}"
    if not candidate.link and ahead in ("，", "。", "；", "：") and behind in ("，", "。", "；"):
        yield "whole clause"  # 群众点单、部门派单、律师接单
    low, high = (draft.end, candidate.start - 1) if candidate.start >= draft.end else (candidate.end, draft.start)
    block = analysis.text.block_at(draft.start)
    again = block is not None and block.kind is BlockKind.BODY  # a title's name comes again below
    between = [q for q in analysis.quotations_in(low, high) if q.outer]
    others = [q for q in between if q.core not in draft.core or (again and q.core == draft.core)]
    if others:
        short = any(numerals.is_abbreviation(q.core) for q in others)
        yield "an abbreviation between" if short else "a quotation between"
