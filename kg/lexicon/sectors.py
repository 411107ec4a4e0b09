"""The sectors of programmes, as the ontology's code list names them."""

from __future__ import annotations

from kg.lexicon import kinds, levels

EDUCATION = "教育"
SECTORS = {
    "education": EDUCATION,
    "health": "卫生健康",
    "state": "国企",
    "new": "两新",
    "office": "机关",
    "members": "党员干部队伍",
    "industry": "产业",
    "urban": "城市社区",
    "village": levels.URBAN_RURAL[1],
    "overall": "党建全局",
    "other": kinds.OTHER,
}
"""The class of words of each sector, and its notation."""
