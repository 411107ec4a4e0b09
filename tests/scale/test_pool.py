from __future__ import annotations

from functools import partial

import pytest

from kg.model import Document
from kg.scale.pool import SERIAL_BELOW, SLOW, attempt, build_all
from scale.pool_work import build, work


def documents(n: int, *fatal: int, how: str = "die") -> list[Document]:
    return [Document(f"{i:064d}", f"{i}.txt", how if i in fatal else "text") for i in range(n)]


def test_a_dying_worker_takes_only_its_own_document() -> None:
    built = list(build_all(documents(SERIAL_BELOW + 6, 3, 17), 2, work))
    assert sorted(b.document.name for b in built if b.error) == ["17.txt", "3.txt"]
    assert sum(len(b.facts) for b in built) == SERIAL_BELOW + 4


def test_processes_give_what_one_loop_gives() -> None:
    many = documents(SERIAL_BELOW)
    parallel = {f for b in build_all(many, 2, work) for f in b.facts}
    assert parallel == {f for b in build_all(many, 1, work) for f in b.facts}


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("how", ["die", "hang"])
def test_a_document_that_fails_or_takes_too_long_takes_only_itself(how: str, jobs: int) -> None:
    attempts = partial(attempt, seconds=0.5, build=build)
    built = list(build_all(documents(SERIAL_BELOW, 3, how=how), jobs, attempts))
    errors = {b.document.name: b.error for b in built if b.error}
    assert errors == {"3.txt": SLOW if how == "hang" else "IndexError: list index out of range"}
    assert sum(len(b.facts) for b in built) == SERIAL_BELOW - 1


def test_a_document_that_hears_no_alarm_ends_with_its_process() -> None:
    attempts = partial(attempt, seconds=0.5, build=build)
    built = list(build_all(documents(SERIAL_BELOW, 3, how="deaf"), 2, attempts))
    assert [b.document.name for b in built if b.error] == ["3.txt"]
