"""Organisations: bare names resolved to their region or host, one entry for each over the document."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.link.organisation_entries import Entry, host_kind, merge_endings, speaks_of_host
from kg.link.organisation_hosts import HOST_WORD, host_mentions, main_host
from kg.link.organisation_names import (
    committee_of,
    forms,
    host_of,
    plain,
    region_stem,
    tail_of,
    with_region,
)
from kg.link.places import Places
from kg.model import (
    Block,
    BlockKind,
    Organisation,
    OrganisationMention,
    Quote,
    Region,
    RegionMention,
    Text,
)
from kg.rules.engine import Found

_JOINT = re.compile(r"([^，。；：！？\n“”（）]{3,24})（以下简称[“‘]?([两三]区)[”’]?）")
_SHORT = re.compile(r"（(?:以下|下)?[简下]称[：:]?[“‘]?([\u4e00-\u9fffA-Za-z]{2,12})[”’]?）")
_QUOTED_HOST = r"“[^“”\n]{1,12}”[\u4e00-\u9fff]{0,6}"
_LOCAL = re.compile(r"(?:纪念馆|博物馆|陈列馆|展示馆|展览馆|党群服务中心|卫生院)$")
_ZONE_WORD = re.compile(r"^.{1,2}区")
_SENT_TO = re.compile(r"[（(]?(?:主|抄)?(?:报|送|发)[送报]?[：:]")
_EDITOR = re.compile(r"委组织部$|委办公室$|委办$")
_DIVISION = re.compile(r"第[一二三四五六七八九十]+师(?:[\u4e00-\u9fff]{2,4}市)?")
_LEVEL_WORDS = ("街道", "社区", "苏木", "嘎查", "镇", "乡", "村", "团")
_GOVERNING = re.compile(r"委|党|政府|人民政府|纪|人大|政协|总支|“两委”")
_TOWN = {"township", "village"}


class _Linker:
    """Resolves the mentions of one document."""

    def __init__(self, text: Text, found: Found, places: Places) -> None:
        self.text = text
        self.places = places
        self.mentions = found.of(OrganisationMention)
        self.regions = found.of(RegionMention)
        self.by_end: dict[int, RegionMention] = {}
        for r in self.regions:
            self.by_end.setdefault(r.end, r)
        self.joint = {m[2]: (m[1], m.start()) for m in _JOINT.finditer(text.clean)}
        self.shorts = {
            short[1]: m.name
            for m in self.mentions
            if m.bare is None and (short := _SHORT.match(text.clean, m.end)) is not None
        }
        self.spans = [(m.start, m.end) for m in self.mentions]
        self.entries: dict[str, Entry] = {}

    # ------------------------------------------------------------------ named

    def _region_of(self, m: OrganisationMention) -> Region | None:
        """The region that the name begins with, or holds."""
        inside = [r for r in self.regions if m.start <= r.start < m.end]
        if inside:
            return self.places.of(inside[-1])
        if m.kind == "媒体":
            return self._by_stem(m)
        tied = m.rule == "organisation.listed" or m.kind == "合作社" or _LOCAL.search(m.name)
        return self.places.about(m.start) if tied else None

    def _by_stem(self, m: OrganisationMention) -> Region | None:
        """The region that a paper is named after, where the text lies in it: 甘肃日报."""
        region = self.places.about(m.start)
        while region is not None:
            if any(m.name[:n] in {region.name, *region.aliases} for n in (2, 3, 4)):
                return region
            if region.name.startswith(m.name[:2]):
                return region
            region = region.within
        return None

    def _printed(self, m: OrganisationMention) -> set[str]:
        """The words with as many of the regions before them as the text chains: 乌兰县|柯柯镇|党委."""
        clean, start = self.text.clean, m.start
        printed = {clean[start : m.end]}
        while start in self.by_end:
            start = self.by_end[start].start
            printed.add(clean[start : m.end])
        for prefix in ("中共", "中国共产党"):
            if clean[:start].endswith(prefix):
                printed.add(clean[start - len(prefix) : m.end])
        return printed

    def named(self, m: OrganisationMention) -> None:
        """An organisation that the text names in full."""
        region = self._region_of(m)
        name = plain(m.name)
        aliases = self._printed(m)
        for short, full in self.shorts.items():
            if name.startswith(short) and not name.startswith(full):
                aliases.add(name)
                name = full + name.removeprefix(short)
        first = next((r for r in self.regions if r.start == m.start), None)
        if (
            region is not None
            and first is not None
            and m.kind in {"党委", "组织部", "纪委", "政府部门", "其他"}
        ):
            surface = self.text.clean[first.start : first.end]
            tail = name.removeprefix(surface)
            if tail != name and _GOVERNING.match(tail) and self._official(region, surface):
                aliases.add(name)
                name = with_region(region, tail)
                aliases |= forms(region, tail, name)
        if short_form := _SHORT.match(self.text.clean, m.end):
            aliases.add(short_form[1])
        why = "named in full" if region is None else f"named with its region {region.name}"
        self.add(name, m, region, aliases, why)
        self._host(name, m, region)

    def _official(self, region: Region, surface: str) -> bool:
        """Whether the printed region is a form of the official name that may replace it."""
        known = surface in {region.name, *region.aliases} or region.name.startswith(surface[:2])
        return known and surface[-1] in "省市州县区旗盟镇乡村"

    def _host(self, name: str, m: OrganisationMention, region: Region | None) -> None:
        """The enterprise or school of a body or centre is named along with it."""
        entry = self.entries[name]
        if (host := host_of(name)) is not None:
            entry.host = host
            if speaks_of_host(self.text, host, m, self.spans):
                quote = Quote(m.start, m.start + len(host), m.rule)
                made = Entry(host_kind(host), region, f"named in {name}")
                self.entries.setdefault(host, made).quotes.append(quote)
        elif region is not None and m.kind in {"党委", "党工委", "党总支", "党支部", "党小组"}:
            entry.host = region.name

    # ------------------------------------------------------------------ bare

    def bare(self, m: OrganisationMention) -> None:
        """An organisation whose region or host the context tells; nothing where it does not."""
        if self._told_otherwise(m):
            return
        region = self._place_of(m)
        if region is None:
            return
        aliases = {m.name, self.text.clean[m.start : m.end]}
        if m.rule == "organisation.youth-league":
            name = f"共青团{with_region(region, m.name[2:])}"
        else:
            tail = plain(_ZONE_WORD.sub("", m.name) if m.bare == "zone" else tail_of(m.name))
            name = with_region(region, tail)
            aliases |= forms(region, tail, name)
        self.add(name, m, region, aliases, f"{m.name} in a passage about {region.name}")
        if m.kind in {"党委", "党工委", "党总支", "党支部", "党小组"}:
            self.entries[name].host = region.name

    def _told_otherwise(self, m: OrganisationMention) -> bool:
        """Settle a bare name that brackets, a host, a division or a joint body explains, and no region."""
        short = m.name[:2] if m.name[:2] in self.joint else next(iter(self.joint), "")
        if (owner := self._bracketed(m)) is not None:
            owner.aliases.add(m.name)
            owner.quotes.append(Quote(m.start, m.end, m.rule))
        elif m.bare == "organisation":
            self._bare_host(m)
        elif m.bare == "division":
            if named := _DIVISION.search(self.text.clean):
                name = named[0] + m.name.removeprefix("师市")
                self.add(name, m, self._ending_at(named.end()), {m.name}, f"师市 is {named[0]}")
        elif short and (m.bare == "zone" or m.name.startswith(short)):
            self._joint_body(m, short)
        else:
            return False
        return True

    def _ending_at(self, position: int) -> Region | None:
        """The region whose words end at a position."""
        mention = self.by_end.get(position)
        return None if mention is None else self.places.of(mention)

    def _bracketed(self, m: OrganisationMention) -> Entry | None:
        """The organisation that a bare name in brackets repeats: 县委党建工作领导小组办公室（县委党建办）."""
        clean = self.text.clean
        if clean[max(0, m.start - 1) : m.start] != "（" or clean[m.end : m.end + 1] != "）":
            return None
        before = (e for e in self.entries.values() if any(q.end == m.start - 1 for q in e.quotes))
        return next(before, None)

    def _joint_body(self, m: OrganisationMention, short: str) -> None:
        """A body of several zones that the text has given one short name: 两区党工委."""
        stem, at = self.joint[short]
        stem = re.sub(r"^(?:近年来|今年以来|\d+年以来)?[，、]?", "", stem)
        tail = m.name.removeprefix(short)
        first = next((r for r in self.regions if at <= r.start), None)
        region = self.places.of(first) if first is not None else self.places.about(m.start)
        zone = stem.split("、")[0] + tail
        self.add(
            stem + tail,
            m,
            region,
            {m.name, short + tail, tail, zone},
            f"{short} is {stem} in this document",
        )

    def _bare_host(self, m: OrganisationMention) -> None:
        """集团党委, 学院党委, 人事处: the host is the organisation of that kind that the document names first,
        or the one that its head names."""
        word = HOST_WORD.match(m.name)
        if word is None:
            main = main_host(self.text, self.mentions, m.start)
            host = None if main is None else (main[0], self._region_of(main[1]))
        else:
            host = self._host_named(word[1], m.start)
        if host is None:
            return
        name, region = host
        name += m.name[word.end() :] if word is not None else m.name
        self.add(name, m, region, {m.name}, f"{m.name} of {host[0]}, which the text names")
        self.entries[name].host = host[0]

    def _host_named(self, word: str, position: int) -> tuple[str, Region | None] | None:
        """The organisation with a kind word that a position speaks of."""
        named = host_mentions(self.mentions, word)
        if named:
            _, stem, m = named[0]
            return stem, self._region_of(m)
        if word in {"联盟", "商会", "协会"}:
            quoted = list(re.finditer(_QUOTED_HOST + word, self.text.clean[:position]))
            if quoted:
                return quoted[-1][0], self.places.about(position)
        return None

    def _place_of(self, m: OrganisationMention) -> Region | None:
        """The region that a bare name belongs to."""
        level = m.bare or ""
        if level in _TOWN:
            quoted = self._in_short_quotes(m)
            if quoted:
                return None
            return self._near(m, level) or self._about(m.start, level)
        if (receiver := self._receiver(m, level)) is not None:
            return receiver
        if level == "zone":
            if (beside := self._beside(m)) is not None:
                return beside
            about = self.places.about(m.start)
            return about if about is not None and about.level in {"zone", "township"} else None
        ending = m.name[1:2] if m.name.startswith("团") else m.name[0]
        about = self.places.about(m.start)
        if ending == "市" and about is not None and region_stem(about).endswith("市"):
            return about
        if ending == "区" and about is not None and about.level in {"county", "zone"}:
            return about
        found = self.places.level_of_article(m.start, level)
        while found is None and ending == "市" and about is not None:
            found = about if about.name.endswith("市") else None  # 上海市 is a province
            about = about.within
        return found

    def _beside(self, m: OrganisationMention) -> Region | None:
        """The region of the working committee that a list names just before: 两江新区党工委、|管委会."""
        before = next((o for o in self.mentions if o.end == m.start - 1 and o.bare is None), None)
        listed = self.text.clean[m.start - 1 : m.start] in {"、", "和"}
        return self._region_of(before) if before is not None and listed else None

    def _in_short_quotes(self, m: OrganisationMention) -> bool:
        """Whether a bare name stands inside a quoted expression (“党支部管总、村委会落实”), and so is a kind."""
        clean = self.text.clean
        opened = clean.rfind("“", max(0, m.start - 20), m.start)
        closed = clean.find("”", m.end, m.end + 20)
        if min(opened, closed) < 0 or closed - opened > 24:
            return False
        return "”" not in clean[opened : m.start] and "“" not in clean[m.end : closed]

    def _receiver(self, m: OrganisationMention, level: str) -> Region | None:
        """The level's region that a bulletin goes to (报：市委): above or beside the body that edits it."""
        block = self.text.block_at(m.start)
        if block is None or not _SENT_TO.match(self.text.clean, block.start):
            return None
        editors = [o for o in self.mentions if o.bare is None and _EDITOR.search(o.name)]
        region = self._region_of(editors[0]) if editors else None
        while region is not None and region.level != level:
            region = region.within
        return region

    def _about(self, position: int, level: str) -> Region | None:
        about = self.places.about(position)
        return about if about is not None and about.level == level else None

    def _near(self, m: OrganisationMention, level: str) -> Region | None:
        """The last region of a level named before in the paragraph, or the only one that it names."""
        block = self.text.block_at(m.start)
        if block is None:
            return None
        word = next((w for w in _LEVEL_WORDS if m.name.startswith(w)), "")
        named = [r for r in self.regions if r.level == level and r.name.endswith(word)]
        inside = [r for r in named if block.start <= r.start < block.end]
        before = [r for r in inside if r.start < m.start]
        own = self._own_place(m, level, word, before)
        if own is not None:
            return own
        if before:
            return self.places.of(before[-1])
        inside = inside or self._in_section(block, named)
        names = {r.name for r in inside}
        return self.places.of(inside[0]) if len(names) == 1 else None

    def _own_place(
        self, m: OrganisationMention, level: str, word: str, before: list[RegionMention]
    ) -> Region | None:
        """The town or village that the headline names, where no other is named in the same sentence."""
        article = self.text.article_at(m.start)
        sentence = self.text.sentence_at(m.start)
        if article is None or article.title_start is None or article.title_end is None:
            return None
        if sentence is None or any(sentence.start <= r.start for r in before):
            return None
        titled = [
            r
            for r in self.regions
            if article.title_start <= r.start < article.title_end
            and r.level == level
            and r.name.endswith(word)
        ]
        return self.places.of(titled[0]) if len({r.name for r in titled}) == 1 else None

    def _in_section(self, block: Block, named: list[RegionMention]) -> list[RegionMention]:
        """Those regions that the section names up to a paragraph, if its heading names one of them."""
        blocks = self.text.blocks
        at = first = blocks.index(block)
        while first > 0 and at - first < 6 and blocks[first].article == block.article:
            first -= 1
            if blocks[first].kind in {BlockKind.HEADING, BlockKind.TITLE}:
                break
        low, head = blocks[first].start, blocks[first].end
        inside = [r for r in named if low <= r.start < block.start]
        return inside if any(r.start < head for r in inside) else []

    # ------------------------------------------------------------------ gathering

    def add(
        self,
        name: str,
        m: OrganisationMention,
        region: Region | None,
        aliases: Iterable[str],
        why: str,
    ) -> None:
        """Add a reading to the entry of its name."""
        entry = self.entries.setdefault(name, Entry(m.kind, region, why))
        entry.aliases |= set(aliases) - {name}
        entry.quotes.append(Quote(m.start, m.end, m.rule))
        if (above := committee_of(name)) is not None:
            entry.above = above

    def organisations(self) -> tuple[Organisation, ...]:
        """All entries, in the order of their first quote."""
        for m in self.mentions:
            if m.bare is None:
                self.named(m)
        for m in self.mentions:
            if m.bare is not None:
                self.bare(m)
        merge_endings(self.entries)
        made = [
            Organisation(
                name=name,
                kind=e.kind,
                region=e.region,
                above=e.above,
                host=e.host,
                aliases=frozenset(e.aliases),
                quotes=tuple(sorted(set(e.quotes), key=lambda q: (q.start, q.end, q.rule))),
                why=e.why,
            )
            for name, e in self.entries.items()
        ]
        return tuple(sorted(made, key=lambda o: (o.quotes[0].start, o.quotes[0].end, o.name)))


def resolve_organisations(text: Text, found: Found, places: Places) -> tuple[Organisation, ...]:
    """The organisations that a document names, each once."""
    return _Linker(text, found, places).organisations()
