"""A build of which nothing is new: what it is made of, and what it made, are as they were. Then it says what it said, and leaves all in place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

from kg.scale.store import Store, document_key, program
from kg.text.inputs import Inputs
from kg.text.outfolder import untouched

_FORM = "what a build said"


@dataclass(slots=True)
class Result:
    """What a build says of its outputs: how many things of each class (by IRI), programmes with parts that were not found and
    triples there are, ``notes`` in Chinese and English, and how many documents and corrections were lost."""

    types: Mapping[str, int] = field(default_factory=dict)
    incomplete: int = 0
    triples: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)
    failed: int = 0
    idle: int = 0


@dataclass(frozen=True, slots=True)
class Things:
    """What a build is made of: a digest of all of it, and what each document's facts are found by, in their order."""

    digest: str
    keys: list[bytes]


def made_of(inputs: Inputs, *how: object) -> Things:
    """All that decides on the outputs: every document with all that is known of it, where the files lie, what else is
    said (corrections and options, by what they look like in full), and the program."""
    found = sha256(repr((program(), [str(path) for path in inputs.paths], how)).encode())
    keys = []
    for document in inputs.documents:
        keys.append(document_key(document))
        found.update(keys[-1] + repr(document.layout).encode())
    return Things(found.hexdigest(), keys)


def remember(store: Store, things: Things, result: Result, manifest: str) -> None:
    """Keep what a build said, with the digest of its manifest, unless something was lost: that is tried again."""
    if not result.failed and not result.idle:
        store.keep_text(things.digest, _FORM, json.dumps([manifest, asdict(result)], ensure_ascii=False))


def unchanged(store: Store, things: Things, output: Path) -> Result | None:
    """What the build of these things said whose outputs lie there untouched; nothing where there was none."""
    with suppress(ValueError, TypeError):
        manifest, said = json.loads(store.text(things.digest, _FORM) or "")
        if untouched(output, manifest):
            return Result(**said)
    return None
