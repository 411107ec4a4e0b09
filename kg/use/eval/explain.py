"""Say an error in words that anyone can act on: the sentence, and a line for a rule's corpus."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kg.text.decode import ReadError
from kg.text.prepare import prepare
from kg.text.read import read_document
from kg.use.eval.score import Miss, norm

_FAMILY = {
    "regions": ("region", ("name", "level", "code")),
    "organisations": ("organisation", ("name", "type")),
    "programmes": ("programme", ("name", "kind", "components")),
    "components": ("programme", ("name", "kind", "components")),
    "formulations": ("formulation", ("name",)),
    "formulas": ("formula", ("text",)),
    "policies": ("policy", ("title",)),
    "metrics": ("metric", ("quote", "value", "unit", "property")),
    "metric_record": ("metric", ("quote", "value", "unit", "property", "time")),
}


@cache
def _sentences(folder: Path, stem: str) -> tuple[str, ...]:
    """The sentences of the document that a gold file belongs to; none where the source is not beside it."""
    for place in (folder, folder.parent.parent.parent / "seeds"):
        for file in sorted(place.rglob(stem + ".*")) if place.is_dir() else ():
            if file.suffix == ".json":
                continue
            try:
                text = prepare(read_document(file, file.name))
            except ReadError:
                continue
            return tuple(text.clean[s.start : s.end] for s in text.sentences)
    return ()


def _value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _corpus_line(miss: Miss, sentence: str) -> list[str]:
    family, keys = _FAMILY.get(miss.kind, (None, ()))
    if family is None:
        return []
    if miss.what == "spurious":
        return ["[[never]]", f"text = {_value(sentence)}", 'why = "…"']
    fact: Mapping[str, Any] = miss.fact
    shown = ", ".join(f"{k} = {_value(fact[k])}" for k in keys if fact.get(k) not in (None, []))
    return ["[[example]]", f'rule = "{family}.…"', f"text = {_value(sentence)}", f"finds = [{{ {shown} }}]"]


def explain(miss: Miss, gold: Path) -> list[str]:
    """The error in a few lines: the fact, its sentence, and what to write into the corpus."""
    lines = [miss.shown]
    words = miss.fact.get("quote") or miss.fact.get("name") or miss.fact.get("text") or miss.fact.get("title")
    key = norm(words)
    sentence = next((s for s in _sentences(gold, miss.file) if key and key in norm(s)), None)
    if sentence is not None:
        lines += ["“" + sentence + "”", *_corpus_line(miss, sentence)]
    return lines
