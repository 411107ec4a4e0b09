"""Rules for what texts say of the spread and the recognition of programmes."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import FormulaMention, Mention, ProgrammeMention, Text
from kg.rules.diffusion.adoptions import VERBS, adoptions
from kg.rules.diffusion.recognitions import HEADS, recognitions
from kg.rules.diffusion.rows import Rows
from kg.rules.engine import Family, Found, told_apart


def _read(text: Text, found: Found) -> Iterator[Mention]:
    """What is said of the spread and the recognition of programmes, clause by clause."""
    if not found.of(ProgrammeMention) and not found.of(FormulaMention):
        return
    for row in Rows(text, found).with_words(*HEADS):
        for part in row.parts(*VERBS):
            yield from adoptions(part)
            yield from recognitions(part)


FAMILY = Family(
    "diffusion",
    told_apart(
        _read,
        {
            "diffusion.renamed": "a programme that got another name or grew into another one",
            "diffusion.derived": "a programme that grew out of one that goes on",
            "diffusion.ended": "a programme that was stopped",
            "diffusion.since": "a programme and the year in which it began behind a word like 始于",
            "diffusion.reached": "the places that a programme was spread to",
            "diffusion.spread": "the area in which a programme was spread",
            "diffusion.wide": "the area in which a programme of a place within it is run now",
            "diffusion.learned": "who learned a programme from whom, or took it over",
            "diffusion.taken": "a programme that others took over",
            "diffusion.followed": "who did the same after others",
            "diffusion.also": "who began what another place had begun before",
            "diffusion.first": "who was the first, and in which area",
            "diffusion.arose": "the place that a programme came from",
            "diffusion.trial": "who tried a programme out",
            "diffusion.begun": "who began a programme, and when",
            "diffusion.pilot": "a programme that was made a pilot",
            "diffusion.demonstration": "a programme that was made an example",
            "diffusion.selected": "a programme that was chosen for a list or a collection",
            "diffusion.award": "a programme that got a prize or a title",
            "diffusion.instruction": "a leader's written word on a programme",
            "diffusion.media": "a medium that reported on a programme",
        },
    ),
    keep_overlaps=True,
)
