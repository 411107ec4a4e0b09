"""Read what an indicator measures, so that the same measure in other words meets in one row.

A measure is its topic, the base it is taken over (村均, 人均), its form (amount, count, share, change), its
threshold and its unit. Two figures share a row only when all of these agree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from kg.use.compare.wording import bare, fold

UNITS: dict[str, str] = {
    **dict.fromkeys(("名", "位", "人", "个人", "口"), "人"),
    **dict.fromkeys(("个", "家", "支", "所", "座", "处", "只", "间"), "个"),
    **dict.fromkeys(("元", "块", "人民币"), "元"),
    **dict.fromkeys(("%", "％", "百分点", "个百分点"), "%"),
    **dict.fromkeys(("期", "场", "场次", "期次"), "场"),
    **dict.fromkeys(("公里", "千米"), "公里"),
}
_PER = (
    ("村均", ("村均", "每村平均", "平均每村", "各村平均", "行政村平均")),
    ("人均", ("人均", "每人平均", "平均每人", "年人均")),
    ("户均", ("户均", "每户平均", "平均每户")),
    ("年均", ("年均", "每年平均", "平均每年")),
    ("平均", ("平均",)),
)
_SYNONYMS = (
    (re.compile(r"(?:行政村|村庄|村级|农村|全村|村|嘎查)*集体经济(?:组织)?(?:经营性)?"), "村集体经济"),
    (re.compile(r"村集体(?!经济)"), "村集体经济"),
    (re.compile(r"组建|设立|成立|建立"), "建立"),
    (re.compile(r"村（?社区）?两委班子|村社区两委班子|两委班子"), "两委班子"),
    (re.compile(r"年纯收入|纯收入"), "纯收入"),
    (re.compile(r"年收入|收入总额|总收入|收入合计"), "收入"),
    (re.compile(r"村庄|行政村"), "村"),
    (re.compile(r"可支配收入"), "可支配收入"),
)
_NOISE = re.compile(r"累计|总共|共计|目前|截至|实现|全面|已经|已|年底|当年|各类|达到一定数额的?|平均水平")
_WHOLE = re.compile(r"^全(?:省|市|州|盟|县|区|旗|镇|乡|街道|域|村)(?:的|各)?")
_TAIL = re.compile(r"(?:的)?(?:总数量|总数|数量|数目|个数|人数|件数|户数|次数|数|总量)$")
_THRESHOLD = re.compile(
    r"(?:年)?(?:达到|达|超过|超|突破|不足|在|为)?([0-9]+(?:\.[0-9]+)?)(百|千|万|亿)?"
    r"(元|人|户|亩|岁|%|个|家|件|次)?(及?以上|以下|以内|的)?"
)
_VILLAGES = re.compile(r"(?<=收入)的?(?:村社区|村)$")
_SHARES = re.compile(r"(?:占比|所占比例|比例|比重)$")
_SHARE = ("占比", "比例", "比重", "覆盖率", "占")
BARE_NOUNS = frozenset(
    (
        "党员",
        "党组织",
        "党支部",
        "支部",
        "党委",
        "党总支",
        "社区",
        "村",
        "村社区",
        "行政村",
        "镇",
        "乡镇",
        "街道",
        "县",
        "群众",
        "农户",
        "居民",
        "村民",
        "人口",
        "干部",
        "党员干部",
        "人",
        "户",
        "人员",
        "单位",
        "企业",
        "市场主体",
        "项目",
        "集体",
        "个人",
        "问题",
        "事项",
        "案件",
        "网格",
        "网格员",
        "小区",
        "楼栋",
        "公司",
        "合作社",
        "专业合作社",
        "基地",
        "职工",
        "学生",
        "教师",
        "志愿者",
        "场所",
        "阵地",
    )
)
_SPHERE = re.compile(r"^(?:各级|基层|农村|城市|在职|机关)+")
_STOCK = re.compile(
    r"(?:现有|共有|设有|下辖|辖有|管辖|辖|拥有|总共|总数|全(?:省|市|州|盟|县|区|旗|镇|乡))"
    r"[^，。；！？]{0,24}$"
)
_STOCK_WITHIN = re.compile(r"^(?:现有|共有|设有|下辖|辖|拥有|全(?:省|市|州|盟|县|区|旗|镇|乡))")
_BASES = {"each": "每个均达到", "one": "单个"}
_STATES = {"planned": "计划", "expected": "预计"}
_INCOME = "村集体经济收入"
_OF_VILLAGES = re.compile(r"(?:村集体|集体经济)?(?:总|年)?收入|村集体经济")  # 村均收入, 集体经济村均收入
_SCALE = {None: 1, "": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True, order=True)
class Measure:
    """What is measured. ``form`` is amount, count, share or number; ``threshold`` like ``>=500000元``."""

    topic: str
    form: str
    per: str = ""
    threshold: str = ""
    unit: str = ""
    condition: str = ""
    basis: str = ""
    status: str = ""

    def taken(self, basis: str | None, per: str | None, status: str | None) -> Measure:
        """The measure with what a figure is taken over and whether it was reached: a total, a mean, what
        every one of several has and what one of them has do not compare, nor does a plan with a fact."""
        over = self.per
        if basis == "mean" and not over:
            over = f"{per}均" if per else "平均"
        return replace(
            self,
            per=over,
            topic=_INCOME if over == "村均" and _OF_VILLAGES.fullmatch(self.topic) else self.topic,
            basis=basis if basis in _BASES else "",
            status=status if status in _STATES else "",
        )

    @property
    def label(self) -> str:
        """The measure in words, in a fixed order."""
        limit = ""
        if self.threshold:
            sign, number, unit = _split_threshold(self.threshold)
            limit = f"{_short(Decimal(number))}{unit}{'以上' if sign == '>=' else '以下'}"
        what = f"{self.topic}{limit}" if limit else f"{self.topic}"
        if limit and self.form == "count":
            what += f"的{'村' if '村' in self.topic else ''}数量"
        elif limit and self.form == "share":
            what += f"的{'村' if '村' in self.topic else ''}占比"
        elif self.form == "share" and not what.endswith("率"):
            what += "占比"
        taken = (_BASES.get(self.basis), _STATES.get(self.status))
        extra = "，".join(filter(None, (self.per, self.condition, *taken)))
        return f"{what}（{extra}）" if extra else what


def bare_noun(what: Measure) -> bool:
    """Whether an indicator only counts a common noun: 113 grassroots organisations that were visited are no
    stock of 576, so the words around the number decide whether two such counts compare."""
    noun = _SPHERE.sub("", what.topic)
    return what.form in ("count", "number") and not what.threshold and noun in BARE_NOUNS


def is_stock(quote: str, sentence: str) -> bool:
    """Whether the sentence gives the number as what there is in all (现有党员3万名, 全县576个党组织)."""
    before = sentence.partition(quote)[0] if quote else ""
    return bool(_STOCK.search(before) or _STOCK_WITHIN.search(quote))


def threshold_behind(quote: str, sentence: str) -> str | None:
    """A threshold that stands right behind a quotation (30%的村集体经济年收入｜2万元以上), or ``None``."""
    after = sentence.partition(quote)[2][:16] if quote else ""
    if "以" not in after:  # nothing else becomes one
        return None
    flat = bare(fold(after)).replace("萬", "万").replace("億", "亿")
    found = _THRESHOLD.match(flat)
    return found.group() if found and found[4] in ("以上", "及以上", "以下", "以内") else None


@lru_cache(maxsize=65536)
def measure(indicator: str, unit: str | None, condition: str | None = None) -> Measure:
    """Read an indicator's name, its unit and its condition."""
    text = bare(fold(indicator)).replace("(", "").replace(")", "")
    text = _WHOLE.sub("", text)
    text = _NOISE.sub("", text)
    threshold, text, tail = _threshold(text)
    if threshold and len(text) < 2:  # 50万元以上的村: what is counted stands behind
        text = tail.removeprefix("的")
    told = bare(fold(condition)) if condition else ""
    if told and not threshold:
        threshold, head, _ = _threshold(told)
        if threshold and len(head) > 2:
            text, tail, told = head, tail or text, ""
        elif threshold:
            told = ""
    elif told and _threshold(told)[0] == threshold:
        told = ""
    per, text = _per(text)
    for pattern, word in _SYNONYMS:
        text = pattern.sub(word, text)
    topic = _TAIL.sub("", text) or text
    topic = _SHARES.sub("", topic) or topic
    if threshold:  # 收入50万元以上的村: the villages are the unit that is counted
        topic = _VILLAGES.sub("", topic) or topic
    base = UNITS.get(unit or "", unit or "")
    if topic == "村集体经济" and base == "元":  # 集体经济村均突破20万元: what is counted is income
        topic = "村集体经济收入"
    return Measure(
        topic=topic if not threshold else topic.removesuffix("的"),
        form=_form(base, text + tail),
        per=per,
        threshold=threshold,
        unit=base,
        condition=told if told not in topic else "",
    )


def _threshold(text: str) -> tuple[str, str, str]:
    """The threshold in ``text``, what stands before it, and what stands after."""
    for found in _THRESHOLD.finditer(text):
        number, scale, unit, bound = found.groups()
        if not bound or not (unit or scale):
            continue
        if bound == "的" and not re.search(r"达|超|突破|不足", found.group()):
            continue
        sign = "<=" if bound in ("以下", "以内") or "不足" in found.group() else ">="
        amount = _short_number(Decimal(number) * _SCALE[scale])
        return f"{sign}{amount}{unit or ''}", text[: found.start()], text[found.end() :]
    return "", text, ""


def _per(text: str) -> tuple[str, str]:
    for per, words in _PER:
        for word in words:
            if word in text:
                return per, text.replace(word, "", 1)
    return "", text


def _form(unit: str, text: str) -> str:
    if unit == "元":
        return "amount"
    if unit == "%" or any(text.endswith(s) for s in _SHARE):
        return "share"
    return "count" if unit in ("个", "人", "户", "件", "次", "场", "人次", "条", "项") else "number"


def _split_threshold(threshold: str) -> tuple[str, str, str]:
    found = re.fullmatch(r"(>=|<=)([0-9.]+)(.*)", threshold)
    return (found[1], found[2], found[3]) if found else (">=", "0", "")


def _short_number(number: Decimal) -> str:
    return format(number.normalize(), "f")


def _short(number: Decimal) -> str:
    """A number as Chinese reports print it: 50万, 1.2亿."""
    for size, word in ((Decimal(100_000_000), "亿"), (Decimal(10_000), "万")):
        if number >= size:
            return _short_number(number / size) + word
    return _short_number(number)


short_number = _short
