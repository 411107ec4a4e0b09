"""Hostile inputs by the hundred thousand: ``python scripts/fuzz.py TARGET COUNT [SEED]``, or ``… TARGET COUNT --atheris``.

Targets: files (of every format, damaged), clean (from raw text to clean text and back), analysis, facts (a whole document: every
quotation equals its source), corrections, parameters (of named queries), http (raw requests to kg serve). Inputs are damaged copies
of good ones, from a seed; with ``--atheris`` (which must be installed) they are led by what of kg's code they reach. Whatever a
target raises, answers too late or quotes wrongly is told with the input that did it, and the exit code is 1.
"""

from __future__ import annotations

import contextlib
import logging
import random
import select
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

LIMIT = 20.0  # seconds that one input may take
WORDS = (
    "临泽县",
    "“枣乡红”行动",
    "推行",
    "工作法：",
    "设岗、竞岗、亮岗",
    "1.2万元",
    "同比增长",
    "12%",
    "《关于",
    "的意见》",
    "（",
    "）",
    "“",
    "”",
    "\n",
    "\n\n一、",
    "\t",
    "　　",
    "，",
    "。",
    "；",
    "、",
    "+",
    "2023年",
    "三个",
    "县委",
    "组织部",
    "\u200b",
    "\ufeff",
    "&amp;",
    "\x00",
    "\r\n",
    "１２",
    "縣",
    "%",
    "……",
    "——",
    "|",
    "高台县“三岗联创”",
    "五个一",
    "其中",
    "分别",
    "第一章",
    "来源：",
    "\U00020000",
    "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few of them changed, dropped, added, cut off or copied."""
    out = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 5, 30])):
        if not out:
            break
        at, from_ = chance.randrange(len(out)), chance.randrange(len(out))
        match chance.randrange(5):
            case 0:
                out[at] = chance.randrange(256)
            case 1:
                del out[at : at + chance.choice([1, 4, 50, 500])]
            case 2:
                out[at:at] = chance.randbytes(chance.choice([1, 4, 20]))
            case 3:
                del out[at:]
            case _:
                out[at : at + 20] = out[from_ : from_ + 20]
    return bytes(out)


def jumbled(chance: random.Random, seeds: list[str], most: int) -> str:
    """Pieces of good texts and of what texts are made of, in any order."""
    parts: list[str] = []
    for _ in range(chance.randrange(1, 9)):
        if chance.random() < 0.5:
            parts.append(chance.choice(WORDS))
        else:
            text = chance.choice(seeds)
            at = chance.randrange(len(text))
            parts.append(text[at : at + chance.randrange(1, 60)])
    return "".join(parts)[:most]


class Target:
    """What is tried: ``make`` makes an input, calling it must not raise; it answers what became of the input, for the counts."""

    def make(self, chance: random.Random) -> bytes:
        """An input."""
        raise NotImplementedError

    def __call__(self, data: bytes) -> str:
        """Try it."""
        raise NotImplementedError


class Files(Target):
    """A file of any format: read, or named."""

    def __init__(self) -> None:
        from text.mixed import KINDS

        self.names = sorted(KINDS)
        self.good = {name: make(1) for name, make in KINDS.items()}

    def make(self, chance: random.Random) -> bytes:
        number = chance.randrange(len(self.names))
        return bytes([number]) + damaged(self.good[self.names[number]], chance)

    def __call__(self, data: bytes) -> str:
        from kg.text.decode import ReadError
        from kg.text.read import How, read_bytes

        name = self.names[data[0] % len(self.names)] if data else "a.txt"
        try:
            read = read_bytes(data[1:], Path(name), name, How(seconds=LIMIT))
        except ReadError as error:
            if "longer" in error.reason:
                raise TimeoutError(error.reason) from error
            return "named"
        return "read" if read.documents else "parts named"


class Texts(Target):
    """A text, in pieces."""

    most = 240

    def __init__(self) -> None:
        self.seeds = [f.read_text("utf-8") for f in sorted((ROOT / "seeds").glob("*.txt"))]

    def make(self, chance: random.Random) -> bytes:
        return jumbled(chance, self.seeds, self.most).encode("utf-8", "replace")

    def __call__(self, data: bytes) -> str:
        return self.read(data.decode("utf-8", "replace"))

    def read(self, raw: str) -> str:
        """Try a text."""
        raise NotImplementedError


class Clean(Texts):
    """Every character of the clean text is the folded one at its place in the raw text."""

    def read(self, raw: str) -> str:
        from tests.text.test_offsets import check

        return "some" if check(raw).clean else "none"


class Analysed(Texts):
    """Every clause, pair, title, list and token lies in the text and is what it says."""

    def read(self, raw: str) -> str:
        from kg.model import Document
        from kg.syntax.analysis import analyse
        from kg.text.prepare import prepare

        text = prepare(Document("0" * 64, "a.txt", raw))
        found = analyse(text)
        size = len(text.clean)
        for a, b in zip(found.clauses, found.clauses[1:], strict=False):
            assert a.end <= b.start
        for part in (*found.clauses, *found.pairs):
            assert 0 <= part.start < part.end <= size
        for listing in found.listings:
            assert all(0 <= start <= end <= size for start, end in listing.items)
        for token in found.tokens:
            assert text.clean[token.start : token.end] == token.word
        return "some" if found.clauses else "none"


class Stated(Texts):
    """A document's facts: every quotation is what the source has at its place, and Turtle holds just the facts."""

    def read(self, raw: str) -> str:
        import pyoxigraph as ox

        from kg.graph.settle import settle
        from kg.graph.write import turtle
        from kg.model import Document
        from kg.pipeline import build_one

        facts = settle(build_one(Document("0" * 64, "a.txt", raw)))
        quotations(facts, raw)
        triples = ox.parse("".join(turtle(facts)).encode(), format=ox.RdfFormat.TURTLE)
        assert sum(1 for _ in triples) == len(facts)
        return "stated" if len(facts) > 5 else "bare"


def quotations(facts: Any, raw: str) -> None:
    """Every quotation equals the source between its offsets."""
    from kg.graph.terms import OA

    told: dict[str, dict[str, str]] = {}
    for fact in facts:
        if fact.predicate.startswith(OA):
            told.setdefault(fact.subject, {})[fact.predicate.removeprefix(OA)] = fact.object
    for said in told.values():
        assert raw[int(said["start"]) : int(said["end"])] == said["exact"]


class Corrected(Target):
    """A file of corrections: told to be unsound, or applied to a graph that stays sound."""

    def __init__(self) -> None:
        from cli.test_corrections import FIVE, TEXTS

        from kg.graph.settle import settle
        from kg.model import Document
        from kg.pipeline import build_one

        self.good = [FIVE.encode(), *(("[[correction]]" + part).encode() for part in FIVE.split("[[correction]]")[1:])]
        self.texts = TEXTS
        self.facts = settle({f for n, raw in TEXTS.items() for f in build_one(Document(n[0] * 64, n, raw))})

    def make(self, chance: random.Random) -> bytes:
        pool = [line for part in self.good for line in part.split(b"\n") if b"=" in line]
        odd = (
            b"to = nan",
            b"to = [1, 2]",
            b"to = 1e999",
            b'to = ""',
            b'do = "order"',
            b'do = "same-as"',
            b'quote = "\\u0000"',
            b'iri = "x:y"',
            b"date = 2026-13-01",
        )
        if chance.random() < 0.2:
            return damaged(chance.choice(self.good), chance)
        lines = [line for line in chance.choice(self.good[1:]).split(b"\n") if b"=" in line]
        for _ in range(chance.randrange(1, 3)):
            lines[chance.randrange(len(lines))] = chance.choice([*pool, *odd])
        told = {line.partition(b" ")[0]: line for line in lines}  # a key stands once
        return b"[[correction]]\n" + b"\n".join(told.values()) + b"\n"

    def __call__(self, data: bytes) -> str:
        from kg.graph.correction import CorrectionError, parse
        from kg.graph.corrections import apply
        from kg.graph.write import turtle

        try:
            said = parse(data.decode("utf-8", "replace"), Path("corrections.toml"))
        except CorrectionError:
            return "unsound"
        applied = apply(self.facts, said, self.texts)
        assert len(applied.unmatched) <= len(said)
        if len(applied.unmatched) == len(said):
            return "unmatched"
        "".join(turtle(applied.facts))
        return "applied"


class Parameters(Target):
    """A value of a named query: refused, or a query that holds the value as a value and nothing else."""

    def __init__(self) -> None:
        import pyoxigraph as ox

        from kg.use.ask.catalogue import catalogue

        self.queries = [q for q in catalogue().values() if q.parameters]
        self.store = ox.Store()

    def make(self, chance: random.Random) -> bytes:
        odd = (
            '"',
            "\\",
            "\n",
            "}",
            "{",
            "SERVICE <http://127.0.0.1:9/> {}",
            "?x",
            "#",
            "'",
            "\x00",
            "\\u0022",
            "-1",
            "9" * 30,
            "<",
            "%",
            "\ufffe",
            "高台县",
        )
        value = "".join(chance.choices([*odd, *WORDS], k=chance.randrange(6)))
        return bytes([chance.randrange(256)]) + damaged(value.encode() or b" ", chance)

    def __call__(self, data: bytes) -> str:
        import pyoxigraph as ox

        from kg.graph.terms import PREFIXES
        from kg.use.ask.catalogue import ParameterError
        from kg.use.ask.engines import check

        query = self.queries[(data[0] if data else 0) % len(self.queries)]
        parameter = query.parameters[0]
        value = data[1:].decode("utf-8", "replace")
        try:
            text = query.fill({parameter.name: value})
        except ParameterError:
            return "refused"
        check(text)
        self.store.query(text, prefixes=PREFIXES)
        if parameter.type != "number":
            bound = text[text.index(f"VALUES ?{parameter.name} {{") :]
            alone = bound[: bound.index("}", len(_literal(value)) + len(parameter.name) + 11) + 1]
            (row,) = self.store.query(f"SELECT * {{ {alone} }}")  # type: ignore[misc]
            assert isinstance(row, ox.QuerySolution)
            assert row[0] == ox.Literal(value)
        return "asked"


def _literal(value: str) -> str:
    from kg.use.ask.catalogue import literal

    return literal(value)


class Http(Target):
    """Raw bytes to the server: an answer that is no error of the server, or the end of the connection, and a good client is answered."""

    def __init__(self) -> None:
        import pyoxigraph as ox
        import uvicorn

        from kg.graph.store import load
        from kg.use.serve import app as serving
        from kg.use.serve.patience import Impatient
        from kg.use.serve.worker import answer

        store: ox.Store = load(ROOT / "tests" / "use" / "small.ttl")

        class Here:
            """Answers in this process: what is tried is everything before the workers."""

            def __init__(self, *_: object) -> None:
                self.start = lambda: None

            async def stop(self) -> None:
                pass

            async def ask(self, query: Any, client: str) -> Any:
                del client
                return answer(store, query)

        serving.Pool = Here  # type: ignore[assignment, misc]
        with socket.socket() as bound:
            bound.bind(("127.0.0.1", 0))
            self.port = int(bound.getsockname()[1])
        app = serving.create_app(serving.Settings(ROOT / "tests" / "use" / "small.ttl", 1))
        config = uvicorn.Config(app, port=self.port, log_level="critical", lifespan="on", http=Impatient)
        threading.Thread(target=uvicorn.Server(config).run, daemon=True).start()
        for _ in range(200):
            with contextlib.suppress(OSError):
                if self.said(self.good[0]).startswith(b"HTTP/1.1 200"):
                    break
            time.sleep(0.05)
        self.tried = 0

    good = (
        b"GET /sparql?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%203 HTTP/1.1\r\nHost: localhost\r\nAccept: text/csv\r\nConnection: close\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 31\r\nConnection: close\r\n\r\nquery=ASK%20%7B%7D&named-graph-uri=",
        b"POST /sparql?default-graph-uri=http%3A%2F%2Fx%2F HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: 7\r\nAccept: */*;q=0.1\r\nOrigin: http://localhost\r\nConnection: close\r\n\r\nASK {}\n",
        b"GET /query HTTP/1.1\r\nHost: [::1]:8000\r\nSec-Fetch-Site: cross-site\r\nConnection: close\r\n\r\n",
        b"GET /static/editor.js HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-9\r\nConnection: close\r\n\r\n",
        b"POST /review/decide HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}",
    )

    def said(self, data: bytes) -> bytes:
        """The first line of the answer, and all that follows until the connection ends."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=LIMIT) as to:
            answer = b""
            with contextlib.suppress(ConnectionError):
                to.sendall(data)
                if not select.select([to], [], [], 0.03)[0]:
                    _no_more(to)  # it waits for more
                while piece := to.recv(65536):
                    answer += piece
                    if not select.select([to], [], [], 0.01)[0]:
                        _no_more(to)  # it would wait for the next request
        return answer

    def make(self, chance: random.Random) -> bytes:
        return damaged(chance.choice(self.good), chance)

    def __call__(self, data: bytes) -> str:
        line = self.said(data)[:12]
        self.tried += 1
        if self.tried % 500 == 0:
            assert self.said(self.good[0]).startswith(b"HTTP/1.1 200"), "a good client waits"
        status = line[9:12].decode("ascii", "replace")
        assert not status.startswith("5"), line
        return status or "closed"


def _no_more(to: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it may be closed by now
        to.shutdown(socket.SHUT_WR)


TARGETS: dict[str, Callable[[], Target]] = {
    "files": Files,
    "clean": Clean,
    "analysis": Analysed,
    "facts": Stated,
    "corrections": Corrected,
    "parameters": Parameters,
    "http": Http,
}


LED = ("kg.text", "kg.syntax", "kg.graph.correction", "kg.graph.corrections", "kg.use.ask", "kg.use.serve")
"""The code by which atheris is led."""


def led(target: str, count: int) -> None:
    """Let atheris lead: inputs that reach new code of kg are kept and changed on."""
    import atheris  # type: ignore[import-not-found, unused-ignore]

    with atheris.instrument_imports(include=list(LED)):
        tried = TARGETS[target]()
        tried(tried.make(random.Random(1)))  # what it imports is led by too
    chance, corpus = random.Random(0), Path(tempfile.mkdtemp(prefix="kg-corpus-"))
    for n in range(200):
        (corpus / str(n)).write_bytes(tried.make(chance))
    atheris.Setup(
        [sys.argv[0], f"-atheris_runs={count}", f"-timeout={int(LIMIT)}", str(corpus)],
        lambda data: tried(data) and None,
    )
    atheris.Fuzz()


def main() -> None:
    """Try, and tell the counts."""
    logging.disable(logging.CRITICAL)
    name, count = sys.argv[1], int(sys.argv[2])
    if "--atheris" in sys.argv:
        led(name, count)
        return
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    target, chance = TARGETS[name](), random.Random(seed)
    said: Counter[str] = Counter()
    wrong, slowest, began = 0, 0.0, time.monotonic()
    for _ in range(count):
        data, start = target.make(chance), time.monotonic()
        try:
            said[target(data)] += 1
        except Exception as error:  # noqa: BLE001 - what this looks for
            wrong += 1
            if wrong <= 20:
                print(f"✗ {type(error).__name__}: {str(error)[:200]}\n  {data[:600]!r}", flush=True)
        slowest = max(slowest, time.monotonic() - start)
    told = ", ".join(f"{n} {what}" for what, n in sorted(said.items()))
    spent = time.monotonic() - began
    print(f"{name}, seed {seed}: {count} inputs, {wrong} wrong; {told}; slowest {slowest:.2f} s; {spent:.0f} s")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
