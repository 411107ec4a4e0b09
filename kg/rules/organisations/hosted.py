"""Departments of the company, school or hospital that a text is about: 公司党建部、安监部, 党委组织部、人事处."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import OrganisationMention
from kg.rules.organisations.context import Context
from kg.rules.organisations.edges import free_before, left_edge
from kg.rules.organisations.party import ANY_OF_THEM

_FIELDS = (
    "党建(?:工作)?|党群(?:工作)?|党务(?:工作)?|安监|安全监察|安全环保|安全生产|安全管理|营销|市场营销|市场|人力资源|人事|组织人事|干部人事|财务|"
    "计划财务|审计|纪检监察|纪检|监察审计|法务|法律|学生工作|学生|学工|教务|教学|科研|科技|教师工作|研究生工作|后勤|后勤保障|后勤管理|总务|"
    "保卫|安保|医务|护理|药学|设备|设备管理|物资|物资管理|建设|工程|工程管理|运检|运维检修|生产技术|技术|质量|质量管理|综合|综合管理|"
    "行政|经营管理|企业管理|规划发展|战略发展|发展策划|发展规划|信息|数字化|宣传|品牌|对外合作|国际合作|招生就业|就业指导|采购|客户服务|"
    "运营|运营管理|资产管理|投资|群团|群众工作|社会责任|离退休工作"
)
_DEPARTMENT = re.compile(
    rf"(?:(?:{_FIELDS})(?:部(?![门署分落队级长])|处(?![理于室长分在处置罚])|科(?![技学室长研目])|中心(?![组任小人]))|"
    r"党委(?:组织人事部|组织部|宣传部|统战部|学生工作部|教师工作部|办公室|巡察办)|纪委办公室|党政办公室|党院办|党校办|院办公室|校办公室|"
    r"纪委(?!监委|书记|委员|办|全会|[和、]监委))"
)
_OWNER = re.compile(r"(?:集团公司|集团|公司|学校|学院|大学|医院|校|院)$")
_HOST = re.compile(r"(?:有限公司|有限责任公司|分公司|公司|集团|电力|医院|学院|大学|银行|支行)$")
_BESIDE = re.compile(r"(?:部|处|科|党委|纪委|办公室|工会|团委|中心)[、和与及]$")
_COUNT = re.compile(r"等?\d|书记|委员")


def departments(context: Context) -> Iterator[OrganisationMention]:
    """A department at the head of its clause, behind a word for its host, or on a list of such."""
    clean = context.clean
    ends: set[int] = set()
    for m in _DEPARTMENT.finditer(clean):
        if context.in_title(m.start()) or context.region_over(m.start()) is not None:
            continue
        if _COUNT.match(clean, m.end()):
            continue
        named = _named_host(context, m)
        begin = _beginning(context, m, ends) if named is None else named
        if begin is None:
            continue
        ends.add(m.end())
        yield OrganisationMention(
            start=begin,
            end=m.end(),
            rule="organisation.department",
            name=clean[begin : m.end()],
            kind=_kind(m[0]),
            bare="organisation" if named is None else None,
        )


def _named_host(context: Context, m: re.Match[str]) -> int | None:
    """Where the name of a company, hospital or school begins that stands before its department."""
    host = _HOST.search(context.clean, max(0, m.start() - 8), m.start())
    if host is None:
        return None
    edge = left_edge(context, host.start(), host.end(), legal="有限" in host[0])
    return None if edge is None or context.counted(edge.start) else edge.start


def _kind(name: str) -> str:
    """The type of a department."""
    if name.startswith("纪委"):
        return "纪委"
    return "组织部" if name.startswith("党委组织") else "其他"


def _beginning(context: Context, m: re.Match[str], ends: set[int]) -> int | None:
    """Where the department's name begins, with the word for its host; nothing for a kind of them."""
    clean = context.clean
    if owner := _OWNER.search(clean, max(0, m.start() - 4), m.start()):
        kind = clean[max(0, owner.start() - 1) : owner.start()] in ANY_OF_THEM
        return None if kind or not free_before(context, owner.start()) else owner.start()
    if _BESIDE.search(clean, max(0, m.start() - 8), m.start()):
        return m.start() if m.start() - 1 in ends or m[0] != "纪委" else None
    at_head = m.start() == 0 or clean[m.start() - 1] in "\n。；，！？：”）"
    plain = m[0].startswith(("党委", "纪委", "学生工作")) or m[0].endswith(("部", "处"))
    return m.start() if at_head and plain else None
