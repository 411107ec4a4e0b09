"""Articles, headlines and headings over many layouts."""

from __future__ import annotations

import pytest

from kg.model import BlockKind, Document, Text
from kg.text.prepare import prepare

BODY = "今年以来，全县坚持党建引领，建成示范点12个，培训党员1200余人次，解决群众困难320件，群众满意率不断提高。"
MORE = "同时，选派干部下沉一线，帮助村集体理清发展思路，壮大特色产业，让更多群众在家门口实现增收。"


def read(raw: str) -> Text:
    return prepare(Document("x", "x", raw))


def titles(raw: str) -> list[str | None]:
    return [article.title for article in read(raw).articles]


def kinds(raw: str) -> list[tuple[str, int]]:
    return [(b.kind.value, b.level) for b in read(raw).blocks]


def leads(raw: str) -> list[str]:
    text = read(raw)
    return [text.clean[b.start : b.lead] for b in text.blocks if b.lead is not None]


def test_one_article_with_subtitle_author_and_numbered_sections() -> None:
    raw = f"""让党旗在山乡飘扬
——云岭县抓党建促乡村振兴纪实
本报记者 王某 通讯员 李某

{BODY}

一、筑牢基层堡垒

{MORE}

（一）建强队伍

{MORE}

（二）严格管理

{MORE}

二、发展特色产业

{MORE}
"""
    assert titles(raw) == ["让党旗在山乡飘扬"]
    assert kinds(raw) == [
        ("title", 0),
        ("title", 0),
        ("byline", 0),
        ("body", 0),
        ("heading", 1),
        ("body", 0),
        ("heading", 2),
        ("body", 0),
        ("heading", 2),
        ("body", 0),
        ("heading", 1),
        ("body", 0),
    ]


def test_a_bulletin_of_counties_below_a_collective_head() -> None:
    raw = f"""党建工作简报
（第8期）
中共青河市委组织部　　2024年3月15日

东山县：三项机制激活村级组织

{BODY}

河口区：“楼栋长”撬动大治理

{BODY}

{MORE}

柳河县：“一线课堂”育强年轻干部

{BODY}

送：市委领导，市委组织部部务会成员
发：各县（区）委组织部
"""
    text = read(raw)
    assert [a.title for a in text.articles] == [
        "东山县：三项机制激活村级组织",
        "河口区：“楼栋长”撬动大治理",
        "柳河县：“一线课堂”育强年轻干部",
    ]
    assert {a.issued for a in text.articles} == {"2024-03-15"}
    assert [b.kind for b in text.blocks][-2:] == [BlockKind.COLOPHON] * 2


def test_a_newspaper_page_with_titled_reports() -> None:
    raw = f"""青河日报　2024年5月8日　星期三　第2版

东山镇：老党员当起“讲解员”

本报讯（记者 张某）{BODY}

{MORE}

小网格里的大服务

本报讯（通讯员 李某）{BODY}

“流动党校”开到工地上

本报讯 {BODY}
"""
    text = read(raw)
    assert [a.title for a in text.articles] == [
        "东山镇：老党员当起“讲解员”",
        "小网格里的大服务",
        "“流动党校”开到工地上",
    ]
    assert text.articles[1].issued == "2024-05-08"


def test_signed_pieces_follow_each_other() -> None:
    raw = f"""东山县推行“红色驿站”服务模式

{BODY}

{MORE}（东山县委组织部 供稿）

柳河县念好人才“三字诀”

{BODY}（王某 李某）

基层党建“擂台赛”比出新活力

{BODY}
"""
    assert titles(raw) == ["东山县推行“红色驿站”服务模式", "柳河县念好人才“三字诀”", "基层党建“擂台赛”比出新活力"]


def test_sections_that_begin_with_recent_news_stay_in_their_article() -> None:
    raw = f"""党建引领基层治理的东山实践

{BODY}

建强组织，凝聚合力

近日，东山镇召开院坝会，听取群众意见。{MORE}

下沉服务，温暖民心

{MORE}
"""
    assert len(titles(raw)) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("案例一：东山村的“三张清单”", "案例二：河口社区的“幸福账本”"),
        ("案例一\n东山村的“三张清单”", "案例二\n河口社区的“幸福账本”"),
        ("【案例1】东山村的“三张清单”", "【案例2】河口社区的“幸福账本”"),
        ("典型案例之一：东山村的“三张清单”", "典型案例之二：河口社区的“幸福账本”"),
    ],
)
def test_a_collection_of_cases(first: str, second: str) -> None:
    raw = f"""青河市基层治理典型案例

{first}

{BODY}

{second}

{BODY}
"""
    assert titles(raw) == ["东山村的“三张清单”", "河口社区的“幸福账本”"]


@pytest.mark.parametrize("label", ["点评", "短评", "【专家点评】", "记者手记", "编后："])
def test_a_comment_after_a_report(label: str) -> None:
    raw = f"""东山县推行“红色驿站”服务模式

■记者 王某

{BODY}

{label}

把服务送到群众心坎上

李某

{MORE}
"""
    assert titles(raw) == ["东山县推行“红色驿站”服务模式", "把服务送到群众心坎上"]


def test_questions_and_answers_are_one_article() -> None:
    raw = f"""对话县委书记：小县如何办好大事

问：东山县抓党建有什么特点？

答：{BODY}

问：下一步怎么做？

答：{MORE}
"""
    assert titles(raw) == ["对话县委书记：小县如何办好大事"]
    assert all(kind == "body" for kind, _ in kinds(raw)[1:])


def test_a_plain_numbered_document_without_headline() -> None:
    raw = f"一、总体情况\n\n{BODY}\n\n二、主要做法\n\n{MORE}\n"
    assert titles(raw) == [None]
    assert kinds(raw) == [("heading", 1), ("body", 0), ("heading", 1), ("body", 0)]


def test_a_web_page_copied_with_its_frame() -> None:
    raw = f"""首页 | 组工动态 | 基层党建 | 干部工作
当前位置：首页 > 基层党建 > 正文

青河市东山县：以“党建+”赋能
    乡村治理提质增效

发布时间：2024-06-18 09:30    来源：青河先锋网    字号：大 中 小

    {BODY}
    一、“党建+网格”，织密治理“一张网”
    {MORE}
    1.1 网格划分
    {MORE}
    1.2 人员配备
    {MORE}
    二、“党建+服务”，打通服务“最后一米”
    {MORE}
【打印本页】 【关闭窗口】
上一篇：河口区：“三强化”推动主题教育走深走实
"""
    text = read(raw)
    assert [a.title for a in text.articles] == ["青河市东山县：以“党建+”赋能乡村治理提质增效"]
    assert text.articles[0].issued == "2024-06-18"
    assert [b.level for b in text.blocks if b.kind is BlockKind.HEADING] == [1, 2, 2, 1]
    assert [b.kind for b in text.blocks][-2:] == [BlockKind.COLOPHON] * 2


def test_a_bulletin_with_a_table_of_contents() -> None:
    raw = f"""基层党建动态
2023年第12期（总第45期）
中共青河市委党的建设工作领导小组办公室  2023年8月10日

本期目录
◇东山县：“三个聚焦”推动机关党建
◇河口县：四项机制管好流动党员

◇东山县：“三个聚焦”推动机关党建
    {BODY}
◇河口县：四项机制管好流动党员
    {MORE}
报送：省委组织部，市委常委
（共印120份）
"""
    assert titles(raw) == ["东山县：“三个聚焦”推动机关党建", "河口县：四项机制管好流动党员"]
    assert {a.issued for a in read(raw).articles} == {"2023-08-10"}


def test_a_bulletin_whose_headlines_begin_with_places_of_any_rank() -> None:
    raw = f"""国 内 党 建 要 闻

东山县“三个一”机制打通服务群众“最后一公里”

近年来，东山县设立代办点126个。{MORE}

柳河市：“红色管家”进社区

柳河市选派“红色管家”320名。{MORE}
"""
    assert titles(raw) == ["东山县“三个一”机制打通服务群众“最后一公里”", "柳河市：“红色管家”进社区"]


def test_a_headline_in_two_centred_lines_above_numbered_sections() -> None:
    raw = f"""            全面推行“六事”工作法

                提升村级治理水平

                      中共柳河县委组织部

                      (2023年11月20日)

    {BODY}

    一、主要做法

    (一)村民说事。{MORE}

    (二)支部议事。{MORE}
"""
    text = read(raw)
    assert [(a.title, a.issued) for a in text.articles] == [("全面推行“六事”工作法提升村级治理水平", "2023-11-20")]
    assert leads(raw) == ["（一）村民说事。", "（二）支部议事。"]


def test_typewritten_punctuation() -> None:
    raw = """山水村：从“后进村”到“先进村”
"过去村里连像样的路都没有,现在水泥路通到了家门口."村民说,这几年变化太大了.
强班子
换届时选出5名"两委"成员,平均年龄38岁,比上届下降9岁.
兴产业
采取"支部+合作社+农户"模式,种植辣椒500亩,每亩收入6,000元,带动86户增收.
"""
    text = read(raw)
    found = [text.clean[b.start : b.end] for b in text.blocks if b.kind is BlockKind.HEADING]
    assert found == ["强班子", "兴产业"]
    assert "每亩收入6000元，带动86户增收。" in text.clean


def test_a_research_report() -> None:
    raw = f"""党建引领聚合力 乡村振兴开新局
——来自东山县的调研报告
青河市委党校课题组
（2024年4月）

关键词：党建引领；乡村振兴；东山县
一、基本情况
{BODY}
二、主要做法
（一）抓班子，选优配强“领头雁”。
{MORE}
参考文献：
[1] 某某. 乡村振兴研究[M]. 某某出版社，2022.
"""
    text = read(raw)
    assert [(a.title, a.issued) for a in text.articles] == [("党建引领聚合力乡村振兴开新局", "2024-04")]
    assert [b.level for b in text.blocks if b.kind is BlockKind.HEADING] == [1, 1, 2]


def test_headings_that_come_again_in_every_case_stay_headings() -> None:
    case = f"主要做法\n\n{BODY}\n\n取得成效\n\n{MORE}\n\n"
    raw = "".join(f"案例{n}：东山{n}村的经验\n\n{case}" for n in "一二三")
    text = read(raw)
    assert len(text.articles) == 3
    assert sum(b.kind is BlockKind.HEADING for b in text.blocks) == 6


def test_markdown_articles() -> None:
    raw = f"# 东山经验\n\n## 做法\n\n{BODY}\n\n# 柳河经验\n\n## 做法\n\n{MORE}\n"
    assert titles(raw) == ["东山经验", "柳河经验"]


def test_headings_in_two_lines_are_one() -> None:
    raw = f"""东山县：绘就振兴新画卷

{BODY}

强化政治引领
夯实党建基础

{BODY}

强化机制创新
激发内生动力

{MORE}
"""
    text = read(raw)
    found = [text.clean[b.start : b.end] for b in text.blocks if b.kind is BlockKind.HEADING]
    assert found == ["强化政治引领 夯实党建基础", "强化机制创新 激发内生动力"]


def test_a_date_above_a_paragraph_that_begins_with_a_year_stays_a_line_of_its_own() -> None:
    text = read(
        "村级集体经济迈上新台阶\n\n来源：某某日报　发布时间：2023-10-11\n2022年，全县村集体经济总收入1.36亿元。"
    )
    assert [b.kind for b in text.blocks] == [BlockKind.TITLE, BlockKind.COLOPHON, BlockKind.BODY]
    assert text.articles[0].issued == "2023-10-11"


def test_a_year_behind_a_figure_begins_a_paragraph() -> None:
    text = read("村级集体经济迈上新台阶\n\n作者：张某　浏览：1325\n2022年，全县村集体经济总收入1.36亿元。")
    assert text.clean[text.blocks[-1].start :].startswith("2022年")


@pytest.mark.parametrize(
    "line",
    [
        "某某发布　2021-06-30",
        "县委组织部 2021-06-30 09:12",
        "2021-06-30 09:12",
        "原创　某某工务段融媒体中心　2021-06-30 17:40　发表于甘肃",
        "某某街道 2021年6月30日 09:12 江苏",
    ],
)
def test_who_issued_it_and_when_is_no_heading_and_joins_no_figure(line: str) -> None:
    text = read(f"三项机制激活村级组织\n\n{line}\n118个村共划分网格1264个。\n")
    assert [b.kind for b in text.blocks] == [BlockKind.TITLE, BlockKind.COLOPHON, BlockKind.BODY]
    assert text.articles[0].issued == "2021-06-30"


@pytest.mark.parametrize("opening", ["某某日报6月3日讯", "本报讯（记者 张某）", "某网7月19日讯（通讯员 李某 王某）"])
def test_what_a_newspaper_opens_with_is_no_part_of_the_first_sentence(opening: str) -> None:
    text = read(f"三项机制激活村级组织\n\n{opening}{BODY}")
    sentences = [text.clean[s.start : s.end] for s in text.sentences]
    assert BODY in sentences


def test_headlines_of_other_pages_head_nothing() -> None:
    links = "【相关新闻】\n·某县“三联三促”助力乡村振兴\n·某镇召开会议"
    raw = f"三项机制激活村级组织\n\n{BODY}\n\n{links}\n\n红旗渠畔党旗红\n发布日期：2023-06-21　浏览：486\n\n{MORE}\n"
    assert [k for k, _ in kinds(raw)] == ["title", "body", "masthead", "body", "body", "heading", "colophon", "body"]


def test_links_may_be_announced_and_missing() -> None:
    assert [k for k, _ in kinds(f"三项机制激活村级组织\n\n{BODY}\n\n相关阅读\n")] == ["title", "body", "masthead"]
