"""Whether the name of a place only begins a longer one: of a body (安化县财政局), a site, a team, a line.

Such a mention names the body, not the place (see GUIDE.md, “Place before an organisation”): the facts of the body
still lie in the place, but a text that says no more of it does not name the region.
"""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon.words import of_class

_LONGEST = 12
# What ends the name of a body or site.
_TAILS = (
    "法院|检察院|法庭|公安局|公安|派出所|司法所|支队|大队|总队|监狱|[^客餐大展舞歌门]厅|[一-鿿]局(?![面势部限])|[一-鿿]委(?![托派屈任员以])|办公室|管理处|办事处|分局|中心(?!城)|"
    "[一-鿿]馆|医院|保健院|卫生院|福利院|敬老院|学院|大学|中学|小学|一中|学校|党校|幼儿园|研究[院所]|剧院|公司|集团|银行|信用社|合作社|合作联社|联合社|"
    "商会|[一-鿿]协(?!助|调|作|议|同|商)|协会|学会|联合会|研究会|基金会|委员会|总工会|妇联|团委|工商联|电视台|电台|日报|晚报|报社|出版社|统战网|新闻网|政府网|"
    "机场|车站|高铁站|火车站|[一-鿿]港|铁路|高铁|地铁|公交|高速|大桥|隧道|公园|景区|[一-鿿]厂|煤矿|油田|[一-鿿]基地|工作队|服务队|医疗队|救援队|宣讲团|工作组|工作站|"
    "党支部|党总支|党委|党工委|党组|党群|支委|“?两委|村委|居委|书记|政协|人大|政府|纪委|常委|人民武装部|代表团|总部|[一-鿿]{1,2}边(?![疆境])|红船"
)
_AT_ONCE = re.compile(
    r"(?:[省市县区州旗盟镇乡村])?(?:委(?![托派屈任以])|纪委|政协|人大|政府|监委|党[委政工组群支总]|支部|书记|两委|“两委”|法院|检察院)"
)
_TAIL = re.compile(_TAILS)
# Function words and marks: no name of a body goes over them.
_FUNCTION = "的了在与和及等是为将对从向到有各全把被让使由以并也都还就、，。；：！？（）《》“”‘’\n "


@cache
def _end() -> re.Pattern[str]:
    """What ends the run in which the name of a body can stand."""
    verbs = "|".join(w for w in of_class("stop.body", "verb.set", "verb.make") if len(w) > 1)
    return re.compile(f"[{_FUNCTION}]|{verbs}")


def begins_body(clean: str, end: int) -> bool:
    """Whether what follows a place that ends at ``end`` makes it the beginning of a body's or site's name."""
    if _AT_ONCE.match(clean, end):
        return True
    stop = _end().search(clean, end, end + _LONGEST + 6)
    tail = _TAIL.search(clean, end, stop.start() if stop else end + _LONGEST + 6)
    return tail is not None and tail.start() - end <= _LONGEST
