"""What people take away from the page: tables with their sources, pictures; and what is a family of programmes."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pyoxigraph as ox
import pytest

from kg.use.compare.report import Comparer
from view.view_pages import Opener

pytestmark = pytest.mark.browser


def test_four_regions_show_what_they_share_as_a_picture_to_take_away(seeds_page: Path, open_page: Opener) -> None:
    opened = open_page(seeds_page, "#v=compare&r=cn620724.cn620800.cn610327.cn610331")
    page = opened.page
    page.wait_for_selector("#upset table")
    with page.expect_download() as waiting:
        page.locator("#upset").get_by_text("SVG", exact=True).click()
    root = fromstring(Path(waiting.value.path()).read_bytes())
    assert {"高台县", "平凉市", "陇县", "太白县"} <= {words.strip() for words in root.itertext()}
    with page.expect_download() as waiting:
        page.locator("#upset").get_by_text("CSV", exact=True).click()
    rows = list(csv.DictReader(Path(waiting.value.path()).read_text("utf-8-sig").splitlines()))
    shared = next(row for row in rows if row["地区"] == "陇县、太白县")
    assert shared["对应工作数"] == "1"
    assert shared["专名工作"] == "党支部+合作社+群众户 / 党支部+合作社+能人大户+贫困户"
    assert all(row["来源"] and row["原句"] for row in rows)
    assert len(rows) > 20  # what only one has, too
    assert page.locator("#upset dl").inner_text().count("、") >= 1
    opened.check()


OWN_SOURCES = ("图谱从何而来",)  # the list of the documents themselves


@pytest.mark.parametrize(
    "place",
    [
        "#v=overview",
        "#v=structure&r=cn620724",
        "#v=compare",
        "#v=compare&r=cn610327",
        "#v=compare&r=cn610327.cn610331",
        "#v=compare&r=cn620724.cn620800.cn610327.cn610331",
    ],
)
def test_every_table_is_taken_away_with_its_sources(place: str, many_page: Path, open_page: Opener) -> None:
    """Each card with a table has a CSV; its rows name and quote what they rest on, and Excel reads it."""
    opened = open_page(many_page, place)
    page = opened.page
    tables = page.locator("main .card:has(table)")
    assert page.locator("main .card:has(table):has(.save)").count() == tables.count()
    buttons = page.locator("main .save").filter(has_text=re.compile("^CSV$"))
    assert buttons.count() >= tables.count() > 0
    for button in buttons.all():
        with page.expect_download() as waiting:
            button.click()
        data = Path(waiting.value.path()).read_bytes()
        assert data.startswith(b"\xef\xbb\xbf"), waiting.value.suggested_filename
        rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
        assert rows, waiting.value.suggested_filename
        if waiting.value.suggested_filename.startswith(OWN_SOURCES):
            continue
        told = [row for row in rows if row["来源"] and row["原句"]]
        unsaid = [r for r in rows if r not in told and any(v not in ("", "0") for v in list(r.values())[1:-2])]
        assert told, waiting.value.suggested_filename
        assert unsaid == [], (waiting.value.suggested_filename, unsaid[:3])
    opened.check()


def test_a_table_is_sorted_and_taken_away_with_its_sources(seeds_page: Path, open_page: Opener) -> None:
    opened = open_page(seeds_page, "#v=structure&r=cn620724")
    page = opened.page
    card = page.locator(".card", has_text="其他指标数据")
    card.get_by_role("button", name="数值").click()
    assert card.locator("th[aria-sort=descending]").inner_text().strip() == "数值"
    with page.expect_download() as waiting:
        card.get_by_text("CSV", exact=True).click()
    text = Path(waiting.value.path()).read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(text.splitlines()))
    assert rows[0][-2:] == ["来源", "原句"]
    assert all(row[-2] and row[-1] for row in rows[1:])
    values = [float(row[1]) for row in rows[1:] if row[1]]
    assert values == sorted(values, reverse=True)
    opened.check()


@pytest.mark.parametrize("kind", ["PNG", "SVG"])
def test_a_picture_can_be_taken_away(kind: str, seeds_page: Path, open_page: Opener) -> None:
    opened = open_page(seeds_page, "#v=network")
    page = opened.page
    with page.expect_download() as waiting:
        page.locator(".canvas-tools").get_by_text(kind, exact=True).click()
    data = Path(waiting.value.path()).read_bytes()
    assert waiting.value.suggested_filename.endswith(kind.lower())
    if kind == "PNG":
        assert data.startswith(b"\x89PNG")
        assert len(data) > 20_000
    else:
        root = fromstring(data)
        assert "高台县" in "".join(root.itertext())
        assert "http" not in data.decode().replace("http://www.w3.org/2000/svg", "")
    opened.check()


def test_no_family_of_things_that_only_resemble_each_other(
    many_store: ox.Store, many_page: Path, open_page: Opener
) -> None:
    """Weak likenesses in a chain once made one family of 长汀县, 加义镇 and 白沙黎族自治县, which have nothing in common."""
    corpus = Comparer(many_store).corpus()
    names = {place.name for place in corpus.seats}
    strangers = {"长汀县", "加义镇", "白沙黎族自治县"}
    assert strangers <= names
    assert len(corpus.families) > 3
    seat = {p.iri: p.name for p in corpus.seats}
    for family in corpus.families:
        homes = {seat.get(p.region, "") for p in family.members}
        assert len(homes & strangers) < 3, family.head.name
    page = open_page(many_page, "#v=compare").page
    for row in page.locator("#families tbody tr").all_inner_texts():
        assert sum(name in row for name in strangers) < 3, row
