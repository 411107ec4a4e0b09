"""Policy documents, and the citations between them and by places, bodies and programmes."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.terms import DCTERMS, DJ, RDF, SCHEMA
from kg.use.fields import Fields
from kg.use.tables.columns import Column, Row, Table, source_columns, time_columns
from kg.use.tables.material import Material, first, name_of, time_cells, time_of

_LEVELS = ("国家级", "省级", "地级", "县级", "乡级", "村级", "开发区")
_RELATIONS = {
    DJ + "basedOn": "based-on",
    DJ + "implementsPolicy": "carries-out",
    DJ + "promulgates": "promulgates",
    DCTERMS + "replaces": "replaces",
    DCTERMS + "subject": "names",
}
_CLASSES = {"policy": "document", "region": "region", "agent": "organisation", "prog": "programme"}


def _document(material: Material, said: Fields) -> Row:
    publisher = first(said, DCTERMS + "publisher")
    return {
        "title": name_of(said),
        "number": first(said, DCTERMS + "identifier"),
        "kind": material.reader.notation(first(said, DCTERMS + "type")),
        "issuer": material.reader.name(publisher) if publisher else None,
        "joint_issuers": "、".join(material.reader.name(o.value) for o in said.get(DJ + "jointIssuer", ())) or None,
        "level": first(said, DJ + "issuerLevel"),
        "issued": first(said, DCTERMS + "issued"),
    }


def policies(material: Material) -> Iterator[Row]:
    """The documents by title."""
    found = []
    replaced = _replaced(material)
    for iri in material.instances("dj:PolicyDocument"):
        said = material.fields(iri)
        sources = material.reader.sources(said)
        row = _document(material, said) | {
            "trial": first(said, DJ + "onTrial") == "true",
            "valid_from": first(said, SCHEMA + "validFrom"),
            "valid_until": first(said, SCHEMA + "validThrough"),
            "replaced_by": replaced.get(iri),
            "reports": len({s.document for s in sources}),
            **time_cells(time_of(first(said, DCTERMS + "issued"), sources)),
            **material.source(sources),
            "iri": iri,
        }
        found.append(row)
    yield from sorted(found, key=lambda r: (str(r["title"]), str(r["iri"])))


def _replaced(material: Material) -> dict[str, str]:
    """The document that replaces each."""
    found: dict[str, str] = {}
    for iri in material.instances("dj:PolicyDocument"):
        said = material.fields(iri)
        for old in said.get(DCTERMS + "replaces", ()):
            found[old.value] = min(name_of(said) or iri, found.get(old.value, "\U0010ffff"))
    return found


def citations(material: Material) -> Iterator[Row]:
    """The edges, by the document that is cited."""
    found = []
    for claim in material.instances("rdf:Statement"):
        said = material.fields(claim)
        subject, predicate, target = (first(said, RDF + p) for p in ("subject", "predicate", "object"))
        if subject is None or target is None or predicate not in _RELATIONS:
            continue
        ends = [iri.rsplit("/", 2)[-2] for iri in (subject, target)]
        if "policy" not in ends or not set(ends) <= set(_CLASSES):
            continue
        sources = material.reader.sources(said)
        row: Row = {"relation": _RELATIONS[predicate]}
        for side, iri, cls in zip(("citing", "cited"), (subject, target), ends, strict=True):
            row |= _end(material, side, iri, _CLASSES[cls])
        citing = material.fields(subject)
        own = first(citing, DCTERMS + "issued") if ends[0] == "policy" else None
        row |= time_cells(time_of(own, sources))
        found.append(row | material.source(sources))
    yield from sorted(found, key=lambda r: tuple(str(v) for v in r.values()))


def _end(material: Material, side: str, iri: str, cls: str) -> Row:
    """One end of an edge."""
    said = material.fields(iri)
    row: Row = {f"{side}_class": cls, f"{side}_iri": iri, f"{side}_title": name_of(said)}
    of = _document(material, said) if cls == "document" else {}
    return row | {f"{side}_{c}": of.get(c) for c in ("number", "kind", "issuer", "level", "issued")}


def _columns(side: str, zh: str, en: str) -> tuple[Column, ...]:
    return (
        Column(f"{side}_class", f"{zh}的类型", f"what the {en} end is", values=tuple(_CLASSES.values())),
        Column(f"{side}_title", f"{zh}的名称", f"name of the {en} end"),
        Column(f"{side}_number", f"{zh}的文号", f"number of the {en} document"),
        Column(f"{side}_kind", f"{zh}的文种", f"kind of the {en} document"),
        Column(f"{side}_issuer", f"{zh}的发文机关", f"issuer of the {en} document"),
        Column(f"{side}_level", f"{zh}的发文层级", f"level of the issuer of the {en} document", values=_LEVELS),
        Column(f"{side}_issued", f"{zh}的成文日期", f"when the {en} document was issued", "date"),
        Column(f"{side}_iri", f"{zh}的 IRI", f"IRI of the {en} end"),
    )


POLICIES = Table(
    "policies",
    "政策文件",
    "Policy documents",
    "一份政策文件",
    "one policy document",
    ("iri",),
    (
        Column("title", "标题", "title"),
        Column("number", "文号", "number of the document"),
        Column("kind", "文种", "kind of document"),
        Column("issuer", "发文机关", "issuer"),
        Column("joint_issuers", "联合发文的其他机关（顿号分隔）", "who issued it with the issuer, with 、 between"),
        Column("level", "发文层级", "level of the issuer", values=_LEVELS),
        Column("issued", "成文日期", "when it was issued", "date"),
        Column("trial", "是否试行（暂行）", "whether it is in force on trial", "boolean"),
        Column("valid_from", "施行起始", "in force from", "date"),
        Column("valid_until", "有效期至", "in force until", "date"),
        Column("replaced_by", "被何文件废止", "the document that replaces it"),
        Column("reports", "提及该文件的来源文件数", "files that name it", "integer"),
        *time_columns(),
        *source_columns(),
        Column("iri", "IRI", "IRI"),
    ),
    policies,
)
CITATIONS = Table(
    "citations",
    "文件引用",
    "Citations of documents",
    "一条引用关系",
    "one citation",
    ("citing_iri", "relation", "cited_iri"),
    (
        Column(
            "relation",
            "关系：based-on 根据；carries-out 贯彻落实；promulgates 印发（转发）；replaces 废止；names 标题点名的专名工作",
            "based-on; carries-out; promulgates (issues, hands on); replaces; names: the programme that the title quotes",
            values=tuple(_RELATIONS.values()),
        ),
        *_columns("citing", "引用方", "citing"),
        *_columns("cited", "被引方", "cited"),
        *time_columns(),
        *source_columns(),
    ),
    citations,
)
