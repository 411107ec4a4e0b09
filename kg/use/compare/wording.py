"""Names brought to comparable forms: wordings folded, quotation marks and kind words taken off, patterns read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass, field
from functools import lru_cache

from kg.lexicon.words import members
from kg.use.compare.words import ACTORS, BROADER, FIELD_WORDS, GROUPS, KIND_WORDS, METAPHORS, WORDINGS

NUMERALS = "万千百十九八七六五四三二一两双"
_NUMBER = re.compile(rf"[{NUMERALS}0-9NXnx]")
_PATTERN = re.compile(rf"(?:[{NUMERALS}0-9][^{NUMERALS}0-9+]{{0,3}})+")
_QUOTED = re.compile(r"[“「『\"]([^”」』\"]+)[”」』\"]")
_MARKS = re.compile(r"[“”‘’「」『』《》〈〉\"'（）()·、，,。：:；;—\-\s]")
_FOLD = re.compile("|".join(sorted(map(re.escape, WORDINGS), key=len, reverse=True)))
_KINDS = frozenset(KIND_WORDS)
# A number of unnamed things (四个一, 四位一体, 一对一) or of years (三年行动): the words around it tell what it is.
_BARE_COUNT = re.compile(rf"(?:[{NUMERALS}0-9]+[个位体对带路站式项条年月季期届后]{{1,2}}){{1,2}}[{NUMERALS}]?")
_EACH = re.compile(r"[一每](.{1,2}?)一")
_COUNTED = re.compile(
    rf"[{NUMERALS}0-9]+(?:个|张|项|大|类|条|种|级|支|本|步|型)?"
    rf"(?:清单|权力|{'|'.join(map(re.escape, KIND_WORDS))})?"
)
_SUM_OF_COUNTS = re.compile(r"[0-9NXnxM]+(?:[+*][0-9NXnxM]+)+")
_ROLES: dict[str, str] = {}
for _role, _endings in ACTORS:
    for _ending in _endings:
        _ROLES.setdefault(_ending, _role)
_GROUP_OF = {word: number for number, group in enumerate(GROUPS) for word in reversed(group)}
STOCK = frozenset({*METAPHORS, *(w for w in members("image") if len(w) > 1)})
_WORDS = frozenset({*_GROUP_OF, *FIELD_WORDS, *KIND_WORDS, *STOCK} - {"法", "制"})
_LENGTHS: dict[str, dict[int, None]] = {}  # of the words that begin with a character, the longest first
for _word in sorted(_WORDS, key=len, reverse=True):
    _LENGTHS.setdefault(_word[0], {})[len(_word)] = None
_FIELD = frozenset(FIELD_WORDS)
FIELD_WEIGHT = 0.35
KIND_WEIGHT = 0.25
STOCK_WEIGHT = 0.5
HEAD_WEIGHT = 0.7
GROUP_CREDIT = 0.8
SUPPORT = 2.6


def fold(text: str) -> str:
    """One wording for one thing: width and case, then the wordings of Taiwan, Hong Kong and the mainland."""
    flat = unicodedata.normalize("NFKC", text).replace("×", "+")
    return _FOLD.sub(lambda m: WORDINGS[m.group()], flat)


def bare(text: str) -> str:
    """Without quotation marks, brackets, commas and spaces."""
    return _MARKS.sub("", text)


def ending_of(text: str, words: Container[str], least: int = 0) -> str | None:
    """The longest of the words that a text ends with, ``least`` characters or more before it."""
    return next((text[i:] for i in range(least, len(text)) if text[i:] in words), None)


def without_kind(text: str) -> str:
    """Without the kind words at the end, unless nothing distinctive would be left."""
    while True:
        ending = ending_of(text, _KINDS)
        left = text[: -len(ending)].removesuffix("的") if ending else ""
        if len(left) < 2 or left[-1] in NUMERALS:
            return text.removesuffix("的")
        text = left


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a name: ``group`` is its synonym group (-1: none), ``weight`` how much it sets apart."""

    text: str
    group: int
    weight: float
    number: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A name in comparable forms.

    ``whole`` is the folded name without marks; ``core`` the quoted words, or the whole without kind words;
    ``literal`` is the core before wordings were folded; ``rest`` what stands around the quoted words; ``pattern`` the scheme of a numeral abbreviation
    (n强n创) or ``""``; ``counted`` tells that the core is only a number of things (三张清单, 1+N, 四个一), ``stock`` that it is but a common metaphor;
    ``bag`` holds the weights of the core by word, ``weight`` their sum.
    """

    printed: str
    whole: str
    core: str
    literal: str
    rest: str
    pattern: str
    counted: bool
    stock: bool
    tokens: tuple[Token, ...]
    rest_tokens: tuple[Token, ...]
    bag: dict[str, float] = field(default_factory=dict, hash=False, compare=False, repr=False)
    weight: float = 0.0

    def __hash__(self) -> int:
        """It is what was read of the printed words."""
        return hash(self.printed)

    @property
    def numbered(self) -> bool:
        """Whether the core begins with a number."""
        return bool(self.tokens) and self.tokens[0].number


@lru_cache(maxsize=65536)
def name(text: str) -> Name:
    """Read a name."""
    folded = fold(text)
    core, rest = _core(folded)
    words = tokens(core)
    literal, _ = _core(unicodedata.normalize("NFKC", text))
    return Name(
        printed=text,
        whole=bare(folded),
        core=core,
        literal=literal,
        rest=without_kind(rest) if rest else "",
        pattern=pattern(core),
        counted=any(p.fullmatch(core) for p in (_COUNTED, _SUM_OF_COUNTS, _BARE_COUNT)),
        stock=core in STOCK,
        tokens=words,
        rest_tokens=tokens(without_kind(rest)) if rest else (),
        bag=_bag(words),
        weight=sum(t.weight for t in words),
    )


def _bag(words: tuple[Token, ...]) -> dict[str, float]:
    """The weights of a name by word; what counts as one word (a synonym, another number) is one."""
    bag: dict[str, float] = {}
    for token in words:
        key = "#" if token.number else f"g{token.group}" if token.group >= 0 else token.text
        bag[key] = bag.get(key, 0.0) + token.weight
    return bag


def _core(text: str) -> tuple[str, str]:
    """The quoted words, or the whole without kind words; and what stands around the quoted words."""
    whole = bare(text)
    quoted = bare("".join(_QUOTED.findall(text)))
    if not quoted or quoted.removesuffix("+") in STOCK:  # “石榴红”养老驿站: what it is stands around it
        whole = whole.replace(quoted, quoted.removesuffix("+"), 1)
        return (whole if _COUNTED.fullmatch(whole) else without_kind(whole)), ""
    rest = bare(_QUOTED.sub("", text))
    core = quoted if _COUNTED.fullmatch(quoted) else without_kind(quoted)
    return core, ("" if rest in _KINDS else rest)


def each(core: str) -> str:
    """What each of has one, in a name of that form (一村一策: 村), or ``""``."""
    found = _EACH.match(core)
    return found[1] if found else ""


@lru_cache(maxsize=65536)
def pattern(core: str) -> str:
    """The scheme of a numeral abbreviation with every numeral as n (三化四明: n化n明), or ``""``."""
    flat = bare(core)
    if "+" in flat or len(flat) > 12 or not _PATTERN.fullmatch(flat):
        return ""
    if len(re.sub(r"[0-9]", "", flat)) == 0:
        return "n" * len(flat)
    return _NUMBER.sub("n", flat)


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a bare text: the longest word of the lists at each place, else single characters."""
    found, at = [], 0
    while at < len(text):
        here = (text[at : at + length] for length in _LENGTHS.get(text[at], ()))
        word = next((w for w in here if w in _WORDS), text[at])
        number = _NUMBER.fullmatch(word) is not None
        at += len(word)
        weight = _weight(word)
        if at == len(text) and word in _FIELD:  # the head: 链上支部 is no 链上贷
            weight = max(weight, HEAD_WEIGHT * len(word))
        found.append(Token(word, _GROUP_OF.get(word, -1), weight, number))
    return tuple(found)


def _weight(word: str) -> float:
    if word in STOCK:
        return STOCK_WEIGHT * len(word)
    if word in _FIELD:
        return FIELD_WEIGHT * len(word)
    if word in _KINDS:
        return KIND_WEIGHT * len(word)
    return 0.3 if _NUMBER.fullmatch(word) else float(len(word))


def _alike(a: Token, b: Token) -> float:
    if a.text == b.text:
        return 1.0
    if a.group >= 0 and a.group == b.group:
        return GROUP_CREDIT
    return 0.4 if a.number and b.number else 0.0


def overlap(a: tuple[Token, ...], b: tuple[Token, ...], *, support: bool = False) -> float:
    """How much of two token rows agrees in order, 0 to 1, weighted by what sets names apart.

    A single character that agrees alone, without a neighbour, counts half: 民 and 党 are everywhere. With
    ``support`` the agreement must also be long enough to tell anything (书记 in two names does not).
    """
    total = sum(t.weight for t in a) + sum(t.weight for t in b)
    if not a or not b or not total:
        return 0.0
    same = [[_alike(left, right) for right in b] for left in a]
    found = _best_chain(a, b, same) if any(map(any, same)) else 0.0
    return min(1.0, 2 * found / total, found / SUPPORT if support else 1.0)


def _best_chain(a: tuple[Token, ...], b: tuple[Token, ...], same: list[list[float]]) -> float:
    """The weight of the best common subsequence of two token rows."""
    above, runs_above = [0.0] * (len(b) + 1), [False] * (len(b) + 1)
    for i, left in enumerate(a):
        row, runs = [0.0], [False]
        for j, right in enumerate(b):
            skip = max(above[j + 1], row[j])
            alike = same[i][j]
            if not alike:
                row.append(skip)
                runs.append(False)
                continue
            gain = alike * (left.weight + right.weight) / 2
            follows = i + 1 < len(a) and j + 1 < len(b) and same[i + 1][j + 1] > 0
            if len(left.text) == 1 and not runs_above[j] and not follows:
                gain /= 2
            take = above[j] + gain
            row.append(max(take, skip))
            runs.append(take >= skip)
        above, runs_above = row, runs
    return above[-1]


@lru_cache(maxsize=1 << 18)
def words_alike(a: str, b: str) -> float:
    """How alike two parts, headings or phrases are, 0 to 1."""
    left, right = _flat(a), _flat(b)
    if left == right:
        return 1.0
    if _signs(left).isdisjoint(_signs(right)):
        return 0.0
    score = overlap(_row(left), _row(right))
    short, long = sorted((left, right), key=len)
    if len(short) >= 4 and short in long:
        score = max(score, 0.75)
    return min(score, 0.99)


@lru_cache(maxsize=65536)
def _flat(text: str) -> str:
    return bare(fold(text))


@lru_cache(maxsize=65536)
def _signs(text: str) -> frozenset[str]:
    """The characters of a text and the synonym groups of its words: without a common one nothing agrees."""
    groups = {f"g{t.group}" for t in tokens(text) if t.group >= 0}
    return frozenset(groups.union("0" if _NUMBER.fullmatch(c) else c for c in text))


@lru_cache(maxsize=65536)
def _row(text: str) -> tuple[Token, ...]:
    return tokens(text)


@lru_cache(maxsize=16384)
def role(text: str) -> str | None:
    """The role that an addend stands for, by its ending (专业合作社: 合作社), or ``None``."""
    flat = bare(fold(text))
    ending = ending_of(flat, _ROLES)
    return None if ending is None else _ROLES[ending]


def roles_alike(a: str | None, b: str | None) -> float:
    """1 for the same role, .6 where one lies within the other or both in a third, else 0."""
    if a is None or b is None:
        return 0.0
    if a == b:
        return 1.0
    return 0.6 if BROADER.get(a, a) == BROADER.get(b, b) else 0.0
