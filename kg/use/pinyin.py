"""Names in pinyin. The dictionary of pypinyin takes a third of a second to load, so it is loaded when it is first asked."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from functools import cache

_CHARACTERS = re.compile(r"[\u4e00-\u9fff]+")
_OTHER_CHARACTERS = re.compile(r"[^\u0000-\u2e7f\u3000-\u3006\u3008-\u303f\u4e00-\u9fff\uff00-\uffef]")
"""Some of these have pinyin as well, and are rare."""
_MANY = 1000  # words
_FEW = 20  # of so many words one that is new is spelled again sooner than all are written


def syllables(words: str, *, errors: str = "default") -> str:
    """The full pinyin: 高台 → gaotai."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(words, errors=errors))


def syllable_list(words: str) -> list[str]:
    """The pinyin of every character, without what is not Chinese: 高台 → gao, tai."""
    from pypinyin import lazy_pinyin

    return lazy_pinyin(words, errors="ignore")


def letters(words: str, *, errors: str = "default") -> str:
    """The first letters: 高台 → gt."""
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(words, style=Style.FIRST_LETTER, errors=errors))


class Readings:
    """The readings of pypinyin as words, which load in a twentieth of its time, and are put together as it does."""

    def __init__(self, words: str = "") -> None:
        """What :meth:`written` said; other words are as good as none."""
        self._begun: Mapping[str, str] = {}
        with suppress(ValueError):
            told = json.loads(words)
            if isinstance(told, dict) and all(isinstance(lines, str) for lines in told.values()):
                self._begun = told

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._begun)

    def __call__(self, words: str) -> list[str] | None:
        """What :func:`syllable_list` says, or nothing where that is not known."""
        found: list[str] = []
        if _OTHER_CHARACTERS.search(words):
            return None
        for run in _CHARACTERS.findall(words):
            at = 0
            while at < len(run):
                told = self._next(run[at:])
                if not told:
                    return None
                found += told
                at += len(told)
        return found

    def _next(self, words: str) -> list[str]:
        """The syllables of the longest phrase that words begin with, else of the first character."""
        lines = self._begun.get(words[0], "")
        for size in range(len(words), 1, -1):
            if (told := _line(lines, words[1:size])) is not None:
                return told.split(" ")
        # of the beginning of a longer phrase pypinyin reads each character alone
        if len(words) > 1 and f"\n{words[1:]}" in lines:
            return [_line(self._begun.get(c, ""), "") or "" for c in words]
        told = _line(lines, "")
        return [told] if told else []

    @staticmethod
    def written() -> str:
        """All readings by their first character: a line for each phrase, without that character, and one for the character alone."""
        from pypinyin import Style
        from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
        from pypinyin.style import convert

        @cache
        def plain(syllable: str) -> str:
            return str(convert(syllable, Style.NORMAL, strict=True, default=syllable))

        begun = {chr(c): [f"\n {plain(told.split(',')[0])}"] for c, told in PINYIN_DICT.items() if _is_usual(chr(c))}
        for phrase, told in PHRASES_DICT.items():
            if len(phrase) > 1 and phrase[0] in begun:
                begun[phrase[0]].append(f"\n{phrase[1:]} {' '.join(plain(one[0]) for one in told)}")
        return json.dumps({c: "".join(lines) + "\n" for c, lines in begun.items()}, ensure_ascii=False)


def _line(lines: str, begins: str) -> str | None:
    """What follows on the line that begins so."""
    start = lines.find(f"\n{begins} ")
    if start < 0:
        return None
    start += len(begins) + 2
    return lines[start : lines.index("\n", start)]


def _is_usual(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


class Sounds:
    """The pinyin of characters and words, each found once, and by whoever remembers it only once at all."""

    def __init__(self, words: str = "", readings: Readings | None = None) -> None:
        """What an earlier one :meth:`remembered`, and readings for what it had not asked; other words are as good as none."""
        self._known: Mapping[str, list[str]] = {}
        self._said: dict[str, list[str]] = {}
        self._readings = readings or Readings()
        with suppress(ValueError):
            told = json.loads(words)
            if isinstance(told, dict) and all(map(_is_pinyin, told.values())):
                self._known = told

    def __call__(self, words: str) -> list[str]:
        """What :func:`syllable_list` says."""
        found = self._said.get(words)
        if found is None:
            found = self._known.get(words)
            if found is None and self._readings:
                found = self._readings(words)
            self._said[words] = found = syllable_list(words) if found is None else found
        return found

    def remembered(self) -> str:
        """What was asked for, as words; nothing where it is what was known, or nearly so and there are readings for the rest."""
        new = len(self._said.keys() - self._known.keys())
        if (self._readings and new <= len(self._known) // _FEW) or self._said == self._known:
            return ""
        return json.dumps(self._said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    def readings(self) -> str:
        """Readings for later, as words, where so many names were asked that they pay; nothing where they are there."""
        return "" if self._readings or len(self._said) < _MANY else Readings.written()


def _is_pinyin(told: object) -> bool:
    return isinstance(told, list) and all(isinstance(one, str) for one in told)
