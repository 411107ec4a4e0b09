"""A graph of any size in the terms of the ontology, with its texts: for the benches and tests of the page.

Every county has one report, programmes with parts, figures under them, organisations and a formula; every
statement has its passage in the text. The same size gives the same graph.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pyoxigraph as ox

from kg.graph.ontology import ontology_dir
from kg.graph.terms import DCTERMS, DJ, DK, ID, OA, ORG, PROV, RDF, SCHEMA, SKOS, XSD

_FIRST = "安白宝昌长崇大德东丰福高广海汉和华怀吉江金康临龙鹿明南宁平清荣瑞山石顺太通万文武西香兴阳永元云泽镇"
_WORDS = [
    "先锋",
    "红色",
    "网格",
    "暖心",
    "强基",
    "领航",
    "共建",
    "联创",
    "清单",
    "双培",
    "示范",
    "提升",
    "振兴",
    "服务",
    "堡垒",
    "积分",
    "合作",
    "富民",
]
_KINDS = ("project", "campaign", "mechanism", "model", "method")
_SECTORS = ("village", "urban", "office", "school", "members", "industry", "new-organisations")
PER_COUNTY = 100


class County:
    """One county with its report, written statement by statement."""

    def __init__(self, number: int) -> None:
        self.random = Random(number)
        code = 110000 + (number // 90) * 1000 + number % 90 + 21
        self.region = f"{ID}region/cn{code}"
        self.province = f"{ID}region/cn{code // 10000 * 10000}"
        head, tail = _FIRST[number % len(_FIRST)], _FIRST[(number * 7 + number // 49) % len(_FIRST)]
        self.name = f"{head}{tail}县"
        self.key = f"d{number:016x}"
        self.document, self.report = f"{ID}doc/{self.key}", f"{ID}doc/{self.key}-r1"
        self.file = f"report-{number:05d}.txt"
        self.text = ""
        self.sentences = 0
        self.lines: list[str] = []

    def say(self, subject: str, predicate: str, term: str) -> None:
        self.lines.append(f"<{subject}> <{predicate}> {term} .")

    def words(self, subject: str, predicate: str, words: str, tag: str = "") -> None:
        escaped = words.replace("\n", "\\n")
        self.say(subject, predicate, f'"{escaped}"{tag}')

    def thing(self, folder: str, local: str, cls: str, name: str) -> str:
        iri = f"{ID}{folder}/{local}"
        self.say(iri, RDF + "type", f"<{cls}>")
        self.words(iri, SCHEMA + "name", name)
        self.words(iri, SKOS + "prefLabel", name, "@zh-Hans")
        return iri

    def passage(self, subject: str, sentence: str, quote: str) -> None:
        """Add a sentence to the text, with ``quote`` in it as the evidence of ``subject``."""
        self.sentences += 1
        start = len(self.text) + sentence.index(quote)
        ev = f"{ID}ev/{self.key}-{start}-{start + len(quote)}"
        holder = f"{ID}ev/{self.key}-s{self.sentences}"
        spans = (
            (holder, "Sentence", len(self.text), len(self.text) + len(sentence), sentence),
            (ev, "Evidence", start, start + len(quote), quote),
        )
        for iri, cls, begin, end, words in spans:
            self.say(iri, RDF + "type", f"<{DJ}{cls}>")
            self.say(iri, OA + "start", f'"{begin}"^^<{XSD}integer>')
            self.say(iri, OA + "end", f'"{end}"^^<{XSD}integer>')
            self.words(iri, OA + "exact", words)
            self.say(iri, PROV + "wasQuotedFrom", f"<{self.document}>")
            self.say(iri, DCTERMS + "isPartOf", f"<{self.report}>")
        self.say(holder, SCHEMA + "position", f'"{self.sentences}"^^<{XSD}integer>')
        self.say(ev, DJ + "inSentence", f"<{holder}>")
        self.words(ev, DJ + "extractedBy", "synthetic")
        self.say(subject, DJ + "evidence", f"<{ev}>")
        self.text += sentence

    def write(self, nodes: int) -> None:
        """All statements of the county: ``nodes`` nodes or a few more."""
        self.frame()
        made = 3
        number = 0
        while made < nodes:
            made += self._programme(number)
            number += 1

    def frame(self) -> None:
        region = self.thing("region", self.region.rpartition("/")[2], DJ + "Region", self.name)
        self.say(region, DCTERMS + "type", f"<{DK}county>")
        self.say(region, SCHEMA + "containedInPlace", f"<{self.province}>")
        self.thing("region", self.province.rpartition("/")[2], DJ + "Region", f"{self.name[0]}省")
        self.say(self.province, DCTERMS + "type", f"<{DK}province>")
        self.say(self.document, RDF + "type", f"<{DJ}Document>")
        self.words(self.document, SCHEMA + "name", self.file)
        self.say(self.report, RDF + "type", f"<{DJ}Report>")
        self.words(self.report, DCTERMS + "title", f"{self.name}：党建引领基层治理", "@zh-Hans")
        self.say(self.report, DCTERMS + "isPartOf", f"<{self.document}>")
        self.say(self.report, DCTERMS + "spatial", f"<{region}>")

    def _programme(self, number: int) -> int:
        pick = self.random.choice
        name = f"{pick(_WORDS)}{pick(_WORDS)}{number + 1}工程"
        local = f"p{self.key[1:]}{number:03d}"
        programme = self.thing("prog", local, DJ + "Programme", name)
        self.say(programme, DCTERMS + "type", f"<{DK}{pick(_KINDS)}>")
        self.say(programme, DCTERMS + "spatial", f"<{self.region}>")
        self.say(programme, DJ + "sector", f"<{DK}sector-{pick(_SECTORS)}>")
        self.say(programme, DJ + "declaredCount", f'"3"^^<{XSD}integer>')
        self.passage(programme, f"{self.name}实施“{name}”，推动工作落实。", name)
        for position in range(1, 4):
            part = self.thing("prog", f"{local}-{position}", DJ + "Component", pick(_WORDS) + "到位")
            self.say(part, SCHEMA + "position", f'"{position}"^^<{XSD}integer>')
            self.say(programme, DJ + "component", f"<{part}>")
            self.passage(part, f"做到第{position}项要求。", f"第{position}项")
        self.metric(programme, number, local)
        org = self.thing("agent", f"o{local[1:]}", DJ + "PartyOrganisation", f"{self.name}{number + 1}村党支部")
        self.say(org, ORG + "classification", f"<{DK}branch>")
        self.say(org, DCTERMS + "spatial", f"<{self.region}>")
        self.say(programme, DJ + "ledBy", f"<{org}>")
        return 6

    def metric(self, programme: str, number: int, local: str) -> None:
        value = self.random.randrange(10, 9000) * 10
        ind = self.thing("indicator", f"i{number % 12}", DJ + "Indicator", f"第{number % 12}类示范点")
        self.words(ind, SCHEMA + "unitText", "个")
        metric = f"{ID}metric/m{local[1:]}"
        self.say(metric, RDF + "type", f"<{DJ}Metric>")
        self.say(metric, SCHEMA + "observationAbout", f"<{self.region}>")
        self.say(metric, SCHEMA + "variableMeasured", f"<{ind}>")
        self.words(metric, SCHEMA + "unitText", "个")
        self.say(metric, SCHEMA + "value", f'"{value}"^^<{XSD}decimal>')
        self.say(metric, DJ + "reportedUnder", f"<{programme}>")
        self.say(metric, DJ + "year", f'"{2018 + number % 7}"^^<{XSD}integer>')
        self.passage(metric, f"全县建成示范点{value}个。\n", f"{value}个")


def counties(nodes: int, each: int = PER_COUNTY) -> Iterator[County]:
    """The counties of a graph of about ``nodes`` nodes, with about ``each`` of them."""
    for number in range(max(1, round(nodes / each))):
        county = County(number)
        county.write(min(each, nodes))
        yield county


def synthetic(nodes: int, each: int = PER_COUNTY) -> tuple[ox.Store, dict[str, str]]:
    """A store with the code lists, and the texts by file name."""
    store = ox.Store()
    store.load(path=str(ontology_dir() / "kinds.ttl"), format=ox.RdfFormat.TURTLE)
    texts: dict[str, str] = {}
    for county in counties(nodes, each):
        store.load("\n".join(county.lines).encode(), format=ox.RdfFormat.N_TRIPLES)
        texts[county.file] = county.text
    return store, texts
