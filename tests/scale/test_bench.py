"""The bench measures what it says, on reports that are the same on every run."""

from __future__ import annotations

import pytest

import bench
from kg.text.prepare import prepare
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


def test_the_gate_refuses_what_is_slower(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stages = {"jieba.lcut": 5.0, "prepare": 500_000.0, "settle": 1.0, "write": 1.0}
    monkeypatch.setattr(bench, "best_stages", lambda: (stages, 1))
    assert bench.gate() == 1
    assert "build_one takes 100000.00 times jieba.lcut" in capsys.readouterr().out
    monkeypatch.setattr(
        bench, "best_stages", lambda: ({**stages, "prepare": 1.0, "settle": 0.1, "write": 0.1}, 1)
    )
    assert bench.gate() == 0


def test_growth_is_measured_in_a_process_of_its_own() -> None:
    grown = bench.grown(3)
    assert grown["facts"] > 100
    assert 0 < grown["peak"] < 2000
