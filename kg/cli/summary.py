"""What a build says of its result: how much of everything there is."""

from __future__ import annotations

from collections.abc import Mapping

from rich.table import Table

from kg.cli.texts import say
from kg.graph import terms as t

COUNTED = {
    "articles": "Report",
    "regions": "Region",
    "organisations": "PartyOrganisation",
    "programmes": "Programme",
    "components": "Component",
    "formulas": "Formula",
    "formulations": "Formulation",
    "policies": "PolicyDocument",
    "metrics": "Metric",
}


def summary(documents: int, types: Mapping[str, int], incomplete: int, triples: int, seconds: float) -> Table:
    """The table at the end of a build; ``types`` counts the things of each class by its IRI."""
    counts = {name: types.get(t.DJ + cls, 0) for name, cls in COUNTED.items()}
    counts["organisations"] += types.get(t.ORG + "Organization", 0)
    table = Table(title=say("summary"), show_header=False, title_justify="left")
    table.add_row(say("documents"), f"{documents:,}")
    for name, count in counts.items():
        table.add_row(say(name), f"{count:,}")
    table.add_row(say("incomplete"), f"{incomplete:,}")
    table.add_row(say("triples"), f"{triples:,}")
    table.add_row(say("seconds"), f"{seconds:.1f}")
    return table
