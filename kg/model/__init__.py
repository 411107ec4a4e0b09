"""The types that travel along the path of the data.

Two coordinate systems exist, and their types never mix:

* **raw** offsets count code points of ``Document.raw``, the file as decoded. Only :class:`Span` holds them.
* **clean** offsets count code points of ``Text.clean``, the text that rules read. Everything with
  ``start``/``end`` fields (blocks, sentences, mentions, quotes) holds those; ``Text.raw_span`` converts.

All ranges are half-open.
"""

from kg.model.facts import Fact
from kg.model.links import (
    NATION,
    TOLD,
    Adoption,
    CarriedOut,
    Choice,
    Formula,
    Formulation,
    Links,
    Metric,
    Organisation,
    Policy,
    Programme,
    Quote,
    Recognition,
    Region,
)
from kg.model.mentions import (
    AdoptionMention,
    Change,
    DiffusionMention,
    FormulaMention,
    FormulationMention,
    Mention,
    MetricMention,
    OrganisationMention,
    Part,
    ParticularMention,
    Place,
    PolicyMention,
    ProgrammeMention,
    RecognitionMention,
    RegionMention,
)
from kg.model.text import (
    NOTHING_GIVEN,
    Article,
    Block,
    BlockKind,
    Document,
    Given,
    Printed,
    Section,
    Sentence,
    Span,
    Table,
    Text,
)

__all__ = [
    "NATION",
    "NOTHING_GIVEN",
    "TOLD",
    "Adoption",
    "AdoptionMention",
    "Article",
    "Block",
    "BlockKind",
    "CarriedOut",
    "Change",
    "Choice",
    "DiffusionMention",
    "Document",
    "Fact",
    "Formula",
    "FormulaMention",
    "Formulation",
    "FormulationMention",
    "Given",
    "Links",
    "Mention",
    "Metric",
    "MetricMention",
    "Organisation",
    "OrganisationMention",
    "Part",
    "ParticularMention",
    "Place",
    "Policy",
    "PolicyMention",
    "Printed",
    "Programme",
    "ProgrammeMention",
    "Quote",
    "Recognition",
    "RecognitionMention",
    "Region",
    "RegionMention",
    "Section",
    "Sentence",
    "Span",
    "Table",
    "Text",
]
