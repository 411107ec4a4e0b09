"""The endpoint, with the clients that people use."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, POST, POSTDIRECTLY, TURTLE, SPARQLWrapper

from kg.use.ask.catalogue import find
from kg.use.serve.app import Door, host_name, loopback
from kg.use.serve.protocol import negotiate
from kg.use.serve.run import Options, settings

Running = Callable[..., AbstractContextManager[str]]
NAMES = "SELECT ?n WHERE { ?p a dj:Programme ; schema:name ?n } ORDER BY ?n"
SLOW = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER (?a != ?d) }"
ODD = 'SELECT * { BIND("\\u005c" AS ?a) SERVICE <http://127.0.0.1:9/> {?s ?p ?o} BIND("x" AS ?c) }'
CSV = {"Accept": "text/csv"}


@pytest.fixture(scope="module")
def server(small_file: Path, running: Running) -> Iterator[str]:
    with running(small_file) as url:
        yield url


@pytest.fixture(scope="module")
def endpoint(server: str) -> str:
    return f"{server}/sparql"


# ---------------------------------------------------------------- clients


def test_sparqlwrapper_reads_rows_and_graphs(endpoint: str) -> None:
    client = SPARQLWrapper(endpoint)
    client.setReturnFormat(JSON)
    client.setQuery(NAMES)
    rows = client.query().convert()["results"]["bindings"]
    assert {"type": "literal", "value": "三线联动"} in [r["n"] for r in rows]
    client.setMethod(POST)
    assert client.query().convert()["results"]["bindings"] == rows
    client.setRequestMethod(POSTDIRECTLY)
    assert client.query().convert()["results"]["bindings"] == rows
    client.setReturnFormat(TURTLE)
    client.setQuery("CONSTRUCT { ?p a dj:Programme } WHERE { ?p a dj:Programme }")
    graph = rdflib.Graph().parse(data=client.query().convert(), format="turtle")
    assert len(graph) == len(rows)


def test_rdflib_reads_through_its_store(endpoint: str) -> None:
    graph = rdflib.Graph(SPARQLStore(endpoint, returnFormat="json"))
    rows = list(
        graph.query(f"PREFIX dj: <https://dangjian.example/ns#>\nPREFIX schema: <https://schema.org/>\n{NAMES}")
    )
    assert "三线联动" in {str(r[0]) for r in rows}


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl_reads_csv(endpoint: str) -> None:
    command = ["curl", "-sS", "-H", "Accept: text/csv", "--data-urlencode", f"query={NAMES}", endpoint]
    out = subprocess.run(command, capture_output=True, check=True, timeout=20).stdout.decode()
    assert out.splitlines()[0] == "n"
    assert "三线联动" in out


# ---------------------------------------------------------------- protocol


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values;q=0.9, text/html", "text/tab-separated-values"),
        ("application/json;q=0.2, text/csv;q=0.7", "text/csv"),
    ],
)
def test_rows_come_in_the_media_type_asked_for(endpoint: str, accept: str, media: str) -> None:
    answer = httpx.get(endpoint, params={"query": NAMES}, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media


@pytest.mark.parametrize("media", ["text/turtle", "application/n-triples", "application/rdf+xml"])
def test_graphs_come_in_the_media_type_asked_for(endpoint: str, media: str) -> None:
    query = "CONSTRUCT WHERE { ?p a dj:Formula }"
    answer = httpx.post(endpoint, content=query, headers={"Accept": media, "Content-Type": "application/sparql-query"})
    assert answer.headers["content-type"].partition(";")[0] == media
    form = {"text/turtle": "turtle", "application/n-triples": "nt"}.get(media, "xml")
    assert len(rdflib.Graph().parse(data=answer.text, format=form)) == 4


@pytest.mark.parametrize(
    ("method", "options", "status"),
    [
        ("GET", {"params": {"query": "SELECT ?x WHERE { ?x dj: }"}}, 400),
        ("GET", {"params": {"query": "SELECT * { SERVICE <http://example.org/> {} }"}}, 403),
        ("GET", {"params": {"update": "CLEAR ALL"}}, 403),
        ("GET", {"params": {"query": "CLEAR ALL"}}, 403),
        ("GET", {"params": [("query", NAMES), ("query", NAMES)]}, 400),
        ("GET", {"params": {"query": NAMES}, "headers": {"Accept": "image/png"}}, 406),
        ("GET", {"params": {"query": NAMES}, "headers": {"Accept": "text/turtle"}}, 406),
        ("POST", {"data": {"update": "CLEAR ALL"}}, 403),
        ("POST", {"data": {"other": "1"}}, 400),
        ("POST", {"content": "x", "headers": {"Content-Type": "text/plain"}}, 415),
        ("POST", {"content": "x", "headers": {"Content-Type": "application/sparql-update"}}, 403),
        ("POST", {"content": b"\xff", "headers": {"Content-Type": "application/sparql-query"}}, 400),
        ("POST", {"content": b"#" * 1_100_000, "headers": {"Content-Type": "application/sparql-query"}}, 413),
        ("PUT", {"content": "x"}, 405),
        ("GET", {"headers": {"Host": "example.org"}, "params": {"query": NAMES}}, 421),
        ("GET", {"headers": {"Origin": "https://example.org"}, "params": {"query": NAMES}}, 403),
        ("GET", {"headers": {"Origin": "null"}, "params": {"query": NAMES}}, 403),
        ("POST", {"headers": {"Origin": "http://localhost:1"}, "data": {"query": NAMES}}, 403),
        ("GET", {"headers": {"Sec-Fetch-Site": "cross-site"}, "params": {"query": NAMES}}, 403),
        ("GET", {"params": {"query": NAMES, "default-graph-uri": "no iri"}}, 400),
        ("GET", {"params": {"query": NAMES, "named-graph-uri": "\x00"}}, 400),
        ("GET", {"params": {"query": ODD}}, 403),
    ],
)
def test_what_is_not_a_query_is_refused(endpoint: str, method: str, options: dict[str, object], status: int) -> None:
    answer = httpx.request(method, endpoint, **options)  # type: ignore[arg-type]
    assert answer.status_code == status, answer.text


def test_a_malformed_query_is_told_its_place(endpoint: str) -> None:
    answer = httpx.get(endpoint, params={"query": "SELECT * WHERE {\n ?s ?p }"})
    assert answer.text.startswith("line 2, column ")


def test_a_dataset_of_other_graphs_is_empty(endpoint: str) -> None:
    other = {"query": NAMES, "default-graph-uri": "http://example.org/none"}
    assert httpx.get(endpoint, params=other, headers=CSV).text.split() == ["n"]


def test_the_service_describes_itself(endpoint: str) -> None:
    answer = httpx.get(endpoint, headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=answer.text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    assert (rdflib.URIRef(endpoint), sd.supportedLanguage, sd.SPARQL11Query) in graph
    triples = httpx.get(endpoint, headers={"Accept": "application/n-triples"})
    assert len(rdflib.Graph().parse(data=triples.text, format="nt")) == len(graph)
    page = httpx.get(endpoint, headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["location"]) == (307, "/query")


def test_no_other_origin_is_answered_unless_asked_for(endpoint: str, small_file: Path, running: Running) -> None:
    asked = {"query": "ASK {}"}
    own = httpx.get(endpoint, params=asked, headers={"Origin": endpoint.removesuffix("/sparql")})
    assert own.status_code == 200
    origin = {"Origin": "https://example.org"}
    assert httpx.get(endpoint, params=asked, headers=origin).status_code == 403
    with running(small_file, cors="https://example.org") as url:
        answer = httpx.get(f"{url}/sparql", params=asked, headers=origin, timeout=20)
        assert answer.headers["access-control-allow-origin"] == "https://example.org"


def test_any_address_is_no_name_that_someone_else_can_point_here() -> None:
    door = Door(lambda *_: None, frozenset(), None)  # type: ignore[arg-type, return-value]
    assert door.refusal(["192.168.1.7:7878"], [], "", "") is None
    assert door.refusal(["[::1]:7878"], [], "", "") is None
    assert door.refusal(["example.org:7878"], [], "", "") is not None
    assert door.refusal(["localhost", "example.org"], [], "", "") is not None
    assert door.refusal([], [], "", "") is not None


# ---------------------------------------------------------------- limits


def test_a_slow_query_is_stopped_and_the_next_one_answered(small_file: Path, running: Running) -> None:
    with running(small_file, timeout=0.5) as url:
        endpoint = f"{url}/sparql"
        slow = httpx.get(endpoint, params={"query": SLOW}, timeout=30)
        assert slow.status_code == 503
        assert "0.5 seconds" in slow.text
        after = httpx.get(endpoint, params={"query": NAMES}, headers=CSV, timeout=30)
        assert "三线联动" in after.text


def test_a_large_result_is_stopped(endpoint: str) -> None:
    query = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f }"
    answer = httpx.get(endpoint, params={"query": query}, timeout=30)
    assert answer.status_code == 500
    assert "limit of 200000 bytes" in answer.text


# ---------------------------------------------------------------- pages


def test_the_editor_and_its_files_are_served_here(server: str) -> None:
    page = httpx.get(f"{server}/query")
    assert "programmes-of" in page.text
    assert "http://" not in page.text.partition("<script type")[0]
    for name in ("yasgui.min.js", "yasgui.min.css", "editor.js", "yasgui-LICENSES.txt"):
        assert httpx.get(f"{server}/static/{name}").status_code == 200
    assert httpx.get(f"{server}/static/app.py").status_code == 404
    assert httpx.get(f"{server}/static/..%2Fapp.py").status_code == 404
    assert httpx.get(f"{server}/graph").text.startswith("#")


def test_the_editor_asks_what_the_graph_answers(small_file: Path, tmp_path: Path) -> None:
    options = Options(small_file, "127.0.0.1", 0, timeout=1, limit=9, cors=None, page=tmp_path / "page.html")
    queries = settings(options, "en", tmp_path).queries
    assert 'VALUES ?region { "清河县" }' in queries["programmes-of"]
    assert 'VALUES ?programme { "四线联动" }' in queries["parts-of"]
    assert queries["organisations"] == find("organisations").text


def test_names_of_this_machine() -> None:
    assert loopback("127.0.0.1")
    assert loopback("::1")
    assert not loopback("0.0.0.0")
    assert not loopback("example.org")
    assert host_name("[::1]:80") == "::1"
    assert host_name("LOCALHOST:80") == "localhost"


def test_the_accept_header_is_read() -> None:
    offered = ("a/json", "text/csv")
    assert negotiate("", offered) == "a/json"
    assert negotiate("text/*", offered) == "text/csv"
    assert negotiate("a/json;q=0, */*;q=0.1", offered) == "text/csv"
    assert negotiate("text/csv;q=x", offered) is None
