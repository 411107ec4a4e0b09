"""The application: which commands there are. What a command needs is loaded when it is called, and not before."""

from __future__ import annotations

import atexit
import errno
import gc
import os
import sys
from enum import StrEnum
from functools import cache
from importlib import import_module
from importlib.metadata import version
from typing import Annotated, Any, NoReturn, cast

import typer
from typer.core import TyperCommand, TyperGroup

# Each command by its name: where it is, and the first line of its help.
COMMANDS: dict[str, tuple[str, str]] = {
    "build": ("kg.cli.build:build", "从文件构建图谱：graph.ttl、graph.html · Build the graph from files."),
    "sources": (
        "kg.cli.sources:sources",
        "写出或补全来源清单 sources.csv，供填写日期与来源 · Write sources.csv, or add what it lacks, to fill in dates and sources.",
    ),
    "check": (
        "kg.cli.check:check",
        "校验图谱（SHACL 与查询），说明问题及原文 · Validate the graph and say what is wrong where.",
    ),
    "verify": (
        "kg.cli.changes:verify",
        "从保存的原文重新读出全部陈述，与图谱逐条比较 · Derive every statement again from the kept texts and compare.",
    ),
    "diff": (
        "kg.cli.changes:diff",
        "说明两份图谱的差别：新增、消失、改动 · Say what appeared, vanished and changed between two graphs.",
    ),
    "review": (
        "kg.cli.review:review",
        "列出最需人工核对的内容：数值矛盾、疑似别名、要素不全、置信度低 · List what to look at: conflicts, likely aliases, missing parts, what is new, low confidence.",
    ),
    "conflicts": (
        "kg.cli.conflicts:disagreements",
        "列出文件之间说法不一的数值和要素 · List figures and parts on which documents disagree.",
    ),
    "why": (
        "kg.cli.inspect:why",
        "说明哪条规则从文字中读出了什么 · Say which rule read what in a text, and how it was linked.",
    ),
    "eval": ("kg.cli.evaluate:evaluate", "对照标注评测图谱 · Measure a graph against gold facts."),
    "view": ("kg.cli.view:view", "写出可离线打开的页面 · Write the page of a graph; it opens offline."),
    "compare": (
        "kg.use.compare.command:compare",
        "比较各地的专名工作结构与指标 · Compare programme structures and figures of regions.",
    ),
    "ask": ("kg.use.commands:ask", "用 SPARQL 或命名查询向图谱提问 · Ask the graph, by name or in SPARQL."),
    "export": ("kg.use.commands:export", "导出为其他工具的格式 · Write the graph in the formats of other tools."),
    "reuse": (
        "kg.use.reuse.command:reuse_command",
        "找出转载，及两地报道共有的段落 · Find reprints, and passages that reports of two places share.",
    ),
    "load": (
        "kg.cli.load:load",
        "写入 SPARQL 图数据库：每份文件一个命名图，可重复写入 · Put the graph into a SPARQL store, a named graph for each document.",
    ),
    "package": (
        "kg.use.package.command:package",
        "打成数据包：表格、编码手册、数据字典、元数据、校验和 · Write a data package: tables, codebook, dictionary, metadata, checksums.",
    ),
    "serve": (
        "kg.use.commands:serve",
        "在本机提供页面、SPARQL 端点和查询编辑器 · Serve the page, an endpoint and a query editor.",
    ),
    "mcp": (
        "kg.cli.agents:agents",
        "让智能体通过 MCP 只读地查询图谱（标准输入输出） · Let agents ask the graph over MCP, read only, on standard input and output.",
    ),
}


@cache
def _fold() -> None:
    """Let the words of helps fold: Chinese has no spaces to break lines at, and would be cut."""
    from typer import rich_utils

    coloured = rich_utils.highlighter

    def folding(text: Any) -> Any:
        told = coloured(text)
        told.overflow = "fold"
        return told

    vars(rich_utils)["highlighter"] = folding


class _Whole(TyperCommand):
    """A command whose help is shown whole."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Show the help."""
        _fold()
        super().format_help(ctx, formatter)


class _Named(TyperCommand):
    """A command of which only the name and the help are known until it is run."""

    def __init__(self, name: str) -> None:
        super().__init__(name, help=COMMANDS[name][1])

    def make_context(self, info_name: str | None, args: list[str], *more: Any, **kwargs: Any) -> Any:
        """Load the command that is meant, and hand over to it. Where the graph is an argument, ``-g`` may stand before it as
        it does elsewhere."""
        command = loaded(self.name or "")
        named = any(p.name == "graph" and p.param_type_name == "argument" for p in command.params)
        rest = [a for a in args if a not in ("-g", "--graph")] if named else args
        return command.make_context(info_name, rest, *more, **kwargs)


def loaded(name: str) -> Any:
    """The command itself."""
    module, _, function = COMMANDS[name][0].partition(":")
    alone = typer.Typer(add_completion=False, pretty_exceptions_show_locals=False)
    alone.command(name, cls=_Whole)(getattr(import_module(module), function))
    return typer.main.get_command(alone)


_USAGE: Any = typer.BadParameter.__bases__[0]
"""The error of a command line that cannot be understood, whichever module Typer keeps it in."""


def _misread(error: Any, lang: str | None) -> Exception:
    """Say in the language asked for what is wrong with a command line: how the run ends then."""
    if type(error).__name__ == "NoArgsIsHelpError":  # the help was shown
        return cast("Exception", error)
    from kg.cli.usage import tell_usage

    tell_usage(error, tuple(COMMANDS), lang if lang in ("zh", "en") else os.environ.get("KG_LANG"))
    return typer.Exit(2)


class _Commands(TyperGroup):
    """The commands; a file that cannot be read or written, and a command line that is wrong, are told in words by every one of them."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names in the order of the help."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command by its name."""
        del ctx
        return _Named(cmd_name) if cmd_name in COMMANDS else None

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Show the help."""
        _fold()
        super().format_help(ctx, formatter)

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """``--lang`` may stand anywhere."""
        try:
            return super().parse_args(ctx, language_first(args))
        except _USAGE as error:
            raise _misread(error, " ".join(args).partition("--lang")[2].lstrip(" =")[:2]) from error

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except _USAGE as error:
            raise _misread(error, ctx.params.get("lang")) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader of a pipe has gone: nothing is wrong
                raise
            from kg.use.terminal import tell_file_problem

            tell_file_problem(error)
            raise typer.Exit(2) from error
        except KeyboardInterrupt as error:
            from kg.cli.texts import say
            from kg.use.terminal import problem

            problem(say("interrupted"))
            raise typer.Exit(130) from error


def language_first(args: list[str]) -> list[str]:
    """The arguments with ``--lang`` and its value in front, wherever before ``--`` they stood."""
    end = args.index("--") if "--" in args else len(args)
    front: list[str] = []
    rest: list[str] = []
    at = 0
    while at < end:
        width = 2 if args[at] == "--lang" else 1
        (front if args[at].partition("=")[0] == "--lang" else rest).extend(args[at : min(at + width, end)])
        at += width
    return [*front, *rest, *args[end:]]


app = typer.Typer(
    name="kg",
    cls=_Commands,
    no_args_is_help=True,
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
        Lang | None, typer.Option("--lang", envvar="KG_LANG", help="界面语言 · language of the texts")
    ] = None,
    _show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="版本 · version")
    ] = False,
) -> None:
    from kg.use.messages import choose_language

    choose_language(lang.value if lang else None)


_CYCLES = 50_000
"""So many objects are made before cycles are looked for: loading leaves none, and looking at 700 would take a tenth of its time."""


def main() -> NoReturn:
    """Run the command line. The process ends at once: taking down all that a large graph holds, object by object, takes a tenth of its time.
    What is registered to be done at the end (temporary folders go, workers are ended) is done."""
    gc.set_threshold(_CYCLES)
    try:
        app()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    else:
        code = 0
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):  # who reads it has gone
        code = code or 1
    os._exit(code)
