"""What the statements of short texts are about: attribution.toml, from which the choice is learnt as well."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from kg.link.places import Places, resolve_regions
from kg.model import Document, Region, Text
from kg.rules.all import FAMILIES
from kg.rules.engine import run
from kg.text.prepare import prepare

TEXTS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("attribution.toml").read_text("utf-8"))["text"]
STATEMENTS, ARTICLES = 0.88, 0.9  # what is reached, a little below


def read(raw: str) -> tuple[Text, Places]:
    text = prepare(Document("0" * 64, "attribution", raw))
    return text, resolve_regions(text, run(FAMILIES, text))


def name(region: Region | None) -> str:
    return "-" if region is None else region.name


def test_statements_and_articles_are_about_the_region_that_a_reader_would_say() -> None:
    articles: list[bool] = []
    statements: list[bool] = []
    wrong = []
    for case in TEXTS:
        text, places = read(case["raw"])
        articles.append(name(places.subjects[0]) == case["subject"])
        for words, region in case["about"]:
            reached = name(places.about(text.clean.index(words)))
            statements.append(reached == region)
            if reached != region:
                wrong.append((case["kind"], words, region, reached))
    assert sum(statements) / len(statements) >= STATEMENTS, wrong
    assert sum(articles) / len(articles) >= ARTICLES


def test_a_whole_at_the_head_of_a_clause_is_meant_and_no_village_in_a_word() -> None:
    text, places = read("湄潭县兴隆镇龙凤村去年村集体经济收入48万元。\n全县村集体经济总收入突破6000万元。\n")
    assert name(places.about(text.clean.index("48万"))) == "龙凤村"
    assert name(places.about(text.clean.index("6000万"))) == "湄潭县"  # 全县|村集体
