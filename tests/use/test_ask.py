"""Named queries and SPARQL of one's own, on both engines."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import socket
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from pace import paces
from typer.testing import CliRunner

from kg.cli.app import app
from kg.use.ask import formats
from kg.use.ask.catalogue import ParameterError, UnknownQuery, catalogue, find, literal
from kg.use.ask.engines import Engine, Graph, check
from kg.use.ask.errors import QueryError
from kg.use.ask.examples import examples
from kg.use.ask.formats import FormatError
from kg.use.ask.heads import HEADS, heads

# What the seeds answer: the query, its values, and a row (or some cells of one) that must be in the answer.
ANSWERS: list[tuple[str, dict[str, str], tuple[str, ...]]] = [
    ("carried-out", {}, ("平凉市", "中共中央关于加强党的政治建设的意见")),
    ("decreases", {}, ("太白县", "-6.4", "岁", "较上届")),
    ("documents", {}, ("002_fb4bf21fbb46e9c4.txt", "陇县：聚力打造乡村振兴“红色引擎”")),
    ("evidence-of", {"region": "高台县", "indicator": "党员"}, ("455", "463", "1.29万名党员")),
    ("formulas", {}, ("党支部+合作社+能人大户+贫困户", "兴隆村", "3", "能人大户")),
    ("formulas-with", {"partner": "龙头企业"}, ("庄浪县", "龙头企业")),
    ("formulations", {}, ("三会一课",)),
    ("growth", {}, ("高台县", "村级集体经济村均收入", "61")),
    ("hierarchy", {}, ("海西蒙古族藏族自治州", "三百活动", "百名头雁领飞")),
    ("in-sector", {"sector": "城市社区"}, ("海西蒙古族藏族自治州", "社区工作人员“4岗17级”报酬体系")),
    ("in-year", {"year": "2024"}, ("高台县", "村级集体经济村均收入", "340000", "元")),
    ("incomplete", {}, ("平凉市", "三岗联创", "3", "0")),
    ("indicator", {"words": "村均收入"}, ("高台县", "2024", "340000", "元")),
    ("led-by", {}, ("阿拉善高新区",)),
    ("measures-of", {"region": "太白县"}, ("2", "严把因村派人质量，用好乡村发展“助推器”")),
    ("metrics-of", {"region": "太白县"}, ("太白县", "42.6", "岁")),
    ("organisations", {}, ("中国工农红军西路军纪念馆", "高台县")),
    ("origins", {}, ("平凉市", "四抓两整治", "甘肃省")),
    ("parts-of", {"programme": "一强三创"}, ("平凉市", "4", "三创", "作风创优")),
    ("party-organisations", {}, ("平凉市委", "党委", "平凉市")),
    ("policies", {}, ("关于加强和稳定村干部队伍的若干措施", "张掖市委")),
    ("programme-kinds", {}, ("太白县", "举措", "1")),
    ("programmes-of", {"region": "陇县"}, ("四链富民", "机制", "陇县", "4")),
    ("regions", {}, ("高台县", "县", "2")),
    ("regions-in", {"region": "甘肃省"}, ("华亭市", "县级市", "平凉市")),
    ("reported-under", {}, ("太白县", "五项举措", "42.6", "岁")),
    ("rules", {}, ("metric.count",)),
    ("sectors", {}, ("海西蒙古族藏族自治州", "农村")),
    ("shared", {}, ("三岗联创", "2", "平凉市", "高台县")),
    ("where-is", {"words": "三岗联创"}, ("三岗联创", "平凉市")),
]


@pytest.fixture(scope="module")
def graph(seeds: ox.Store) -> Graph:
    return Graph(seeds)


@pytest.fixture(scope="module")
def tiny(small: ox.Store) -> Graph:
    return Graph(small)


def test_every_named_query_but_the_subgraph_has_an_answer_below() -> None:
    assert len(catalogue()) >= 25
    elsewhere = {"subgraph", "adoptions", "recognitions", "learned-from", "citations"}
    assert {n for n, _, _ in ANSWERS} == set(catalogue()) - elsewhere


@pytest.mark.parametrize(("name", "values", "expected"), ANSWERS)
def test_the_seeds_answer(graph: Graph, name: str, values: dict[str, str], expected: tuple[str, ...]) -> None:
    rows: list[tuple[str, ...]] = []
    assert paces(lambda: rows.extend(graph.ask(find(name).fill(values)).table())) < 15
    assert any(all(map(partial(in_row, row), expected)) for row in rows), rows[:20]


def in_row(row: tuple[str, ...], words: str) -> bool:
    """Whether a cell is the number, or holds the words: names may be printed with their kind word."""
    return words in row or (not words.isascii() and any(words in cell for cell in row))


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_both_engines_answer_alike_row_by_row(tiny: Graph, name: str) -> None:
    query = find(name)
    values = {p.name: {"region": "安丰县", "number": "2023"}.get(p.type, p.example) for p in query.parameters}
    values |= {"words": "收入"} if name == "indicator" else {}
    text = query.fill(values)
    assert tiny.ask(text) == tiny.ask(text, Engine.RDFLIB)


@pytest.mark.parametrize("name", ["shared", "incomplete", "programmes-of", "parts-of", "subgraph"])
def test_both_engines_answer_alike_on_the_seeds(graph: Graph, name: str) -> None:
    assert graph.ask(find(name).text) == graph.ask(find(name).text, Engine.RDFLIB)


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_query_says_what_it_answers_in_both_languages(name: str) -> None:
    query = find(name)
    assert query.zh != query.en
    assert query.en.isascii()
    assert not query.zh.isascii()


# ---------------------------------------------------------------- parameters


@pytest.mark.parametrize("name", sorted(n for n, q in catalogue().items() if q.parameters))
def test_what_is_proposed_is_answered(small: ox.Store, seeds: ox.Store, name: str) -> None:
    for store in (small, seeds):
        values = examples(store).get(name)
        text = find(name).fill(values or {})
        rows = list(store.query(text))  # type: ignore[arg-type]
        assert bool(rows) == (values is not None)


def test_what_is_proposed_is_the_fullest(small: ox.Store, seeds: ox.Store) -> None:
    assert examples(small)["programmes-of"] == {"region": "清河县"}
    assert examples(seeds)["regions-in"] == {"region": "甘肃省"}
    assert examples(seeds)["parts-of"] == {"programme": "三化四明"}
    assert examples(ox.Store()) == {}


def test_a_value_is_nothing_but_a_value(tiny: Graph) -> None:
    hostile = 'x" } } UNION { ?p ?q ?r } #\\'
    text = find("where-is").fill({"words": hostile})
    assert tiny.ask(text).rows == ()
    assert literal('a"\n\\') == '"a\\"\\n\\\\"'


def test_wrong_parameters_are_told() -> None:
    with pytest.raises(ParameterError, match="region"):
        find("programmes-of").fill({"county": "x"})
    with pytest.raises(ParameterError, match="number"):
        find("in-year").fill({"year": "soon"})
    with pytest.raises(UnknownQuery) as caught:
        find("programs-of")
    assert "programmes-of" in caught.value.candidates


# ---------------------------------------------------------------- errors


@pytest.mark.parametrize("engine", list(Engine))
@pytest.mark.parametrize(
    ("query", "code", "line"),
    [
        ("SELECT ?x WHERE {\n  ?x a dj:Region\n  ?y }", "error", 3),
        ("SELECT * WHERE { ?s nope:x ?o }", "prefix", 1),
        ("SELECT * WHERE {\n SERVICE <http://example.org/> { ?s ?p ?o } }", "service", 2),
        ("SELECT * WHERE { \\u0053ERVICE <http://example.org/> { ?s ?p ?o } }", "service", 1),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", "update", 1),
        ("PREFIX a: <b:>\nDELETE WHERE { ?s ?p ?o }", "update", 2),
    ],
)
def test_an_error_points_at_its_place(tiny: Graph, engine: Engine, query: str, code: str, line: int) -> None:
    with pytest.raises(QueryError) as caught:
        tiny.ask(query, engine)
    assert (caught.value.code, caught.value.line) == (code, line)
    assert caught.value.pointer().endswith("^")


ELSEWHERE = "SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }}"


@pytest.mark.parametrize("engine", list(Engine))
@pytest.mark.parametrize(
    "query",
    [
        'SELECT * {{ BIND("\\u005c" AS ?a) {there} BIND("x" AS ?c) }}',
        'SELECT * {{ BIND("\\u005c\\u005c" AS ?a) {there} BIND("x" AS ?c) }}',
        "SELECT * {{ BIND('\\u0027' AS ?a) {there} BIND('x' AS ?c) }}",
        'SELECT * {{ BIND("\\u0022 AS ?a) {there} BIND(" AS ?c) }}',
        "SELECT * {{ ?s ?p 1{there} }}",
        "SELECT * {{ # \\u000a\n {there} }}",
        "ASK {{ FILTER NOT EXISTS {{ {{ SELECT * {{ {there} }} }} }} }}",
        "SELECT * FROM <http://127.0.0.1:{port}/> {{ ?s ?p ?o }}",
        "SELECT * FROM NAMED <http://127.0.0.1:{port}/> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    ],
)
def test_no_query_leaves_the_machine(tiny: Graph, engine: Engine, query: str) -> None:
    called: list[object] = []

    def answer(listening: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, caller = listening.accept()
                called.append(caller)
                connection.close()

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        threading.Thread(target=answer, args=(listening,), daemon=True).start()
        port = listening.getsockname()[1]
        with contextlib.suppress(QueryError):
            tiny.ask(query.format(port=port, there=ELSEWHERE.format(port=port)), engine)
        listening.shutdown(socket.SHUT_RDWR)
    assert not called


def test_service_is_told_though_the_words_before_it_are_odd(tiny: Graph) -> None:
    query = 'SELECT * { BIND("\\u005c" AS ?a) SERVICE <http://127.0.0.1:9/> {?s ?p ?o} BIND("x" AS ?c) }'
    for engine in Engine:
        with pytest.raises(QueryError) as caught:
            tiny.ask(query, engine)
        assert caught.value.code == "service"


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p 'SERVICE INSERT x:y' }",
        "ASK { ?s ?p '\\u0022 SERVICE x:y' }",
        "ASK { ?service ?insert ?load } # SERVICE",
        "ASK { <http://example.org/SERVICE> ?p ?o }",
        "ASK { ?s dj:service ?o }",
    ],
)
def test_words_in_strings_names_and_comments_are_allowed(tiny: Graph, query: str) -> None:
    assert tiny.ask(query).kind == "ask"


# ---------------------------------------------------------------- formats


def test_csv_and_json_read_back(tiny: Graph) -> None:
    answer = tiny.ask(find("programmes-of").fill({"region": "安丰县"}))
    rows = list(csv.reader(io.StringIO(formats.write(answer, "csv"))))
    assert rows[0] == ["name", "kind", "place", "declared", "parts"]
    assert len(rows) - 1 == len(answer.rows)
    data = json.loads(formats.write(answer, "json"))
    assert len(data["results"]["bindings"]) == len(answer.rows)
    parsed = rdflib.query.Result.parse(io.BytesIO(formats.write(answer, "xml").encode()), format="xml")
    assert len(parsed.bindings) == len(answer.rows)
    assert formats.write(answer, "tsv").startswith("?name\t?kind")
    assert formats.write(answer, "md").startswith("| name | kind |")


def test_turtle_is_for_graphs_only(tiny: Graph) -> None:
    answer = tiny.ask(find("subgraph").fill({"region": "清河县"}))
    for form in ("ttl", "nt"):
        graph = rdflib.Graph().parse(data=formats.write(answer, form), format={"ttl": "turtle"}.get(form, form))
        assert len(graph) == len(answer.triples) > 10
    with pytest.raises(FormatError):
        formats.write(tiny.ask("ASK {}"), "ttl")


def test_ask_queries_have_a_truth(tiny: Graph) -> None:
    assert tiny.ask("ASK { ?s a dj:Region }").truth
    assert formats.write(tiny.ask("ASK { ?s a dj:Nothing }"), "csv") == "false\r\n"


DEEP: dict[str, Callable[[int], str]] = {
    "groups": lambda n: "SELECT * {" + "{" * n + "}" * n + "}",
    "brackets": lambda n: f"SELECT ({'(' * n}1{')' * n} AS ?x) {{}}",
    "escaped": lambda n: "SELECT * {" + r"\u007B" * n + "}" * n + "}",
    "denials": lambda n: f"SELECT ({'!' * n}1 AS ?x) {{}}",
    "sums": lambda n: f"SELECT (1{'+1' * n} AS ?x) {{}}",
    "options": lambda n: f"SELECT * {{{'OPTIONAL {<a:b> <a:c> ?o} ' * n}}}",
    "unions": lambda n: f"SELECT * {{{'{} UNION ' * n}{{}}}}",
}


@pytest.mark.parametrize("kind", DEEP)
def test_a_query_that_would_end_the_process_is_refused(tiny: Graph, kind: str) -> None:
    tiny.ask(DEEP[kind.replace("escaped", "groups")](100))
    with pytest.raises(QueryError, match="nested too deeply"):
        tiny.ask(DEEP[kind](20_000))


def test_a_query_may_hold_many_values_and_triples() -> None:
    names = " ".join(f'("名{n}" -{n})' for n in range(900))
    check(f"SELECT * {{ VALUES (?n ?x) {{ {names} }} {'?s a ?t . ' * 50} }}")


def test_every_column_of_the_named_queries_is_called_something_in_chinese(small: ox.Store) -> None:
    for query in catalogue().values():
        solutions = small.query(query.fill({p.name: p.example for p in query.parameters}))
        if isinstance(solutions, ox.QuerySolutions):
            assert {v.value for v in solutions.variables} <= HEADS.keys(), query.name


def test_a_letter_of_a_query_of_ones_own_is_no_head() -> None:
    assert heads(["n", "c", "e", "region"]) == ["n", "c", "e", "地区"]


def test_tables_are_headed_in_the_language_of_the_user_and_csv_as_the_variables_are_called(seeds_file: Path) -> None:
    def asked(lang: str, *more: str) -> str:
        arguments = ["--lang", lang, "ask", "programmes-of", "region=高台", "-g", str(seeds_file), *more]
        return CliRunner(env={"COLUMNS": "200"}).invoke(app, arguments).output

    assert "要素数" in asked("zh")
    assert "parts" in asked("en")
    assert asked("zh", "-f", "csv").startswith("name,kind,place,declared,parts")
