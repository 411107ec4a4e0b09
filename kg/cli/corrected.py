"""The file of corrections that a command takes, and what is said of those that did not match."""

from __future__ import annotations

import os
from collections.abc import Mapping
from itertools import chain
from pathlib import Path

import typer

from kg.cli.texts import say
from kg.graph.correction import FILE, Correction, CorrectionError, read
from kg.graph.corrections import apply
from kg.graph.ordered import Facts, Groups
from kg.use.messages import language
from kg.use.terminal import problem


def corrections_of(path: Path | None, folder: Path) -> tuple[Correction, ...]:
    """The corrections of the file that is named, or of the one in the output folder; none where there is none."""
    if path is None and not os.path.lexists(folder / FILE):
        return ()
    try:
        if path is None and (folder / FILE).exists() and not (folder / FILE).is_file():
            raise CorrectionError(f"{folder / FILE}: it is no file", f"{folder / FILE}：不是文件")
        return read(path or folder / FILE)
    except CorrectionError as error:
        problem(say("bad_corrections", error=error if language() == "en" else error.zh))
        raise typer.Exit(2) from error


def corrected(groups: Groups, corrections: tuple[Correction, ...], texts: Mapping[str, str]) -> tuple[Groups, int]:
    """The corrected facts, and how many corrections matched nothing or too much."""
    if not corrections:
        return groups, 0
    facts = chain.from_iterable(said for _, said in groups())
    applied = apply(facts, corrections, texts)
    for correction, wrong in applied.unmatched:
        problem(say(f"correction_{wrong}", words=correction.words))
    return Facts(applied.facts).groups, len(applied.unmatched)
