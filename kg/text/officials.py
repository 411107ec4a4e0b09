"""Lines that official papers bear above their headline: the red head, the number, the particulars of a web page."""

from __future__ import annotations

from kg import patterns as re

YEAR = r"[〔\[［【（(〈](?:19|20)\d\d年?[〕\]］】）)〉]"
"""The year of a document's number in its brackets."""

_NUMBER = re.compile(
    rf"[（(]?(?:(?:发文字号|发文文号|文号|字号|文件编号)：)?[\u4e00-\u9fff]{{1,14}}{YEAR}第?\d{{1,4}}号"
    rf"(?:[、，]?[\u4e00-\u9fff]{{1,14}}{YEAR}第?\d{{1,4}}号)*[）)]?"
)
_HEAD_END = re.compile(rf"[\u4e00-\u9fff]?{YEAR}第?\d{{1,4}}号")
_ORDER = re.compile(r"第[\d一二三四五六七八九十百]{1,5}号")
_HEAD = re.compile(
    r"[\u4e00-\u9fff（）()]{3,40}(?:委|委员会|政府|部|办公室|办公厅|局|厅|党组|党工委|办事处|小组|法院|检察院|联合会|总工会)(?:文件|令|公告)"
)
_PARTICULAR = re.compile(
    r"(?:索引号|信息索引|发文字号|发文文号|文号|发文机关|发文机构|发布机构|发布单位|信息来源|成文日期|发文日期|生成日期|生效日期|主题分类|主题词|信息分类|公开形式|公开方式|公开类别"
    r"|公开属性|有效性|时效性|效力状态|文件状态|有效状态|废止日期|失效日期) ?[：|｜].{0,60}"
)


def is_number_line(text: str) -> bool:
    """Whether a line holds only the number of an official paper."""
    return len(text) <= 60 and bool(_NUMBER.fullmatch(text) or _ORDER.fullmatch(text))


def is_official_line(text: str) -> bool:
    """Whether a line belongs to the head of an official paper and is not its headline."""
    return is_number_line(text) or bool(_HEAD.fullmatch(text) or _PARTICULAR.fullmatch(text))


def in_number(text: str, position: int) -> bool:
    """Whether what ends at a position ends inside the head of a document's number: 吴组|发〔2023〕5号."""
    return bool(_HEAD_END.match(text, position))
