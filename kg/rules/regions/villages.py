"""Villages, gacha and communities: read by their suffix, checked against the counties of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.gazetteer.registry import kind_of_village, registry
from kg.model import Place, RegionMention
from kg.rules.regions.edges import HAN, NOT_AFTER_TOWN, NOT_VILLAGE, ends_in_word, inside
from kg.rules.regions.scene import SINGLE, UNKNOWN, Scene, generic, is_name, unknown_start

_VILLAGE = re.compile(
    r"(?<=[一-鿿]{2})村民小组|村社[区群]|村(?!民小组|第?[一二三四五六七八九十\d]{1,2}居)|社[区群]|居民区|(?<!社区)(?<!村)居委会|嘎查村?|(?<=[\u4e00-\u9fff]{2})大队"
)
# Only where the gazetteer knows them or they stand right behind their town.
_ONLY_VOUCHED = ("居民区", "居委会", "社群", "村社群", "大队")
# After a village that the gazetteer does not know: what its organisations and people are called.
_VILLAGE_LIFE = re.compile(
    r"(?:[一二三四五六七八九十\d]+组|村?党支部|党总支|党委|党组织|支部|总支|两委|“两委”|村委|居委|村民|居民|委会|支书|书记|第一书记|"
    r"主任|驻村|妇联|农民|牧民|党群服务|新时代文明|股份经济|经济合作|合作社|网格|党员|群众|的|，|。|；|、|：|！|和|与|及|等|为|是|"
    r"在|以|依托|率先|通过|推行|探索|建立|成立|创新|立足|坚持|村集体|集体|位于|地处|积极|大力|采取|采用|引导|组织|开展|实行|"
    r"设|只|没|有|共|现|由|今年|去年|带头|牵头|把|办(?!公|事)|开(?!发)|建(?!设|制|档|筑|材)|投入|还|则|也|每|靠|流转|种|养(?!老|殖)|整(?!治|体)|先后|引进|获|被|已|就|拿|"
    r"[\u4e00-\u9fff]{2,4}组(?![织长建成合团员装])|$|\n|）|（)"
)
_CLAUSE_START = re.compile(r"[。；，：！？\n、]")
_GROUP = re.compile(r"(?!推|实|建|成|设|每|分|由|各)[\u4e00-\u9fff]{2,4}?组(?![织长建成合团员装])")
_COMPANY = re.compile(r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})连(?![续接心线队着任年月日夜同带])")
_ITS_PEOPLE = re.compile(r"党支部|党总支|党委|“?两委|村民|支书|书记|居民")
_TEAM = re.compile(
    r"(?:(?:牧业|农业|生产)?[一二三四五六七八九十\d]{1,3}(?:队|连)(?![员伍长])|第?[一二三四五六七八九十\d]{1,2}村(?![民级联共合抱]))"
)
_NEW = ("region.village_new", "region.town_new")


def village_mentions(scene: Scene) -> list[RegionMention]:
    """Add the villages, communities and gacha of the text to the scene."""
    found = []
    for match in _VILLAGE.finditer(scene.clean):
        guard = NOT_AFTER_TOWN.get(match[0])
        if scene.in_name(match.start()):
            continue
        if guard and guard.match(scene.clean, match.end()):
            continue
        mention = _village(scene, match.start(), match[0])
        if mention is not None:
            scene.add(mention)
            found.append(mention)
    return found


def _village(scene: Scene, at: int, suffix: str) -> RegionMention | None:
    end = at + len(suffix)
    first = scene.edge(at)
    chained = scene.ended_at(first)
    if scene.village_ends_at(first) and first == at - 1:
        return None
    for start in range(first, at):
        places = _places(scene, start, at, suffix, chained if start == first else [])
        if places:
            return _mention("region.village", start, end, places[0].name, places)
    listed = scene.clean[first - 1 : first] == "、" and scene.village_ends_at(first - 1)
    if suffix in _ONLY_VOUCHED and not (chained or listed):
        return None
    if suffix == "村民小组" and not is_name(scene.clean[first:at][-4:]):
        return None
    found = unknown_start(scene, first, at, bool(chained) or listed, NOT_VILLAGE)
    if found is None or not (chained or _VILLAGE_LIFE.match(scene.clean, end)):
        return None
    if inside(scene.clean, found, end, "“”", 24) and not chained:
        return None
    return _mention("region.village_new", found, end, scene.clean[found:end], ())


def _places(
    scene: Scene, start: int, at: int, suffix: str, chained: list[str]
) -> tuple[Place, ...]:
    """The villages of a name that may begin at ``start``."""
    stem = scene.clean[start:at]
    name = stem + suffix
    if chained:
        # Right behind the place it lies in any name will do, also 振兴村 or 和平村.
        places = _villages_of(name, chained)
        if places or (generic(stem, NOT_VILLAGE) and UNKNOWN not in chained):
            return places
        return _villages_of(name, scene.counties)
    if generic(stem, NOT_VILLAGE) or (len(stem) == 1 and stem in SINGLE):
        return ()
    places = _villages_of(name, scene.counties)
    if not places:
        return ()
    if stem in registry().words:
        # 和平村, 光明村: villages of this name exist, but so do the words.
        return places if _stands_alone(scene, start, at + len(suffix)) else ()
    return places if at - start > 1 or ends_in_word(scene.clean, start) else ()


def _mention(
    rule: str, start: int, end: int, name: str, places: tuple[Place, ...]
) -> RegionMention:
    return RegionMention(
        start=start,
        end=end,
        rule=rule,
        name=name,
        kind=kind_of_village(name),
        level="village",
        places=places,
    )


def _stands_alone(scene: Scene, start: int, end: int) -> bool:
    before = scene.clean[start - 1 : start] if start else ""
    opens = not before or _CLAUSE_START.match(before) is not None
    if opens and _VILLAGE_LIFE.match(scene.clean, end):
        return True
    if HAN.match(before) and before not in "在与和到由":
        return False
    return _ITS_PEOPLE.match(scene.clean, end) is not None


def _villages_of(name: str, keys: Iterable[str]) -> tuple[Place, ...]:
    book = registry()
    forms = [name, name.removesuffix("村")] if name.endswith("嘎查村") else [name]
    for suffix in ("居民区", "居委会", "社群"):
        if name.endswith(suffix):
            forms = [name.removesuffix(suffix) + "社区", name.removesuffix(suffix)]
    if name.endswith("村社区"):
        forms.append(name.removesuffix("社区"))
    for form in forms:
        found = dict.fromkeys(
            code
            for key in keys
            for county in book.counties_of(key)
            for code in book.village_names(county).get(form, ())
            if code.startswith(key) or len(key) <= 6
        )
        if found:
            shown = name if name.endswith("居民区") else form
            kind = kind_of_village(shown)
            return tuple(
                Place(name=shown, kind=kind, level="village", code=c, parent=c[:9]) for c in found
            )
    return ()


def team_mentions(scene: Scene) -> Iterator[RegionMention]:
    """Teams and companies right behind their town or farm (托里镇牧业一队), groups behind their village.

    Where the text is of a regiment, its companies count by themselves: 六连、九连.
    """
    below = [(m, _TEAM, "村级单位") for m in scene.mentions if m.level == "township"]
    below += [(m, _GROUP, "村民小组") for m in scene.mentions if m.level == "village"]
    taken: set[int] = set()
    for upper, pattern, kind in below:
        match = pattern.match(scene.clean, upper.end)
        named = match is not None and (kind == "村级单位" or is_name(match[0][:-1]))
        if match and named:
            taken.add(match.start())
            team = _mention("region.village_new", match.start(), match.end(), match[0], ())
            yield team if match[0].endswith("村") else replace(team, kind=kind)
    if not any(m.name.endswith("团") for m in scene.mentions):
        return
    for match in _COMPANY.finditer(scene.clean):
        if match.start() not in taken:
            company = _mention("region.village_new", match.start(), match.end(), match[0], ())
            yield replace(company, kind="村级单位")


def repeated(scene: Scene, found: Sequence[RegionMention]) -> Iterator[RegionMention]:
    """The other places where a name stands that the text has shown to be a village or town."""
    taken = {i for m in found for i in range(m.start, m.end)}
    models: dict[str, RegionMention] = {}
    for mention in found:
        if mention.rule in _NEW:
            models.setdefault(mention.name, mention)
    for name, model in sorted(models.items(), key=lambda item: (-len(item[0]), item[0])):
        at = scene.clean.find(name)
        while at >= 0:
            cells = range(at, at + len(name))
            if taken.isdisjoint(cells):
                taken.update(cells)
                yield replace(model, start=at, end=at + len(name))
            at = scene.clean.find(name, at + len(name))
