"""Measure the page beside pyvis as it comes and sigma: ``python scripts/bench_view.py [--write] [sizes …]``.

One run makes the whole table, which ``--write`` puts into docs/bench-view.md: size of the file, seconds from opening to the first stable picture,
processor time a frame while panning (``frame_cost.py``), and how much more memory the browser holds than with an empty page. Needs Chromium and,
for sigma, npm (its two packages are fetched into a temporary folder). Compare inside one table only.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pyoxigraph as ox
from frame_cost import Cost, below, frame_cost
from playwright.sync_api import Error, sync_playwright
from pyvis.network import Network

from kg.graph.store import load
from kg.graph.write import write_turtle
from kg.pipeline import build
from kg.text.read import read_document
from kg.use.view.columns import Builder, Columns
from kg.use.view.page import write_page
from kg.use.view.reading import read_graph
from kg.use.view.words import TYPES
from synthetic_graph import synthetic

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "docs" / "bench-view.md"
REPORTS = 1000  # invented ones in the page of many reports, of EACH nodes
EACH = 25
SIZES = (1_000, 5_000, 20_000, 100_000)
PATIENCE = 120  # seconds after which there is no picture
ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-gpu"]
SOFTWARE_GL = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
COLOURS = ("#1f4e79", "#0a6b5d", "#a85600", "#2b8577", "#6b4596", "#a32a20")


class Case(NamedTuple):
    """One way of showing a graph: how its file is written, and when its picture stands."""

    name: str
    write: Callable[[Columns, ox.Store, dict[str, str], Path], None]
    place: str
    stable: str
    surface: str
    most: int
    arguments: list[str]


class Result(NamedTuple):
    """What was measured; ``search`` in milliseconds where there is one."""

    megabytes: float
    seconds: float | None
    frame: Cost | None
    memory: float | None
    search: float | None


def write_ours(_: Columns, store: ox.Store, texts: dict[str, str], path: Path) -> None:
    """This project's page, without comparisons: in the invented graph almost all programmes are alike."""
    write_page(store, path, sources=texts, queries=[], compare=False)


def write_pyvis(columns: Columns, _: ox.Store, __: dict[str, str], path: Path) -> None:
    """pyvis as its own documentation uses it, the library inside the page."""
    network = Network(directed=True, cdn_resources="in_line")
    for node in columns.drawn:
        network.add_node(node, label=columns.names[node], group=TYPES[columns.types[node]].key)
    for source, target in columns.links:
        network.add_edge(source, target)
    path.write_text(network.generate_html(notebook=False), encoding="utf-8")


SIGMA_PAGE = """<!doctype html><meta charset="utf-8"><style>html,body,#stage{{margin:0;height:100%}}</style>
<div id="stage"></div><script>{graphology}</script><script>{sigma}</script><script>
const graph = new graphology.DirectedGraph();
const data = {data};
for (const [id, label, x, y, color] of data.nodes) graph.addNode(id, {{ label, x, y: -y, size: 3, color }});
for (const [a, b] of data.edges) graph.mergeEdge(a, b, {{ size: 0.5, color: "#ccc" }});
const view = new Sigma(graph, document.getElementById("stage"));
view.once("afterRender", () => {{ window.drawn = true; }});
view.refresh();
</script>"""


def fetch_sigma(folder: Path) -> dict[str, str] | None:
    """The scripts of sigma and graphology from npm, or nothing where npm is missing."""
    if shutil.which("npm") is None:
        return None
    scripts = {}
    for package, member in (("sigma@3", "sigma.min.js"), ("graphology", "graphology.umd.min.js")):
        told = subprocess.run(["npm", "pack", "--silent", package], cwd=folder, capture_output=True, check=False)
        if told.returncode:
            return None
        with tarfile.open(folder / told.stdout.decode().strip().splitlines()[-1]) as archive:
            inside = archive.extractfile(f"package/dist/{member}")
            assert inside
            scripts[package.split("@")[0]] = inside.read().decode("utf-8")
    return scripts


def sigma_writer(scripts: dict[str, str]) -> Callable[[Columns, ox.Store, dict[str, str], Path], None]:
    """A writer of sigma's page with the same nodes at the same places."""

    def write(columns: Columns, _: ox.Store, __: dict[str, str], path: Path) -> None:
        nodes = [
            [n, columns.names[n], *columns.place[n], COLOURS[columns.types[n] % len(COLOURS)]] for n in columns.drawn
        ]
        data = json.dumps({"nodes": nodes, "edges": columns.links}, ensure_ascii=False)
        safe = {k: v.replace("</script", "<\\/script") for k, v in scripts.items()}
        path.write_text(SIGMA_PAGE.format(data=data.replace("<", "\\u003c"), **safe), encoding="utf-8")

    return write


def resident(root: int) -> float:
    """Megabytes that a process and everything below it hold for themselves (their proportional share)."""
    total = 0
    for at in below(root):
        try:
            rollup = Path(f"/proc/{at}/smaps_rollup").read_text()
        except OSError:
            continue
        total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return total / 1024


def search(page: Any) -> float | None:
    """The slowest of four searches in milliseconds, where the page has a search."""
    if page.locator("#query").count() == 0:
        return None
    took = []
    for query in ("gtx", "服务", "100", "示范点"):
        page.fill("#query", query)
        page.wait_for_timeout(400)
        took.append(float(page.locator("#results").get_attribute("data-took") or 0))
    return max(took)


def measure(case: Case, file: Path, chromium: str) -> Result:
    """Open a file three times in a fresh browser and measure; seconds are the median."""
    size = file.stat().st_size / 1e6
    seconds: list[float] = []
    frame = memory = found = None
    with sync_playwright() as play:
        for round_ in range(3 if file.stat().st_size < 20e6 else 1):
            server = play.chromium.launch(executable_path=chromium, args=case.arguments)
            pid = _pid_of()
            page = server.new_context(viewport={"width": 1400, "height": 900}, offline=True).new_page()
            page.goto("about:blank")
            before = resident(pid) if pid else 0.0
            begun = time.monotonic()
            try:
                page.goto(file.as_uri() + case.place, wait_until="commit")
                page.wait_for_function(case.stable, timeout=PATIENCE * 1000, polling=50)
            except Error:
                server.close()
                return Result(size, None, None, None, None)
            page.evaluate("() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")
            seconds.append(time.monotonic() - begun)
            if round_ == 0:
                memory = resident(pid) - before if pid else None
                found = search(page)
                frame = frame_cost(page, case.surface, pid) if case.surface else None
            server.close()
    return Result(size, statistics.median(seconds), frame, memory, found)


def _pid_of() -> int | None:
    """The newest browser process that this one has started."""
    newest = None
    for pid in below(os.getpid()):
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if "--remote-debugging-pipe" in command and "--type=" not in command:
            newest = max(newest or 0, pid)
    return newest


def cases(folder: Path) -> list[Case]:
    """What is compared."""
    ready = "() => document.documentElement.dataset.ready"
    drawn = "() => document.getElementById('canvas')?.dataset.drawn"
    listed = [
        Case("this page, overview", write_ours, "", ready, "", 10**9, ARGUMENTS),
        Case("this page, network", write_ours, "#v=network", drawn, "#canvas", 10**9, ARGUMENTS),
        Case(
            "pyvis 0.3.2 as it comes",
            write_pyvis,
            "",
            "() => typeof network !== 'undefined' && network?.physics?.stabilized",
            "#mynetwork",
            5_000,
            ARGUMENTS,
        ),
    ]
    scripts = fetch_sigma(folder)
    if scripts:
        stage = Case("sigma 3", sigma_writer(scripts), "", "() => window.drawn", "#stage", 10**9, [])
        listed.append(stage._replace(arguments=[*ARGUMENTS, *SOFTWARE_GL]))
    return listed


def shown(result: Result | None) -> str:
    """A cell of the table."""
    if result is None:
        return "–"
    if result.seconds is None:
        return f"{result.megabytes:.1f} / none in {PATIENCE} s"
    frame = "–" if result.frame is None else told(result.frame)
    memory = "–" if result.memory is None else f"{result.memory:.0f}"
    found = "" if result.search is None else f" / {result.search:.0f} ms"
    return f"{result.megabytes:.1f} / {result.seconds:.1f} / {frame} / {memory}{found}"


def told(cost: Cost) -> str:
    """A cost of frames."""
    return f"{cost.main:.0f} ({cost.whole:.0f})"


def of_own_texts(folder: Path) -> tuple[str, Path]:
    """The page of the seeds and of the open texts of the gold, built as ``kg build`` does."""
    texts = [*(ROOT / "tests" / "gold").glob("open*/*.txt"), *(ROOT / "seeds").glob("*.txt")]
    documents = [read_document(f, f.name) for f in sorted(texts)]
    write_turtle(build(documents), folder / "graph.ttl")
    page = folder / "own.html"
    write_page(load(folder / "graph.ttl"), page, sources={d.name: d.raw for d in documents})
    return f"{len(documents)} reports (seeds and gold)", page


def of_many_reports(folder: Path) -> tuple[str, Path]:
    """The page of many invented reports with their comparisons."""
    store, texts = synthetic(REPORTS * EACH, EACH)
    page = folder / "reports.html"
    write_page(store, page, sources=texts)
    return f"{len(texts):,} reports (invented)", page


def of_reports(name: str, file: Path, chromium: str) -> str:
    """A row: size, seconds to the overview, from there to comparison and network, what a frame costs while panning, all measured thrice."""
    rows: list[list[float]] = []
    with sync_playwright() as play:
        for _ in range(3):
            server = play.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            pid = _pid_of()
            page = server.new_context(viewport={"width": 1400, "height": 900}, offline=True).new_page()
            begun = time.monotonic()
            page.goto(file.as_uri(), wait_until="commit")
            page.wait_for_selector("html[data-took]")
            took = [time.monotonic() - begun]
            for view in ("compare", "network&scope=all"):
                begun = time.monotonic()
                page.evaluate("hash => { location.hash = hash }", f"#v={view}")
                page.wait_for_selector(f'html[data-ready="{view.partition("&")[0]}"]')
                took.append(time.monotonic() - begun)
            page.wait_for_timeout(300)
            rows.append([*took, *frame_cost(page, "#canvas", pid)])
            server.close()
    opened, compared, drawn, main, whole = (statistics.median(column) for column in zip(*rows, strict=True))
    size = file.stat().st_size / 1e6
    return f"| {name} | {size:.1f} | {opened:.1f} | {compared:.1f} | {drawn:.1f} | {told(Cost(main, whole))} |"


def beside_others(sizes: list[int], chromium: str) -> list[str]:
    """The table of this page and the others."""
    rows: dict[str, list[str]] = {}
    with TemporaryDirectory() as name:
        folder = Path(name)
        compared = cases(folder)
        for size in sizes:
            store, texts = synthetic(size)
            columns = Builder(read_graph(store), texts).build()
            written: dict[object, Path] = {}
            for number, case in enumerate(compared):
                file = written.get(case.write, folder / f"{size}-{number}.html")
                if size <= case.most and not file.exists():
                    case.write(columns, store, texts, file)
                    written[case.write] = file
                result = measure(case, file, chromium) if size <= case.most else None
                rows.setdefault(case.name, []).append(shown(result))
                print(f"{size:>7} {case.name}: {rows[case.name][-1]}", file=sys.stderr, flush=True)
    return [
        "MB / seconds to the first stable picture / milliseconds a frame while dragged / extra MB of memory / search",
        "",
        "| | " + " | ".join(f"{s:,} nodes" for s in sizes) + " |",
        "|---" * (len(sizes) + 1) + "|",
        *(f"| {name} | " + " | ".join(told) + " |" for name, told in rows.items()),
        "",
        "Above 5,000 nodes the network of this page shows one region at a time; the others draw everything. These pages hold no comparisons.",
    ]


def main(arguments: list[str]) -> int:
    """Measure, and print the tables as Markdown or write them."""
    sizes = [int(a) for a in arguments if a.isdigit()] or list(SIZES)
    chromium = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
    with TemporaryDirectory() as name:
        pages = [of_own_texts(Path(name)), of_many_reports(Path(name))]
        reports = [of_reports(words, file, chromium) for words, file in pages]
    told = [
        "# The page in the browser",
        "",
        "Made by `make bench-view WRITE=--write` in headless Chromium without a GPU. Compare inside one table only: the numbers belong to one machine and its load.",
        "",
        "What a frame costs is processor time, which a busy machine does not change much: of the page's main thread, and in brackets of all threads of the browser (`scripts/frame_cost.py`). 33 ms are 30 frames a second, 17 ms are 60.",
        "",
        "## Reports",
        "",
        "Seconds from opening to the overview, and from there to the comparison of all regions and to the network; milliseconds a frame while it is dragged.",
        "",
        "| | MB | overview | comparison | network | ms a frame |",
        "|---|---|---|---|---|---|",
        *reports,
        "",
        "## Beside others",
        "",
        *beside_others(sizes, chromium),
    ]
    text = "\n".join(told) + "\n"
    if "--write" in arguments:
        TABLE.write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
