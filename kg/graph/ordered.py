"""Rows of words by their first word, in its order: in memory while they are few, as sorted runs in files once they are many.

Facts are such rows, their subject first; so are the pairs that :mod:`kg.graph.settle` joins them with. What is asked for is the
same in both cases, group by group, as often as it is wanted. The order inside a group is not part of the promise.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from heapq import merge
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from shutil import rmtree
from typing import Generic, TypeVar
from weakref import finalize

from kg.model import Fact

LIMIT = 800_000
"""So many rows are held in memory, some 400 MB of facts."""
WIDTH = 64
"""So many runs are merged into one."""

Row = TypeVar("Row", bound=Sequence[str])
Group = tuple[str, list[Fact]]
"""A subject with all that is said of it, each thing once."""
Groups = Callable[[], Iterator[Group]]
"""Facts by their subject, in order, as often as they are asked for."""

_ESCAPES = str.maketrans({"\\": "\\b", "\t": "\\t", "\n": "\\n"})


class Grouped(Generic[Row]):
    """Rows that can be added to and asked for in groups. ``make`` makes a row of its words; files are kept below ``folder``."""

    def __init__(self, make: Callable[[Iterable[str]], Row], folder: Path | None = None) -> None:
        """Without rows; nothing is written before they are many."""
        self._make = make
        self._folder = folder
        self._held: dict[str, list[Row]] = {}
        self._count = 0
        self._in_order = True
        self._levels: list[list[Path]] = []
        self._files: Path | None = None

    def fresh(self) -> Grouped[tuple[str, ...]]:
        """Other rows, without any yet, whose files are kept in the same place."""
        return Grouped(tuple, self._folder)

    def update(self, rows: Iterable[Row]) -> None:
        """Add rows; what is there already stays as it is."""
        held, count = self._held, self._count
        for row in rows:
            if row[0] in held:
                held[row[0]].append(row)
            else:
                held[row[0]] = [row]
            count += 1
            if count >= LIMIT:
                self._make_room()
                held, count = self._held, self._count
        self._count, self._in_order = count, False

    def begin(self, rows: Iterable[Row], count: int) -> None:
        """Hold these rows, each of which comes once and in order, before any other is added."""
        if count >= LIMIT:
            self.update(rows)
            return
        self._held = {first: list(said) for first, said in groupby(rows, key=itemgetter(0))}
        self._count = count

    def groups(self, only: Container[str] | None = None) -> Iterator[tuple[str, list[Row]]]:
        """The rows by their first word, each once; with ``only`` those of these first words."""
        if not self._levels:
            self._tidy()
            yield from (g for g in self._held.items() if only is None or g[0] in only)
            return
        with self._whole().open(encoding="utf-8", errors="surrogatepass", newline="\n") as lines:
            yield from self._read(lines, only)

    def _read(self, lines: Iterable[str], only: Container[str] | None) -> Iterator[tuple[str, list[Row]]]:
        make, first, rows, wanted = self._make, "", list[Row](), False
        for line in lines:
            words = line[:-1].split("\t")
            if "\\" in line:
                words = list(map(_plain, words))
            if words[0] != first or not rows:
                if rows:
                    yield first, rows
                first, rows = words[0], []
                wanted = only is None or first in only
            if wanted:
                rows.append(make(words))
        if rows:
            yield first, rows

    def __iter__(self) -> Iterator[Row]:
        """All rows, group by group."""
        return chain.from_iterable(rows for _, rows in self.groups())

    def loose(self) -> Iterator[Row]:
        """All rows while they are in memory, in no order, and some of them more than once."""
        return chain.from_iterable(self._held.values())

    # -- files

    def _tidy(self) -> None:
        """Hold each row once, and in order."""
        if not self._in_order:
            self._held = {first: list(dict.fromkeys(self._held[first])) for first in sorted(self._held)}
            self._count = sum(map(len, self._held.values()))
            self._in_order = True

    def _make_room(self) -> None:
        """Hold each row once; where that is not enough, write a run."""
        self._held = {first: list(dict.fromkeys(rows)) for first, rows in self._held.items()}
        self._count = sum(map(len, self._held.values()))
        if self._count > LIMIT * 3 // 4:
            self._write_run()

    def _write_run(self) -> None:
        lines = sorted({_line(row) for rows in self._held.values() for row in rows})
        self._held, self._count = {}, 0
        self._add(0, self._written(lines))

    def _add(self, level: int, run: Path) -> None:
        """Put a run beside others of its size; so many of them become one of the next."""
        if level == len(self._levels):
            self._levels.append([])
        self._levels[level].append(run)
        if len(self._levels[level]) == WIDTH:
            runs, self._levels[level] = self._levels[level], []
            self._add(level + 1, self._merged(runs))

    def _whole(self) -> Path:
        """All rows as one run."""
        if self._held:
            self._write_run()
        runs = list(chain.from_iterable(self._levels))
        while len(runs) > 1:
            runs = [*runs[WIDTH:], self._merged(runs[:WIDTH])]
        self._levels = [runs]
        return runs[0]

    def _merged(self, runs: list[Path]) -> Path:
        with ExitStack() as stack:
            files = [
                stack.enter_context(run.open(encoding="utf-8", errors="surrogatepass", newline="\n")) for run in runs
            ]
            found = self._written(line for line, _ in groupby(merge(*files)))
        for run in runs:
            run.unlink()
        return found

    def _written(self, lines: Iterable[str]) -> Path:
        if self._files is None:
            if self._folder is not None:
                self._folder.mkdir(parents=True, exist_ok=True)
            self._files = Path(tempfile.mkdtemp(prefix="kg-", dir=self._folder))
            finalize(self, rmtree, self._files, ignore_errors=True)
        handle, name = tempfile.mkstemp(dir=self._files)
        with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass", newline="\n") as out:
            out.writelines(lines)
        return Path(name)


class Facts(Grouped[Fact]):
    """Facts by their subject."""

    def __init__(self, facts: Iterable[Fact] = (), folder: Path | None = None) -> None:
        """With these facts to begin with."""
        super().__init__(partial(tuple.__new__, Fact), folder)
        self.update(facts)

    def other(self) -> Facts:
        """No facts yet, with files in the same place."""
        return Facts(folder=self._folder)

    @property
    def few(self) -> bool:
        """Whether all of them are in memory."""
        return not self._levels

    def at_hand(self, groups: Groups) -> Groups:
        """What was made of these facts: while they are few it is made once."""
        if not self.few:
            return groups
        made = list(groups())
        return lambda: iter(made)


def joined(one: Iterable[Group], two: Iterable[Group]) -> Iterator[Group]:
    """Two rows of groups as one."""
    others = iter(two)
    other = next(others, None)
    for subject, facts in one:
        while other is not None and other[0] < subject:
            yield other
            other = next(others, None)
        if other is not None and other[0] == subject:
            yield subject, list(dict.fromkeys((*facts, *other[1])))
            other = next(others, None)
        else:
            yield subject, facts
    if other is not None:
        yield other
    yield from others


def beside(
    groups: Iterable[Group], rows: Grouped[tuple[str, ...]]
) -> Iterator[tuple[str, list[Fact], list[tuple[str, ...]]]]:
    """The rows by their first word, each with what is said of the thing of that name."""
    of, said = next(groups := iter(groups), (None, []))
    for first, same in rows.groups():
        while of is not None and of < first:
            of, said = next(groups, (None, []))
        yield first, said if of == first else [], same


def _line(row: Sequence[str]) -> str:
    line = "\t".join(row)
    if "\\" in line or "\n" in line or line.count("\t") != len(row) - 1:
        line = "\t".join(word.translate(_ESCAPES) for word in row)
    return line + "\n"


def _plain(word: str) -> str:
    return word.replace("\\n", "\n").replace("\\t", "\t").replace("\\b", "\\")
