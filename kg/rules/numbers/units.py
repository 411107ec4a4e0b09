"""Units and measure words, a closed class of the language, as one regular expression.

Kind words (类, 大, 级, 层) are left out on purpose: what they count is a division and not a measure.
"""

from __future__ import annotations

import re


def _words(line: str) -> tuple[str, ...]:
    return tuple(line.split())


RATES = _words("个百分点 百分点 % ‰")
MONEY = _words("美元 欧元 港元 日元 英镑 元")
AREA = _words("平方公里 平方千米 平方米 平米 公顷 亩 ㎡ km2 km² m2 m² hm2")
LENGTH = _words("公里 千米 华里 厘米 毫米 延长米 米 公分 km Km KM")
VOLUME = _words("立方米 立方 升 千升 m3 m³")
MASS = _words("公斤 千克 吨标准煤 载重吨 吨 斤 克 kg")
ENERGY = _words(
    "千瓦时 兆瓦时 吉瓦时 兆瓦 千瓦 吉瓦 千伏安 千伏 伏 摄氏度 分贝 MWh MW GW kWh kW kV KW ℃"
)
PERSONS = _words("人次 人份 人天 人 名 位")
HOUSEHOLDS = _words("户次 户")
# Times and occurrences.
EVENTS = _words(
    "人公里 吨公里 标准箱 标箱 台件 台套 件套 场次 件次 条次 个次 车次 辆次 架次 艘次 台次 列次 班次 批次 家次 次 场 期 轮 批 届次 课时 学时 学分"
)
# Measure words for things, animals, papers, institutions.
THINGS = _words(
    "个 家 支 只 头 尾 匹 羽 株 棵 条 项 件 起 宗 例 部 本 册 份 张 幅 块 面 座 栋 幢 间 套 台 辆 架 艘 口 眼 处 所 "
    "篇 首 集 门 堂 节 盏 根 片 道 枚 段 款 种 顶 把 单 票 桌 字 笔 对 双 组 孔 穴 箱 袋 瓶 桶 筐 包 粒 床 卷 则 幕 班 桩 趟 列 封 拨 页 顿 盆 罐 餐 锅 亩次 路"
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
_PER = r"吨标准煤/万元|(?:[微毫]?克|千克)/(?:立方米|升)|(?:人|件|户|亩|吨|公斤|斤)/(?:次|人|户|年|月|天|日|亩|平方公里)"

_COUNTED = RATES + MONEY + AREA + LENGTH + VOLUME + MASS + ENERGY + PERSONS + HOUSEHOLDS
_COUNTED += EVENTS + THINGS + AGES + TIMES


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))


DURATION = re.compile(f"(?:{_alternatives(DURATIONS)})")
UNIT = re.compile(
    f"(?:{_COMPOUND}|{_PER}|{_alternatives(_COUNTED)}|{SCORES}|方(?=[，。；、水土）]|$)|里(?=[山水海土公]?路)|度(?=电|[，。；、])|讲(?=[，。；、）]))"
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
    "(?!人均[被已未无有能来受获在由表完]|户均[已被未有在])(?:家庭|家长|家园|家风|家乡(?!镇)|家国|家政|人口|人均|人民|人才|人大|人居|人心|人文|人工|人力|人物|人生|部分|部门|部署|部委|名牌|名录|名单(?!元)|"
    "名师|名校|项目|条件|条例|条款(?!项)|场所|场景|场馆|所有|所在|所需|处理|处置|处级|面向|面对|面貌|面上|面临|次要|次生|道路|道德|段落|"
    "期间|期末|期望|对象|对接|对口|对标|对照|对比|对党|双向|双方|双重|组织|组成|组建|组合|分类|节点|节约|节能|节日|门类|门户|口号|口径|本地|本级|"
    "本土|本站|本报|本网|本刊|种子|种类|种植|种养|首创|集体|集中|集团|集约|集聚|座谈|株洲|票数|单位|单元|单独|把握|把关|起来|起步|轮训|轮值|轮换|轮岗|批示|批准|"
    "张掖|套路|台账|台阶|位于|位置|克服|米粉|升级|升学|升旗|斤两|亩均|户均|村级|镇级|乡级|县级|旗级|村民|村庄|村务|"
    "村规|村居|乡亲|乡贤|乡风|乡村|镇区|县域|县委|县直|县区|校园|校企|校长|站点|站位|站长|企业|社区级|字经|字诀|字头|字方|字班|字型|字形|门主|户籍|户外|户主|户厕|"
    "支部|支持|支撑|支队|支书|支行|支农|支教|支委|篇章|眼光|份额|份子|幅度|班子|班长|则是|"
    "单子|单双|卷烟|包联|包抓|包村|包保|包户|包干|包装|片区|片长|笔试|床位|孔子|箱包|根本|根据|根植|例会|例行|例外|米柱|分之)"
)
