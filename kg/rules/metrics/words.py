"""The closed classes of words that the reading of figures turns on, as regular expressions."""

from __future__ import annotations

from kg import patterns as re
from kg.lexicon import kinds, levels
from kg.lexicon.words import any_of, of_class
from kg.rules.numbers.dates import HALF, IN_A_ROW, SINCE, YEAR
from kg.rules.numbers.grammar import PASSED, REACHED
from kg.rules.numbers.units import HOUR, MINUTE, MONTHS, QUARTER


def _any(*lines: str) -> str:
    words = {word for line in lines for word in line.split()}
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))


SHARE, RATIO, EXTENT, INCOME, AGE, MEAN = "占比", "比例", "面积", "收入", "年龄", "平均"
"""What is measured where the text leaves the word out, or under several names."""
COLLECTIVE = f"{levels.COLLECTIVE}(?:经济|经营性?)?"
HEDGES = rf"(?:了|率|近|约|高达|{REACHED}?|{PASSED}?|逾|为|共|是)*"
"""Between a verb or a measure and its number."""
TO = "(?:到了?|至|为|成)"
"""Between a verb of change and the new level."""

# Kinds of division that small Chinese numerals count: no measures (三个方面, 四项制度).
KINDS = re.compile(_any(*of_class("figure.kind"), "字", "步"))
# Verbs that say what was done with the things counted: 组建党员先锋队18支.
COUNT_VERBS = re.compile(_any(*of_class("figure.act")))
# One or two of them in a row, where the second is no noun's beginning (举办|培训班).
VERBS = re.compile(
    rf"(?:{COUNT_VERBS.pattern})(?:(?:{COUNT_VERBS.pattern})(?![班会点员课营站队率者人]|{any_of('figure.noun_behind')}))?"
)
LIGHT = re.compile(_any(*of_class("figure.light"), "辖", "设", "建"))

_UP = (*of_class("figure.up"), "(?<!降本)增效", "[微略小猛净]?[增涨升]", "偏?多")
_DOWN = (*of_class("figure.down"), "[微略小猛净]?[减降跌]", "缩", "偏?少")
CHANGE_VERB = (
    rf"(?:(?P<up>{_any(*_UP, *of_class('figure.up_rate'))})|(?P<down>{_any(*_DOWN, *of_class('figure.down_rate'))}))"
)
TO_VERBS = rf"(?:{_any(*_UP, *_DOWN, *of_class('figure.turn'), '变 变 跃 上 下 减 扩')})"

# Nouns that are measured themselves, at the end of a property.
MEASURED = re.compile(
    rf"(?:[年月人户村亩均总净纯日可支配经营性]{{0,8}}(?:{any_of('figure.measured')})|[\w“”]{{1,6}}率|[一-龥]{{2,8}}额|满意度)$"
)
RATE = re.compile(rf"(?:{any_of('figure.rate')})$")
ATTRIBUTE = re.compile(rf"(?P<a>{any_of('figure.attribute')}){HEDGES}$")

# -------------------------------------------------------------------- what stands around the words that are measured

_CN = "一二两三四五六七八九十"
PERIOD = "[一每](?:天|日|个?月)"
"""What somebody earns is told of: a day, a month."""
# Words between what is measured and its number.
LINK_TAIL = re.compile(
    rf"(?:{any_of('figure.between')}|{any_of('figure.link')}|(?<![未不])曾|最[多少高低](?:时|一[晚天年次场日月回])?(?=有|达|时|$)|已|"
    rf"(?<![户人村亩年月日平])均|都|也|就|仅|只|共|合计为?|(?<![需主重纪摘概])要|(?<!预)计|(?<![人英专育引成天])才|(?<!变)更|各|则|又|再|还|仍|可|"
    rf"将|(?:(?<=亩产)|(?<![功产性技职动智节潜核才万阳热风电势光氢储效机体全赋蓄新]))能|{IN_A_ROW}[一二两三四五六七八九十\d]+[年月届季]|"
    rf"(?:[近这]|过去)?[{_CN}]年(?:[来间内]|下来)?(?<!每年)|约每[一-龥]{{1,2}}|(?<!{MEAN})每(?:公?斤|[亩户人吨株头])|"
    rf"在?全[省市县区州旗镇乡村]|按?可比价?格?(?:{any_of('figure.by_reckoning')})*|有|为|是|"
    rf"\[\d+\]|(?:{any_of('figure.present')})的|{REACHED}了?|(?<![下传送表转])达|(?:{TO_VERBS})(?:至|到|为)|至|到|了|——|—|:|：|，|、)+$"
)
_YEAR = (
    rf"(?:(?:{any_of('pattern.as_at')}|至|自|从|于|早在)?(?:(?:\d{{4}}年?[-—–~～至到、和与]+)*\d{{4}}|[一二][九〇零][〇零一二三四五六七八九]{{2}}|今|去|前|本|当){YEAR}?"
    rf"(?:\d{{1,2}}月(?:份)?)?(?:\d{{1,2}}日)?(?:[-至到—]\d{{1,2}}月)?(?:[上下]{HALF}|[一二三四]{QUARTER}|年?[底末初])?"
    rf"(?:{SINCE}|起|间|期间|时|前|后)?(?![级度届])，?)"
)
# When, before what is measured.
_WHEN = (
    _YEAR,
    r"每年(?:可|能|预计)+|到?(?:19|20)\d\d$",
    rf"(?:仅|只)?用?(?:[\d{_CN}]+个?(?:{HOUR}|天|{MINUTE}|月))(?:时间)?就",
    rf"\d{{1,2}}月?[-~～至到—]\d{{1,2}}月(?:份)?|(?:{any_of('pattern.as_at')})?\d{{1,2}}月(?:份|底|末)?，?|[前上]?[一二三四]{QUARTER}|[上下]{HALF}",
    rf"到目前(?:为止)?|近[{_CN}百\d]+年(?:来|间)?|前[\d{_CN}]{{1,2}}{MONTHS}",
    rf"(?!{PERIOD}(?:{any_of('figure.measured')}))[{_CN}\d]+(?:多)?(?:{MONTHS}|年|天|季(?![一-龥]?稻)|周)(?:多)?(?:来|下来|间|内|里(?!程))?[，,]?(?=\D)",
)
# Of what and how: 全县, 该镇, 这样的, 按……计算.
_WHOSE = (
    r"[^，]*持平、|包括[^，。；]{1,14}在内的|[村镇县乡区院校厂店队]里(?!的)(?=[一-龥“\d]|$)",
    r"(?:这|那)(?:[个座条家项种次批块片些](?=[一-龥]{2}))|整个(?=[一-龥]{2})|(?:像[^，。；]{0,12})?(?:这样|此类|这些|类似|上述)的",
    rf"全[年国省市县州区旗盟镇乡村校院厂行系街](?!(?:域|民|委|直|科|道))|全(?:{kinds.COMPANY}|{kinds.CORPORATION}|系统|{levels.ANY_TOWN}|{levels.ANY_VILLAGE})",
    rf"[我咱]们?(?:[省市县区州旗校院]|{levels.ANY_TOWN}|{levels.ANY_VILLAGE})(?:的(?=..))?|{any_of('unit.that')}|该[校院社]|[各本]级党组织|[前后两]者|其[他余]$|另$",
    rf"靠[^，]{{2,8}}?(?:{any_of('figure.means')})|采取[^，]{{0,30}}?(?:{any_of('figure.by')})",
    rf"(?:{any_of('pattern.according')})[^，。；]{{2,14}}?(?:{any_of('figure.by_reckoning')})(?:的(?=[一-龥]))?",
)
# Signs, numbers of items and small words.
_SMALL = (
    r"“十[一-龥]五”(?:末|时期|期间)?",
    any_of("figure.lead", "figure.so_far", "figure.and"),
    rf"（[{_CN}\d]+）|【[^】]*】|[①-⑳]|[{_CN}十]{{1,3}}、[一-龥、]{{1,14}}?(?={any_of('figure.in_year')})"
    rf"|\d+[.．、](?!\d)|[{_CN}]是|[，、；：。,\s和及与]|的(?=[一-龥]{{2}})|中的|中(?=[有“]|年?{INCOME}|{COUNT_VERBS.pattern})",
    r"[却竟](?=[一-龥]{2})|就(?![业诊医学餐地近读任职])(?=[一-龥]{2})|仍(?=每)|前后(?=[一-龥]{2})|还(?!田)|再(?!生)",
    rf"共(?![青享产富同振治驻创育管赢]|建(?![成起立有]))|已(?![婚故])|(?:{any_of('figure.roughly')})(?=[占有])|约(?=有)|并?建有|有(?![机效限关色]|劳(?!动力$))",
    r"并(?![处网购轨存肩列联举发案])(?=[一-龥]{3})|在(?=距)",
    rf"可(?={any_of('figure.could')})|将(?!军)|对(?![口接外象])|为(?!民)",
)
LEAD = re.compile(f"^(?:{'|'.join((*_WHEN, *_WHOSE, *_SMALL))})+")
# Who did it, before a verb that only a doer stands before: 某某村党支部|组织党员….
ACTOR = re.compile(
    rf"^(?:[^，；。]{{0,20}}?(?:[省市县区州盟旗局委部]|{levels.ANY_TOWN}|{levels.ANY_VILLAGE}|{any_of('figure.actor')}|{any_of('figure.whose')}|[县镇村乡]里)"
    rf"(?=(?:{any_of('figure.actor_adverb')}|现|共|已|仍|还|又)*(?:{_any(*of_class('figure.doer'), '组织(?!部|委|书)')}))"
    rf"|(?!每)[^，；。、\d的“”]{{2,10}}?(?=(?:{any_of('figure.doer_verb')})[一-龥]{{2}}))"
)
# Who got whom to do what was counted: 村党支部带领群众|发展大棚蔬菜; a 党组织 is a body, and with 的 it is said of what is counted.
LED = re.compile(
    rf"^[^，。；、\d的]{{0,20}}?(?<![党会团益济])(?:{any_of('figure.leads')})[^，。；、\d的]{{0,6}}?"
    rf"(?:{any_of('figure.person', 'person.end')})(?=(?:{VERBS.pattern})[^的]{{2,}}$)"
)
# Verbs of making it happen, of owning, and how it was done: 实现|旅游收入, 拥有|员工, 扎实|开展…, 互助社把|百香果卖了.
MANNER = re.compile(
    rf"^(?:(?:{any_of('figure.realised')}|拥有|(?:{any_of('figure.before_total')})(?=总?(?:{any_of('figure.total')})))(?=[一-龥“]{{2}})"
    rf"|(?:{any_of('figure.manner')})+(?=(?:{VERBS.pattern}))|[^，]{{0,14}}(?<![一两\d每])(?:把(?![关控守握手脉])|(?<![大名干闯即虎老健])将(?![军来士领]))(?=[一-龥]{{3}})"
    rf"|[^，、。\d]{{0,14}}(?:{levels.ANY_VILLAGE}|{kinds.COOP}|{any_of('figure.actor')})(?:[共现]?有|是(?=占))(?=[一-龥]{{2}})"
    rf"|(?!{VERBS.pattern})[一-龥]{{2,6}}(?:{any_of('figure.in_year')})(?=[一-龥]{{3}}))"
)
# Set up, run or pushed: what a sentence reports after such a verb and a name is reported under what the name means;
# 围绕, 按照, 结合, 落实 and 采取……方式 name something beside the figure.
RUN = re.compile(
    rf"(?:{any_of('figure.run')})了?(?![^，。；]{{0,12}}(?:{any_of('figure.beside')}))[^，。；：]{{0,12}}$"
)
