"""The application: page, endpoint, editor, and review where it was asked for. Nothing that it serves can change the graph."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import socket
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request as HttpRequest
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.graph.terms import PREFIXES
from kg.use.ask.catalogue import catalogue
from kg.use.serve import protocol
from kg.use.serve.pool import Pool
from kg.use.serve.review import Reviewing
from kg.use.serve.worker import GRAPHS, Reply, Request

STATUS = {
    "ok": 200,
    "malformed": 400,
    "forbidden": 403,
    "unacceptable": 406,
    "large": 500,
    "failed": 500,
    "slow": 503,
    "died": 500,
    "busy": 503,
}
STATIC = {
    "yasgui.min.js": "text/javascript",
    "yasgui.min.css": "text/css",
    "editor.js": "text/javascript",
    "editor.css": "text/css",
    "review.js": "text/javascript",
    "review.css": "text/css",
    "yasgui-LICENSES.txt": "text/plain",
}
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'"
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the application serves. ``hosts`` are the names that it answers to, empty for any; ``queries`` the named queries as the
    editor offers them, by their names."""

    graph: Path
    triples: int
    page: Path | None = None
    timeout: float = 10.0
    limit: int = 50_000_000
    workers: int = 2
    cors: str | None = None
    hosts: frozenset[str] = frozenset(("localhost", "127.0.0.1", "::1"))
    lang: str = "zh"
    review: Reviewing | None = None
    queries: Mapping[str, str] = field(default_factory=lambda: {q.name: q.text for q in catalogue().values()})


class Door:
    """Who may come in: only a request to a name of this machine, so that a web page elsewhere cannot reach in by DNS, and
    only one that no page of another origin sends. ``hosts`` empty stands for any address, though not for any name."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str], cors: str | None) -> None:
        """Guard ``app``."""
        self.app = app
        self.hosts = hosts
        self.cors = cors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request to another name or from another origin."""
        if scope["type"] == "http":
            found: dict[bytes, list[str]] = {}
            for name, value in scope["headers"]:
                found.setdefault(name, []).append(value.decode("latin-1"))
            refused = self.refusal(
                found.get(b"host", []),
                found.get(b"origin", []),
                found.get(b"sec-fetch-site", [""])[0],
                found.get(b"sec-fetch-mode", [""])[0],
            )
            if refused is not None:
                await _plain(*refused)(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def refusal(self, hosts: list[str], origins: list[str], site: str, mode: str) -> tuple[str, int] | None:
        """Why a request is not answered, with its status."""
        if len(hosts) != 1 or not self._known(host_name(hosts[0])):
            return "this name is not served here", 421
        allowed = {f"http://{hosts[0].lower()}", self.cors}
        if any(origin.lower() not in allowed for origin in origins):
            return "another origin may not ask here", 403
        if not origins and site in ("cross-site", "same-site") and mode != "navigate":
            return "another origin may not ask here", 403
        return None

    def _known(self, name: str) -> bool:
        if self.hosts:
            return name in self.hosts
        return name in ("localhost", socket.gethostname().lower()) or _address(name)


def _address(name: str) -> bool:
    """Whether a name is an address, which no owner of a domain can point elsewhere."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def host_name(host: str) -> str:
    """The name in a Host header, without the port."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()


def loopback(host: str) -> bool:
    """Whether an address is of this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Service:
    """The routes over one pool of workers."""

    def __init__(self, settings: Settings) -> None:
        """Serve what ``settings`` say."""
        self.settings = settings
        self.pool = Pool(settings.graph, settings.workers, settings.timeout)

    @asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        """Workers live as long as the application."""
        del app
        self.pool.start()
        try:
            yield
        finally:
            await self.pool.stop()

    async def sparql(self, request: HttpRequest) -> Response:
        """The endpoint."""
        accept = request.headers.get("accept", "*/*")
        try:
            asked = await protocol.read(request)
        except protocol.ProtocolError as error:
            return _plain(str(error), error.status)
        if asked.query is None:
            return self._describe(request, accept)
        results, graphs = protocol.media_types(accept)
        limit = self.settings.limit
        query = Request(asked.query, results, graphs, limit, asked.default_graphs, asked.named_graphs)
        client = request.client.host if request.client else ""
        reply = await _while_there(request, self.pool.ask(query, client))
        told = {
            "slow": f"the query took longer than {self.settings.timeout:g} seconds and was stopped",
            "died": "the query took too much memory and was stopped",
            "busy": "too many queries wait; ask again later",
        }
        if reply is None:
            return Response(status_code=499)  # nobody is there to read it
        if reply.status in told:
            return _plain(told[reply.status], STATUS[reply.status])
        media = reply.media if "charset" in reply.media else f"{reply.media}; charset=utf-8"
        return Response(reply.body, STATUS[reply.status], media_type=media, headers=_headers())

    def _describe(self, request: HttpRequest, accept: str) -> Response:
        if "text/html" in accept:
            return RedirectResponse("/query")
        media = protocol.negotiate(accept, tuple(GRAPHS))
        if media is None:
            return _plain("the service description is RDF; accept text/turtle", 406)
        text = protocol.description(str(request.url.replace(query="")), self.settings.triples)
        if media != "text/turtle":
            store = ox.Store()
            store.load(text.encode(), format=ox.RdfFormat.TURTLE)
            data = store.dump(format=GRAPHS[media], from_graph=ox.DefaultGraph())
            return Response(data, media_type=f"{media}; charset=utf-8")
        return Response(text, media_type="text/turtle; charset=utf-8")

    async def editor(self, request: HttpRequest) -> Response:
        """The query editor with the named queries."""
        del request
        zh = self.settings.lang == "zh"
        options = "".join(
            f'<option value="{escape(q.name)}">{escape(q.name)} — {escape(q.zh if zh else q.en)}</option>'
            for q in catalogue().values()
        )
        data = {"prefixes": PREFIXES, "queries": self.settings.queries}
        # "<" as an escape: nothing in a script block can end it then
        block = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
        page = _static("editor.html").decode("utf-8")
        words = _WORDS[zh]
        for mark, text in (*words.items(), ("options", options), ("data", block)):
            page = page.replace("{{" + mark + "}}", text)
        return HTMLResponse(page, headers={**_headers(), "Content-Security-Policy": POLICY})

    async def static(self, request: HttpRequest) -> Response:
        """The editor's files."""
        name = request.path_params["name"]
        if name not in STATIC:
            return _plain("not found", 404)
        return Response(_static(name), media_type=STATIC[name], headers=_headers())

    async def page(self, request: HttpRequest) -> Response:
        """The page of the graph, or the editor where there is none."""
        del request
        if self.settings.page is None or not self.settings.page.is_file():
            return RedirectResponse("/query")
        return FileResponse(self.settings.page, media_type="text/html; charset=utf-8")

    async def graph(self, request: HttpRequest) -> Response:
        """The graph file itself."""
        del request
        return FileResponse(self.settings.graph, filename=self.settings.graph.name)


async def _while_there(request: HttpRequest, asking: Coroutine[Any, Any, Reply]) -> Reply | None:
    """The answer, or ``None`` when the client has gone before it came; the query is stopped then."""
    answer, gone = asyncio.ensure_future(asking), asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait((answer, gone), return_when=asyncio.FIRST_COMPLETED)
        return answer.result() if answer.done() else None
    finally:
        gone.cancel()
        answer.cancel()


async def _gone(request: HttpRequest) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def create_app(settings: Settings) -> Starlette:
    """The ASGI application."""
    service = Service(settings)
    middleware = [Middleware(Door, hosts=settings.hosts, cors=settings.cors)]
    if settings.cors:
        middleware.append(Middleware(CORSMiddleware, allow_origins=[settings.cors], allow_methods=["GET", "POST"]))
    routes = [
        Route("/", service.page),
        Route("/sparql", service.sparql, methods=["GET", "POST"]),
        Route("/query", service.editor),
        Route("/graph", service.graph),
        Route("/static/{name}", service.static),
    ]
    if settings.review is not None:
        routes += settings.review.routes()
    return Starlette(routes=routes, middleware=middleware, lifespan=service.lifespan)


_WORDS: dict[bool, dict[str, str]] = {
    True: {
        "lang": "zh-Hans",
        "title": "查询图谱",
        "page": "图谱页面",
        "graph": "下载图谱",
        "named": "命名查询",
        "choose": "选择一个查询……",
    },
    False: {
        "lang": "en",
        "title": "Query the graph",
        "page": "The page",
        "graph": "Download the graph",
        "named": "Named queries",
        "choose": "Choose a query …",
    },
}


def _static(name: str) -> bytes:
    return (files("kg.use.serve") / "static" / name).read_bytes()


def _headers() -> dict[str, str]:
    return {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


def _plain(message: str, status: int) -> Response:
    return Response(message + "\n", status, media_type="text/plain; charset=utf-8", headers=_headers())
