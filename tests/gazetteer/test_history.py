"""Names and codes since 1981: each resolves, or says why it stays open."""

from __future__ import annotations

import pytest

from kg.gazetteer.registry import registry
from kg.model import Document
from kg.pipeline import read_one


def test_every_former_name_resolves_or_says_why() -> None:
    book = registry()
    for state in book.history.states:
        assert all(book.entry(code) for code in state.became), state
        if state.is_common:
            assert "everyday word" in book.why_former(state.name)
            continue
        entries = book.by_name.get(state.name, ())
        assert entries, state.name
        if state.renamed:
            assert state.renamed in {e.key for e in entries}, state
        else:
            assert f"{state.name}: " in book.why_former(state.name)


@pytest.mark.parametrize(
    ("name", "now"), [("大兴县", "110115"), ("襄樊市", "420600"), ("奉化县", "330213"), ("番禺县", "440113")]
)
def test_a_former_name_leads_to_the_place(name: str, now: str) -> None:
    assert now in {e.key for e in registry().by_name[name]}


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("邯郸县", "ended in 2016, with the code 130421; divided among 邯山区, 丛台区"),
        ("宣武区", "now a part of 西城区"),
        ("郊区", "an everyday word"),
    ],
)
def test_what_is_no_more_says_what_became_of_it(name: str, why: str) -> None:
    assert why in registry().why_former(name)


def test_a_divided_county_stays_without_a_present_code() -> None:
    raw = "邯郸县推行“灯塔领航”工作法，大兴县也来考察。"
    regions = {r.name: r for r in read_one(Document("0" * 64, "a.txt", raw)).links.regions}
    assert regions["邯郸县"].code is None
    assert "divided among" in regions["邯郸县"].why
    assert regions["大兴区"].code == "110115"
    assert "until 2001" in regions["大兴区"].why
