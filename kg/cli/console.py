"""The terminal: results on standard output, problems on standard error."""

from __future__ import annotations

from rich.console import Console

out = Console(highlight=False)
problems = Console(stderr=True, highlight=False)


def error(message: str) -> None:
    """Say what went wrong."""
    problems.print(f"[bold red]✗[/] {_plain(message)}", soft_wrap=True)


def warn(message: str) -> None:
    """Say what a person may want to know."""
    problems.print(f"[yellow]![/] {_plain(message)}", soft_wrap=True)


def _plain(message: str) -> str:
    """Words from files are no markup."""
    return message.replace("[", r"\[")
