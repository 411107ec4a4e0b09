"""Other tools, made to answer in the form of the gold (tests/gold/GUIDE.md), for scripts/bench_quality.py.

Each adapter reads the text that kg's rules read (``Text.clean``) and maps what its tool says as favourably as can be
done without doing the tool's work; where several ways of asking were open, the one with the best F1 on the seeds and
the open parts was taken. ``Peer.how`` says what was chosen.
"""

from __future__ import annotations

from bench_peers.names import NAMES
from bench_peers.numbers import NUMBERS
from bench_peers.peer import Peer
from bench_peers.places import PLACES

PEERS: tuple[Peer, ...] = (*PLACES, *NUMBERS, *NAMES)

__all__ = ["PEERS", "Peer"]
