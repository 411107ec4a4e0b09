"""The application: which commands there are."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from kg.cli.build import build
from kg.cli.evaluate import evaluate
from kg.cli.inspect import check, why
from kg.cli.texts import choose_language
from kg.cli.view import view
from kg.use.commands import ask, compare, export, serve

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="从党建与基层治理报道构建知识图谱 · Build a knowledge graph from Chinese party-building reports",
)


class Lang(StrEnum):
    """The languages of the texts."""

    ZH = "zh"
    EN = "en"


@app.callback()
def _language(
    lang: Annotated[
        Lang | None,
        typer.Option("--lang", envvar="KG_LANG", help="界面语言 · language of the texts"),
    ] = None,
) -> None:
    choose_language(lang.value if lang else None)


app.command("build")(build)
app.command("check")(check)
app.command("why")(why)
app.command("eval")(evaluate)
app.command("view")(view)
app.command("compare")(compare)
app.command("ask")(ask)
app.command("export")(export)
app.command("serve")(serve)


def main() -> None:
    """Run the command line."""
    app()
