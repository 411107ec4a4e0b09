"""axe-core finds nothing in any view, light and dark, on a desk and on a phone, of a small page and of a large one."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from view.view_pages import Opener

pytestmark = pytest.mark.browser
VIEWS = ("overview", "structure", "compare", "network", "source", "queries")


def axe() -> str:
    """The script of axe-core, from the package that carries it."""
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


def faults(page: Any) -> list[tuple[Any, ...]]:
    """What axe finds; targets of 24 pixels are asked for as well."""
    page.wait_for_timeout(60)
    result = page.evaluate("axe.run({resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})")
    return [
        (v["id"], v["nodes"][0]["target"], re.sub(r"\s+", " ", v["nodes"][0]["failureSummary"])[:300])
        for v in result["violations"]
    ]


def with_a_figure(built: Path, seat: str, scheme: str, wide: int, open_page: Opener) -> tuple[Any, str]:
    """The page opened at a region with axe in it, and the name of the region's first figure."""
    opened = open_page(
        built,
        f"#v=structure&r={seat}",
        color_scheme=scheme,
        reduced_motion="reduce",
        viewport={"width": wide, "height": 900},
    )
    opened.page.locator("main .figure").first.click()
    figure = opened.page.evaluate("location.hash").rpartition("n=")[2]
    opened.page.evaluate(axe())
    return opened, figure


MODES = [("light", 1400), ("dark", 1400), ("light", 390), ("dark", 390)]


@pytest.mark.parametrize(("scheme", "wide"), MODES)
def test_axe_finds_nothing(scheme: str, wide: int, seeds_page: Path, open_page: Opener) -> None:
    """Each view, without and with a figure chosen, one region, two and four compared, and every scope of the network."""
    opened, figure = with_a_figure(seeds_page, "cn620724", scheme, wide, open_page)
    page = opened.page
    for view in VIEWS:
        chosen = f"#v={view}&n={figure}&r=cn620724.cn620800&l=en"
        for hash_ in (f"#v={view}", chosen) if scheme == "light" else (chosen,):
            opened.go(hash_, view)
            assert faults(page) == [], hash_
    for more in (
        "compare&r=cn620724",
        "compare&r=cn620724.cn620800.cn610327.cn610331",
        "network&scope=all",
        "network&scope=ego&n=cn620724",
        "network&scope=path&n=cn620724&to=cn620800",
    ):
        opened.go(f"#v={more}", more.partition("&")[0])
        assert faults(page) == [], more
    opened.check()


@pytest.mark.parametrize(("scheme", "wide"), [("light", 1400), ("dark", 390)])
def test_axe_finds_nothing_in_a_large_page(scheme: str, wide: int, thousand_page: Path, open_page: Opener) -> None:
    opened, figure = with_a_figure(thousand_page, "cn110021", scheme, wide, open_page)
    page = opened.page
    for view in VIEWS:
        opened.go(f"#v={view}&n={figure}", view)
        assert faults(page) == [], view
    opened.go("#v=compare&r=cn110021.cn110022", "compare")
    assert faults(page) == []
    opened.check()
