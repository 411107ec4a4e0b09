"""Graphs are put into real stores, and asked there; what stores answer otherwise comes from a server in the test."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sysconfig
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread

import pyoxigraph as ox
import pytest
from command import free_port
from typer.testing import CliRunner

from kg.cli.app import app
from kg.graph.store import load
from kg.use.ask.catalogue import catalogue
from kg.use.ask.engines import Graph
from kg.use.ask.errors import QueryError
from kg.use.export.rdf import nquads
from kg.use.remote.ask import Endpoint
from kg.use.remote.client import PASSWORD, TOKEN, USER, Client, RemoteError
from kg.use.remote.load import SHARED, WHOLE, lines_of, put_all

HERE = "127.0.0.1"
OXIGRAPH = shutil.which("oxigraph", path=sysconfig.get_path("scripts")) or shutil.which("oxigraph")
VIRTUOSO = shutil.which("virtuoso-t")
SIZES = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"


@contextmanager
def _running(command: list[str], port: int, folder: Path) -> Iterator[None]:
    """A server until the block ends; it is waited for."""
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, start_new_session=True)
    try:
        end = time.monotonic() + 90
        while True:
            assert process.poll() is None, (folder / "log").read_text()
            try:
                socket.create_connection((HERE, port), 1).close()
                break
            except OSError:
                assert time.monotonic() < end, "the server does not come up"
                time.sleep(0.1)
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@dataclass(frozen=True)
class Store:
    put: str
    query: str


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    assert OXIGRAPH, "the development extra holds oxigraph"
    port, folder = free_port(), tmp_path_factory.mktemp("oxigraph")
    at = f"{HERE}:{port}"
    with _running([OXIGRAPH, "serve", "--location", str(folder / "db"), "--bind", at], port, folder):
        yield Store(f"http://{at}/store", f"http://{at}/query")


INI = """[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/t.db
TransactionFile = {folder}/t.trx
[Parameters]
ServerPort = 127.0.0.1:{own}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
[SPARQL]
ResultSetMaxRows = 1000000
"""


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    if not VIRTUOSO:
        pytest.skip("Virtuoso is not installed (Debian: virtuoso-opensource-7-bin)")
    port, folder = free_port(), tmp_path_factory.mktemp("virtuoso")
    ini = folder / "virtuoso.ini"
    ini.write_text(INI.format(folder=folder, own=free_port(), port=port))
    with _running([VIRTUOSO, "-f", "-c", str(ini)], port, folder):
        at = f"http://{HERE}:{port}"
        yield Store(f"{at}/sparql-graph-crud-auth", f"{at}/sparql")


def _sizes(store: Store) -> dict[str, int]:
    rows = Endpoint(store.query).ask(SIZES).rows
    ours = ((g.value, int(n.value)) for g, n in rows if g is not None and n is not None)
    return {graph: n for graph, n in ours if "dangjian.example" in graph}


def _kg(*arguments: object) -> str:
    result = CliRunner().invoke(app, ["--lang", "en", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result.output


def _expected(graph: Path) -> dict[str, int]:
    """The graphs of the export with their sizes."""
    quads = ox.Store()
    quads.load("".join(nquads(load(graph))).encode(), ox.RdfFormat.N_QUADS)
    sizes: dict[str, int] = {}
    for quad in quads:
        name = SHARED if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value
        sizes[name] = sizes.get(name, 0) + 1
    return sizes | {WHOLE: len({(q.subject, q.predicate, q.object) for q in quads})}


def test_every_document_is_a_graph_and_putting_again_changes_nothing(oxigraph: Store, small_file: Path) -> None:
    for _ in range(2):
        assert "statements" in _kg("load", small_file, "--to", oxigraph.put)
        assert _sizes(oxigraph) == _expected(small_file)


def test_named_queries_are_answered_as_at_home(oxigraph: Store, small_file: Path) -> None:
    _kg("load", small_file, "--to", oxigraph.put)
    home, there = Graph(load(small_file)), Endpoint(oxigraph.query)
    for query in catalogue().values():
        one, other = home.ask(query.text), there.ask(query.text)
        assert one.columns == other.columns, query.name
        assert sorted(map(str, one.rows)) == sorted(map(str, other.rows)), query.name


@pytest.mark.parametrize("shape", ["csv", "tsv", "json", "xml", "md", "table"])
def test_the_forms_of_an_answer_are_those_at_home(oxigraph: Store, small_file: Path, shape: str) -> None:
    _kg("load", small_file, "--to", oxigraph.put)
    query = "SELECT ?n WHERE { ?p a dj:Programme ; schema:name ?n } ORDER BY ?n"
    asked = ("ask", query, "-f", shape)
    assert _kg(*asked, "--endpoint", oxigraph.query) == _kg(*asked, "-g", small_file)


def test_triples_and_truth_come_as_at_home(oxigraph: Store, small_file: Path) -> None:
    _kg("load", small_file, "--to", oxigraph.put)
    made = "CONSTRUCT { ?p schema:name ?n } WHERE { ?p a dj:Programme ; schema:name ?n }"
    for query in (made, "ASK { ?p a dj:Programme }", "ASK { ?p a dj:Nothing }"):
        assert _kg("ask", query, "--endpoint", oxigraph.query) == _kg("ask", query, "-g", small_file)


def test_a_region_is_named_as_at_home(oxigraph: Store, small_file: Path) -> None:
    _kg("load", small_file, "--to", oxigraph.put)
    asked = ("ask", "programmes-of", "region=qinghe", "-f", "csv")
    assert _kg(*asked, "--endpoint", oxigraph.query) == _kg(*asked, "-g", small_file)
    told = CliRunner().invoke(
        app, ["--lang", "en", "ask", "programmes-of", "region=清合", "--endpoint", oxigraph.query]
    )
    assert told.exit_code == 2
    assert "清河县" in told.output


def test_nothing_but_reading_is_asked(oxigraph: Store) -> None:
    there = Endpoint(oxigraph.query)
    for query in ("DROP ALL", "SELECT * WHERE { SERVICE <http://localhost/> { ?s ?p ?o } }"):
        with pytest.raises(QueryError):
            there.ask(query)


def test_a_store_without_that_graph_is_asked_as_it_is(oxigraph: Store, small_file: Path) -> None:
    client = Client(oxigraph.put)
    for graph in _sizes(oxigraph):
        client.ask("DELETE", f"graph={graph}", {})
    client.ask("PUT", "default", {"Content-Type": "text/turtle"}, BytesIO(small_file.read_bytes()))
    assert Endpoint(oxigraph.query).ask("ASK { ?p a dj:Programme }").truth
    client.ask("DELETE", "default", {})


def test_the_parts_of_a_build_on_spark_are_put_alike(oxigraph: Store, small_file: Path, tmp_path: Path) -> None:
    lines = sorted("".join(nquads(load(small_file))).splitlines(keepends=True))
    (tmp_path / "quads").mkdir()
    half = len(lines) // 2
    (tmp_path / "quads" / "part-00000.nq").write_text("".join(lines[:half]), "utf-8")
    (tmp_path / "quads" / "part-00001.nq").write_text("".join(lines[half:]), "utf-8")
    put_all(lines_of(tmp_path), Client(oxigraph.put), lambda _n: None)
    assert _sizes(oxigraph) == _expected(small_file)


def test_another_real_store_takes_it_and_answers(
    virtuoso: Store, small_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(USER, "dba")
    monkeypatch.setenv(PASSWORD, "wrong")
    told = CliRunner().invoke(app, ["--lang", "en", "load", str(small_file), "--to", virtuoso.put])
    assert told.exit_code == 2
    assert USER in told.output
    monkeypatch.setenv(PASSWORD, "dba")
    for _ in range(2):
        _kg("load", small_file, "--to", virtuoso.put)
        assert _sizes(virtuoso) == _expected(small_file)
    asked = ("ask", "programmes-of", "region=清河县", "-f", "csv")
    assert _kg(*asked, "--endpoint", virtuoso.query) == _kg(*asked, "-g", small_file)


# --------------------------------------------------------------------------- what stores say otherwise


@dataclass
class Script:
    """A server that answers as it is told: ``answers`` are status and headers, one for each request; the last one stays."""

    answers: list[tuple[int, dict[str, str]]]
    asked: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def scripted() -> Iterator[Callable[..., Script]]:
    servers = []

    def make(*answers: tuple[int, dict[str, str]]) -> Script:
        script = Script(list(answers))

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _any(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                heads = {key.lower(): value for key, value in self.headers.items()}
                script.asked.append((f"{self.command} {self.path}", heads, body))
                number = min(len(script.asked), len(script.answers)) - 1
                status, headers = script.answers[number]
                words = b"" if self.command == "HEAD" else b"why  it is so"
                self.send_response(status)
                for key, value in {"Content-Length": str(len(words)), **headers}.items():
                    self.send_header(key, value)
                self.end_headers()
                self.wfile.write(words)

            do_HEAD = do_PUT = do_POST = do_GET = _any

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer((HERE, 0), Handler)
        Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        script.url = f"http://{HERE}:{server.server_port}/store"
        return script

    yield make
    for server in servers:
        server.shutdown()
        server.server_close()


def _put(script: Script, waits: list[float] | None = None) -> None:
    waited = [] if waits is None else waits
    Client(script.url, wait=waited.append).ask("PUT", "graph=g", {}, BytesIO(b"<a> <b> <c> ."))


def test_what_passes_is_tried_again_with_all_of_the_body(scripted: Callable[..., Script]) -> None:
    waits: list[float] = []
    script = scripted((503, {"Retry-After": "7"}), (500, {}), (201, {}))
    _put(script, waits)
    assert [body for _, _, body in script.asked] == [b"<a> <b> <c> ."] * 3
    assert waits == [7.0, 1.0]


def test_what_does_not_pass_is_told(scripted: Callable[..., Script]) -> None:
    script = scripted((503, {}))
    with pytest.raises(RemoteError) as told:
        _put(script)
    assert (told.value.reason, told.value.status, told.value.detail) == ("status", 503, "why it is so")
    assert len(script.asked) == 5


@pytest.mark.parametrize(
    ("status", "reason"), [(403, "denied"), (404, "nothing"), (405, "method"), (413, "large"), (400, "status")]
)
def test_what_will_not_change_is_told_at_once(scripted: Callable[..., Script], status: int, reason: str) -> None:
    script = scripted((status, {}))
    with pytest.raises(RemoteError) as told:
        _put(script)
    assert told.value.reason == reason
    assert len(script.asked) == 1


def test_a_password_is_told_only_where_it_is_asked_for(
    scripted: Callable[..., Script], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(USER, "me")
    monkeypatch.setenv(PASSWORD, "secret")
    open_ = scripted((200, {}))
    _put(open_)
    assert all("authorization" not in heads for _, heads, _ in open_.asked)
    asking = scripted((401, {"WWW-Authenticate": 'Basic realm="r"'}), (200, {}))
    _put(asking)
    assert [heads.get("authorization") for _, heads, _ in asking.asked] == [
        None,
        "Basic bWU6c2VjcmV0",
        "Basic bWU6c2VjcmV0",
    ]


def test_a_digest_is_given(scripted: Callable[..., Script], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(USER, "me")
    monkeypatch.setenv(PASSWORD, "secret")
    challenge = 'Digest realm="r", nonce="n", opaque="o", qop="auth", algorithm="MD5"'
    script = scripted((401, {"WWW-Authenticate": challenge}), (200, {}))
    _put(script)
    said = script.asked[-1][1]["authorization"]
    given = {k: a or b for k, a, b in re.findall(r'(\w+)=(?:"([^"]*)"|([^\s,]+))', said)}

    def digest(words: str) -> str:
        return md5(words.encode()).hexdigest()

    one, two = digest("me:r:secret"), digest("PUT:/store?graph=g")
    own = f"{one}:n:{given['nc']}:{given['cnonce']}:auth:{two}"
    assert given["response"] == digest(own)
    assert (given["uri"], given["opaque"]) == ("/store?graph=g", "o")


def test_a_wrong_password_is_told_before_anything_is_sent(
    scripted: Callable[..., Script], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(USER, "me")
    script = scripted((401, {"WWW-Authenticate": "Basic"}))
    with pytest.raises(RemoteError) as told:
        _put(script)
    assert told.value.reason == "denied"
    assert not any(body for _, _, body in script.asked)


def test_a_token_is_told(scripted: Callable[..., Script], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN, "abc")
    script = scripted((204, {}))
    _put(script)
    assert script.asked[0][1]["authorization"] == "Bearer abc"


def test_an_answer_that_is_none_is_told(scripted: Callable[..., Script]) -> None:
    script = scripted((200, {}))
    with pytest.raises(RemoteError) as told:
        Endpoint(script.url).ask("ASK { ?s ?p ?o }")
    assert told.value.reason == "answer"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("store", "is no address"),
        ("ftp://somewhere/x", "is no address"),
        ("http://me:secret@somewhere/x", "is no address"),
        (f"http://{HERE}:1/store", "cannot be reached"),
    ],
)
def test_an_address_that_does_not_work_is_told(
    small_file: Path, url: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.use.remote.client._TRIES", 1)
    for command in (["load", str(small_file), "--to", url], ["ask", "ASK {}", "--endpoint", url]):
        result = CliRunner().invoke(app, ["--lang", "en", *command])
        assert result.exit_code == 2
        assert told in " ".join(result.output.split())


def test_a_graph_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["--lang", "en", "load", str(tmp_path), "--to", f"http://{HERE}:1/"])
    assert result.exit_code == 2
    assert "no such graph file" in result.output
