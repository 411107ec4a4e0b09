"""What a build on Spark leaves: facts as Parquet, N-Quads in sorted parts, and, on a disk, the usual graph and texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph import store as st
from kg.graph.blocks import EVIDENCE
from kg.graph.terms import DJ, DOCUMENTS, ID
from kg.graph.write import block, in_full, turtle, writing_whole
from kg.model import Document, Fact
from kg.scale.spark.frames import FACT, Words, each
from kg.scale.spark.read import DOCUMENT, Chosen, Row
from kg.scale.spark.session import literal

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

    from kg.scale.spark.facts import Staging

FACTS, QUADS = "facts", "quads"
"""The folders of the parts."""


def write_facts(settled: DataFrame, folder: str) -> DataFrame:
    """Write the facts as Parquet, each once, sorted within and across the parts; a subject lies in one part."""
    parts = settled.select(*FACT).repartitionByRange("subject").sortWithinPartitions(*FACT)
    each(parts, _once, FACT).write.parquet(folder)
    return settled.sparkSession.read.schema(settled.schema).parquet(literal(folder))


def _once(rows: Iterator[Words]) -> Iterator[Words]:
    return (row for row, _ in groupby(rows))


def write_quads(facts: DataFrame, folder: str, staging: Staging) -> None:
    """Write N-Quads, sorted within and across the parts, as ``kg export`` gives them: what is said of a node stands in the
    graph of every document that it has evidence in."""
    from pyspark.sql import functions as sql

    lists = facts.sparkSession.createDataFrame([tuple(f) for f in st.facts(st.of_facts(()))], facts.schema)
    homes = _homes(facts, staging)
    inside = sql.col("subject").startswith(EVIDENCE) | sql.col("subject").startswith(DOCUMENTS)
    said = (
        facts.where(inside)
        .select(*FACT, _document("subject").alias("document"))
        .unionByName(facts.where(~inside).join(homes, "subject", "left").select(*FACT, "document"))
        .unionByName(lists.select(*FACT, sql.lit(None).cast("string").alias("document")))
    )
    # A line begins with its subject in brackets: so parted, lines that are sorted in each part are sorted across them, and
    # Spark, which looks at a sample of the keys first, has not to make the lines for that.
    parts = said.repartitionByRange(sql.concat("subject", sql.lit(">")))
    each(parts, _lines, ("value",)).sortWithinPartitions("value").write.text(folder)


def _document(column: str) -> Column:
    """The document of a piece of evidence, a report or a document."""
    from pyspark.sql import functions as sql

    return sql.concat(sql.lit(DOCUMENTS), sql.regexp_extract(column, "/(?:ev|doc)/([^-/]+)", 1))


def _homes(facts: DataFrame, staging: Staging) -> DataFrame:
    """The documents of each node: those of its evidence, else those of the nodes that refer to it, as far as that leads."""
    from pyspark.sql import functions as sql

    quoted = facts.where(facts["predicate"] == DJ + "evidence")
    known = staging.put(quoted.select("subject", _document("object").alias("document")).distinct(), "known")
    nodes = known.select("subject").distinct()
    links = facts.where(
        (facts["datatype"] == "")
        & facts["object"].startswith(ID)
        & ~facts["object"].startswith(EVIDENCE)
        & ~facts["object"].startswith(DOCUMENTS)
        & ~facts["subject"].startswith(EVIDENCE)
    ).select("subject", "object")
    apart = links.distinct().join(nodes.select(sql.col("subject").alias("object")), "object", "left_anti")
    refers = staging.put(apart.select("subject", "object"), "refers")
    # Nodes without evidence that refer to such nodes are few: places in places, above all.
    inside = sql.col("subject").startswith(DOCUMENTS)
    deep = refers.where(~inside).join(nodes, "subject", "left_anti").collect()
    ways = facts.sparkSession.sparkContext.broadcast(_reached(map(tuple, deep)))
    reports = refers.where(inside).select("subject", _document("subject").alias("document"))
    homes = known.unionByName(reports.distinct())
    led = refers.join(homes, "subject").select("object", "document").distinct()
    found = each(led, lambda rows: _all_reached(rows, ways.value), ("subject", "document"))
    return known.unionByName(found.distinct())


def _reached(links: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """From each node all nodes that the links lead to."""
    next_: dict[str, set[str]] = {}
    for subject, target in links:
        next_.setdefault(subject, set()).add(target)
    found = {}
    for node in next_:
        seen, open_ = {node}, [node]
        while open_:
            new = next_.get(open_.pop(), set()) - seen
            seen |= new
            open_ += new
        found[node] = tuple(sorted(seen))
    return found


def _all_reached(rows: Iterator[Words], ways: Mapping[str, tuple[str, ...]]) -> Iterator[Words]:
    for node, document in rows:
        for reached in ways.get(node, (node,)):
            yield reached, document


def _lines(rows: Iterator[Words]) -> Iterator[Words]:
    for subject, predicate, words, kind, document in rows:
        graph = f" {in_full(document, '')}" if document else ""
        said = f"{in_full(subject, '')} {in_full(predicate, '')} {in_full(words, kind)}"
        yield (f"{said}{graph} .",)


# --------------------------------------------------------------------------- on a disk


def tidy(folder: Path, ending: str) -> None:
    """Leave only the parts, under names that say nothing but their order."""
    parts = sorted(p for p in folder.glob("part-*") if p.is_file())
    for path in folder.iterdir():
        if path not in parts:
            path.unlink()
    for number, part in enumerate(p for p in parts if p.stat().st_size or len(parts) == 1):
        part.rename(folder / f"part-{number:05}{ending}")
    for part in parts:
        part.unlink(missing_ok=True)


def stored(folder: Path) -> Iterator[Fact]:
    """The facts of the parts, in their order, batch by batch."""
    from pyarrow.parquet import ParquetFile

    for part in sorted(folder.glob("part-*.parquet")):
        for batch in ParquetFile(part).iter_batches(columns=list(FACT)):
            columns = (column.to_pylist() for column in batch.columns)
            yield from map(Fact, *columns)


def write_graph(facts: Iterable[Fact], path: Path) -> None:
    """Write facts that are sorted as the Turtle that ``kg build`` writes; nothing holds them all."""
    with writing_whole(path) as out:
        out.writelines(turtle(()))
        out.writelines(block(s, group) for s, group in groupby(facts, key=itemgetter(0)))


def documents(folder: Path, chosen: Chosen) -> Iterator[Document]:
    """The documents that stand, for their texts to be kept."""
    from pyarrow.parquet import ParquetFile

    for part in sorted(folder.glob("part-*.parquet")):
        for batch in ParquetFile(part).iter_batches(64, columns=list(Row._fields)):
            rows = map(Row, *(column.to_pylist() for column in batch.columns))
            yield from (d for row in rows if (d := _standing(row, chosen)) is not None)


def _standing(row: Row, chosen: Chosen) -> Document | None:
    if row.kind != DOCUMENT or row.place in chosen.copies:
        return None
    return row.document(chosen.names.get(row.place, row.name))


def write_texts(rows: DataFrame, chosen: Chosen, folder: str) -> None:
    """Write the texts of the documents that stand as Parquet, a row each."""
    told = rows.sparkSession.sparkContext.broadcast(chosen)

    def texts(found: Iterator[Words]) -> Iterator[Words]:
        for row in map(Row._make, found):
            document = _standing(row, told.value)
            if document is not None:
                yield document.name, document.id, document.raw, row.layout

    each(rows, texts, ("name", "id", "text", "places")).write.parquet(folder)
