"""Teams that bear a name, and the items of a list whose class noun tells what they are: 甲、乙等公益组织."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg import patterns as re
from kg.lexicon import kinds
from kg.lexicon.words import classes_of, of_class
from kg.rules.organisations.context import LEVELS, SUFFIXES, Context
from kg.rules.organisations.extension import Body, kind_of
from kg.rules.organisations.vocabulary import GENERIC, HARD_STOPS, JOINERS, fits, is_own
from kg.syntax.quotations import Quoted
from kg.syntax.tokens import Token
from kg.text.words import Word, words

_COUNTED = re.compile(r"”?[（(]?等?[\d一二三四五六七八九十两几多]+[余多]?[支个]")
_BEFORE = re.compile(r"[\d一二三四五六七八九十百两几多]+[余多]?[支个](?:[\u4e00-\u9fff]{0,4})$")
_COUNT = re.compile(
    r"(?:等[\u4e00-\u9fff]{0,4}?|共)?(?:[\d一二三四五六七八九十百两几多数]+)[余多]?[家个支所][\u4e00-\u9fff]{0,8}$|等[\u4e00-\u9fff]{0,10}$"
)
_MEMBERS = of_class("person.member")
_WANTED = frozenset("要可应需拟想不未能")
_FORMED = re.compile("起?了?(?:[一二两三四五六七八九十百几多\\d]+[余多]?[支个])?")
_ITEM = re.compile(r"《[^《》]+》|[“‘][^“”‘’]+[”’]|[^、“”‘’《》]{2,}")
_MEASURED = re.compile(r"[家所]")
_COUNTED_ONLY = frozenset({kinds.COOP, kinds.OTHER, kinds.SCHOOL})  # 养羊、养蜂等合作社 are kinds
_CLASSES = {
    "class.firm": kinds.FIRM,
    "class.society": kinds.SOCIETY,
    "class.media": kinds.MEDIA,
    "class.school": kinds.SCHOOL,
    "class.coop": kinds.COOP,
    "class.other": kinds.OTHER,
}


def teams(context: Context) -> Iterator[Body]:
    """Teams with a quoted name that are not counted: those are a way of working."""
    for quoted in context.analysis.quotations:
        token = context.tokens.ending(quoted.end - 1, "body.team")
        if token is not None and token.word == quoted.core:
            continue
        end = quoted.end
        if token is None or token.start <= quoted.start:
            token = _behind(context, quoted)
            end = token.end if token else end
        if token is None or end - quoted.start > 24 or _is_kind(context, quoted.start, end):
            continue
        if any(mark in quoted.core for mark in "，。；+：！—‘“"):
            continue
        yield Body.by_itself(quoted.start, end, kind_of(token), "team")


def _behind(context: Context, quoted: Quoted) -> Token | None:
    """The word for a team that a quoted name belongs to, not more than a few words behind it."""
    for end in range(quoted.end + 2, quoted.end + 10):
        token = context.tokens.ending(end, "body.team", "class.team")
        if (
            token is None
            or token.start < quoted.end
            or token.start > context.run_end(quoted.end, end)
            or context.tokens.starting(token.start, "stop.unit")
            or ((longer := context.tokens.ending(end, "stop.unit")) is not None and longer.start < token.start)
        ):
            continue
        if all(_in_team(w) for w in words(context.clean, quoted.end, token.start)):
            return token
    return None


def _in_team(word: Word) -> bool:
    """Whether a word may stand between a quoted name and the word for a team: “…”|关爱|专班."""
    acts = word.flag[:1] == "v" and len(word.text) > 1 and word.text not in HARD_STOPS
    return acts or fits(word) or word.text.endswith(_MEMBERS)


def _is_kind(context: Context, start: int, end: int) -> bool:
    """Whether teams are counted, or set up everywhere alike."""
    clause = context.analysis.clause_at(start)
    before = context.clean[clause.start if clause else start : start]
    return bool(_COUNTED.match(context.clean, end) or _BEFORE.search(before) or context.everywhere(start))


def founded(context: Context) -> Iterator[Body]:
    """Groups that common words alone name, where the text says that they were founded: 成立了|春耕用水协调小组."""
    last = -1
    for token in context.tokens.of("body.group"):
        if context.run_end(token.end, min(len(context.clean), token.end + 1)) > token.end:
            continue
        if context.tokens.ending(token.end, "body.group", "stop.unit") != token:
            continue
        begin = context.segment_start(token.start)
        verbs = context.tokens.within(begin, token.start, "verb.form")
        listing = context.analysis.listing_at(begin)
        listed = context.clean[begin - 1 : begin] == "、"
        if listed and listing is not None and not verbs and last != begin - 1:
            listed = bool(context.tokens.within(*listing.items[0], "verb.form"))
        if not (verbs or listed):
            continue
        if verbs and (formed := _FORMED.match(context.clean, verbs[-1].end)):
            begin = formed.end()
        clause = context.analysis.clause_at(token.start)
        meant = bool(clause and context.tokens.within(clause.start, begin, "status.plan"))
        meant |= bool(verbs) and context.clean[verbs[-1].start - 1] in _WANTED
        inner = words(context.clean, begin, token.start)
        if not (meant or context.everywhere(begin)) and _names_group(inner):
            last = token.end
            kind = kinds.SOCIETY if token.word[-1] in "队团部" else kinds.OTHER
            yield Body.by_itself(begin, last, kind, "founded")


def _names_group(inner: Sequence[Word]) -> bool:
    """Whether words before 小组 or 队 say more than that it is one: not 专门|工作|小组."""
    held = all(fits(w) or (w.flag[:1] == "v" and len(w.text) > 1) for w in inner)
    own = sum(len(w.text) for w in inner if w.text not in GENERIC)
    return held and own > 2 and sum(len(w.text) for w in inner) > 3


def _first(context: Context, start: int, end: int) -> int:
    """Where the first name of the list begins: right of the verb that introduces it."""
    begin = start
    for word in words(context.clean, start, end):
        leads = word.start == begin and word.flag[:1] in "vpudc"
        leads = leads and (len(word.text) > 1 or word.text in HARD_STOPS)
        if word.end <= end - 2 and (leads or word.text in HARD_STOPS):
            begin = word.end
    inside = [
        r.end
        for r in context.regions
        if begin <= r.start and r.end <= end - 2 and context.clean.endswith(tuple(LEVELS), r.start, r.end)
    ]
    return max([begin, *inside]) if inside and context.clean[inside[-1]] not in "、”" else begin


def listed(context: Context) -> Iterator[Body]:
    """The items of a list that a class noun closes; any kind among them and nothing is read."""
    clean = context.clean
    ended = 0
    for noun in context.tokens.of(*_CLASSES):
        kind = next(k for c, k in _CLASSES.items() if c in noun.classes)
        clause = context.analysis.clause_at(noun.start)
        if clause is None or context.in_title(noun.start):
            continue
        closing = _COUNT.search(clean, max(clause.start, noun.start - 20), noun.start)
        if closing is None or (clean[closing.start() - 1] in JOINERS and closing[0][0] != "等"):
            continue  # 住建、城管和|4家物业企业
        if kind in _COUNTED_ONLY and not _MEASURED.search(closing[0]):
            continue
        low = ended + 1 if clause.start < ended < len(clean) and clean[ended] in "、" + JOINERS else clause.start
        items, ended = _items(context, low, closing.start()), noun.end
        places = sum(context.region_over(a) is not None for a, _ in items)
        if kind == kinds.MEDIA:
            items = [(a, b) for a, b in items if _is_medium(context, a, b)]
        told = sum(_names_one(context, a, b) for a, b in items)
        enough = told == len(items) or (len(items) > 4 and told * 4 >= len(items) * 3)
        if items and places * 2 <= len(items) and enough:
            for a, b in items:
                mark = clean[a] == "《"
                yield Body(a + mark, b - mark, kind, None, a, rule="organisation.listed")


def _items(context: Context, low: int, end: int) -> list[tuple[int, int]]:
    """The items that end at ``end``; the first without what introduces it. One item alone must be quoted."""
    parts = [(m.start(), m.end()) for m in _ITEM.finditer(context.clean, low, end)]
    kept: list[tuple[int, int]] = []
    for a, b in reversed(parts):
        quoted = context.clean[a] in "“‘《"
        apart = kept and b < kept[0][0] and context.clean[b : kept[0][0]] not in {"、", "和", "与", "及"}
        joined = kept and b == kept[0][0] and not quoted
        if apart or joined or (not kept and b != end):
            break
        kept.insert(0, (a, b))
        if not quoted and a == low:
            break
    if not kept:
        return []
    last, stop = kept[-1]
    joins = [i for i in range(last + 2, stop - 1) if context.clean[i] in JOINERS]
    if joins and context.clean[last] not in "“‘《":
        kept[-1:] = [(last, joins[-1]), (joins[-1] + 1, stop)]
    a, b = kept[0]
    if context.clean[a] not in "“‘《":
        kept[0] = (_first(context, a, b), b)
    alone = len(kept) == 1 and context.clean[kept[0][0]] not in "“‘《"
    return [] if alone else kept


def _is_medium(context: Context, a: int, b: int) -> bool:
    """Whether an item of a list of media is one that bears a name."""
    mark = context.clean[b - 1] in "》”"
    token = context.tokens.ending(b - mark, "body.media", "body.medium")
    return token is not None and token.start > a + mark


def _names_one(context: Context, a: int, b: int) -> bool:
    """Whether an item may be one body's short name."""
    if not 2 <= b - a <= 8 or context.tokens.ending(b, "noun.prefix"):
        return False
    inside = words(context.clean, a, b)
    if len(inside) == 1 and inside[0].flag == "n" and context.tokens.ending(b, *SUFFIXES):
        return False  # the dictionary has 塑料厂
    if is_own(inside) or all(len(w.text) == 1 for w in inside):
        return True
    return any(
        w.text not in GENERIC and (w.flag[:1] not in "vdpr" or not classes_of(w.text))
        for w in inside
        if len(w.text) > 1 or w.flag[:1] not in "vdpr"
    )
