"""What a single paragraph looks like: heading, byline, colophon, masthead, label, start of a report."""

from __future__ import annotations

from kg import patterns as re

HEADING_LENGTH = 48

_OCCASION = re.compile(
    r"[（(—]*((?:19|20)\d\d年\d{1,2}月\d{1,2}日)?[，,]?在.{4,50}(?:会议|大会|会|仪式|论坛|班|活动)(?:上|上的(?:讲话|报告|发言|致辞))[）)]?"
)
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗"
    "凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛"
    "禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌"
    "霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜"
    "松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰"
    "从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴"
    "瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛"
    "阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖覃覃岳帅亢况郈有琴梁丘左丘佟佘佴佰付涂闫阳刀仝代仁"
)
_NUMBER_MARKS = (
    ("第", re.compile(r"第[一二三四五六七八九十\d]{1,3}[章节部分篇编]{1,2}[、：]?")),
    ("一、", re.compile(r"[一二三四五六七八九十]{1,3}[、.．]|[一二三四五六七八九十]{1,2}：")),
    ("（一）", re.compile(r"（[一二三四五六七八九十]{1,3}）[、.]?")),
    ("01", re.compile(r"(?:PART|Part|part)[ .·]?0?\d{1,2}[ 、.·]?|0\d[、.]?(?=[\u4e00-\u9fff“])")),
    (
        "1.1",
        re.compile(
            r"\d{1,2}(?:\.\d{1,2}){1,2}[、.]?(?=[\u4e00-\u9fff“])(?![万亿个名元倍年月日户公千米吨斤亩里平]|人[次，、。])"
        ),
    ),
    ("No", re.compile(r"(?:No|NO|no|№)[.．]? ?\d{1,2}[ 、.．：:]?")),
    ("1.", re.compile(r"\d{1,2}(?:[、]|\.(?!\d)|）)")),
    ("（1）", re.compile(r"（\d{1,2}）")),
    ("①", re.compile(r"[①-⑳]")),
    ("——", re.compile(r"——")),
    ("■", re.compile(r"[■□●◆◇★☆▲△▶►❖◎○※·➤▪][ 　]?")),
    ("一是", re.compile(r"(?:[一二三四五六七八九十]|第[一二三四五六七八九十])(?:是|，|来)")),
)
_FULL_SENTENCE = re.compile(r"[。！？；…，、：]$")
_BYLINE = re.compile(
    r"[■▶□●▲◆◎►/]?(?:文/|文图|图文|图/|摄影|撰文|撰稿|作者|(?:本报|本刊|[^，。]{2,12})?(?:全媒体|融媒体|首席|见习|特约)?"
    r"(?:记者|通讯员|评论员|撰稿人))[^，。：；]{0,60}$"
)
_AUTHOR = re.compile(
    r"[^，。：；]{2,20}(?:供稿|供图供稿|撰稿|整理)$|（(?:本报)?(?:特约)?(?:记者|通讯员)[^（）。]{1,30}）$|[（(]?(?:作者|编辑|撰稿|供稿|通讯员|记者|文|图)[：:/].{1,60}$"
)
_HEAD_OF_GOVERNMENT = re.compile(r"(?:[^，。：；]{0,16}政府)?代?[省市县区州旗盟镇乡]长([\u4e00-\u9fff]{2,4})")
_MARKED_NAMES = re.compile(r"[■▶□●▲◆◎►]([\u4e00-\u9fff]{2,24})$")
_NO_PERSON = re.compile(r"[了的有在不一是和与更好起来到成就]")
_COLOPHON = re.compile(
    r"[（(【\[]?(?:送|报|发|报送|报发|发送|抄送|抄报|主送|呈报|分送|本期[送发]|(?:填报|填表|报送|制表)(?:单位|部门|人)|来源|稿源|信息来源|文章来源|责任编辑|责编|编辑|审核|审签|终审|初审|复审|校对|"
    r"签发|编发|供稿|供稿单位|原标题|原载|转自|索引号|主题分类|主题词|发文(?:机关|机构|字号|日期)|信息名称|名称|成文日期|生成日期|公开(?:形式|方式|范围)|"
    r"责任部门|主办|主办单位|承办|技术支持|联系人|联系电话|电话|传真|邮箱|投稿邮箱|地址|网址|邮编|发布|发布时间|发[表布]于|"
    r"发布日期|发布机构|发布人|更新时间|时间|日期|浏览次数|阅读次数|点击数|点击|字号|字体|分享到?|打印|关键词|标签|上一篇|下一篇|"
    r"扫一扫|微信公众号|版权所有|备案号?|主任|监制|总编|图片来源|来源于|撰文|文字|文案|图片|排版|美编|制图|图文编辑|新闻热线|投稿|信息发布|"
    r"发布者|发布单位|加入时间|信息员|稿件来源|[Dd]ate|[Aa]uthor|[Ss]ource|url|URL)\s?[：:|].{0,120}$"
    r"|[\u2600-\u26ff\U0001f300-\U0001faff].{0,12}(?:电话|地址|时间|每天|每周|热线|邮箱|微信|地点|网址).{0,60}$"
    r"|[（(](?:下转|上接|根据|本文|原载|原文|有删|节选|标题)[^（）()]{0,30}[）)]$|[（(](?:完|来源[^）]{0,30}|[^）。]{2,20}(?:供稿|报道组|宣))[）)]$"
    r"|[（]?共?印\d+份.*|参考文献[：:]?$|\[\d+\].*|(?:【?(?:打印|关闭|返回|收藏|纠错|分享)[^】]{0,6}】?)+$|(?:打印本页|关闭窗口|返回顶部|相关附件|附件[：:].*|分享到.*)$"
    r"|机关各[^，。]{1,20}$|各(?:县|市|区|乡镇)[^，。]{0,30}(?:党委|组织部|办公室)$"
)
_MASTHEAD = re.compile(
    r".{0,24}(?:简报|专刊|特刊|工作动态|工作简讯|情况通报|信息快报|通讯|内参|动态|专报|月报|季报|快讯|要闻|简讯|集锦|摘编|摘登|选登|选编|汇编|专栏|专版)"
    r"(?:（[^（）]{1,8}）)?$"
    r"|[（(]?(?:20\d\d年)?(?:总?第\d+期|第[一二三四五六七八九十百]+期)(?:[（(]?总第?\d+期?[）)]?)?[）)]?.{0,12}$"
    r"|(?:中共)?[^，。：]{2,30}(?:组织部|办公室|委员会|编印|编|局|委)?(?:20\d\d年\d{1,2}月\d{1,2}日|二[〇零][〇零一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)(?:印发|编|编印)?$"
    r"|[^，。]{2,14}(?:日报|晚报|时报|周报|周刊|日报社|融媒体中心|党建网|共产党员网|先锋网)$"
    r"|(?:当前位置|您(?:现在)?的位置|首页)[：:>＞].*"
    r"|(?:编者按|(?:本期)?(?:目录|目次|导读|要目))$|[^，。|]{2,10}(?:\|[^，。|]{2,10}){2,}"
)
_LABEL = re.compile(
    r"[【\[（(]?(?:点评|短评|评论|时评|快评|微评|专家点评|记者点评|评析|编后|编后语|记者手记|采访手记|采访札记|手记|"
    r"相关链接|新闻链接|链接|延伸阅读|基层声音|观点|言论|本报评论员|编辑点评|一线声音|案例点评|专家观点)[】\]）)]?[：:]?$"
)
_CASE = re.compile(
    r"[【\[（(]?(?:典型|优秀|经典|示范|给定)?(?:案例|材料|资料|做法|典型|经验|典型经验|经验做法|故事|实践)(?:之)?[一二三四五六七八九十\d]{1,3}[】\]）)]?[：:、.]?"
    r"|第[一二三四五六七八九十\d]{1,2}[篇则][：:、]?"
)
_WEAK_CASE = re.compile(r"[【\[（(]?(?:做法|经验|故事|实践)[一二三四五六七八九十\d]")
_ISSUE = re.compile(r"[（(]?(?:20\d\d年)?(?:总?第\d+期|第[一二三四五六七八九十百]+期)")
_AUTHOR_BODY = re.compile(
    r"(?:中共)?[\u4e00-\u9fff]{2,20}(?:党委|组织部|委员会|县委|市委|区委|旗委|州委|省委|党组|党工委|办公室|人民政府|党总支|党支部|研究室|党校|课题组|调研组|编辑部)"
    r"(?:课题组|调研组)?"
    r"|(?:(?![的让把在为与和着了是建做走绘筑铸打助])[\u4e00-\u9fff（）]){4,18}(?:分公司|有限公司|有限责任公司|集团公司|税务局|教育局|公安局|供电公司|电力公司|"
    r"职业学院|职业技术学院|人民医院|中医院)"
)
_REPORT_START = re.compile(
    r"[【（]?本[报刊网]讯|本[报刊网][\u4e00-\u9fff]{2,6}(?:\d{1,2}月\d{1,2}日)?[讯电]|[\u4e00-\u9fff]{2,6}[社网报](?:[\u4e00-\u9fff]{2,8})?\d{1,2}月\d{1,2}日[讯电]"
    r"|讯[（(]|[^，。]{2,8}讯[（(]"
)
_NEWS_START = re.compile(
    r"(?:近日|日前|连日来|\d{1,2}月\d{1,2}日(?:上午|下午)?|近期)，[^，。]{2,32}?"
    r"(?:举办|召开|开展|组织|举行|启动|印发|出台|发布|成立|推出|揭牌|开班|获评|入选|走进|深入|来到|联合|正式)"
)
_DATED = re.compile(
    r"(?:(?:19|20)\d\d年)?(?:\d{1,2}月)?\d{1,2}(?:[、—-]\d{1,2})?日|近日|日前|连日来|近期|(?:昨|今)[日天]"
)
_OWN_DOCUMENT = re.compile(
    r"(?:特?制[定订]|拟定|修订)(?:了?本|如下)|(?:提出|作出|制定|规定)如下|通知如下|共同遵守|遵照执行|(?:制定|形成)本"
)
_DOCUMENT_TITLE = re.compile(
    r"[^，。：]{2,40}(?:办法|规定|细则|方案|公约|民约|制度|章程|条例|意见|规程|守则)(?:（[^（）]{1,8}）)?"
)
_PLACE = re.compile(
    r"(?:[\u4e00-\u9fff]{0,16}?(?:省|市|县|区|旗|州|盟|镇|乡|街道|村|社区|苏木|嘎查|开发区|高新区|新区|农场|林场"
    r"|[委局厅部院校办]|大学|学院|医院|公司|集团|银行|中心|支部)|[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{4,6})[：:]"
)


_CREDIT_DATE = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?:[-./年]| (?=\d\d/))\d{1,2}[-./月]\d{1,2}日?(?:[ T]?\d{1,2}[:：]\d\d(?:[:：]\d\d(?:\.\d+)?)?(?:Z|\+\d\d:\d\d)?)?(?!\d)"
)
_CREDIT_COUNT = re.compile(
    r"(?:阅读|浏览|点击|评论|访问|点赞|收藏|人气)(?:[量数]|次数)?[:：]? ?(?:\d[\d.,]*万?[+＋]?次?)?(?![\u4e00-\u9fff])"
)
_CREDIT_LABEL = re.compile(
    r"(?:来源|稿源|作者|编辑|责编|记者|通讯员|字号|字体|时间|日期|(?:发布|更新|发表)(?:时间|日期|机构|单位|[于者人])?)[:：] ?"
)
_CREDIT_WHO = re.compile(
    r"(?:(?!召开|举[行办]|成立|开展|启动|印发|出台|走进|来到|[获被在])[\u4e00-\u9fffA-Za-z·（）]){1,22}?(?:[委部局办会报网台社组院校]|办公室|政府|中心|发布|先锋|客户端|公众号|新闻|在线|传媒|融媒|公司|集团|街道)"
    r"(?=[ ·|｜/]|(?:19|20)\d\d|阅读|浏览|点击|评论|$)|(?:发表于)?[\u4e00-\u9fff]{2,6}(?=[ ·|｜/]|$)|[\u4e00-\u9fff]{2,4}(?<![县市区镇乡村州省])(?=(?:19|20)\d\d)"
)
_CREDIT_VALUE = re.compile(
    r"[^ ，。；]{1,24}?(?=来源|作者|编辑|责编|发布|字号|(?:阅读|浏览|点击|评论)[:：]|(?:19|20)\d\d[-./年]|[ ，。；]|$)|https?:[^ ]+"
)
_CREDIT_PART = re.compile(r"[ ·|｜/丨]+|原创[:：]? ?")


def mark_of(text: str) -> tuple[str, int]:
    """The style of the number or bullet that a text begins with, and its length."""
    for style, pattern in _NUMBER_MARKS:
        match = pattern.match(text)
        if match:
            return style, match.end()
    return "", 0


def is_byline(text: str) -> bool:
    """Whether a line names authors."""
    if len(text) > 70 or text.endswith(("。", "，")):
        return False
    occasion = _OCCASION.fullmatch(text)
    if occasion and occasion[1]:  # when and where a speech was given
        return True
    if _BYLINE.match(text) or _AUTHOR.match(text):
        return True
    head = _HEAD_OF_GOVERNMENT.fullmatch(text)
    if head and is_names(head[1]):  # who gives the report
        return True
    marked = _MARKED_NAMES.match(text)
    return bool(marked and is_names(marked[1]) and not _NO_PERSON.search(marked[1]))


def is_names(text: str) -> bool:
    """Whether a line may consist of names of persons only: two or three characters each."""
    if not 2 <= len(text) <= 14 or not re.fullmatch(r"[\u4e00-\u9fff]+", text):
        return False
    return text[0] in _SURNAMES and (len(text) <= 3 or _splits_into_names(text))


def _splits_into_names(text: str) -> bool:
    """Whether a text is a chain of names."""
    if not text:
        return True
    if len(text) < 2 or text[0] not in _SURNAMES:
        return False
    return any(_splits_into_names(text[n:]) for n in (3, 2) if n <= len(text))


def is_colophon(text: str) -> bool:
    """Whether a line says where a text went, came from, or who made it."""
    return len(text) <= 140 and bool(_COLOPHON.match(text))


def is_credit_line(text: str) -> bool:
    """Whether a line consists of a date and of who issued, wrote or read a text, piece by piece (某报 2024-02-20 09:02 来源：… 阅读 35)."""
    if len(text) > 100 or not _CREDIT_DATE.search(text):
        return False
    at, labelled = 0, False
    while at < len(text):
        label = _CREDIT_LABEL.match(text, at)
        value = _CREDIT_VALUE if labelled else _CREDIT_WHO
        pieces = (_CREDIT_PART, _CREDIT_DATE, _CREDIT_COUNT, value)
        found = label or next((m for p in pieces if (m := p.match(text, at))), None)
        if found is None:
            return False
        at, labelled = found.end(), label is not None or (labelled and not found[0].strip(" ·|｜/丨"))
    return True


def is_signed(text: str) -> bool:
    """Whether a line tells who made or issued a text, or when, and nothing else."""
    return is_colophon(text) or is_credit_line(text)


def is_masthead(text: str) -> bool:
    """Whether a line belongs to the head of a bulletin, newspaper or web page."""
    return len(text) <= 48 and bool(_MASTHEAD.fullmatch(text))


def is_label(text: str) -> bool:
    """Whether a line only says what kind of piece follows (点评, 短评)."""
    return len(text) <= 12 and bool(_LABEL.fullmatch(text))


def case_mark(text: str) -> int:
    """The length of a label like 案例一：, or 0."""
    match = _CASE.match(text)
    return match.end() if match else 0


def is_weak_case(text: str) -> bool:
    """Whether a label like 做法一： may as well number the sections of one report."""
    return bool(_WEAK_CASE.match(text))


def is_publication_line(text: str) -> bool:
    """Whether a line gives the number of an issue (第3期) or the day of a newspaper."""
    return len(text) <= 40 and (bool(_ISSUE.match(text)) or "星期" in text)


def is_heading_like(text: str) -> bool:
    """Whether a line is short and no sentence."""
    if len(text) > HEADING_LENGTH or _FULL_SENTENCE.search(text):
        return False
    return "。" not in text


def is_author_body(text: str) -> bool:
    """Whether a line below a headline names the body that wrote the piece."""
    return len(text) <= 28 and bool(_AUTHOR_BODY.fullmatch(text))


def begins_report(text: str) -> bool:
    """Whether a paragraph begins as the report of a newspaper does (本报讯)."""
    return bool(_REPORT_START.match(text))


def begins_news(text: str) -> bool:
    """Whether a paragraph begins as a short piece of news does (近日，某县举办…)."""
    return bool(_NEWS_START.match(text))


def begins_dated(text: str) -> bool:
    """Whether a paragraph opens with the day of what it reports."""
    return bool(_DATED.match(text))


def heads_document(title: str, opening: str) -> bool:
    """Whether a headline and the paragraph below it begin rules that stand by themselves (…办法, 为…，特制定本办法)."""
    return bool(_DOCUMENT_TITLE.fullmatch(title) and _OWN_DOCUMENT.search(opening[:240]))


def place_prefix(text: str) -> str:
    """The place or organisation before the colon of a headline (陇县：…), or nothing."""
    match = _PLACE.match(text)
    return match[0][:-1] if match else ""
