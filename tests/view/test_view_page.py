"""The file itself: its bytes, its policy, what it carries."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path
from random import Random
from typing import Any

import pyoxigraph as ox
import pytest

from kg.graph.store import load
from kg.graph.write import write_turtle
from kg.model import Document
from kg.pipeline import build
from kg.use import pinyin
from kg.use.pinyin import Readings, Sounds, syllable_list
from kg.use.view import page as page_module
from kg.use.view import texts as texts_module
from kg.use.view.asked import run_all
from kg.use.view.columns import Builder, number
from kg.use.view.initials import spelled, traditional
from kg.use.view.page import SCRIPT, STYLES, write_page
from kg.use.view.payload import to_json
from kg.use.view.placing import atlas, radial
from kg.use.view.reading import read_graph
from view.view_pages import ROOT


def block(html: str, name: str) -> Any:
    found = re.search(rf'id="kg-{name}"( data-packed="gzip")?>(.*?)</script>', html, re.S)
    assert found
    text = gzip.decompress(base64.b64decode(found[2])).decode() if found[1] else found[2]
    return json.loads(text)


def test_same_graph_same_bytes(seeds_store: ox.Store, seeds: dict[str, str], seeds_page: Path, tmp_path: Path) -> None:
    quads = sorted(seeds_store, key=str, reverse=True)
    other = ox.Store()
    other.extend(quads)
    write_page(other, tmp_path / "again.html", sources=dict(reversed(seeds.items())))
    assert (tmp_path / "again.html").read_bytes() == seeds_page.read_bytes()


def test_the_page_counts_the_statements_of_the_graph(tmp_path: Path) -> None:
    graph = tmp_path / "graph.ttl"
    facts = build([Document("0" * 64, "a.txt", "高台县推行“三岗联创”机制，建成示范点12个。")])
    write_turtle(facts, graph)
    assert read_graph(load(graph)).statements == len(facts)


def test_seeds_page_is_small_and_utf8(seeds_page: Path) -> None:
    data = seeds_page.read_bytes()
    assert len(data) < 3_000_000
    assert data.decode("utf-8").startswith('<!doctype html>\n<html lang="zh-Hans">')


def test_policy_allows_exactly_what_is_inside(seeds_page: Path) -> None:
    html = seeds_page.read_text("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    style = re.search(r"<style>(.*?)</style>", html, re.S)
    scripts = re.findall(r"<script>(.*?)</script>", html, re.S)
    assert style
    assert len(scripts) == 1
    for text in (style[1], *scripts):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy[1]


def test_nothing_is_linked_from_outside(seeds_page: Path) -> None:
    html = seeds_page.read_text("utf-8")
    markup = re.sub(r"<(script|style)\b.*?</\1>", "", html, flags=re.S)
    assert not re.search(r'(?:src|href)="(?!#|data:,")', markup)
    assert " style=" not in markup
    assert not re.search(r" on[a-z]+=", markup)


def test_data_cannot_leave_its_element() -> None:
    hostile = "</script><!--\u2028&"
    assert not set("<>&\u2028") & set(to_json([hostile]))
    assert json.loads(to_json([hostile])) == [hostile]


def test_a_large_page_is_packed(
    seeds_store: ox.Store, seeds: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_module, "PACK", 1000)
    monkeypatch.setattr(texts_module, "CHUNK", 2)
    report = write_page(seeds_store, tmp_path / "packed.html", sources=seeds)
    html = (tmp_path / "packed.html").read_text("utf-8")
    assert report.packed
    first, *others = block(html, "core")["meta"]["chunks"]
    assert first == 0
    assert others
    kept = [text for number in range(len(others) + 1) for text in block(html, f"text-{number}")]
    assert sorted(kept) == sorted(seeds.values())
    assert len(block(html, "text-0")) == others[0]


def test_one_more_text_changes_no_block_but_its_own() -> None:
    texts = [f"第{n}份" for n in range(1000)]

    def made(given: list[str]) -> list[str]:
        return [re.sub(r"text-\d+", "", one) for one in texts_module.Texts(given).blocks(None, packed=True)]

    before, after = made(texts), made([*texts[:500], "另一份", *texts[500:]])
    assert len(before) > 8
    assert len(set(after) - set(before)) in (1, 2)  # it may begin a block
    same = texts_module.Texts(["一份"] * 1000).starts(packed=True)
    assert same == list(range(0, 1000, 4 * texts_module.CHUNK))


def test_an_empty_graph_gives_a_page(tmp_path: Path) -> None:
    report = write_page(ox.Store(), tmp_path / "empty.html", sources={})
    assert report.things == 0
    assert report.path.stat().st_size > 100_000


def test_texts_that_are_not_given_are_named(seeds_store: ox.Store, tmp_path: Path) -> None:
    report = write_page(seeds_store, tmp_path / "bare.html", sources={})
    assert any("原文" in zh and "text" in en for zh, en in report.left_out)


def test_every_named_query_runs(seeds_store: ox.Store) -> None:
    results = run_all(seeds_store, "高台县")
    assert len(results) > 20
    assert [r["name"] for r in results if "error" in r] == []


def test_named_queries_are_asked_for_what_is_given_else_about_the_region(seeds_store: ox.Store) -> None:
    results = {r["name"]: r for r in run_all(seeds_store, "高台县", values={"parts-of": {"programme": "三化四明"}})}
    assert results["parts-of"]["usage"] == "parts-of programme=三化四明"
    assert results["programmes-of"]["asked"] == ["高台县"]
    assert results["in-year"]["asked"] == ["2024"]


def test_evidence_points_at_its_words(seeds_store: ox.Store, seeds: dict[str, str]) -> None:
    graph = read_graph(seeds_store)
    columns = Builder(graph, seeds).build()
    assert all(isinstance(text, str) for text in columns.texts)
    assert graph.evidence.at
    for iri in graph.evidence.at:
        passage = graph.evidence.passage(iri)
        assert passage is not None
        raw = seeds[graph.things[passage.document].name]
        assert raw[passage.start : passage.end] == passage.exact


def test_whole_words_are_spelled_where_it_matters() -> None:
    assert "".join(spelled("重庆市", Sounds())) == "chongqingshi"
    assert spelled("高台县", Sounds()) == ("gao", "tai", "xian")
    assert [s[0] for s in spelled("三会“一课”", Sounds(), careful=False)] == list("shyk")


def test_readings_say_what_pypinyin_says() -> None:
    from pypinyin.constants import PHRASES_DICT

    chance, phrases = Random(1), [*PHRASES_DICT]
    readings = Readings(Readings.written())
    for _ in range(5000):
        pieces = (chance.choice(phrases)[: chance.randint(1, 6)] for _ in range(chance.randint(1, 4)))
        words = chance.choice(("", "“", "a1")).join(pieces)
        assert readings(words) == syllable_list(words), words
    assert readings("重庆“三化四明”") == ["chong", "qing", "san", "hua", "si", "ming"]
    assert readings("二〇二四") is None  # what they lack is left to pypinyin
    assert Sounds("", readings)("二〇二四") == syllable_list("二〇二四")


def test_readings_are_kept_where_many_names_were_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    sounds = Sounds()
    sounds("高台")
    assert sounds.readings() == ""
    monkeypatch.setattr(pinyin, "_MANY", 1)
    words = sounds.readings()
    again = Sounds("", Readings(words))
    assert again.readings() == ""
    monkeypatch.setattr(pinyin, "syllable_list", lambda words: pytest.fail(f"{words} was looked up"))
    assert again("重庆市高台县") == ["chong", "qing", "shi", "gao", "tai", "xian"]


def test_pinyin_that_was_remembered_is_not_looked_up_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = Sounds()
    told = [spelled(name, first) for name in ("重庆市", "高台县")]
    words = first.remembered()
    assert words

    def never(words: str) -> list[str]:
        raise AssertionError(words)

    monkeypatch.setattr(pinyin, "syllable_list", never)
    again = Sounds(words)
    assert [spelled(name, again) for name in ("重庆市", "高台县")] == told
    assert again.remembered() == ""  # there is nothing to write
    fewer = Sounds(words)
    spelled("高台县", fewer)
    assert "重庆" not in fewer.remembered()


@pytest.mark.parametrize("words", ["", "{", "[]", '{"高": "gao"}', '{"高": [1]}', "null"])
def test_what_is_no_pinyin_is_as_good_as_none(words: str) -> None:
    assert spelled("高台县", Sounds(words)) == ("gao", "tai", "xian")
    assert spelled("高台县", Sounds("", Readings(words))) == ("gao", "tai", "xian")


def test_traditional_characters_lead_to_the_names() -> None:
    pairs = traditional(["高台县", "党建联盟"])
    told = dict(zip(pairs[::2], pairs[1::2], strict=True))
    assert {"臺": "台", "縣": "县", "黨": "党", "聯": "联"}.items() <= told.items()


@pytest.mark.parametrize(("literal", "value"), [("34", 34), ("0.5", 0.5), ("nan", 0), ("INF", 0), ("x", 0)])
def test_numbers_are_json_numbers(literal: str, value: float) -> None:
    assert number(literal) == value


def test_places_do_not_coincide() -> None:
    children = {0: [1, 2, 3], 1: [4, 5, 6], 2: list(range(10, 40))}
    places, radius = radial(0, children)
    assert len(set(places.values())) == len(places)
    assert all(x * x + y * y <= radius**2 for x, y in places.values())
    whole, _ = atlas([0, 50], {**children, 50: [51]}, [60, 61])
    assert len(set(whole.values())) == len(whole)


SOURCES = ROOT / "web" / "src"


def test_assets_stay_small_and_are_all_used() -> None:
    folder = Path(page_module.__file__).parent / "assets"
    names = {f.name for f in folder.iterdir()}
    assert names == {*STYLES, SCRIPT, "page.html"}
    for file in [*folder.iterdir(), *SOURCES.iterdir()]:
        text = file.read_text("utf-8")
        assert len(text.splitlines()) < 400, file.name
        for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
            assert word not in text, f"{file.name}: {word}"


def test_every_word_is_there_in_both_languages_and_used() -> None:
    folder = Path(page_module.__file__).parent / "assets"
    table = (SOURCES / "words.js").read_text("utf-8")
    rows = re.findall(r"^  (\w+): \[(.*?)\],$", table, re.M | re.S)
    keys = {key for key, _ in rows}
    assert len(rows) == len(keys) > 100
    rest = (folder / "page.html").read_text("utf-8") + "".join(
        f.read_text("utf-8") for f in sorted(SOURCES.glob("*.js")) if f.name != "words.js"
    )
    asked = set(re.findall(r'\bt\("(\w+)"', rest))
    asked |= set(re.findall(r'data-t(?:-label)?="(\w+)"', rest))
    assert asked <= keys
    assert {k for k in keys if f'"{k}"' not in rest} == set()


def test_the_bundle_is_that_of_the_sources() -> None:
    """The page carries a bundle that was made beforehand; where node and esbuild are, it is made again."""
    web = ROOT / "web"
    if shutil.which("node") is None or not (web / "node_modules" / "esbuild").is_dir():
        pytest.skip("no node with esbuild here (`npm ci` in web/): the bundle is not compared with its sources")
    told = subprocess.run(["node", "build.js", "--check"], cwd=web, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
