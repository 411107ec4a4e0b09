"""From what a person names to documents: the files of folders, or the rows of Parquet, read where the cluster has room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.model import Document, Given
from kg.scale.spark.frames import Words, each, each_group
from kg.scale.spark.session import SparkProblem, is_remote, literal, on_disk
from kg.text.decode import ReadError
from kg.text.inputs import OWN, apart_from, find_files, manifest_of, refuse
from kg.text.kept import kept_name
from kg.text.printed import decoded, encoded
from kg.text.read import How, read_bytes, read_file
from kg.text.sources import Manifest

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

TASK = 1 << 19
"""So many bytes of input one task takes: half a minute of work at most is lost with a worker."""
DOCUMENT, _ERROR, _BETWEEN = "document", "error", "\x1f"
_GIVEN = Given._fields


class Row(NamedTuple):
    """A document as it was read, or (``kind`` error) why a file gave none; ``place`` is its place in the order of all."""

    kind: str
    id: str
    name: str
    place: str
    date: str = ""
    source: str = ""
    url: str = ""
    retrieved: str = ""
    raw: str = ""
    layout: str = ""

    def document(self, name: str) -> Document:
        """The document, under a name."""
        given = Given(self.date, self.source, self.url, self.retrieved)
        return Document(self.id, name, self.raw, given, decoded(self.layout))


def _row(document: Document, place: str, given: Given) -> Row:
    layout = encoded(document.layout) if document.layout else ""
    return Row(DOCUMENT, document.id, document.name, place, *given, document.raw, layout)


@dataclass(slots=True)
class Named:
    """What a person named: the files, what manifests say of them, tables of names and bytes, and folders of the cluster's store."""

    files: list[tuple[Path, str]] = field(default_factory=list)
    manifests: dict[Path, Manifest] = field(default_factory=dict)
    tables: list[str] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    missing: list[Path] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Of the documents that were read, those that are not: second copies, by their places; and those with another name."""

    copies: Mapping[str, tuple[str, str]]
    names: Mapping[str, str]


def look(paths: Iterable[str]) -> Named:
    """What the paths name. A folder of Parquet is a table; any other folder is one of files."""
    named = Named()
    here: list[Path] = []  # "-", standard input, is no place that a worker could read
    for words in paths:
        path = Path(words)
        if words.rstrip("/").endswith(".parquet") or (
            not is_remote(words) and path.is_dir() and any(path.glob("*.parquet"))
        ):
            named.tables.append(words)
        elif is_remote(words):
            named.folders.append(words)
        elif path.exists():
            here.append(path)
        else:
            named.missing.append(path)
    named.files = sorted(find_files(here), key=lambda f: (f[1], str(f[0])))
    for path, name in named.files:
        manifest_of(path, name, named.manifests)
    return named


def read(spark: SparkSession, named: Named, how: How) -> DataFrame:
    """The documents of all inputs, and errors, as rows."""
    frames = [_files(spark, named, how)] if named.files else []
    frames += [_table(spark, path, how) for path in named.tables]
    frames += [_folder(spark, path, how) for path in named.folders]
    whole = frames[0]
    for frame in frames[1:]:
        whole = whole.unionByName(frame)
    return whole


def _files(spark: SparkSession, named: Named, how: How) -> DataFrame:
    """Files that every worker can open by their paths."""
    sized = [(_size(path), str(path.resolve()), name, str(path)) for path, name in named.files]
    sized.sort(reverse=True)
    cores = spark.sparkContext.defaultParallelism
    slices = max(1, min(len(sized), max(4 * cores, sum(s[0] for s in sized) // TASK)))
    rows = [row[1:] for first in range(slices) for row in sized[first::slices]]
    frame = spark.createDataFrame(spark.sparkContext.parallelize(rows, slices), "at string, name string, path string")
    given = {str(root): manifest.given for root, manifest in named.manifests.items()}
    return each(frame, lambda found: _read_files(found, given, how), Row._fields)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _read_files(found: Iterator[Words], given: Mapping[str, dict[str, Given]], how: How) -> Iterator[Row]:
    manifests = {Path(root): Manifest(Path(root), said) for root, said in given.items()}
    for at, name, path in found:

        def documents(at: str = at, name: str = name, path: str = path) -> Iterator[Row]:
            refuse(Path(path))
            read = read_file(Path(at), name, how)
            manifest = manifest_of(Path(path), name, manifests)
            yield from (_error(str(e.path), e) for e in read.errors)
            for number, d in enumerate(read.documents):
                place = _BETWEEN.join((name, path, f"{number:07}"))
                yield _row(d, place, manifest.of(d.name))

        yield from _told(documents, path)


def _table(spark: SparkSession, path: str, how: How) -> DataFrame:
    """Parquet with the columns name and bytes (or a text), and perhaps date, source, url and retrieved."""
    table = spark.read.parquet(path if is_remote(path) else literal(on_disk(Path(path))))
    if not {"name", "bytes"} <= set(table.columns):
        raise SparkProblem("columns", f"{path}: {', '.join(table.columns)}")
    return _rows_of(spark, table, how)


def _folder(spark: SparkSession, path: str, how: How) -> DataFrame:
    """All files below a folder of the cluster's store, by their names below it."""
    from pyspark.sql import functions as sql

    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(literal(path))
    root = path.partition("://")[2].strip("/") + "/"
    name = sql.substring_index("path", root, -1)
    named = files.select(name.alias("name"), files["content"].alias("bytes"))
    hidden = sql.concat(sql.lit("/"), sql.col("name")).contains("/.")
    own = sql.substring_index("name", "/", -1).isin(*OWN)
    return _rows_of(spark, named.where(~hidden & ~own), how)


def _rows_of(spark: SparkSession, table: DataFrame, how: How) -> DataFrame:
    from pyspark.sql import functions as sql

    def given(column: str) -> Column:
        there = sql.col(column).cast("string") if column in table.columns else sql.lit(None)
        return sql.coalesce(there, sql.lit("")).alias(column)

    content = sql.col("bytes").cast("binary")
    named = sql.col("name").cast("string")
    rows = table.select(named, *map(given, _GIVEN), content.alias("content"))
    slices = max(rows.rdd.getNumPartitions(), 4 * spark.sparkContext.defaultParallelism)
    return each(rows.repartition(slices), lambda found: _read_rows(found, how), Row._fields)


def _read_rows(found: Iterator[tuple[Any, ...]], how: How) -> Iterator[Row]:
    for name, *given, content in found:

        def documents(name: str = name, given: Sequence[str] = given, content: bytes | None = content) -> Iterator[Row]:
            read = read_bytes(content or b"", Path(name), name, how)
            yield from (_error(str(e.path), e) for e in read.errors)
            for number, d in enumerate(read.documents):
                place = _BETWEEN.join((name, "", f"{number:07}"))
                yield _row(d, place, Given(*given))

        yield from _told(documents, name)


def _told(documents: Callable[[], Iterator[Row]], path: str) -> Iterator[Row]:
    """The documents of one file; what goes wrong with it is told of this file alone."""
    try:
        for row in documents():
            row.raw.encode("utf-8")
            yield row
    except ReadError as error:
        yield _error(path, error)
    except UnicodeEncodeError as error:
        reason = f"it cannot be read ({error.reason})"
        yield _error(path, ReadError(Path(path), reason, "Save it again as UTF-8."))


def _error(path: str, error: ReadError) -> Row:
    return Row(_ERROR, "", path, "", raw=error.reason + _BETWEEN + error.way_out)


def errors(rows: DataFrame) -> list[ReadError]:
    """Why files, or parts of them, could not be read."""
    found = rows.where(rows["kind"] == _ERROR).select("name", "raw").distinct().collect()
    return sorted((ReadError(Path(n), *raw.split(_BETWEEN, 1)) for n, raw in found), key=str)


def choose(rows: DataFrame) -> Chosen:
    """Of documents with the same bytes the first stands; of names whose kept texts would be one file all but one change."""
    documents = rows.where(rows["kind"] == DOCUMENT)
    seconds = each_group(documents.select("id", "place", "name"), "id", _seconds, ("place", "name", "other"))
    copies = {place: (name, other) for place, name, other in seconds.collect()}
    keyed = each(
        documents.select("name", "id", "place"), lambda found: _keyed(found, copies), ("key", "name", "id", "place")
    )
    renamed = each_group(keyed, "key", _renamed, ("place", "name"))
    return Chosen(copies, dict(tuple(row) for row in renamed.collect()))


def _seconds(_id: str, rows: list[Words]) -> Iterator[Words]:
    first, *others = sorted(row[1:] for row in rows)
    return ((place, name, first[1]) for place, name in others)


def _keyed(found: Iterator[Words], copies: Mapping[str, object]) -> Iterator[Words]:
    return ((kept_name(name), name, id_, at) for name, id_, at in found if at not in copies)


def _renamed(_key: str, rows: list[Words]) -> Iterator[Words]:
    for _, name, id_, place in sorted(rows)[1:]:
        yield place, apart_from(name, id_)
