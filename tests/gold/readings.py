"""What rules and linkers make of a text, made once though several tests and processes of a run measure it."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg import pipeline
from kg.model import Document, Links, Text
from kg.rules.engine import Family, Found

NOBODY = Document("", "", "")


def bare(text: Text) -> Text:
    """A text as rules and linkers may see it: without its document and the way back to it."""
    return Text(NOBODY, text.clean, (), text.blocks, text.sentences, text.articles, "", text.sections, text.tables)


def all_of(text: Text) -> tuple[object, ...]:
    """All that rules and linkers see of a text."""
    return (text.clean, text.blocks, text.sentences, text.articles, text.sections, text.tables)


class Readings:
    """Mentions and links by text; what another process of the run has read is taken from the folder that they share."""

    def __init__(self, folder: Path) -> None:
        """Keep readings in ``folder``, which belongs to one run: the program is the same as long as it lives."""
        self.folder = folder
        self.read: Callable[[Sequence[Family], Text], Found] = pipeline.run
        self.resolve: Callable[[Text, Found], Links] = pipeline.resolve
        self.known: dict[tuple[object, ...], Found] = {}
        self.links: dict[Found, Links] = {}

    @contextmanager
    def used(self) -> Iterator[None]:
        """What is read in the block, is read once."""
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(pipeline, "run", self.found_once)
            patched.setattr(pipeline, "resolve", self.links_once)
            yield

    def found_once(self, families: Sequence[Family], text: Text) -> Found:
        """All mentions in a text."""
        key = all_of(text)
        found = self.known.get(key)
        if found is None:
            found, links = self._kept(families, text)
            self.known[key], self.links[found] = found, links
        return found

    def links_once(self, _: Text, found: Found) -> Links:
        """What the linkers made of mentions that :meth:`found_once` gave."""
        return self.links[found]

    def _kept(self, families: Sequence[Family], text: Text) -> tuple[Found, Links]:
        path = self.folder / hashlib.sha256(repr(all_of(text)).encode()).hexdigest()
        if path.exists():
            kept: tuple[Found, Links] = pickle.loads(path.read_bytes())  # noqa: S301 - written by this run
            return kept
        seen = bare(text)
        found = self.read(families, seen)
        links = self.resolve(seen, found)
        whole = path.with_suffix(f".{os.getpid()}")
        whole.write_bytes(pickle.dumps((found, links)))
        whole.replace(path)  # a process that reads it meanwhile finds all of it or nothing
        return found, links
