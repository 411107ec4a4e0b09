"""Quoted names: how far the name of a chosen quotation reaches, its kind word, and what it goes by otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg import patterns as re
from kg.lexicon.words import any_of, members, of_class
from kg.model import FormulationMention, OrganisationMention, RegionMention, Text
from kg.rules.engine import Found
from kg.rules.programmes import bounds, chosen, kinds, numerals
from kg.rules.programmes.bounds import Head, Tail
from kg.syntax.analysis import analyse
from kg.syntax.clauses import Span
from kg.syntax.quotations import Quoted
from kg.text.positions import block_start
from kg.text.words import words as tagged

_PARENT = re.compile(rf"([二两三四五六七八九十\d]{{1,2}})(?:[百千大项个条]|{any_of('pattern.counts_parts')})?")
_WHOLE = of_class("pattern.whole_kind")
_HOLDERS = members("figure.holder")
"""Who takes part is no name of it: “…”成员单位."""
_LEVELS = "省市州盟县区旗"  # of which 直 tells what stands right below them: 市直机关
_TOLD = members("noun.case") & members("kind.of_place")
"""What tells of a way of working and is no part of its name: “…工程”做法, “…行动”经验."""
_SAYING = ("d", "f", "p", "c", "u", "uj")
"""Parts of speech that only a sentence has: “…”门前却暖意融融."""
_DOCUMENTS = of_class("doc.kind")
_TEAMS = ("队", "团", "队伍", "兵")
_COUNTING = re.compile(rf"[二两三四五六七八九十\d]{{1,2}}(?!级)[{kinds.HAN}]{{2,8}}$")
_NOUN = re.compile(rf"(?![和与及并等的为是在被把将从向让使])[{kinds.HAN}]{{2,8}}(?=[，。；、：）！？\n（“]|$)")


@dataclass(frozen=True, slots=True)
class Draft:
    """A name on the way: ``start:end`` its range, ``core`` its distinctive words and where they stand;
    ``tentative`` where only parts that fit its numerals make it a name; ``children`` the quotations that it
    sums up (“甲”“乙”“丙”三百活动), ``listed`` the ranges of parts that are words of the name itself."""

    start: int
    end: int
    core_start: int
    core_end: int
    core: str
    name: str
    kind: str | None = None
    aliases: tuple[str, ...] = ()
    verb: str | None = None
    rule: str = ""
    parent: str | None = None
    tentative: bool = False
    children: tuple[Quoted, ...] = ()
    listed: tuple[tuple[int, int], ...] = ()
    alone: bool = True


def written(clean: str, whole: Span, core: Span, rule: str, kind: str, aliases: tuple[str, ...] = ()) -> Draft:
    """A name as it is written at ``whole``, its distinctive words at ``core``."""
    (start, end), (low, high) = whole, core
    return Draft(start, end, low, high, clean[low:high], clean[start:end], kind, aliases, rule=rule)


def _aliases(core: str, between: str, kind: str, name: str) -> tuple[str, ...]:
    wanted = [core, f"“{core}”{between}{kind}", f"“{core}”{kind}"]
    if re.match(r"[二两三四五六七八九十\d]", between):
        wanted.append(between + kind)  # 五步议事法
    return tuple(dict.fromkeys(a for a in wanted if a != name))


def _named(q: Quoted, bears: Tail, prefix: str, head: Head, run: tuple[Quoted, ...]) -> Draft:
    """A draft for a quotation that bears a kind word, alone or together with its neighbours."""
    kind = bears.kind
    name = f"{prefix}“{q.core}”{bears.between}{kind}"
    end = bears.end if not bears.shared and q is run[-1] else q.end
    alone = len(run) == 1
    draft = quoted_draft(q, "programme.quoted" if alone else "programme.shared")
    draft = replace(draft, start=q.start - len(prefix), end=end, verb=head.verb, alone=alone)
    return replace(draft, name=name, kind=kind, aliases=_aliases(q.core, bears.between, kind, name))


def prefix_of(text: Text, found: Found, q: Quoted, head: Head) -> str:
    """The words before the quotation that belong to its name."""
    words = text.clean[head.start : q.start]
    if words.startswith("直") and text.clean[head.start - 1] in _LEVELS:
        words = text.clean[head.start - 1] + words  # 甲市|直机关 are 市直机关
    if not bounds.is_prefix(words) or found.within(OrganisationMention, head.start, q.start):
        return ""  # 市委“…”行动: the body that runs it
    if found.covering(RegionMention, head.start, q.start):
        return ""  # 甲县“…”机制: the place whose it is
    if head.verb is None and not words.endswith((*kinds.PREFIX_ENDS, "级")):
        return ""
    made = tagged(text.clean, head.start, q.start)
    if all(w.flag.startswith("v") for w in made) or (made[-1].flag in ("v", "p") and len(made[-1].text) == 1):
        return ""  # 创新|实践“…”模式: one more verb; 建在|“…”, 骑手当|“…”
    if made[0].text[0].isdigit():
        return ""  # 8处“…”驿站: how many there are
    if made[0].flag == "v" and made[1].flag.startswith("n"):
        words = text.clean[made[1].start : q.start]  # 部署|乡村干部“…”试点
    verb = len(head.verb or "") if text.clean.endswith(head.verb or "、", 0, head.start) else 0
    if text.clean.endswith("、", 0, head.start - verb):
        return ""  # 资源、需求、项目“三张清单”, 强化甲、激活乙“两…”: the words are an item of the list
    return words


def _opening(text: Text, found: Found, q: Quoted, floor: int) -> Head:
    """What precedes a quotation, a joining 和 left out."""
    head = bounds.head(text, found, q.start, floor)
    if text.clean[head.start : head.start + 1] in ("和", "与", "及"):
        return Head(head.start + 1, head.verb)
    return head


def _children(text: Text, run: tuple[Quoted, ...], bears: Tail) -> tuple[Draft, ...]:
    """“甲”“乙”“丙”三百活动: the whole as a programme, and each of the quotations as a part of it."""
    m = _PARENT.match(bears.between)
    if len(run) < 2 or m is None or bears.shared or numerals.value(m[1]) != len(run):
        return ()
    if m[0][-1] in "项大个条面":  # “甲”“乙”两项行动 counts them, it does not name the whole
        bears = Tail(bears.end, bears.kind, "")
        return tuple(_named(q, bears, "", Head(q.start, None), run) for q in run)
    start = run[-1].end
    name = bears.between + bears.kind
    span = (start, bears.end)
    whole = written(text.clean, span, span, "programme.sum", bears.kind)
    whole = replace(whole, core=bears.between, name=name, children=run)
    parts = (replace(quoted_draft(q, "programme.sum", name), kind=bears.kind, alone=False) for q in run)
    return (whole, *(replace(p, aliases=(f"“{p.core}”{bears.kind}",)) for p in parts))


def quoted_draft(q: Quoted, rule: str, parent: str | None = None) -> Draft:
    """A quotation as a name, which may belong to a parent."""
    return Draft(q.start, q.end, q.start, q.end, q.core, q.core, rule=rule, parent=parent)


def quoted(text: Text, found: Found) -> Iterator[Draft]:
    """A quotation that names a programme, with the kind word and the words before that belong to it."""
    for run in analyse(text).runs:
        floor = block_start(text, run[0].start)
        bears = bounds.tail(text.clean, run[-1].end)
        if bears is not None and _names_a_body(found, run[-1].end, bears.end):
            bears = None
        if bears is not None and (summed := _children(text, run, bears)):
            yield from summed
            continue
        opening = _opening(text, found, run[0], floor)
        yield from _of_run(text, found, run, bears, opening)


def _names_a_body(found: Found, start: int, end: int) -> bool:
    """Whether the words after a quotation are the name of a body or a place (“…”某某大学化工学院)."""
    bodies = found.within(OrganisationMention, start, end)
    return bool(bodies or found.within(RegionMention, start, end))


def _of_run(text: Text, found: Found, run: tuple[Quoted, ...], bears: Tail | None, opening: Head) -> Iterator[Draft]:
    """The names in a run of quotations."""
    verdicts = {q.start: chosen.verdict(text, found, q) for q in run}
    most = 2 * sum(v is True for v in verdicts.values()) >= len(run) > 1
    for q in run:
        sure = verdicts[q.start]
        if sure is False and bears is not None and _borrows(found, q, bears, opening):
            yield _named(q, bears, "", opening, run)
        elif sure or (sure is None and (most or numerals.counts(q.core))):
            drafts = _read(text, found, q, bears, opening, run)
            yield from (replace(d, tentative=not sure and not most) for d in drafts)


def _borrows(found: Found, q: Quoted, bears: Tail, head: Head) -> bool:
    """Whether a local programme bears a set phrase in its name: 开设“三会一课”流动讲堂, 搭建“三资”交易平台."""
    own = bears.between.lstrip("的")
    set_phrase = q.core in kinds.TERMS or found.covering(FormulationMention, q.start + 1, q.end - 1)
    if not set_phrase or not bounds.is_strong(bears.kind):
        return False
    usual = own.startswith(of_class("pattern.usual"))
    return head.verb in kinds.HARD_VERBS and bounds.distinctive(own) >= 2 and not usual


def _is_title(text: Text, q: Quoted, bears: Tail) -> bool:
    """Whether the words up to the end of a document's title are the document: 《某局“丙”考核办法》."""
    return q.titled and text.clean.startswith("》", bears.end) and bears.kind.endswith(_DOCUMENTS)


def _read(
    text: Text, found: Found, q: Quoted, bears: Tail | None, opening: Head, run: tuple[Quoted, ...]
) -> Iterator[Draft]:
    """The name of a quotation that was chosen."""
    prefix = prefix_of(text, found, q, opening) if len(run) == 1 else ""
    if bears is not None and (re.search("相结合|并重|并举", bears.between) or _is_title(text, q, bears)):
        return
    if bears is None:
        if q.titled or not re.search(rf"[{kinds.HAN}]", q.core):
            return  # in the title of a document; nothing but figures
        yield _bare(text, q, prefix, opening, run)
        return
    team = bears.kind.endswith(_TEAMS)
    if team and (bears.shared or found.covering(OrganisationMention, q.start, bears.end)):
        return  # “甲”“乙”等宣讲队
    own = bounds.own_kind(q.core) or ""
    if len(run) == 1 and (own.endswith(_WHOLE) or (bounds.is_strong(own) and bears.kind in _TOLD)):
        bears = None  # “…工作法”试点, “…工程”做法: the name is whole
    yield _named(q, bears, prefix, opening, run) if bears else _bare(text, q, "", opening, run)


def _bare(text: Text, q: Quoted, prefix: str, head: Head, run: tuple[Quoted, ...]) -> Draft:
    """A name without a kind word after the quotation; a noun that follows makes one more name for it."""
    kind = bounds.own_kind(q.core)
    keep = bool(prefix) and numerals.is_abbreviation(q.core)
    name = f"{prefix}“{q.core}”" if keep else q.core
    aliases = [q.core] if name != q.core else []
    noun = _NOUN.match(text.clean, q.end) if q is run[-1] else None
    if noun and _is_noun(text, *noun.span()) and not kinds.BREAKS.search(noun[0]):
        aliases.append(f"“{q.core}”{noun[0]}")
    draft = replace(quoted_draft(q, "programme.bare"), name=name, kind=kind, aliases=tuple(aliases))
    return replace(draft, start=q.start - len(prefix) * keep, verb=head.verb, alone=len(run) == 1)


def _is_noun(text: Text, start: int, end: int) -> bool:
    """Whether the words are a noun that is no body's: “…”惠民集市, but not “…”整合资源, “…”动员大会召开 nor “…”党总支."""
    *first, last = tagged(text.clean, start, end)
    body = analyse(text).tokens.ending(end, "body.party", "body.team", "body.other")
    said = any(w.flag in _SAYING or (w.flag == "v" and (len(w.text) > 1 or w.start > start)) for w in first)
    return last.flag.startswith("n") and body is None and not said and last.text not in _HOLDERS


def tail_count(draft: Draft) -> str:
    """The numeral words between the core and the kind word, with the kind word (五步议事法, 三项机制)."""
    rest = draft.name[draft.name.find(draft.core) + len(draft.core) :].lstrip("”的")
    m = _COUNTING.match(rest)
    return m[0] if m else ""
