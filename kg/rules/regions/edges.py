"""What may stand before and after a place name: closed classes of words, and the tests made of them."""

from __future__ import annotations

import re

from kg.gazetteer.registry import registry


def _set(words: str) -> frozenset[str]:
    """A set written as a line of words."""
    return frozenset(words.split())


HAN = re.compile(r"[一-鿿㐀-䶿]")
# Characters that no stem consists of: verbs and measures that stand before 村, 镇, 乡 as common nouns.
SINGLE = frozenset(
    "农乡城镇村州县市区省级每万千百个两几多三四五六七八九十一从到进入下返回离出驻育好选配抓建管带扶帮派查看做让学用强优美富"
    "穷弱大小老新古全各本我该此那包联访走跑问送住办兴治护爱为由被把将使给跨沿临靠近与和及或等化性型员者成至往赴集圩渔牧还也都就又再已曾拿取"
)

# After the short form of a place these make a name of another thing: 甘肃日报, 浙江大学, 海西路, 青海湖.
NAME_AFTER = re.compile(
    r"(?:日报|晚报|晨报|早报|商报|时报|青年报|都市报|法制报|法治报|农民报|电视|广播|卫视|发布|新闻网|在线|大学|学院|师范|师大|理工|"
    r"医科|银行|农商|农信|证券|集团|公司|股份|合作社|铁路|高铁|高速|机场|大桥|大道|大街|大厦|大剧院|大酒店|"
    r"东路|西路|南路|北路|中路|路|街(?!道办?事?处?|办|镇)|巷|湖|河(?!道|流|长|西|州)|江(?!苏|西|南|北)|海(?!拔)|山(?!区|川|东|西|村|水)|岛|湾|"
    r"话|菜|酒|茶|米粉|拉面|牛肉面|玉(?!米)|精神|会议精神|会议|起义|会师|战役|战斗|解放战争|籍|方言|戏|剧|小镇|风情|之[年日际时]|"
    r"模式|方式|经验|样板|标准|号|杯|队|军区|监狱|岸|麓|半岛|高原|盆地|平原|走廊|流域|古城|会展|商会|"
    r"冬奥|奥运|合作组织|茅台|舰|火锅|白药|电网|电力|移动|联通|电信|航空|村|社区|嘎查|生产建设兵团|兵团|[一-鿿]?(?:里|路|街|巷|苑|桥|门|花园|家园|新苑|新城)(?:社区|村)|镇|乡(?!村|镇)|苏木|街道|学刊|出版社|博物馆|图书馆|展览馆|纪念馆|医院|中学|小学|一中|附中|党校|干部学院)"
)
# Tails of organisations that may follow a short form at some distance: 甘肃高台干部学院, 浙江某某集团.
ORGANISATION_AFTER = re.compile(
    r"[一-鿿A-Za-z0-9·]{1,12}?(?:大学|学院|公司|集团|合作社|银行|医院|中学|小学|学校|研究院|研究所|研究会|协会|商会|联合会|"
    r"基金会|纪念馆|博物馆|展示馆|展览馆|图书馆|出版社|日报社|电视台|艺术团|剧团|旅行社|酒店|宾馆)"
)
# Function words and verbs that end the run in which an organisation's name can stand.
RUN_END = re.compile(
    r"[，。；：、！？“”‘’（）《》\n]|的|在|与|和|及|等|是|为|以|将|把|对|从|向|到|有(?!限)|了|各|全|依托|组织|联合|支持|"
    r"坚持|推动|实施|开展|建立|引导|依靠|围绕|通过|探索|举办|召开|打造|携手|考察|参观|学习|赴|来"
)
# After 市, 县, 区 these words swallow the suffix: 杭州市民, 高安市场, 萧山区域.
SUFFIX_SWALLOWED = {
    "市": re.compile(
        r"市(?:场(?!镇)|民(?!政|族|主|警|营|生|办|革|盟|建|进|间|宗|用)|面(?!向|临|积|对)|值|价|容|井|区(?![一-鿿]?委))"
    ),
    "县": re.compile(r"县域"),
    "区": re.compile(r"区(?:域|间|块链|位|别(?!于)|分)"),
    "州": re.compile(r"$^"),
}
# A short name is no place where a word runs over its edge: 合作|社, 山西|麓, 长|江西.
RIVERS = "长珠丽漓湘赣岷沅嘉松锦"

# Words that may stand right before a place: after them a name may begin.
BEFORE = re.compile(
    r"(?:在|到|由|为|是|以|从|向|对|将|把|让|使|与|和|及|或|跟|同|给|被|如|像|即|据|按|经|至|赴|往|于|自|等|的|了|着|过|"
    r"有|去|来|就|也|都|还|又|并|而|则|才|共|先后|分别|其中|例如|比如|诸如|以及|位于|地处|来到|走进|走到|走访|前往|深入|"
    r"引导|指导|带领|组织|依托|通过|围绕|支持|推动|帮助|帮扶|选派|派驻|担任|出任|兼任|当选|成为|打造|建设|建成|创建|实施|"
    r"涉及|覆盖|包括|选取|选择|选定|确定|联合|携手|参观|考察|观摩|学习|借鉴|推广|复制|命名|评选|整合|整顿|投资|驻|原|"
    r"今年|去年|近年来|目前|如今|现在|日前|近日|随着|当天|当日|同时|此外|另外|首先|最后|期间|以来|之后|之前|"
    r"挂牌|设立|成立|建立|探索|召开|举办|开展|推行|落实|发动|动员|安排|协调|邀请|联系|结对|对接|服务|包抓|包联|管理|管辖|"
    r"所属|下辖|所辖|隶属|辖区|书记|主任|支书|村民|居民|党员|干部|群众|记者|通讯员|以来|书记到|建在|党建|"
    r"\d+(?:个|家|名|位|人|万|亿|元|项|场|次|期|户|亩)|第[一二三四五六七八九十\d]+)$"
)
# What comes before 村, 社区, 镇 … when no village, community or town is named.
KINDS_OF_VILLAGES = _set(
    "全 各 本 该 每 我 农 乡 新 山 此 这 那 哪 某 一 两 几 多 数 个 名 外 邻 入 进 到 驻 下 回 返 离 出 抵边 治 管 兴 强 富 弱 穷 大 小 好 "
    "老 古 老旧 古老 行政 自然 经济 示范 空壳 明星 小康 后进 先进 薄弱 贫困 脱贫 重点 试点 帮扶 中心 包 联 镇 社 街 县 市 区 组 "
    "美丽 生态 宜居 文明 特色 专业 信用 平安 法治 民主 和谐 幸福 富裕 振兴 旅游 传统 城中 城郊 城边 边境 革命 老区 红色 样板 标杆 "
    "达标 落后 涣散 软弱 产业 党建 智慧 数字 精品 和美 主体 相邻 周边 邻近 附近 受援 结对 共建 未来 共富 善治 清廉 整 "
    "乡村 农村 渔 牧 林 海岛 沿海 沿边 民族 少数民族 移民 搬迁 安置 易地 万元 亿元 千万元 百万元 电商 淘宝 直播 网红 文化 历史 "
    "名 强弱 弱强 村 合并 撤并 建制 帮带 带动 加强 建设 推进 深入 服务 领导 指导 组织 党员 干部 书记 城市 城镇 新型 老年 儿童 "
    "国际 现代 标准 星级 三星级 四星级 五星级 一类 二类 三类 优秀 较好 较差 成员 核心 龙头 联合 联建 抱团 片区 园区 商圈 小区 "
    "封控 楼宇 单位 企业 学校 驻区 辖区 管辖 网格 街道 乡镇 所在 所辖 原 所 属地 居住 户籍 完整 绿色 低碳 海绵 无废 无讼 "
    "省级 市级 县级 国家级 州级 旗级 区级 镇级 乡级 村级 级 有的 其他 其它 部分 全部 所有 许多 众多 一些 多数 少数 个别 若干 "
    "全旗 全盟 新农 人文 牧业 小山 大山 度假 贫困山 偏远山 小渔 国家 我们 他们 你们 咱 咱们 自己 全国 全省 全市 全县 全区 全州 全旗 全镇 全乡 问题 关爱 温馨 温暖 平价 友好 型 "
    "鲜花 亿元 百强 十强 千强 首富 第一 状元 长寿 博士 教授 艺术 画家 淘宝 空心 癌症 上访 矛盾 难点 重难点 软弱涣散 "
    "下辖 共辖 现辖 辖 下属 直管 和 与 及 或 在 为 是 以 从 向 对 将 把 让 使 给 被 等 的 了"
)
KINDS_OF_TOWNS = _set(
    "乡 城 村 集 小 古 重 名 强 大 新 全 各 本 该 每 我 两 个 座 县 市 区 建制 中心 特色 示范 重点 试点 边境 口岸 工业 旅游 "
    "文旅 康养 产业 美丽 生态 千年 历史 文化 历史文化 卫星 中心城 小城 老城 新城 新型城 城乡 民族 农业 经济 乡村 农村 百强 千强 "
    "冰 坐 血 冲 主 先进 后进 平安 文明 卫生 园林 特色小 美丽城 家 故 老 下 返 回 离 入 侨 水 他 异 本土 民 之 爱 思 还 同 "
    "下辖 共辖 现辖 辖 下属 直管 相关 有关 部分 其他 所有 所在 所属 辖区 管辖 市辖 属地 县城 包联 包抓 联系 挂钩 驻 到 在 和 与 及 等 的 各县 全县 全市 "
    "中小 大中小 若干 此 这 那 多 几 一 二 三 四 五 六 七 八 九 十 贫困 脱贫 薄弱 整 级 平 街 社区 主干 商业 步行 繁华 沿 临 "
    "党建 智慧 数字 精品 和美 红色 革命 老区 山区 牧区 林区 农牧 渔业 牧业 林业 畲 苗 侗 瑶 壮 彝 藏 傣 羌 土家 美丽圩 竹 茶 桑 药 果 棉 渔 酒 瓷"
)
# Right after 镇, 乡 these make another word of it: 城镇化, 乡村, 乡亲, 镇域.
NOT_AFTER = {
    "镇": re.compile(r"化(?!解)|域|痛|定|守|静|压|江(?![一-鿿]{1,3}(?:村|社区))|雄|长(?!期|效)"),
    "乡": re.compile(
        r"(?:村(?!两委|“|党|委|级)|亲|土|风|贤|愁|情|音|镇|邻|间|里人|里乡亲|试|友|绅|规)"
    ),
    "村": re.compile(r"(?:庄|落|镇(?!党|政)|寨|史|规民约|干部|官|务|貌|容|头|口|道|屯|级(?!活动))"),
    "社群": re.compile(r"化|营销|媒体"),
    "居民区": re.compile(r"$^"),
    "社区": re.compile(r"(?:化(?!解)|型)"),
    "街道": re.compile(r"(?:化(?!解)|上|两旁|两侧)"),
    "苏木": re.compile(r"$^"),
    "嘎查": re.compile(r"(?:达)"),
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
    for size in (1, 2):
        if text[start : end + size] in words and len(text[start : end + size]) > len(name):
            return True
        if start >= size and text[start - size : end] in words:
            return True
    return False


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
