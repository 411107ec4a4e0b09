"""``kg sources``: the manifest of dates and sources as a form to fill."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.texts import say
from kg.cli.unreadable import in_words
from kg.graph.write import writing_whole
from kg.text.decode import decode
from kg.text.inputs import read_inputs
from kg.text.prepare import prepare
from kg.text.sources import FILE, form
from kg.use.spreadsheet import BOM
from kg.use.terminal import done, problem


def sources(folder: Annotated[Path, typer.Argument(help="报道所在的文件夹 · folder of the reports")]) -> None:
    """写出或补全来源清单 sources.csv，供填写日期与来源 · Write sources.csv, or add what it lacks, to fill in dates and sources."""
    if not folder.is_dir():
        problem(say("missing", path=folder))
        raise typer.Exit(2)
    inputs = read_inputs([folder])
    for error in inputs.errors:
        problem(in_words(error))
    found = []
    for document in inputs.documents:
        first = prepare(document).articles[:1]
        read = [(a.issued, a.basis, a.source) for a in first] or [(None, None, None)]
        found.append((document.name, [x or "" for x in read[0]]))
    path = folder / FILE
    old = decode(path.read_bytes(), path).lstrip(BOM) if path.is_file() else ""
    text, new = form(old, found)
    if new:
        with writing_whole(path) as out:
            out.write(BOM + text)
    undated = sum(not read[0] for _, read in found)
    done(say("sources", path=path, new=new, undated=undated, n=len(found)))
    if inputs.errors:
        raise typer.Exit(1)
