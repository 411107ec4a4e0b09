"""The outline: which lines begin articles, which is the headline, and the tree of sections below it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.gazetteer.registry import registry
from kg.model import BlockKind, Document, Text
from kg.text.heads import chain_of, head_of
from kg.text.prepare import prepare
from kg.text.shapes import is_credit_line

BODY = "今年以来，全县坚持党建引领，建成示范点12个，培训党员1200余人次，解决群众困难320件。"
MORE = "同时，选派干部下沉一线，帮助村集体理清发展思路，壮大特色产业，让更多群众在家门口增收。"


def read(raw: str) -> Text:
    return prepare(Document("x", "x", raw))


def titles(raw: str) -> list[str | None]:
    return [article.title for article in read(raw).articles]


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (f"---\ntitle: 柳河县念好“治”字经\ndate: 2023-05-01\n---\n\n{BODY}\n", "柳河县念好“治”字经"),
        (f"---\naliases:\n  - 河口镇的“夜校” | 侧记\nurl: a\n---\n\n{BODY}\n", "河口镇的“夜校”|侧记"),
        (f"title: 柳河县开出“民情快车” date: 2023-05-01 author: 某某\n{BODY}\n", "柳河县开出“民情快车”"),
        (f"原标题：柳河县开出“民情快车”\n{BODY}\n", "柳河县开出“民情快车”"),
        (f"返回首页 | 东山网\n【收起】 【展开】\n大 中 小\n东山设立片区党委\n{BODY}\n", "东山设立片区党委"),
        (f"# 东山先锋网\n\n东山设立片区党委\n\n{BODY}\n", "东山设立片区党委"),
        (f"2023年1月6日在东山县第八届人民代表大会第三次会议上\n东山县人民政府县长 林大有\n{BODY}\n", None),
        (f"镇长当上店小二\n{BODY}\n", "镇长当上店小二"),
        (f"东山设立片区党委 - 东山先锋网\n{BODY}\n", "东山设立片区党委"),
        (
            f"一起干！东山县为何赢得掌声？ ——一个山区县的夜谈会\n{BODY}{MORE}\n",
            "一起干！东山县为何赢得掌声？——一个山区县的夜谈会",
        ),
        (
            f"李某在全县2021年度基层党建工作推进会议上强调 压紧压实各级党组织书记抓党建的第一责任 不断提高全县基层党建工作水平\n{BODY}{MORE}\n",
            "李某在全县2021年度基层党建工作推进会议上强调压紧压实各级党组织书记抓党建的第一责任不断提高全县基层党建工作水平",
        ),
        (f"河口街道\n一、基本情况\n{BODY}\n二、产业\n{MORE}\n", "河口街道"),
        (f"2022-05-06 14:27\n北京\n来源：某某新闻\n{BODY}\n{MORE}\n", None),
        (f"{BODY}\n{MORE}\n", None),
        ("医院门诊量34万人次，增长3%；\n成为胸痛中心；\n" + BODY, None),
    ],
)
def test_the_headline(raw: str, title: str | None) -> None:
    assert titles(raw) == [title]


FRAMED = "柳河县建起二十个“红色驿站”服务新业态群体"


@pytest.mark.parametrize(
    ("above", "below", "source"),
    [
        ("", "柳河新闻网 阅读:12 2024-03-05 10:11:12 评论:0", None),
        ("", "2024-03-05 10:11 柳河日报 阅读 35", None),
        ("首页 > 文章 > 三农", "林大有 · 2024-03-05 · 来源:柳河三农公众号", "柳河三农公众号"),
        ("搜索", "发布于:2024-03-05 09:46   来源:柳河日报", "柳河日报"),
        ("柳河网 > 福建 > 正文", "2024 03/05 09:41:04\n来源：柳河日报", "柳河日报"),
        ("柳河经济网 >> 县区 >> 浏览文章", "2024-03-05 20:43:35 来源:柳河经济网 柳河经济网", "柳河经济网"),
        ("柳河党建新闻网>>党建\n分享", "2024年03月05日09:49    来源:柳河网-党建频道", "柳河网-党建频道"),
        ("今日柳河 今日东山 今日河口 今日青石 今日上湾", "来源:柳河日报 2024-03-05 09:57", "柳河日报"),
        ("", "文摘   2024-03-05 00:07   浙江", None),
        ("", "发布: 2024年3月5日 作者原创/佚名 【小 中 大】【收藏】", None),
        ("", "柳河县域报 发布 2024-03-05T12:48:52.205144+00:00", None),
        ("222", "2024-03-05", None),
        ("", "-\n2024-03-05", None),
        ("", "2024-03-05 11:08:00  来源:柳河日报  \n    1\n\n某某报网\n微信公众号", "柳河日报"),
    ],
)
def test_the_frame_of_a_web_page(above: str, below: str, source: str | None) -> None:
    article = read(f"{above}\n\n{FRAMED}\n\n{below}\n\n{BODY}\n\n{MORE}\n").articles[0]
    assert (article.title, article.issued, article.source) == (FRAMED, "2024-03-05", source)


def test_notices_of_a_page_above_its_date() -> None:
    raw = f"数报平台\n\n已经是最后一期了!\n\n我知道了\n\n内容详情\n2024年03月05日\n\n{FRAMED}\n\n{BODY}\n\n{MORE}\n"
    assert [(x.title, x.issued) for x in read(raw).articles] == [(FRAMED, "2024-03-05")]


def test_a_date_that_is_marked_up_is_no_headline() -> None:
    article = read(f"# 2024年03月05日09:02 来源:柳河日报\n\n本报讯(记者 林大有){BODY}\n").articles[0]
    assert (article.title, article.issued) == (None, "2024-03-05")


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("柳河日报2024-03-05", True),
        ("林大有 2024年3月5日 阅读 1.2万", True),
        ("2024年3月5日柳河县召开推进会", False),
        ("2024年3月5日发布第一批名单", False),
        ("柳河县2024年3月5日统计", False),
        ("作者：林大有", False),
    ],
)
def test_lines_of_who_and_when(line: str, credit: bool) -> None:
    assert is_credit_line(line) is credit


def test_a_line_of_source_and_date_never_goes_on_with_a_line_that_breaks_off() -> None:
    article = read(f"盛夏时节,山风习习。沿着新\n\n来源：县委组织部 发布时间：2024/3/5\n\n{BODY}\n").articles[0]
    assert article.issued == "2024-03-05"


def test_a_sentence_and_who_took_the_picture_are_a_caption() -> None:
    text = read(
        f"{BODY}\n分红大会现场。某某网记者 林大有摄\n据了解，柳河县建起合作社12个。记者采访时看到，群众很满意。\n"
    )
    assert [b.kind for b in text.blocks] == [BlockKind.BODY, BlockKind.CAPTION, BlockKind.BODY]


def test_metadata_dates_the_article_and_is_no_text() -> None:
    text = read(f"---\ntitle: 柳河县念好“治”字经\ndate: 2023-05-01\nurl: http://a.b/c\n---\n\n{BODY}\n")
    assert text.articles[0].issued == "2023-05-01"
    assert "http" not in text.clean


def test_headlines_that_empty_lines_set_apart() -> None:
    raw = "".join(
        f"{who}到河口站调研\n{day}，总公司{who}到河口站调研，听取汇报。\n{BODY}\n{MORE}\n\n"
        for who, day in (("王某", "3月5日"), ("李某", "3月9日上午"), ("赵某", "3月12日"))
    )
    assert titles(raw) == ["王某到河口站调研", "李某到河口站调研", "赵某到河口站调研"]
    report = f"东山县抓党建促发展\n{BODY}\n{MORE}\n\n建强队伍\n{MORE}\n{BODY}\n\n发展产业\n{MORE}\n{BODY}\n"
    assert titles(report) == ["东山县抓党建促发展"]


def test_a_party_office_and_a_colon_stand_apart_from_a_headline() -> None:
    for body in ("民乐县委组织部", "甘肃省张掖市民乐县委组织部", "民乐县委", "民乐县教育局"):
        head = head_of(f"{body}：")
        assert head is not None
        assert (head.name, head.apart) == (body, True)


def test_paragraphs_without_headlines() -> None:
    groups = f"{BODY}\n{MORE}\n\n{MORE}\n{BODY}\n{BODY}\n\n{BODY}\n{MORE}\n"
    assert titles(groups) == [None] * 3
    materials = f"1.“今年想多种几亩。”{BODY}\n{MORE}\n{BODY}\n2.2021年9月，{BODY}\n{MORE}\n3.{BODY}\n{MORE}\n"
    assert titles(materials) == [None] * 3
    measures = f"1.建强队伍。{BODY}\n2.发展产业。{MORE}\n3.服务群众。{BODY}\n"
    assert titles(measures) == [None]


def test_a_digest_of_counties() -> None:
    raw = "各地党建动态\n\n高台县推行夜访制度，走访86户。\n\n近日，浙江省海宁市开设流动课堂15期。\n\n江西于都县新建驿站9个。\n"
    assert titles(raw.replace("江西于都", "江西省于都")) == [None] * 3
    nested = "张掖市推行夜访制度，走访86户。\n\n高台县开设流动课堂15期。\n"
    assert titles(nested) == [None]


def test_rules_that_stand_by_themselves() -> None:
    raw = f"积分政策\n{BODY}\n村级积分基金管理办法\n为了管好积分基金，特制定本办法：\n一、来源\n{MORE}\n"
    assert titles(raw) == ["积分政策", "村级积分基金管理办法"]


def test_quoted_rows_are_reports() -> None:
    raw = '"高台县推行“夜访”制度","高台县走访农户86户。"\n"隆德县开设“流动课堂”","隆德县开课15期。"\n'
    assert titles(raw) == ["高台县推行“夜访”制度", "隆德县开设“流动课堂”"]


def test_readings_in_brackets() -> None:
    assert read("东山縣建強“組織鏈(liàn)”，推行積分機（jī）制。").clean == "东山县建强“组织链”，推行积分机制。"
    assert read("东山县的(de)基地(jīdì)全长(quán cháng)6公里(km)。").clean == "东山县的基地全长6公里（km）。"


def test_every_official_chain_of_places() -> None:
    broken = []
    for entry in registry().entries:
        if entry.level not in ("county", "prefecture"):
            continue
        names = [x.name for x in reversed(registry().chain(entry.key))] + [entry.name]
        for chain in {"".join(names), "".join(names[1:] if len(names) > 2 else names)}:
            head = head_of(f"{chain}：“某”制度")
            if chain_of(chain + "：")[0] != chain or head is None or head.name != chain:
                broken.append(chain)
    assert broken == []


def test_the_tree() -> None:
    raw = f"东山县：治理有方\n{BODY}\n一、强组织\n（一）选好人\n{MORE}\n（二）管好人\n{MORE}\n二、河口镇：兴产业\n{MORE}\n"
    text = read(raw)
    heads = [
        (s.level, s.parent, text.clean[s.head_start : s.head_end] if s.head_start is not None else None)
        for s in text.sections
    ]
    assert heads == [
        (0, None, "东山县：治理有方"),
        (1, 0, "强组织"),
        (2, 1, "选好人"),
        (2, 1, "管好人"),
        (1, 0, "河口镇：兴产业"),
    ]
    about = [text.clean[slice(*s.about)] if s.about else None for s in text.sections]
    assert about == ["东山县", None, None, None, "河口镇"]
    for block in text.blocks:
        section = text.sections[block.section]
        assert section.start <= block.start <= block.end <= section.end
        if block.kind is BlockKind.HEADING:
            assert section.start == block.start


def test_a_headline_below_its_place() -> None:
    raw = "\n\n".join(
        f"{place}：\n{words}\n{place[-3:]}走访农户86户，开课15期。"
        for place, words in (
            ("安徽省黄山市歙县总工会", "巷子里开起“暖心屋”"),
            ("江西省赣州市于都县", "一本“河账”记清楚"),
        )
    )
    assert titles(raw) == ["安徽省黄山市歙县总工会：巷子里开起“暖心屋”", "江西省赣州市于都县：一本“河账”记清楚"]


@pytest.mark.parametrize(
    "raw",
    [
        "".join(f"东山县建成示范点{i}个，“好{i}”（第{i}批）让群众满意。" for i in range(300)),
        "".join(f"标题{i}很好\n东山县建成示范点{i}个。\n" for i in range(200)),
        "".join("东山县坚持党建引领建成示范点推动发展，让群众更有获得\n" for _ in range(200)),
        "".join(f"强化组织建设。\n东山县建成示范点{i}个，群众满意。\n" for i in range(200)),
    ],
    ids=["one line", "headings", "wrapped", "titles"],
)
def test_time_grows_as_the_text(raw: str, grows_within: Callable[..., bool]) -> None:
    assert grows_within(lambda: read(raw * 10), lambda: read(raw), 16)


def cells(text: Text) -> list[list[list[str]]]:
    return [[[text.clean[a:b] for a, b in row] for row in t.rows] for t in text.tables]


@pytest.mark.parametrize(
    "rows",
    [
        "镇\t党组织（个）\t收入\n河口镇\t41\t386\n东山镇\t\t215\n",
        "| 镇 | 党组织（个） | 收入 |\n|---|:---:|---|\n| 河口镇 | 41 | 386 |\n| 东山镇 | | 215 |\n",
    ],
)
def test_tables(rows: str) -> None:
    text = read(f"东山县情况\n{BODY}\n各镇党建指标\n单位：万元\n{rows}{MORE}\n")
    assert cells(text) == [[["镇", "党组织（个）", "收入"], ["河口镇", "41", "386"], ["东山镇", "", "215"]]]
    table = text.tables[0]
    assert table.caption is not None
    assert text.clean[slice(*table.caption)] == "各镇党建指标"
    assert table.unit is not None
    assert text.clean[slice(*table.unit)] == "万元"
    for row in table.rows:
        for start, end in row:
            if start < end:
                span = text.raw_span(start, end)
                assert text.document.raw[span.start : span.end] == text.clean[start:end]


def test_profiles_below_one_label_have_no_headline() -> None:
    raw = "\n".join(f"【区位】\n{n}村位于东山县北部。\n【党建】\n{n}村有党员6名。\n" for n in "甲乙丙丁")
    assert titles(raw) == [None] * 4


@pytest.mark.parametrize("head", ["{1}", "【{1}】", "{0}、{1}"])
def test_lines_that_only_name_places_below_one_headline_are_sections(head: str) -> None:
    places = ("高台县", "隆德县", "于都县")
    heads = [head.format(n, p) for n, p in zip("一二三", places, strict=True)]
    rows = [f"{h}\n开设夜校，培训党员86名。\n" for h in heads]
    for intro in ("", "近年来，各地抓党建促发展，办法不少。\n"):
        text = read(f"各地抓党建促乡村振兴见闻\n{intro}{''.join(rows)}")
        assert [a.title for a in text.articles] == ["各地抓党建促乡村振兴见闻"]
        about = [text.clean[slice(*s.about)] for s in text.sections if s.about]
        assert about == list(places)
    own = [f"{p}：夜校办到院坝里\n开设夜校，培训党员86名。\n" for p in places]
    assert len(titles("各地抓党建促乡村振兴见闻\n" + "".join(own))) == 3


def test_when_and_where_a_speech_was_given() -> None:
    text = read(
        f"2021年东山县政府工作报告（全文）\n2021年2月20日在县第十七届人民代表大会第五次会议上\n各位代表：\n一、去年工作\n{BODY}\n"
    )
    assert [(a.title, a.issued) for a in text.articles] == [("2021年东山县政府工作报告（全文）", "2021-02-20")]


WORDS = ("“红色管家”进社区", "一本“河账”记清楚", "巷子里的“暖心屋”")


@pytest.mark.parametrize("above", ["", "基层治理典型案例选编\n", "# 基层治理典型案例选编\n"])
@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("案例{0}：{2}\n", "{2}"),
        ("案例{0}\n{2}\n", "{2}"),
        ("【案例{0}】{2}\n", "{2}"),
        ("案例{0}\n", None),
        ("材料{0}\n", None),
        ("给定资料{0}\n", None),
        ("{2}\n{1}\n", "{2}"),
        ("{1}委组织部\n{2}\n", "{2}"),
        ("甘肃省{1}：\n{2}\n", None),
        ("{0}、{1}：{2}\n", "{1}：{2}"),
        ("No.{0} {1}：{2}\n", "{1}：{2}"),
        ("0{0} {1}：{2}\n", "{1}：{2}"),
    ],
)
def test_collections(above: str, head: str, title: str | None) -> None:
    places = ("高台县", "隆德县", "于都县")
    numbers = "123" if "0{0}" in head or "No" in head else "一二三"
    rows = list(zip(numbers, places, WORDS, strict=True))
    if head.startswith("甘肃省"):
        places_above = ("甘肃省高台县", "宁夏回族自治区隆德县", "江西省于都县")
        rows = list(zip(numbers, places_above, WORDS, strict=True))
        head, title = "{1}：\n{2}\n", "{1}：{2}"
    raw = above + "".join(f"{head.format(*r)}{r[1]}开课15期，走访农户86户。\n{MORE}\n" for r in rows)
    assert titles(raw) == [title.format(*r) if title else None for r in rows]


def test_a_collection_in_markdown() -> None:
    raw = "# 基层治理经验汇编\n" + "".join(f"## {w}\n{BODY}\n" for w in WORDS)
    assert titles(raw) == list(WORDS)
    assert titles(raw.replace("经验汇编", "三题")) == ["基层治理三题"]


def test_a_cover_with_upright_characters_and_contents() -> None:
    raw = (
        "东山县党群服务中心\n夜校开课\n策\n划\n书\n东山县委组织部\n2025年11月\n目录\n一、背景\t1\n二、步骤\t2\n"
        f"一、背景\n{BODY}\n二、步骤\n{MORE}\n"
    )
    text = read(raw)
    assert [a.title for a in text.articles] == ["东山县党群服务中心夜校开课策划书"]
    assert [text.clean[s.head_start : s.head_end] for s in text.sections[1:]] == ["背景", "步骤"]


def test_a_column_above_the_headline() -> None:
    assert titles(f"# 组织工作\n\n东山县夜校开课十五期侧记\n\n### 一、开课\n\n{BODY}\n") == ["东山县夜校开课十五期侧记"]


def test_menus_of_a_copied_page_are_no_headlines() -> None:
    menu = "首页\n新闻中心\n党建要闻\n政务公开\n"
    text = read(f"{menu}东山县设立片区联合党委\n{BODY}\n{MORE}\n{menu}联系我们\n")
    assert [a.title for a in text.articles] == ["东山县设立片区联合党委"]
    assert not any(b.kind is BlockKind.HEADING for b in text.blocks)


def test_the_first_part_of_a_report_is_no_headline() -> None:
    assert titles(f"案例背景\n{BODY}\n主要做法\n{MORE}\n工作成效\n{BODY}\n") == [None]
    assert titles(f"东山县简介\n{BODY}\n主要做法\n{MORE}\n") == ["东山县简介"]


@pytest.mark.parametrize(
    "menu", ["返回首页 | 本网首页", "首页 要闻 支部 视频", "您当前的位置：首页 > 基层之声", "网站首页/组织建设/正文"]
)
def test_the_menu_of_a_page_is_no_headline(menu: str) -> None:
    raw = f"{menu}\n东山县渔港办起潮汐夜校\n{BODY}\n"
    assert titles(raw) == ["东山县渔港办起潮汐夜校"]


@pytest.mark.parametrize(
    "line",
    [
        "新闻推荐",
        "通知公告：",
        "点击收听本文，约3分钟",
        "上一版 下一版",
        "PC版",
        "222",
        "您现在的位置是：首页>基层>非公党建",
        "第71期 出版日期：2024-05-18",
    ],
)
def test_the_furniture_of_a_page_is_no_headline(line: str) -> None:
    assert titles(f"{line}\n{BODY}\n") == [None]
    assert titles(f"{line}\n东山县渔港办起潮汐夜校\n{BODY}\n") == ["东山县渔港办起潮汐夜校"]


def test_who_gives_a_report_is_no_headline() -> None:
    assert titles(f"——2024年3月4日在铜陵镇第三次代表大会上\n林海\n各位代表：\n{BODY}\n") == [None]


def test_lines_below_each_other_are_a_list() -> None:
    firms = [f"东山{name}有限公司" for name in ("青鱼", "白帆", "红树", "海棠", "灯塔", "潮音", "石桥")]
    text = read("东山县渔港办起潮汐夜校\n" + BODY + "\n" + "\n".join(firms) + "\n")
    assert [text.clean[b.start : b.end] for b in text.blocks][2:] == firms


def test_headlines_of_other_pages() -> None:
    """What is behind 下一篇 is not read; a list of headlines at the foot has the article's own once more."""
    assert "红树" not in read(f"东山县渔港办起潮汐夜校\n{BODY}\n上一篇：红树村修路[02-05] 下一篇：红树村开课\n").clean
    head = "潮汐夜校开进渔港"
    raw = f"{head}\n\n《东山报》（2024年5月6日第02版）\n\n{BODY}\n\n白帆出海\n红树成林\n{head}\n"
    assert titles(raw) == [head]
