"""Lines that name a column, a part or a page of a publication and are no headlines."""

from __future__ import annotations

from kg import patterns as re

_COLUMN_END = (
    "交流|动态|快讯|快报|速递|速览|速报|传真|短波|短讯|简讯|简报|风采|之窗|视窗|扫描|采风|集萃|集锦|要闻|瞭望|天地|巡礼|亮点|之声|信息|纵横|博览|聚焦|广角"
    "|论坛|园地|看台|前沿|平台|摘登|摘编|摘要|选登|选编|荐读|参考|透视|观察|专栏|之家|窗口|点将台|回音壁|加油站|直通车|访谈|讲堂|专题|特稿|专稿"
)
_COLUMN = re.compile(
    rf"[\u4e00-\u9fff]{{0,8}}(?:{_COLUMN_END})|他山之石|他山石|(?:典型|先进|外地)(?:经验|做法|引路|案例|事迹|人物)|(?:特别|专题|专版|深度|重点)报道"
    r"|经验(?:介绍|材料)|(?:一句话|图片|综合)新闻|领导(?:讲话|批示)|工作(?:研究|探讨|综述)|调查研究|调研报告|党建(?:引领|之窗|论坛)|本期(?:导读|关注|要目|推荐)"
)
_BARE_COLUMN = re.compile(
    r"(?:基层|工作|县区|县市|各地|地方|部门|机关|支部|党建|组工|乡镇|一线|综合|市县|国企|高校|两新|区县|旗县|县市区)"
    r"(?:动态|快讯|速递|速览|传真|短波|短讯|简讯|之窗|视窗|扫描|采风|集萃|要闻|天地|巡礼)|他山之石|要闻速览|一周要闻|简讯|短讯|要闻|动态|工作交流|经验交流"
    r"|(?:通知|公示|图片)(?:公告|新闻)[：:]?|(?:信息|政务|党务)公开|新闻中心"
)
_FRAME = re.compile(r"[【\[〔（(◆●■▲★◎○◇□▪►▶※❖<《]+\s*([^】\]〕）)>》]{2,14}?)\s*[】\]〕）)>》]*[：:]?")
_COLUMN_MARK = re.compile(r"[【\[〔][^】\]〕]{2,12}[】\]〕](?=.{4})")
_WEB = re.compile(
    r"(?:点击|戳)?(?:[上下]方|这里)?(?:蓝字|蓝色字体?|关注|卡片|名片)[，,]?(?:轻松)?(?:快速)?关注(?:我们|.{0,10})?|[点长]?[击按].{0,12}(?:关注|二维码|识别).{0,10}"
    r"|(?:微信扫一扫|扫码关注).{0,12}|(?:点个?)?(?:在看|赞|分享)(?:[、和和+]?(?:在看|点赞|分享|收藏))*|(?:喜欢|觉得).{0,10}(?:点|分享).{0,12}|返回(?:首页|顶部|列表)"
    r"|(?:相关|最新|热点)(?:新闻|阅读|文章|推荐|稿件|链接|附件)[：:]?|猜你喜欢"
    r"|(?:热门|新闻|精彩|编辑|为您)推荐|往期(?:回顾|精选|推荐)|我要投稿|APP下载|(?:官方)?(?:微信公众号|微信|微博)"
    r"|(?:PC|电脑|移动)版|手机(?:版|报|客户端)|[\u4e00-\u9fff]{2,4} ?正文(?: ?\d+){1,2}"
    r"|(?:点击)?(?:语音)?(?:播报|收听|朗读)(?:本文|全文|：).{0,12}|(?:[上下]一[版期页][ |]{0,3}){1,4}.{0,12}"
    r"|.{0,24}出版日期[：:].{0,14}"
    r"|(?:[【\[（(]? ?(?:收起|展开|全文|更多|打印|关闭|返回|收藏|纠错|分享|复制链接|朗读|微信|微博|新浪微博|腾讯微博|QQ空间|QQ好友|Qzone|QQ|人人网|豆瓣|评论|点赞|赞|字号"
    r"|字体|默认|超大|特大|大|中|小|繁体|简体|无障碍|登录|注册|首页|导航|搜索|下载|举报|投诉|A[+-]?|T[+-]?)[】\]）)]? ?[|｜/、：:]?){1,12}"
    r"|(?:返回|回到|网站|本网|本站)?(?:首页|主页).{0,40}|[【\[（(]?您?(?:现在|目前|当前)?所?在?的?(?:位置|路径)是?[：:].{0,40}"
    r"|欢迎(?:您)?(?:访问|光临|来到|浏览|关注).{0,30}|(?:您好，)?今天是.{0,30}|设为首页.{0,20}|加入收藏.{0,20}|关注.{1,8}[网报刊]|[|｜/>＞·]+"
    r"|[\u4e00-\u9fff]{2,8}报 ?(?:数字报纸?|电子[版报])|[A-Z]?0*\d{1,3}版[：:][\u4e00-\u9fff·]{1,10}"
    r"|[\u4e00-\u9fff]{2,6}(?:[|｜][\u4e00-\u9fff]{2,6}){3,}|[\u4e00-\u9fff·]{2,12}(?: ?(?:[>＞]+|»|›) ?[\u4e00-\u9fff·]{1,14}){1,6}"
    r"|扫描?二维码.{0,20}|本文(?:系|为|由).{2,30}(?:原创|授权|转载).{0,20}"
)
_LINKS = re.compile(
    r"[【\[]?(?:相关(?:新闻|阅读|文章|推荐|稿件|链接|报道)|(?:推荐|延伸|更多)阅读|猜你喜欢|(?:热门|新闻|精彩|编辑|为您)推荐|往期(?:回顾|精选|推荐))[】\]]?[：:]?"
)
_SITE_NAME = re.compile(
    r"(?:[\u4e00-\u9fff]{2,12}(?:先锋网|党建网|新闻网|报网|政府网|信息网|在线|门户网站|人民政府网|官方网站|官网|融媒|客户端|网站)|[\u4e00-\u9fff]{2,4}网)"
)
_SITE_TAIL = re.compile(
    rf"(?:[-—_|｜·]+ ?{_SITE_NAME.pattern}|(?<!-)[-_|] ?[\u4e00-\u9fff]{{2,8}}(?:部|委|局|频道|学院|大学|医院|政府|集团|协会|门户))+$"
)
_PART = re.compile(r"(?:(?:PART|Part|part)\s*[.·]?\s*)?(?:0?\d|[IVX]{1,4}|[１-９])\s*[.、]?")
_CONTENTS = re.compile(r"[^。]{2,60}?(?:…{2,}+|\.{3,}+|·{3,}+|—{4,}+|_{3,}+)[（(]?\d{1,3}[）)]?")
_NOTE = re.compile(
    r"[【\[（(]?(?:编者按|编者的话|编前|按语|开栏语|开栏的话|编辑按|按|导语|引言|提要|核心提示|摘\s?要)[】\]）)]?(?:[：:]|(?=.{12}))"
)
_COMMENT = re.compile(
    r"[【\[]?(?:短评|评论|时评|快评|微评|编后|编后语|编后话|记者手记|采访手记|采访札记|手记|新闻链接|相关链接|延伸阅读|评论员文章)[】\]]?[：:|丨·]\s*(?=.{4})"
    r"|[【\[](?:短评|评论|时评|快评|微评|编后|编后语|记者手记|采访手记|采访札记|评论员文章)[】\]](?=.{4})"
)


def is_column_name(text: str) -> bool:
    """Whether a line only names the column that the reports below belong to (【经验交流】)."""
    if len(text) > 18:
        return False
    framed = _FRAME.fullmatch(text)
    return bool(_COLUMN.fullmatch(framed[1]) if framed else _BARE_COLUMN.fullmatch(text))


def column_mark(text: str) -> int:
    """The length of the name of a column in brackets before a headline (【在线访谈】), or 0."""
    match = _COLUMN_MARK.match(text)
    return match.end() if match and is_column_name(match[0]) else 0


def is_page_furniture(text: str) -> bool:
    """Whether a line is an invitation of a web account, or a line of a table of contents."""
    return len(text) <= 66 and bool(_WEB.fullmatch(text) or _CONTENTS.fullmatch(text))


def begins_links(text: str) -> bool:
    """Whether a line stands above the headlines of other pages (相关阅读)."""
    return len(text) <= 12 and bool(_LINKS.fullmatch(text))


def is_site_name(text: str) -> bool:
    """Whether a line holds only the name of a web site."""
    return len(text) <= 20 and bool(_SITE_NAME.fullmatch(text))


def site_tail(text: str) -> int:
    """The length of the name of a web site behind a headline (…_某某先锋网), or 0."""
    match = _SITE_TAIL.search(text, 8)
    return len(match[0]) if match else 0


def is_part_number(text: str) -> bool:
    """Whether a line holds only the number of a part (01, PART 2)."""
    return len(text) <= 8 and bool(_PART.fullmatch(text))


def begins_note(text: str) -> bool:
    """Whether a paragraph is a note of the editors above a report (编者按：…)."""
    return bool(_NOTE.match(text))


def comment_mark(text: str) -> int:
    """The length of a label like 短评： before the headline of a comment, or 0."""
    match = _COMMENT.match(text)
    return match.end() if match else 0
