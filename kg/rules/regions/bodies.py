"""Whether the name of a place only begins a longer one: of a body (安化县财政局), a site, a team, a line.

Such a mention names the body, not the place (see GUIDE.md, “Place before an organisation”): the facts of the body
still lie in the place, but a text that says no more of it does not name the region.
"""

from __future__ import annotations

from functools import cache

from kg import patterns as re
from kg.lexicon import kinds
from kg.lexicon.words import any_of, of_class

_LONGEST = 12
# What ends the name of a body or site.
_TAILS = (
    rf"[^客餐大展舞歌门]厅|[一-鿿]局(?![面势部限])|[一-鿿]委(?![托派屈任员以])|{kinds.HUB}(?!城)|[一-鿿]馆"
    rf"|研究[院所]|[一-鿿]协(?!助|调|作|议|同|商)|[一-鿿]港|[一-鿿]厂|[一-鿿]基地|“?{kinds.TWO_COMMITTEES}|[一-鿿]{{1,2}}边(?![疆境])"
)
_AT_ONCE = re.compile(
    rf"(?:[省市县区州旗盟镇乡村])?(?:委(?![托派屈任以])|{any_of('pattern.body_at_once')}|党[委政工组群支总]|“{kinds.TWO_COMMITTEES}”)"
)
_TAIL = re.compile(f"{any_of('site.end')}|{_TAILS}")
# Function words and marks: no name of a body goes over them.
_FUNCTION = "的了在与和及等是为将对从向到有各全把被让使由以并也都还就、，。；：！？（）《》“”‘’\n "


@cache
def _end() -> re.Pattern[str]:
    """What ends the run in which the name of a body can stand."""
    words = of_class("stop.body", "verb.set", "verb.make")
    verbs = re.alternatives(w for w in words if len(w) > 1)
    return re.compile(f"[{_FUNCTION}]|{verbs}")


def begins_body(clean: str, end: int) -> bool:
    """Whether what follows a place that ends at ``end`` makes it the beginning of a body's or site's name."""
    if _AT_ONCE.match(clean, end):
        return True
    stop = _end().search(clean, end, end + _LONGEST + 6)
    tail = _TAIL.search(clean, end, stop.start() if stop else end + _LONGEST + 6)
    return tail is not None and tail.start() - end <= _LONGEST
