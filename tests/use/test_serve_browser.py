"""The query editor in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(small_file: Path, running: Callable[..., AbstractContextManager[str]], browser: Any) -> Iterator[Page]:
    with running(small_file) as url, browser.new_context() as context:
        page = context.new_page()
        requests: list[str] = []
        errors: list[str] = []
        page.on("request", lambda r: requests.append(r.url))
        page.on("pageerror", lambda e: errors.append(str(e)))
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        page.goto(f"{url}/query")
        page.wait_for_selector(".yasqe .CodeMirror")
        yield page
        away = [r for r in requests if not r.startswith((url, "data:", "blob:"))]
        assert away == []
        assert errors == []


def test_a_named_query_is_shown_and_run(page: Page) -> None:
    page.select_option("#named", "formulas")
    page.wait_for_selector(".yasr table.dataTable tbody td")
    assert "dj:Formula" in page.inner_text(".yasqe .CodeMirror-code")
    assert "合作社" in page.inner_text(".yasr table.dataTable")


def test_a_query_of_ones_own_is_run(page: Page) -> None:
    page.evaluate("yasgui.getTab().setQuery('SELECT (COUNT(*) AS ?n) { ?s a <https://dangjian.example/ns#Region> }')")
    page.click(".yasqe_queryButton")
    page.wait_for_function(
        "document.querySelector('.yasr table.dataTable thead')?.innerText.includes('n')"
        " && document.querySelector('.yasr table.dataTable tbody')?.innerText.includes('6')"
    )
