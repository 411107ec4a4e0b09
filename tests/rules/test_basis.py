"""What a figure is taken over, and whether it was reached."""

from __future__ import annotations

import pytest

from kg.model import Document, Metric
from kg.pipeline import read_one


def _metrics(words: str) -> tuple[Metric, ...]:
    return read_one(Document(id="0" * 64, name="a.txt", raw=words)).links.metrics


@pytest.mark.parametrize(
    ("words", "basis", "per"),
    [
        ("高台县建成驿站26个。", "total", None),
        ("高台县人均收入达到1.2万元。", "mean", "人"),
        ("高台县农村居民人均可支配收入18600元。", "mean", "人"),
        ("高台县每亩补助320元。", "mean", "亩"),
        ("高台县平均每户增收4100元。", "mean", "户"),
        ("芹菜长势好，亩产值6800元。", "mean", "亩"),
        ("改种药材后，一亩地的净收入4600元。", "mean", "亩"),
        ("高台县17个村的集体收入都过了25万元。", "each", None),
        ("高台县嘎查集体经济收入全部超过16万元。", "each", None),
        ("高台县为每户补贴炉具1200元。", "each", "户"),
        ("三等奖奖励村民260元/户。", "each", "户"),
        ("村集体每年分红17万元。", "total", None),
        ("蜂蜜每公斤64元。", "mean", "公斤"),
        ("高台县党员占村干部的37%。", "share", None),
        ("高台县群众满意率达96.4%。", "share", None),
    ],
)
def test_basis(words: str, basis: str, per: str | None) -> None:
    """Totals, means, floors of all, shares."""
    assert (basis, per) in [(m.basis, m.per) for m in _metrics(words)]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("高台县建成驿站26个。", "reached"),
        ("预计年底村集体收入将达到28万元。", "expected"),
        ("据初步测算，高台县实现产值6.2亿元。", "reached"),
        ("高台县今年培训的目标任务700人。", "planned"),
        ("高台县围绕村均收入超过30万元的目标，选派骨干。", "planned"),
        ("高台县2027年任务分解表\n\n新建驿站26个。", "planned"),
        ("二、2027年工作安排\n\n高台县新建驿站26个。", "planned"),
        ("高台县力争2031年底前覆盖率超过42%。", "planned"),
        ("公司计划建成驿站15个。", "planned"),
        ("高台县争取到位债券资金3.7亿元。", "reached"),
        ("高台县争取到2031年建成驿站15个。", "planned"),
        ("高台县拟新建驿站15个。", "planned"),
        ("项目投产后，年产值3.2亿元。", "expected"),
        ("预计户均增收2170元。", "expected"),
        ("高台县完成年度计划的106%，建成驿站26个。", "reached"),
        ("将15个支部优化整合为11个。", "reached"),
        ("高台县处理达标后的尾水用于灌溉，铺设管道3公里。", "reached"),
        ("高台县原计划建30个，目前已建成驿站26个。", "reached"),
        ("高台县原计划改造30户，实际改造41户。", "reached"),
        ("高台县正谋划建设驿站15个。", "planned"),
        ("高台县年内完成改厕300户。", "planned"),
        ("县里要求年底前驿站总数达到60处。", "planned"),
        ("2029年底前建成驿站15个。", "planned"),
        ("据测算，驿站每年服务游客3万人次。", "expected"),
        ("高台县明年的主要任务：\n新建驿站26个；\n改造管网12公里。", "planned"),
        ("2027年党建工作要点\n\n高台县新建驿站26个。", "planned"),
    ],
)
def test_status(words: str, status: str) -> None:
    """Plans, expectations, facts."""
    assert [m.status for m in _metrics(words)][-1:] == [status]


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("灵台县2027年农村工作思路", "planned"),
        ("灵台县冷链物流发展规划（草案）", "planned"),
        ("关于印发村级党校建设方案的通知", "planned"),
        ("拓宽思路天地宽——灵台县冷库遍地开", "reached"),
        ("灵台县规划建设局帮村修路", "reached"),
    ],
)
def test_a_headline_makes_plans_of_figures_only_where_it_announces_one(title: str, status: str) -> None:
    text = f"{title}\n\n灵台县新建冷库18座。"
    assert [m.status for m in _metrics(text)] == [status]
