"""Compare kg with other tools on the same gold, by the same scorer, in one run.

    bench_quality.py                      the table, as Markdown; 1 where a peer beats kg or is not installed
    bench_quality.py --only seeds         one part (seeds, open, blind)
    bench_quality.py --write FILE         also write the page docs/bench-quality.md

Needs the packages of scripts/bench-quality.txt (`make bench-quality` makes an environment for them).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench_peers import PEERS, Peer
from gold_gate import OWN, PARTS, gold, measure_part, sources
from kg.model import Text
from kg.text.inputs import read_inputs
from kg.text.prepare import prepare
from kg.use.eval.score import Report, score

KINDS = ("regions", "region_code", "metrics", "organisations", "programmes")
OURS = "**kg**"
Results = dict[str, dict[str, Report]]  # system → part → report

INTRO = """# kg beside other tools

`make bench-quality` runs kg and its peers over the same documents, gives the peers the same cleaned text, converts what they say
to the form of the gold ([GUIDE](../tests/gold/GUIDE.md)) and scores all with the same functions (`kg.use.eval.score`). The parts are those of
[the gold](../tests/gold/README.md): the five seeds, the open parts of the project's own corpus, and its blind part. This page is what
`scripts/bench_quality.py --write docs/bench-quality.md` wrote.

Each cell: precision / recall / **F1**; kg is the whole pipeline by way of the written Turtle. For metrics only value and unit are compared.

"""

NOTES = """
## How the peers were asked

The peers are general tools that were not made for this gold. Where an adapter had a choice, it takes the one with the best F1 on the
seeds and the open parts, so the figures are rather too kind to the peers than too hard. The adapters: `scripts/bench_peers/`.
The rules of kg were written with the seeds and the open parts in sight; only the blind column compares on text that
neither side has seen.

"""


def texts(part: str) -> dict[str, Text]:
    """The cleaned texts of a part, by file stem."""
    inputs = read_inputs(sources(PARTS[part][0]))
    if inputs.errors:
        raise inputs.errors[0]
    return {Path(d.name).stem: prepare(d) for d in inputs.documents}


def compare(parts: list[str], peers: list[Peer]) -> Results:
    """The reports of kg and of each peer."""
    results: Results = {OURS: {part: measure_part(part) for part in parts}}
    for part in parts:
        read, facts = texts(part), gold(PARTS[part][1])
        for peer in peers:
            found = {stem: peer.read(text) for stem, text in read.items()}
            results.setdefault(_key(peer), {})[part] = score(facts, found)
    return results


def _key(peer: Peer) -> str:
    return f"{peer.name}\0{peer.kinds[0]}"


def _systems(kind: str, peers: list[Peer]) -> list[tuple[str, str]]:
    return [("kg", OURS), *((p.name, _key(p)) for p in peers if kind in p.kinds)]


def table(results: Results, peers: list[Peer]) -> str:
    """Kind × system × part."""
    parts = list(results[OURS])
    lines = [f"| kind | system | {' | '.join(parts)} |", "|---|---|" + "---:|" * len(parts)]
    for kind in KINDS:
        for name, key in _systems(kind, peers):
            cells = []
            for part in parts:
                p, r, f1 = results[key][part].tallies[kind].figures()
                cells.append(f"{p:.2f} / {r:.2f} / **{f1:.2f}**")
            shown = OURS if key == OURS else name
            lines.append(f"| {kind} | {shown} | {' | '.join(cells)} |")
    return "\n".join(lines)


def beaten(results: Results, peers: list[Peer]) -> list[str]:
    """Where a peer's F1 lies above kg's, in words."""
    return [
        f"{part}: {peer.name} reads {kind} with F1 {theirs:.4f}, kg with {ours:.4f}"
        for kind in KINDS
        for peer in peers
        if kind in peer.kinds
        for part, report in results[_key(peer)].items()
        if (theirs := report.f1(kind)) > (ours := results[OURS][part].f1(kind))
    ]


def methods(peers: list[Peer]) -> str:
    """What was asked of each peer."""
    lines = ["| peer | version | licence | for | how |", "|---|---|---|---|---|"]
    for p in peers:
        lines.append(f"| {p.name} | {p.version} | {p.licence} | {', '.join(p.kinds)} | {p.how} |")
    return "\n".join(lines)


def main() -> int:
    """Print the table; 1 where a peer beats kg or could not be asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", choices=[*OWN])
    parser.add_argument("--write", type=Path)
    args = parser.parse_args()
    peers = [p for p in PEERS if p.version is not None]
    absent = [p.name for p in PEERS if p.version is None]
    results = compare([args.only] if args.only else list(OWN), peers)
    shown = table(results, peers)
    print(shown)
    problems = beaten(results, peers) + [f"not installed: {name}" for name in absent]
    for problem in problems:
        print(problem, file=sys.stderr)
    if args.write:
        args.write.parent.mkdir(parents=True, exist_ok=True)
        args.write.write_text(f"{INTRO}{shown}\n{NOTES}{methods(peers)}\n", encoding="utf-8")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
