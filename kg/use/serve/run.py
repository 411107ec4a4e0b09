"""Start the server: check the port, find or make the page, say where everything is."""

from __future__ import annotations

import errno
import signal
import socket
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import NoReturn

import uvicorn

from kg.graph.correction import FILE
from kg.graph.store import load
from kg.text.kept import KeptTexts
from kg.use.ask.catalogue import catalogue
from kg.use.ask.examples import examples
from kg.use.messages import text
from kg.use.serve.app import Settings, create_app, loopback
from kg.use.serve.patience import Impatient
from kg.use.serve.review import Reviewing
from kg.use.terminal import done, note, problem
from kg.use.view.page import write_page

_GRACE = 2  # seconds in which running answers may end when the server is told to
ANY = ("0.0.0.0", "::")


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for."""

    graph: Path
    host: str
    port: int
    timeout: float
    limit: int
    cors: str | None
    page: Path | None
    review: bool = False
    corrections: Path | None = None


def serve_graph(options: Options, lang: str) -> bool:
    """Serve until interrupted; ``False`` where the port is taken or the address is not of this machine."""
    signal.signal(signal.SIGTERM, _leave)
    try:
        bound = _bind(options.host, options.port)
    except OSError as error:
        key = "busy" if error.errno == errno.EADDRINUSE else "bind"
        told = {"host": options.host, "port": options.port, "reason": error.strerror or error}
        problem(text(key, lang, **told))
        return False
    host = f"[{options.host}]" if ":" in options.host else options.host
    url = f"http://{host}:{bound.getsockname()[1]}/"
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        chosen = settings(options, lang, Path(folder))
        app = create_app(chosen)
        if not loopback(options.host):
            note(text("open", lang, host=options.host))
        for key, path in (("serving", ""), ("endpoint", "sparql"), ("editor", "query")):
            done(text(key, lang, url=url + path))
        if chosen.review is not None:
            path = f"review#token={chosen.review.token}"
            done(text("reviewing", lang, url=url + path, path=chosen.review.corrections))
        config = uvicorn.Config(
            app, log_level="warning", lifespan="on", timeout_graceful_shutdown=_GRACE, http=Impatient, ws="none"
        )
        server = uvicorn.Server(config)
        server.run(sockets=[bound])
    return True


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    """End in good order: the server has ended its workers, and the folder of its page goes with the block."""
    del number, frame
    raise SystemExit(0)


def settings(options: Options, lang: str, folder: Path) -> Settings:
    """The settings of the application; a page that is not there yet is written into ``folder``."""
    store = load(options.graph)
    page = options.page or options.graph.with_suffix(".html")
    if not page.is_file() and options.page is None:
        page = folder / "graph.html"
        write_page(store, page, sources=KeptTexts(options.graph.parent / "texts"))
    file = options.corrections or options.graph.parent / FILE
    values = examples(store)
    known = {"localhost", "127.0.0.1", "::1", options.host}
    return Settings(
        graph=options.graph,
        triples=len(store),
        page=page,
        timeout=options.timeout,
        limit=options.limit,
        cors=options.cors,
        hosts=frozenset() if options.host in ANY else frozenset(known),
        lang=lang,
        review=Reviewing(options.graph, file, lang) if options.review else None,
        queries={q.name: q.fill(values.get(q.name, {})) for q in catalogue().values()},
    )


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError:
        bound.close()
        raise
    return bound
