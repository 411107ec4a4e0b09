"""Whether the words before a name say that it is set up, run or pushed, so that figures are reported under it."""

from __future__ import annotations

import re

# What a sentence reports after such a verb and the name is reported under the programme;
# 围绕, 按照, 结合, 落实 and 采取……方式 name something beside the figure.
_RUN = re.compile(
    r"(?:实施|开展|推行|推进|启动|打造|创新|探索|建立|深化|组织|搭建|推出|创设|设立|成立|组建|建成|运行|用好|铺开|试行|首创|牵头|健全|构建|固化|建起|办起|开办|创建|依托|通过|推广)了?"
    r"(?![^，。；]{0,12}(?:围绕|按照|结合|落实|采取|响应|参与|针对))[^，。；：]{0,12}$"
)


def run_before(clean: str, start: int, at: int) -> bool:
    """Whether such words stand before the name at ``at``, in the sentence that begins at ``start``."""
    return _RUN.search(clean[max(start, at - 18) : at]) is not None
