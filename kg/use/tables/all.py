"""All tables by name: one explicit list."""

from __future__ import annotations

from kg.use.tables.adoptions import ADOPTIONS, RECOGNITIONS
from kg.use.tables.columns import Table
from kg.use.tables.coverage import COVERAGE
from kg.use.tables.crosswalk import CROSSWALK
from kg.use.tables.figures import FIGURES
from kg.use.tables.pairs import PAIRS
from kg.use.tables.panel import PANEL
from kg.use.tables.policies import CITATIONS, POLICIES
from kg.use.tables.risk import RISK

TABLES: tuple[Table, ...] = (
    ADOPTIONS,
    RECOGNITIONS,
    PAIRS,
    RISK,
    PANEL,
    FIGURES,
    POLICIES,
    CITATIONS,
    COVERAGE,
    CROSSWALK,
)
BY_NAME = {t.name: t for t in TABLES}
