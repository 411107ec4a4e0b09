"""Facts that change one by one and are looked up by what they are about and by what they say, without looking at all of them each time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from kg.model import Fact

Reading = Callable[[str], str]
"""How the words of a property are read before they are compared."""


class Indexed:
    """Facts. What they say is indexed by property, when it is first asked for."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        """With these to begin with."""
        self._about: dict[str, list[Fact]] = defaultdict(list)
        self._to: dict[str, list[Fact]] | None = None
        self._said: dict[tuple[str, Reading], dict[str, set[str]]] = {}
        for fact in set(facts):
            self._about[fact.subject].append(fact)

    def facts(self) -> set[Fact]:
        """All of them."""
        return {fact for said in self._about.values() for fact in said}

    def about(self, node: str) -> list[Fact]:
        """The facts about a node."""
        return list(self._about.get(node, ()))

    def to(self, node: str) -> list[Fact]:
        """The facts that lead to a node."""
        if self._to is None:
            self._to = defaultdict(list)
            for said in self._about.values():
                for fact in said:
                    if not fact.datatype:
                        self._to[fact.object].append(fact)
        return list(self._to.get(node, ()))

    def saying(self, predicate: str, words: str, reading: Reading = str) -> set[str]:
        """The nodes of which a property says these words, both read in one way."""
        index = self._said.get((predicate, reading))
        if index is None:
            index = self._said[predicate, reading] = defaultdict(set)
            for node, said in self._about.items():
                for fact in said:
                    if fact.predicate == predicate:
                        index[reading(fact.object)].add(node)
        return set(index.get(reading(words), ()))

    def add(self, facts: Iterable[Fact]) -> None:
        """Add facts."""
        for fact in facts:
            if fact in self._about[fact.subject]:
                continue
            self._about[fact.subject].append(fact)
            if self._to is not None and not fact.datatype:
                self._to[fact.object].append(fact)
            for (predicate, reading), index in self._said.items():
                if fact.predicate == predicate:
                    index[reading(fact.object)].add(fact.subject)

    def remove(self, facts: Iterable[Fact]) -> None:
        """Take facts away."""
        for fact in facts:
            self._about[fact.subject].remove(fact)
            if self._to is not None and not fact.datatype:
                self._to[fact.object].remove(fact)
            for (predicate, reading), index in self._said.items():
                if fact.predicate == predicate and not any(
                    f.predicate == predicate and reading(f.object) == reading(fact.object)
                    for f in self._about[fact.subject]
                ):
                    index[reading(fact.object)].discard(fact.subject)
