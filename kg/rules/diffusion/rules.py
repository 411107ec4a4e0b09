"""Rules for what texts say of the spread and the recognition of programmes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from kg.model import Mention, Text
from kg.rules.diffusion.adoptions import adoptions
from kg.rules.diffusion.recognitions import recognitions
from kg.rules.engine import Family, Found, Rule

_READS = (
    ("renamed", "a programme that got another name or grew into another one"),
    ("derived", "a programme that grew out of one that goes on"),
    ("ended", "a programme that was stopped"),
    ("since", "a programme and the year in which it began behind a word like 始于"),
    ("reached", "the places that a programme was spread to"),
    ("spread", "the area in which a programme was spread"),
    ("wide", "the area in which a programme of a place within it is run now"),
    ("learned", "who learned a programme from whom, or took it over"),
    ("taken", "a programme that others took over"),
    ("followed", "who did the same after others"),
    ("also", "who began what another place had begun before"),
    ("first", "who was the first, and in which area"),
    ("arose", "the place that a programme came from"),
    ("trial", "who tried a programme out"),
    ("begun", "who began a programme, and when"),
    ("pilot", "a programme that was made a pilot"),
    ("demonstration", "a programme that was made an example"),
    ("selected", "a programme that was chosen for a list or a collection"),
    ("award", "a programme that got a prize or a title"),
    ("instruction", "a leader's written word on a programme"),
    ("media", "a medium that reported on a programme"),
)


@lru_cache(maxsize=4)
def _all(text: Text, found: Found) -> tuple[Mention, ...]:
    """All that is told of spread and recognition, read once: the rules share it."""
    return (*adoptions(text, found), *recognitions(text, found))


def _picking(rule: str) -> Callable[[Text, Found], Iterable[Mention]]:
    def find(text: Text, found: Found) -> Iterator[Mention]:
        return (m for m in _all(text, found) if m.rule == rule)

    return find


FAMILY = Family(
    "diffusion",
    tuple(
        Rule(f"diffusion.{name}", reads, _picking(f"diffusion.{name}")) for name, reads in _READS
    ),
    keep_overlaps=True,
)
