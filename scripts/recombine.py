"""Reports without end, for the benches: paragraphs of the own corpora put together anew, with other counties and other names.

The same seed and number give the same report; reports of one number share programmes and places as real ones do, some of them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from random import Random

import gold_gate
from kg.gazetteer.registry import registry
from kg.model import Document
from kg.text.read import read_document

PARTS = ("seeds", "open", "open2", "open3")
PARAGRAPHS = 7
SENTENCES = 0  # of a report, instead of paragraphs
_NAMED = re.compile(r"“([\u4e00-\u9fff]{4,8})”")
_ENDINGS = ("联创", "共治", "先锋", "聚力", "连心", "领航", "提质", "同行", "赋能", "解忧")


@cache
def paragraphs() -> tuple[str, ...]:
    """The paragraphs of the own corpora, each once."""
    files = [f for part in PARTS for f in gold_gate.sources(gold_gate.PARTS[part][0])]
    lines = (line.strip() for f in files for line in read_document(f, f.name).raw.splitlines())
    return tuple(dict.fromkeys(line for line in lines if 40 <= len(line) <= 600))


@cache
def sentences() -> tuple[str, ...]:
    """The sentences of these paragraphs, each once."""
    found = (s for line in paragraphs() for s in re.findall(r"[^。]+。", line) if len(s) >= 30)
    return tuple(dict.fromkeys(found))


@cache
def counties() -> tuple[str, ...]:
    """The names of all counties."""
    return tuple(e.name for e in registry().entries if e.level == "county")


def report(number: int, seed: int = 0) -> Document:
    """Report number ``number``."""
    rng = Random(f"{seed}-{number}")
    county = rng.choice(counties())

    def renamed(match: re.Match[str]) -> str:
        return f"“{match[1][:-2]}{rng.choice(_ENDINGS)}”" if rng.random() < 0.5 else match[0]

    chosen = rng.sample(sentences(), SENTENCES) if SENTENCES else rng.sample(paragraphs(), PARAGRAPHS)
    body = "\n".join(_NAMED.sub(renamed, text) for text in chosen)
    raw = f"{county}以党建引领基层治理\n{county}{rng.choice(('扎实', '持续', '创新'))}推进基层党建。\n{body}\n"
    return Document(hashlib.sha256(raw.encode()).hexdigest(), f"{number:06d}.txt", raw)


def reports(size: int, seed: int = 0) -> Iterator[Document]:
    """The first ``size`` reports."""
    return (report(number, seed) for number in range(size))
