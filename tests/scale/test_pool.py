from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Document
from kg.scale import pool
from kg.scale.pool import SERIAL_BELOW, SLOW, Work, batches, build_all
from kg.text import limit
from scale.pool_work import SlowStart, build

WORK = Work(build)
HASTY = Work(build, seconds=0.5)


def documents(n: int, orders: dict[int, str] | None = None) -> list[Document]:
    return [Document(f"{i:064d}", f"{i}.txt", (orders or {}).get(i, "text")) for i in range(n)]


@pytest.fixture(params=["fork", "spawn"])
def start(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_start_method", lambda: request.param)


@pytest.mark.usefixtures("start")
def test_a_dying_worker_takes_only_its_own_document() -> None:
    built = list(build_all(documents(SERIAL_BELOW + 6, {3: "die", 17: "die"}), 2, WORK))
    assert sorted(name for b in built for name in b.failed) == ["17.txt", "3.txt"]
    assert sum(len(b.facts) for b in built) == SERIAL_BELOW + 4
    assert sum(b.documents for b in built) == SERIAL_BELOW + 6


@pytest.mark.usefixtures("start")
def test_the_documents_of_a_killed_worker_are_done_again(tmp_path: Path) -> None:
    many = documents(SERIAL_BELOW, {5: f"die:{tmp_path / 'once'}"})
    built = list(build_all(many, 2, WORK))
    assert {f.subject for b in built for f in b.facts} == {d.name for d in many}
    assert not any(b.failed for b in built)


@pytest.mark.usefixtures("start")
def test_processes_give_what_one_loop_gives() -> None:
    many = documents(SERIAL_BELOW, {2: "fail", 4: "bare"})
    told = []
    for jobs in (1, 2):
        built = list(build_all(many, jobs, WORK))
        facts = {f for b in built for f in b.facts}
        failed = {k: v for b in built for k, v in b.failed.items()}
        told.append((facts, failed, [name for b in built for name in b.bare]))
    assert told[0] == told[1]
    assert told[0][1:] == ({"2.txt": "ValueError: no text"}, ["4.txt"])


def test_batches_hold_every_document_once_and_the_long_ones_first() -> None:
    many = [Document(f"{i:064d}", f"{i}.txt", "字" * (i * 37 % 900)) for i in range(200)]
    made = batches(many, 2)
    assert sorted(d.id for b in made for d in b) == [d.id for d in many]
    sizes = [sum(len(d.raw) for d in b) for b in made]
    assert len(made) <= 2 * pool.SHARES + 1
    assert max(sizes) < 2 * sum(sizes) / len(made)
    assert len(made[0][0].raw) == max(len(d.raw) for d in many)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_document_that_takes_too_long_takes_only_itself(jobs: int) -> None:
    built = list(build_all(documents(SERIAL_BELOW, {3: "hang"}), jobs, HASTY))
    assert {k: v for b in built for k, v in b.failed.items()} == {"3.txt": SLOW}
    assert sum(len(b.facts) for b in built) == SERIAL_BELOW - 1


def test_a_document_that_hears_no_alarm_ends_with_its_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_start_method", lambda: "fork")  # so that the workers have the shorter grace, too
    monkeypatch.setattr(limit, "_GRACE", 0.5)
    built = list(build_all(documents(SERIAL_BELOW, {3: "deaf"}), 2, HASTY))
    assert [name for b in built for name in b.failed] == ["3.txt"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_loaded_before_the_first_document_is_not_its_time(jobs: int) -> None:
    found = list(build_all(documents(SERIAL_BELOW), jobs, Work(SlowStart(), seconds=0.5)))
    assert not any(built.failed for built in found)
