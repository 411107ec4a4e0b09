"""What may stand before and after a place name: closed classes of words, and the tests made of them."""

from __future__ import annotations

from kg import patterns as re
from kg.gazetteer.registry import registry
from kg.lexicon import kinds, levels
from kg.lexicon.words import any_of, members

HAN = re.compile(r"[一-鿿㐀-䶿]")
# Characters that no stem consists of: verbs and measures that stand before 村, 镇, 乡 as common nouns.
SINGLE = frozenset(
    "农乡城镇村州县市区省级每万千百个两几多三四五六七八九十一从到进入下返回离出驻育好选配抓建管带扶帮派查看做让学用强优美富"
    "穷弱大小老新古全各本我该此那包联访走跑问送住办兴治护爱为由被把将使给跨沿临靠近与和及或等化性型员者成至往赴集圩渔牧还也都就又再已曾拿取"
)

# After the short form of a place these make a name of another thing: 甘肃日报, 浙江大学, 海西路, 青海湖.
NAME_AFTER = re.compile(
    rf"(?:{any_of('behind.name')}|路|街(?!道办?事?处?|办|镇)|巷|湖|河(?!道|流|长|西|州)|江(?!苏|西|南|北)|海(?!拔)|山(?!区|川|东|西|村|水)|岛|湾|话|菜|酒|"
    rf"茶|玉(?!米)|籍|戏|剧|之[年日际时]|号|杯|队|岸|麓|舰|村|[一-鿿]?(?:里|路|街|巷|苑|桥|门|花园|家园|新苑|新城)(?:{levels.COMMUNITY}|村)|镇|乡(?!村|镇))"
)
# Tails of organisations that may follow a short form at some distance: 甘肃高台干部学院, 浙江某某集团.
ORGANISATION_AFTER = re.compile(rf"[一-鿿A-Za-z0-9·]{{1,12}}?(?:{any_of('behind.body')})")
# Function words and verbs that end the run in which an organisation's name can stand.
RUN_END = re.compile(
    rf"{any_of('stop.run')}|[，。；：、！？“”‘’（）《》\n]|的|在|与|和|及|等|是|为|以|将|把|对|从|向|到|有(?!限)|了|各|全|赴|来"
)
# After 市, 县, 区 these words swallow the suffix: 杭州市民, 高安市场, 萧山区域.
SUFFIX_SWALLOWED = {
    "市": re.compile(
        r"市(?:场(?!镇)|民(?!政|族|主|警|营|生|办|革|盟|建|进|间|宗|用|[乐勤丰权]县|和回)|面(?!向|临|积|对)|值|价|容|井|区(?![一-鿿]?委))"
    ),
    "县": re.compile(r"县域"),
    "区": re.compile(r"区(?:域|间|块链|位|别(?!于)|分)"),
    "州": re.compile(r"$^"),
}
# A short name is no place where a word runs over its edge: 合作|社, 山西|麓, 长|江西.
RIVERS = "长珠丽漓湘赣岷沅嘉松锦"

# Words that may stand right before a place: after them a name may begin.
BEFORE = re.compile(
    rf"(?:{any_of('place.before', 'place.beside')}|讯|在|到|由|为|是|以|从|向|对|将|把|让|使|与|和|及|或|跟|同|给|被|如|像|即|据|按|经|至|赴|往|于|自|等|的|了|着|过|有|去|来|就|也|"
    rf"都|还|又|并|而|则|才|共|驻|原|含|\d+(?:个|家|名|位|人|万|亿|元|项|场|次|期|户|亩)|第[一二三四五六七八九十\d]+|\d[年月日]|[〇零○一二三四五六七八九十][年月日])$"
)
# What comes before 村, 社区, 镇 … when no village, community or town is named.
KINDS_OF_VILLAGES = members("sort.village") | frozenset(
    "全各本该每我农乡新山此这那哪某一两几多数个名外邻入进到驻下回返离出治管兴强富弱穷大小好老古包联镇社街县市区组和对整村渔牧林型级辖所在原的咱与及或为是以从向将把让使给被等了"
)
KINDS_OF_TOWNS = members("sort.town") | frozenset(
    "乡城村集小古重名强大新全各本该每我两个座县市区老民冰坐血冲主平家故下返回离入侨水他异之爱思还同辖在驻到和与及等的此这那多几一二三四五六七八九十整级街沿临渔畲苗侗瑶壮彝藏傣羌竹茶桑药果棉酒瓷"
)
# Right after 镇, 乡 these make another word of it: 城镇化, 乡村, 乡亲, 镇域.
NOT_AFTER = {
    "镇": re.compile(rf"化(?!解)|域|痛|定|守|静|压|江(?![一-鿿]{{1,3}}(?:村|{levels.COMMUNITY}))|雄|长(?!期|效)"),
    "乡": re.compile(
        rf"(?:村(?!{kinds.TWO_COMMITTEES}|“|党|委|级|民(?![宿俗间营生居族主]))|亲|土|风|贤|愁|情|音|镇|邻|间|里人|里乡亲|试|友|绅|规|道(?![路德教观理]))"
    ),
    "村": re.compile(
        rf"(?:庄|落|镇(?!党|政)|寨|史|规民约|干部|官|务|貌|容|头|口|道|屯|级(?!活动)|{any_of('pattern.estate')})"
    ),
    levels.CLUSTER: re.compile(rf"化|营销|{kinds.MEDIA}"),
    levels.COMMUNITY: re.compile(r"(?:化(?!解)|型)"),
    levels.STREET: re.compile(r"(?:化(?!解)|上|两旁|两侧)"),
    levels.GACHA: re.compile("达"),
}


def ends_in_word(text: str, position: int) -> bool:
    """Whether the characters before ``position`` end in a word after which a name may begin."""
    if position == 0 or not HAN.match(text[position - 1]):
        return True
    head = text[max(0, position - 6) : position]
    if BEFORE.search(head):
        return True
    words = registry().words
    return any(head[-n:] in words for n in (4, 3, 2) if n <= len(head))


def crosses(text: str, position: int) -> bool:
    """Whether a word of general language runs over an edge of a name: 以上|城市, 确保|山林."""
    words = registry().words
    sizes = ((1, 1), (1, 2), (2, 1))
    return any(text[position - a : position + b] in words for a, b in sizes if position >= a)


def runs_over(text: str, start: int, end: int) -> bool:
    """Whether a word of general language runs over an edge of ``start:end`` (合作|社, 登|高台)."""
    words = registry().words
    name = text[start:end]
    if start and crosses(text, start) and crosses(text, end):
        return True  # 聚[焦作]风
    return any((longer := text[start : end + size]) in words and longer != name for size in (1, 2))


def is_part_of_name(text: str, end: int) -> bool:
    """Whether what follows makes one word with the short form that ends at ``end``: 甘肃日报."""
    return text[end : end + 1] == "·" or NAME_AFTER.match(text, end) is not None


def is_name_of_other(text: str, end: int) -> bool:
    """Whether the short form that ends at ``end`` only begins the name of another thing."""
    if is_part_of_name(text, end):
        return True
    tail = text[end : end + 18]
    stop = RUN_END.search(tail)
    return ORGANISATION_AFTER.match(tail[: stop.start()] if stop else tail) is not None


def inside(text: str, start: int, end: int, marks: str, longest: int = 40) -> bool:
    """Whether ``start:end`` is a part, not the whole, of what a pair of ``marks`` encloses."""
    opening, closing = marks[0], marks[1]
    left = text.rfind(opening, max(0, start - longest), start)
    if left < 0 or text.find(closing, left, start) >= 0 or "\n" in text[left:start]:
        return False
    right = text.find(closing, end, end + longest)
    return right >= 0 and (left + 1, right) != (start, end)
