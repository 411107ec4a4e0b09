"""Closed classes: kind words, the verbs that set something up, and the words that end or forbid a name."""

from __future__ import annotations

import re

from kg.lexicon.words import members, of_class

HAN = "\u3400-\u9fff"

STRONG = of_class("kind.strong")
WEAK = of_class("kind.weak")
NOT_KINDS = of_class("kind.aim")
HARD_VERBS = of_class("verb.set")
SOFT_VERBS = of_class("verb.soft")
ADVERBS = of_class("adverb")
GENERIC = of_class("modifier.common")
TERMS = members("term")
METAPHORS = members("image")
PREFIX_ENDS = of_class("noun.prefix")

# Particles and measure words between a verb and a name: 出了一套, 一批.
LEAD_IN = re.compile(
    r"(?:了|起了|起|出了|出|好|成|成了|过|着)?"
    r"(?:(?:一|两|三|四|五|六|七|八|九|十|几|多|\d+)(?:套|条|批|项|个|种|系列|支|场|次|期|家|类|款)|系列|以)?"
)

# Where one of these stands in the words before or between, they are no name.
BREAKS = re.compile(
    r"[是着让被将也但而又该此这那哪谁们吗呢]|为(?![民农侨老企军])|成(?![长果才员就熟])|了(?!解)|过(?![程渡])|使(?![命用])|"
    r"把(?![手关脉])|都(?!市)|还(?!款)|不(?![忘动])|即(?!时)|其(?!他)|有效|以及|从而|并且|通过|围绕|按照|根据|依托|借助|聚焦|"
    r"带动|推动|助推|助力|促进|实现|取得|成为|进行|加强|确保|达到|获得|荣获|入选|位于|覆盖|受益|解决|发挥|激发|凝聚|坚持|"
    r"走出|来自|作为|具有|拥有|需要|可以|能够|已经|正在|得到|受到|参加|参与|以来|期间|同时|因此|近年|今年|去年|目前|如今|随着|"
    r"做好|筑牢|作出|征集|办起|托起|激活|点亮|擦亮|绘就|织密|拉动|跑出|走活|敲开|铺就|奏响|架起|晒出|赋能|推进|开展|建立|推行|实施|打造|"
    r"举办|启动|构建|形成|撬动|引来|走进|走向|落地|见效|暖心|惠及|温暖"
)

# What a name without a kind word is: a place, a post, a thing to hand out, a body.
THINGS = re.compile(
    r"(?:[厅室站会屋角岗哨铺簿卡码榜图团亭廊吧坊院所墙箱册柜仓集餐堂馆苑社田园台栏报券车队帮罐贷折]|铁三角|搭档|对子|"
    r"小组|支部|超市|银行|食堂|公社|地图|指数|窗口|公约|合约|契约|基地|学校|大学|小院|大院|书院|课|夜话|夜谈|茶话|热线|信箱|邮局|"
    r"联盟|议事|恳谈|闹钟|日历|护照|名片|档案|账本|菜单|礼包|套餐|之家|之窗|之声|积分|积分制|讲堂|夜校|课堂|擂台|茶座|驿站|指引|手册|"
    r"指南|小分队|宣讲团|专班|联合体|共同体|矩阵)$"
)

# A name that begins with a place: “某某经验”.
PLACE_NAMED = re.compile(rf"([{HAN}]{{2,6}}?)(方式|经验|模式|实践|样本|做法|路径|之路)")
