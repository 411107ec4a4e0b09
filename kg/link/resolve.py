"""Resolve the mentions of one text to things: the linkers in the order in which they need each other."""

from __future__ import annotations

from kg.link.diffusion import resolve_diffusion
from kg.link.diffusion.carried_out import carried_out
from kg.link.diffusion.homes import settled_at_home
from kg.link.formulations import resolve_formulations
from kg.link.metrics.resolve import resolve_metrics
from kg.link.organisations.resolve import resolve_organisations
from kg.link.places import resolve_regions
from kg.link.policies import resolve_policies
from kg.link.programmes import resolve_programmes
from kg.model import Links, Text
from kg.rules.engine import Found


def resolve(text: Text, found: Found) -> Links:
    """Everything that the text says, linked."""
    places = resolve_regions(text, found)
    organisations = resolve_organisations(text, found, places)
    programmes, formulas = resolve_programmes(text, found, places, organisations)
    adoptions, recognitions, homes = resolve_diffusion(text, found, places, organisations, (*programmes, *formulas))
    programmes, adoptions, recognitions = settled_at_home(programmes, adoptions, recognitions, homes)
    metrics = resolve_metrics(text, found, places, organisations, programmes, formulas)
    return Links(
        subjects=places.subjects,
        regions=places.regions,
        organisations=organisations,
        programmes=programmes,
        formulas=formulas,
        formulations=resolve_formulations(text, found),
        policies=resolve_policies(text, found, places, organisations, programmes),
        metrics=metrics,
        adoptions=adoptions,
        recognitions=recognitions,
        carried=carried_out(text, places, programmes),
    )
