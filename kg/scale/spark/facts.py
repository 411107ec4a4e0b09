"""``build_one`` over all documents, and the second pass by key: each step of :mod:`kg.graph.keyed` on the facts that Spark brings together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.graph import keyed
from kg.graph.blocks import EVIDENCE
from kg.graph.keyed import PROGRAMMES
from kg.graph.same import Apart, Clue, Match, Same, clues, matches, same_of
from kg.graph.terms import DJ, ID, RDF
from kg.model import Document, Fact
from kg.scale.pool import SLOW, Work, is_bare
from kg.scale.spark.frames import FACT, Words, each, each_group
from kg.scale.spark.read import DOCUMENT, Chosen, Row
from kg.scale.spark.session import literal
from kg.text.limit import TimeLimit

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

FAILED, BARE = "!failed", "!bare"
"""What stands in the place of a predicate where a document failed, or nothing was found in it."""
_DROPPED = "!"
_CLAIMS = ID + "claim/"


@dataclass(frozen=True, slots=True)
class Staging:
    """Where what is in between lies, so that nothing is done twice when a worker dies."""

    spark: SparkSession
    folder: str

    def put(self, frame: DataFrame, name: str) -> DataFrame:
        """Write rows, and give them as they are read again."""
        at = f"{self.folder}/{name}"
        frame.write.mode("overwrite").parquet(at)
        return self.spark.read.schema(frame.schema).parquet(literal(at))

    def a_task_each(self, rows: DataFrame) -> None:
        """Let every part that is read from here on be a task of its own: Spark would take small files together, and few tasks
        leave workers idle and lose much with one of them."""
        self.spark.conf.set("spark.sql.files.minPartitionNum", max(1, len(rows.inputFiles())))

    def get(self, name: str) -> DataFrame:
        """The rows that were put under a name."""
        return self.spark.read.parquet(literal(f"{self.folder}/{name}"))

    def remove(self) -> None:
        """Take all of it away, wherever it lies."""
        context: Any = self.spark.sparkContext
        path = context._jvm.org.apache.hadoop.fs.Path(self.folder)
        path.getFileSystem(context._jsc.hadoopConfiguration()).delete(path, True)


def build(rows: DataFrame, chosen: Chosen, seconds: float | None) -> DataFrame:
    """The facts of all documents; each may stand in several rows."""
    work = Work(seconds=seconds)
    told = rows.sparkSession.sparkContext.broadcast(chosen)
    documents = rows.where(rows["kind"] == DOCUMENT)
    return each(documents, lambda found: _build(found, told.value, work), FACT)


def _build(found: Iterator[Words], chosen: Chosen, work: Work) -> Iterator[Words]:
    for row in map(Row._make, found):
        if row.place in chosen.copies:
            continue
        name = chosen.names.get(row.place, row.name)
        yield from _facts(row.document(name), work)


def _facts(document: Document, work: Work) -> Iterable[Words]:
    try:
        facts = work(document)
    except TimeLimit:
        return [(document.name, FAILED, SLOW, "")]
    except Exception as error:  # noqa: BLE001 - one document's failure must not lose the others
        return [(document.name, FAILED, f"{type(error).__name__}: {error}"[:300], "")]
    told = [(document.name, BARE, "", "")] if is_bare(facts) else []
    return [*sorted(facts), *told]


def settle(facts: DataFrame, apart: Apart, staging: Staging) -> DataFrame:
    """The settled facts of the corpus; a piece of evidence may stand in several rows."""
    from pyspark.sql import functions as sql

    facts = facts.where(~facts["predicate"].startswith("!"))
    evidence = facts.where(facts["subject"].startswith(EVIDENCE))
    others = facts.where(~facts["subject"].startswith(EVIDENCE))
    same = facts.sparkSession.sparkContext.broadcast(_same(others, apart))
    ways = others["subject"].startswith(PROGRAMMES)
    homes = each(others.where(ways), lambda rows: _at_home(rows, same.value), ("home", *FACT))
    lists = staging.put(each_group(homes, "home", _lists, ("mark", *FACT)), "lists")
    rest = each(others.where(~ways), lambda rows: _renamed(rows, same.value), FACT)
    taken = rest.unionByName(lists.where(lists["mark"] == "").select(*FACT))
    dropped = lists.where(lists["mark"] == _DROPPED).select(
        sql.col("subject").alias("part"), sql.col("predicate").alias("programme")
    )
    held = each_group(_without(taken, dropped), "subject", _held, FACT)
    return _standing(staging.put(held, "held")).unionByName(evidence)


def _same(others: DataFrame, apart: Apart) -> Same:
    """The small map that everybody gets."""
    known = others["subject"].startswith(PROGRAMMES) | others["subject"].startswith(keyed.POLICIES)
    told = each_group(others.where(known), "subject", _clues, Clue._fields)
    found = each_group(told, "key", _matches, Match._fields)
    return same_of((Match(*row) for row in found.collect()), apart)


def _clues(node: str, rows: list[Words]) -> Iterable[Words]:
    return clues(node, {Fact(*row) for row in rows})


def _matches(key: str, rows: list[Words]) -> Iterable[Words]:
    return matches(key, [Clue(*row) for row in rows])


def _renamed(rows: Iterator[Words], same: Same) -> Iterable[Words]:
    return keyed.renamed((Fact(*row) for row in rows), same)


def _at_home(rows: Iterator[Words], same: Same) -> Iterator[Words]:
    for fact in keyed.renamed((Fact(*row) for row in rows), same):
        yield keyed.home(fact.subject, same), *fact


def _lists(_home: str, rows: list[Words]) -> Iterator[Words]:
    kept, dropped = keyed.lists_of({Fact(*row[1:]) for row in rows})
    for fact in sorted(kept):
        yield "", *fact
    for part, programme in sorted(dropped.items()):
        yield _DROPPED, part, programme, "", ""


def _without(taken: DataFrame, dropped: DataFrame) -> DataFrame:
    """The facts without the parts that do not stand: only those that speak of parts are looked at."""
    from pyspark.sql import functions as sql

    local = sql.substring("object", len(PROGRAMMES) + 1, 1 << 20)
    about = (sql.col("datatype") == "") & sql.col("object").startswith(PROGRAMMES) & local.contains("-")
    asked = taken.where(about).join(dropped, sql.col("object") == sql.col("part"), "left")
    moved = each(asked.select(*FACT, "programme"), _moved, FACT)
    return taken.where(~about).unionByName(moved)


def _moved(rows: Iterator[Words]) -> Iterator[Words]:
    for *words, programme in rows:
        fact = Fact(*words)
        yield from keyed.without_parts((fact,), {fact.object: programme} if programme else {})


def _held(_subject: str, rows: list[Words]) -> Iterable[Words]:
    return sorted(keyed.held({Fact(*row) for row in rows}))


def _standing(held: DataFrame) -> DataFrame:
    """The facts without the claims whose edge is gone."""
    from pyspark.sql import functions as sql

    claims = held.where(held["subject"].startswith(_CLAIMS))
    ends = each_group(claims, "subject", _ends, ("claim", *(f"of_{c}" for c in FACT[:3])))
    edges = held.where(held["datatype"] == "").select(*FACT[:3])
    same: list[Column] = [sql.col(f"of_{c}") == sql.col(c) for c in FACT[:3]]
    idle = ends.join(edges, same, "left_anti").select(sql.col("claim").alias("subject"))
    return held.join(idle, "subject", "left_anti").select(*FACT)


def _ends(claim: str, rows: list[Words]) -> Iterator[Words]:
    edge = keyed.ends(Fact(*row) for row in rows)
    if edge is not None:
        yield claim, *edge[:3]


# --------------------------------------------------------------------------- what is told of a build


def failed(facts: DataFrame) -> dict[str, str]:
    """The documents that failed, and why."""
    rows = facts.where(facts["predicate"] == FAILED).select("subject", "object").collect()
    return dict(sorted(map(tuple, rows)))


def bare(facts: DataFrame) -> list[str]:
    """The documents in which nothing was found."""
    return sorted(row[0] for row in facts.where(facts["predicate"] == BARE).select("subject").collect())


def counts(settled: DataFrame) -> tuple[int, dict[str, int], int]:
    """How many facts there are, how many nodes of each class, and how many programmes announce more parts than were found."""
    from pyspark.sql import functions as sql

    kind = sql.when(sql.col("predicate") == RDF + "type", sql.col("object")).otherwise("")
    types = {row[0]: int(row[1]) for row in settled.groupBy(kind).count().collect()}

    def number(name: str) -> Column:
        said = sql.when(sql.col("predicate") == DJ + name, sql.col("object").cast("int"))
        return sql.coalesce(sql.max(said), sql.lit(0))

    counted = settled.where(settled["predicate"].isin(DJ + "declaredCount", DJ + "foundCount"))
    both = counted.groupBy("subject").agg(
        number("declaredCount").alias("declared"), number("foundCount").alias("found")
    )
    short = both.where(sql.col("found") < sql.col("declared")).count()
    return sum(types.values()), types, short
