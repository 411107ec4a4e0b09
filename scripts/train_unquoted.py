"""Learn which words before a kind word are a name without quotation marks: ``kg/choose/weights/unquoted.tsv``.

    train_unquoted.py            learn from all that is at hand and write the weights
    train_unquoted.py --test     leave one source out in turn; print F1 of what was chosen

Learnt from the real documents beside the project and, with less weight, from its own open parts, the open small inputs and the rules' corpus.
A wording is right where it is as like the name of a gold programme as the scorer asks. Needs the extra ``train``.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator

from train_names import CORPUS, PARTS, Wording, cases, chosen, figures, learn

from gold_gate import ROOT, documents
from kg.model import Document, Text
from kg.rules.all import FAMILIES
from kg.rules.engine import Found, run_family
from kg.rules.programmes.unquoted import cues
from kg.text.prepare import prepare
from kg.use.eval.score import name_or_alike

TARGET = ROOT / "kg" / "choose" / "weights" / "unquoted.tsv"
THRESHOLD, STRENGTH = 0.4, 0.2


def before_programmes(text: Text) -> Found:
    """What the families before that of programmes find."""
    found = Found()
    for family in FAMILIES:
        if family.name == "programmes":
            break
        found = found.plus(run_family(family, text, found))
    return found


def wordings(document: Document, part: str, source: str, gold: list[dict]) -> Iterator[Wording]:
    """The wordings of one document."""
    text = prepare(document)
    for words, features in cues(text, before_programmes(text)).items():
        right = any(name_or_alike(g, {"name": words, "aliases": []}) > 0 for g in gold)
        yield Wording(part, source, document.name, words, features, right)


def read() -> list[Wording]:
    """All that there is to learn from."""
    found = [w for _, document, gold in cases() for w in wordings(document, "own", "cases", gold)]
    for part in PARTS:
        for _, source, document, facts in documents(part):
            kind = {"real2": "real", "real": "real", "seeds": "seeds"}.get(part, "own")
            found += wordings(document, kind, source, facts.get("programmes", []))
    lines = tomllib.loads(CORPUS.read_text("utf-8"))
    for number, line in enumerate(lines["example"] + lines["never"]):
        gold = [{"name": f["name"]} for f in line.get("finds", []) if f.get("name")]
        document = Document(f"{number:064}", f"corpus {number}", line["text"])
        found += wordings(document, "corpus", "corpus", gold)
    return found


def test(rows: list[Wording]) -> None:
    """Leave one source out in turn."""
    pairs: dict[str, list[tuple[bool, bool]]] = {}
    for source in sorted({r.source for r in rows}):
        learnt = learn([r for r in rows if r.source != source], THRESHOLD, STRENGTH)
        for row in rows:
            if row.source == source:
                pairs.setdefault(row.part, []).append((row.names, chosen(row, learnt)))
    for part, told in pairs.items():
        print(f"{part:10} {len(told):5} {figures(told)}")


def main() -> None:
    """Learn or test."""
    rows = read()
    if "--test" in sys.argv:
        test(rows)
        return
    learnt = learn(rows, THRESHOLD, STRENGTH)
    head = "# Made by scripts/train_unquoted.py: what speaks for and against a name without quotation marks."
    TARGET.write_text("\n".join([head, *(f"{f}\t{w}" for f, w in learnt.items())]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
