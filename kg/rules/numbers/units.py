"""Units and measure words, a closed class of the language, as one regular expression.

Kind words (类, 大, 级, 层) are left out on purpose: what they count is a division and not a measure.
"""

from __future__ import annotations

from kg import patterns as re
from kg.lexicon.words import any_of, of_class

RATES = of_class("measure.rate")
POINTS = ("个百分点", "百分点")
PERCENT = rf"(?:%|{'|'.join(POINTS)})"
MONEY = of_class("measure.money")
AREA = of_class("measure.area")
LENGTH = of_class("measure.length")
VOLUME = of_class("measure.volume")
MASS = of_class("measure.mass")
ENERGY = of_class("measure.energy")
VOLTAGE = of_class("measure.voltage")
PERSONS = of_class("measure.person")
# Measure words for things, animals, papers, institutions.
THINGS = of_class("measure.thing")
# Nouns that take a number without a measure word between (10镇104村).
PLACES = of_class("measure.place")
AGES = of_class("measure.age")
TIMES = of_class("measure.fold")
HOUR, MINUTE, MONTHS, QUARTER, VISITS, KILOGRAM = "小时", "分钟", "个月", "季度", "人次", "公斤"
EXACT = frozenset((*RATES, *MONEY, *AREA, *LENGTH, *VOLUME, *MASS, *ENERGY, *TIMES, *AGES, VISITS, "趟"))
"""Units of what is measured, not merely counted in pieces."""
HOURS = (HOUR, f"个{HOUR}")
DAYS = ("天", "日")
SHORT_TIMES = (*DAYS, *HOURS, MINUTE, "秒", "个工作日", "工作日")
SCORES = "分(?![钟之别会类为开批层级布享期设管工红店队校局院厂支行部散解析流担析阶])"

_COMPOUND = rf"元(?:/|每)(?:人|户|亩|吨|{any_of('measure.divisor')}|斤|年|月|天|日|头|只|度)"
# One unit for each of another: 28微克/立方米, 0.38吨标准煤/万元, 132人/平方公里.
_PER = rf"(?:{'|'.join((*MASS, *VOLUME, *ENERGY, *PERSONS, *'件户亩个辆次'))})/(?:{'|'.join((*AREA, *VOLUME, *MASS))}|{any_of('measure.per_many')}|[次人户年月天日秒时])"

_COUNTED = any_of(
    *("measure." + of for of in ("rate", "money", "area", "length", "volume", "mass", "energy", "voltage")),
    *("measure." + of for of in ("person", "household", "event", "thing", "age", "fold")),
)
_PIECES = "".join(w for w in THINGS if len(w) == 1)
DURATION = re.compile(f"(?:个多?(?:{any_of('measure.spell')})|{any_of('measure.time')})")
UNIT = re.compile(
    f"(?:{_COMPOUND}|{_PER}|[户车班批场人{_PIECES}]次(?![级干数要序日年])|{_COUNTED}|{SCORES}"
    r"|方(?=[，。；、水土）]|$)|里(?=[山水海土公]?路)|度(?=电|[，。；、])|讲(?=[，。；、）])|担(?![任当心忧负保]))"
)
# A second unit in brackets, which goes with the first: 头（只）, 件（次）.
ALSO = re.compile(
    f"（(?:{any_of('measure.thing', 'measure.event', 'measure.person', 'measure.household')})(?:、(?:{any_of('measure.thing', 'measure.event')}))*）"
)
# 8县2区, 2市5县: 区 and 市 count only beside each other and 县, for they begin many nouns.
_BESIDE = r"(?<=[县市旗]\d)区|(?<=[县市旗]\d\d)区|[区市](?=\d{1,2}[县区市旗])"
PLACE = re.compile(f"(?:{any_of('measure.place')}|{_BESIDE})")

# Words that begin with a unit's character but are none: 家庭, 人均, 部分, 名牌, 项目, 条件 …
NO_UNIT = re.compile(
    rf"(?!人均[被已未无有能来受获在由表完]|户均[已被未有在])(?:{any_of('stop.unit_word')}|家乡(?!镇)|名单(?!元)|条款(?!项))"
)
