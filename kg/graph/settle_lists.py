"""What becomes of the lists of parts that do not stand: where one says something else than the list that stands, it is kept in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

from kg.graph import terms as t
from kg.model import Fact

LIST = t.DJ + "PartList"
OF = t.DJ + "listOf"
SPELLED = t.DJ + "spelledOut"
BETWEEN = "；"
"""What stands between the parts of such a list."""


def other_lists(
    facts: Mapping[str, Set[Fact]], lists: Iterable[tuple[str, list[str], dict[str, list[str]]]]
) -> set[Fact]:
    """A node for each list that names a part which the list that stands does not. ``lists`` gives programmes, the parts that
    stand and the lists of documents that do not; each node has the evidence of its parts in its document."""
    wanted = [(programme, best, rest) for programme, best, rest in lists if rest]
    if not wanted:
        return set()
    about = {part for _, best, rest in wanted for parts in (best, *rest.values()) for part in parts}
    names, place, pieces = (
        _said(facts.get(p, ()), about) for p in (t.SCHEMA + "name", t.SCHEMA + "position", t.DJ + "evidence")
    )
    found: set[Fact] = set()
    for programme, best, rest in wanted:
        standing = {t.normal(min(names[part], default="")) for part in best}
        for document, parts in rest.items():
            order = sorted(parts, key=lambda part: (min(map(int, place[part]), default=0), part))
            said = [min(names[part], default="") for part in order]
            if {t.normal(name) for name in said} <= standing:
                continue
            node = f"{t.ID}parts/x{t.digest(programme, *said)}"
            found |= {
                Fact(node, t.RDF + "type", LIST),
                Fact(node, OF, programme),
                Fact(node, SPELLED, BETWEEN.join(said), t.XSD + "string"),
            }
            found |= {
                Fact(node, t.DJ + "evidence", piece)
                for part in parts
                for piece in pieces[part]
                if f"/{document}" in piece
            }
    return found


def _said(facts: Iterable[Fact], about: Set[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.subject in about:
            found[fact.subject].add(fact.object)
    return found
