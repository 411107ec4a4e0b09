"""The SPARQL 1.1 Protocol: what a request asks for, in which media type, and what the service is."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs

import pyoxigraph as ox
from starlette.requests import Request as HttpRequest

from kg.use.serve.patience import SECONDS
from kg.use.serve.worker import GRAPHS, RESULTS

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
BODY_LIMIT = 1_000_000
ALIASES = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "application/x-turtle": "text/turtle",
    "text/plain": "application/n-triples",
}


class ProtocolError(Exception):
    """A request that is not one of the protocol: the HTTP status and what to say."""

    def __init__(self, status: int, message: str) -> None:
        """Answer with ``status``."""
        self.status = status
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the graphs that it is to read; ``query`` is ``None`` for the service description."""

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


async def read(request: HttpRequest) -> Asked:
    """Read a request by GET, by URL-encoded POST or by direct POST. Raises :class:`ProtocolError`."""
    in_url = _fields(request.url.query)
    if request.method != "POST":
        return _asked(in_url, needed=False)
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media not in (FORM, QUERY, UPDATE):
        raise ProtocolError(415, f"POST a query as {FORM} or {QUERY}")
    if media == UPDATE:
        raise ProtocolError(403, "updates are not allowed: this endpoint is read only")
    body = await _body(request)
    if media == FORM:
        return _asked(_fields(body), needed=True)
    return _asked({**in_url, "query": [body]}, needed=True)


async def body_of(request: HttpRequest, most: int) -> bytes:
    """The body of a request. Raises :class:`ProtocolError` where it is longer, or not said in time."""
    said = b""
    try:
        async with asyncio.timeout(SECONDS):
            async for part in request.stream():
                said += part
                if len(said) > most:
                    raise ProtocolError(413, f"a request may have {most} bytes at most")
    except TimeoutError as error:
        raise ProtocolError(408, "the request did not come in time") from error
    return said


async def _body(request: HttpRequest) -> str:
    try:
        return (await body_of(request, BODY_LIMIT)).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProtocolError(400, "the query is not UTF-8") from error


def _fields(text: str) -> dict[str, list[str]]:
    try:
        return parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    except (UnicodeDecodeError, ValueError) as error:
        raise ProtocolError(400, "the parameters cannot be read") from error


def _asked(fields: dict[str, list[str]], *, needed: bool) -> Asked:
    if "update" in fields:
        raise ProtocolError(403, "updates are not allowed: this endpoint is read only")
    queries = fields.get("query", [])
    if len(queries) > 1:
        raise ProtocolError(400, "one query at a time: the parameter query is given more than once")
    if not queries and needed:
        raise ProtocolError(400, "the parameter query is missing")
    return Asked(
        queries[0] if queries else None, _graphs(fields, "default-graph-uri"), _graphs(fields, "named-graph-uri")
    )


def _graphs(fields: dict[str, list[str]], name: str) -> tuple[str, ...]:
    """The graphs that a parameter names; each must be an absolute IRI."""
    for value in fields.get(name, ()):
        try:
            ox.NamedNode(value)
        except ValueError as error:
            raise ProtocolError(400, f"the parameter {name} is no absolute IRI") from error
    return tuple(fields.get(name, ()))


def negotiate(accept: str, offered: Sequence[str]) -> str | None:
    """The offered media type that the Accept header likes best, the earlier one of equals; ``None``: none."""
    ranges = [_range(r) for r in accept.split(",") if r.strip()] or [("*/*", 1.0)]
    best, liked = None, 0.0
    for media in offered:
        quality = _quality(media, ranges)
        if quality > liked:
            best, liked = media, quality
    return best


def _quality(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The quality that the most exact range gives; ``text/*`` is no wish for CSV or Turtle in particular."""
    kind = media.partition("/")[0]
    for wanted in (media, f"{kind}/*", "*/*"):
        found = [q for r, q in ranges if ALIASES.get(r, r) == wanted]
        if found:
            return max(found)
    return 0.0


def _range(text: str) -> tuple[str, float]:
    media, *parameters = (p.strip().lower() for p in text.split(";"))
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                quality = min(max(float(value), 0.0), 1.0)
            except ValueError:
                quality = 0.0
    return media, quality


def media_types(accept: str) -> tuple[str | None, str | None]:
    """The media types for rows and for triples."""
    return negotiate(accept, tuple(RESULTS)), negotiate(accept, tuple(GRAPHS))


def description(endpoint: str, triples: int) -> str:
    """The SPARQL 1.1 Service Description in Turtle."""
    formats = "".join(
        f"    sd:resultFormat <http://www.w3.org/ns/formats/{f}> ;\n"
        for f in (
            "SPARQL_Results_JSON",
            "SPARQL_Results_XML",
            "SPARQL_Results_CSV",
            "SPARQL_Results_TSV",
            "Turtle",
            "N-Triples",
            "RDF_XML",
            "JSON-LD",
        )
    )
    return (
        "@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .\n"
        "@prefix void: <http://rdfs.org/ns/void#> .\n\n"
        f"<{endpoint}> a sd:Service ;\n    sd:endpoint <{endpoint}> ;\n"
        f"    sd:supportedLanguage sd:SPARQL11Query ;\n{formats}"
        f"    sd:defaultDataset <{endpoint}#dataset> .\n\n"
        f"<{endpoint}#dataset> a sd:Dataset ;\n    sd:defaultGraph <{endpoint}#graph> .\n\n"
        f"<{endpoint}#graph> a sd:Graph ;\n    void:triples {triples} .\n"
    )
