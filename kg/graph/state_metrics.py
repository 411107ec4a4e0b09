"""State figures: value, unit, hedge, date, change and baseline of an indicator of a subject."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.graph import terms as t
from kg.graph.builder import Builder, plain_decimal
from kg.graph.ontology import concept
from kg.graph.state_agents import state_region
from kg.model import Change, Metric

_HEDGES = {
    "余": "余",
    "多": "余",
    "来": "余",
    "超": "余",
    "超过": "余",
    "突破": "余",
    "逾": "余",
    "高于": "余",
    "以上": "以上",
    "至少": "以上",
    "不少于": "以上",
    "不低于": "以上",
    "近": "近",
    "接近": "近",
    "不到": "不到",
    "不足": "不到",
    "少于": "不到",
    "低于": "不到",
    "以下": "以下",
    "以内": "以下",
    "至多": "以下",
    "不超过": "以下",
    "约": "约",
    "大约": "约",
    "左右": "约",
    "上下": "约",
}
_BASELINES = (
    (re.compile(r"上届|上一届|换届前"), "较上届"),
    (re.compile(r"上期|上月|上季|上一季度|环比"), "环比"),
    (re.compile(r"\d{4}"), "较某年"),
    (re.compile(r"同比|上年|同期"), "同比"),
    (re.compile(r"去年"), "较去年"),
    (re.compile(r"^年初$"), "较年初"),
)


def _baseline(change: Change) -> str | None:
    words = change.baseline or ""
    notation = next((n for pattern, n in _BASELINES if pattern.search(words)), None)
    return concept("baseline", notation)


def _key(metric: Metric) -> tuple[str, ...]:
    change = metric.change
    parts = [metric.property, metric.unit or "", metric.hedge or "", metric.date or ""]
    parts.append("" if metric.value is None else plain_decimal(metric.value))
    parts += [metric.basis or "", metric.per or "", metric.status]
    if change is not None:
        parts += [change.direction, change.unit or "", change.baseline or ""]
        parts += ["" if v is None else plain_decimal(v) for v in (change.value, change.baseline_value)]
    return tuple(parts)


def _state_change(b: Builder, iri: str, metric: Metric, change: Change) -> None:
    if change.value is not None:
        signed = -change.value if change.direction == "down" else change.value
        percent = change.unit == "%"
        b.literal(iri, t.DJ + ("changePercent" if percent else "changeAmount"), signed, "decimal")
    b.literal(iri, t.DJ + "baselineValue", change.baseline_value, "decimal")
    baseline = _baseline(change)
    b.link(iri, t.DJ + "baseline", baseline)
    if baseline is not None:
        b.literal(iri, t.DJ + "baselineYear", metric.baseline_year, "integer")


def _unit(metric: Metric) -> str | None:
    """The unit of the figure; a change that stands alone counts in the unit of the change."""
    if metric.value is not None or metric.change is None:
        return metric.unit
    return None if metric.change.unit == "%" else metric.change.unit


def state_metrics(b: Builder, metrics: Iterable[Metric]) -> None:
    """The nodes of all figures of one document."""
    for metric in metrics:
        if metric.value is None and (metric.change is None or metric.change.value is None):
            continue  # nothing that could be queried
        subject = _subject(b, metric)
        unit = _unit(metric)
        iri = t.named_iri("metric", "m", subject or "", *_key(metric))
        indicator = t.named_iri("indicator", "i", metric.property, unit or "")
        b.type(indicator, "Indicator")
        b.names(indicator, metric.property)
        b.literal(indicator, t.SCHEMA + "unitText", unit)
        b.type(iri, "Metric")
        b.link(iri, t.SCHEMA + "observationAbout", subject)
        b.link(iri, t.SCHEMA + "variableMeasured", indicator)
        b.literal(iri, t.SCHEMA + "value", metric.value, "decimal")
        b.literal(iri, t.SCHEMA + "unitText", unit)
        _state_precision(b, iri, metric)
        b.date(iri, t.SCHEMA + "observationDate", metric.date)
        b.literal(iri, t.DJ + "condition", metric.condition)
        b.link(iri, t.DJ + "basis", concept("basis", metric.basis))
        b.literal(iri, t.DJ + "per", metric.per)
        b.link(iri, t.DJ + "status", concept("status", metric.status))
        if metric.change is not None:
            _state_change(b, iri, metric, metric.change)
        _state_under(b, iri, metric)
        if metric.why:
            b.literal(iri, t.DJ + "linkReason", metric.why)
        b.evidence(iri, metric.quotes)


def _state_precision(b: Builder, iri: str, metric: Metric) -> None:
    exact = "确数" if metric.value is not None and not metric.hedge else None
    b.link(iri, t.DJ + "precision", concept("precision", _HEDGES.get(metric.hedge or "", exact)))


def _subject(b: Builder, metric: Metric) -> str | None:
    region = state_region(b, metric.region) if metric.region is not None else None
    return t.organisation_iri(metric.about) if metric.about is not None else region


def _state_under(b: Builder, iri: str, metric: Metric) -> None:
    if metric.under is None:
        return
    under = metric.under
    target = b.programmes.iri(under)
    if metric.under_part is not None and 0 < metric.under_part <= len(under.parts):
        part = under.parts[metric.under_part - 1]
        target = t.part_iri(target, metric.under_part, part.name)
    b.link(iri, t.DJ + "reportedUnder", target)
