"""Files as people have them, from the programs that write them, some of them broken: all others are read."""

from __future__ import annotations

from pathlib import Path

from command import kg

from text.mixed import BROKEN, KINDS


def test_all_that_is_sound_is_read_and_all_that_is_not_is_named(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    for n in range(2):
        (folder / f"{n}").mkdir(parents=True)
        for at, (name, make) in enumerate(KINDS.items()):
            (folder / f"{n}" / name).write_bytes(make(n * len(KINDS) + at))
    for name, damaged in BROKEN.items():
        (folder / name).write_bytes(damaged())
    result = kg("build", folder, "-o", out, "--no-page")
    assert result.exit_code == 1, result.output
    for name in BROKEN:
        assert f"{name}:" in result.output, name
    assert f"{len(BROKEN)} could not be read" in result.output
    graph = (out / "graph.ttl").read_text("utf-8")
    for n in range(2 * len(KINDS)):
        assert f"红旗{n}号" in graph, list(KINDS)[n % len(KINDS)]
    checked = kg("check", "-q", out / "graph.ttl")
    assert checked.exit_code == 0, checked.output
    verified = kg("verify", out)
    assert verified.exit_code == 0, verified.output
