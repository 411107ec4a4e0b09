"""Which quotations name a programme: the choice that was learnt, and what it may cost."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from kg.choose.linear import weights
from kg.model import Document, ProgrammeMention, Text
from kg.rules.all import FAMILIES
from kg.rules.engine import Found, run
from kg.rules.programmes import chosen
from kg.syntax.analysis import analyse
from kg.text.prepare import prepare

NOTHING = Path(__file__).with_name("quotations_that_name_nothing.txt")
QUOTED = re.compile("“[^”]*”")
MOST = 0.03
"""The share of quotations that name nothing which may be read as names."""


def read(raw: str) -> tuple[Text, Found]:
    text = prepare(Document("0" * 64, "names", raw))
    return text, run(FAMILIES, text)


def sentences() -> list[tuple[str, str]]:
    lines = NOTHING.read_text("utf-8").splitlines()
    return [(k, s) for k, tab, s in (line.partition("\t") for line in lines) if tab]


def test_quotations_that_name_nothing_stay_nothing() -> None:
    false: Counter[str] = Counter()
    quotations = 0
    for kind, sentence in sentences():
        text, found = read(sentence)
        quotations += len([q for q in analyse(text).quotations if q.outer])
        false[kind] += len(found.of(ProgrammeMention))
    assert len(sentences()) >= 1500
    framed = Counter(QUOTED.sub("“”", sentence) for _, sentence in sentences())
    assert max(framed.values()) <= 2, "one wording, not one frame filled many times"
    assert sum(false.values()) <= MOST * quotations, false


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("镇里推行“灶台夜话”工作法。", ["“灶台夜话”工作法"]),
        ("镇里推行“灶台夜话”。", ["灶台夜话"]),
        ("老马笑着说：“灶台夜话”。", []),
        ("坚持“能快则快”的原则。", []),
        ("他被评为“治水能手”。", []),
    ],
)
def test_the_words_around_decide(raw: str, names: list[str]) -> None:
    assert [m.name for m in read(raw)[1].of(ProgrammeMention)] == names


def test_all_places_of_a_wording_count_together() -> None:
    text, found = read("乡里推行“晒场评理”工作法。\n傍晚，“晒场评理”又热闹起来。")
    assert len(chosen.scores(text, found)) == 1
    assert len(found.of(ProgrammeMention)) == 2


def test_why_tells_the_weightiest_features_with_their_weights() -> None:
    text, found = read("镇里推行“灶台夜话”工作法。")
    told = chosen.why(text, found, text.clean.index("灶台"))
    learnt = weights(chosen.CHOICE)
    assert told
    assert [w for _, w in told] == [learnt[name] for name, _ in told]
    sizes = [abs(w) for _, w in told]
    assert sizes == sorted(sizes, reverse=True)
    assert chosen.why(text, found, 0) == []


def test_the_sign_of_some_weights() -> None:
    learnt = weights(chosen.CHOICE)
    assert learnt["kind.strong"] > 0
    assert learnt["near:kind.aim"] < 0
    assert learnt["always"] < 0
