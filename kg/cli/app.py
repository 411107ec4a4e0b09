"""The application: which commands there are."""

from __future__ import annotations

import errno
from enum import StrEnum
from importlib.metadata import version
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from kg.cli.build import build
from kg.cli.evaluate import evaluate
from kg.cli.inspect import check, why
from kg.cli.texts import say
from kg.cli.view import view
from kg.use.commands import ask, compare, export, serve
from kg.use.messages import choose_language
from kg.use.terminal import problem, tell_file_problem


class _Commands(TyperGroup):
    """The commands; a file that cannot be read or written is told in words by every one of them."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader of a pipe has gone: nothing is wrong
                raise
            tell_file_problem(error)
            raise typer.Exit(2) from error
        except KeyboardInterrupt as error:
            problem(say("interrupted"))
            raise typer.Exit(130) from error


app = typer.Typer(
    name="kg",
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="从党建与基层治理报道构建知识图谱 · Build a knowledge graph from Chinese party-building reports",
)


class Lang(StrEnum):
    """The languages of the texts."""

    ZH = "zh"
    EN = "en"


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"kg {version('kg')}")
        raise typer.Exit


@app.callback()
def _options(
    lang: Annotated[
        Lang | None,
        typer.Option("--lang", envvar="KG_LANG", help="界面语言 · language of the texts"),
    ] = None,
    _show_version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="版本 · version"),
    ] = False,
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
