"""The rule families in running order: one explicit list, no registration by import."""

from __future__ import annotations

from kg.rules.diffusion.rules import FAMILY as DIFFUSION
from kg.rules.documents.rules import FAMILY as DOCUMENTS
from kg.rules.engine import Family
from kg.rules.formulas.rules import FAMILY as FORMULAS
from kg.rules.formulations.rules import FAMILY as FORMULATIONS
from kg.rules.metrics.rules import FAMILY as METRICS
from kg.rules.organisations.rules import FAMILY as ORGANISATIONS
from kg.rules.policies.rules import FAMILY as POLICIES
from kg.rules.programmes.rules import FAMILY as PROGRAMMES
from kg.rules.regions.rules import FAMILY as REGIONS

FAMILIES: tuple[Family, ...] = (
    REGIONS,
    FORMULATIONS,
    POLICIES,
    ORGANISATIONS,
    FORMULAS,
    PROGRAMMES,
    METRICS,
    DOCUMENTS,
    DIFFUSION,
)
