"""Mentions for annotators: what doccano and WebAnno would read stands where the graph quotes it."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.graph.store import load
from kg.graph.write import write_turtle
from kg.model import Document
from kg.pipeline import build
from kg.text.kept import KeptTexts, keep_texts
from kg.use.export.all import TextMissing, export_to

RAW = "高台县：𠮷祥夜校\r\n\r\n　　高台县委印发《夜校_管理|办法》，推行“三岗联创”工作法，\n建成示范点12个。\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    document = Document(sha256(RAW.encode()).hexdigest(), "a.txt", RAW)
    write_turtle(build([document]), folder / "graph.ttl")
    keep_texts([document], folder / "texts")
    return folder


def labelled(folder: Path) -> set[tuple[str, str]]:
    """The words and labels that doccano reads."""
    lines = (folder / "d.jsonl").read_text("utf-8").splitlines()
    (said,) = map(json.loads, lines)
    assert said["text"] == RAW
    return {(said["text"][a:b], label) for a, b, label in said["label"]}


def test_doccano(folder: Path) -> None:
    export_to(load(folder / "graph.ttl"), "doccano", folder / "d.jsonl", KeptTexts(folder / "texts"))
    found = labelled(folder)
    assert {("高台县", "Region"), ("高台县委", "Organisation"), ("《夜校_管理|办法》", "PolicyDocument")} <= found


def units(tsv: str) -> dict[tuple[str, str, str], str]:
    """The annotations of a WebAnno file: their words by number, label and name, put together from the tokens."""
    found: dict[tuple[str, str, str], str] = {}
    for line in tsv.splitlines():
        if not re.match(r"\d+-\d+\t", line):
            continue
        _, _, token, labels, names, last = line.split("\t")
        assert last == ""
        if labels == "_":
            continue
        for label, name in zip(labels.split("|"), re.split(r"(?<!\\)\|", names), strict=True):
            kind, number = re.fullmatch(r"(.+)\[(\d+)\]", label).groups()  # type: ignore[union-attr]
            plain = re.sub(r"\\(.)", r"\1", name.removesuffix(f"[{number}]"))
            found[number, kind, plain] = found.get((number, kind, plain), "") + token
    return found


def test_webanno(folder: Path) -> None:
    store = load(folder / "graph.ttl")
    (path,) = export_to(store, "webanno", folder / "wa", KeptTexts(folder / "texts"))
    tsv = path.read_text("utf-8")
    assert tsv.startswith(
        "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Mention|label|name\n\n\n#Text=高台县：𠮷祥夜校\n"
    )
    wide = RAW.encode("utf-16-le")
    for line in tsv.splitlines():
        if match := re.match(r"\d+-\d+\t(\d+)-(\d+)\t(.)\t", line):
            start, end, token = int(match[1]), int(match[2]), match[3]
            assert wide[2 * start : 2 * end].decode("utf-16-le") == token
    found = {(kind, name, words) for (_, kind, name), words in units(tsv).items()}
    assert ("PolicyDocument", "夜校_管理|办法", "《夜校_管理|办法》") in found
    assert ("Organisation", "高台县委", "高台县委") in found


def test_a_text_that_is_not_kept_is_told(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(TextMissing):
        export_to(load(folder / "graph.ttl"), "doccano", tmp_path / "d.jsonl", {})
    graph = tmp_path / "graph.ttl"
    graph.write_bytes((folder / "graph.ttl").read_bytes())
    result = CliRunner().invoke(app, ["export", "--to", "webanno", "-g", str(graph)])
    assert result.exit_code == 2
