"""Facts that are looked up while they change are those that looking at all of them finds."""

from __future__ import annotations

import random

from kg.graph import terms as t
from kg.graph.corrections import Corrected
from kg.graph.indexed import Indexed
from kg.graph.settle import merge, settle
from kg.model import Document, Fact
from kg.pipeline import build_one

TEXTS = (
    "临泽县推行“枣乡红”行动：设岗、竞岗、亮岗。2023年，村集体经济收入达到62万元。",
    "临泽县推行“枣乡红”工程：设岗、评岗。",
    "高台县推行“枣乡红”行动：抓班子、带队伍、强服务。",
    "高台县推行“三岗联创”工作法：设岗、竞岗、亮岗，参与的党员达到9成。",
)


def test_what_is_looked_up_is_what_all_facts_say() -> None:
    chance = random.Random(7)
    held, facts = Indexed([]), set[Fact]()
    for _ in range(3000):
        words = [chance.choice("abcd") for _ in range(3)]
        fact = Fact(words[0], words[1], words[2].upper(), chance.choice(["", "x"]))
        if chance.random() < 0.6:
            held.add([fact])
            facts.add(fact)
        elif fact in facts:
            held.remove([fact])
            facts.remove(fact)
        node, predicate, said = (chance.choice("abcd") for _ in range(3))
        assert held.facts() == facts
        assert set(held.about(node)) == {f for f in facts if f.subject == node}
        assert set(held.to(said.upper())) == {f for f in facts if f.object == said.upper() and not f.datatype}
        assert held.saying(predicate, said, str.lower) == {
            f.subject for f in facts if f.predicate == predicate and f.object.lower() == said
        }


def test_two_things_are_united_as_if_all_facts_were_merged() -> None:
    union = {fact for n, raw in enumerate(TEXTS) for fact in build_one(Document(str(n) * 64, f"{n}.txt", raw))}
    facts = settle(union)
    ways = sorted(f.subject for f in facts if f.object == t.DJ + "Programme")
    assert len(ways) > 2
    for one in ways:
        for other in ways:
            if one != other:
                graph = Corrected(facts, {})
                graph.unite(one, other)
                assert graph.facts() == merge(set(facts), {one: other}), (one, other)
