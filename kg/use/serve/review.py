"""Review in the browser: the doubts of the graph, and decisions that go into the same file of corrections as a person's own.

Nothing is shown or written without the token, which only who started the server knows: it stands behind the # of the address, which
browsers send to nobody, and goes with each request in a header that no form and no other page can send. Whether a request comes from this
machine's names and pages the door (:mod:`kg.use.serve.app`) has asked before. What is decided is applied by the next build.
"""

from __future__ import annotations

import asyncio
import datetime
import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from html import escape
from importlib.resources import files
from pathlib import Path

from starlette.requests import Request as HttpRequest
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from kg.graph.correction import Correction, CorrectionError, parse
from kg.graph.corrections import Corrected, apply
from kg.graph.decide import POSSIBLE, addressed, append, entry
from kg.graph.store import GraphError, facts, load
from kg.model import Fact
from kg.use.reader import Reader
from kg.use.review import Doubt, asked, before, doubts
from kg.use.serve.protocol import ProtocolError, body_of

TOKEN = "x-kg-token"
MOST = 200  # doubts that are shown at once
_BODY = 65_536
_SAID = ("iri", "kind", "name", "quote", "document", "do", "to", "author", "reason")

Texts = dict[str, tuple[str, str]]
WORDS: Texts = {
    "title": ("人工核对", "Review"),
    "page": ("图谱页面", "The page"),
    "author": ("核对人", "Your name"),
    "reason": ("理由", "Reason"),
    "to": ("改为", "Change to"),
    "parts": ("各项以“；”分隔", "with ； between"),
    "accept": ("无误", "Right"),
    "reject": ("剔除", "Reject"),
    "rename": ("改名", "Rename"),
    "region": ("改地区", "Region"),
    "value": ("改数值", "Value"),
    "sector": ("改领域", "Sector"),
    "same-as": ("与此同一", "Same as"),
    "order": ("改要素顺序", "Order of parts"),
    "save": ("写入", "Write"),
    "left": ("余 {n} 处", "{n} left"),
    "find": ("查找任何工作或数据", "Find any programme or figure"),
    "found": ("找到 {n} 处", "{n} found"),
    "written": ("已写入 {file}，下次构建生效", "written to {file}; the next build applies it"),
    "token": ("请用启动时显示的完整地址打开本页", "Open this page by the whole address that was shown at the start"),
    "unmatched": (
        "没有写入：找不到所指的内容，或“改为”无法套用",
        "not written: it matches nothing or several things, or cannot be changed to that",
    ),
    "conflict": ("文件之间数值不一致", "documents disagree"),
    "parts_differ": ("文件之间要素不一致", "documents list other parts"),
    "alias": ("疑似同一工作", "may be one programme"),
    "changed": ("上次构建以来的变动", "changed since the last build"),
    "incomplete": ("要素未全部展开", "not all parts found"),
    "noregion": ("没有地区", "no region"),
    "confidence": ("置信度低", "low confidence"),
}
WHY = {"parts": "parts_differ", "region": "noregion"}


class Refused(Exception):
    """A decision that is not written: the status and why."""

    def __init__(self, status: int, message: str) -> None:
        """Answer with ``status``."""
        super().__init__(message)
        self.status = status


@dataclass(slots=True)
class Reviewing:
    """The routes of a review of ``graph``; decisions go to the file ``corrections``."""

    graph: Path
    corrections: Path
    lang: str = "zh"
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    _one: asyncio.Lock = field(default_factory=asyncio.Lock)
    _read: tuple[tuple[int, int], frozenset[Fact]] | None = None

    def routes(self) -> list[Route]:
        """Page, list and decision."""
        return [
            Route("/review", self.page),
            Route("/review/doubts", self.listed),
            Route("/review/decide", self.decided, methods=["POST"]),
        ]

    async def page(self, request: HttpRequest) -> Response:
        """The page, which holds nothing of the graph."""
        del request
        words = {key: both[self.lang == "en"] for key, both in WORDS.items()}
        data = {"words": words, "why": WHY, "possible": POSSIBLE}
        block = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
        html = (files("kg.use.serve") / "static" / "review.html").read_text("utf-8")
        shown = {"lang": "en" if self.lang == "en" else "zh-Hans", "title": words["title"]}
        for mark, text in (*shown.items(), ("page", words["page"]), ("find", words["find"])):
            html = html.replace("{{" + mark + "}}", escape(text))
        return HTMLResponse(html.replace("{{data}}", block), headers=_HEADERS)

    async def listed(self, request: HttpRequest) -> Response:
        """The doubts that nobody has decided yet, the heaviest first; or what somebody asks for (``?find=``)."""
        if not self._known(request):
            return _told(403, "token")
        try:
            async with self._one:
                found = await asyncio.to_thread(self._open, request.query_params.get("find", ""))
        except (CorrectionError, GraphError, OSError) as error:
            return _told(500, str(error))
        shown = [asdict(d) for d in found[:MOST]]
        return JSONResponse({"n": len(found), "doubts": shown}, headers=_HEADERS)

    async def decided(self, request: HttpRequest) -> Response:
        """Write one decision."""
        if not self._known(request):
            return _told(403, "token")
        try:
            said = await _said(request)
            async with self._one:
                written = await asyncio.to_thread(self._decide, said)
        except Refused as error:
            return _told(error.status, str(error))
        except (CorrectionError, GraphError, OSError) as error:
            return _told(400, str(error))
        told = {"written": written, "file": self.corrections.name}
        return JSONResponse(told, headers=_HEADERS)

    def _known(self, request: HttpRequest) -> bool:
        """Whether a request bears the token and comes from no page of another origin, allowed elsewhere or not."""
        given = request.headers.get(TOKEN, "").encode("utf-8", "replace")
        origin = request.headers.get("origin")
        own = f"http://{request.headers.get('host', '').lower()}"
        return secrets.compare_digest(given, self.token.encode()) and origin in (None, own)

    def _open(self, words: str) -> list[Doubt]:
        said = self._decisions()
        now = Reader(load(self.graph, built=True))
        if words.strip():
            return asked(now, self.lang, words)
        found = doubts(now, self.lang, before(self.graph))
        return [d for d in found if not any(_means(c, d) for c in said)]

    def _decisions(self) -> tuple[Correction, ...]:
        path = self.corrections
        try:
            return parse(path.read_text("utf-8-sig"), path) if path.is_file() else ()
        except UnicodeDecodeError as error:
            raise CorrectionError(f"{path}: {error}") from error

    def _stated(self) -> frozenset[Fact]:
        """The facts of the graph as it stands, read once."""
        now = self.graph.stat()
        if self._read is None or self._read[0] != (now.st_mtime_ns, now.st_size):
            found = frozenset(facts(load(self.graph, built=True)))
            self._read = ((now.st_mtime_ns, now.st_size), found)
        return self._read[1]

    def _decide(self, said: Mapping[str, str]) -> str:
        """The correction as it was written, after it was tried on the graph."""
        stated = self._stated()
        address = addressed(Corrected(stated, {}), said["iri"], said)
        today = datetime.datetime.now(datetime.UTC).astimezone().date().isoformat()
        signed = {"author": said["author"], "date": today, "reason": said["reason"]}
        text = entry(said["do"], address, said["to"], signed)
        (correction,) = parse(text, self.corrections)
        if apply(stated, (correction,), {}).unmatched:
            raise Refused(409, "unmatched")
        append(self.corrections, text)
        return text


async def _said(request: HttpRequest) -> dict[str, str]:
    """The fields of a decision. Raises :class:`Refused`."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise Refused(415, "POST a decision as application/json")
    try:
        body = await body_of(request, _BODY)
    except ProtocolError as error:
        raise Refused(error.status, str(error)) from error
    try:
        given = json.loads(body)
        said = {name: given.get(name, "") for name in _SAID}
        "".join(said.values()).encode("utf-8")  # nothing but text that can be written
    except (ValueError, AttributeError, TypeError, RecursionError) as error:
        raise Refused(400, "no decision") from error
    return said


def _means(correction: Correction, doubt: Doubt) -> bool:
    """Whether a correction is about the thing of a doubt."""
    if correction.iri:
        return correction.iri == doubt.iri
    fits = (
        (correction.kind, doubt.kind),
        (correction.name, doubt.name),
        (correction.quote, doubt.quote),
        (correction.document, doubt.document),
    )
    return all(words in ("", other) for words, other in fits)


_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
}


def _told(status: int, message: str) -> Response:
    return JSONResponse({"error": message}, status, headers=_HEADERS)
