"""`kg mcp` speaks its protocol over standard input and output; every answer bears its quotations."""

from __future__ import annotations

import asyncio
import hashlib
import json
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from kg.graph.store import load
from kg.use.agents import Agents
from kg.use.ask.catalogue import catalogue

pytestmark = pytest.mark.skipif(find_spec("mcp") is None, reason="mcp is not installed")


async def conversation(graph: Path, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    from mcp import ClientSession, StdioServerParameters, stdio_client

    command = ["-m", "kg", "--lang", "en", "mcp", "-g", str(graph), "--timeout", "2"]
    server = StdioServerParameters(command=sys.executable, args=command)
    found: list[Any] = []
    async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
        await session.initialize()
        found.append(await session.list_tools())
        for name, arguments in calls:
            found.append(await session.call_tool(name, arguments))
    return found


def told(result: Any) -> Any:
    return json.loads(result.content[0].text)


def test_the_protocol_over_standard_input_and_output(
    small_file: Path, apart: Callable[[Callable[[], Any]], Any]
) -> None:
    before = hashlib.sha256(small_file.read_bytes()).hexdigest()
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (?a != ?d) }"
    calls = (
        ("ask", {"query": "SELECT ?p ?n { ?p a dj:Programme ; schema:name ?n } ORDER BY ?n"}),
        ("why", {"thing": "三线联动"}),
        ("ask", {"query": "no-such-query"}),
        ("ask", {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}),
        ("ask", {"query": "INSERT DATA { <a:b> <a:b> <a:b> }"}),
        ("ask", {"query": slow}),
        ("ask", {"query": "ASK { ?p a dj:Programme }"}),
    )
    tools, rows, why, *wrong, late, truth = apart(lambda: asyncio.run(conversation(small_file, *calls)))
    assert {t.name for t in tools.tools} == {"queries", "ask", "compare", "why"}
    assert all(t.annotations.read_only_hint for t in tools.tools)
    answer = told(rows)
    assert "三线联动" in [r["n"] for r in answer["rows"]]
    assert answer["quotations"]
    assert told(why)["things"][0]["quotations"][0]["quote"]
    assert [w.is_error for w in wrong] == [True, True, True]
    assert "nearest" in wrong[0].content[0].text
    assert late.is_error
    assert "slow" in late.content[0].text
    assert told(truth) == {"truth": True}
    assert hashlib.sha256(small_file.read_bytes()).hexdigest() == before


@pytest.fixture(scope="module")
def seeds(seeds_file: Path) -> Agents:
    return Agents(load(seeds_file, built=True), "en")


def quoted(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["quote"]] if value.get("quote") else []
        return own + [q for v in value.values() for q in quoted(v)]
    return [q for v in value for q in quoted(v)] if isinstance(value, list) else []


def test_a_comparison_bears_the_words_it_rests_on(seeds: Agents, seeds_file: Path) -> None:
    texts = "".join(f.read_text("utf-8") for f in (seeds_file.parent / "texts").iterdir())
    found = quoted(json.loads(json.dumps(seeds.compared(["高台", "平凉"]))))
    assert len(found) > 10
    assert all(quote in texts for quote in found)


def test_every_named_query_can_be_asked(seeds: Agents) -> None:
    assert {q["name"] for q in seeds.queries()} == set(catalogue())
    for query in catalogue().values():
        values = {p.name: p.example for p in query.parameters}
        if query.parameters:
            with pytest.raises(ValueError, match="needs"):
                seeds.sparql(query.name, {})
        if not any(p.type == "region" for p in query.parameters):
            assert seeds.sparql(query.name, values) == query.text
    assert "高台县" in seeds.sparql("programmes-of", {"region": "gaotai"})


def test_what_is_not_there_has_no_answer(seeds: Agents) -> None:
    assert seeds.why("没有的工作") == {"things": []}
    assert seeds.why("http://elsewhere.example/x") == {"things": []}
    with pytest.raises(ValueError, match="IRI"):
        seeds.why("http://elsewhere.example/ x")


def test_odd_cells_have_answers_too(seeds: Agents) -> None:
    """A query can make any words, and numbers that are none; the answer stays JSON."""
    xsd = "http://www.w3.org/2001/XMLSchema#"
    odd = [("abc", "integer"), ("9" * 5000, "integer"), ("INF", "double"), ("NaN", "decimal")]
    cells = [{"type": "literal", "value": v, "datatype": xsd + kind} for v, kind in odd]
    cells.append({"type": "literal", "value": "https://dangjian.example/id/a b"})
    rows = [{"x": cell} for cell in cells]
    results = {"head": {"vars": ["x"]}, "results": {"bindings": rows}}
    told = seeds.answered(json.dumps(results).encode())
    assert [row["x"] for row in told["rows"]] == [cell["value"] for cell in cells]
    json.dumps(told, allow_nan=False)
