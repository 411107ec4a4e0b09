"""The ontology's files, and the code lists in them: which concept stands for which notation."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.graph.terms import DK, SKOS


def ontology_dir() -> Path:
    """The folder of the ontology: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "ontology", package.parent / "ontology"):
        if (folder / "kinds.ttl").is_file():
            return folder
    raise FileNotFoundError("the ontology folder is missing from this installation; install kg again")


@cache
def notations() -> dict[tuple[str, str], str]:
    """``(scheme, notation) -> concept IRI`` for every concept of kinds.ttl; the scheme by its local name."""
    store = ox.Store()
    store.load(path=str(ontology_dir() / "kinds.ttl"), format=ox.RdfFormat.TURTLE)
    found: dict[tuple[str, str], str] = {}
    for quad in store.quads_for_pattern(None, ox.NamedNode(SKOS + "notation"), None):
        concept, notation = quad.subject, quad.object
        if not (isinstance(concept, ox.NamedNode) and isinstance(notation, ox.Literal)):
            continue
        for scheme in store.quads_for_pattern(concept, ox.NamedNode(SKOS + "inScheme"), None):
            if isinstance(scheme.object, ox.NamedNode):
                found[scheme.object.value.removeprefix(DK), notation.value] = concept.value
    return found


@cache
def _labels() -> dict[tuple[str, str], str]:
    """``(concept IRI, language) -> label`` for every concept of kinds.ttl."""
    store = ox.Store()
    store.load(path=str(ontology_dir() / "kinds.ttl"), format=ox.RdfFormat.TURTLE)
    return {
        (q.subject.value, (q.object.language or "")[:2]): q.object.value
        for q in store.quads_for_pattern(None, ox.NamedNode(SKOS + "prefLabel"), None)
        if isinstance(q.subject, ox.NamedNode) and isinstance(q.object, ox.Literal)
    }


def label(scheme: str, notation: str | None, language: str) -> str:
    """What people call the concept of ``scheme`` that bears ``notation`` (zh or en); nothing where there is none."""
    return _labels().get((concept(scheme, notation) or "", language), notation or "")


def concept(scheme: str, notation: str | None) -> str | None:
    """The concept of ``scheme`` that bears ``notation``."""
    return None if notation is None else notations().get((scheme, notation))


def concept_by_suffix(scheme: str, word: str | None, otherwise: str) -> str:
    """The concept whose notation is the longest ending of ``word``, or that of ``otherwise``."""
    for start in range(len(word or "")):
        found = concept(scheme, (word or "")[start:])
        if found:
            return found
    fallback = concept(scheme, otherwise)
    if fallback is None:
        raise KeyError(f"kinds.ttl has no {otherwise} in {scheme}")
    return fallback
