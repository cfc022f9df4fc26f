"""Prose in columns: lines are cut at the gutter and read one column after the other.

A gutter is an upright strip without ink between two blocks of lines, each at least four lines of words. A line that
crosses it (a title, a full-width paragraph) ends the columns above and begins new ones below; a column may hold columns
in its turn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from desktop.reading.pdf_lines import Line, Piece, lines_of, pieces_of
from desktop.reading.pdf_page import Char

LINES = 4  # a column has at least so many lines
WORDS = 8  # characters in a usual line of a column; fewer is a list or a table
GUTTER = 0.9  # of the size: a gutter is at least that wide
FILLED = 0.6  # of its column's width: a usual line
STRIP = 2.2  # of the size: a level white strip at least that high ends the columns
_DEPTH = 3


def in_columns(chars: Sequence[Char], lines: list[Line]) -> list[Line]:
    """The lines of a page in reading order. ``lines`` are those read straight across, which most pages keep."""
    return _read(list(chars), _DEPTH) if _likely(lines) else lines


def _likely(lines: Sequence[Line]) -> bool:
    """Whether enough lines stand in one half of the page or have a blank in the middle."""
    if len(lines) < LINES:
        return False
    low, high = min(line.x0 for line in lines), max(line.x1 for line in lines)
    middle, wide = (low + high) / 2, high - low
    left = sum(1 for line in lines if line.x1 < middle + 0.2 * wide)
    right = sum(1 for line in lines if line.x0 > middle - 0.2 * wide)
    cut = sum(1 for line in lines if " " in line.text and line.x1 - line.x0 > 0.5 * wide)
    return cut >= LINES or min(left, right) + cut >= LINES


def _read(chars: list[Char], depth: int) -> list[Line]:
    """Lines in reading order, each column's with its own margins."""
    pieces = sorted((p for row in pieces_of(chars, GUTTER) for p in row), key=lambda p: p.line.base)
    found = _widest(pieces) if depth else None
    if found is None:
        return lines_of(chars)
    gutter, bands = found
    out: list[Line] = []
    inside: set[int] = set()
    for band in bands:
        inside.update(id(p) for p in band)
        sides = ([p for p in band if p.line.x1 <= gutter], [p for p in band if p.line.x1 > gutter])
        column: list[Line] = []
        for side in sides:
            ends = sorted(p.line.x1 for p in side)
            margins = min(p.line.x0 for p in side), ends[int(0.9 * (len(ends) - 1))]
            read = _read([c for p in side for c in p.chars], depth - 1)
            for line in read:
                line.margins = line.margins or margins
            column.extend(read)
        top, bottom = band[0].line.base, band[-1].line.base
        for n, line in enumerate(column):  # between the lines above and below the columns, in this order
            line.at = top + (bottom - top) * n / len(column)
        out.extend(column)
    out.extend(lines_of([c for p in pieces if id(p) not in inside for c in p.chars]))
    return sorted(out, key=lambda line: line.at)


def _widest(pieces: Sequence[Piece]) -> tuple[float, list[list[Piece]]] | None:
    """The gutter with the most lines beside it: where the right side begins, and its bands of lines."""
    starts = Counter(round(p.line.x0 / 2) for p in pieces)
    best: tuple[int, float, list[list[Piece]]] | None = None
    for start, count in starts.most_common(12):
        if count < LINES - 1:
            break
        edge = 2.0 * start - 2
        bands = [band for band in _bands(pieces, edge) if _is_columns(band, edge)]
        size = sum(len(band) for band in bands)
        if bands and (best is None or size > best[0]):
            best = (size, edge, bands)
    return (best[1], best[2]) if best else None


def _bands(pieces: Sequence[Piece], edge: float) -> list[list[Piece]]:
    """Runs of pieces, from top to bottom, none of which crosses the edge."""
    out: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.line.x0 < edge < piece.line.x1:
            out.append([])
        else:
            out[-1].append(piece)
    return [_trimmed(band, edge) for band in out if len(band) >= 2 * LINES]


def _trimmed(band: list[Piece], edge: float) -> list[Piece]:
    """The band without what stands above or below both columns, behind a white strip, on one side only."""
    strips = [
        n for n, (a, b) in enumerate(pairwise(band), 1) if b.line.base - a.line.base > STRIP * max(a.line.size, b.line.size)
    ]
    parts = [band[a:b] for a, b in pairwise([0, *strips, len(band)])]
    both = [n for n, part in enumerate(parts) if len({p.line.x1 <= edge for p in part}) == 2]
    return [p for part in parts[both[0]:both[-1] + 1] for p in part] if both else band


def _is_columns(band: Sequence[Piece], edge: float) -> bool:
    """Whether both sides of the edge are blocks of prose side by side."""
    left, right = [p.line for p in band if p.line.x1 <= edge], [p.line for p in band if p.line.x1 > edge]
    if min(len(left), len(right)) < LINES:
        return False
    size = median(line.size for line in (*left, *right))
    if min(line.x0 for line in right) - max(line.x1 for line in left) < GUTTER * size:
        return False
    low = max(left[0].base, right[0].base)
    high = min(left[-1].base, right[-1].base)
    if high - low < 0.5 * min(left[-1].base - left[0].base, right[-1].base - right[0].base):
        return False
    return _is_prose(left, FILLED) and _is_prose(right, 0)  # the right side may hold columns in its turn


def _is_prose(lines: Sequence[Line], filled: float) -> bool:
    """Whether the usual line has words enough and fills a share of the width."""
    wide = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    words = [sum(1 for c in line.text if c >= "\u2e80") for line in lines]
    return median(words) >= WORDS and median(line.x1 - line.x0 for line in lines) >= filled * wide
