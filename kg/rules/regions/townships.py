"""Towns, villages and communities: candidates by their suffix, weighed by their cues in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg import patterns as re
from kg.choose.linear import Weights, weights
from kg.gazetteer.kinds import kind_of_town, kind_of_village
from kg.gazetteer.registry import registry
from kg.lexicon import kinds, levels
from kg.lexicon.words import any_of, of_class
from kg.model import Place, RegionMention
from kg.rules.numbers.numerals import NINETEEN
from kg.rules.regions.cues import Candidate, generic, heaviest, is_village, known_there, only_words, score
from kg.rules.regions.edges import (
    HAN,
    KINDS_OF_TOWNS,
    KINDS_OF_VILLAGES,
    NOT_AFTER,
    SINGLE,
    ends_in_word,
    inside,
    is_name_of_other,
    runs_over,
)
from kg.rules.regions.scene import Scene, towns, villages
from kg.syntax.occurrences import occurrences
from kg.text.words import is_rare, words

# Suffixes that are weighed, and those of names that count only where a place or the gazetteer vouches for them.
_WEIGHED = rf"{levels.ADMINISTRATIVE}|{levels.GROUP_OF_VILLAGERS}|{levels.GACHA_VILLAGE}|(?!村乡(?!村)|{levels.TORN})(?:{levels.ANY_VILLAGE})|{levels.ANY_TOWN}"
_VOUCHED = (
    rf"(?<!{levels.STREET})(?<!街){kinds.COUNTRY_OFFICE}|{any_of('pattern.vouched')}|"
    r"[一二三四五六七八九十〇零百\d]团(?![员伙结长组])"
)
SUFFIX = re.compile(rf"(?P<weighed>{_WEIGHED})|{_VOUCHED}")
_LOW = of_class("pattern.low_unit")
_NAMED_BY_PLACE = of_class("pattern.by_place")
# Only texts of their years name a commune without its county before it, or a brigade: 富硒公社 is a brand.
_OLD = re.compile(rf"{any_of('pattern.commune')}|公社[一-鿿]{{2,3}}大队|{NINETEEN}[五六七八]|19[5-8]\d")
_GROUP = re.compile(r"(?!推|实|建|成|设|每|分|由|各)[\u4e00-\u9fff]{2,4}?(?<!小)组(?![织长建成合团员装])")
_NUMBER = re.compile(r"[一二三四五六七八九十〇零百\d]{1,4}团$")
_ITEM = r"(?:(?!等)[一-鿿]){2,5}"
_LISTED = re.compile(
    rf"(?P<names>(?:{_ITEM}、)+{_ITEM}(?:[和及与]{_ITEM})?|{_ITEM}和{_ITEM})"
    rf"等?(?:[\d一二三四五六七八九十两几多]+个)?(?:{any_of('pattern.sort_of_places')})?"
    rf"(?P<kind>乡镇|镇街|{levels.ANY_TOWN}|(?!村[民庄级])(?:{levels.ANY_VILLAGE}))"
)
_RUN = re.compile(r"[一-鿿、\d]+")  # no list goes on behind other characters
_BESIDE = re.compile(rf"(?:{any_of('place.beside')})(?<=..)(?=.)")
_NEVER = re.compile(
    rf"[的了着被把们]|[一二三四五六七八九十两几]个|.等.|.(?:{any_of('pattern.jointly')}).|.[本驻]$|[建爱回返离为给对助思念想望帮护说赞]家$"
)
# What was built is no village of that name, unless a place stands right before: 新建|村卫生室12个.
_BUILT = re.compile(
    rf"[新改扩续修翻]建(?:村|{levels.COMMUNITY})(?:（[^（）]{{1,6}}）)?[^，。；：、（）\d]{{2,14}}?[室站院点堂馆园屋路场所心]\d"
)
_LOW_END = re.compile(rf"(?:{levels.ANY_VILLAGE}|{levels.ANY_TOWN})$")
_TEAM = re.compile(
    r"(?:(?:牧业|农业|生产)?[一二三四五六七八九十\d]{1,3}(?:队|连)(?![员伍长])|第?[一二三四五六七八九十\d]{1,2}村(?![民级联共合抱]))"
)
_COMPANY = re.compile(r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})连(?![续接心线队着任年月日夜同带])")


def low_mentions(scene: Scene, table: Weights | None = None) -> None:
    """Add the towns and villages of the text to the scene."""
    table = weights("places") if table is None else table
    for match in SUFFIX.finditer(scene.clean):
        guard = NOT_AFTER.get(match[0])
        if scene.in_name(match.start()) or (guard and guard.match(scene.clean, match.end())):
            continue
        mention = _weighed(scene, match, table) if match["weighed"] else _vouched(scene, match)
        if mention is not None:
            scene.add(mention)
    for mention in [*_listed(scene), *_teams(scene), *_without_suffix(scene)]:
        scene.add(mention)
    for mention in list(_repeated(scene)):
        scene.add(mention)
    for mention in sorted(_shortened(scene), key=lambda m: (m.start - m.end, m.start)):
        if not (scene.in_name(mention.start) or scene.in_name(mention.end - 1)):
            scene.add(mention)


def candidates(scene: Scene, at: int, end: int) -> list[Candidate]:
    """The candidates for the name that ends with the suffix ``at:end``: none holds a word that no name holds.

    What only says the sort of place (小康村) may be a name right behind the place it lies in.
    """
    suffix = scene.clean[at:end]
    closed = KINDS_OF_VILLAGES if is_village(suffix) else KINDS_OF_TOWNS
    found = []
    for start in scene.starts(at):
        stem = scene.clean[start:at]
        if _NEVER.search(stem):
            break
        candidate = Candidate(start, at, end)
        if _BESIDE.match(stem) and not known_there(scene, candidate):
            break  # 东临|甲村: where another place lies
        above = scene.level_at(start)
        if not above and _BUILT.match(scene.clean, start):
            continue
        known = registry().by_name.get(stem, ()) if not above else ()
        if is_village(suffix) and any(e.level == "province" for e in known):
            break  # 四川|村长论坛
        if known and scene.clean[at : at + 2] in registry().by_name:
            break  # 宁波|镇海
        behind = above and (suffix == levels.STREET or known_there(scene, candidate))
        if behind or not generic(stem, closed):
            found.append(candidate)
    return found


def _weighed(scene: Scene, match: re.Match[str], table: Weights) -> RegionMention | None:
    """The best candidate, where its cues outweigh those against it."""
    village = is_village(match[0])
    found = candidates(scene, match.start(), match.end())
    if not found:
        return None
    first = found[-1]  # a village of the town right before it needs no weighing: 小丘镇移村
    behind_town = scene.level_at(first.start) == "township"
    named = first.name(scene.clean)[:-1] not in SINGLE
    if behind_town and named and (_plain(scene, first) or known_there(scene, first)):
        return mention_of(scene, first, village)
    if match[0] == levels.ADMINISTRATIVE:  # counted, more often than named
        return next((m for c in reversed(found) if (m := mention_of(scene, c, village)).places), None)
    value, best = max(((score(scene, c, table), c) for c in found), key=lambda row: (row[0], row[1].start))
    if value <= 0:
        return next((mention_of(scene, c, village) for c in found if village and _is_item(scene, c)), None)
    return replace(mention_of(scene, best, village), because=heaviest(scene, best, table))


def _plain(scene: Scene, c: Candidate) -> bool:
    """Whether two or three characters behind a town may name a village: they are no verb and do not say of what sort it is."""
    stem, suffix = scene.clean[c.start : c.at], scene.clean[c.at : c.end]
    if not 1 < len(stem) < 4 or not is_village(suffix) or generic(stem, KINDS_OF_VILLAGES):
        return False
    return all(w.flag[:1] in "nasmzjf" for w in words(scene.clean, c.start, c.at))


def _is_item(scene: Scene, c: Candidate) -> bool:
    """Whether a candidate is a whole item behind a village of a list, and not made of words: 甲沟村、乙窑村、西上碾头村，"""
    stem = scene.clean[c.start : c.at]
    behind = scene.clean[c.start - 1 : c.start] == "、" and scene.level_at(c.start - 1) == "village"
    return behind and 1 < len(stem) < 6 and not HAN.match(scene.clean[c.end : c.end + 1]) and not only_words(stem)


def _vouched(scene: Scene, match: re.Match[str]) -> RegionMention | None:
    """A farm, commune or regiment: known below the places of the text, or named right behind its place."""
    suffix, end = match[0], match.end()
    village = suffix in _LOW
    at = end - 1 if suffix.endswith("团") else match.start()
    found = candidates(scene, at, end)
    closed = KINDS_OF_VILLAGES if village else KINDS_OF_TOWNS
    for c in reversed(found):
        stem = scene.clean[c.start : at]
        mention = mention_of(scene, c, village)
        clear = not (len(stem) < 2 and not scene.keys_at(c.start)) and not generic(stem, closed)
        if mention.places and clear:
            return mention
    old = suffix in ("公社", "大队") and _OLD.search(scene.clean) is not None
    if old and suffix == "公社" and found and score(scene, found[-1], weights("places")) > 0:
        return mention_of(scene, found[-1], village)
    if suffix == "大队" and not old:
        return None
    if number := _NUMBER.search(scene.clean, max(0, end - 5), end):
        numbered = Candidate(number.start(), at, end)
        return mention_of(scene, numbered, village)
    first = found[-1] if found and suffix in _NAMED_BY_PLACE else None
    if first is None or scene.level_at(first.start) in ("", "province"):
        return None
    stem = scene.clean[first.start : at]
    acted = words(scene.clean, first.start, at)[0].flag == "v"  # 某某村|引进…农场
    named = 1 < len(stem) < 6 and not (acted or generic(stem, closed) or only_words(stem))
    return mention_of(scene, first, village) if named else None


def mention_of(scene: Scene, c: Candidate, village: bool) -> RegionMention:
    """A town or village, with what the gazetteer has of its name."""
    name = c.name(scene.clean)
    places = scene.villages(name, c.start) if village else scene.towns(name, c.start)
    kind = "village" if village else "town"
    return _read(f"region.{kind}" if places else f"region.{kind}_new", c.start, c.end, name, places)


def _read(rule: str, start: int, end: int, name: str, places: tuple[Place, ...] = ()) -> RegionMention:
    best = places[0] if places else None
    village = rule.startswith("region.village")
    kind = kind_of_village(name) if village else kind_of_town(name)
    return RegionMention(
        start=start,
        end=end,
        rule=rule,
        name=best.name if best else name,
        kind=best.kind if best else kind,
        level=best.level if best else ("village" if village else "township"),
        places=places,
    )


# ---------------------------------------------------------------------- lists, teams, other places of a name


def _listed(scene: Scene) -> Iterator[RegionMention]:
    """Towns and villages in a list that shares one suffix: 包家、石关、古坊等乡; 玉皇、西来等8个村."""
    clean = scene.clean
    runs = (run for run in _RUN.finditer(clean) if "、" in run[0] or "和" in run[0])
    for match in (m for run in runs for m in _LISTED.finditer(clean, *run.span())):
        low = match["kind"] in levels.VILLAGES
        at, rows = match.start(), []
        for piece in re.split(r"([、和及与])", match["names"].removesuffix("等")):
            known = _known_stem(scene, piece, match["kind"], low)
            if known is not None:
                rows.append((at + known[0], at + len(piece), known[1]))
            elif rows and len(piece) > 1:
                rows.append((at, at + len(piece), ()))
            at += len(piece)
        if sum(bool(places) for _, _, places in rows) < 2:
            continue
        for start, end, places in rows:
            if not scene.in_name(start) and not scene.in_name(end - 1):
                name = scene.clean[start:end] + match["kind"]
                rule = "region.village_listed" if low else "region.town_listed"
                yield _read(rule, start, end, name, places)


def _known_stem(scene: Scene, piece: str, kind: str, low: bool) -> tuple[int, tuple[Place, ...]] | None:
    """Where a known name without its suffix begins in a piece of a list, and its places."""
    nearest = scene.counties[:60]
    for begin in range(len(piece) - 1):
        stem = piece[begin:]
        if low:
            found = villages(stem + kind, nearest)
        else:
            found = tuple(p for end in levels.TOWNS for p in towns(stem + end, nearest))
        if found:
            return begin, found
    return None


def _teams(scene: Scene) -> Iterator[RegionMention]:
    """Teams and companies right behind their town or farm: 托里镇牧业一队.

    Where the text is of a regiment, its companies count by themselves: 六连、九连.
    """
    taken = set()
    for upper in scene.mentions:
        pattern = _GROUP if upper.level == "village" else _TEAM
        match = pattern.match(scene.clean, upper.end)
        if match and not (pattern is _GROUP and only_words(match[0][:-1])):
            taken.add(match.start())
            yield _team(match)
    if any(m.name.endswith("团") for m in scene.mentions):
        matches = _COMPANY.finditer(scene.clean)
        yield from (_team(m) for m in matches if m.start() not in taken)


def _team(match: re.Match[str]) -> RegionMention:
    team = _read("region.village_new", match.start(), match.end(), match[0])
    kind = {"村": team.kind, "组": levels.GROUP_OF_VILLAGERS}.get(match[0][-1], "村级单位")
    return replace(team, kind=kind)


def _without_suffix(scene: Scene) -> Iterator[RegionMention]:
    """Towns without their suffix between a county and a village: 安化县|马路|折尔村."""
    for village in [m for m in scene.mentions if m.level == "village"]:
        for size in (2, 3, 4, 5):
            start = village.start - size
            if start < 0 or scene.level_at(start) not in ("county", "zone"):
                continue
            stem = scene.clean[start : village.start]
            found = (p for e in levels.TOWNS for p in scene.towns(stem + e, start))
            places = [p for p in found if (p.code or "").startswith(tuple(scene.keys_at(start)))]
            if places and not scene.in_name(start):
                yield _read("region.town", start, village.start, stem, tuple(places))


def _repeated(scene: Scene) -> Iterator[RegionMention]:
    """The other places where a name stands that the text has shown to be a village or town."""
    models: dict[str, RegionMention] = {}
    for mention in scene.mentions:
        printed = scene.clean[mention.start : mention.end]
        if _LOW_END.search(printed) and len(printed) > 2:
            models.setdefault(printed, mention)
    taken = {i for m in scene.mentions for i in range(m.start, m.end)}
    places = occurrences(scene.clean, models)
    for printed, model in sorted(models.items(), key=lambda item: (-len(item[0]), item[0])):
        for at in places[printed]:
            cells = range(at, at + len(printed))
            if taken.isdisjoint(cells) and not scene.in_name(at):
                taken.update(cells)
                yield replace(model, start=at, end=at + len(printed))


def _shortened(scene: Scene) -> Iterator[RegionMention]:
    """Where a town or village that the text has named in full stands without its suffix (郭坝的水比油金贵): a name that the
    dictionary does not have, that means one place here and is no part of another name."""
    whole: dict[str, dict[str, RegionMention]] = {}
    for mention in scene.mentions:
        printed = scene.clean[mention.start : mention.end]
        suffix = _LOW_END.search(printed)
        if suffix and suffix.start() > 1:
            whole.setdefault(printed[: suffix.start()], {})[printed] = mention
    alone = {stem: next(iter(m.values())) for stem, m in sorted(whole.items()) if len(m) == 1}
    for stem, places in occurrences(scene.clean, alone).items():
        rare = _is_name(stem)
        for at, end in ((at, at + len(stem)) for at in places):
            heads = scene.keys_at(at) and scene.clean.startswith(("：", ":"), end)  # 平远|石正：……
            if heads or (rare and _stands_alone(scene.clean, at, end)):
                yield replace(alone[stem], start=at, end=end, rule="region.stem", because=())


def _is_name(stem: str) -> bool:
    """Whether a name without its suffix is neither a word of the dictionary nor that of a county."""
    return stem not in registry().by_name and is_rare(stem, 20)


def _stands_alone(clean: str, start: int, end: int) -> bool:
    """Whether a name without its suffix is a word of its own."""
    before = next(reversed(words(clean, max(0, start - 4), start)), None)
    begins = ends_in_word(clean, start) or (before is not None and before.flag[:1] in "vpcdu")
    if not begins or runs_over(clean, start, end) or is_name_of_other(clean, end) or inside(clean, start, end, "“”"):
        return False
    behind = next(iter(words(clean, end, min(len(clean), end + 4))), None)
    return behind is None or behind.flag[:1] not in "nfksjbi" or behind.text == "人"  # 凌霄|岩
