"""The command line: build · check · ask · compare · view · serve · export · eval · why. No logic of its own."""

from __future__ import annotations

from kg.cli.app import main

__all__ = ["main"]
