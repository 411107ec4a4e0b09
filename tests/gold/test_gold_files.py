"""The gold files themselves: their form, and that what they say stands in their sources.

The normalisation here is written anew on purpose: the gold must not be judged by the
reader that it judges.
"""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from opencc import OpenCC

HERE = Path(__file__).parent
SOURCES = {
    "seeds": HERE.parent.parent / "seeds",
    "open": HERE / "open",
    "blind": HERE / "blind",
    "open2": HERE / "open2",
    "open3": HERE / "open3",
    "open4": HERE / "open4",
    "open5": HERE / "open5",
    "blind2": HERE / "blind2",
}
OWN = ("open", "blind", "open2", "open3", "open4", "open5", "blind2")
# Short pages near the genre; among them some whose places have other names or none.
NEAR = ("open5", "blind2")

LEVELS = {"province", "prefecture", "county", "township", "village", "zone"}
CODED = {"province", "prefecture", "county"}
PARTY_TYPES = {"党委", "党组", "党工委", "党总支", "党支部", "党小组", "组织部", "纪委"}
OTHER_TYPES = {"政府部门", "企业", "合作社", "学校", "社会组织", "媒体", "其他"}
KEYS: dict[str, set[str]] = {
    "articles": {"title", "region"},
    "regions": {"name", "level", "code", "within", "aliases"},
    "organisations": {"name", "type", "region", "aliases"},
    "programmes": {"name", "kind", "region", "aliases", "parent", "components"},
    "formulations": {"name"},
    "formulas": {"text", "name", "region"},
    "policies": {"title", "issuer"},
    "metrics": {"quote", "property", "value", "unit", "approx", "region", "time", "change"},
}
# Keys that a fact has only where they apply (open4, open5 and blind2 are annotated with them throughout).
OPTIONAL: dict[str, set[str]] = {
    "programmes": {"sector"},
    "formulations": {"aliases"},
    "metrics": {"basis", "per", "status"},
}
SECTORS = {"党建全局", "农村", "城市社区", "机关", "教育", "卫生健康"} | {
    "国企",
    "两新",
    "党员干部队伍",
    "产业",
    "其他",
}
WIDE = str.maketrans(
    {chr(0xFF10 + i): str(i) for i in range(10)}
    | {chr(code): chr(code - 0xFEE0) for code in [*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]}
    | dict(zip("％＋．，（）：；？！", "%+.,():;?!", strict=True))
)
DROPPED = re.compile(r"[\s\u3000\u200b“”‘’\"'「」『』]+")
SIMPLIFY = OpenCC("t2s")
# Characters that the converter does not know but that the sources print.
VARIANTS = str.maketrans({"産": "产", "倣": "仿", "説": "说"})


def gold_files() -> list[Path]:
    return sorted(path for half in SOURCES for path in (HERE / half).glob("*.json"))


def own_files() -> list[Path]:
    return [path for path in gold_files() if path.parent.name in OWN]


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@cache
def simple(character: str) -> str:
    """One character in mainland form: phrases must not change the wording."""
    return str(SIMPLIFY.convert(character))


def normal(text: str) -> str:
    """The text as it is compared: simplified, half-width, without spaces or quotation marks."""
    kept = DROPPED.sub("", text.translate(VARIANTS).translate(WIDE))
    return "".join(simple(character) for character in kept)


@cache
def gold(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


@cache
def source(path: Path) -> str:
    text = (SOURCES[path.parent.name] / gold(path)["file"]).read_text(encoding="utf-8")
    return normal(text)


def named(fact: dict[str, Any]) -> list[str]:
    return [fact["name"], *fact["aliases"]]


def ordered(parts: list[str], text: str) -> bool:
    """True where the parts can be found one after the other."""
    at = 0
    for part in parts:
        found = text.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True


every = pytest.mark.parametrize("path", gold_files(), ids=name_of)
own = pytest.mark.parametrize("path", own_files(), ids=name_of)


@every
def test_keys_are_those_of_the_guide(path: Path) -> None:
    assert list(gold(path)) == ["file", *KEYS]
    assert gold(path)["file"] == path.stem + ".txt"
    for kind, keys in KEYS.items():
        for fact in gold(path)[kind]:
            assert keys <= set(fact) <= keys | OPTIONAL.get(kind, set()), (kind, fact)


@every
def test_what_is_told_besides_has_a_known_value(path: Path) -> None:
    for programme in gold(path)["programmes"]:
        assert programme.get("sector", "其他") in SECTORS, programme
        assert "sector" in programme or path.parent.name not in ("open4", *NEAR), programme
    for metric in gold(path)["metrics"]:
        assert metric.get("basis") in {None, "total", "mean", "each", "one", "share"}, metric
        assert metric.get("status") in {None, "reached", "planned", "expected"}, metric


@every
def test_regions_have_level_and_code(path: Path) -> None:
    for region in gold(path)["regions"]:
        assert region["level"] in LEVELS
        if region["level"] in CODED and not (path.parent.name in NEAR and region["code"] is None):
            assert re.fullmatch(r"[1-9]\d{5}", region["code"]), region
            assert (region["level"] == "province") == (region["code"][2:] == "0000")
            assert (region["level"] == "prefecture") <= region["code"].endswith("00")
        else:
            assert region["code"] is None, region
        if path.parent.name not in NEAR:
            assert (region["within"] is None) == (region["level"] == "province"), region


@own
def test_regions_stand_in_the_source(path: Path) -> None:
    for region in gold(path)["regions"]:
        assert any(normal(name) in source(path) for name in named(region)), region


@own
def test_facts_are_about_listed_regions(path: Path) -> None:
    """Or about a place that stands only inside a name, which is no entry of its own."""
    listed = {name for region in gold(path)["regions"] for name in named(region)} | {None}
    for kind in ("articles", "programmes", "formulas", "metrics"):
        for fact in gold(path)[kind]:
            inside = kind == "metrics" and normal(fact["region"] or "") in source(path)
            assert fact["region"] in listed or inside, (kind, fact)


@every
def test_nothing_is_listed_twice(path: Path) -> None:
    for kind, key in (
        ("regions", "name"),
        ("organisations", "name"),
        ("programmes", "name"),
        ("formulations", "name"),
        ("policies", "title"),
    ):
        names = [fact[key] for fact in gold(path)[kind]]
        assert len(names) == len(set(names)), (kind, names)


@own
def test_organisations_stand_in_the_source(path: Path) -> None:
    for organisation in gold(path)["organisations"]:
        assert organisation["type"] in PARTY_TYPES | OTHER_TYPES
        assert any(normal(name) in source(path) for name in named(organisation)), organisation


@own
def test_programmes_stand_in_the_source(path: Path) -> None:
    names = {programme["name"] for programme in gold(path)["programmes"]}
    for programme in gold(path)["programmes"]:
        assert any(normal(name) in source(path) for name in named(programme)), programme
        assert programme["parent"] is None or programme["parent"] in names - {programme["name"]}


@every
def test_components_stand_in_the_source_in_order(path: Path) -> None:
    for programme in gold(path)["programmes"]:
        parts = [normal(part) for part in programme["components"]]
        assert ordered(parts, source(path)), programme


@every
def test_set_phrases_formulas_and_titles_stand_in_the_source(path: Path) -> None:
    said = [fact["name"] for fact in gold(path)["formulations"]]
    said += [fact["text"] for fact in gold(path)["formulas"]]
    said += [fact["title"] for fact in gold(path)["policies"]]
    for text in said:
        assert normal(text) in source(path), text
    for formula in gold(path)["formulas"]:
        assert re.search(r"[+×]", formula["text"]), formula


@every
def test_metrics_quote_the_source(path: Path) -> None:
    for metric in gold(path)["metrics"]:
        assert normal(metric["quote"]) in source(path), metric
        assert re.search(r"[0-9一二三四五六七八九十百千万半两]", metric["quote"]), metric
        assert metric["property"], metric
        assert metric["approx"] in {None, "over", "under", "about"}
        assert metric["time"] is None or re.fullmatch(r"\d{4}(-\d\d){0,2}", metric["time"])


@every
def test_metrics_have_a_level_or_a_change(path: Path) -> None:
    for metric in gold(path)["metrics"]:
        change = metric["change"]
        if change is not None:
            assert set(change) == {"direction", "value", "unit", "baseline"}
            assert change["direction"] in {"up", "down"}
        if metric["value"] is None:
            assert change is not None, metric
            assert change["value"] is not None, metric
            assert metric["unit"] is None, metric


@every
def test_digits_are_written_out(path: Path) -> None:
    """A plain number in the quote must lead to the value: 1.08万 is 10800."""
    for metric in gold(path)["metrics"]:
        change = metric["change"] or {}
        wanted = metric["value"] if metric["value"] is not None else change["value"]
        numbers = re.findall(r"(\d+(?:\.\d+)?)(?:[余多])?(亿|万)?", normal(metric["quote"]))
        values = [float(digits) * {"万": 1e4, "亿": 1e8}.get(scale, 1) for digits, scale in numbers]
        if values and not re.search("[一二三四五六七八九]分之|成|倍|半", metric["quote"]):
            assert any(abs(value - wanted) < 1e-6 * max(1, value) for value in values), metric


@own
def test_documents_have_the_agreed_length(path: Path) -> None:
    characters = len(re.findall(r"[\u4e00-\u9fff]", source(path)))
    fewest, most = {"open4": (1400, 3000), "open5": (200, 1600), "blind2": (200, 1600)}.get(
        path.parent.name, (400, 1500)
    )
    assert fewest <= characters <= most


def test_the_corpus_is_wide_enough() -> None:
    halves = [path.parent.name for path in own_files()]
    assert halves.count("open") >= 12
    assert halves.count("blind") >= 12
    regions = [region for path in own_files() for region in gold(path)["regions"]]
    assert {region["level"] for region in regions} == LEVELS
    codes = {path: {region["code"][:2] for region in gold(path)["regions"] if region["code"]} for path in own_files()}
    assert len(set.union(*codes.values())) >= 12
    assert not [path for path in own_files() if not codes[path] and path.parent.name not in NEAR]


def test_every_source_has_its_gold() -> None:
    for half in OWN:
        texts = {path.stem for path in (HERE / half).glob("*.txt")}
        assert texts == {path.stem for path in (HERE / half).glob("*.json")}


def test_the_same_place_has_one_code() -> None:
    seen: dict[str, str] = {}
    for path in gold_files():
        for region in gold(path)["regions"]:
            if region["code"]:
                assert seen.setdefault(region["name"], region["code"]) == region["code"]
    assert all(left != right for left, right in pairwise(sorted(seen.values())))
