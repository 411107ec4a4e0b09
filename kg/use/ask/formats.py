"""Write an answer as CSV, TSV, JSON, XML, Markdown, Turtle or N-Triples."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from xml.sax.saxutils import escape, quoteattr

from kg.graph.terms import PREFIXES, XSD
from kg.graph.write import in_full
from kg.graph.write import turtle as write_turtle
from kg.model import Fact
from kg.use.ask.answer import Answer, Term, Triple
from kg.use.spreadsheet import safe

GRAPHS = ("ttl", "nt")


class FormatError(Exception):
    """A format that does not fit the kind of the answer: ``kind`` is the kind that it fits."""

    def __init__(self, form: str, kind: str) -> None:
        """Keep what a message needs."""
        self.form = form
        self.kind = kind
        super().__init__(f"{form} is for the results of {kind} queries only")


def write(answer: Answer, form: str) -> str:
    """The answer in a format. Raises :class:`FormatError`."""
    if answer.kind == "graph":
        if form in ("ttl", "nt"):
            return turtle(answer.triples) if form == "ttl" else ntriples(answer.triples)
        if form not in _SELECT:
            raise FormatError(form, "SELECT")
        answer = Answer("select", ("subject", "predicate", "object"), answer.triples)
    elif form in GRAPHS:
        raise FormatError(form, "CONSTRUCT / DESCRIBE")
    return _SELECT[form](answer)


def _csv(answer: Answer) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if answer.kind == "ask":
        return f"{str(answer.truth).lower()}\r\n"
    writer.writerow(answer.columns)
    for row in answer.table():
        row = tuple(map(safe, row))
        # csv writes a lone empty cell as "", which is not an unbound value in SPARQL's CSV
        writer.writerow(row) if len(row) != 1 or row[0] else out.write("\r\n")
    return out.getvalue()


def _tsv(answer: Answer) -> str:
    if answer.kind == "ask":
        return f"{str(answer.truth).lower()}\n"
    lines = ["\t".join(f"?{c}" for c in answer.columns)]
    lines += ["\t".join("" if t is None else n3(t) for t in row) for row in answer.rows]
    return "\n".join(lines) + "\n"


def _json(answer: Answer) -> str:
    if answer.kind == "ask":
        data: dict[str, object] = {"head": {}, "boolean": answer.truth}
    else:
        bindings = [
            {c: _binding(t) for c, t in zip(answer.columns, row, strict=True) if t is not None} for row in answer.rows
        ]
        data = {"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _binding(term: Term) -> dict[str, str]:
    found = {"type": term.kind, "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype:
        found["datatype"] = term.datatype
    return found


def _xml(answer: Answer) -> str:
    head = "".join(f"<variable name={quoteattr(c)}/>" for c in answer.columns)
    if answer.kind == "ask":
        body = f"<boolean>{str(answer.truth).lower()}</boolean>"
    else:
        body = f"<results>{''.join(_xml_row(answer.columns, r) for r in answer.rows)}</results>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>{head}</head>{body}</sparql>\n'
    )


def _xml_row(columns: Iterable[str], row: Iterable[Term | None]) -> str:
    cells = []
    for column, term in zip(columns, row, strict=True):
        if term is None:
            continue
        extra = f" xml:lang={quoteattr(term.language)}" if term.language else ""
        if term.datatype:
            extra = f" datatype={quoteattr(term.datatype)}"
        value = f"<{term.kind}{extra}>{escape(term.value)}</{term.kind}>"
        cells.append(f"<binding name={quoteattr(column)}>{value}</binding>")
    return f"<result>{''.join(cells)}</result>\n"


def _markdown(answer: Answer) -> str:
    if answer.kind == "ask":
        return f"{str(answer.truth).lower()}\n"
    lines = ["| " + " | ".join(answer.columns) + " |", "|" + " --- |" * len(answer.columns)]
    for row in answer.rows:
        cells = ("" if t is None else _cell(t) for t in row)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _cell(term: Term) -> str:
    words = " ".join(short(term).split())
    for mark in ("\\", "|", "*", "_", "`", "[", "]", "<", ">"):
        words = words.replace(mark, "\\" + mark)
    return words


_SELECT: dict[str, Callable[[Answer], str]] = {"csv": _csv, "tsv": _tsv, "json": _json, "xml": _xml, "md": _markdown}


def short(term: Term) -> str:
    """A term for the eye: an IRI with its prefix, anything else as its words."""
    if term.kind != "uri":
        return term.value
    fits = [(len(n), p, n) for p, n in PREFIXES.items() if term.value.startswith(n)]
    if not fits:
        return term.value
    _, prefix, namespace = max(fits)
    return f"{prefix}:{term.value.removeprefix(namespace)}"


def n3(term: Term) -> str:
    """A term in the syntax of Turtle and N-Triples."""
    return in_full(*_words(term))


def _words(term: Term) -> tuple[str, str]:
    """A term as the words and the kind of a fact's object."""
    if term.kind != "literal":
        return ("_:" if term.kind == "bnode" else "") + term.value, ""
    return term.value, f"@{term.language}" if term.language else term.datatype or XSD + "string"


def ntriples(triples: Iterable[Triple]) -> str:
    """Triples as sorted N-Triples."""
    return "".join(sorted(f"{n3(s)} {n3(p)} {n3(o)} .\n" for s, p, o in triples))


def turtle(triples: Iterable[Triple]) -> str:
    """Triples as Turtle with the project's prefixes."""
    facts = (Fact(_words(s)[0], p.value, *_words(o)) for s, p, o in triples)
    return "".join(write_turtle(facts))
