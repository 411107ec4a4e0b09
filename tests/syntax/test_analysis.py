"""The Analysis: pairs, quotations, clauses, lists and typed tokens of a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document
from kg.syntax.aliases import alias_behind
from kg.syntax.analysis import Analysis, analyse
from kg.syntax.quotations import sole
from kg.text.prepare import prepare


def read(raw: str) -> Analysis:
    return analyse(prepare(Document(id="0" * 64, name="a.txt", raw=raw)))


def cut(a: Analysis) -> list[str]:
    return [a.text.clean[c.start : c.end] for c in a.clauses]


def test_a_text_is_analysed_once() -> None:
    text = prepare(Document(id="0" * 64, name="a.txt", raw="甲县推行“三岗联创”机制。"))
    assert analyse(text) is analyse(text)


def test_clauses_end_at_marks_outside_of_brackets_and_short_quotations() -> None:
    a = read("甲县推行“三查，三看”（查账、查库，看人）制度，村村落实；效果明显。")
    assert cut(a) == ["甲县推行“三查，三看”（查账、查库，看人）制度", "村村落实", "效果明显"]
    assert [c.mark for c in a.clauses] == ["，", "；", "。"]
    assert [c.number for c in a.clauses] == [0, 1, 2]


def test_speech_is_cut_like_running_text() -> None:
    a = read("他说：“今年我们村把荒坡都种上了果树，年底还要再修一条通往山后的水泥路。”")
    assert "年底还要再修一条通往山后的水泥路" in cut(a)


def test_a_clause_ends_behind_a_quoted_sentence() -> None:
    a = read("“有话大家说，有事大家办。”2021年5月，甲县开设议事厅。")
    assert cut(a) == ["“有话大家说，有事大家办。”", "2021年5月", "甲县开设议事厅"]
    assert [c.mark for c in a.clauses] == ["。", "，", "。"]


def test_a_list_knows_its_items() -> None:
    a = read("县里组织清沟、修渠、植树和巡河，干部带头。")
    found = a.listing_at(a.text.clean.index("修渠"))
    assert found is not None
    items = [a.text.clean[s:e] for s, e in found.halved(a.text.clean).items]
    assert items == ["县里组织清沟", "修渠", "植树", "巡河"]
    assert a.listing_at(a.text.clean.index("干部")) is None


def test_tokens_answer_what_begins_and_what_ends_here() -> None:
    a = read("乡里探索推行“两清单”机制。")
    at = a.text.clean.index("“")
    verb = a.tokens.ending(at, "verb.set")
    assert verb is not None
    assert verb.word == "探索推行"
    kind = a.tokens.starting(a.text.clean.index("机制"), "kind.strong")
    assert kind is not None
    assert kind.word == "机制"
    assert a.tokens.ending(at, "kind.aim") is None


def test_titles_and_their_quotations() -> None:
    a = read("印发《关于推行“红灯笼”工作法的意见》后，乡里照办。")
    assert len(a.titles) == 1
    assert a.quotations[0].titled
    assert a.in_title(a.text.clean.index("红灯笼"))
    assert not a.in_title(a.text.clean.index("乡里"))


@given(st.text(alphabet="甲乙丙，。；“”‘’《》（）、和\n推行机制12", max_size=120))
def test_the_parts_lie_in_the_text(raw: str) -> None:
    a = read(raw)
    size = len(a.text.clean)
    assert all(0 <= c.start < c.end <= size for c in a.clauses)
    assert all(x.end <= y.start for x, y in zip(a.clauses, a.clauses[1:], strict=False))
    for pair in a.pairs:
        assert 0 <= pair.start < pair.end <= size
        assert "\n" not in a.text.clean[pair.start : pair.end]
    for token in a.tokens:
        assert a.text.clean[token.start : token.end] == token.word
    for listing in a.listings:
        assert len(listing.items) > 1
        assert all(s < e for s, e in listing.items)


def test_a_bracket_gives_another_name() -> None:
    told = {
        "甲县推行“稻花引领富民”行动（以下简称“稻花”行动）。": "“稻花”行动",
        "甲县推行“稻花引领富民”行动（又称为稻花行动）。": "稻花行动",
        "甲县推行“稻花引领富民”行动（见附表）。": None,
    }
    for raw, name in told.items():
        a = read(raw)
        span = alias_behind(a, a.text.clean.index("（"))
        assert (span and a.text.clean[slice(*span)]) == name


def test_the_only_quotation_of_a_name() -> None:
    assert sole("“稻花”行动") == "稻花"
    assert sole("“甲”“乙”行动") is None
    assert sole("稻花行动") is None


def test_tokens_are_asked_for_by_class() -> None:
    a = read("该县落实要求，推行“稻花”行动，该行动叫好。")
    assert [(t.word, t.start) for t in a.tokens.of("point.one")] == [("该", 0), ("该", 16)]
    assert a.tokens.within(1, 12, "verb.set", "verb.carry")[0].word == "落实"
    assert a.tokens.of("level.prefecture") == []
