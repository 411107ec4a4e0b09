"""Where many words stand in a text, found in one pass over it."""

from __future__ import annotations

from collections.abc import Iterable

from daachorse import CharwiseDoubleArrayAhoCorasick


def occurrences(clean: str, words: Iterable[str]) -> dict[str, list[int]]:
    """Where each of the words begins, those of one word apart from each other, as ``str.find`` finds them one behind the other."""
    known = sorted(set(words))
    found: dict[str, list[int]] = {word: [] for word in known}
    if known:
        for start, end, i in CharwiseDoubleArrayAhoCorasick(known).find_overlapping(clean):
            places = found[known[i]]
            if not places or start >= places[-1] + end - start:
                places.append(start)
    return found
