"""The bench measures what it says, on reports that are the same on every run."""

from __future__ import annotations

import sys
from pathlib import Path

import bench_growth
import bench_sections
import pytest

import bench
from kg.graph.terms import ID
from kg.text.prepare import prepare
from kg.use.ask.catalogue import find
from recombine import report, reports


def test_reports_are_made_the_same_way_again() -> None:
    first, again = list(reports(4, seed=1)), list(reports(4, seed=1))
    assert first == again
    assert len({d.id for d in first}) == 4
    assert report(2, seed=1) == first[2] != report(2, seed=2)
    assert len(prepare(first[0]).clean) > 300


def test_every_stage_has_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "SAMPLE", 2)
    monkeypatch.setattr(bench, "ROUNDS", 1)
    told, size = bench.best_stages()
    assert size > 600
    assert {"jieba.lcut", "prepare", "link", "state", "settle", "write"} < set(told)
    assert all(v >= 0 for v in told.values())
    assert set(bench.ratios(told)) == {"build_one", "settle", "write"}


def test_the_gate_refuses_what_is_slower(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    stages = {"jieba.lcut": 5.0, "prepare": 500_000.0, "settle": 1.0, "write": 1.0}
    monkeypatch.setattr(bench, "best_stages", lambda: (stages, 1))
    assert bench.gate() == 1
    assert "build_one takes 100000.00 times jieba.lcut" in capsys.readouterr().out
    monkeypatch.setattr(bench, "best_stages", lambda: ({**stages, "prepare": 1.0, "settle": 0.1, "write": 0.1}, 1))
    assert bench.gate() == 0


def test_growth_is_measured_in_a_process_of_its_own() -> None:
    (row,) = bench_growth.rows([20])
    assert row[0] == "20"
    assert int(row[1].replace(",", "")) > 10_000
    assert 0 < float(row[6].replace(",", "")) < 2000


def test_reports_of_the_growth_are_apart_and_share_some_things() -> None:
    first, same, other = (bench_growth.parted(n) for n in (3, 3, 103))
    assert first == same
    assert first.block.first != other.block.first
    documents = {f.subject for f in first.others if f.subject.startswith(f"{ID}doc/")}
    assert not documents & {f.subject for f in other.others}
    assert {f.subject for f in first.others} & {f.subject for f in other.others}


def test_queries_are_timed_on_both_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_sections.bench_queries, "catalogue", lambda: {"d": find("documents")})
    told = bench_sections.queries([2000])
    assert "| query | pyoxigraph, 2,000 | rdflib, 2,000 |" in told
    assert "| documents | " in told


def test_other_tools_stand_in_the_order_of_their_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_sections, "REPORTS", 1)
    told = bench_sections.others(Path(sys.executable), 0.5)
    rows = [line.split(" | ") for line in told.splitlines()[2:]]
    assert [row[0].strip("|* ") for row in rows][:2] == ["kg: build_one (all that it reads)", "jieba.lcut"]
    assert len(rows) >= 3
