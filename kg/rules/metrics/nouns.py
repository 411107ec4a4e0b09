"""What a figure measures, in a few words of the text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg import patterns as re
from kg.lexicon import levels
from kg.lexicon.words import any_of, members, of_class
from kg.rules.metrics.words import ACTOR, INCOME, LEAD, LINK_TAIL, MEAN, MEASURED, VERBS
from kg.syntax.clauses import JOINTS
from kg.text.words import Word, words_of

_ENUMERATED = re.compile(rf"^(?P<head>.*?)[^，]{{2,}}等(?:{any_of('figure.kindof')})*(?P<noun>[^等]{{2,}})$")
_DESCRIBED = re.compile(r"[^、，。；：\d和及]*+、[^，。；：\d]*?(?<!中)的(?=[^，。；、的])")
_DESCRIBING = re.compile(r"[^，。；：（）的\d]{2,14}的(?=[一-龥]{2})")
_PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "(": ")"}
# 中 after a group (党员中有…), a figure, or a conjunction before one.
_BREAK = re.compile(r"中(?![心小学央药医国华型速等压青年老介层试期游部央草高低])|[、和及与]?\d+(?![A-Za-z\d])")
_SUCH = re.compile(rf"[^，。；、\d]{{0,8}}(?:{any_of('figure.such')})的(?=[一-龥]{{2}})")  # 28个某某村这样的安置点
# 利用庭院设小院34处: a verb of one character after what was used for it.
_SET_UP = re.compile(r".*[^设建办]((?:设|建|办|辟|栽|种|养|修)起?(?=[^，]{2,8}$))")
_MEANS = of_class("figure.using")
_PLACE_ONLY = re.compile(
    rf"(?!约?占)(?:{any_of('figure.touching')})?(?:全)?[一-龥]{{1,9}}?(?:省|市|县|{levels.AUTONOMOUS[0]}|镇|乡|{levels.STREET}|旗)(?:的|有)?|{any_of('figure.nobody')}"
)
# Nouns that end like a place: 锦旗, 特色小镇, 示范乡镇, 超市.
_NO_PLACE = re.compile(
    rf"(?:[锦红国党彩军队团校]旗|[小强名古重大新]镇|{any_of('figure.no_place')}|[超夜集门早股]市|[水家故老下]乡)(?:的|有)?$"
)
# 互助社把|百香果卖了: who did it stands before 把.
_TAKEN = re.compile(r"[^，]{0,14}(?<![一两\d每])把(?![关控守握手脉])(?=[一-龥]{3})")
_ADVERB = re.compile(rf"^(?:{any_of('figure.manner')})+(?=(?:{VERBS.pattern}))")
_DOER = re.compile(rf"^[^，；。、\d的“”]{{2,10}}?(?=(?:{any_of('figure.doer_verb')})[一-龥]{{2}})")
# 拥有员工, 计划总投资: what is measured stands behind; whether it was reached is told apart.
_OWNS = re.compile(rf"(?:拥有|(?:{any_of('figure.before_total')})(?=总?(?:{any_of('figure.total')})))(?=[一-龥]{{2}})")
_REALISED = re.compile(rf"^(?:{any_of('figure.realised')})(?=[一-龥“]{{2}})")
# A doer and what it did, before what was counted.
_DONE = re.compile(rf"[^，]*(?:{any_of('figure.done')})(?=[^，]{{2,24}}$)")
# 人均收入去年达到…: when stands between what is measured and its level.
_WHEN = re.compile(rf"(?<=[一-龥]{{3}})(?:(?:在|到)?(?:{any_of('figure.when')}|(?:19|20)\d\d年)底?)$")
_LINKS = re.compile(
    rf"^(?:的|[这那该](?:[个座条家项种次批块片些])?(?=[一-龥]{{2}})|共(?!青|享|建|产)|已|{any_of('figure.link_ahead')}|有)+"
)
_NOT = ("不", "未", "没", "均", "比")
_BETWEEN = members("figure.between") | members("figure.so_far")
_LONGEST_NOUN = 28


# Parts of speech that the head of a noun phrase has, and those that stand before one.
_HEADS = ("n", "nz", "nt", "nrt", "nr", "ns", "nrfg", "ng", "j", "l", "i", "x", "eng", "s", "k", "g", "zg")
_MODIFIERS = ("a", "an", "ad", "b", "vn", "m", "q", "t", "z", "f", "ag", "mq", "h", "o")
_NOUNS_AHEAD = ("n", "nz", "l", "j", "k", "x", "vn", "b", "s")
_VERBS_TAGGED, _NOUNS_TAGGED = members("tag.verb"), members("tag.noun")
_DONE_NOUNS, _PREDICATES = members("noun.done"), members("verb.predicate")
_PERSONS = members("noun.person")
_JOINTS = (*JOINTS, "或")


def noun_end(words: str) -> int:
    """Where the noun phrase at the beginning of ``words`` ends (0: none begins there)."""
    limit = _limit(words)
    listed = words[limit : limit + 1] in ("、", *_JOINTS)
    tokens = [_retagged(word) for word in words_of(words[:limit])]
    return _phrase_end(tokens, listed)


def _retagged(word: Word) -> Word:
    """A word with the part of speech that it has around what is counted."""
    if word.text in _VERBS_TAGGED:
        return word._replace(flag="v")
    noun = word.text in _NOUNS_TAGGED or (word.flag == "vn" and len(word.text) > 2)  # 示范岗
    return word._replace(flag="n") if noun else word


def _limit(words: str) -> int:
    """The mark, the number or the 中 behind which no noun phrase goes on."""
    i, size = 0, min(len(words), _LONGEST_NOUN + 10)
    if words[:1] in ("（", "("):
        return 0
    while i < size:
        if words[i] in _PAIRS:
            close = words.find(_PAIRS[words[i]], i)
            if close < 0:
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
            i = _closing(tokens, i)
            headed, end = True, tokens[i].end
        elif word.flag == "uj":
            last = tokens[i - 1]
            owned = headed and not acted and (last.flag in ("n", "nz", "zg") or last.text == "）")
            if not i or ahead is None or ahead.flag[0] in "dprcu" or owned:
                break
            headed = False
        elif i and len(word.text) == 1 and tokens[i - 1].text in _PERSONS and not _ends(tokens, i):
            break  # 名党员|学|纪、知|纪: what they did, in words that no dictionary has
        elif word.flag in _HEADS:
            headed, end = True, word.end
        elif _modifies(tokens, i, headed):
            if ahead is None and not headed and (word.flag in ("vn", "an") or listed):
                end = word.end
            if word.flag == "v" and not headed:
                acted = ahead is not None and (not i or ahead.flag not in _NOUNS_AHEAD)
                end = word.end if ahead is None else end
        else:
            break
        i += 1
    return end


def _ends(tokens: Sequence[Word], i: int) -> bool:
    """Whether one character closes the noun before it: 党员|户."""
    return i + 1 == len(tokens) or len(tokens[i + 1].text) > 1


def _closing(tokens: Sequence[Word], i: int) -> int:
    """The index of the mark that closes a pair."""
    mark = _PAIRS[tokens[i].text]
    return next((k for k in range(i, len(tokens)) if tokens[k].text == mark), len(tokens) - 1)


def _before_activity(word: Word, ahead: Word | None) -> bool:
    return ahead is not None and len(word.text) > 1 and ahead.text in _DONE_NOUNS


def _modifies(tokens: Sequence[Word], i: int, headed: bool) -> bool:
    """Whether a word that is no noun belongs to the noun phrase: it stands before a noun of it, or in what describes it."""
    word, ahead = tokens[i], tokens[i + 1] if i + 1 < len(tokens) else None
    noun = ahead is not None and ahead.flag in _NOUNS_AHEAD
    if word.flag == "c" and headed:
        return noun and word.text in _JOINTS
    if word.flag in _MODIFIERS:
        return noun or not headed
    if headed:
        acts = word.text in _PREDICATES or tokens[i - 1].text in _PERSONS
        return word.flag[0] == "v" and not acts and _before_activity(word, ahead)
    described = any(t.flag == "uj" for t in tokens[i + 1 : i + 6])
    if word.flag[0] == "v":
        return described or (noun and word.text not in _PREDICATES) or (ahead is None and len(word.text) > 1)
    first = not i and (word.text in ("各", "本", "每") or (word.flag == "d" and noun))
    return described or first


def noun_phrase(words: str) -> tuple[str, int]:
    """The noun phrase that ``words`` begins with and where it ends.

    It goes on through 、 where only the last item is whole: “镇、村级集体公司开展…” is 镇、村级集体公司,
    “政治素质好、作风实的党员干部参加…” is 党员干部.
    """
    if m := _SUCH.match(words):
        phrase, size = noun_phrase(words[m.end() :])
        return phrase, m.end() + size if phrase else 0
    end = noun_end(words)
    described = _DESCRIBED.match(words)
    first = words.find("、")
    if described and (end < first or (0 < end == first and words_of(words[:end])[0].flag == "v")):
        size = noun_end(words[described.end() :])
        phrase = trim_noun(words[described.end() : described.end() + size])
        return phrase, described.end() + len(phrase)
    if end < 2 and words[end : end + 1] == "、" and end:
        more = noun_end(words[end + 1 :])
        end += 1 + more if more else 0
    phrase = trim_noun(words[:end])
    return phrase, len(phrase)


def described(words: str) -> tuple[str, int]:
    """A noun phrase behind words that describe it with 的 (在暴风雪里迷路的采药人), and where it ends."""
    m = _DESCRIBING.match(words)
    noun, size = noun_phrase(words[m.end() :]) if m else ("", 0)
    return (words[: m.end()] + noun, m.end() + size) if m and noun else ("", 0)


def without_links(words: str) -> str:
    """A name of what is measured without the words that tied a place to it: 全县|共有|…."""
    return _LINKS.sub("", words)


def without_times(words: str) -> str:
    """A name of what is measured without words between doer and act that only say how long: 合作社|到现在总共|销出鲜果."""
    tokens = words_of(words) if len(words) > 5 else ()
    for word, act in reversed(list(pairwise(tokens))):
        if word.start > 1 and act.flag == "v" and (word.flag == "t" or word.text in _BETWEEN):
            words = without_times(re.sub(r"[到至]$", "", words[: word.start]) + words[word.end :])
    return words


_TRAILING = re.compile(
    rf"(?:和|及|{any_of('figure.noun_opens')}|与|或|的|等|并|中|里|上|了|(?<![\d幕售产战最前])(?:之|以)?后)+$"
)


def trim_noun(phrase: str) -> str:
    """A noun phrase without conjunctions and particles at its end."""
    return _TRAILING.sub("", phrase)


def predicate(words: str) -> str:
    """The words up to the end of the clause, for “……的村”."""
    m = re.match(r"[^，。；：！？…\n]{0,18}", words)
    text = m[0] if m else ""
    text = re.split(r"[、和及与](?=[^、]{0,12}\d)", text)[0]
    if text.count("“") > text.count("”"):
        text = text[: text.rindex("“")]
    text = re.sub(rf"^(?:{any_of('figure.adverb')})+", "", text)
    return text.rstrip("、的了")


def before(words: str) -> tuple[str, int]:
    """What stands before a number, cleaned of link words, and how much was cut at its beginning."""
    skipped = words.rindex("持平、") + len("持平、") if "持平、" in words else 0
    body, cut = _cleaned(words[skipped:])
    if _is_place(body):
        return "", skipped + cut + len(body)
    if m := _OWNS.match(body):
        body, cut = body[m.end() :], cut + m.end()
    return body, cut + skipped


def only_place(words: str) -> bool:
    """Whether what stands before a number only names a place: 其中|某某县|19个."""
    return _is_place(_cleaned(words)[0])


def _is_place(body: str) -> bool:
    told = _PLACE_ONLY.fullmatch(body) and body[0] not in "距离" and not _NO_PLACE.search(body)
    return bool(told) and not VERBS.match(body)


def _cleaned(words: str) -> tuple[str, int]:
    tail = _untailed(_WHEN.sub("", LINK_TAIL.sub("", words)))
    cut, body = 0, tail
    if taken := _TAKEN.match(body):
        cut, body = taken.end(), body[taken.end() :]
    if body.startswith("“") and "”" not in body:
        cut, body = 1, body[1:]
    for pattern, least in ((LEAD, 0), (ACTOR, 4), (_DOER, 4), (LEAD, 2), (_REALISED, 2), (_ADVERB, 2)):
        m = pattern.match(body)
        if m and len(body) - m.end() >= least:
            cut, body = cut + m.end(), body[m.end() :]
    if len(body) > 10 and (any(w in body[:8] for w in _MEANS)) and (m := _SET_UP.match(body)):
        cut, body = cut + m.start(1), body[m.start(1) :]
    return body, cut


def _untailed(words: str) -> str:
    """Words without adverbs and times at their end and, behind what is measured itself, verbs (收入|首次|跨上)."""
    end, loose = len(words), True
    for before, word in reversed(list(pairwise(words_of(words)))):
        between = word.text in _BETWEEN
        if word.text in _NOT or not (between or word.flag[0] in "dtcpvmla") or MEASURED.search(words[: word.end]):
            break
        if (word.flag == "c" and word.end < len(words)) or word.text.endswith("期"):
            break  # 收入|和|支出, 无霜期
        loose = loose and (between or word.flag in ("d", "t", "c", "p"))
        if loose or MEASURED.search(words[: before.end]):
            end = before.end
    return words[:end]


def shorten(property_: str) -> str:
    """Drop the examples before 等: 签约引进某某、某某等项目 is 签约引进项目; drop 了 after the verb."""
    verb = VERBS.match(property_)
    if verb and property_[verb.end() : verb.end() + 1] == "了":
        property_ = verb[0] + property_[verb.end() + 1 :]
    m = _ENUMERATED.match(property_)
    if m is None:
        return property_
    noun = m["noun"].lstrip("的")
    verbs = VERBS.match(property_)
    if verbs is None:
        return property_
    return (verbs[0] if verbs else "") + noun


# 实现增加值, 工业增加值完成: what is measured itself needs no verb of reaching it.
_MEASURE = rf"(?:{any_of('figure.economy')}|[^，]{{0,6}}{INCOME}|GDP)"
_REACHED = re.compile(
    rf"^(?:{any_of('figure.fulfilled')})(?=[^，]{{0,14}}{_MEASURE}$)"
    rf"|(?<=[一-龥]{{2}})(?:{any_of('figure.fulfilled')})(?={_MEASURE}$)"
    rf"|(?<=[值额入润税资量])(?:{any_of('figure.fulfilled')})$"
)
_CAUSED = re.compile(rf"^(?:{any_of('figure.cause')})(?=[一-龥]{{3}})")


def measured(property_: str) -> str:
    """What is measured itself, without a verb of reaching it: 第一产业|实现|增加值, 工业增加值|完成."""
    return _REACHED.sub("", property_)


def without_cause(property_: str) -> str:
    """What rose or fell, without the verb of bringing that about: 带动|农民收入."""
    return _CAUSED.sub("", property_)


def is_mean(words: str) -> bool:
    """Whether words only tell what a mean is over, or nothing: 户均, 人均."""
    return len(words) < 2 or re.fullmatch(rf"(?:{MEAN}每?)?[人户村亩年月日]均?", words) is not None


def head(property_: str) -> str:
    """The noun of a property: without the verb before it."""
    m = VERBS.match(property_) or _DONE.match(property_)
    rest = property_[m.end() :] if m else property_
    return rest if len(rest) >= 2 else property_
