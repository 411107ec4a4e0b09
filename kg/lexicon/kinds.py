"""The kinds of organisations, as the ontology's code list names them."""

from __future__ import annotations

COMMITTEE = "党委"
GROUP = "党组"
WORKING = "党工委"
GENERAL = "党总支"
BRANCH = "党支部"
CELL = "党小组"
PERSONNEL = "组织部"
DISCIPLINE = "纪委"
STATE = "政府部门"
FIRM = "企业"
COOP = "合作社"
SCHOOL = "学校"
SOCIETY = "社会组织"
MEDIA = "媒体"
OTHER = "其他"

CENTRE = "中共中央"
COUNCIL = "国务院"
GOVERNMENT, COUNTRY_OFFICE = "政府", "办事处"
FULL_COMMITTEE, OFFICE, GENERAL_OFFICE = "委员会", "办公室", "办公厅"
TWO_COMMITTEES, RESIDENTS, PARTY_BODY = "两委", "居委会", "党组织"
HUB, COMPANY, CORPORATION, HEAD_COMPANY, COLLEGE = "中心", "公司", "集团", "总公司", "学院"
"""Words for bodies as texts print them, behind or instead of their names."""

BRANCHES = frozenset({COMMITTEE, GENERAL, BRANCH})
PARTY = BRANCHES | {WORKING, GROUP, CELL}
"""Organisations of the Party itself."""
ORGANS = frozenset({PERSONNEL, DISCIPLINE})
"""Organs of a Party committee."""
RULING = PARTY - {CELL} | ORGANS | {STATE}
"""Who rules a place."""
PRIVATE = frozenset({FIRM, COOP, SCHOOL, MEDIA})
"""Who rules nobody."""

BY_CLASS = {
    "body.personnel": PERSONNEL,
    "body.discipline": DISCIPLINE,
    "body.firm": FIRM,
    "body.coop": COOP,
    "body.school": SCHOOL,
    "body.media": MEDIA,
    "body.team": SOCIETY,
    "body.society": SOCIETY,
    "body.gov": STATE,
    "body.other": OTHER,
}
"""The kind that each class of suffixes tells."""
SHORT_WORKING, SHORT_GENERAL, SHORT_BRANCH = "工委", "总支", "支部"
FULL_WORKING = "工作委员会"
BY_WORD = {
    SHORT_WORKING: WORKING,
    FULL_WORKING: WORKING,
    SHORT_GENERAL: GENERAL,
    SHORT_BRANCH: BRANCH,
    "支部委员会": BRANCH,
}
"""What short words for bodies of the Party mean."""
