"""The words that say what a figure measures: the noun phrase behind it, or what is left of the words before it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg import patterns as re
from kg.choose.lists import SEVERALLY
from kg.lexicon import levels
from kg.lexicon.words import any_of, members
from kg.rules.metrics.words import ACTOR, COUNT_VERBS, INCOME, LEAD, LED, LINK_TAIL, MANNER, MEAN, MEASURED, VERBS
from kg.syntax.clauses import JOINTS
from kg.text.words import Word, words_of

# -------------------------------------------------------------------- the noun phrase behind a number

_PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "(": ")"}
# 中 after a group (党员中有…), a figure, or a conjunction before one; a mean (村|村均增收).
_MEAN = re.compile("[人户村亩]均")
_BREAK = re.compile(
    rf"(?<=.){_MEAN.pattern}|中(?![心小学央药医国华型速等压青年老介层试期游部央草高低])|[、和及与]?\d+(?![A-Za-z\d])|(?<=.)(?:{any_of('figure.nearby')})"
)
# What is counted, before an indicator that has a figure of its own: 22个机场|旅客吞吐量达1890万人次.
_CONTAINED = re.compile(
    rf"[一-龥]{{1,9}}(?:[点厂镇乡岸校院区社站县园港]|(?<=企)业|场(?!主)|市(?!场))(?=[一-龥]{{1,8}}?(?:[量率额值]|{any_of('figure.measured')})(?:达|为)?到?(?:\d|\Z))"
    rf"|(?:{levels.ADMINISTRATIVE}|村庄)(?=[一-龥]{{1,8}}?率(?:高?达|为)?到?(?:[从由\d]|\Z))"
)
# 产值超亿元|企业: a bound that is part of the name of what is counted.
_OVER = re.compile(rf"[一-龥]{{2,6}}(?:{any_of('figure.above')}|[超过达])(?:\d[\d.]*)?[百千万亿]+元的?(?=[一-龥]{{2}})")
_SAID = re.compile(r"（[^）]*[，：]")  # 渡口（即：甲，乙）: what is said of them
_DESCRIBED = re.compile(r"[^、，。；：\d和及]*+、[^，。；：\d]*?(?<!中)的(?=[^，。；、的])")
_DESCRIBING = re.compile(r"[^，。；：（）的\d]{2,14}的(?=[一-龥]{2})")
_TRAILING = re.compile(
    rf"(?:和|及|{any_of('figure.noun_opens', 'figure.on_base')}|与|或|的|等|并|中|里|上|了|(?<![\d幕售产战最前])(?:之|以)?后)+$"
)
_LONGEST = 28
# Parts of speech that the head of a noun phrase has, and those that stand before one.
_HEADS = ("n", "nz", "nt", "nrt", "nr", "ns", "nrfg", "ng", "j", "l", "i", "x", "eng", "s", "k", "g", "zg")
_MODIFIERS = ("a", "an", "ad", "b", "vn", "m", "q", "t", "z", "f", "ag", "mq", "h", "o")
_NOUNS_AHEAD = ("n", "nz", "l", "j", "k", "x", "vn", "b", "s")
_VERBS_TAGGED, _NOUNS_TAGGED = members("tag.verb"), members("tag.noun")
_DONE_NOUNS, _PREDICATES, _PERSONS = members("noun.done"), members("verb.predicate"), members("noun.person")
_FOUNDS = members("figure.founds")
_JOINTS = (*JOINTS, "或")
_EMPTY = tuple("cdfprsuy")
"""Parts of speech, by their first letters, that name nothing."""


def noun_phrase(words: str) -> tuple[str, int]:
    """The noun phrase that ``words`` begins with and where it ends.

    It goes on through 、 where only the last item is whole: “镇、村级集体公司开展…” is 镇、村级集体公司,
    “政治素质好、作风实的党员干部参加…” is 党员干部.
    """
    if (over := _OVER.match(words)) and (rest := noun_phrase(words[over.end() :]))[0]:
        return over[0] + rest[0], over.end() + rest[1]
    end, skipped = noun_end(words), 0
    first = words.find("、")
    if (m := _DESCRIBED.match(words)) and _describes(words, end, first):
        skipped = m.end()
        end = skipped + noun_end(words[skipped:])
    elif end == 1 and first == 1 and (more := noun_end(words[2:])):
        end = 2 + more
    phrase = _TRAILING.sub("", words[skipped:end])
    return phrase, skipped + len(phrase)


def _describes(words: str, end: int, first: int) -> bool:
    """Whether what stands before the first 、 only describes the noun that follows the list: 政治素质好、作风实的党员; no verb or
    adverb of the noun itself comes before it (25家单位|围绕甲、乙的问题汇报)."""
    if end >= first:
        return 0 < end == first and words_of(words[:end])[0].flag == "v"
    behind = next((w for w in words_of(words[:first]) if w.start >= end), None)
    return not end or behind is None or behind.flag[0] not in "vpd"


def described(words: str) -> tuple[str, int]:
    """A noun phrase behind words that describe it with 的 (在暴风雪里迷路的采药人), and where it ends."""
    m = _DESCRIBING.match(words)
    noun, size = noun_phrase(words[m.end() :]) if m else ("", 0)
    return (words[: m.end()] + noun, m.end() + size) if m and noun else ("", 0)


def late_noun(words: str) -> str:
    """A noun that begins with a word that ends others: 400名|在册党员."""
    noun = _TRAILING.sub("", words[: 1 + noun_end(words[1:])]) if words[:1].isalnum() else ""
    return noun if len(noun) > 3 else ""


def noun_end(words: str) -> int:
    """Where the noun phrase at the beginning of ``words`` ends (0: none begins there)."""
    if (contained := _CONTAINED.match(words)) is not None:
        return contained.end()
    limit = _limit(words)
    listed = words[limit : limit + 1] in ("、", *_JOINTS)
    return _phrase_end([_retagged(word) for word in words_of(words[:limit])], listed)


def _retagged(word: Word) -> Word:
    """A word with the part of speech that it has around what is counted."""
    if word.text in _VERBS_TAGGED:
        return word._replace(flag="v")
    noun = word.text in _NOUNS_TAGGED or (word.flag == "vn" and len(word.text) > 2)  # 示范岗
    return word._replace(flag="n") if noun else word


def _limit(words: str) -> int:
    """The mark, the number or the 中 behind which no noun phrase goes on."""
    i, size = 0, min(len(words), _LONGEST + 10)
    if words[:1] in ("（", "("):
        return 0
    while i < size:
        if words[i] in _PAIRS:
            close = words.find(_PAIRS[words[i]], i)
            if close < 0 or (i and _SAID.match(words, i)):
                break
            i = close
        elif words[i] in "，。；：、！？…—”’）)\n" or _BREAK.match(words, i):
            break
        i += 1
    return i


def _phrase_end(tokens: Sequence[Word], listed: bool) -> int:
    """Where the noun phrase ends that words begin with: at a verb, an adverb or a preposition behind its head; at 的
    behind a head that no verb describes (12个村|的党支部)."""
    end, i, headed, acted = 0, 0, False, False
    while i < len(tokens):
        word, ahead = tokens[i], tokens[i + 1] if i + 1 < len(tokens) else None
        if word.text in _PAIRS:
            i = next((k for k in range(i, len(tokens)) if tokens[k].text == _PAIRS[word.text]), len(tokens) - 1)
            headed, end = True, tokens[i].end
        elif word.flag == "uj":
            last = tokens[i - 1]
            owned = headed and not acted and (last.flag in ("n", "nz", "zg") or last.text == "）")
            if not i or ahead is None or ahead.flag[0] in "dprcu" or owned:
                break
            headed = False
        elif i and len(word.text) == 1 and tokens[i - 1].text in _PERSONS and ahead and len(ahead.text) == 1:
            break  # 名党员|学|纪、知|纪: what they did, in words that no dictionary has
        elif word.flag in _HEADS:
            headed, end = True, word.end
        elif _modifies(tokens, i, headed):
            if (
                ahead is None
                and (word.text in _DONE_NOUNS or not headed)
                and (word.flag in ("vn", "an", "v") or listed)
            ):
                end = word.end
            if word.flag == "v" and not headed:
                acted = ahead is not None and (not i or ahead.flag not in _NOUNS_AHEAD)
        else:
            break
        i += 1
    return end


def _modifies(tokens: Sequence[Word], i: int, headed: bool) -> bool:
    """Whether a word that is no noun belongs to the noun phrase: it stands before a noun of it, or in what describes it."""
    word, ahead = tokens[i], tokens[i + 1] if i + 1 < len(tokens) else None
    noun = ahead is not None and ahead.flag in _NOUNS_AHEAD
    if headed and word.text in _FOUNDS and ahead is not None and ahead.flag == "uj":
        return True  # 92家村党组织|领办的合作社
    if word.flag == "c" and headed:
        return noun and word.text in _JOINTS
    if headed and word.flag == "vn" and tokens[i - 1].text in _PERSONS and COUNT_VERBS.fullmatch(word.text):
        return False  # 580户农户|发展特色种植
    if word.flag in _MODIFIERS:
        return noun or not headed or (ahead is None and word.text in _DONE_NOUNS)  # 民俗|活动
    if headed:
        acts = word.text in _PREDICATES or tokens[i - 1].text in _PERSONS
        done = ahead is not None and len(word.text) > 1 and ahead.text in _DONE_NOUNS
        return word.flag[0] == "v" and not acts and done
    if any(t.flag == "uj" for t in tokens[i + 1 : i + 6]):
        return True
    if word.flag[0] == "v":
        return (noun and word.text not in _PREDICATES) or (ahead is None and len(word.text) > 1)
    return not i and (word.text in ("各", "本", "每", "未") or (word.flag == "d" and noun))


def is_act(noun: str) -> bool:
    """Whether what seems a noun is one verb: 345人|脱贫."""
    row = words_of(noun)
    return len(row) == 1 and row[0].flag == "v"


def ends_in_act(noun: str) -> bool:
    """Whether what seems a noun ends in a verb: 345人|脱贫, 32户|稳定增收."""
    return bool(row := words_of(noun)) and _retagged(row[-1]).flag == "v"


def predicate(words: str) -> str:
    """What is said of the things counted, up to the end of the clause, for “……的村”."""
    text = re.split(r"[，。；：！？…\n]|[、和及与](?=[^、]{0,12}\d)", words[:18], maxsplit=1)[0]
    if text.count("“") > text.count("”"):
        text = text[: text.rindex("“")]
    return "" if _MEAN.match(text) else re.sub(rf"^(?:{any_of('figure.adverb')})+", "", text).rstrip("、的了")


# -------------------------------------------------------------------- the words before a number

# 人均收入去年达到…: when stands between what is measured and its level.
_WHEN = re.compile(rf"(?<=[一-龥]{{3}})(?:(?:在|到)?(?:{any_of('figure.when')}|(?:19|20)\d\d年)底?)$")
# 集体收入|从几乎为零|增至, 员工|从几个人|发展到: an old level that is no number.
_VAGUE = re.compile(r"已?[从由][^，；。]{0,12}(?:零(?:起步|开始|做起)?|[几数][百千万亿]*[一-龥]{1,2})$")
_NOT = ("不", "未", "没", "均", "比")
_BETWEEN = members("figure.between") | members("figure.so_far")
# What may be dropped at the beginning, and how much must be left.
_OPENINGS = ((LEAD, 0), (ACTOR, 4), (LED, 4), (MANNER, 2), (LEAD, 2))


def tells(property_: str) -> bool:
    """Whether a name says anything at all, and is not only a word that points, relates or dates: 其它, 门前, 但仍."""
    return any(w.flag[:1] not in _EMPTY or w.text[:1].isdigit() for w in map(_retagged, words_of(property_)))


def before(words: str) -> tuple[str, int]:
    """What stands before a number without the words around it, and how much was cut at its beginning."""
    body = _untailed(_VAGUE.sub("", _WHEN.sub("", LINK_TAIL.sub("", words))))
    cut = 0 if "”" in body[(at := body.rfind("“") + 1) :] else at  # 本报讯“|收入……
    body = "" if body.isdigit() else body  # 1985|年末全乡有
    body = body[cut:]
    for pattern, least in _OPENINGS:
        m = pattern.match(body)
        if m and len(body) - m.end() >= least and not _splits(body, m.end()):
            body, cut = body[m.end() :], cut + m.end()
    return body, cut


def _splits(words: str, at: int) -> bool:
    """Whether a position lies inside a word whose first character alone would open: 向|日葵年种植面积."""
    return any(w.start + 1 == at < w.end for w in words_of(words[: at + 2]) if w.flag[0] == "n")


def _untailed(words: str) -> str:
    """Words without adverbs and times at their end and, behind what is measured itself, verbs (收入|首次|跨上)."""
    end, loose = len(words), True
    for kept, word in reversed(list(pairwise(words_of(words)))):
        adverb = word.text in _BETWEEN or word.flag[0] in "dtp" or (word.flag == "c" and word.end == len(words))
        night = word.flag == "tg" and kept.flag == "m"  # 一晚
        ends = night or word.text in _NOT or word.text.endswith("期") or MEASURED.search(words[: word.end])
        if ends or (not adverb and word.flag[0] not in "vmla"):
            break
        loose = loose and adverb
        if loose or MEASURED.search(words[: kept.end]):
            end = kept.end
    return words[:end]


# -------------------------------------------------------------------- what a name of a measure does without

_ENUMERATED = re.compile(rf"^(?P<head>.*?)[^，]{{2,}}等(?:{any_of('figure.kindof')})*的*(?P<noun>[^等]{{2,}})$")
# 产业类别|有油茶、蔬菜等: what is counted, before the kinds of it.
_SORTED = re.compile(rf"(?P<what>[^，、]{{2,10}}?)(?:有|{any_of('figure.touching')})[^，]+、[^，]+等$")
# A doer and what it did, before what was counted.
_DONE = re.compile(rf"[^，]*(?:{any_of('figure.done')})(?=[^，]{{2,24}}$)")
# 实现增加值, 工业增加值完成: what is measured itself needs no verb of reaching it, and what rose none of causing it.
_MEASURE = rf"(?:{any_of('figure.economy')}|[^，]{{0,6}}{INCOME}|GDP)"
_REACHED = re.compile(
    rf"^(?:{any_of('figure.fulfilled')})(?=[^，]{{0,14}}{_MEASURE}$)"
    rf"|(?<=[一-龥]{{2}})(?:{any_of('figure.fulfilled')})(?={_MEASURE}$)"
    rf"|(?<=[值额入出润税收资量])(?:{SEVERALLY})?(?:{any_of('figure.fulfilled')})$"
)
_CAUSED = re.compile(rf"^(?:{any_of('figure.cause')})(?=[一-龥]{{3}})")


def without_times(words: str) -> str:
    """A name of what is measured without words between doer and act that only say how long: 合作社|到现在总共|销出鲜果."""
    for word, act in reversed(list(pairwise(words_of(words) if len(words) > 5 else ()))):
        if word.start > 1 and act.flag == "v" and (word.flag == "t" or word.text in _BETWEEN):
            words = without_times(re.sub(r"[到至]$", "", words[: word.start]) + words[word.end :])
    return words


def shorten(property_: str) -> str:
    """Drop the examples before 等: 签约引进某某、某某等项目 is 签约引进项目; drop 了 after the verb."""
    if told := _SORTED.match(property_):
        return told["what"]
    verb = VERBS.match(property_)
    if verb is None:
        return property_
    rest = property_[verb.end() :].removeprefix("了")
    m = _ENUMERATED.match(verb[0] + rest)
    return verb[0] + (m["noun"] if m else rest)


def measured(property_: str) -> str:
    """What is measured itself, without a verb of reaching it: 第一产业|实现|增加值, 工业增加值|完成."""
    return _REACHED.sub("", property_).replace(SEVERALLY, "")


def without_cause(property_: str) -> str:
    """What rose or fell, without the verb of bringing that about: 带动|农民收入."""
    return _CAUSED.sub("", property_)


# 平均年龄, 户均增收: the mean of those counted right before.
MEAN_OF = re.compile(rf"(?:{any_of('figure.mean')})[一-龥]{{2}}|(?:{MEAN}每?)?[人户村亩]均$")


def head(property_: str) -> str:
    """The noun of a property: without the verb before it."""
    m = VERBS.match(property_) or _DONE.match(property_)
    rest = property_[m.end() :] if m else property_
    return rest if len(rest) >= 2 else property_
