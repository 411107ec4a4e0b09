"""Namespaces, and IRIs minted from what a thing *is*: never from order, time or chance.

Local names are ASCII, so that an IRI is the same term for every tool (percent-encoding differs between them).
"""

from __future__ import annotations

import hashlib
import unicodedata

from kg.model import Organisation, Region

BASE = "https://dangjian.example/"
DJ = BASE + "ns#"
DK = BASE + "kind#"
ID = BASE + "id/"
DOCUMENTS = ID + "doc/"
"""How the IRIs of documents, and of the reports in them, begin."""
DCTERMS = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES: dict[str, str] = {
    "dj": DJ,
    "dk": DK,
    "region": ID + "region/",
    "agent": ID + "agent/",
    "prog": ID + "prog/",
    "formn": ID + "formulation/",
    "policy": ID + "policy/",
    "ind": ID + "indicator/",
    "metric": ID + "metric/",
    "doc": DOCUMENTS,
    "ev": ID + "ev/",
    "claim": ID + "claim/",
    "adoption": ID + "adoption/",
    "recog": ID + "recognition/",
    "dcterms": DCTERMS,
    "oa": OA,
    "org": ORG,
    "prov": PROV,
    "rdf": RDF,
    "schema": SCHEMA,
    "skos": SKOS,
    "xsd": XSD,
}

_QUOTES = str.maketrans("", "", "“”‘’《》〈〉「」『』\"'")


def normal(name: str) -> str:
    """The form of a name that decides identity: NFKC, lower case, no quotation marks, no white space."""
    folded = unicodedata.normalize("NFKC", name).lower().translate(_QUOTES)
    return "".join(folded.split())


def digest(*parts: str) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of ``parts``."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def region_key(region: Region | None) -> str:
    """The local name of a region: its code, or a hash of its name and the chain that contains it."""
    if region is None:
        return ""
    if region.code:
        return "cn" + region.code
    return "r" + digest(region.name, region_key(region.within))


def region_iri(region: Region) -> str:
    """The IRI of a region."""
    return ID + "region/" + region_key(region)


def regional_iri(kind: str, name: str, region: str) -> str:
    """The IRI of what its name tells apart in a region, whose local name is given."""
    return ID + kind + digest(normal(name), region)


def agent_iri(name: str, region: Region | None) -> str:
    """The IRI of an organisation: its name and region."""
    return regional_iri("agent/o", name, region_key(region))


def organisation_iri(organisation: Organisation) -> str:
    """The IRI of a resolved organisation."""
    return agent_iri(organisation.name, organisation.region)


def programme_iri(name: str, region: Region | None) -> str:
    """The IRI of a programme or formula: its normalised name in its region."""
    return regional_iri("prog/p", name, region_key(region))


def part_iri(programme: str, position: int, name: str) -> str:
    """The IRI of a component: its programme, its place there and its words."""
    return f"{programme}-{position}-{digest(normal(name))[:6]}"


def named_iri(folder: str, letter: str, *parts: str) -> str:
    """The IRI of anything else that its words identify."""
    return f"{ID}{folder}/{letter}{digest(*(normal(p) for p in parts))}"


def evidence_iri(document: str, start: int, end: int) -> str:
    """The IRI of a piece of a document, by the local name of that."""
    return f"{ID}ev/{document}-{start}-{end}"


def document_key(document_id: str) -> str:
    """The local name of a document: the head of its SHA-256."""
    return "d" + document_id[:16]
