"""A run of text that knows where in the raw text each of its characters stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class Flow:
    """``text`` and, for each of its characters, the raw offset in ``at``."""

    text: str
    at: list[int]

    @classmethod
    def of(cls, source: str, start: int, end: int) -> Flow:
        """A range of the folded source, whose offsets are the raw ones."""
        return cls(source[start:end], list(range(start, end)))

    def __len__(self) -> int:
        """The number of characters."""
        return len(self.text)

    def part(self, start: int, end: int | None = None) -> Flow:
        """A range of this flow."""
        return Flow(self.text[start:end], self.at[start:end])

    def plus(self, other: Flow) -> Flow:
        """This flow and another one behind it."""
        return Flow(self.text + other.text, self.at + other.at)

    @classmethod
    def joined(cls, flows: Sequence[Flow]) -> Flow:
        """Several flows, one behind the other."""
        if len(flows) == 1:
            return flows[0]
        return cls("".join(f.text for f in flows), [i for f in flows for i in f.at])

    def stripped(self) -> Flow:
        """Without spaces at both ends."""
        text = self.text.strip()
        if len(text) == len(self.text):
            return self
        start = self.text.find(text) if text else 0
        return self.part(start, start + len(text))

    def without(self, ranges: Iterable[tuple[int, int]]) -> Flow:
        """Without some ranges, given in ascending order."""
        texts: list[str] = []
        at: list[int] = []
        done = 0
        for start, end in ranges:
            texts.append(self.text[done:start])
            at += self.at[done:start]
            done = end
        if not texts:
            return self
        texts.append(self.text[done:])
        return Flow("".join(texts), at + self.at[done:])

    def drop(self, pattern: re.Pattern[str]) -> Flow:
        """Without whatever a pattern matches."""
        return self.without(m.span() for m in pattern.finditer(self.text) if m.group())

    def map(self, pattern: re.Pattern[str], to: str) -> Flow:
        """With every matched character turned into the one character ``to``."""
        return Flow(pattern.sub(lambda m: to * len(m.group()), self.text), self.at)
