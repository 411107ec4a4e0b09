"""The words for divisions and the levels that each may stand for, the usual one first."""

from __future__ import annotations

STREET, COMMUNITY, REGION, PREFECTURE = "街道", "社区", "自治区", "地区"
SUMU, GACHA = "苏木", "嘎查"
MUNICIPALITY = "直辖市"
DIVISIONS = {
    REGION: ("province",),
    "省": ("province",),
    "市": ("prefecture", "county", "province"),
    "州": ("prefecture",),
    "盟": ("prefecture",),
    "地": ("prefecture",),
    PREFECTURE: ("prefecture",),
    "县": ("county",),
    "区": ("county", "zone", "province"),
    "旗": ("county",),
    "镇": ("township",),
    "乡": ("township",),
    STREET: ("township",),
    SUMU: ("township",),
    "团": ("township",),
    "村": ("village",),
    COMMUNITY: ("village",),
    GACHA: ("village",),
}
TOWNS = tuple(w for w, levels in DIVISIONS.items() if levels == ("township",) and w != "团")
VILLAGES = tuple(w for w, levels in DIVISIONS.items() if levels == ("village",))
ANY_TOWN, ANY_VILLAGE = "|".join(TOWNS), "|".join(VILLAGES)
"""The same as alternatives of a regular expression."""
ZONE, NEW_AREA = "开发区", "新区"
GACHA_VILLAGE, GROUP_OF_VILLAGERS, CLUSTER, QUARTER = f"{GACHA}村", "村民小组", "社群", "居民区"
"""Other words for villages and what lies below them."""
TORN = f"村{COMMUNITY}|村{STREET}"
"""What ends like a village's name and is no village: the word for what follows."""
COLLECTIVE = "集体"
ADMINISTRATIVE = "行政村"
"""Says that a village is no hamlet, also behind its name: 北街行政村 is 北街村."""
OF_VILLAGES = f"均|级|{COLLECTIVE}"
"""What behind 村 makes a word for villages in general, as alternatives of a regular expression."""
URBAN_RURAL = ("城镇", "农村")
"""The halves of 城乡."""
NATIONAL = "国家级"
RANKS = {
    "province": "省级",
    "prefecture": "地级",
    "county": "县级",
    "township": "乡级",
    "village": "村级",
    "zone": ZONE,
}
"""The notation of each level as a rank of documents."""
DEPTH = {"province": 0, "prefecture": 1, "county": 2, "zone": 2, "township": 3, "village": 4}
"""How deep each level lies."""
HONOURING = ("national", "province", "prefecture", "county", "township")
"""The levels that recognise what others do, the highest first."""
LOW = ("township", "village")
"""The levels below counties and zones."""
AUTONOMOUS = ("自治州", "自治县", "自治旗")
