"""Canonical names of organisations: the region's official form, no 中共, no 常委会; and the part that stands above."""

from __future__ import annotations

import re

from kg.model import Region

_PARTY = re.compile(r"^(?:中国共产党|中共)(?!中央)")
_COMMITTEE_TAIL = re.compile(r"(委|党委)(?:常委会|常委|全委会)$")
_LONG_COMMITTEE = re.compile(r"(?<=[省市州盟县区旗])委员会")
_BRANCH = re.compile(r"(?<!党)(支部|总支)$")
_TWICE = re.compile(r"([省市州县区旗镇乡村]|社区)\1(?=政府|人民政府|委|党|“两委”)")
_GOVERNMENT = re.compile(r"人民政府")
_PEOPLES = (
    "蒙古族|蒙古|回族|藏族|维吾尔族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|哈萨克|傣族|"
    "黎族|傈僳族|佤族|畲族|高山族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|柯尔克孜|土族|达斡尔族|达斡尔|仫佬族|羌族|布朗族|"
    "撒拉族|毛南族|仡佬族|锡伯族|锡伯|阿昌族|普米族|塔吉克族|塔吉克|怒族|鄂温克族|鄂伦春族|鄂伦春|保安族|裕固族|德昂族|独龙族|各族"
)
_AUTONOMOUS = re.compile(rf"^(.{{2,}}?)(?:{_PEOPLES})+自治([州县旗])$")
_HOST = re.compile(
    r"^((?!附属).+(?:支行|分行|有限责任公司|有限公司|集团公司|分公司|公司|集团|银行|大学|医院|合作社|协会|商会|干部学院|职业技术学院|职业学院))"
    r"(?=.*(?:党委|党组|党总支|党支部|党小组|研究中心|研究院|研究所|委员会))(?!公司)(.{2,})$"
)
_OFFICE = re.compile(r"^(.+?(?:[省市州盟县区旗地]委|自治区党委))(?=[^员会])(.{2,})$")
_LEVEL_HEAD = re.compile(r"^(?:自治区|街道|社区|苏木|嘎查|[省市州盟县区旗地镇乡村团])")


def short_form(name: str) -> str:
    """海西蒙古族藏族自治州 → 海西州; other names as they are."""
    m = _AUTONOMOUS.match(name)
    return name if m is None else m[1] + m[2]


def region_stem(region: Region) -> str:
    """How a region stands in the names of its bodies: an autonomous prefecture in its short form."""
    return short_form(region.name) if region.name.endswith("自治州") else region.name


def plain(name: str) -> str:
    """A name without 中共, 常委会 and 人民."""
    name = _BRANCH.sub(r"党\1", name)
    name = _TWICE.sub(r"\1", name)
    name = _LONG_COMMITTEE.sub("委", _PARTY.sub("", name))
    return _GOVERNMENT.sub("政府", _COMMITTEE_TAIL.sub(r"\1", name))


def tail_of(bare: str) -> str:
    """What follows the level in a bare name: 县|委组织部, 街道|党工委."""
    return bare if bare.startswith("地委") else _LEVEL_HEAD.sub("", bare, count=1)


def with_region(region: Region, tail: str) -> str:
    """The full name of a region's body: 太白县 + 委."""
    stem = region_stem(region)
    if tail.startswith("地委"):
        return re.sub(r"(?:地区|市|州|盟)$", "", stem) + tail
    if tail.startswith("党委") and stem[-1] in "省市县旗":
        tail = tail[1:]  # 旗党委 is 旗委
    return stem + tail


def forms(region: Region, tail: str, canonical: str) -> frozenset[str]:
    """Other usual names of the same body: with the official and the short form of an autonomous region."""
    return frozenset({region.name + tail, short_form(region.name) + tail}) - {canonical}


def host_of(name: str) -> str | None:
    """The enterprise, school or association that a body or a centre belongs to."""
    m = _HOST.match(name)
    return None if m is None else m[1]


def committee_of(name: str) -> str | None:
    """The committee that an office belongs to: 高台县委组织部 → 高台县委."""
    m = _OFFICE.match(name)
    return None if m is None else m[1]
