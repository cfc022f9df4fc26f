"""Tables for a terminal: columns line up though Chinese characters are two wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """Columns that a text takes in a terminal."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def columns(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Heads and rows as lines of text, the last column as long as it likes; heads alone when there are no rows."""
    lines = [[str(value) for value in row] for row in (heads, *rows)]
    widths = [max(width(line[i]) for line in lines) for i in range(len(heads))]
    return "\n".join(
        "  ".join([*(cell + " " * (widths[i] - width(cell)) for i, cell in enumerate(line[:-1])), line[-1]])
        for line in lines)
