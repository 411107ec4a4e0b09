"""Rows between Spark and the functions of kg: tables of words alone, taken batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

FACT = ("subject", "predicate", "object", "datatype")
Words = tuple[str, ...]
_BATCH = 4096  # rows that are handed back at a time


def each(frame: DataFrame, work: Callable[[Iterator[Words]], Iterable[Words]], columns: tuple[str, ...]) -> DataFrame:
    """What a function gives for the rows of each partition, as rows with these columns."""

    def over(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return _batches(work(chain.from_iterable(map(_rows, batches))), columns)

    return frame.mapInArrow(over, ", ".join(f"{name} string" for name in columns))


def each_group(
    frame: DataFrame, key: str, work: Callable[[str, list[Words]], Iterable[Words]], columns: tuple[str, ...]
) -> DataFrame:
    """What a function gives for all rows of each value of ``key``, which is the first column: they are brought together by Spark."""
    together = frame.repartition(key).sortWithinPartitions(key)

    def over(rows: Iterator[Words]) -> Iterator[Words]:
        for value, group in groupby(rows, key=itemgetter(0)):
            yield from work(value, list(group))

    return each(together, over, columns)


def _rows(batch: pa.RecordBatch) -> Iterator[Words]:
    return zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _batches(rows: Iterable[Words], columns: tuple[str, ...]) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    schema: Any = pa.schema([(name, pa.string()) for name in columns])
    held: list[Words] = []
    size = 0
    for row in rows:
        held.append(row)
        size += sum(map(len, row))
        if len(held) >= _BATCH or size > 1 << 24:
            yield _batch(held, schema)
            held, size = [], 0
    if held:
        yield _batch(held, schema)


def _batch(rows: list[Words], schema: Any) -> pa.RecordBatch:
    import pyarrow as pa

    columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
    return pa.RecordBatch.from_arrays(columns, schema=schema)
