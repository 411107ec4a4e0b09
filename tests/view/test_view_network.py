"""The network in a real Chromium: what is drawn where, dragged, opened, named; labels never over each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from frame_cost import frame_cost

from kg.use.view.network import write_plain
from kg.use.view.page import write_page
from view.view_pages import ARGUMENTS, Opener, chromium, hostile_store, labels, overlaps, settled

pytestmark = pytest.mark.browser


def test_an_address_comes_back_close_to_what_was_opened(seeds_page: Path, open_page: Opener) -> None:
    opened = open_page(seeds_page, "#v=network&x=cn620724")
    page = opened.page
    page.wait_for_function("() => document.getElementById('canvas')?.kgLabels?.length")
    box = page.locator("#canvas").bounding_box()
    x, y = page.evaluate("() => document.getElementById('canvas').kgSpot('cn620724')")
    assert abs(x - box["width"] / 2) < 2
    assert abs(y - box["height"] / 2) < 2
    opened.check()


@pytest.mark.parametrize(
    "scope", ["", "&scope=all", "&scope=seat&r=cn620724", "&scope=ego&n=cn620724", "&scope=path&n=cn620724&to=cn620800"]
)
def test_network(scope: str, seeds_page: Path, open_page: Opener) -> None:
    opened = open_page(seeds_page, "#v=network" + scope)
    page = opened.page
    page.wait_for_selector("#canvas[data-drawn]")
    assert int(page.locator("#canvas").get_attribute("data-drawn")) > 2
    assert overlaps(labels(page)) == 0
    page.locator("details.card > summary").click()
    page.locator("details.card tbody tr").nth(1).wait_for()
    page.locator("#canvas").focus()
    page.keyboard.press("+")
    page.keyboard.press("ArrowLeft")
    assert overlaps(labels(page)) == 0
    opened.check()


def spot(page: Any, key: str) -> tuple[float, float]:
    """Where a node of the picture stands on the screen."""
    box = page.locator("#canvas").bounding_box()
    x, y = page.evaluate("key => document.getElementById('canvas').kgSpot(key)", key)
    return box["x"] + x, box["y"] + y


@pytest.mark.parametrize("wide", [1400, 390])
def test_lanes_share_the_width_that_there_is(wide: int, seeds_page: Path, open_page: Opener) -> None:
    """Their labels are cut by no edge, also beside the open inspector; on a phone the panel waits until it is asked for."""
    opened = open_page(seeds_page, "#v=network&scope=ego&n=cn620724", viewport={"width": wide, "height": 844})
    page = opened.page
    page.wait_for_function("() => document.getElementById('canvas')?.kgLabels?.length > 10")
    assert page.locator("#inspector").is_visible() == (wide > 1020)
    settled(page)
    room = page.locator("#canvas").bounding_box()["width"]
    boxes = labels(page)
    assert overlaps(boxes) == 0
    if wide > 390:  # on a phone the lanes are wider than the screen and are dragged
        assert max(box["x"] + box["w"] for box in boxes) <= room
    assert min(box["x"] for box in boxes) >= 0
    if wide == 390:
        opened.go("#v=overview", "overview")
        opened.go("#v=network&scope=ego&n=cn620724", "network")
        assert page.locator("#inspector").is_hidden()  # the way back fires two events
        settled(page)
        x, y = page.evaluate("() => document.getElementById('canvas').kgSpot('cn620724')")
        page.locator("#canvas canvas").click(position={"x": x, "y": y})
        page.locator("#inspected").wait_for()
    else:
        page.locator("#close").click()
        settled(page)
        wider = labels(page)
        assert max(box["x"] + box["w"] for box in wider) > room
        assert overlaps(wider) == 0
    opened.check()


def test_a_large_picture_is_dragged_as_a_still(open_page: Opener, tmp_path: Path) -> None:
    from synthetic_graph import synthetic

    store, texts = synthetic(1000)
    write_page(store, tmp_path / "thousand.html", sources=texts, queries=[], compare=False)
    opened = open_page(tmp_path / "thousand.html", "#v=network&scope=all")
    page = opened.page
    page.wait_for_function("() => document.getElementById('canvas').kgDrawings > 0")
    box = page.locator("#canvas").bounding_box()
    key = "cn110021"
    spot = "key => document.getElementById('canvas').kgSpot(key)"
    before = page.evaluate(spot, key)
    drawings = "() => document.getElementById('canvas').kgDrawings"
    drawn = page.evaluate(drawings)
    x, y = box["x"] + 12, box["y"] + box["height"] - 12
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(30):
        page.mouse.move(x + step * 6, y - step * 3)
    assert page.evaluate(drawings) - drawn <= 3
    shown = page.evaluate(
        """() => { const c = document.querySelector('#canvas canvas');
        return c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some((v, k) => k % 4 === 3 && v > 0); }"""
    )
    assert shown
    page.mouse.up()
    settled(page)
    after = page.evaluate(spot, key)
    assert [round(b - a) for a, b in zip(before, after, strict=True)] == [174, -87]
    assert overlaps(labels(page)) == 0
    opened.check()


def test_a_node_of_a_large_picture_is_moved_over_a_still(many_page: Path, open_page: Opener) -> None:
    opened = open_page(many_page, "#v=network&scope=all")
    page = opened.page
    page.wait_for_function("() => document.getElementById('canvas').kgDrawings > 0")
    drawings = "() => document.getElementById('canvas').kgDrawings"
    x, y = spot(page, "cn620724")
    box = page.locator("#canvas").bounding_box()

    def ink(at_x: float, at_y: float) -> int:
        """How dark the spot is, 0 to 765: the mark of a place is, the ground is not."""
        return page.evaluate(
            """([x, y]) => { const c = document.querySelector('#canvas canvas'), d = c.width / c.clientWidth;
            const copy = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
            copy.drawImage(c, -x * d, -y * d);
            const [r, g, b, a] = copy.getImageData(0, 0, 1, 1).data; return a ? 765 - r - g - b : 0; }""",
            [at_x - box["x"], at_y - box["y"]],
        )

    page.mouse.move(x, y)
    page.mouse.down()
    settled(page)
    drawn = page.evaluate(drawings)
    dark = ink(x, y)
    to = (box["x"] + 40, box["y"] + box["height"] - 40)  # where nothing stands
    assert ink(*to) < dark / 4
    for step in range(1, 11):
        page.mouse.move(x + (to[0] - x) * step / 10, y + (to[1] - y) * step / 10)
        settled(page)
    assert page.evaluate(drawings) - drawn == 1
    assert ink(*to) > 0.9 * dark
    assert ink(x, y) < dark / 2
    page.mouse.up()
    settled(page)
    assert page.evaluate(drawings) - drawn == 2
    assert [round(v) for v in spot(page, "cn620724")] == [round(v) for v in to]
    assert ink(*to) > 0.9 * dark
    assert overlaps(labels(page)) == 0
    opened.check()


def test_a_frame_of_a_large_picture_is_cheap(many_page: Path, open_page: Opener) -> None:
    """Some 3,000 nodes: a frame while they are dragged takes the page's main thread less than half of one that draws them anew."""
    opened = open_page(many_page, "#v=network&scope=all")
    page = opened.page
    page.wait_for_function("() => document.getElementById('canvas').kgDrawings > 0")
    assert int(page.locator("#canvas").get_attribute("data-drawn") or 0) > 3000
    dragged, anew = (frame_cost(page, "#canvas", None, zoomed=zoomed).main for zoomed in (False, True))
    assert dragged < anew / 2
    opened.check()


def test_a_double_click_opens_a_county_and_then_its_programme(seeds_page: Path, open_page: Opener) -> None:
    opened = open_page(seeds_page, "#v=network")
    page = opened.page
    canvas = page.locator("#canvas")
    before = int(canvas.get_attribute("data-drawn") or 0)
    page.mouse.dblclick(*spot(page, "cn620724"))  # the inspector opens in between and moves the canvas
    page.wait_for_function("n => +document.getElementById('canvas').dataset.drawn > n", arg=before)
    assert "x=cn620724" in page.url
    with_programmes = int(canvas.get_attribute("data-drawn") or 0)
    key = page.evaluate("() => document.getElementById('canvas').kgOpenable()[0]")
    page.mouse.dblclick(*spot(page, key))
    page.wait_for_function("n => +document.getElementById('canvas').dataset.drawn > n", arg=with_programmes)
    page.go_back()
    page.wait_for_function("n => +document.getElementById('canvas').dataset.drawn === n", arg=with_programmes)
    opened.check()


def test_the_pointer_names_the_relation(seeds_page: Path, open_page: Opener) -> None:
    opened = open_page(seeds_page, "#v=network")
    page = opened.page
    page.mouse.move(*spot(page, "cn620724"))
    page.locator("#tip").wait_for()
    told = page.locator("#tip").inner_text()
    assert told.startswith("高台县")
    assert "开展" in told
    opened.check()


def test_a_path_in_words(seeds_page: Path, open_page: Opener) -> None:
    page = open_page(seeds_page, "#v=network&scope=path&n=cn620724&to=cn620800").page
    words = page.locator(".path-words").inner_text()
    assert "三岗联创" in words
    assert "同名" in words


def test_filters_stand_in_the_address(seeds_page: Path, open_page: Opener) -> None:
    opened = open_page(seeds_page, "#v=network&scope=all&f=t-metric~p-component")
    page = opened.page
    assert not page.locator(".type-row", has_text="指标数据").locator("input").is_checked()
    page.locator("#relation-filter summary").click()
    assert not page.locator(".popover label", has_text="组成要素").locator("input").is_checked()
    page.locator("nav a[data-view=structure]").click()
    page.wait_for_selector('html[data-ready="structure"]')
    assert "f=t-metric" in page.url
    assert page.locator("main .figure").count() == 0
    page.go_back()
    page.wait_for_selector('html[data-ready="network"]')
    page.locator("#reset").click()
    page.wait_for_function("() => !location.hash.includes('f=')")
    opened.check()


def test_the_plain_page_of_vis_network(open_page: Opener, tmp_path: Path, browser: Any) -> None:
    write_plain(hostile_store(), tmp_path / "plain.html")
    context = browser.new_context(offline=True)
    page = context.new_page()
    html = (tmp_path / "plain.html").read_text("utf-8")
    assert "MIT License" in html
    assert "West Health Institute" in html
    errors: list[str] = []
    page.on("pageerror", lambda e: errors.append(str(e)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.goto((tmp_path / "plain.html").as_uri())
    page.wait_for_selector("#network canvas")
    assert page.evaluate("window.hacked") is None
    assert errors == []
    context.close()


def test_a_thousand_nodes_without_overlapping_labels(open_page: Opener, tmp_path: Path) -> None:
    from synthetic_graph import synthetic

    store, texts = synthetic(1000)
    write_page(store, tmp_path / "thousand.html", sources=texts, queries=[], compare=False)
    opened = open_page(tmp_path / "thousand.html", "#v=network&scope=all")
    boxes = labels(opened.page)
    assert len(boxes) >= 10
    assert overlaps(boxes) == 0
    opened.check()


def test_works_without_webgl(seeds_page: Path, open_page: Opener) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def run() -> None:  # a second driver needs a thread of its own
        from playwright.sync_api import sync_playwright

        with sync_playwright() as play:
            chrome = play.chromium.launch(
                executable_path=chromium(), args=[*ARGUMENTS, "--disable-webgl", "--disable-3d-apis"]
            )
            page = chrome.new_page()
            page.goto(seeds_page.as_uri() + "#v=network")
            assert page.evaluate("document.createElement('canvas').getContext('webgl')") is None
            page.wait_for_selector("#canvas[data-drawn]")
            assert labels(page)
            chrome.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(run).result()
