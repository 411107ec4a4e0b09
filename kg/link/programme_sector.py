"""The sector of a programme, chosen by the words around it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.choose import linear
from kg.choose.features_sector import SectorFeatures
from kg.model import ProgrammeMention, Text
from kg.syntax.analysis import analyse


class Sectors:
    """Chooses the sectors of the programmes of one text."""

    def __init__(self, text: Text) -> None:
        """Take a text."""
        self._features = SectorFeatures(text, analyse(text))

    def of(self, mentions: Sequence[ProgrammeMention]) -> tuple[str, str]:
        """The sector of a programme and the features that decided."""
        learnt = linear.weights("sector")
        candidates = self._features.of(mentions)
        scores = [linear.score(features, learnt) for _, features in candidates]
        best = scores.index(max(scores))
        rest = [i for i in range(len(scores)) if i != best]
        other = max(rest, key=lambda i: (scores[i], -i))
        decided = linear.explain(candidates[best][1], candidates[other][1], learnt)
        return candidates[best][0], ", ".join(f"{name} +{weight}" for name, weight in decided)
