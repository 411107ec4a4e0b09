"""What a figure measures, in a few words of the text."""

from __future__ import annotations

import re

from kg.rules.metrics.words import COUNT_VERBS, LEAD, LINK_TAIL, NOUN, STOP

_ENUMERATED = re.compile(
    r"^(?P<head>.*?)[^，]{2,}等(?:重点|特色|各类|多种|一批|系列)*(?P<noun>[^等]{2,})$"
)
_DESCRIBED = re.compile(r"[^，。；：\d]*?、[^，。；：\d]*?的(?=[^，。；、的])")
_PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "(": ")"}
_LONGEST = 24
_LONGEST_NOUN = 28


def noun_end(words: str) -> int:
    """Where the noun phrase at the beginning of ``words`` ends (0: none begins there)."""
    i, size = 0, min(len(words), _LONGEST_NOUN + 10)
    while i < size:
        character = words[i]
        if character in _PAIRS:
            close = words.find(_PAIRS[character], i)
            if close < 0:
                break
            i = close + 1
            continue
        if character in "，。；：、！？…—”’）)\n":
            break
        if noun := NOUN.match(words, i):
            i = noun.end()
            continue
        if STOP.match(words, i):
            break
        i += 1
    return i


def noun_phrase(words: str) -> tuple[str, int]:
    """The noun phrase that ``words`` begins with and where it ends.

    It goes on through 、 where only the last item is whole: “镇、村级集体公司开展…” is 镇、村级集体公司,
    “政治素质好、作风实的党员干部参加…” is 党员干部.
    """
    end = noun_end(words)
    described = _DESCRIBED.match(words)
    if described and end < described.end() and words[end : end + 1] == "、":
        size = noun_end(words[described.end() :])
        phrase = trim_noun(words[described.end() : described.end() + size])
        return phrase, described.end() + len(phrase)
    if end < 2 and words[end : end + 1] == "、" and end:
        end += 1 + noun_end(words[end + 1 :])
    phrase = trim_noun(words[:end])
    return phrase, len(phrase)


def trim_noun(phrase: str) -> str:
    """A noun phrase without conjunctions and particles at its end."""
    return re.sub(r"(?:和|及|以及|与|或|的|等|并|中|中的|里|上|了)+$", "", phrase)


def predicate(words: str) -> str:
    """The words up to the end of the clause, for “……的村”."""
    m = re.match(r"[^，。；：！？…\n]{0,18}", words)
    text = m[0] if m else ""
    text = re.sub(r"^(?:已经|已|均|都|全部|将|先后|率先|实现了?|也|仍|还)+", "", text)
    return text.rstrip("、的了")


def before(words: str) -> tuple[str, int]:
    """What stands before a number, cleaned of link words, and how much was cut at its beginning."""
    tail = LINK_TAIL.sub("", words)
    tail = tail or words
    cut = 0
    if lead := LEAD.match(tail):
        cut = lead.end() if lead.end() < len(tail) else 0
    body = tail[cut:]
    if len(body) > _LONGEST:
        starts = [
            m.start() for m in COUNT_VERBS.finditer(body) if 4 <= len(body) - m.start() <= _LONGEST
        ]
        if starts:
            cut, body = cut + starts[0], body[starts[0] :]
    return body, cut


def shorten(property_: str) -> str:
    """Drop the examples before 等: 签约引进某某、某某等项目 is 签约引进项目."""
    m = _ENUMERATED.match(property_)
    if m is None:
        return property_
    noun = m["noun"].lstrip("的")
    verbs = re.match(rf"(?:{COUNT_VERBS.pattern})+", property_)
    return (verbs[0] if verbs else "") + noun


def head(property_: str) -> str:
    """The noun of a property: without the verb before it."""
    m = re.match(rf"(?:{COUNT_VERBS.pattern})+", property_)
    rest = property_[m.end() :] if m else property_
    return rest if len(rest) >= 2 else property_
