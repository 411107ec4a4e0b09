"""What kind of division a name tells by its end: 民族乡, 经开区, 社区."""

from __future__ import annotations

from kg import patterns as re

_VILLAGE_KINDS = ("嘎查", "社区", "村")
_TOWN_KINDS = (("街道", "街道"), ("苏木", "苏木"), ("镇", "镇"), ("乡", "乡"), ("公社", "乡级单位"), ("团", "乡级单位"))
# How a zone's name ends, and its kind; the more special endings come first.
_ZONE_KINDS = (
    (re.compile(r"(?:高新|高新技术产业开发|高新技术开发|高技术产业开发|新技术开发)区$|高新技术产业园区$"), "高新区"),
    (re.compile(r"(?:经济技术开发|经济开发|经开|临空经济|临港经济)区$"), "经开区"),
    (re.compile(r"示范区$"), "示范区"),
    (re.compile(r"新区$"), "新区"),
    (re.compile(r"园区?$|集聚区$|聚集区$"), "园区"),
    (re.compile(r"开发区$"), "开发区"),
    (re.compile(r""), "管理区"),
)
ZONE_KINDS = frozenset(kind for _, kind in _ZONE_KINDS)
_ZONE_TOWN = re.compile(r"(?:开发区|园区|新区|管理区|高新区|示范区|保税区)$")
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|"
    "达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|"
    "赫哲|门巴|珞巴|基诺"
)
_PEOPLE = re.compile(rf"(?<=..)(?:(?:{_PEOPLES})族)+(?=(?:乡|镇|苏木)$)")


def kind_of_village(name: str) -> str:
    """村, 嘎查 or 社区, by the end of the name."""
    if name.endswith("组"):
        return "村民小组"
    if name.endswith("居民区"):
        return "社区"
    return next((kind for kind in _VILLAGE_KINDS if name.endswith(kind)), "村级单位")


def kind_of_zone(name: str) -> str:
    """高新区, 经开区, 新区 …, by the end of the name."""
    return next(kind for ending, kind in _ZONE_KINDS if ending.search(name))


def kind_of_town(name: str) -> str:
    """镇, 乡, 苏木, 街道 …, by the end of the name."""
    if _ZONE_TOWN.search(name):
        return kind_of_zone(name)
    if name.endswith("乡") and _PEOPLE.search(name):
        return "民族乡"
    return next((kind for suffix, kind in _TOWN_KINDS if name.endswith(suffix)), "乡级单位")


def plain_town(name: str) -> str:
    """The name without the peoples it honours: 洛本卓乡 for 洛本卓白族乡."""
    return _PEOPLE.sub("", name)
