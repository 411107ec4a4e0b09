"""Closed classes: kind words, the verbs that set something up, and the words that end or forbid a name."""

from __future__ import annotations

from kg import patterns as re
from kg.lexicon.words import any_of, members, of_class

SYSTEM = "制度"
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
    rf"(?:了|{any_of('pattern.done')}|起|出|好|成|过|着)?"
    r"(?:(?:一|两|三|四|五|六|七|八|九|十|几|多|\d+)(?:套|条|批|项|个|种|系列|支|场|次|期|家|类|款)|系列|以)?"
)

# Where one of these stands in the words before or between, they are no name.
BREAKS = re.compile(
    rf"{any_of('stop.name')}|[是着让被将也但而又该此这那哪谁们吗呢]|为(?![民农侨老企军])|成(?![长果才员就熟])|了(?!解)|过(?![程渡])|使(?![命用])|把(?![手关脉])|"
    rf"都(?!市)|还(?!款)|不(?![忘动])|即(?!时)|其(?!他)"
)

# What a name without a kind word is: a place, a post, a thing to hand out, a body.
THINGS = re.compile(
    rf"(?:{any_of('noun.given')}|[厅室站会屋角岗哨铺簿卡码榜图团亭廊吧坊院所墙箱册柜仓集餐堂馆苑社田园台栏报券车队帮罐贷折]|课)$"
)

# A name that begins with a place: “某某经验”.
PLACE_NAMED = re.compile(rf"([{HAN}]{{2,6}}?)({any_of('kind.of_place')})")
