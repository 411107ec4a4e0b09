"""Natural villages: the hamlets that a village lists as its own (共有8个自然村：甲、乙) are no villages of their own."""

from __future__ import annotations

from collections.abc import Iterable

from kg import patterns as re
from kg.choose.lists import SEVERALLY
from kg.lexicon import kinds
from kg.lexicon.words import any_of
from kg.model import RegionMention

_LIST = re.compile(
    rf"个自然村(?:[：:；;，（(]|{SEVERALLY}[是为]|[，、]?(?:即|{any_of('pattern.defines')}|有))([^。；;\n）)]+)"
)
_ITEM = re.compile(r"[、，和及与]|等")
_HEADED = re.compile(rf"党|村?委|“?{kinds.TWO_COMMITTEES}|位于|地处|下?辖")


def without_natural(clean: str, found: Iterable[RegionMention]) -> list[RegionMention]:
    """The mentions that are no hamlets: not on such a list, nor called so, nor of a name that only the lists have."""
    spans = [m.span(1) for m in _LIST.finditer(clean)]
    names = {part.removesuffix("村") for a, b in spans for part in _ITEM.split(clean[a:b])}
    villages = [m for m in found if m.level == "village"]
    headed = {m.name for m in villages if _HEADED.match(clean, m.end)}

    def natural(m: RegionMention) -> bool:
        printed = clean[m.start : m.end]
        if printed.endswith("自然村") or any(a <= m.start < b for a, b in spans):
            return True
        return printed.removesuffix("村") in names and m.name not in headed

    dropped = {(m.start, m.end) for m in villages if natural(m)}
    return [m for m in found if (m.start, m.end) not in dropped]
