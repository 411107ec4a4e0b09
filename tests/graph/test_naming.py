"""What programmes are called, and that nothing else goes by the same node."""

from __future__ import annotations

from kg.graph import terms as t
from kg.model import Document
from kg.pipeline import build

TEXT = """柳河镇：“三联机制”建起村企共同体

近年来，柳河镇创新“组织联建+资源联用+发展联动”三联机制，构建治理新格局，办成实事50件。

“组织联建”筑牢根基

该镇以党组织联建为纽带，组建联盟12个，解决就业520人。

“资源联用”释放效应

该镇推行企业让一点，打通断头路11条，新修道路8条。

“发展联动”打造生态

该镇推动村企形成共同体，增收20万元。
"""


def test_a_formula_and_the_programme_that_it_names_are_two_nodes() -> None:
    facts = build([Document("a", "a.txt", TEXT)])
    types = {kind: {f.subject for f in facts if f.object == t.DJ + kind} for kind in ("Programme", "Formula")}
    assert types["Programme"]
    assert types["Formula"]
    assert types["Programme"].isdisjoint(types["Formula"])
