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


# The first of all words that look alike is marked: in the same place of the tree, of the same colours down to the ground. What is
# positioned may stand on something else than what it is inside of, so each such place is one of its own.
MARK_FIRST = """() => {
  const seen = new Set(), grounds = new Map();
  const ground = (e) => {
    if (!grounds.has(e)) {
      const s = getComputedStyle(e);
      const moved = !["static", "relative"].includes(s.position) || s.float !== "none" || s.transform !== "none";
      const own = [e.tagName, e.className, s.backgroundColor, s.backgroundImage, s.opacity, s.filter, moved && grounds.size];
      grounds.set(e, [e.parentElement ? ground(e.parentElement) : "", ...own].join());
    }
    return grounds.get(e);
  };
  for (const e of document.body.querySelectorAll("*")) {
    const words = [...e.childNodes].map((n) => n.nodeType === Node.TEXT_NODE ? n.data.trim() : "").join("");
    let first = e.matches("input, select, textarea");
    if (words && e.checkVisibility({ visibilityProperty: true })) {
      const s = getComputedStyle(e), off = e.closest("[aria-hidden=true], [aria-disabled=true], :disabled") !== null;
      const look = [ground(e), s.color, s.fontSize, s.fontWeight, s.textShadow, off, words.length < 2].join();
      first = !seen.has(look);
      seen.add(look);
    }
    e.toggleAttribute("data-first", first);
  }
}"""
ONCE = "axe.configure({ rules: [{ id: 'color-contrast', selector: '[data-first]' }] })"
ALL = {"rules": {"target-size": {"enabled": True}}}
OF_COLOUR = {"runOnly": ["color-contrast", "link-in-text-block"]}  # in the dark nothing but the colours is another


def faults(page: Any, rules: dict[str, Any] = ALL) -> list[tuple[Any, ...]]:
    """What axe finds; targets of 24 pixels are asked for as well, and contrast once for all words that look alike."""
    page.wait_for_timeout(60)
    page.evaluate(MARK_FIRST)
    violations = page.evaluate(
        "async asked => (await axe.run(asked)).violations", {"resultTypes": ["violations"], **rules}
    )
    return [
        (v["id"], v["nodes"][0]["target"], re.sub(r"\s+", " ", v["nodes"][0]["failureSummary"])[:300])
        for v in violations
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
    opened.page.evaluate(ONCE)
    return opened, figure


MODES = [("light", 1400), ("dark", 1400), ("light", 390), ("dark", 390)]


@pytest.mark.parametrize(("scheme", "wide"), MODES)
def test_axe_finds_nothing(scheme: str, wide: int, seeds_page: Path, open_page: Opener) -> None:
    """Each view, without and with a figure chosen, one region, two and four compared, and every scope of the network."""
    opened, figure = with_a_figure(seeds_page, "cn620724", scheme, wide, open_page)
    page, rules = opened.page, ALL if scheme == "light" else OF_COLOUR
    for view in VIEWS:
        chosen = f"#v={view}&n={figure}&r=cn620724.cn620800&l=en"
        for hash_ in (f"#v={view}", chosen) if scheme == "light" else (chosen,):
            opened.go(hash_, view)
            assert faults(page, rules) == [], hash_
    for more in (
        "compare&r=cn620724",
        "compare&r=cn620724.cn620800.cn610327.cn610331",
        "network&scope=all",
        "network&scope=ego&n=cn620724",
        "network&scope=path&n=cn620724&to=cn620800",
    ):
        opened.go(f"#v={more}", more.partition("&")[0])
        assert faults(page, rules) == [], more
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
