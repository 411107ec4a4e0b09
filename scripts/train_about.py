"""Learn which region an article and a statement are about, from gold: kg/choose/weights/{article,about}.tsv.

    train_about.py            learn on all gold at hand and write the weights
    train_about.py --measure  first learn without each source in turn, and write what that gives to docs/choices.md

The gold is that of the real documents beside the project (../shared/real), with the project's own open parts at a
lower weight. No document counts for more than a few statements. Each source is a repository of SOURCES.md; its
articles are chosen by a model that has not seen it. Wants the extra ``train``.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from gold_gate import PARTS, ROOT, at_hand, documents
from kg.choose import linear
from kg.choose.features_about import NONE, AboutFeatures
from kg.choose.features_article import ArticleFeatures
from kg.choose.scene import Scene
from kg.choose.surroundings import Where
from kg.link.places import scene_of
from kg.link.regions import Resolver
from kg.model import BlockKind, Document, MetricMention, ProgrammeMention, RegionMention, Text
from kg.rules.all import FAMILIES
from kg.rules.engine import Found, run
from kg.text.prepare import prepare
from kg.use.eval import score

WEIGHTS = ROOT / "kg" / "choose" / "weights"
REPORT = ROOT / "docs" / "choices.md"
LEARNT_FROM = ("real", "real2", "open", "open2", "open3", "open5", "seeds")
ATTRIBUTION = ROOT / "tests" / "link" / "attribution.toml"
OWN_SOURCES = ("attribution", *PARTS)
SCALE = 10  # a weight of the model is this many times smaller
PULL = {"article": 2.0, "about": 12.0, "sector": 2.0}  # how strongly weights are pulled to nothing
LEAST = {"sector": 0.0}  # what no weight falls below: more words of a sector never speak against it
PRIOR = {"about": {"simple": 2.0}}  # what weights are pulled to instead: where little tells more, the simple rule holds
CAP = {"article": 3, "about": 8, "sector": 6}  # samples of a document that count
OWN = {"article": 1.0, "about": 0.5, "sector": 1.0}  # what a document of the own parts counts

Candidates = list[tuple[str, frozenset[str]]]


@dataclass
class Sample:
    """One choice whose right answer the gold tells."""

    source: str
    document: str
    kind: str
    candidates: Candidates
    right: frozenset[int]
    simple: int


@dataclass
class Example:
    """A document of the gold with its regions and the statements whose region the gold tells."""

    source: str
    name: str
    text: Text
    scene: Scene
    found: Found
    articles: list[tuple[int, frozenset[str]]] = field(default_factory=list)
    statements: list[tuple[str, int, frozenset[str]]] = field(default_factory=list)

    @property
    def own(self) -> bool:
        """Whether it belongs to the project's own parts."""
        return self.source in OWN_SOURCES


# ---------------------------------------------------------------------- reading gold


def _named(facts: Mapping[str, Any], resolver: Resolver) -> Callable[[str | None], frozenset[str]]:
    """The keys that a region of the gold may have in a text; ``NONE`` for no region."""
    canonical = {n: score.norm(r["name"]) for r in facts.get("regions", []) for n in score.names(r)}
    known: dict[str, set[str]] = defaultdict(set)
    for key, draft in resolver.drafts.items():
        for name in (draft.name, *sorted(draft.aliases)):
            plain = score.norm(name)
            if name == draft.name or plain in canonical:
                known[canonical.get(plain, plain)].add(key)

    def keys(region: str | None) -> frozenset[str]:
        if not region:
            return frozenset({NONE})
        plain = score.norm(region)
        return frozenset(known[canonical.get(plain, plain)])

    return keys


def _scene(source: str, name: str, text: Text) -> tuple[Example, Resolver]:
    found = run(FAMILIES, text)
    resolver = Resolver(text, found.of(RegionMention))
    scene = scene_of(text, found, resolver)
    return Example(source, name, text, scene, found), resolver


def _example(source: str, name: str, text: Text, facts: Mapping[str, Any]) -> Example:
    example, resolver = _scene(source, name, text)
    found = example.found
    keys = _named(facts, resolver)
    given, own = facts["articles"], text.articles
    if len(given) == len(own):
        pairs = [(i, i) for i in range(len(own))]
    else:
        titles = [{"title": a.title} for a in own]
        pairs = score.pair(given, titles, lambda g, p: max(0.0, score.alike(g["title"], p["title"]) - 0.79))
    example.articles = [(j, keys(given[i].get("region"))) for i, j in pairs]
    metrics = found.of(MetricMention)
    told = facts.get("metrics", [])
    for i, j in score.pair(told, [_fact(text, m) for m in metrics], score.same_figure):
        at = keys(told[i].get("region"))
        example.statements.append(("figure", metrics[j].at, at))
    mentions = found.of(ProgrammeMention)
    for fact in facts["programmes"]:
        named = [m for m in mentions if score.names(fact) & {score.norm(n) for n in (m.name, *m.aliases)}]
        body = [m for m in named if _in_body(text, m)]
        if named:
            at = keys(fact.get("region"))
            example.statements.append(("programme", (body or named)[0].start, at))
    return example


def _in_body(text: Text, mention: ProgrammeMention) -> bool:
    block = text.block_at(mention.start)
    return block is not None and block.kind is BlockKind.BODY


def _fact(text: Text, m: MetricMention) -> dict[str, Any]:
    change = {"value": m.change.value} if m.change else None
    quote = text.clean[m.start : m.end]
    return {"quote": quote, "value": m.value, "unit": m.unit, "change": change}


def attributed() -> list[Example]:
    """The short invented texts of the tests, each with what its statements are about."""
    table = tomllib.loads(ATTRIBUTION.read_text("utf-8"))["text"]
    found = []
    for number, case in enumerate(table):
        text = prepare(Document("0" * 64, f"attribution-{number}", case["raw"]))
        example, resolver = _scene("attribution", text.document.name, text)
        names = {r: None if r == "-" else r for r in (case["subject"], *(r for _, r in case["about"]))}
        keys = _named({"regions": []}, resolver)
        example.articles = [(0, keys(names[case["subject"]]))]
        for words, region in case["about"]:
            example.statements.append(("figure", text.clean.index(words), keys(names[region])))
        found.append(example)
    return found


def examples(parts: Iterable[str]) -> list[Example]:
    """The documents of some parts of the gold."""
    found = []
    for part in parts:
        for stem, source, document, facts in documents(part):
            found.append(_example(source, stem, prepare(document), facts))
    return found


# ---------------------------------------------------------------------- samples


def _right(candidates: Candidates, keys: frozenset[str]) -> frozenset[int]:
    return frozenset(i for i, (key, _) in enumerate(candidates) if key in keys)


def _index(candidates: Candidates, key: str) -> int:
    return next((i for i, (k, _) in enumerate(candidates) if k == key), len(candidates) - 1)


def article_samples(example: Example) -> list[Sample]:
    """What the articles of a document are about; the simple rule is the headline's first region, else the first subject."""
    features = ArticleFeatures(example.scene)
    found = []
    for index, keys in example.articles:
        article = example.text.articles[index]
        candidates = features.of(article)
        start = article.start if article.title_start is None else article.title_start
        named = example.scene.between(start, article.end + 1)
        titled = [s for s in named if article.title_end and s.group.start < article.title_end]
        subjects = [s for s in named if s.subject]
        first = (titled or subjects or named)[:1]
        simple = _index(candidates, first[0].group.key if first else NONE)
        right = _right(candidates, keys)
        found.append(Sample(example.source, example.name, "article", candidates, right, simple))
    return found


def statement_samples(example: Example, subjects: Sequence[str | None]) -> list[Sample]:
    """What the statements of a document are about; the simple rule is the last region of the paragraph that stood as a
    subject, else the article's."""
    features = AboutFeatures(example.scene)
    starts = {m.at: m.start for m in example.found.of(MetricMention)}
    found: list[Sample] = []
    for kind, at, keys in example.statements:
        article = example.text.article_at(at)
        subject = subjects[article.index] if article is not None else None
        candidates = features.of(Where(at, subject, starts.get(at)))
        stood = [s for s in example.scene.between(example.scene.block(at).start, at) if s.subject]
        simple = _index(candidates, stood[-1].group.key if stood else subject or NONE)
        right = _right(candidates, keys)
        found.append(Sample(example.source, example.name, kind, candidates, right, simple))
    return found


def chosen(example: Example, learnt: linear.Weights) -> list[str | None]:
    """The regions that a model chooses for the articles of a document."""
    features = ArticleFeatures(example.scene)
    found: list[str | None] = []
    for article in example.text.articles:
        candidates = features.of(article)
        found.append(candidates[linear.best([f for _, f in candidates], learnt)][0] or None)
    return found


# ---------------------------------------------------------------------- learning


def learn(samples: Sequence[Sample], choice: str) -> dict[str, int]:
    """Small integer weights under which the right candidates are likeliest (a conditional logit, pulled to nothing)."""
    told = [s for s in samples if s.right]
    counts = Counter(s.document for s in told)
    weight = [
        min(1.0, CAP[choice] / counts[s.document]) * (OWN[choice] if s.source in OWN_SOURCES else 1.0) for s in told
    ]
    names = sorted({f for s in told for _, fs in s.candidates for f in fs})
    column = {name: i for i, name in enumerate(names)}
    rows = [sorted(column[f] for f in fs) for s in told for _, fs in s.candidates]
    pointer = np.cumsum([0, *(len(r) for r in rows)])
    flat = np.array([c for r in rows for c in r])
    table = csr_matrix((np.ones(len(flat)), flat, pointer), shape=(len(rows), len(names)))
    sizes = np.array([len(s.candidates) for s in told])
    starts = np.cumsum([0, *sizes[:-1]])
    owner = np.repeat(np.arange(len(told)), sizes)
    right = np.array([i in s.right for s in told for i in range(len(s.candidates))])
    each = np.array(weight)

    start = np.array([PRIOR.get(choice, {}).get(name, 0.0) for name in names])

    def loss(w: Any) -> tuple[float, Any]:
        scores = table @ w
        top = np.maximum.reduceat(scores, starts)[owner]
        e = np.exp(scores - top)
        total, good = np.add.reduceat(e, starts), np.add.reduceat(np.where(right, e, 0.0), starts)
        slope = (np.where(right, e, 0.0) / good[owner] - e / total[owner]) * each[owner]
        value = -float((each * (np.log(good) - np.log(total))).sum())
        off = w - start
        return value + PULL[choice] * float(off @ off) / 2, PULL[choice] * off - table.T @ slope

    found = minimize(
        loss,
        start.copy(),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 2000},
        bounds=[(LEAST.get(choice), None)] * len(names),
    )
    return {n: int(v) for n, v in zip(names, np.rint(found.x * SCALE), strict=True) if v}


def write(choice: str, learnt: Mapping[str, int]) -> None:
    """The weights as a table that a person can read, the weightiest first."""
    rows = sorted(learnt.items(), key=lambda x: (-abs(x[1]), x[0]))
    note = f"# Learnt by scripts/{Path(sys.argv[0]).name}; {len(rows)} features. Positive speaks for a candidate.\n"
    lines = "".join(f"{name}\t{weight}\n" for name, weight in rows)
    (WEIGHTS / f"{choice}.tsv").write_text(note + lines, "utf-8")


Samples = dict[int, list[Sample]]


def _unseen(documents: Sequence[Example], articles: Samples) -> Samples:
    """The statements of each document, its articles chosen by a model that has not seen its source."""
    found: Samples = {}
    for source in sorted({d.source for d in documents}):
        rest = [s for i, d in enumerate(documents) if d.source != source for s in articles[i]]
        model = learn(rest, "article")
        for i, d in enumerate(documents):
            if d.source == source:
                found[i] = statement_samples(d, chosen(d, model))
    return found


def train(articles: Samples, statements: Samples) -> tuple[dict[str, int], dict[str, int]]:
    """The weights for articles and statements."""
    return (
        learn([s for own in articles.values() for s in own], "article"),
        learn([s for own in statements.values() for s in own], "about"),
    )


# ---------------------------------------------------------------------- measuring


def measured(
    documents: Sequence[Example], articles: Samples, statements: Samples
) -> dict[str, dict[str, list[tuple[bool, bool, bool]]]]:
    """For each kind and source: whether the model, the simple rule and the best candidate were right, every source unseen."""
    found: dict[str, dict[str, list[tuple[bool, bool, bool]]]] = defaultdict(lambda: defaultdict(list))
    for source in sorted({d.source for d in documents if not d.own}):
        rest = [i for i, d in enumerate(documents) if d.source != source]
        learnt = train({i: articles[i] for i in rest}, {i: statements[i] for i in rest})
        for i, d in enumerate(documents):
            for s in (*articles[i], *statements[i]) if d.source == source else ():
                best = linear.best([f for _, f in s.candidates], learnt[s.kind != "article"])
                found[s.kind][source].append((best in s.right, s.simple in s.right, bool(s.right)))
    return found


def report(results: Mapping[str, Mapping[str, list[tuple[bool, bool, bool]]]]) -> str:
    """The figures as a table."""
    lines = [
        "| choice | cases | simple rule | learnt | spread over sources | right one among the candidates |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for kind in ("article", "figure", "programme"):
        rows = [r for own in results[kind].values() for r in own]
        shares = [statistics.fmean(r[0] for r in own) for own in results[kind].values() if len(own) > 3]
        learnt, simple, best = (statistics.fmean(r[i] for r in rows) for i in range(3))
        spread = f"{min(shares):.2f}–{max(shares):.2f}"
        lines.append(f"| {kind} | {len(rows)} | {simple:.2f} | **{learnt:.2f}** | {spread} | {best:.2f} |")
    return "\n".join(lines)


def main() -> int:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--measure", action="store_true")
    args = parser.parse_args()
    if not at_hand("real"):
        print("real: the real documents are not beside the project; the weights stay as they are", file=sys.stderr)
        return 0
    documents = [*examples(LEARNT_FROM), *attributed()]
    articles = {i: article_samples(d) for i, d in enumerate(documents)}
    statements = _unseen(documents, articles)
    if args.measure:
        table = report(measured(documents, articles, statements))
        print(table)
        before, _, rest = REPORT.read_text("utf-8").partition("<!-- about -->\n")
        _, _, after = rest.partition("<!-- /about -->")
        REPORT.write_text(f"{before}<!-- about -->\n{table}\n<!-- /about -->{after}", "utf-8")
    article, about = train(articles, statements)
    write("article", article)
    write("about", about)
    return 0


if __name__ == "__main__":
    sys.exit(main())
