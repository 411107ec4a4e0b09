"""The words for divisions and the levels that each may stand for, the usual one first."""

from __future__ import annotations

STREET, COMMUNITY, REGION, PREFECTURE = "街道", "社区", "自治区", "地区"
MUNICIPALITY = "直辖市"
DIVISIONS = {
    REGION: ("province",), "省": ("province",), "市": ("prefecture", "county", "province"), "州": ("prefecture",),
    "盟": ("prefecture",), "地": ("prefecture",), PREFECTURE: ("prefecture",), "县": ("county",), "区": ("county", "zone", "province"),
    "旗": ("county",), "镇": ("township",), "乡": ("township",), STREET: ("township",), "苏木": ("township",),
    "团": ("township",), "村": ("village",), COMMUNITY: ("village",), "嘎查": ("village",),
}  # fmt: skip
TOWNS = tuple(w for w, levels in DIVISIONS.items() if levels == ("township",) and w != "团")
VILLAGES = tuple(w for w, levels in DIVISIONS.items() if levels == ("village",))
ANY_TOWN, ANY_VILLAGE = "|".join(TOWNS), "|".join(VILLAGES)
"""The same as alternatives of a regular expression."""
AUTONOMOUS = ("自治州", "自治县", "自治旗")
