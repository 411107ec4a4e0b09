"""The rules of the family of regions.

They read one text together: which towns count depends on the counties named, and where a village's name
begins on the town before it. :func:`survey` does it once; each rule picks its own part.
"""

from __future__ import annotations

from kg.model import RegionMention
from kg.rules.engine import Family, told_apart
from kg.rules.regions.anonymous import anonymous, invented
from kg.rules.regions.divisions import find_named
from kg.rules.regions.gazetteer_matches import mention_of
from kg.rules.regions.natural import without_natural
from kg.rules.regions.scene import Scene
from kg.rules.regions.townships import low_mentions
from kg.rules.regions.zones import elided_zones, zone_mentions

_NAMED = {
    "official": "region.official",
    "old": "region.former",
    "zone": "region.zone",
    "short": "region.short",
    "doubtful": "region.short",
}


def survey(clean: str) -> tuple[RegionMention, ...]:
    """Every region that a cleaned text names, none inside another."""
    hits, weak = find_named(clean)
    zones = list(zone_mentions(clean, hits, weak))
    covered = [(z.start, z.end) for z in zones]
    free = [h for h in hits if not any(s <= h.start and h.end <= e for s, e in covered)]
    named = [mention_of(h.start, h.end, _NAMED[h.how], h.entries) for h in free]
    zones += elided_zones(clean, [*zones, *(m for m in named if m.level == "zone")])
    hidden = (*anonymous(clean), *invented(clean))
    kept_back = [m for m in hidden if not any(h.start <= m.start < h.end for h in hits)]
    scene = Scene(clean, hits, (*zones, *kept_back))
    low_mentions(scene)
    found = without_natural(clean, [*named, *zones, *kept_back, *scene.mentions])
    return tuple(sorted(found, key=lambda m: (m.start, m.end, m.rule)))


FAMILY = Family(
    "regions",
    told_apart(
        lambda text, _: survey(text.clean),
        {
            "region.zone_county": "A zone that is also a county, with the county in brackets.",
            "region.official": "The official name of a province, prefecture or county.",
            "region.zone": "A statutory zone of the gazetteer, in full or short.",
            "region.former": "A name that a county or prefecture had before.",
            "region.short": "The short form of a province, prefecture or county.",
            "region.zone_elided": "The second of two zones that share the name of their place.",
            "region.zone_new": "A zone that the gazetteer lacks, by its suffix.",
            "region.town": "A town below a county or prefecture that the text names.",
            "region.town_listed": "Towns in a list that shares one suffix.",
            "region.town_new": "A town that the gazetteer lacks, by its suffix and edges.",
            "region.stem": "A town or village without its suffix, once its full name stood.",
            "region.anonymous": "A place whose name the text keeps back: H市, 甲县.",
            "region.village": "A village below a county or prefecture that the text names.",
            "region.village_listed": "Villages in a list that shares one suffix.",
            "region.village_new": "A village that the gazetteer lacks, by suffix and edges.",
        },
    ),
)
