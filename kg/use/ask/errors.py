"""What is wrong with a query, and where."""

from __future__ import annotations


class QueryError(Exception):
    """A query that cannot be run: ``line`` and ``column`` count from 1, ``None`` where it parses but fails."""

    def __init__(
        self, query: str, reason: str, line: int | None = None, column: int | None = None, code: str = "error"
    ) -> None:
        """``code`` is error, or service, update, prefix, dataset with the word as ``reason``."""
        self.code = code
        self.query = query
        self.reason = reason
        self.line = line
        self.column = column
        at = f"line {line}, column {column}: " if line else ""
        super().__init__(at + reason)

    def pointer(self) -> str:
        """The line of the query with a mark below the place."""
        if self.line is None or self.column is None:
            return ""
        lines = self.query.splitlines() or [""]
        line = lines[min(self.line, len(lines)) - 1]
        before = line[: self.column - 1]
        pad = "".join("　" if ord(c) > 0x2E7F else " " if c != "\t" else "\t" for c in before)
        return f"{line}\n{pad}^"
