"""corrections.toml: what people say stays, whatever is built again and in whatever order."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import pytest
from command import kg

from kg import pipeline
from kg.graph import terms as t
from kg.graph.correction import DO, CorrectionError, read
from kg.graph.corrections import _ACTIONS, apply
from kg.graph.settle import settle
from kg.model import Document, Fact
from kg.pipeline import build_one
from kg.scale import store as stores

A = "临泽县推行“枣乡红”行动，建成示范点7个，村集体经济收入达到62万元。\n\n海宁市深入实施“潮乡先锋”工程，建成示范点12个。"
B = "高台县推行“三岗联创”工作法：设岗、竞岗、亮岗。县委开展“支部夜谈”活动，解决问题45件。"
TEXTS = {"a.txt": A, "b.txt": B}
PREFIXES = """PREFIX dj: <https://dangjian.example/ns#> PREFIX schema: <https://schema.org/>
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX oa: <http://www.w3.org/ns/oa#>
"""
FIVE = """
# 数字有误
[[correction]]
do = "value"
quote = "村集体经济收入达到62万元"
to = 650000
author = "张三"
date = 2026-11-28
reason = "核对原始报表"

[[correction]]
do = "reject"
kind = "programme"
name = "支部夜谈"
reason = "一次性活动"

[[correction]]
do = "rename"
kind = "programme"
name = "潮乡先锋"
region = "海宁市"
to = "潮乡先锋2.0"

[[correction]]
do = "region"
kind = "programme"
name = "“枣乡红”行动"
to = "高台县"

[[correction]]
do = "sector"
kind = "programme"
name = "三岗联创"
to = "农村"

[[correction]]
do = "add"
kind = "organisation"
name = "临泽县枣业协会"
region = "临泽县"
document = "a.txt"
quote = "枣乡红"
"""


def ask(out: Path, query: str) -> list[list[str]]:
    store = ox.Store()
    store.load(path=str(out / "graph.ttl"), format=ox.RdfFormat.TURTLE)
    rows = store.query(PREFIXES + query)
    assert isinstance(rows, ox.QuerySolutions)
    return sorted([getattr(v, "value", "") for v in row] for row in rows)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "in" / name).write_text(text, "utf-8")
    return tmp_path


def test_corrections_survive_a_rebuild_and_another_order(home: Path) -> None:
    out = home / "out"
    kg("build", home / "in", "-o", out, "--no-page")
    (out / "corrections.toml").write_text(FIVE, "utf-8")
    built = kg("build", home / "in", "-o", out, "--no-page")
    assert built.exit_code == 0, built.output
    graph = (out / "graph.ttl").read_bytes()
    value = "SELECT ?v { ?c dj:corrects ?m ; dj:formerly ?f . ?m a dj:Metric ; schema:value ?v }"
    assert ask(out, value) == [["650000.0"]] or ask(out, value) == [["650000"]]
    ways = "SELECT ?n ?r { ?p a dj:Programme ; schema:name ?n ; dcterms:spatial/schema:name ?r }"
    named = dict(map(tuple, ask(out, ways)))
    assert named["潮乡先锋2.0"] == "海宁市"
    assert [r for n, r in named.items() if "枣乡红" in n] == ["高台县"]
    assert not [n for n in named if "支部夜谈" in n]
    assert ask(out, 'SELECT ?o { ?o schema:name "临泽县枣业协会" ; dj:evidence/schema:name? ?e }')
    who = 'SELECT ?d { ?c schema:author "张三" ; dcterms:date ?d ; dcterms:description "核对原始报表" }'
    assert ask(out, who) == [["2026-11-28"]]
    assert kg("check", out / "graph.ttl").exit_code == 0, kg("check", out / "graph.ttl").output
    assert kg("verify", out).exit_code == 0, kg("verify", out).output
    assert (out / "corrections.toml").read_text("utf-8") == FIVE
    files = [home / "in" / "b.txt", home / "in" / "a.txt"]
    again = kg("build", *files, "-o", out, "--no-page")
    assert again.exit_code == 0, again.output
    assert (out / "graph.ttl").read_bytes() == graph
    inside = kg("build", home / "in", out, "-o", home / "other", "--no-page")
    assert inside.exit_code == 0, inside.output  # the file is no report


def outcomes(out: Path) -> dict[str, list[list[str]]]:
    """What each of the corrections came to."""
    ways = "?p a dj:Programme ; schema:name ?n"
    return {
        "value": ask(out, "SELECT ?v { ?c dj:formerly ?f ; dj:corrects ?m . ?m schema:value ?v }"),
        "reject": ask(out, f'SELECT ?n {{ {ways} FILTER CONTAINS(?n, "支部夜谈") }}'),
        "rename": ask(out, f'SELECT ?n {{ {ways} FILTER CONTAINS(?n, "潮乡先锋") }}'),
        "region": ask(out, f'SELECT ?r {{ {ways} ; dcterms:spatial/schema:name ?r FILTER CONTAINS(?n, "枣乡红") }}'),
        "sector": ask(out, f'SELECT ?s {{ {ways} ; dj:sector ?s FILTER CONTAINS(?n, "三岗联创") }}'),
        "add": ask(out, 'SELECT ?k { ?o schema:name "临泽县枣业协会" ; dj:evidence/oa:exact ?k }'),
    }


def other_rules(document: Document, drop: str = "") -> frozenset[Fact]:
    """What rules of tomorrow may give: other spans, other names of rules, other nodes for figures, other sectors."""
    metrics, pieces = t.ID + "metric/", t.ID + "ev/"

    def word(words: str) -> str:
        if words.startswith(metrics):
            return metrics + "other-" + words.removeprefix(metrics)
        return words

    found = set()
    gone = {f.subject for f in build_one(document) if drop and drop in f.object}
    for fact in build_one(document):
        if fact.subject in gone or fact.object in gone:
            continue
        if fact.predicate == t.DJ + "sector":
            fact = fact._replace(object=t.DK + "other")
        elif fact.predicate == t.DJ + "extractedBy":
            fact = fact._replace(object="another." + fact.object)
        elif fact.predicate == t.DJ + "confidence" and fact.subject.startswith(pieces):
            continue
        found.add(fact._replace(subject=word(fact.subject), object=word(fact.object)))
    return frozenset(found)


def test_corrections_survive_a_change_of_rules(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = home / "out"
    out.mkdir()
    (out / "corrections.toml").write_text(FIVE, "utf-8")
    assert kg("build", home / "in", "-o", out, "--no-page").exit_code == 0
    before, graph = outcomes(out), (out / "graph.ttl").read_bytes()
    assert before["rename"] == [["潮乡先锋2.0"]]
    assert before["region"] == [["高台县"]]
    assert before["reject"] == []
    assert all(before[what] for what in ("value", "sector", "add"))
    monkeypatch.setattr(stores, "version", lambda: "tomorrow")
    monkeypatch.setattr(pipeline, "build_one", other_rules)
    files = [home / "in" / "b.txt", home / "in" / "a.txt"]
    told = kg("build", *files, "-o", out, "--no-page")
    assert told.exit_code == 0, told.output
    assert (out / "graph.ttl").read_bytes() != graph
    assert outcomes(out) == before
    # Rules that no longer read what is corrected: told, and not lost.
    monkeypatch.setattr(stores, "version", lambda: "the day after")
    monkeypatch.setattr(pipeline, "build_one", partial(other_rules, drop="潮乡先锋"))
    told = kg("build", home / "in", "-o", out, "--no-page")
    assert told.exit_code == 1
    assert "潮乡先锋" in told.output
    assert {**outcomes(out), "rename": before["rename"]} == before
    assert (out / "corrections.toml").read_text("utf-8") == FIVE
    monkeypatch.undo()
    assert kg("build", home / "in", "-o", out, "--no-page").exit_code == 0
    assert (out / "graph.ttl").read_bytes() == graph


def test_one_that_matches_nothing_or_several_is_told(home: Path) -> None:
    out = home / "out"
    kg("build", home / "in", "-o", out, "--no-page")
    graph = (out / "graph.ttl").read_bytes()
    file = home / "mine.toml"
    file.write_text(
        '[[correction]]\ndo = "reject"\nname = "没有的"\n'
        '[[correction]]\ndo = "region"\nkind = "metric"\nregion = "海宁市"\nname = "x"\nto = "高台县"\n'
        '[[correction]]\ndo = "rename"\nquote = "三岗联创"\nkind = "region"\nto = "x"\n',
        "utf-8",
    )
    result = kg("build", home / "in", "-o", out, "--no-page", "--corrections", file)
    assert result.exit_code == 1
    assert result.output.count("matches nothing") == 3
    assert "3 corrections were not applied" in result.output
    assert (out / "graph.ttl").read_bytes() == graph


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('do = "region"\nto = "没有的县"', "to names no region"),
        ('do = "sector"\nto = "没有的领域"', "to is no known sector"),
        ('do = "order"\nto = ["设岗", "亮岗"]', "to must list just all its parts"),
        ('do = "same-as"\nto = "三岗联创"', "to means no other thing"),
        ('do = "add"\nkind = "programme"\nquote = "没有的话"', "the quote is not in that document"),
    ],
)
def test_what_is_set_and_does_not_fit_is_told(home: Path, said: str, told: str) -> None:
    file = home / "mine.toml"
    file.write_text(f'[[correction]]\nname = "三岗联创"\n{said}\n', "utf-8")
    result = kg("build", home / "in", "-o", home / "out", "--no-page", "--corrections", file)
    assert (result.exit_code, told in result.output) == (1, True), result.output


@pytest.mark.parametrize(
    "text",
    [
        "[[correction]\n",
        'correction = "x"',
        '[[correction]]\ndo = "destroy"\nname = "x"',
        '[[correction]]\ndo = "reject"',
        '[[correction]]\ndo = "value"\nname = "x"\nto = "many"',
        '[[correction]]\ndo = "rename"\nname = "x"',
        '[[correction]]\ndo = "reject"\nname = "x"\ncolour = "red"',
        '[[correction]]\ndo = "reject"\nname = "x"\nkind = "person"',
        '[[corrections]]\ndo = "reject"\nname = "x"',
        '[[correction]]\ndo = "rename"\nname = "x"\nto = " \u3000"',
        '[[correction]]\ndo = "value"\nname = "x"\nto = nan',
        '[[correction]]\ndo = "rename"\nname = "x"\nto = "\\u0000\\u202e"',
        '[[correction]]\ndo = "reject"\nname = "x\\u001b[2J"',
        '[[correction]]\ndo = "value"\nname = "x"\nto = 1e999',
        "\xff",
    ],
)
def test_a_file_that_is_not_sound_is_told_and_nothing_built(home: Path, text: str) -> None:
    file = home / "c.toml"
    file.write_bytes(text.encode("latin-1" if text == "\xff" else "utf-8"))
    with pytest.raises(CorrectionError):
        read(file)
    result = kg("build", home / "in", "-o", home / "out", "--corrections", file)
    assert result.exit_code == 2
    assert "c.toml" in result.output
    assert not (home / "out").exists()


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ('[[correction]]\ndo = "destroy"\nname = "x"', "第 1 条：do 只能写：accept"),
        ('[[correction]]\ndo = "value"\nname = "x"\nto = "many"', "value 的 to 要写一个数"),
        ('[[correction]]\ndo = reject\nname = "x"', "第 2 行第 6 列写法有误"),
        ('[[corrections]]\ndo = "reject"\nname = "x"', "不认识 corrections；每条更正写作 [[correction]]"),
        ('[[correction]]\ndo = "reject"\n名称 = "x"', "第 3 行第 1 列"),
    ],
)
def test_what_is_wrong_with_the_file_is_told_in_the_language_of_the_run(home: Path, text: str, zh: str) -> None:
    file = home / "c.toml"
    file.write_text(text, "utf-8")
    told = {lang: kg("build", home / "in", "--corrections", file, "--lang", lang).output for lang in ("zh", "en")}
    assert zh in "".join(told["zh"].split("\n"))
    assert not any("\u4e00" <= c <= "\u9fff" and c not in "名称" for c in told["en"].replace(str(file), ""))


def facts_of(*texts: str) -> frozenset[Fact]:
    built = [build_one(Document(f"{n:064x}", f"{n}.txt", text)) for n, text in enumerate(texts)]
    return frozenset().union(*built)


@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
def test_a_file_that_cannot_be_read_is_not_passed_over(home: Path, kind: str) -> None:
    (home / "out").mkdir()
    file = home / "out" / "corrections.toml"
    if kind == "link":  # to a disk that is not there today
        file.symlink_to(home / "elsewhere" / "corrections.toml")
    elif kind == "folder":
        file.mkdir()
    else:
        os.mkfifo(file)
    result = kg("build", home / "in", "-o", home / "out", "--no-page")
    assert result.exit_code == 2
    assert "corrections.toml" in result.output
    assert not (home / "out" / "graph.ttl").exists()


def test_a_file_that_is_not_there_is_told_in_the_language_of_the_run(home: Path) -> None:
    for lang, words in (("zh", "没有这个文件，请检查路径"), ("en", "no such file; check the path")):
        result = kg("--lang", lang, "build", home / "in", "-o", home / "out", "--corrections", home / "none.toml")
        assert result.exit_code == 2
        assert words in "".join(result.output)
        assert "Errno" not in result.output


def test_a_file_that_is_not_utf8_is_told_with_the_way_out(home: Path) -> None:
    said = '[[correction]]\ndo = "reject"\nname = "枣乡红"\n'.encode("gb18030")
    (home / "out").mkdir(exist_ok=True)
    (home / "out" / "corrections.toml").write_bytes(said)
    result = kg("build", home / "in", "-o", home / "out", "--no-page")
    assert result.exit_code == 2
    assert "save it again as UTF-8" in result.output
    assert (home / "out" / "corrections.toml").read_bytes() == said


def test_order_same_as_and_not_same(tmp_path: Path) -> None:
    union = facts_of(B, "高台县推行“四岗联创”工作法。")
    file = tmp_path / "c.toml"
    file.write_text(
        '[[correction]]\ndo = "same-as"\nkind = "programme"\nname = "四岗联创"\nto = "三岗联创"\n'
        '[[correction]]\ndo = "not-same"\nname = "三岗联创"\nto = "支部夜谈"\n',
        "utf-8",
    )
    facts = settle(union)
    names = {f.subject: f.object for f in facts if f.predicate.endswith("schema.org/name")}
    parts = sorted(names[f.object] for f in facts if f.predicate.endswith("#component"))
    assert len(parts) >= 2
    with file.open("a", encoding="utf-8") as out:
        listed = ", ".join(f'"{p}"' for p in parts)
        out.write(f'[[correction]]\ndo = "order"\nname = "三岗联创"\nto = [{listed}]\n')
    applied = apply(facts, read(file), {})
    assert applied.unmatched == []
    ways = {f.subject for f in applied.facts if f.object.endswith("ns#Programme")}
    assert len(ways) == len({f.subject for f in facts if f.object.endswith("ns#Programme")}) - 1
    places = {f.subject: int(f.object) for f in applied.facts if f.predicate.endswith("/position")}
    ordered = [n for _, n in sorted((places[s], names[s]) for s in names if "-" in s and s in places)]
    assert [n for n in ordered if n in parts] == parts
    assert apply(facts, (), {}).facts == facts  # what nobody corrects stays as it is


def test_names_that_people_keep_apart_are_not_merged() -> None:
    one, two, string = t.ID + "prog/p1", t.ID + "prog/p2", t.XSD + "string"
    union = {Fact(node, t.RDF + "type", t.DJ + "Programme") for node in (one, two)}
    union |= {Fact(one, t.SCHEMA + "name", "红网格", string)}
    union |= {Fact(two, t.SCHEMA + "name", "红色网格工程", string)}
    union |= {Fact(two, t.SKOS + "altLabel", "红网格", "@zh-Hans")}
    union |= {Fact(n, t.DJ + "evidence", f"{t.ID}ev/d{n[-1]}-1-2") for n in (one, two)}
    ways = [
        {f.subject for f in settle(union, pairs) if f.object == t.DJ + "Programme"}
        for pairs in (frozenset(), frozenset({frozenset(("红网格", "红色网格工程"))}))
    ]
    assert ways == [{two}, {one, two}]


def test_a_quotation_may_hold_some_words_more_than_were_read(home: Path) -> None:
    out, file = home / "out", home / "mine.toml"
    said = '[[correction]]\ndo = "value"\nquote = "{}"\nto = 650000\n'
    for quote, matched in (("7个，村集体经济收入达到62万元。", True), ("8个，村集体经济收入达到62万元。", False)):
        file.write_text(said.format(quote), "utf-8")
        result = kg("build", home / "in", "-o", out, "--no-page", "--corrections", file)
        assert (result.exit_code == 0) is matched, result.output
    file.write_text(said.format("建成示范点7个，村集体经济收入达到62万元"), "utf-8")
    assert kg("build", home / "in", "-o", out, "--no-page", "--corrections", file).exit_code == 1  # which of the two?


def test_what_is_told_of_a_rejected_programme_goes_with_it(home: Path) -> None:
    said = "高台县在全省率先推行“三岗联创”机制。该做法入选全国基层党建创新案例。"
    (home / "in" / "b.txt").write_text(said, "utf-8")
    out = home / "out"
    out.mkdir()
    told = "SELECT ?a { ?a dj:adopted|dj:recognised ?p }"
    kg("build", home / "in", "-o", out, "--no-page")
    assert len(ask(out, told)) > 1
    (out / "corrections.toml").write_text('[[correction]]\ndo = "reject"\nname = "三岗联创"\n', "utf-8")
    assert kg("build", home / "in", "-o", out, "--no-page").exit_code == 0
    assert not ask(out, told)
    assert kg("check", out).exit_code == 0, kg("check", out).output


def test_everything_that_a_correction_can_do_is_done() -> None:
    assert {*_ACTIONS, "not-same"} == set(DO)
