"""The bracket that gives what stands before it another name: 甲乙丙丁行动（以下简称“甲丁”行动）."""

from __future__ import annotations

from kg.syntax.analysis import Analysis

_LONGEST = 26


def alias_behind(analysis: Analysis, position: int) -> tuple[int, int] | None:
    """The range of the name, with its quotation marks, that the bracket at ``position`` gives."""
    pair = analysis.pair_at(position)
    if pair is None or pair.mark != "（":
        return None
    start, end = pair.inner
    says = analysis.tokens.starting(start, "alias.says")
    if says is None or not 2 <= end - says.end <= _LONGEST:
        return None
    clean = analysis.text.clean
    start = says.end + clean.startswith("为", says.end)
    return (start, end) if "（" not in clean[start:end] else None
