"""What each statement of a short text is about: attribution.toml, line by line."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.link.places import Places, resolve_regions
from kg.model import Document, Region, Text
from kg.rules.engine import Found, run_family
from kg.rules.regions.rules import FAMILY
from kg.text.prepare import prepare

TEXTS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("attribution.toml").read_text("utf-8")
)["text"]


def read(raw: str) -> tuple[Text, Places]:
    text = prepare(Document("0" * 64, "attribution", raw))
    return text, resolve_regions(text, Found(run_family(FAMILY, text, Found())))


def name(region: Region | None) -> str:
    return "-" if region is None else region.name


def title(case: dict[str, Any]) -> str:
    return f"{case['kind']}: {case['raw'].splitlines()[0]}"


@pytest.mark.parametrize("case", TEXTS, ids=title)
def test_statements_are_about_the_region_that_a_reader_would_say(case: dict[str, Any]) -> None:
    text, places = read(case["raw"])
    wanted = [("subject", case["subject"]), *(tuple(pair) for pair in case["about"])]
    reached = [("subject", name(places.subjects[0]))]
    reached += [(w, name(places.about(text.clean.index(w)))) for w, _ in wanted[1:]]
    assert reached == wanted
