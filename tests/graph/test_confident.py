from __future__ import annotations

from decimal import Decimal

from kg.graph import terms as t
from kg.graph.confident import keep_confident
from kg.model import Fact


def rated(node: str, cls: str, span: str, confidence: str | None) -> set[Fact]:
    facts = {
        Fact(node, t.RDF + "type", t.DJ + cls),
        Fact(node, t.DJ + "evidence", span),
        Fact(span, t.RDF + "type", t.DJ + "Evidence"),
    }
    if confidence is not None:
        facts.add(Fact(span, t.DJ + "confidence", confidence, t.XSD + "decimal"))
    return facts


def test_what_rests_on_low_evidence_alone_goes_with_its_links() -> None:
    metric, programme = t.ID + "metric/m1", t.ID + "prog/p1"
    facts = rated(metric, "Metric", t.ID + "ev/d-1-2", "0.9") | rated(programme, "Programme", t.ID + "ev/d-3-4", "0.4")
    facts.add(Fact(metric, t.DJ + "reportedUnder", programme))
    left = keep_confident(facts, Decimal("0.5"))
    assert {f.subject for f in left if f.predicate == t.RDF + "type"} == {metric, t.ID + "ev/d-1-2"}
    assert not any(f.object == programme for f in left)


def test_unrated_evidence_stays() -> None:
    facts = rated(t.ID + "metric/m1", "Metric", t.ID + "ev/d-1-2", None)
    assert keep_confident(facts, Decimal("0.99")) == facts
