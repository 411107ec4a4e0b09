"""What the page says: commands that run, names in full, one head on a phone."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from view.view_pages import Opener

pytestmark = pytest.mark.browser


def test_the_commands_that_the_page_shows_run(seeds_page: Path, open_page: Opener) -> None:
    page = open_page(seeds_page, "#v=queries").page
    page.wait_for_selector('html[data-ready="queries"]')
    shown = page.locator("pre.command").all_text_contents()
    assert len(shown) >= 2
    for command in shown:
        words = shlex.split(command)
        assert words[0] == "kg"
        told = CliRunner().invoke(app, [*words[1:-1], "no-such-graph.ttl"])
        assert words[-2:] == ["-g", "graph.ttl"], command
        assert "no-such-graph.ttl" in told.output, command  # the rest of the line was understood


def test_a_programme_shows_its_name_in_full_where_there_is_room(seeds_page: Path, open_page: Opener) -> None:
    page = open_page(seeds_page, "#v=structure&r=cn620800").page
    link = page.locator("main .programme-link").filter(has_text="一强三创").first
    assert link.inner_text() == "党建统领“一强三创”行动"
    link.click()
    assert page.locator("#inspected").inner_text() == "党建统领“一强三创”行动"
    assert "一强三创" in page.locator("#inspector .facts").inner_text().split("又称")[1]


def test_head_and_page_do_not_overlap_on_a_phone(seeds_page: Path, open_page: Opener) -> None:
    for language in ("zh", "en"):
        opened = open_page(seeds_page, f"#v=overview&l={language}", viewport={"width": 390, "height": 844})
        nav = opened.page.locator("#views").bounding_box()
        head = opened.page.locator("main h1").bounding_box()
        assert nav
        assert head
        assert nav["y"] + nav["height"] <= head["y"]
