"""What the page calls the types and the relations of the graph, in Chinese and in English.

The order of ``TYPES`` is the order of the nodes in the page; the order of ``RELATIONS`` that of the
groups in the inspector. A predicate that is not listed here is shown under its own local name.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.graph.terms import DCTERMS, DJ, ORG, PROV, SCHEMA


class Type(NamedTuple):
    """A class of nodes: ``key`` names its shape and colour in the page, ``mark`` its vis-network shape."""

    iri: str
    key: str
    zh: str
    en: str
    mark: str
    size: int


class Relation(NamedTuple):
    """A predicate with its words read forwards and backwards."""

    iri: str
    zh: str
    en: str
    back_zh: str
    back_en: str


TYPES: tuple[Type, ...] = (
    Type(DJ + "Region", "region", "地区", "Regions", "hexagon", 18),
    Type(DJ + "Programme", "programme", "专名工作", "Programmes", "dot", 13),
    Type(DJ + "Formula", "formula", "协作公式", "Formulas", "star", 15),
    Type(DJ + "Component", "part", "组成要素", "Parts", "dot", 8),
    Type(DJ + "Metric", "metric", "指标数据", "Figures", "diamond", 10),
    Type(DJ + "PartyOrganisation", "party", "党组织", "Party organisations", "square", 11),
    Type(ORG + "Organization", "org", "其他组织", "Other organisations", "square", 10),
    Type(DJ + "PolicyDocument", "policy", "政策文件", "Policy documents", "triangleDown", 11),
    Type(DJ + "Formulation", "formulation", "提法", "Formulations", "triangle", 11),
    Type(DJ + "Adoption", "adoption", "采纳", "Adoptions", "square", 9),
    Type(DJ + "Recognition", "recognition", "认可", "Recognitions", "square", 9),
    Type(DJ + "Indicator", "indicator", "指标", "Indicators", "triangleDown", 9),
    Type(DJ + "Report", "report", "报道", "Reports", "square", 9),
    Type(DJ + "Document", "document", "来源文件", "Documents", "square", 9),
)

RELATIONS: tuple[Relation, ...] = (
    Relation(SCHEMA + "containedInPlace", "隶属", "within", "下辖", "contains"),
    Relation(DCTERMS + "spatial", "所在地区", "region", "本地区的", "in this region"),
    Relation(DJ + "component", "组成要素", "parts", "属于", "part of"),
    Relation(DCTERMS + "isPartOf", "从属于", "belongs to", "包含", "includes"),
    Relation(DJ + "carriesOut", "落实上级工作", "carries out", "由下级落实", "carried out by"),
    Relation(DJ + "adopted", "所采纳的工作", "adopted", "采纳情况", "adoptions"),
    Relation(DJ + "recognised", "被认可的工作", "recognised", "获得认可", "recognitions"),
    Relation(DJ + "adopter", "采纳地区", "adopter", "采纳的工作", "adoptions"),
    Relation(DJ + "learnedFrom", "学自", "learned from", "被学习借鉴", "learned from here"),
    Relation(DJ + "firstIn", "在其中率先", "first in", "率先者", "firsts in this region"),
    Relation(DJ + "pushedBy", "推动组织", "pushed by", "推动", "pushed"),
    Relation(DJ + "became", "更名为", "became", "由其更名而来", "renamed from"),
    Relation(DJ + "recognisedBy", "认可主体", "recognised by", "认可", "recognised"),
    Relation(DJ + "expressedBy", "表述为公式", "expressed by", "是其公式", "expresses"),
    Relation(DJ + "ledBy", "牵头组织", "led by", "牵头开展", "leads"),
    Relation(ORG + "subOrganizationOf", "上级组织", "under", "下级组织", "has below it"),
    Relation(DJ + "hostedBy", "设立于", "set up in", "设有", "hosts"),
    Relation(DJ + "implementsPolicy", "落实文件", "implements", "由其落实", "implemented by"),
    Relation(DCTERMS + "publisher", "发布者", "issued by", "发布", "issued"),
    Relation(DJ + "jointIssuer", "联合发布者", "issued jointly by", "联合发布", "issued jointly"),
    Relation(DCTERMS + "creator", "制定者", "issued by", "制定", "issued"),
    Relation(DCTERMS + "references", "提到", "refers to", "见于", "referred to by"),
    Relation(SCHEMA + "mentions", "提到", "mentions", "见于", "mentioned by"),
    Relation(DCTERMS + "subject", "主题", "subject", "相关", "subject of"),
    Relation(SCHEMA + "about", "主题", "about", "相关", "subject of"),
    Relation(DJ + "reportedUnder", "归入", "reported under", "项下数据", "figures"),
    Relation(SCHEMA + "observationAbout", "主体", "about", "指标数据", "figures"),
    Relation(SCHEMA + "variableMeasured", "指标", "indicator", "各地数据", "figures"),
    Relation(PROV + "wasQuotedFrom", "出自", "from", "引文", "quoted"),
)
