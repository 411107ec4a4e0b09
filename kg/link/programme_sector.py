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

    def of(self, mentions: Sequence[ProgrammeMention]) -> tuple[str | None, str]:
        """The sector of a programme and the features that decided; none where no word around it is of any."""
        candidates = self._features.of(mentions)
        if not any(features for _, features in candidates):
            return None, "no word tells it"
        best, why, _ = linear.decide([f for _, f in candidates], linear.weights("sector"))
        return candidates[best][0], why
