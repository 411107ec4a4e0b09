"""Names in pinyin. The dictionary of pypinyin takes a third of a second to load, so it is loaded when it is first asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress


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


class Sounds:
    """The pinyin of characters and words, each found once, and by whoever remembers it only once at all."""

    def __init__(self, words: str = "") -> None:
        """What an earlier one :meth:`remembered`; other words are as good as none."""
        self._known: Mapping[str, list[str]] = {}
        self._said: dict[str, list[str]] = {}
        with suppress(ValueError):
            told = json.loads(words)
            if isinstance(told, dict) and all(map(_is_pinyin, told.values())):
                self._known = told

    def __call__(self, words: str) -> list[str]:
        """What :func:`syllable_list` says."""
        found = self._said.get(words)
        if found is None:
            found = self._known.get(words)
            self._said[words] = found = syllable_list(words) if found is None else found
        return found

    def remembered(self) -> str:
        """What was asked for, as words; nothing where it is what was known."""
        if self._said == self._known:
            return ""
        return json.dumps(self._said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _is_pinyin(told: object) -> bool:
    return isinstance(told, list) and all(isinstance(one, str) for one in told)
