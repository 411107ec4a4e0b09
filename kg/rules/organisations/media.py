"""Media in a masthead, a dateline, a signature or a source line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import OrganisationMention
from kg.rules.organisations.context import Context

_KIND = (
    "日报社|日报|晚报|早报|晨报|时报|商报|都市报|青年报|工人报|农民报|法治报|法制报|组织人事报|党建网|先锋网|新闻网|党员网|"
    "周刊|周报|月刊|杂志|新闻社|通讯社|电视台|融媒体中心|客户端"
)
_NAME = rf"[\u4e00-\u9fff]{{2,10}}?(?:{_KIND})"
_KNOWN = "新华社|新华网|人民网|央视网|央广网|光明网|中新社|中新网|中国网|共产党员网|学习时报|求是网|澎湃新闻"
_ANY = f"(?:{_KNOWN}|{_NAME})"
_LISTED = re.compile(rf"({_ANY})(?=[\u4e00-\u9fff、·《》“”]{{0,200}}?等[^，。；]{{0,6}}媒体)")
_DATELINE = re.compile(
    rf"({_ANY})(?=(?:[\u4e00-\u9fff]{{2,6}}\d+月\d+日)?(?:讯|电(?=[（(]|\n|$))|"
    rf"(?:[、和·]{_ANY})*(?:(?:全媒体|特约|见习)?[（(]?(?:记者|通讯员)|等?(?:报道|刊发|刊登|推介)))"
)
_REPORTED = re.compile(rf"(?<=据)({_ANY})(?=报道|消息|讯)")
_PRINTED = re.compile(
    rf"(?<=《)({_ANY})(?=》(?:《{_ANY}》|、|和|等)*(?:[以用在]《[^》\n]{{2,40}}》(?:为题)?|为题|以[^，。；\n]{{2,20}}为题|[^，。；\n]{{0,8}}版)?(?:作了?|进行|专门|对此|先后|多次|头版|专版|专题|予以|也|过|了|深度|整版|跟踪|连续|长篇)*(?:报道|刊发|刊登|推介|刊载|点赞))"
)
_APP = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,8})·(?=[\u4e00-\u9fff]{2,8}(?:日报|晚报)(?:记者|讯|通讯员))"
)
_WORDS = r"\u4e00-\u9fff·A-Za-z、"
_SOURCE = re.compile(
    rf"(?:来源|稿源|原载|转自|供稿单位|供稿)(?:[：:|｜]|于)[“《]?([{_WORDS}]{{2,20}}?)"
    rf"(?=[”》]?(?:学习平台|微信公众号|公众号|发布时间|发布日期|发布|时间|日期|浏览|点击|字号|责任?编辑|编辑|作者|记者|编审|责编|\n|[^{_WORDS}]|$))"
)
_HEAD = re.compile(
    rf"^({_NAME})(?=(?:数字报|电子版)?(?:第?\d*版)?[^\n]{{0,8}}?\d{{4}}年\d+月\d+日|$|\n)", re.M
)
# A source that is an office, a company or a place is read by other rules, or is no organisation.
_NO_MEDIUM = re.compile(
    r"(?:部|委|局|办|街道|镇|乡|县|市|区|村|党支部|党委|党校|办公室|政府|公司|集团|学院|大学|医院|中学|网络|资料|本站)$|^本"
)
_LEAD = re.compile(
    r"^[\u4e00-\u9fff]{1,8}(?:在|被|获|经|受到|得到|登上|登陆)(?=[\u4e00-\u9fff]{3})"
)
_LEFT = re.compile(r"^(?:本报|由|据|和|与|在|被|来源)")


def _mention(start: int, end: int, name: str) -> OrganisationMention:
    return OrganisationMention(
        start=start, end=end, rule="organisation.media", name=name, kind="媒体"
    )


def _signed(context: Context) -> Iterator[OrganisationMention]:
    """The name before 记者, 讯, 报道 or before ·, and the paper's own head."""
    for pattern in (_DATELINE, _LISTED, _REPORTED, _PRINTED, _APP, _HEAD):
        for m in pattern.finditer(context.clean):
            left = _LEFT.match(m[1]) or _LEAD.match(m[1])
            start = m.start(1) + (left.end() if left else 0)
            name = context.clean[start : m.end(1)]
            if len(name) > 2 and not name.startswith("本报") and not context.in_title(start):
                yield _mention(start, m.end(1), name)


def _source(context: Context) -> Iterator[OrganisationMention]:
    """The names after 来源."""
    for m in _SOURCE.finditer(context.clean):
        at = m.start(1)
        for part in re.split("([、·])", m[1]):
            if part not in {"、", "·"} and len(part) >= 2 and not _NO_MEDIUM.search(part):
                yield _mention(at, at + len(part), part)
            at += len(part)


def media(context: Context) -> Iterator[OrganisationMention]:
    """甘肃日报 before 记者, 新甘肃 before ·, the name after 来源."""
    seen: set[tuple[int, int]] = set()
    for mention in (*_signed(context), *_source(context)):
        if (mention.start, mention.end) not in seen:
            seen.add((mention.start, mention.end))
            yield mention
