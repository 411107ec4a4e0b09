"""Cleaning: what a paragraph looks like to rules, whatever the source did to it."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from opencc import OpenCC

from kg.model import BlockKind, Document
from kg.text.fold import fold, is_traditional
from kg.text.lost_breaks import lost_breaks
from kg.text.prepare import prepare


def clean(raw: str) -> str:
    return prepare(Document("x", "x", raw)).clean


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("全 县 建 成 示 范 点 12 个。", "全县建成示范点12个。"),
        ("增长 10.4 %，达到 1 200 人。", "增长10.4%，达到1200人。"),
        ("共有 2 0 2 4 名党员。", "共有2024名党员。"),
        ("投入12,345.6万元，发放3,000份。", "投入12345.6万元，发放3000份。"),
        ("投入１２，３４５万元。", "投入12345万元。"),
        ("“党支部＋合作社＋农户”模式覆盖８５．６％的村。", "“党支部+合作社+农户”模式覆盖85.6%的村。"),
        ("县(市、区)党委,组织部:落实;推进!好不好?", "县（市、区）党委，组织部：落实；推进！好不好？"),
        ("会议于10:30召开,比分3:2.", "会议于10:30召开，比分3:2."),
        ("推行「三聯」制度和『小巷管家』。", "推行“三联”制度和‘小巷管家’。"),
        ('推行"三联"制度和"网格+"模式。', "推行“三联”制度和“网格+”模式。"),
        ("推行”三联”制度和”网格”模式。", "推行“三联”制度和“网格”模式。"),
        ("党建&nbsp;引领&ldquo;双提升&rdquo;&amp;服务。", "党建引领“双提升”&服务。"),
        ("<!-- 正文 -->全县建成示范点12个[^1]。", "全县建成示范点12个。"),
        (r"全县推行\"三帮\"做法。\n\u3000\u3000建成示范点12个。", "全县推行“三帮”做法。\n建成示范点12个。"),
        ("'''岭东县'''建成[[示范点|点位]]12个<ref name=\"a\">某报</ref>{{来源}}。", "岭东县建成点位12个。"),
        (
            "一、主要做法。3农家书屋改革　　岭东县整合书屋，配齐管理员。4乡村食堂　　云岭县建起食堂，每天为老人做饭送饭。",
            "一、主要做法。\n3农家书屋改革\n岭东县整合书屋，配齐管理员。\n4乡村食堂\n云岭县建起食堂，每天为老人做饭送饭。",
        ),
        ("会　　议　　室共有示范点12个。", "会议室共有示范点12个。"),
        ("党\u200b建\ufeff引\u00ad领。", "党建引领。"),
        ("问题很多。。。。还要努力...再努力。", "问题很多……还要努力……再努力。"),
        ("印发<<若干措施>>的通知。", "印发《若干措施》的通知。"),
        ("<p>建成示范点<b>12</b>个。</p>", "建成示范点12个。"),
        ("二○二四年建成三○一个。", "二〇二四年建成三〇一个。"),
        ("⼆〇⼆四年⼗⽉。", "二〇二四年十月。"),
        ("党组织--党员--群众。", "党组织——党员——群众。"),
        ("地区生产总值〔2〕129亿元，户籍人口[4]43万人。", "地区生产总值129亿元，户籍人口43万人。"),
        ("柳政发〔21〕12号、柳发〔8〕号。", "柳政发〔21〕12号、柳发〔8〕号。"),
        ("使用 Big Data 平台和 5G 网络。", "使用Big Data平台和5G网络。"),
        (
            "全县壮大村级集体经济，总收入达\n12.5\n万元，同比增长20\n%，带动2\n000余人，成效很好。",
            "全县壮大村级集体经济，总收入达12.5万元，同比增长20%，带动2000余人，成效很好。",
        ),
    ],
)
def test_one_paragraph(raw: str, expected: str) -> None:
    assert clean(raw) == expected


def test_traditional_is_turned_character_for_character() -> None:
    raw = "產業說明：倣照裏面、裡頭，提高品質，群眾滿意，為著發展。乾縣的瞭解與瞭望，顯著提升。"
    expected = "产业说明：仿照里面、里头，提高品质，群众满意，为着发展。乾县的了解与瞭望，显著提升。"
    assert clean(raw) == expected
    assert prepare(Document("x", "x", raw)).script == "zh-Hant"


def test_simplified_text_keeps_characters_that_it_shares_with_traditional() -> None:
    assert clean("乾县建成瞭望塔，慰藉群众，编著教材。") == "乾县建成瞭望塔，慰藉群众，编著教材。"
    assert not is_traditional("乾县建成瞭望塔。")


def test_names_of_places_keep_characters_that_opencc_folds() -> None:
    assert clean("濛洲街道党工委召开座谈会。") == "濛洲街道党工委召开座谈会。"


def test_the_table_equals_opencc() -> None:
    converter = OpenCC("t2s")
    to_traditional = OpenCC("s2t")
    random.seed(7)
    frequent = "黨建引領鄉村振興組織幹部員會縣鎮區國資產業發展農戶體驗務實際問題機關團隊學習講課準備乾藉徵覆"
    for _ in range(300):
        raw = "這裡是" + "".join(random.choice(frequent) for _ in range(30))
        assert fold(raw)[0] == converter.convert(raw)
    sentence = "坚持党建引领，健全乡村治理体系，发展壮大村级集体经济。"
    traditional = to_traditional.convert(sentence)
    assert fold(traditional)[0] == converter.convert(traditional) == sentence


def test_a_headline_printed_over_itself_is_written_once() -> None:
    raw = "临江县临江县、、柳河县柳河县推动党建提质增效推动党建提质增效\n\n近年来，两县建成示范点12个。\n"
    assert clean(raw).split("\n")[0] == "临江县、柳河县推动党建提质增效"


def test_a_caption_that_cuts_a_sentence_follows_its_paragraph() -> None:
    raw = (
        "柳河县坚持把基层治理作为重点，组建网格队伍，选派干部下沉一线，帮助群众解决急难愁盼问题，不断提高服\n\n\n\n"
        "图为志愿者在社区服务群众。\n\n务能力和水平，全年办结事项320件。\n"
    )
    text = prepare(Document("x", "x", raw))
    assert [b.kind for b in text.blocks] == [BlockKind.BODY, BlockKind.CAPTION]
    assert "不断提高服务能力和水平" in text.clean
    span = text.raw_span(text.clean.index("服务能力"), text.clean.index("服务能力") + 4)
    assert raw[span.start] == "服"
    assert raw[span.end - 1] == "力"


def test_an_unmarked_caption_between_two_halves_is_found_by_its_place() -> None:
    raw = (
        "柳河县坚持把基层治理作为重点，组建网格队伍。全年选派干部下沉一线，帮助群众解决急难愁盼问题，效果很好。同\n\n\n\n"
        "吉林省通化市柳河县东山镇水稻丰收。\n\n时，建立回访制度，做到事事有回音、件件有着落。\n"
    )
    text = prepare(Document("x", "x", raw))
    assert "同时，建立回访制度" in text.clean
    assert text.blocks[1].kind is BlockKind.CAPTION


@pytest.mark.parametrize("mark", ["- 3 -", "第3页 共8页", "— 3 —", "3 / 8", "第三页", "·3·"])
def test_page_numbers_vanish_from_sentences(mark: str) -> None:
    raw = f"全县建成示范点12个，选派干部下沉一线，帮助群众解决问题320件，群众满意率达到98%，受\n\n{mark}\n\n到广泛好评。\n"
    assert clean(raw).endswith("受到广泛好评。")
    assert "页" not in clean(raw)


def test_hard_wrapped_columns_keep_headings_and_paragraphs() -> None:
    first = "　　今年以来，柳河县围绕党支部标准化建设，建立定期研判、动态管理、跟踪问效机制，推动基层组织全面进步。"
    second = "　　全县建成省级示范点8个、市级示范点25个，培训党员1200余人次，解决群众困难320件，群众满意率98%。"
    lines = ["柳河县：推动党建提质增效", ""]
    for paragraph in (first, second):
        lines += [paragraph[at : at + 20] for at in range(0, len(paragraph), 20)]
    text = prepare(Document("x", "x", "\n".join(lines)))
    assert text.clean.split("\n") == ["柳河县：推动党建提质增效", first.strip(), second.strip()]


def test_a_short_page_of_paragraphs_that_are_set_in() -> None:
    """Two lines each are too few to tell a column; what is set in and breaks off behind a comma is no heading."""
    lines = ["岭东县荷塘镇：红色引擎带富一方", "　　近来，岭东县荷塘镇党委以产业联合体为抓手，建成烘干厂房两", "座。"]
    lines += ["　　柳湾村党支部创办劳务公司，吸纳脱贫户45户就业，2023年村集体", "经济收入突破120万元。"]
    assert (
        clean("\n".join(lines)).split("\n")[-1]
        == "柳湾村党支部创办劳务公司，吸纳脱贫户45户就业，2023年村集体经济收入突破120万元。"
    )
    heads = [
        "　　一、突出党建引领，推动产业提质增效，带动农民增收致富",
        "　　全县建成基地12个。",
        "　　二、培训干部",
        "　　全县培训干部300人。",
    ]
    assert clean("\n".join(heads)).split("\n")[0] == "一、突出党建引领，推动产业提质增效，带动农民增收致富"


def test_what_a_colon_leads_on_to_is_a_paragraph_of_its_own_where_lines_are_paragraphs() -> None:
    first = "近年来，某县注重培养年轻干部。全县储备年轻干部120名，组织培训8期，选派驻村30名。主要做法是："
    second = "“选”得准，把好入口关。采取个人自荐、组织推荐等办法，从返乡青年中选人。"
    assert prepare(Document("x", "x", f"{first}\n{second}\n")).clean.split("\n") == [first, second]


def test_a_figure_on_a_line_of_its_own_belongs_to_the_line_above() -> None:
    text = prepare(Document("x", "x", "全县财政收入增长\n10%;\n村均收入增长\n12%。\n"))
    assert text.clean == "全县财政收入增长10%；\n村均收入增长12%。"


def test_lost_paragraphs_are_found_in_time_that_grows_with_the_text(grows_within: Callable[..., bool]) -> None:
    def find(times: int) -> None:
        raw = "收入　　支出　　村村通路。七村庄改革　　岭东县推行改革，成效很好，群众满意。" * times
        assert len(lost_breaks(raw)) == 2 * times  # a heading and a paragraph each

    assert grows_within(lambda: find(40_000), lambda: find(10_000), 10)
