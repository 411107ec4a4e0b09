"""Tables as CSV and Parquet, and the codebook of their columns."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.use.spreadsheet import table as csv_text
from kg.use.tables.all import TABLES
from kg.use.tables.columns import Column, Row, Table, Value
from kg.use.tables.material import Material

BATCH = 10_000
CODEBOOK = ("table", "table_zh", "column", "kind", "values", "key", "zh", "en")


class ExtraMissing(Exception):
    """A format needs packages that are not installed: ``pip install "kg[parquet]"``."""


def csv(table: Table, material: Material) -> str:
    """A table as CSV."""
    return csv_text(table.names, ({k: _plain(v) for k, v in r.items()} for r in table.rows(material)))


def _plain(value: Value) -> str | int | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return int(value) if value.is_integer() else repr(value)
    return value


def has_parquet() -> bool:
    """Whether the packages for Parquet are installed."""
    return importlib.util.find_spec("pyarrow") is not None


def parquet(table: Table, material: Material, path: Path) -> None:
    """A table as Parquet, its columns typed and described. Raises :class:`ExtraMissing` without pyarrow."""
    if not has_parquet():
        raise ExtraMissing("pyarrow")
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {"integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
    schema = pa.schema(
        [pa.field(c.name, kinds.get(c.kind, pa.string()), metadata={"zh": c.zh, "en": c.en}) for c in table.columns]
    )
    with pq.ParquetWriter(path, schema) as writer:
        writer.write_table(pa.Table.from_pylist([], schema=schema))
        for some in _batches(table.rows(material)):
            writer.write_table(pa.Table.from_pylist(some, schema=schema))


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def codebook_csv() -> str:
    """The columns of all tables as CSV."""
    return csv_text(CODEBOOK, codebook_rows())


def codebook_rows() -> Iterator[dict[str, str]]:
    """What each column of each table holds."""
    for t in TABLES:
        for c in t.columns:
            yield {
                "table": t.name,
                "table_zh": t.zh,
                "column": c.name,
                "kind": c.kind,
                "values": " | ".join(c.values),
                "key": "key" if c.name in t.key else "",
                "zh": c.zh,
                "en": c.en,
            }


_WORDS = {
    "zh": ("编码手册", "每行：", "主键：", ("列", "类型", "取值", "含义")),
    "en": ("Codebook", "A row is ", "Key: ", ("column", "kind", "values", "meaning")),
}


def codebook_md(language: str) -> str:
    """The columns of all tables as Markdown, in one language."""
    title, row, key, heads = _WORDS[language]
    lines = [f"# {title}", ""]
    for t in TABLES:
        name, what = (t.zh, t.row_zh) if language == "zh" else (t.en, t.row_en)
        end = "。" if language == "zh" else "."
        lines += [f"## {name} (`{t.name}`)", "", f"{row}{what}{end}", "", f"{key}{', '.join(t.key)}", ""]
        lines += ["| " + " | ".join(heads) + " |", "|---|---|---|---|"]
        lines += [_line(c, language) for c in t.columns] + [""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _line(column: Column, language: str) -> str:
    words = column.zh if language == "zh" else column.en
    values = ", ".join(f"`{v}`" for v in column.values)
    return f"| `{column.name}` | {column.kind} | {values} | {words} |"
