"""Learn which list spells out the parts of which programme, and measure it on sources that were not learnt from.

    train_parts.py             learn from all gold that may be read; write kg/choose/weights/parts.tsv
    train_parts.py --measure   leave one source out: precision, recall and F1 of the parts, with their spread

A name's candidate lists compete with each other and with having no parts (a conditional logit model with a ridge
penalty). Learnt from the real documents and, with less weight, from the project's own open parts, the rules' corpus and the
small cases; what one document
can weigh is capped. Needs the extra ``train``; the weights are whole numbers in a table that a person can read.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, pstdev
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

import gold_gate
from kg.choose import linear
from kg.model import Document
from kg.rules.all import FAMILIES
from kg.rules.engine import Found, run_family
from kg.rules.programmes.names import Draft, quoted_draft
from kg.rules.programmes.parts import choice
from kg.rules.programmes.parts.candidates import candidates
from kg.rules.programmes.parts.features import COUNTED
from kg.rules.programmes.rules import READERS, inner_names
from kg.text.prepare import prepare
from kg.use.eval import score as scoring

REAL = ("real", "real2")
LEARNT = ("seeds", "open", "open2", "open3", "real", "real2")
CORPUS = gold_gate.ROOT / "kg" / "rules" / "programmes" / "corpus.toml"
BESIDE = gold_gate.ROOT / "tests" / "rules" / "lists_beside_names.txt"
KEPT = gold_gate.ROOT / "tests" / "rules" / "lists_kept_back.txt"
SCORED = ("open4", "kept")
"""What is scored and never learnt from."""
CASES = gold_gate.REAL.parent / "cases" / "cases.json"
RIDGE, PAIRS, LEAST, OWN, MOST, SCALE, RIGHT, LEAN, EXACT = 0.3, 3.0, 3, 1.0, 12, 10, 0.7, 3, 15
"""Ridge penalty of a cue, and of cues together, which remember more than they carry over; in how many lists a feature must
stand; what a name of an invented document weighs beside a real one's; what the names of one document weigh at most; weights are multiplied by SCALE; F1 from which a list counts as right;
what is added to every list, and to one of just the announced number, where leaving a source out gives the best F1."""
TARGET = gold_gate.ROOT / "kg" / "choose" / "weights" / "parts.tsv"


@dataclass(slots=True)
class Name:
    """A programme's name in one document with its candidate lists; ``gold`` are its parts (none for a false name),
    ``told`` those that its own words are, ``open`` whether there is still something to choose."""

    part: str
    source: str
    document: str
    gold: Sequence[str]
    lists: list[tuple[list[str], list[str]]] = field(default_factory=list)
    told: Sequence[str] = ()
    open: bool = True


def _drafts(document: Document) -> Iterator[tuple[Found, Any, Draft]]:
    text = prepare(document)
    found = Found()
    for family in FAMILIES:
        if family.name == "programmes":
            break
        found = found.plus(run_family(family, text, found))
    for read in READERS:
        for draft in read(text, found):
            if draft.children:
                continue
            inner = inner_names(text, found, draft)
            for one in [quoted_draft(q, "programme.inner", draft.name) for q in inner] or [draft]:
                yield found, text, one


def names_of(part: str) -> Iterator[Name]:
    """The names of one part of the gold; those with gold parts that nothing read come without lists."""
    for _, source, document, facts in gold_gate.documents(part):
        yield from _names(document, facts.get("programmes", []), part, source)


def _names(document: Document, facts: Sequence[Any], part: str, source: str) -> Iterator[Name]:
    gold = [g for g in facts if "+" not in scoring.norm(g["name"])]
    found: dict[object, Name] = {}
    for mentions, text, draft in _drafts(document):
        key = _match(gold, draft)
        parts = gold[key].get("components") or [] if isinstance(key, int) else []
        name = found.setdefault(key, Name(part, source, document.name, parts))
        if spans := choice.told(text, draft):
            name.told = [text.clean[a:b] for a, b in spans]
        if spans and not choice.are_keys(draft):
            name.open = False
            continue
        near = choice.around(text, mentions, draft)
        name.lists += [(choice.weighed(near, c), [text.clean[a:b] for a, b in c.spans]) for c in candidates(near)]
    yield from found.values()
    for i, g in enumerate(gold):
        if i not in found and g.get("components"):
            yield Name(part, source, document.name, g["components"])


def example_names() -> Iterator[Name]:
    """The names of the rules' own corpus and of the small cases: one document a line."""
    for i, line in enumerate(tomllib.loads(CORPUS.read_text("utf-8"))["example"]):
        gold = [{"name": f.get("name", ""), "components": f.get("parts", [])} for f in line["finds"]]
        document = Document(f"{i:064}", f"corpus {i}", line["text"])
        if all(g["name"] or not g["components"] for g in gold):  # else it is not told whose the parts are
            yield from _names(document, [g for g in gold if g["name"]], "corpus", "corpus")
    yield from _line_names(BESIDE, "beside")
    for case in json.loads(CASES.read_text("utf-8")) if CASES.is_file() else ():
        asked = [e for e in case["expect"] if "programme" in e and "components" in e]
        gold = [{"name": _first(e["programme"]), "components": [_first(c) for c in e["components"]]} for e in asked]
        for name, text in case["files"].items() if gold and len(case["files"]) == 1 else ():
            told = (n for n in _names(Document("0" * 64, name, text), gold, "cases", case["id"]) if n.gold)
            yield from told


def _line_names(file: Path, part: str) -> Iterator[Name]:
    """The names of a file of sentences: text, TAB, name, TAB, its parts."""
    for i, line in enumerate(file.read_text("utf-8").splitlines()):
        if not line.startswith("#"):
            text, name, parts = line.split("\t")
            told = {"name": name, "components": parts.split("|") if parts else []}
            document = Document(f"{i:064}", f"{part} {i}", text.replace("\\n", "\n"))
            yield from _names(document, [told], part, part)


def _first(expected: Any) -> str:
    return str(expected[0] if isinstance(expected, list) else expected)


def _match(gold: Sequence[Any], draft: Draft) -> object:
    like = {"name": draft.name, "aliases": draft.aliases}
    scores = [scoring.name_or_alike(g, like) for g in gold]
    best = max(scores, default=0.0)
    return scores.index(best) if best > 0 else ("none", draft.start)


def hits(gold: Sequence[str], items: Sequence[str]) -> int:
    """How many items are parts."""
    return len(scoring.pair(gold, items, scoring.part_alike))


def right(gold: Sequence[str], items: Sequence[str]) -> float:
    """F1 of a list as the parts."""
    return 2 * hits(gold, items) / (len(gold) + len(items)) if gold and items else 0.0


def learn(names: Sequence[Name]) -> dict[str, int]:
    """The weights that make the right lists win, and no list where none is right."""
    told = [n for n in names if n.lists]
    counts = Counter(f for n in told for features, _ in n.lists for f in set(features))
    del counts[COUNTED]
    known = {f: i for i, f in enumerate(sorted(f for f, c in counts.items() if c >= LEAST))}
    per = Counter((n.part, n.document) for n in told)
    weight = np.array([(1.0 if n.part in REAL else OWN) * min(1.0, MOST / per[n.part, n.document]) for n in told])
    rows, columns, good, group, starts = [], [], [], [], []
    for g, name in enumerate(told):
        scores = [right(name.gold, items) for _, items in name.lists]
        starts.append(len(group))
        for (features, _), score in zip(name.lists, scores, strict=True):
            for f in features:
                if f in known:
                    rows.append(len(group))
                    columns.append(known[f])
            good.append(float(score >= RIGHT and score >= max(scores) - 1e-9))
            group.append(g)
    table = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(group), len(known)))
    goods, groups = np.array(good), np.array(group)
    any_good = np.add.reduceat(goods, starts) > 0

    ridge = np.array([PAIRS if " + " in f else RIDGE for f in known])

    def loss(theta: Any) -> tuple[float, Any]:
        e = np.exp(np.clip(table @ theta, -30, 30))
        whole = 1 + np.add.reduceat(e, starts)
        chosen = np.where(any_good, np.add.reduceat(e * goods, starts), 1.0)
        likely = weight * (np.log(chosen) - np.log(whole))
        slope = (np.where(any_good[groups], e * goods / chosen[groups], 0) - e / whole[groups]) * weight[groups]
        return -(likely.sum() - (ridge * theta) @ theta), -(table.T @ slope - 2 * ridge * theta)

    fitted = minimize(loss, np.zeros(len(known)), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    found = {f: round(float(fitted[i]) * SCALE) for f, i in known.items()}
    found[choice.BIAS] = found.get(choice.BIAS, 0) + LEAN
    found[COUNTED] = EXACT
    return {f: w for f, w in found.items() if w}


def counted(names: Sequence[Name], learnt: dict[str, int]) -> tuple[int, int, int]:
    """Right, gold and found parts with these weights."""
    tp = gold = found = 0
    for name in names:
        best: tuple[int, Sequence[str]] = (0, name.told)
        for features, items in name.lists if name.open else ():
            score = linear.score(features, learnt)
            if score > best[0]:
                best = score, items
        tp += hits(name.gold, best[1])
        gold += len(name.gold)
        found += len(best[1])
    return tp, gold, found


def shown(tp: int, gold: int, found: int) -> str:
    """Precision, recall and F1 in a line."""
    return f"P {tp / max(found, 1):.3f}  R {tp / max(gold, 1):.3f}  F1 {2 * tp / max(gold + found, 1):.3f}"


def measure(names: Sequence[Name]) -> None:
    """Print how well the parts of unseen sources are chosen."""
    by_source: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        by_source[name.source].append(name)
    totals: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for source in sorted(by_source):
        held = by_source[source]
        learnt = learn([n for n in names if n.source != source and n.part not in SCORED])
        for part in sorted({n.part for n in held}):
            totals[part].append(counted([n for n in held if n.part == part], learnt))
    for part, rows in totals.items():
        tp, gold, found = (sum(r[i] for r in rows) for i in range(3))
        single = [2 * t / (g + f) for t, g, f in rows if g + f]
        spread = f"; by source {mean(single):.2f} ± {pstdev(single):.2f}" if len(single) > 1 else ""
        turns = f"{len(rows)} sources left out in turn{spread}" if part in REAL else "left out as a whole"
        print(f"{part:8}{shown(tp, gold, found)}  ({turns})")


def main() -> int:
    """Learn or measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--measure", action="store_true")
    args = parser.parse_args()
    if not gold_gate.at_hand("real"):
        print("the real documents are not beside the project: nothing to learn from", file=sys.stderr)
        return 2
    names = [*(n for part in LEARNT for n in names_of(part)), *example_names()]
    if args.measure:
        measure([*names, *names_of("open4"), *_line_names(KEPT, "kept")])
        return 0
    learnt = learn(names)
    rows = [f"{name}\t{learnt[name]}" for name in sorted(learnt)]
    TARGET.write_text(
        "# Made by scripts/train_parts.py: what speaks for a list as the parts of a programme.\n"
        + "\n".join(rows)
        + "\n",
        "utf-8",
    )
    print(f"{len(learnt)} weights -> {TARGET.relative_to(gold_gate.ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
