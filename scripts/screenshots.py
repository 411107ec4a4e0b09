"""Make the pictures of the README from the seeds: ``python scripts/screenshots.py``.

Needs Chromium (CHROMIUM=/path, or Debian's chromium) and CJK fonts; writes docs/images/. With a folder as its
argument it writes every view there instead, wide and on a phone, in both languages, light and dark, to be looked at;
a page as a second argument is shown in place of that of the seeds.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from kg.graph.store import load
from kg.graph.write import write_turtle
from kg.pipeline import build
from kg.text.read import read_document
from kg.use.view.page import write_page

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
Picture = tuple[str, str, int, int, str]
GAOTAI, PINGLIANG = "cn620724", "cn620800"

# name, hash, width, height, colour scheme
PICTURES = (
    ("overview", "#v=overview", 1400, 900, "light"),
    ("structure", f"#v=structure&r={GAOTAI}&n=34", 1400, 900, "light"),
    ("compare", f"#v=compare&r={GAOTAI}.{PINGLIANG}", 1400, 900, "light"),
    ("network", f"#v=network&n={GAOTAI}", 1400, 900, "light"),
    ("source", "#v=source&n=34", 1400, 900, "light"),
    ("overview-en-dark", "#v=overview&l=en", 1400, 900, "dark"),
    ("phone", f"#v=structure&r={GAOTAI}", 390, 844, "light"),
)


def seeds_page(folder: Path) -> Path:
    """The page of the seeds, built as ``kg build seeds`` does."""
    documents = [read_document(f, f.name) for f in sorted((ROOT / "seeds").glob("*.txt"))]
    write_turtle(build(documents), folder / "graph.ttl")
    page = folder / "graph.html"
    write_page(load(folder / "graph.ttl"), page, sources={d.name: d.raw for d in documents})
    return page


def shoot(browser: Browser, page_file: Path, picture: Picture, images: Path) -> Path:
    """One picture. ``n=34`` in a hash stands for the figure 34万元 of 高台县."""
    name, place, width, height, scheme = picture
    context = browser.new_context(
        viewport={"width": width, "height": height},
        offline=True,
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(page_file.as_uri() + f"#v=structure&r={GAOTAI}")
    page.wait_for_selector("html[data-ready]")
    if place.endswith("n=34"):
        page.locator("main [data-node]").filter(has_text="34万元").first.click()
        page.locator("#inspector .quote mark").first.wait_for()
        key = page.evaluate("location.hash").rpartition("n=")[2]
        place = place.removesuffix("34") + key
    page.evaluate("hash => { location.hash = hash }", place)
    view = place.split("=")[1].split("&")[0]
    page.wait_for_selector(f'html[data-ready="{view}"]')
    page.wait_for_timeout(300)
    file = images / f"{name}.png"
    page.screenshot(path=file)
    context.close()
    return file


VIEWS = ("overview", "structure", "compare", "network", "source", "queries")
PLACES = (
    *((view, f"#v={view}") for view in VIEWS),
    ("like-one", f"#v=compare&r={GAOTAI}"),
    ("pair", f"#v=compare&r={GAOTAI}.{PINGLIANG}"),
    ("lanes", f"#v=network&scope=ego&n={GAOTAI}"),
    ("path", f"#v=network&scope=path&n={GAOTAI}&to={PINGLIANG}"),
    ("atlas", "#v=network&scope=all"),
    ("alike", "#v=compare&r=cn610327.cn610331"),
    ("four", f"#v=compare&r={GAOTAI}.{PINGLIANG}.cn610327.cn610331"),
)


def every_view() -> list[Picture]:
    """Every view in every way of reading it."""
    return [
        (f"{name}-{wide}-{language}-{scheme}", f"{place}&l={language}", wide, high, scheme)
        for name, place in PLACES
        for wide, high in ((1400, 900), (390, 844))
        for language in ("zh", "en")
        for scheme in ("light", "dark")
    ]


def main(arguments: list[str]) -> int:
    """Make all pictures."""
    images = Path(arguments[0]) if arguments else IMAGES
    images.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as play:
        page_file = Path(arguments[1]) if len(arguments) > 1 else seeds_page(Path(folder))
        chromium = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
        browser = play.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for picture in every_view() if arguments else PICTURES:
            print(shoot(browser, page_file, picture, images))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
