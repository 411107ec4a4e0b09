"""A run of text that knows where in the raw text each of its characters stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg import patterns as re
from kg.text.fold import INVISIBLE

_OUTER = re.compile(r"[\u3400-\u9fff”’》）%][\u3400-\u9fff“‘《]")
_BLANK = r"\s|&nbsp;|<(?:br|/?p|/?div)\b[^<>]{0,40}>"
_GAP = re.compile(rf"[{INVISIBLE}]*(?:{_BLANK})(?:[{INVISIBLE}]|{_BLANK})*")
_HALVES = 2
_HALF = 4


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

    def parted(self, raw: str) -> Flow:
        """With one space wherever the source, ``raw``, parts the halves of a line by spaces: newspapers set no comma in a
        headline. The same where the halves are short or many, which is letter-spacing."""
        ends = [i for i, (a, b) in enumerate(pairwise(self.at), start=1) if b - a > 1 and _GAP.fullmatch(raw, a + 1, b)]
        parts = [b - a for a, b in pairwise((0, *ends, len(self.text)))]
        if not 1 <= len(ends) <= _HALVES or min(parts) < _HALF:
            return self
        if not all(_OUTER.match(self.text, i - 1) for i in ends):
            return self
        pieces = [self.part(a, b) for a, b in pairwise((0, *ends, len(self.text)))]
        flow = pieces[0]
        for piece in pieces[1:]:
            flow = flow.plus(Flow(" ", [piece.at[0] - 1])).plus(piece)
        return flow

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
