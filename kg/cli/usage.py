"""What somebody is told whose command line cannot be understood, in the language of the run."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

import typer

from kg import patterns as re
from kg.cli.texts import say
from kg.use.messages import choose_language, language
from kg.use.terminal import problem

_COMMAND = re.compile(r"No such command '(.*?)'")
_CHOICE = re.compile(r"'(.*?)' is not one of (.*?)\.?$")
_LIMIT = re.compile(r"should be (greater|less) than or equal to (\S+)")
_EXTRA = re.compile(r"Got unexpected extra arguments? ?(?:\(s\) )?\((.*)\)")


def tell_usage(error: Any, commands: Sequence[str], lang: str | None) -> None:
    """Say what is wrong with a command line, how the command is written, and where its help is."""
    choose_language(lang)
    problem(_wrong(error, commands))
    if usage := _usage(getattr(error, "ctx", None)):
        typer.echo(usage, err=True)


def _wrong(error: Any, commands: Sequence[str]) -> str:
    """What is wrong."""
    name, kind, told = _name(error), type(error).__name__, str(error.message)
    if command := _COMMAND.search(told):
        return say("usage_command", name=command[1]) + _near(get_close_matches(command[1], commands))
    if kind == "MissingParameter":
        of = getattr(error.param, "param_type_name", "argument")
        return say(f"usage_missing_{of}", name=name, help=_help(error.param))
    if kind == "NoSuchOption":
        return say("usage_option", name=error.option_name) + _near(sorted(error.possibilities or ()))
    if kind == "BadOptionUsage":
        return say("usage_bare" if "not take" in told else "usage_value", name=error.option_name)
    if choice := _CHOICE.search(told):
        return say("usage_choice", name=name, value=choice[1], choices=choice[2].replace("'", ""))
    if extra := _EXTRA.search(told):
        return say("usage_extra", names=extra[1])
    if limit := _LIMIT.search(told):
        return say("usage_least" if limit[1] == "greater" else "usage_most", name=name, limit=limit[2])
    if "integer" in told or "number" in told:
        return say("usage_integer" if "integer" in told else "usage_number", name=name)
    return say("usage_other", name=name, detail=told) if name else told


def _near(names: Sequence[str]) -> str:
    return say("usage_near", names=", ".join(names)) if names else ""


def _name(error: Any) -> str:
    """The option or argument that the error is about, as it is written."""
    param = getattr(error, "param", None)
    if param is None:
        hint = getattr(error, "param_hint", None) or ""
        return hint if isinstance(hint, str) else " / ".join(hint)
    written = [o for o in param.opts if o.startswith("-")]
    return " / ".join(written) or param.metavar or param.name


def _help(param: Any) -> str:
    """What an argument is, in the language of the run: helps are written in both, parted by a dot."""
    both = (getattr(param, "help", None) or "").split(" · ")
    told = both[-1] if language() == "en" else both[0]
    return say("usage_help", help=told) if told else ""


def _usage(context: Any) -> str:
    """How the command is written, and where its help is."""
    if context is None:
        return ""
    pieces = " ".join(context.command.collect_usage_pieces(context))
    for words, key in (("[OPTIONS]", "usage_options"), ("COMMAND [ARGS]...", "usage_commands")):
        pieces = pieces.replace(words, say(key))
    path = context.command_path
    return say("usage_how", usage=f"{path} {pieces}", help=f"{path} --help")
