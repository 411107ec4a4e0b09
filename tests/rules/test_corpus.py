"""Every line of every rule family's corpus.toml holds; every rule has an example, every family a counter-example."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import kg.rules
from kg.model import (
    Change,
    DiffusionMention,
    Document,
    FormulaMention,
    FormulationMention,
    Mention,
    MetricMention,
    OrganisationMention,
    Part,
    ParticularMention,
    PolicyMention,
    ProgrammeMention,
    RegionMention,
    Text,
)
from kg.rules.all import FAMILIES
from kg.rules.engine import Found, run
from kg.text.prepare import prepare

ROOT = Path(kg.rules.__file__).parent
CLASSES: dict[str, type[Mention]] = {
    "regions": RegionMention,
    "formulations": FormulationMention,
    "policies": PolicyMention,
    "documents": ParticularMention,
    "organisations": OrganisationMention,
    "formulas": FormulaMention,
    "programmes": ProgrammeMention,
    "metrics": MetricMention,
    "diffusion": DiffusionMention,
}
RANGES = {"who", "what", "within", "source", "push", "to", "by", "title"}
"""Fields that hold clean ranges, which a corpus writes as the words that stand there."""


def corpus(family: str) -> dict[str, list[dict[str, Any]]]:
    path = ROOT / family / "corpus.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def lines(key: str) -> list[Any]:
    return [
        pytest.param(family, line, id=f"{family}-{i}-{line['text'][:24]}")
        for family in CLASSES
        if (ROOT / family / "corpus.toml").is_file()
        for i, line in enumerate(corpus(family).get(key, []))
    ]


def read(raw: str) -> tuple[Text, Found]:
    text = prepare(Document("0" * 64, "corpus", raw))
    return text, run(FAMILIES, text)


def plain(value: Any, text: Text) -> Any:
    """A mention's field as TOML can write it."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Part):
        return value.name
    if isinstance(value, tuple):
        return [plain(v, text) for v in value]
    if isinstance(value, Change):
        fields = ("direction", "value", "unit", "baseline", "baseline_value")
        return {f: plain(v, text) for f in fields if (v := getattr(value, f)) is not None}
    return value


def words(ranges: Any, text: Text) -> Any:
    """The words at a range, or at several."""
    if ranges is None:
        return None
    one = bool(ranges) and isinstance(ranges[0], int)
    return text.clean[slice(*ranges)] if one else [text.clean[slice(*r)] for r in ranges]


def disagreements(expected: dict[str, Any], mention: Mention, text: Text) -> list[str]:
    wrong = []
    for key, value in expected.items():
        if key in RANGES and isinstance(mention, DiffusionMention):
            got: Any = words(getattr(mention, key), text)
        elif key == "quote":
            got = text.clean[mention.start : mention.end]
        else:
            got = plain(getattr(mention, key), text)
        if isinstance(value, dict) and isinstance(got, dict):
            got = {k: got.get(k) for k in value}
        if value == "" and got is None:
            continue
        if got != value:
            wrong.append(f"{key}: expected {value!r}, read {got!r}")
    return wrong


@pytest.mark.parametrize(("family", "line"), lines("example"))
def test_example(family: str, line: dict[str, Any]) -> None:
    text, found = read(line["text"])
    mentions = found.of(CLASSES[family])
    shown = [f"{m.rule}: {text.clean[m.start : m.end]}" for m in mentions]
    assert len(mentions) == len(line["finds"]), shown
    for expected, mention in zip(line["finds"], mentions, strict=True):
        assert not disagreements(expected, mention, text), shown
    assert line["rule"] in {m.rule for m in found.mentions}, shown


@pytest.mark.xfail(strict=True, reason="known to be read wrong; make it an example when it is read right")
@pytest.mark.parametrize(("family", "line"), lines("missed"))
def test_missed(family: str, line: dict[str, Any]) -> None:
    test_example(family, line)


@pytest.mark.parametrize(("family", "line"), lines("never"))
def test_never(family: str, line: dict[str, Any]) -> None:
    text, found = read(line["text"])
    shown = [f"{m.rule}: {text.clean[m.start : m.end]}" for m in found.of(CLASSES[family])]
    assert shown == [], line["why"]


@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.name)
def test_every_rule_has_an_example_and_every_family_a_counter_example(family: Any) -> None:
    lines_of = corpus(family.name)
    shown = {line["rule"] for line in lines_of.get("example", [])}
    assert {rule.id for rule in family.rules} <= shown
    assert lines_of.get("never")
