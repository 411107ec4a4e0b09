"""Reprints and borrowed passages: planted passages are found again, doctrine is not, and a thousand reports take seconds."""

from __future__ import annotations

import json
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pyarrow.parquet as pq
import pyoxigraph as ox
import pytest
from pace import paces
from typer.testing import CliRunner

from kg.cli.app import app
from kg.graph.store import load
from kg.graph.write import write_turtle
from kg.model import Document
from kg.pipeline import build
from kg.use.reuse.passages import PARTNERS, Shared, shared
from kg.use.reuse.report import reuse
from kg.use.reuse.reprints import groups, reprints
from kg.use.view.borrowed import borrowed
from kg.use.view.page import write_page

ROOT = Path(__file__).parents[2]
CORPUS = [
    "".join(c for c in p.read_text("utf-8") if c.isalnum()) for p in sorted((ROOT / "tests/gold").glob("open*/*.txt"))
]
ALL = "".join(CORPUS)
Planted = tuple[int, int, int, int, int, int]


def edited(words: str, rate: float, random: Random) -> str:
    """Words with some characters replaced, taken out or put in."""
    out = list(words)
    for at in sorted(random.sample(range(len(out)), round(len(out) * rate)), reverse=True):
        edit = random.choice(("replace", "delete", "insert"))
        if edit == "delete":
            del out[at]
        else:
            out[at : at + (edit == "replace")] = random.choice(ALL)
    return "".join(out)


def host(length: int, random: Random) -> str:
    """A text in which nothing is copied: pieces of four characters in any order."""
    starts = (random.randrange(len(ALL) - 4) for _ in range(length // 4))
    return "".join(ALL[i : i + 4] for i in starts)


def planted(seed: int, pairs: int = 100) -> tuple[list[str], list[Planted]]:
    """Pairs of texts with a passage of 10 to 200 characters in both, edited by up to a fifth in one."""
    random, texts, truth, at = Random(seed), list[str](), list[Planted](), 0
    for n in range(pairs):
        length = random.randint(10, 200)
        words, at = ALL[at : at + length], at + length
        copy = edited(words, random.uniform(0, 0.2), random)
        a, b = random.randrange(800), random.randrange(800)
        one, other = host(800, random), host(800, random)
        texts += [one[:a] + words + one[a:], other[:b] + copy + other[b:]]
        truth.append((2 * n, a, a + len(words), 2 * n + 1, b, b + len(copy)))
    return texts, truth


def is_it(found: Shared, truth: Planted) -> bool:
    """Whether a passage is the planted one: the greater part of it on both sides, and little else."""
    one, start, end, other, other_start, other_end = truth
    common = min(found.end, end) - max(found.start, start)
    beside = min(found.other_end, other_end) - max(found.other_start, other_start)
    return (
        (found.one, found.other) == (one, other)
        and common > 0.8 * max(end - start, found.end - found.start)
        and beside > 0.8 * (other_end - other_start)
    )


def test_planted_passages_are_found_and_nothing_else() -> None:
    right = told = wanted = there = 0
    for seed in range(4):
        texts, truth = planted(seed)
        found = shared(texts)
        long = [t for t in truth if min(t[2] - t[1], t[5] - t[4]) >= 20]
        right += sum(any(is_it(f, t) for t in truth) for f in found)
        there += sum(any(is_it(f, t) for f in found) for t in long)
        told, wanted = told + len(found), wanted + len(long)
    assert wanted > 350
    assert right / told >= 0.98
    assert there / wanted >= 0.95


def test_a_thousand_texts_are_compared_in_seconds() -> None:
    random = Random(3)
    texts = [host(2000, random) for _ in range(960)] + planted(9, 20)[0]

    def compared() -> None:
        assert len(shared(texts)) >= 15
        assert len(reprints(texts)) == 0

    assert paces(compared) < 150


def test_a_form_that_many_fill_in_is_bounded() -> None:
    random = Random(11)
    form = ALL[:600]
    texts = [host(150, random) + edited(form, 0.05, random) + host(150, random) for _ in range(150)]
    found: list[Any] = []
    assert paces(lambda: found.extend(shared(texts))) < 150
    assert found
    assert len({(s.one, s.other) for s in found}) <= len(texts) * PARTNERS


def test_what_many_texts_hold_is_no_anchor() -> None:
    random = Random(5)
    stock = OWN.replace("，", "").replace("、", "")
    texts = [host(100, random) + mark + stock for mark in "甲乙丙丁戊己庚辛"]
    assert {(s.one, s.other) for s in shared(texts, common=8)} == set(combinations(range(8), 2))
    assert shared(texts, common=7) == []


def test_reprints_are_told_from_texts_that_share_little() -> None:
    random = Random(6)
    text = ALL[:900]
    texts = [text, ALL[900:1800], edited(text, 0.01, random), text[:500] + ALL[1800:2300]]
    pairs = reprints(texts)
    assert [(a, b) for a, b, _ in pairs] == [(0, 2)]
    assert groups(pairs) == {0: 0, 2: 0}


OWN = "村里的老槐树下每月初五摆开长桌，乡亲们把账本、树苗和水渠的事一件件摊开来说，谁有难处谁先开口"
DOCTRINE = "以习近平新时代中国特色社会主义思想为指导，增强“四个意识”、坚定“四个自信”、做到“两个维护”"
REPORTS = {
    "2020-03-02_高台.txt": f"高台县推行“槐下长桌”工作法\n\n{DOCTRINE}，高台县推行“槐下长桌”工作法。{OWN}，全县建成长桌46处。",
    "2021-06-01_临泽.txt": f"临泽县推行“渠边小凳”工作法\n\n{DOCTRINE}，临泽县推行“渠边小凳”工作法。{OWN.replace('长桌', '小凳')}，全县群众十分满意。",
    "2021-06-09_民乐.txt": "民乐县开办夜校\n\n民乐县开办夜校，听课的群众坐满了礼堂，讲的是果树怎样修枝、羊羔怎样防病，散场后还有人围着老师问个不停。",
    "转载_民乐.txt": "民乐县开办夜校\n\n民乐县开办夜校，听课的群众坐满了礼堂，讲的是果树怎样修枝、羊羔怎样防病，散场后还有人围着老师问个不停。（来源：云岭日报）",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reuse")
    (folder / "texts").mkdir()
    for name, raw in REPORTS.items():
        (folder / "texts" / name).write_text(raw, "utf-8")
    documents = [Document(sha256(r.encode()).hexdigest(), n, r) for n, r in REPORTS.items()]
    write_turtle(build(documents), folder / "graph.ttl")
    return folder


@pytest.fixture(scope="module")
def store(folder: Path) -> ox.Store:
    return load(folder / "graph.ttl")


def test_a_borrowed_passage_has_its_places_offsets_and_which_is_earlier(store: ox.Store) -> None:
    (row,) = [r for r in reuse(store, REPORTS) if r["kind"] == "passage"]
    earlier, later = row["earlier"], {"a": "b", "b": "a"}[str(row["earlier"])]
    assert (row[f"place_{earlier}"], row[f"place_{later}"]) == ("高台县", "临泽县")
    for side in "ab":
        text = REPORTS[str(row[f"document_{side}"])]
        start, end = row[f"start_{side}"], row[f"end_{side}"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert text[start:end] == row[f"quote_{side}"]
        assert "四个意识" not in text[start:end]
        assert 0.3 < float(str(row[f"share_{side}"])) < 0.8
    assert OWN[:30] in str(row[f"quote_{earlier}"])


def test_a_reprint_is_one_row_and_its_passages_are_told_once(store: ox.Store) -> None:
    (row,) = [r for r in reuse(store, REPORTS) if r["kind"] == "reprint"]
    assert {row["document_a"], row["document_b"]} == {"2021-06-09_民乐.txt", "转载_民乐.txt"}
    assert float(str(row["likeness"])) > 0.8


def test_what_a_reprint_says_is_counted_once_with_both_sources() -> None:
    texts = {
        name: raw.replace("开办夜校，", "推行“夜校四问”工作法，建成示范点12个，")
        for name, raw in REPORTS.items()
        if "民乐" in name
    }
    facts = build([Document(sha256(r.encode()).hexdigest(), n, r) for n, r in texts.items()])
    for cls in ("dj/Programme", "dj/Metric"):
        name = cls.rpartition("/")[2]
        things = {f.subject for f in facts if f.predicate.endswith("#type") and f.object.endswith(name)}
        assert len(things) == 1
        homes = {
            f.object.rpartition("/")[2].split("-")[0]
            for f in facts
            if f.subject in things and f.predicate.endswith("evidence")
        }
        assert len(homes) == 2


def test_the_command_writes_what_tools_read(folder: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        result = CliRunner().invoke(app, ["reuse", "-g", str(folder / "graph.ttl"), *arguments])
        assert result.exit_code == 0, result.output
        return result.stdout

    assert "高台县" in run()
    rows = json.loads(run("-f", "json"))
    run("-o", str(tmp_path / "r.csv"))
    run("-o", str(tmp_path / "r.parquet"))
    assert pq.read_table(tmp_path / "r.parquet").to_pylist() == rows
    assert (tmp_path / "r.csv").read_text("utf-8-sig").startswith("kind,length,likeness")


def test_the_page_has_the_table(store: ox.Store, tmp_path: Path) -> None:
    write_page(store, tmp_path / "page.html", sources=REPORTS)
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "哪些报道是转载" in page
    (entry,) = borrowed(store, REPORTS)
    assert entry["total"] == 2
    assert borrowed(store, {}) == []


def test_lines_that_say_where_a_text_came_from_are_no_words_of_it(tmp_path: Path) -> None:
    frame = "来源：某某先锋网　发布时间：2022-07-19 09:21　浏览次数：1325　字体：[大 中 小]"
    raws = {
        "a": f"民乐县开办夜校\n\n{frame}\n民乐县开办夜校，听课的群众坐满了礼堂，散场后还有人问个不停。",
        "b": f"高台县修通水渠\n\n{frame}\n高台县修通水渠，七个村的果园当年都浇上了水，老人们说盼了很久。",
        "c": "民乐县开办夜校\n\n发布时间：2022-07-20　来源：云岭日报\n民乐县开办夜校，听课的群众坐满了礼堂，散场后还有人问个不停。",
    }
    write_turtle(build(Document(n * 64, n, raw) for n, raw in raws.items()), tmp_path / "graph.ttl")
    rows = reuse(load(tmp_path / "graph.ttl"), raws)
    assert [(r["kind"], r["document_a"], r["document_b"]) for r in rows] == [("reprint", "a", "c")]
