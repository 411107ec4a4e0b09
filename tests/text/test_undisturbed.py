"""Work that is not interrupted by the search for cycles, and what it asks of a process that holds much."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from kg.text import undisturbed as module
from kg.text.undisturbed import undisturbed


@pytest.fixture(params=[0, 7])
def asked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, list[str]]]:
    """How many objects are set aside, and what is asked of the search for cycles."""
    told: list[str] = []
    monkeypatch.setattr(gc, "get_freeze_count", lambda: told.append("count") or request.param)
    for name in ("freeze", "unfreeze", "collect"):
        monkeypatch.setattr(gc, name, lambda name=name: told.append(name))
    monkeypatch.setattr(module, "_made", 0)
    module._frozen.cache_clear()
    yield request.param, told
    module._frozen.cache_clear()


def test_what_was_set_aside_stays_so_and_is_counted_once(asked: tuple[int, list[str]]) -> None:
    """Counting goes through all of it: with the modules of a large program that would take longer than to read a report."""
    aside, told = asked
    for _ in range(3):
        with undisturbed():
            assert not gc.isenabled()
        assert gc.isenabled()
    assert told == ["count", *([] if aside else ["freeze", "unfreeze"] * 3)]


def test_cycles_are_looked_for_where_much_was_made(
    asked: tuple[int, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_LOOK_AFTER", 0)
    with undisturbed():
        kept = [[] for _ in range(100)]
    assert len(kept) == 100
    assert asked[1] == ["collect"]
