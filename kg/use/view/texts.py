"""The texts of a page in blocks, packed one by one. The texts themselves tell where a block begins, so that one more text changes no
block but its own, and what an earlier page packed can be taken again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import pairwise

from kg.text.read import Known
from kg.use.view.payload import element, how_packed, pack, to_json

CHUNK = 64
"""So many texts are in a block, more or less, and at most four times as many."""


class Texts:
    """The texts of a page, and for documents without one their sentences."""

    def __init__(self, texts: Sequence[object]) -> None:
        """In the order of the documents."""
        self._texts = texts
        data = [(t if isinstance(t, str) else f"\0{to_json(t)}").encode("utf-8", "replace") for t in texts]
        self.size = sum(map(len, data))
        self._digests = [sha256(one).digest() for one in data]

    def starts(self, *, packed: bool) -> list[int]:
        """At which texts blocks begin."""
        found: list[int] = []
        for at, digest in enumerate(self._digests):
            first = packed and int.from_bytes(digest[:4]) % CHUNK == 0
            if not found or first or (packed and at - found[-1] == 4 * CHUNK):
                found.append(at)
        return found

    def blocks(self, known: Known | None, *, packed: bool) -> Iterator[str]:
        """The elements of the page; what is packed is looked up in what is known, and kept there."""
        for number, (start, end) in enumerate(pairwise([*self.starts(packed=packed), len(self._texts)])):
            body = self._packed(start, end, known) if packed else self._plain(start, end)
            yield element(f"text-{number}", body, packed=packed)

    def _plain(self, start: int, end: int) -> str:
        return f"[{','.join(map(to_json, self._texts[start:end]))}]"

    def _packed(self, start: int, end: int, known: Known | None) -> str:
        digest = sha256(b"".join(self._digests[start:end])).hexdigest()
        body = known.text(digest, how_packed()) if known else None
        if body is None:
            body = pack(self._plain(start, end))
            if known:
                known.keep_text(digest, how_packed(), body)
        return body
