"""The confidence of evidence: the product of a rule and of the choices that made a statement."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.choose import margins
from kg.choose.margins import Step
from kg.graph import terms as t
from kg.graph.stated import factors, stated
from kg.model import Document, Metric, Quote
from kg.pipeline import Reading, build_one, confidence, read_one

RULES = {"metric.count": Decimal("0.9"), "programme.quoted": Decimal("0.8")}
TABLE = {
    "region.other": (Step(6, 1, 6), Step(20, 8, 10)),
    "time.told": (Step(0, 8, 8),),
    "programme.quoted": (Step(10, 0, 0), Step(90, 8, 8)),
}


def test_a_statement_is_as_sure_as_its_rule_and_all_its_choices() -> None:
    found = factors("metric.count", [("time.told", 0), ("region.other", 6)], RULES, TABLE)
    assert found == [("metric.count", 0, 0.9), ("time.told", 0, 0.9), ("region.other", 6, 0.25)]


def test_the_score_of_a_name_stands_in_the_place_of_its_rule() -> None:
    assert factors("programme.quoted", [("programme.quoted", 11)], RULES, TABLE) == [("programme.quoted", 11, 0.9)]


def test_what_was_not_measured_is_unknown_and_not_low() -> None:
    assert factors("metric.odd", [("region.other", 6)], RULES, TABLE) == []
    assert factors("metric.count", [("region.odd", 6)], RULES, TABLE) == [("metric.count", 0, 0.9)]
    assert stated("metric.odd", (("region.other", 6),), RULES) is None
    assert stated("metric.count", (), RULES) == RULES["metric.count"]


def read(raw: str) -> Reading:
    return read_one(Document("0" * 64, "text", raw))


def figure(raw: str, number: str) -> tuple[Metric, Quote]:
    reading = read(raw)
    found = next(m for m in reading.links.metrics if m.value == Decimal(number))
    return found, found.quotes[0]


def names(quote: Quote) -> list[str]:
    return [name for name, _ in quote.choices]


def test_a_region_that_hardly_won_makes_a_figure_doubtful() -> None:
    sure = figure("甘肃省高台县建成合作社35家。", "35")[1]
    odd = figure(
        "甘肃省高台县召开现场会。临泽县、民乐县负责人参加。会上介绍了骆驼城镇的做法。目前建成合作社35家。", "35"
    )[1]
    region = next(c for c in odd.choices if c[0].startswith("region."))
    least = margins.measured()[region[0]]
    assert region[1] <= least[0].upto, region
    high, low = (stated(q.rule, q.choices, confidence()) for q in (sure, odd))
    assert high is not None
    assert low is not None
    assert high > Decimal("0.6") > low


@pytest.mark.parametrize(
    ("words", "how"),
    [
        ("2024年，高台县新建合作社35家。", "time.told"),
        ("高台县新建合作社35家。", "time.told"),
        ("2024年3月5日，高台县召开会议。今年，高台县新建合作社35家。", "time.reckoned"),
        ("高台县力争新建合作社35家。", "time.ahead"),
    ],
)
def test_how_a_figure_got_its_time_is_told(words: str, how: str) -> None:
    metric, quote = figure(words, "35")
    assert names(quote)[:2] == ["figure.said", how], metric.date


@pytest.mark.parametrize(
    ("words", "how"),
    [
        ("甘肃省高台县建成合作社35家。", "region.only"),
        ("甘肃省高台县扶持产业，目前建成合作社35家。", "region.article"),
        ("高台县、临泽县、民乐县分别建成合作社35家、36家、37家。", "region.told"),
        ("甘肃省高台县扶持产业。高台县成立专班，高台县干部下村。临泽县扶持产业，目前建成合作社35家。", "region.other"),
    ],
)
def test_how_a_figure_got_its_region_is_told(words: str, how: str) -> None:
    metric, quote = figure(words, "35")
    assert names(quote)[2] == how, metric.why


def test_the_evidence_of_a_programme_is_as_sure_as_its_name_and_its_region() -> None:
    raw = "甘肃省高台县推行“三联四促”工作法，建成合作社35家。"
    reading = read(raw)
    programme = reading.links.programmes[0]
    quote = programme.quotes[0]
    assert programme.placed[0] == "region.told"
    assert quote.choices[0][0] == quote.rule == "programme.quoted"
    said = {(f.subject, f.predicate): f.object for f in build_one(Document("0" * 64, "text", raw))}
    start, end = raw.index("“"), raw.index("，")
    iri = f"{t.ID}ev/{t.document_key('0' * 64)}-{start}-{end}"
    expected = stated(quote.rule, (*quote.choices, programme.placed), confidence())
    assert said[iri, t.DJ + "confidence"] == str(expected).rstrip("0")
    assert expected != stated(quote.rule, quote.choices, confidence())
