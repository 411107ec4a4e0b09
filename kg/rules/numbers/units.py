"""Units and measure words, a closed class of the language, as one regular expression.

Kind words (类, 大, 级, 层) are left out on purpose: what they count is a division and not a measure.
"""

from __future__ import annotations

from kg import patterns as re
from kg.lexicon.words import any_of


def _words(line: str) -> tuple[str, ...]:
    return tuple(line.split())


RATES = _words("个百分点 百分点 个千分点 千分点 % ‰")
MONEY = _words("美元 欧元 港元 日元 英镑 元")
AREA = _words("平方公里 平方千米 平方米 平米 公顷 亩 ㎡ km2 km² m2 m² hm2")
LENGTH = _words("公里 千米 华里 海里 英里 厘米 毫米 微米 延长米 米 公分 km Km KM")
VOLUME = _words("立方米 立方 毫升 千升 升 m3 m³")
MASS = _words("公斤 千克 毫克 微克 吨标准煤 载重吨 总吨 蒸吨 吨 斤 克 kg")
ENERGY = _words(
    "千瓦时 兆瓦时 吉瓦时 兆瓦 千瓦 吉瓦 千伏安 瓦 赫兹 兆帕 千帕 勒克斯 流明 千卡 大卡 摄氏度 分贝 MWh MW GW kWh kW KW ℃"
)
VOLTAGE = _words("千伏 伏 kV KV")
PERSONS = _words("人次 人份 人天 人 名 位")
HOUSEHOLDS = _words("户")
# Times and occurrences.
EVENTS = _words("人公里 吨公里 标准箱 标箱 台件 台套 件套 届次 次 场 期 轮 批 课时 学时 学分")
# Measure words for things, animals, papers, institutions.
THINGS = _words(
    "个 家 支 只 头 尾 匹 羽 株 棵 条 项 件 起 宗 例 部 本 册 份 张 幅 块 面 座 栋 幢 间 套 台 辆 架 艘 口 眼 处 所 "
    "篇 首 集 门 堂 节 盏 根 片 道 枚 段 款 种 顶 把 单 票 桌 字 笔 对 双 组 孔 穴 箱 袋 瓶 桶 筐 包 粒 床 卷 则 幕 班 桩 趟 列 封 拨 页 顿 盆 罐 餐 锅 亩次 路 盘 捆 串 垛 朵 丛 杯 碗 坛 窝 挂 帧 席 管"
)
# Nouns that take a number without a measure word between (10镇104村).
PLACES = _words("街道 社区 嘎查 苏木 乡镇 镇 乡 村 县 旗 站 校 企")
AGES = _words("周岁 岁")
TIMES = _words("倍")
SCORES = "分(?![钟之别会类为开批层级布享期设管工红店队校局院厂支行部散解析流担析阶])"
DURATIONS = _words(
    "个多?(?:月|星期|小时|工作日|钟头|季度|半月|周|年头|昼夜) 个月 周年 年 月 日 天 小时 分钟 秒 周 星期 季度 季 昼夜 工作日 刻钟 钟头 时 点 世纪 年代 代 岁月"
)

_COMPOUND = r"元(?:/|每)(?:人|户|亩|吨|公斤|斤|年|月|天|日|平方米|头|只|立方米|度)"
# One unit for each of another: 28微克/立方米, 0.38吨标准煤/万元, 132人/平方公里.
_PER = rf"(?:{'|'.join((*MASS, *VOLUME, *ENERGY, *PERSONS, *'件户亩个辆次'))})/(?:{'|'.join((*AREA, *VOLUME, *MASS))}|万元|万人|[次人户年月天日秒时])"

_COUNTED = RATES + MONEY + AREA + LENGTH + VOLUME + MASS + ENERGY + VOLTAGE + PERSONS + HOUSEHOLDS
_COUNTED += EVENTS + THINGS + AGES + TIMES


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))


_PIECES = "".join(w for w in THINGS if len(w) == 1)
DURATION = re.compile(f"(?:{_alternatives(DURATIONS)})")
UNIT = re.compile(
    f"(?:{_COMPOUND}|{_PER}|[户车班批场人{_PIECES}]次(?![级干数要序日年])|{_alternatives(_COUNTED)}|{SCORES}"
    r"|方(?=[，。；、水土）]|$)|里(?=[山水海土公]?路)|度(?=电|[，。；、])|讲(?=[，。；、）])|担(?![任当心忧负保]))"
)
# A second unit in brackets, which goes with the first: 头（只）, 件（次）.
ALSO = re.compile(
    f"（(?:{_alternatives(THINGS + EVENTS + PERSONS + HOUSEHOLDS)})(?:、(?:{_alternatives(THINGS + EVENTS)}))*）"
)
# 8县2区, 2市5县: 区 and 市 count only beside each other and 县, for they begin many nouns.
_BESIDE = r"(?<=[县市旗]\d)区|(?<=[县市旗]\d\d)区|[区市](?=\d{1,2}[县区市旗])"
PLACE = re.compile(f"(?:{_alternatives(PLACES)}|{_BESIDE})")

# Words that begin with a unit's character but are none: 家庭, 人均, 部分, 名牌, 项目, 条件 …
NO_UNIT = re.compile(
    rf"(?!人均[被已未无有能来受获在由表完]|户均[已被未有在])(?:{any_of('stop.unit_word')}|家乡(?!镇)|名单(?!元)|条款(?!项))"
)
