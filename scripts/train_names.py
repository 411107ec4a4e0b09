"""Learn which quotations name a programme: ``kg/choose/weights/names.tsv``.

    train_names.py            learn from all that is at hand and write the weights
    train_names.py --test     leave one source out in turn; print F1 and log loss of what was chosen, and F1 of the sources
    train_names.py --test --without marked      the same without what is learnt from a part

What is learnt from: the real documents beside the project (parts ``real`` and ``real2``), the project's own
open parts and the open halves of small inputs on names (``CASES``), short texts of many kinds of
source whose names are marked (``tests/gold/learn``), and sentences whose quotations name nothing (``tests/rules/quotations_that_name_nothing.txt``).
A wording counts once a document, with the features of all its places, as when reading. Needs the extra ``train``.
"""

from __future__ import annotations

import json
import math
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from gold_gate import ROOT, documents
from kg.model import Document, Text
from kg.rules.all import FAMILIES
from kg.rules.engine import Found, run
from kg.rules.programmes.chosen import cues
from kg.syntax.analysis import analyse
from kg.text.prepare import prepare
from kg.use.eval.score import norm

TARGET = ROOT / "kg" / "choose" / "weights" / "names.tsv"
NOTHING = ROOT / "tests" / "rules" / "quotations_that_name_nothing.txt"
CORPUS = ROOT / "kg" / "rules" / "programmes" / "corpus.toml"
CASES = tuple(ROOT / "tests" / "gold" / "cases" / f"{name}-open.json" for name in ("programmes", "names"))
MARKED = ROOT / "tests" / "gold" / "learn"
PARTS = ("real", "real2", "seeds", "open", "open2", "open3")
SHARE = {
    "real": 1.0,
    "seeds": 2.0,
    "own": 0.8,
    "cases": 0.4,
    "marked": 0.4,
    "corpus": 0.8,
    "nothing": 0.3,
}  # weight of one wording
MOST = 12  # wordings of one document that count in full
STRENGTH = 0.3
THRESHOLD = 0.4
SCALE = 10


@dataclass(frozen=True)
class Wording:
    """A quoted wording of a document with its features, and whether it names a programme."""

    part: str
    source: str
    document: str
    core: str
    features: frozenset[str]
    names: bool


def spans(text: Text, gold: dict) -> list[tuple[int, int]]:
    """Where the names of gold programmes stand in a text."""
    letters = [(c, i) for i, x in enumerate(text.clean) for c in (norm(x) or (x if x in "，；" else ""))]
    plain, places = "".join(c for c, _ in letters), [i for _, i in letters]
    found = []
    for programme in gold.get("programmes", []):
        for name in {programme.get("name") or programme.get("quote", ""), *(programme.get("aliases") or [])}:
            wanted = norm(name)
            at = plain.find(wanted) if len(wanted) > 1 else -1
            while at >= 0:
                found.append((places[at], places[at + len(wanted) - 1] + 1))
                at = plain.find(wanted, at + 1)
    return found


def wordings(text: Text, part: str, source: str, document: str, gold: dict) -> Iterator[Wording]:
    """The wordings of one text; formulations and formulas are read before and are left out."""
    mentions: Found = run(FAMILIES, text)
    named = spans(text, gold)
    right = {
        q.core for r in analyse(text).runs for q in r if any(a <= q.start + 1 and q.end - 1 <= b for a, b in named)
    }
    for core, features in cues(text, mentions).items():
        if "is.formulation" not in features:
            yield Wording(part, source, document, core, features, core in right)


def cases() -> Iterator[tuple[str, Document, list[dict]]]:
    """The open small inputs, each with its number and the programmes that it names."""
    for path in CASES:
        for case in json.loads(path.read_text("utf-8")):
            wanted = [e["programme"] for e in case["expect"] if "programme" in e]
            names = [n for w in wanted for n in (w if isinstance(w, list) else [w])]
            for text in case["files"].values():
                document = Document(f"{case['id']:0>64}", case["id"], text)
                yield case["id"], document, [{"name": n} for n in names]


def marked() -> Iterator[tuple[str, Document, list[dict]]]:
    """The short texts of ``MARKED``, parted by blank lines: number, text, and as its names what stands between ⟦ and ⟧ in it."""
    for path in sorted(MARKED.glob("*.txt")):
        for number, block in enumerate(path.read_text("utf-8").strip().split("\n\n"), 1):
            document = Document(f"{number:064}", f"{path.stem} {number}", re.sub("[⟦⟧]", "", block) + "\n")
            names = dict.fromkeys(re.findall("⟦([^⟦⟧]+)⟧", block))
            yield f"{path.stem} {number}", document, [{"name": name} for name in names]


def read() -> list[Wording]:
    """All that there is to learn from."""
    found: list[Wording] = []
    for name, document, gold in marked():
        found += wordings(prepare(document), "marked", "marked", name, {"programmes": gold})
    for number, document, gold in cases():
        found += wordings(prepare(document), "cases", "cases", number, {"programmes": gold})
    for part in PARTS:
        for stem, source, document, gold in documents(part):
            kind = "real" if part in ("real", "real2") else "own"
            found += wordings(prepare(document), kind, source, stem, gold)
    lines = tomllib.loads(CORPUS.read_text("utf-8"))
    for number, line in enumerate(lines["example"] + lines["never"]):
        text = prepare(Document(str(number), "corpus", line["text"]))
        found += wordings(text, "corpus", "corpus", f"corpus {number}", {"programmes": line.get("finds", [])})
    for number, line in enumerate(NOTHING.read_text("utf-8").splitlines()):
        kind, tab, sentence = line.partition("\t")
        if tab:
            text = prepare(Document(str(number), "nothing", sentence))
            found += wordings(text, "nothing", kind, f"nothing {number}", {})
    return found


def learn(rows: list[Wording], threshold: float = THRESHOLD, strength: float = STRENGTH) -> dict[str, int]:
    """Integer weights; the threshold is part of the weight of ``always``."""
    often = Counter(f for r in rows if r.part != "nothing" for f in r.features)
    per = Counter(r.document for r in rows)
    table = DictVectorizer()
    x = table.fit_transform([{f: 1 for f in sorted(r.features) if often[f] >= 4} for r in rows])
    x.indices, x.indptr = x.indices.astype(np.int32), x.indptr.astype(np.int32)
    share = np.array([SHARE[r.part] * min(1, MOST / per[r.document]) for r in rows])
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=3000, random_state=0)
    model.fit(x, [r.names for r in rows], sample_weight=share)
    learnt = dict(zip(table.get_feature_names_out(), model.coef_[0], strict=True))
    learnt["always"] += model.intercept_[0] - np.log(threshold / (1 - threshold))
    return {f: w for f, v in sorted(learnt.items()) if (w := round(SCALE * v))}


def chosen(row: Wording, learnt: dict[str, int]) -> bool:
    """Whether the weights choose a wording."""
    return sum(learnt.get(f, 0) for f in row.features) >= 0


def figures(pairs: list[tuple[bool, bool]]) -> str:
    """F1 (precision/recall) of pairs of what is right and what was chosen."""
    hit = sum(a and b for a, b in pairs)
    p, r = hit / max(1, sum(b for _, b in pairs)), hit / max(1, sum(a for a, _ in pairs))
    return f"{2 * p * r / max(p + r, 1e-9):.3f} ({p:.2f}/{r:.2f})"


def unseen(rows: list[Wording]) -> Iterator[tuple[Wording, float]]:
    """Each wording with the probability of a name that is learnt without its source."""
    for source in sorted({r.source for r in rows}):
        learnt = learn([r for r in rows if r.source != source])
        for row in (r for r in rows if r.source == source):
            score = sum(learnt.get(f, 0) for f in row.features) / SCALE
            yield row, 1 / (1 + math.exp(-score) * (1 - THRESHOLD) / THRESHOLD)


def test(rows: list[Wording]) -> None:
    """Leave one source out in turn; F1 at the threshold, the mean of six from .25 to .5, and log loss."""
    told = list(unseen(rows))
    by_source = dict.fromkeys(r.source for r, _ in told if r.part == "real")
    for part, name in [("real", s) for s in by_source] + [(p, "") for p in dict.fromkeys(r.part for r, _ in told)]:
        pairs = [(r.names, p) for r, p in told if r.part == part and name in ("", r.source)]
        at = [figures([(a, p >= t) for a, p in pairs]) for t in (THRESHOLD, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)]
        loss = -sum(math.log(max(1e-6, p if a else 1 - p)) for a, p in pairs) / len(pairs)
        mean = sum(float(f.split()[0]) for f in at[1:]) / 6
        print(f"{name or part:40} {len(pairs):5} {at[0]}  mean {mean:.3f}  log loss {loss:.4f}")


def asked(rows: list[Wording]) -> list[Wording]:
    """The wordings but those of the parts behind ``--without``."""
    left = sys.argv[sys.argv.index("--without") + 1 :] if "--without" in sys.argv else []
    return [r for r in rows if r.part not in left]


def main() -> None:
    """Learn, or test."""
    rows = asked(read())
    if "--test" in sys.argv:
        test(rows)
        return
    learnt = learn(rows)
    note = "# Which quotations name a programme. Made by scripts/train_names.py; a feature, a tab, its weight.\n"
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(note + "".join(f"{f}\t{w}\n" for f, w in learnt.items()), encoding="utf-8")
    print(f"{len(rows)} wordings, {sum(r.names for r in rows)} names, {len(learnt)} weights")
    for part in dict.fromkeys(r.part for r in rows):
        print(part, figures([(r.names, chosen(r, learnt)) for r in rows if r.part == part]))


if __name__ == "__main__":
    main()
