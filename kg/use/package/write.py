"""Write a package: a folder that holds nothing but what is listed in its checksums."""

from __future__ import annotations

import json
from hashlib import sha256
from importlib import resources
from pathlib import Path

import pyoxigraph as ox

from kg.choose import margins
from kg.graph.ontology import ontology_dir
from kg.graph.write import writing_whole
from kg.use.export.all import export_to
from kg.use.package.dictionary import as_csv, as_markdown, entries
from kg.use.package.metadata import About, citation, croissant
from kg.use.spreadsheet import table

CHECKSUMS = "SHA256SUMS"
_ONTOLOGY = ("dangjian.ttl", "kinds.ttl", "shapes.ttl")
_QUALITY = ("rule", "precision", "right", "total")
_README = """# {title}

{title}：由 kg 从报道中读出的图谱与表格。每条陈述都可追溯到原文的字句（`document`、`start`、`end`、`quote`）。

Tables and a graph that kg read from reports. Every statement leads back to the words that it rests on.

| file | 内容 | what |
|---|---|---|
| `graph.ttl` | 图谱 | the graph |
| `ontology/` | 术语、代码表、约束 | terms, code lists, constraints |
| `tables/` | 数据表与编码手册 | tables, with their codebook |
| `dictionary.*` | 数据字典 | the data dictionary |
| `quality.csv` | 各规则、各取舍（按胜出的分差）的实测精确率 | measured precision of each rule, and of each choice by its margin |
| `measured.csv` | 未用于改规则的文本上各类陈述的精确率、召回率；两位标注者的一致度（F1） | precision and recall by kind on texts no rule was fitted to; agreement (F1) of two annotators |
| `croissant.json` | 机器可读的元数据 | metadata that programs load |
| `CITATION.cff` | 引用信息 | how to cite |
| `SHA256SUMS` | 校验和 | checksums: `sha256sum -c SHA256SUMS` |

原文不在其中；其编号（`dcterms:identifier`）为文件字节的 SHA-256。
The reports themselves are not included; `dcterms:identifier` is the SHA-256 of their bytes.
"""


def write_package(store: ox.Store, graph: Path, folder: Path, about: About) -> list[str]:
    """Write the package of a graph into a folder that is new or empty; the paths of its files in it."""
    folder.mkdir(parents=True, exist_ok=True)
    export_to(store, "tables", folder / "tables")
    for name in _ONTOLOGY:
        _write(folder / "ontology" / name, (ontology_dir() / name).read_text("utf-8"))
    _write(folder / "graph.ttl", graph.read_text("utf-8"))
    found = entries()
    _write(folder / "dictionary.csv", as_csv(found))
    for language in ("zh", "en"):
        _write(folder / f"dictionary.{language}.md", as_markdown(found, language))
    _write(folder / "quality.csv", _quality())
    _write(
        folder / "measured.csv",
        "\ufeff" + resources.files("kg.use.package").joinpath("measured.csv").read_text("utf-8"),
    )
    _write(folder / "README.md", _README.format(title=about.title))
    _write(folder / "CITATION.cff", citation(about))
    files = {p: _digest(folder / p) for p in _files(folder)}
    _write(folder / "croissant.json", croissant(about, files))
    files["croissant.json"] = _digest(folder / "croissant.json")
    _write(folder / CHECKSUMS, "".join(f"{d}  {p}\n" for p, d in sorted(files.items())))
    return [*sorted(files), CHECKSUMS]


def _quality() -> str:
    """The precision of each rule, and of each choice by its margin, as it was measured on texts that nothing was fitted to."""
    said = json.loads(resources.files("kg.rules").joinpath("confidence.json").read_text("utf-8"))
    rows = [{"rule": r, "precision": v["confidence"], **v} for r, v in sorted(said.items())]
    rows += [
        {"rule": f"{choice} ≤{s.upto}", "precision": round(s.precision, 3), "right": s.right, "total": s.total}
        for choice, steps in sorted(margins.measured().items())
        for s in steps
    ]
    return table(_QUALITY, ({c: row.get(c) for c in _QUALITY} for row in rows))


def _files(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _write(path: Path, words: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with writing_whole(path) as out:
        out.write(words)
