"""Learn what tells a town or village from words that only look like one.

    train_regions.py               write kg/choose/weights/places.tsv from all gold at hand
    train_regions.py --check       leave one source out of the real documents at a time, and print what that gives
    train_regions.py --characters  also write kg/gazetteer/characters.tsv from the gazetteer and jieba's dictionary

The gold of seeds, open, open2 and open3 counts for a third, the real documents (where they stand beside the project)
in full. Needs scikit-learn; reading needs only the table.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jieba
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from gold_gate import PARTS, at_hand, gold, repositories, sources
from kg.gazetteer.registry import registry
from kg.rules.regions import townships
from kg.rules.regions.anonymous import anonymous
from kg.rules.regions.cues import Candidate, cues, is_village
from kg.rules.regions.divisions import find_named
from kg.rules.regions.edges import NOT_AFTER
from kg.rules.regions.scene import Scene
from kg.rules.regions.zones import zone_mentions
from kg.text.prepare import prepare
from kg.text.read import read_document

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "kg" / "choose" / "weights" / "places.tsv"
CHARACTERS = ROOT / "kg" / "gazetteer" / "characters.tsv"
TRAIN = ("seeds", "open", "open2", "open3", "real")
OWN_WEIGHT, STRENGTH, LEAST = 0.3, 0.3, 4
_ENDING = re.compile(r"(村委会|居委会|社区|村|嘎查|镇|乡|街道|苏木)$")


@dataclass
class Example:
    """The candidates of one document: their cues, and whether each is a name."""

    part: str
    stem: str
    names: set[str]
    scene: Scene
    cues: list[list[str]] = field(default_factory=list)
    right: list[int] = field(default_factory=list)


def open_scene(clean: str) -> Scene:
    """A scene before towns and villages are read."""
    hits, weak = find_named(clean)
    zones = tuple(zone_mentions(clean, hits, weak))
    return Scene(clean, hits, (*zones, *anonymous(clean)))


def example(part: str, file: Path, facts: dict[str, Any]) -> Example:
    """All candidates of a document, in the order of the text, with the gold's names read as they come."""
    clean = prepare(read_document(file)).clean
    low_names = [r for r in facts["regions"] if r["level"] in ("township", "village")]
    names = {n for r in low_names for n in (r["name"], *r.get("aliases", []))}
    made = Example(part, file.stem, names, open_scene(clean))
    bodies = [n for o in facts["organisations"] for n in (o["name"], *o.get("aliases", []))]
    inside = [m.span() for n in bodies if len(n) > 3 for m in re.finditer(re.escape(n), clean)]
    for match in occurrences(made.scene):
        ends = [n for n in names if clean.endswith(n, 0, match.end())]
        start = match.end() - len(max(ends, key=len)) if ends else None
        if start is None and any(s < match.start() and match.end() <= e for s, e in inside):
            continue  # a place inside a body's name: the gold does not say where it begins
        for c in townships.candidates(made.scene, match.start(), match.end()):
            made.cues.append(cues(made.scene, c))
            made.right.append(int(c.start == start))
        if start is not None:
            place = Candidate(start, match.start(), match.end())
            made.scene.add(townships.mention_of(made.scene, place, is_village(match[0])))
    return made


def occurrences(scene: Scene) -> Iterator[re.Match[str]]:
    """The suffixes that are weighed."""
    for match in townships.SUFFIX.finditer(scene.clean):
        guard = NOT_AFTER.get(match[0])
        free = not scene.in_name(match.start())
        if match["weighed"] and free and not (guard and guard.match(scene.clean, match.end())):
            yield match


def learn(examples: Iterable[Example]) -> dict[str, int]:
    """The weight of every cue that enough candidates bear, in hundredths."""
    rows: list[dict[str, int]] = []
    right: list[int] = []
    counts: list[float] = []
    for e in examples:
        rows += [dict.fromkeys(c, 1) for c in e.cues]
        right += e.right
        counts += [1.0 if e.part == "real" else OWN_WEIGHT] * len(e.right)
    seen = Counter(cue for row in rows for cue in row)
    rows = [{cue: 1 for cue in row if seen[cue] >= LEAST} for row in rows]
    vectors = DictVectorizer()
    model = LogisticRegression(C=STRENGTH, max_iter=2000, tol=1e-8)
    model.fit(vectors.fit_transform(rows), right, sample_weight=counts)
    weights = dict(zip(vectors.get_feature_names_out(), model.coef_[0], strict=True))
    weights["every candidate"] = model.intercept_[0] + BIAS
    return {cue: round(100 * weight) for cue, weight in weights.items() if round(100 * weight)}


# A town or village that is missed costs as much as a false one: the odds at which the check is best.
BIAS = 1.0


def write_weights(weights: dict[str, int]) -> None:
    """One cue a line, the heaviest first."""
    rows = sorted(weights.items(), key=lambda row: (-abs(row[1]), row[0]))
    note = "# Which candidates for a town or village are names. Made by scripts/train_regions.py, in hundredths.\n"
    WEIGHTS.write_text(note + "".join(f"{cue}\t{weight}\n" for cue, weight in rows), encoding="utf-8")


def read_with(clean: str, weights: dict[str, int]) -> set[str]:
    """The names of towns and villages that the weights give in a text."""
    scene = open_scene(clean)
    townships.low_mentions(scene, weights)
    return {clean[m.start : m.end] for m in scene.mentions}


def check(examples: list[Example]) -> None:
    """Names found in real documents of a source that the weights were not learnt from."""
    source = repositories()
    groups = defaultdict(list)
    for e in examples:
        if e.part == "real":
            groups[source.get(e.stem, e.stem)].append(e)
    total: Counter[str] = Counter()
    for group, members in sorted(groups.items()):
        table = learn(e for e in examples if e not in members)
        for e in members:
            got = {n for n in read_with(e.scene.clean, table) if _ENDING.search(n)}
            total.update(right=len(got & e.names), false=len(got - e.names))
            printed = {n for n in e.names if n in e.scene.clean and _ENDING.search(n)}
            total.update(missed=len(printed - got))
            if "-v" in sys.argv:
                sys.stdout.write(f"{e.stem} false {sorted(got - e.names)} missed {sorted(printed - got)}\n")
        sys.stdout.write(f"without {group}: {len(members)} documents\n")
    right, false, missed = total["right"], total["false"], total["missed"]
    sys.stdout.write(f"P {right / (right + false):.3f} R {right / (right + missed):.3f} {dict(total)}\n")


def write_characters() -> None:
    """How often a character is the first, last or a middle one of a name, against general language."""
    places: dict[str, Counter[str]] = {p: Counter() for p in ("first", "last", "middle")}
    for name, weight in _names():
        stem = _ENDING.sub("", name)
        if 1 < len(stem) < 6:
            places["first"][stem[0]] += weight
            places["last"][stem[-1]] += weight
            for character in stem[1:-1]:
                places["middle"][character] += weight
    general = Counter[str]()
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines():
        word, count, *_ = line.split()
        for character in word:
            general[character] += int(count)
    lines = []
    for place, counts in places.items():
        bins: dict[int, list[str]] = defaultdict(list)
        for character, count in counts.items():
            odds = (count + 0.5) / counts.total() / ((general[character] + 20) / general.total())
            bins[sum(math.log(odds) >= edge for edge in (-4, -3, -2, -1, 0, 1, 2))].append(character)
        lines += [f"{place}\t{b}\t{''.join(sorted(bins[b]))}\n" for b in sorted(bins) if b]
    CHARACTERS.write_text("".join(lines), encoding="utf-8")


def _names() -> Iterator[tuple[str, int]]:
    """The names of villages, and of towns with the weight of five."""
    book = registry()
    for entry in book.entries:
        if entry.level == "county":
            yield from ((name, 1) for name in book.village_names(entry.key))
            yield from ((name, 5) for name in book.town_names(entry.key))


def main() -> None:
    """Write the tables, or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--characters", action="store_true")
    parser.add_argument("-v", action="store_true")
    options = parser.parse_args()
    if options.characters:
        write_characters()
    examples = []
    for part in TRAIN:
        facts = gold(PARTS[part][1]) if at_hand(part) else {}
        files = [f for f in sources(PARTS[part][0]) if f.stem in facts and f.suffix == ".txt"]
        examples += [example(part, f, facts[f.stem]) for f in files if "regions" in facts[f.stem]]
    if options.check:
        check(examples)
    else:
        write_weights(learn(examples))


if __name__ == "__main__":
    main()
