from __future__ import annotations

from kg.model import Document
from kg.scale.pool import SERIAL_BELOW, build_all
from scale.pool_work import work


def documents(n: int, *fatal: int) -> list[Document]:
    return [Document(f"{i:064d}", f"{i}.txt", "die" if i in fatal else "text") for i in range(n)]


def test_a_dying_worker_takes_only_its_own_document() -> None:
    built = list(build_all(documents(SERIAL_BELOW + 6, 3, 17), 2, work))
    assert sorted(b.document.name for b in built if b.error) == ["17.txt", "3.txt"]
    assert sum(len(b.facts) for b in built) == SERIAL_BELOW + 4


def test_processes_give_what_one_loop_gives() -> None:
    many = documents(SERIAL_BELOW)
    parallel = {f for b in build_all(many, 2, work) for f in b.facts}
    assert parallel == {f for b in build_all(many, 1, work) for f in b.facts}
