"""The command line, as tests call it."""

from __future__ import annotations

import socket

from typer.testing import CliRunner, Result

from kg.cli.app import app

HERE = "127.0.0.1"


def kg(*args: object) -> Result:
    """What a command says in English, on a wide terminal."""
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, ["--lang", "en", *map(str, args)])


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        return int(probe.getsockname()[1])
