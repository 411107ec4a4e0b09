"""Where a name begins and ends: the kind word after it, the verb and the words before it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg import patterns as re
from kg.lexicon.words import any_of, members, of_class
from kg.model import FormulaMention, FormulationMention, OrganisationMention, PolicyMention, RegionMention, Text
from kg.rules.engine import Found
from kg.rules.programmes import kinds
from kg.rules.programmes.kinds import HAN
from kg.rules.programmes.numerals import is_abbreviation
from kg.syntax.analysis import analyse
from kg.text.words import words as tagged
from kg.text.words import words_of

_RUN = re.compile(rf"[{HAN}A-Za-z]{{1,20}}")
_CLAUSE_END = frozenset("，。；：！？、“”‘’《》（）()…—\n,;:!?|【】[]")
_PAIRED = re.compile(rf"的?(?:[{HAN}]{{2,5}}、)+[{HAN}]{{2,6}}的(?=[{HAN}])")
_SUCH = re.compile(rf"等(?:{any_of('pattern.several')})?(?:[{HAN}]{{2,12}}的)?")
KINDS = sorted({*kinds.STRONG, *kinds.WEAK}, key=lambda k: (-len(k), k))
_KIND = re.compile(re.alternatives(KINDS))
_AIM = re.compile(re.alternatives(kinds.NOT_KINDS))
STRONG = frozenset(kinds.STRONG)
_OWN = re.compile("(?:" + re.alternatives(kinds.STRONG) + ")$")
_HEADS = sorted({*kinds.SOFT_VERBS, *kinds.ADVERBS}, key=lambda w: (-len(w), w))
_HEAD = re.compile(re.alternatives(_HEADS))
_SOFT = frozenset(kinds.SOFT_VERBS)
_PLAIN = members("modifier.plain")
_ALONE = members("kind.alone")
_LISTED = re.compile(r"[、—-][^、—-]+[、—-]")
_BODIES = frozenset("队团室站岗厅堂屋亭角群码卡榜园社吧坊院")
_SYSTEM = "制"
_SYSTEMS = (*of_class("pattern.of_system"), _SYSTEM)
_BRACKET = re.compile(r"（[^（）\n]{3,160}）")
_MANAGING = members("kind.managing")
_COUNTS = re.compile(r"(?:[二两三四五六七八九十]|\d{1,2})(?:项|大|个|条|种|类)")
_NAMED = re.compile(rf"[{HAN}A-Za-z0-9（）/·]{{2,14}}")
_NAME = re.compile(rf"[{HAN}A-Za-z0-9（）/·、]{{2,34}}")
_LONGER = re.compile("主义|化(?![解险肥工妆学])")
"""Behind a kind word it makes one word with it: 形式|主义, 制度|化."""
_VERBAL = ("v", "p")
_RUNNING = members("verb.run")
_NUMBERED = re.compile(r"\d{4}年|第[一二三四五六七八九十\d]+[期届次批轮]")
"""What tells which one of a row it is and is no part of its name: 2021年第二期“…”讲堂."""


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a quotation: the kind word, the words before it, and where it ends."""

    end: int
    kind: str
    between: str
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """What precedes a name: ``start`` of its own words, and the verb that opens it."""

    start: int
    verb: str | None


def is_strong(kind: str) -> bool:
    """Whether a kind word names a way of working wherever it stands."""
    return kind in STRONG or kind.endswith(kinds.SYSTEM)


def kind_at(run: str, i: int) -> str | None:
    """The longest kind word that begins at ``i``."""
    m = _KIND.match(run, i)
    if m is not None and m[0].endswith("制") and run.startswith("度", m.end()):
        return m[0] + "度"
    return m[0] if m else None


def _follow(run: str, i: int, kind: str) -> tuple[int, str] | None:
    """Extend a kind word by the kind words after it; ``None`` where an aim or a thought follows."""
    end = i + len(kind)
    while True:
        if run.startswith(kinds.NOT_KINDS, end) and not is_strong(kind):
            return None
        reach = 1 if is_strong(kind) else 5
        step = next(((j, k) for j in range(end, min(end + reach, len(run))) if (k := kind_at(run, j))), None)
        if step is None or (is_strong(kind) and not is_strong(step[1])):
            return end, kind
        if kinds.BREAKS.search(run[end : step[0]]):
            return end, kind
        kind, end = step[1], step[0] + len(step[1])


def _fits(kind: str, between: str, after: str, numeral: bool) -> bool:
    """Whether a kind word may stand this far from the quotation."""
    if _LONGER.match(after):
        return False
    broken = kinds.BREAKS.search(between + kind)
    if (broken and broken.start() < len(between)) or re.search(
        "[和与及等]|[千百万][^千百万]|^[向到由从]|(?<![合撤兼归])并(?![联轨网])", between
    ):
        return False
    if len(kind) == 1:
        ends = not re.match(rf"(?![和与及等的为])[{HAN}]", after)
        joined = kind in _BODIES or (kind == _SYSTEM and between[-1:] not in ("体", "机"))
        near = not between or (joined and 2 <= len(between) <= 6)
        return near and (ends or (kind == _SYSTEM and not between and after[:1] not in "定作造约"))
    if is_strong(kind) or _COUNTS.fullmatch(between):
        return len(between) <= 12
    if numeral and kind in _MANAGING and between:
        return len(between) <= 8
    if kind in _ALONE:
        return not between and not re.match(rf"(?![的和与及等中后时为])[{HAN}]", after)
    return len(between) <= 4


def _lead(clean: str, position: int) -> tuple[int, bool]:
    """How much 的, 双线并行、上下贯通的 or 等一批 takes, and whether what follows is shared by a list."""
    if (m := _PAIRED.match(clean, position)) and kind_at(clean, position) is None:
        return m.end() - position, False
    if clean.startswith("的", position):
        return 1, False
    m = _SUCH.match(clean, position)
    return (m.end() - position, True) if m else (0, False)


def _parted(words: str) -> bool:
    """Whether a preposition parts a kind word from the quotation before it: “…”|在|集团推开的机制."""
    return len(words) > 1 and any(w.flag == "p" and len(w.text) == 1 and w.text != "为" for w in words_of(words))


def _numeral(clean: str, position: int) -> bool:
    """Whether the quotation that ends at ``position`` is a numeral abbreviation or a list."""
    start = clean.rfind("“", max(0, position - 60), position)
    core = clean[start + 1 : position - 1]
    if start < 0 or clean[position - 1] != "”":
        return False
    return is_abbreviation(core) or bool(_LISTED.search(core))


def _is_subject(clean: str, position: int, end: int, kind: str) -> bool:
    """Whether a verb follows a quotation, whose object is no part of a name: “…”走进|实训园, “…”实行|社区联动."""
    between = end - len(kind)
    if is_strong(kind) or between < 2:
        return False
    if between == 2:
        return clean[position : position + 2] in _RUNNING
    made = tagged(clean, position, position + between)
    return bool(made) and made[0].flag in _VERBAL


@lru_cache(maxsize=1024)
def tail(clean: str, position: int) -> Tail | None:
    """The kind word that a quotation ending at ``position`` bears."""
    if bracket := _BRACKET.match(clean, position):  # “四治融合”（自治、法治……）治理体系
        beyond = tail(clean, bracket.end())
        return beyond if beyond and is_strong(beyond.kind) else None
    lead, shared = _lead(clean, position)
    m = _RUN.match(clean, position + lead)
    if m is None:
        return None
    run = m[0]
    for i in range(len(run)):
        if (aim := _AIM.match(run, i)) and not run.startswith(_SYSTEMS, aim.end()):
            return None  # but “…”标准|体系
        kind = kind_at(run, i)
        if kind is None:
            continue
        reached = _follow(run, i, kind)
        if reached is None or (lead == 0 and _is_subject(clean, position, *reached)):
            return None
        end, kind = reached
        between = run[: end - len(kind)]
        if _parted(clean[position : position + lead] + between):
            return None
        if _fits(kind, between, run[end:], _numeral(clean, position)):
            plain = "" if between in _PLAIN else between
            whole = plain if shared else clean[position : position + lead] + between
            return Tail(position + lead + end, kind, whole, shared)
        if is_strong(kind):
            return None
    return None


def clause_start(clean: str, position: int, floor: int) -> int:
    """Where the clause that runs up to ``position`` begins."""
    i = position - 1
    while i >= floor:
        if clean[i] == "）" and (opened := clean.rfind("（", max(floor, i - 9), i)) >= 0:
            i = opened - 1  # 农村（社区）干部
            continue
        if clean[i] in _CLAUSE_END:
            return i + 1
        i -= 1
    return floor


def names_before(found: Found, start: int, end: int) -> int:
    """The end of the last region or organisation between ``start`` and ``end``."""
    last = start
    for m in found.within(RegionMention, start, end):
        last = max(last, m.end)
    for o in found.within(OrganisationMention, start, end):
        last = max(last, o.end)
    return last


def last_verb(text: Text, start: int, end: int) -> tuple[int, str | None]:
    """The end of the last opening verb in ``start:end``, and the verb."""
    verbs = analyse(text).tokens.within(start, end, "verb.set")
    return (verbs[-1].end, verbs[-1].word) if verbs else (start, None)


def head(text: Text, found: Found, position: int, floor: int, least: int = 0) -> Head:
    """The words before ``position`` that belong to the name, at least ``least`` characters of them, and the verb that
    opens them."""
    clean = text.clean
    start = clause_start(clean, position, floor)
    cut, verb = last_verb(text, start, max(start, position - least))
    soft = None
    if verb is None:
        opened, soft = strip_head(clean, start, position)
        direct = soft is not None and len(soft) > 1
        cut = opened if direct else _pushed(text, names_before(found, start, position), position - least)
    else:
        cut = _past_source(found, cut, position, verb)
    cut, later = strip_head(clean, cut, position)
    de = clean.rfind("的", cut, position)
    if de >= 0:
        cut, _ = strip_head(clean, de + 1, position)
    return Head(cut, verb or later or soft)


def _pushed(text: Text, start: int, end: int) -> int:
    """Where the last soft verb begins that an adverb leads in, behind its subject: 党支部|深入|创新村企联建机制."""
    tokens = analyse(text).tokens
    led = (
        t
        for t in tokens.within(start, end, "verb.soft")
        if len(t.word) > 1 and tokens.ending(t.start, "adverb", since=start)
    )
    return max((t.start for t in led), default=start)


def _past_source(found: Found, cut: int, position: int, verb: str) -> int:
    """Skip the region, or after 落实 the organisation, that stands between the verb and the name (落实市委“…”)."""
    regions = found.within(RegionMention, cut, position)
    named = [r.end for r in regions if r.start == cut and r.end < position]
    if verb.endswith(of_class("pattern.carries_out")):
        bodies = found.within(OrganisationMention, cut, position)
        named += [o.end for o in bodies if o.start == cut and o.end < position]
    return max(named, default=cut)


def strip_head(clean: str, start: int, end: int) -> tuple[int, str | None]:
    """Skip adverbs, soft verbs and measure words at the head of ``start:end``."""
    verb = None
    while start < end:
        word = _HEAD.match(clean, start, end)
        if word is not None and (len(word[0]) > 1 or len(tagged(clean, start, end)[0].text) == 1):  # not 用|人机制
            start = word.end()
            verb = word[0] if word[0] in _SOFT else verb
            continue
        m = kinds.LEAD_IN.match(clean, start, end)
        if m is None or m.end() == start:
            break
        start = m.end()
    return start, verb


def is_prefix(words: str) -> bool:
    """Whether words before a quotation may be part of its name (村干部, 县直机关, 三级)."""
    if re.fullmatch("[二两三四五六]级", words):
        return True
    return (
        bool(_NAMED.fullmatch(words))
        and not _NUMBERED.match(words)
        and not kinds.BREAKS.search(words)
        and not re.search("[和与及]|^(?:各|一|两|三|四|多|等|部分)", words)
    )


def is_name(words: str) -> bool:
    """Whether the words consist of nothing but characters that names have."""
    return bool(_NAME.fullmatch(words))


def distinctive(words: str) -> float:
    """How much of ``words`` is not the common stock of such names, in characters."""
    rest = words.replace("工作者", "甲甲甲")
    total = len(rest)
    for word in kinds.GENERIC:
        rest = rest.replace(word, "")
    return len(rest) + 0.34 * (total - len(rest))


def own_kind(core: str) -> str | None:
    """The kind word with which the quoted words themselves end (温暖工程, 某某经验, 党员代办制)."""
    kind = _OWN.search(core)
    if kind is not None and len(core) > len(kind[0]) + (kind[0] == "制"):
        return kind[0]
    m = kinds.PLACE_NAMED.fullmatch(core)
    return m[2] if m else None


def is_known(found: Found, start: int, end: int) -> bool:
    """Whether the words are a formulation, a formula or stand in the title of a document."""
    return bool(
        found.covering(PolicyMention, start, end)
        or found.covering(FormulationMention, start, end)
        or found.within(FormulaMention, start, end)
        or any(m.end - m.start >= end - start - 4 for m in found.within(FormulationMention, start, end))
    )
