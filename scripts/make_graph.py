#!/usr/bin/env python3
"""Make a graph of invented counties in the terms of the ontology, of about as many triples as asked for.

    make_graph.py --triples 1000000 -o graph.nt

The same numbers give the same bytes. The graph has the shape of a real one (regions in four tiers, programmes
with parts, formulas, figures with evidence and sentences), not its words: names are put together from syllables.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kg.graph import terms as t
from kg.graph.ontology import concept

SYLLABLES = "安宁和顺丰泽清河云岭石桥东湖西山南川北原永兴长乐新城广福大同金沙白水青田"
CLASSIFIERS = "强创链化明岗联帮亮比网融双进"
KINDS = ("工程", "行动", "机制", "模式", "制度", "计划", "品牌", "体系", "平台", "活动", "举措")
SECTORS = ("农村", "城市社区", "机关", "教育", "国企", "两新", "党员干部队伍", "党建全局")
THINGS = ("组织", "队伍", "服务", "产业", "治理", "阵地", "人才", "作风", "机制", "品牌", "网格", "民生")
VERBS = ("建强", "育好", "优化", "激活", "做实", "筑牢", "提升", "拓宽", "创新", "规范")
PARTNERS = ("党支部", "合作社", "企业", "农户", "龙头企业", "能人大户", "基地", "社会组织", "贫困户")
INDICATORS = (
    ("村集体经济村均收入", "元", 50_000, 900_000),
    ("村集体经济总收入", "元", 2_000_000, 90_000_000),
    ("党员", "人", 300, 30_000),
    ("基层党组织", "个", 20, 900),
    ("党员先锋队", "支", 3, 200),
    ("网格", "个", 20, 700),
    ("培训班", "期", 2, 90),
    ("两新组织党组织覆盖率", "%", 60, 100),
    ("矛盾纠纷化解率", "%", 70, 100),
    ("村（社区）“两委”班子平均年龄", "岁", 35, 55),
    ("办实事好事", "件", 100, 9_000),
    ("志愿服务队", "支", 4, 300),
)
NUMERALS = "一二三四五六七八九"


class Maker:
    """Writes N-Triples lines; keeps count."""

    def __init__(self, seed: int) -> None:
        """Begin with a seed."""
        self.random = random.Random(seed)
        self.lines: list[str] = []
        self.count = 0
        self.done: set[str] = set()

    def link(self, subject: str, predicate: str, target: str) -> None:
        """State a triple with a node."""
        self._add(f"<{subject}> <{predicate}> <{target}> .")

    def words(self, subject: str, predicate: str, value: str, language: str = "") -> None:
        """State a triple with words."""
        tag = f"@{language}" if language else ""
        self._add(f'<{subject}> <{predicate}> "{value}"{tag} .')

    def number(self, subject: str, predicate: str, value: object, datatype: str = "integer") -> None:
        """State a triple with a number."""
        self._add(f'<{subject}> <{predicate}> "{value}"^^<{t.XSD}{datatype}> .')

    def _add(self, line: str) -> None:
        self.lines.append(line)
        self.count += 1  # a few lines repeat: a programme or policy that several documents state

    def take(self) -> Iterator[str]:
        """The lines since the last call."""
        lines, self.lines = self.lines, []
        yield from lines

    def name(self, length: int = 2) -> str:
        """Some syllables."""
        return "".join(self.random.choice(SYLLABLES) for _ in range(length))

    def region(self, name: str, kind: str, code: str, parent: str | None) -> str:
        """A region, once."""
        iri = f"{t.ID}region/cn{code}"
        if iri not in self.done:
            self.done.add(iri)
            self.link(iri, t.RDF + "type", t.DJ + "Region")
            self.words(iri, t.SCHEMA + "name", name)
            self.words(iri, t.SKOS + "prefLabel", name, "zh-Hans")
            self.words(iri, t.DCTERMS + "identifier", code)
            self.link(iri, t.DCTERMS + "type", concept("region-kind", kind) or t.DK + kind)
            if parent:
                self.link(iri, t.SCHEMA + "containedInPlace", parent)
        return iri


def document(m: Maker, number: int) -> None:
    """One document with one report about one county."""
    province = m.region(f"省{number % 31}省", "省", f"{11 + number % 31}0000", None)
    prefecture_code = f"{11 + number % 31}{1 + number % 13:02}00"
    prefecture = m.region(f"{m_name(number % 403)}市", "地级市", prefecture_code, province)
    county_number = number % 2800
    county_code = f"{11 + number % 31}{1 + number % 13:02}{21 + county_number % 70}"
    county = m.region(f"{m_name(county_number)}县", "县", county_code, prefecture)
    village = m.region(f"{m.name()}村", "村", f"{county_code}{number % 1_000_000:06}", county)
    doc, report = f"{t.ID}doc/d{number:016x}", f"{t.ID}doc/d{number:016x}-r1"
    m.link(doc, t.RDF + "type", t.DJ + "Document")
    m.words(doc, t.SCHEMA + "name", f"{number:06}.txt")
    m.words(doc, t.DCTERMS + "language", "zh-Hans")
    m.words(doc, t.DCTERMS + "identifier", f"sha256:{number:064x}")
    m.link(report, t.RDF + "type", t.DJ + "Report")
    m.link(report, t.DCTERMS + "isPartOf", doc)
    m.words(report, t.DCTERMS + "title", f"{m_name(county_number)}县的报道", "zh-Hans")
    m.words(report, t.DCTERMS + "issued", str(2015 + number % 10))
    m.link(report, t.DCTERMS + "spatial", county)
    writer = Evidence(m, doc, report, number)
    leader = organisation(m, writer, county, county_number)
    above = programme(m, writer, province)
    made = [programme(m, writer, county) for _ in range(8)]
    claim(m, writer, made[0], t.DJ + "carriesOut", above)
    claim(m, writer, made[1], t.DCTERMS + "isPartOf", made[2])
    claim(m, writer, made[3], t.DJ + "ledBy", leader)
    formulation(m, writer)
    policy(m, writer, county, leader)
    for _ in range(2):
        formula(m, writer, village)
    for _ in range(14):
        about = m.random.choice((county, county, village))
        metric(m, writer, about, number, m.random.choice(made))


def m_name(number: int) -> str:
    """The name of a county or prefecture: the same for the same number."""
    size = len(SYLLABLES)
    return SYLLABLES[number % size] + SYLLABLES[(number // size + number) % size]


class Evidence:
    """Writes evidence and sentences of one document, one after the other."""

    def __init__(self, m: Maker, doc: str, report: str, number: int) -> None:
        """Begin at offset 0."""
        self.m, self.doc, self.report = m, doc, report
        self.key = f"{t.ID}ev/d{number:016x}"
        self.at = 0
        self.sentence = 0

    def add(self, node: str, quote: str, rule: str) -> None:
        """One piece of evidence in a sentence of its own."""
        m, start = self.m, self.at
        self.sentence += 1
        text = f"为此，{quote}，成效明显。"
        sentence = f"{self.key}-s{self.sentence}"
        begin = start + 3
        span = f"{self.key}-{begin}-{begin + len(quote)}"
        self.at += len(text)
        for iri, cls, words, first in ((sentence, "Sentence", text, start), (span, "Evidence", quote, begin)):
            m.link(iri, t.RDF + "type", t.DJ + cls)
            m.number(iri, t.OA + "start", first)
            m.number(iri, t.OA + "end", first + len(words))
            m.words(iri, t.OA + "exact", words)
            m.link(iri, t.PROV + "wasQuotedFrom", self.doc)
            m.link(iri, t.DCTERMS + "isPartOf", self.report)
        m.number(sentence, t.SCHEMA + "position", self.sentence)
        m.link(span, t.DJ + "inSentence", sentence)
        m.words(span, t.DJ + "extractedBy", rule)
        m.link(node, t.DJ + "evidence", span)


def organisation(m: Maker, writer: Evidence, county: str, number: int) -> str:
    """The county's committee."""
    name = f"{m_name(number)}县委"
    iri = t.ID + "agent/o" + t.digest(name, county)
    m.link(iri, t.RDF + "type", t.DJ + "PartyOrganisation")
    named(m, iri, name)
    m.link(iri, t.ORG + "classification", t.DK + "committee")
    m.link(iri, t.DCTERMS + "spatial", county)
    writer.add(iri, name, "organisation.committee")
    return iri


def claim(m: Maker, writer: Evidence, subject: str, predicate: str, target: str) -> None:
    """An edge with its reason."""
    if subject == target:
        return
    m.link(subject, predicate, target)
    iri = t.ID + "claim/c" + t.digest(subject, predicate, target)
    m.link(iri, t.RDF + "type", t.RDF + "Statement")
    m.link(iri, t.RDF + "subject", subject)
    m.link(iri, t.RDF + "predicate", predicate)
    m.link(iri, t.RDF + "object", target)
    writer.add(iri, "按照部署推进这项工作", "claim")


def formulation(m: Maker, writer: Evidence) -> None:
    """A national formulation that the report uses."""
    name = m.random.choice(("两个维护", "四个意识", "三会一课", "主题党日", "第一议题"))
    iri = t.named_iri("formulation", "f", name)
    m.link(iri, t.RDF + "type", t.DJ + "Formulation")
    named(m, iri, name)
    writer.add(iri, name, "formulation.list")


def policy(m: Maker, writer: Evidence, county: str, issuer: str) -> None:
    """A policy document that the county carries out."""
    title = f"关于加强{m.random.choice(THINGS)}建设的若干措施"
    iri = t.named_iri("policy", "w", title)
    m.link(iri, t.RDF + "type", t.DJ + "PolicyDocument")
    named(m, iri, title)
    m.link(iri, t.DCTERMS + "publisher", issuer)
    writer.add(iri, title, "policy.title")
    claim(m, writer, county, t.DJ + "implementsPolicy", iri)


def named(m: Maker, iri: str, name: str) -> None:
    """The names of a node."""
    m.words(iri, t.SCHEMA + "name", name)
    m.words(iri, t.SKOS + "prefLabel", name, "zh-Hans")


def programme(m: Maker, writer: Evidence, county: str) -> str:
    """A numeral abbreviation with its parts."""
    r = m.random
    count = r.randint(2, 5)
    kind = r.choice(KINDS)
    core = f"{NUMERALS[count - 1]}{r.choice(CLASSIFIERS)}{NUMERALS[r.randrange(9)]}{r.choice(CLASSIFIERS)}"
    name = f"“{core}”{r.choice(THINGS)}{kind}"
    iri = t.ID + "prog/p" + t.digest(name, county)
    m.link(iri, t.RDF + "type", t.DJ + "Programme")
    named(m, iri, name)
    m.words(iri, t.SKOS + "altLabel", core, "zh-Hans")
    m.link(iri, t.DCTERMS + "type", concept("programme-kind", kind) or t.DK + "other")
    m.words(iri, t.DJ + "kindWord", kind)
    m.link(iri, t.DJ + "sector", concept("sector", r.choice(SECTORS)) or t.DK + "sector-overall")
    m.link(iri, t.DCTERMS + "spatial", county)
    m.number(iri, t.DJ + "declaredCount", count)
    writer.add(iri, name, "programme.numeral")
    for position in range(1, count + (r.random() < 0.8)):
        part(m, writer, iri, position, r.choice(VERBS) + r.choice(THINGS))
    return iri


def part(m: Maker, writer: Evidence, whole: str, position: int, name: str) -> None:
    """A component."""
    iri = t.part_iri(whole, position, name)
    m.link(iri, t.RDF + "type", t.DJ + "Component")
    named(m, iri, name)
    m.number(iri, t.SCHEMA + "position", position)
    m.link(whole, t.DJ + "component", iri)
    writer.add(iri, name, "programme.parts")


def formula(m: Maker, writer: Evidence, village: str) -> None:
    """A sum of partners."""
    partners = m.random.sample(PARTNERS, m.random.randint(2, 4))
    name = "+".join(partners)
    iri = t.ID + "prog/p" + t.digest(name, village)
    m.link(iri, t.RDF + "type", t.DJ + "Formula")
    named(m, iri, name)
    m.link(iri, t.DCTERMS + "type", t.DK + "model")
    m.link(iri, t.DCTERMS + "spatial", village)
    m.number(iri, t.DJ + "declaredCount", len(partners))
    writer.add(iri, name, "formula.plus")
    for position, partner in enumerate(partners, 1):
        part(m, writer, iri, position, partner)
        actor = concept("actor", partner)
        if actor:
            m.link(t.part_iri(iri, position, partner), t.DJ + "actor", actor)


def metric(m: Maker, writer: Evidence, region: str, number: int, under: str) -> None:
    """A figure."""
    r = m.random
    name, unit, low, high = r.choice(INDICATORS)
    indicator = t.named_iri("indicator", "i", name, unit)
    if indicator not in m.done:
        m.done.add(indicator)
        m.link(indicator, t.RDF + "type", t.DJ + "Indicator")
        named(m, indicator, name)
        m.words(indicator, t.SCHEMA + "unitText", unit)
    value = r.randint(low, high)
    iri = t.ID + "metric/m" + t.digest(name, str(value), region, str(number))
    m.link(iri, t.RDF + "type", t.DJ + "Metric")
    m.link(iri, t.SCHEMA + "observationAbout", region)
    m.link(iri, t.SCHEMA + "variableMeasured", indicator)
    m.words(iri, t.SCHEMA + "unitText", unit)
    m.number(iri, t.SCHEMA + "value", f"{value}.0", "decimal")
    m.link(iri, t.DJ + "precision", t.DK + ("exact" if r.random() < 0.7 else "more-than"))
    if r.random() < 0.3:
        m.link(iri, t.DJ + "reportedUnder", under)
    if r.random() < 0.4:
        m.number(iri, t.DJ + "year", 2015 + number % 10)
    if r.random() < 0.2:
        m.number(iri, t.DJ + "changePercent", f"{r.randint(-30, 80)}.0", "decimal")
        m.link(iri, t.DJ + "baseline", t.DK + "year-on-year")
    writer.add(iri, f"{name}达{value}{unit}", "metric.count")


def lines(triples: int, seed: int = 1) -> Iterator[str]:
    """N-Triples lines of a graph of at least ``triples`` triples, in whole documents."""
    m = Maker(seed)
    number = 0
    while m.count < triples:
        document(m, number)
        number += 1
        yield from m.take()


def main() -> None:
    """Write the graph."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    with arguments.output.open("w", encoding="utf-8", newline="\n") as out:
        count = 0
        for line in lines(arguments.triples, arguments.seed):
            out.write(line + "\n")
            count += 1
    print(f"{arguments.output}: {count} triples")


if __name__ == "__main__":
    main()
