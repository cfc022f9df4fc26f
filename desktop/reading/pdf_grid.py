"""Ruling lines -> grids: which cells a ruled table on one page has, merged ones included.

A table is a set of lines that touch each other. Its columns and rows lie between the places where lines stand; two
neighbours with no line between them are one cell. A table that runs off the page may lack its last line: it is then
closed where its standing lines end.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from msgspec import Struct

from desktop.reading.pdf_page import Segment

NEAR = 2.5  # lines closer than this are one line drawn twice
GAP = 4.0  # a break in a line shorter than this is none
OPEN = 5.0  # standing lines that end this far beyond the last flat line leave the table open there
MAX_EDGES = 400
MAX_LINES = 3000  # more lines than this, flat or standing, are a drawing


class RawCell(Struct, gc=False):
    """A cell on one page: grid position, spans, and whether a line is drawn on its upper and lower edge."""

    row: int
    col: int
    rowspan: int
    colspan: int
    top_line: bool = True
    bottom_line: bool = True


@dataclass(slots=True)
class RawGrid:
    """A ruled grid on one page: column edges, row edges (points from the top left), cells."""

    xs: list[float]
    ys: list[float]
    cells: list[RawCell] = field(default_factory=list)
    _owner: list[list[int]] = field(default_factory=list)  # by row and column: which cell covers the position

    @property
    def cols(self) -> int:
        """Number of columns."""
        return len(self.xs) - 1

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.ys) - 1

    def cell_at(self, x: float, y: float) -> int:
        """Index of the cell at a point; of the nearest row and column where the point lies outside."""
        row = bisect_right(self.ys, y, 1, len(self.ys) - 1)
        return self._owner[row - 1][bisect_right(self.xs, x, 1, len(self.xs) - 1) - 1]

    def index(self) -> None:
        """Note for each position which cell covers it."""
        self._owner = [[0] * self.cols for _ in range(self.rows)]
        for n, cell in enumerate(self.cells):
            if cell.rowspan == 1 == cell.colspan:
                self._owner[cell.row][cell.col] = n
                continue
            for owners in self._owner[cell.row:cell.row + cell.rowspan]:
                owners[cell.col:cell.col + cell.colspan] = [n] * cell.colspan


def grids(segments: Sequence[Segment]) -> list[RawGrid]:
    """All ruled grids of a page, from top to bottom; also one-cell frames, which the caller may drop."""
    flat = _merge([s for s in segments if s.flat])
    standing = _merge([s for s in segments if not s.flat])
    if max(len(flat), len(standing)) > MAX_LINES:
        return []
    out = []
    for flats, stands in _groups(flat, standing):
        grid = _grid(flats, stands)
        if grid is not None:
            out.append(grid)
    return sorted(out, key=lambda g: (g.ys[0], g.xs[0]))


def _merge(segments: list[Segment]) -> list[Segment]:
    """Join pieces of one line: same place, touching or nearly."""
    out: list[Segment] = []
    places = [low for low, _ in _clusters([s.at for s in segments])]
    lines: list[list[Segment]] = [[] for _ in places]
    for s in segments:
        lines[bisect_right(places, s.at) - 1].append(s)
    for members in lines:
        members.sort(key=_low)
        at = sum(s.at for s in members) / len(members)
        low, high = members[0].low, members[0].high
        for s in members[1:]:
            if s.low <= high + GAP:
                high = max(high, s.high)
            else:
                out.append(Segment(s.flat, at, low, high))
                low, high = s.low, s.high
        out.append(Segment(members[0].flat, at, low, high))
    return out


_low = attrgetter("low")


def _clusters(values: list[float]) -> list[tuple[float, float]]:
    """Groups of values that lie near each other, as (lowest, highest); a group is never wider than twice NEAR."""
    if not values:
        return []
    out: list[tuple[float, float]] = []
    values = sorted(values)
    low = high = values[0]
    for value in values[1:]:
        if not (value - high <= NEAR and value - low <= 2 * NEAR):
            out.append((low, high))
            low = value
        high = value
    out.append((low, high))
    return out


def _groups(flat: list[Segment], standing: list[Segment]) -> list[tuple[list[Segment], list[Segment]]]:
    """Lines that touch each other, put together."""
    parent = list(range(len(flat) + len(standing)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    reaches = [(v.at, v.low - GAP, v.high + GAP) for v in standing]
    for i, h in enumerate(flat):
        at, left, right = h.at, h.low - GAP, h.high + GAP
        for j, (x, top, bottom) in enumerate(reaches, len(flat)):
            if left <= x <= right and top <= at <= bottom and parent[i] != parent[j]:
                parent[root(i)] = root(j)
    found: dict[int, tuple[list[Segment], list[Segment]]] = {}
    for i, h in enumerate(flat):
        found.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(standing):
        found.setdefault(root(len(flat) + j), ([], []))[1].append(v)
    return [pair for pair in found.values() if pair[1] and len(pair[0]) + len(pair[1]) >= 3]


def _edges(across: list[Segment], along: list[Segment]) -> list[float]:
    """Where the lines ``across`` stand, and where two or more of the lines ``along`` end beyond them."""
    places = [(a + b) / 2 for a, b in _clusters([s.at for s in across])]
    if not places:
        return []
    before = [s.low for s in along if s.low < places[0] - OPEN]
    after = [s.high for s in along if s.high > places[-1] + OPEN]
    if len(before) >= 2:
        places.insert(0, min(before))
    if len(after) >= 2:
        places.append(max(after))
    return places


def _grid(flats: list[Segment], stands: list[Segment]) -> RawGrid | None:
    xs, ys = _edges(stands, flats), _edges(flats, stands)
    if len(xs) < 2 or len(ys) < 2 or len(xs) > MAX_EDGES or len(ys) > MAX_EDGES:
        return None
    upright = _covered(stands, xs, ys)
    level = _covered(flats, ys, xs)
    grid = RawGrid(xs, ys)
    grid.cells = _cells(grid.rows, grid.cols, upright, level)
    grid.index()
    return grid


def _covered(lines: list[Segment], places: list[float], steps: list[float]) -> set[tuple[int, int]]:
    """(edge, step) pairs at which a line is drawn: on edge ``places[e]``, between ``steps[k]`` and ``steps[k + 1]``."""
    out: set[tuple[int, int]] = set()
    for line in lines:
        edge = bisect_left(places, line.at)
        if edge == len(places) or (edge and line.at - places[edge - 1] <= places[edge] - line.at):
            edge -= 1
        if abs(places[edge] - line.at) > 2 * NEAR:
            continue
        first, last = bisect_left(steps, line.low), bisect_right(steps, line.high) - 1
        out.update((edge, k) for k in range(first, last))
        for k in {first - 1, last}:  # the line ends between these steps
            if 0 <= k < len(steps) - 1:
                a, b = steps[k], steps[k + 1]
                if min(b, line.high) - max(a, line.low) >= 0.6 * (b - a):
                    out.add((edge, k))
    return out


def _cells(rows: int, cols: int, walls: set[tuple[int, int]], floors: set[tuple[int, int]]) -> list[RawCell]:
    """Merge neighbours with no line between them. Lines are drawn at ``walls`` (edge, row) and ``floors`` (edge, col)."""
    taken: set[tuple[int, int]] = set()
    out: list[RawCell] = []
    for row in range(rows):
        for col in range(cols):
            if (row, col) in taken:
                continue
            wide = 1
            while col + wide < cols and (col + wide, row) not in walls and (row, col + wide) not in taken:
                wide += 1
            span = range(col, col + wide)
            high = 1
            while row + high < rows and (row + high, col) not in floors and not any(
                (row + high, k) in floors or (row + high, k) in taken or (k > col and (k, row + high) in walls)
                for k in span
            ):
                high += 1
            if wide > 1 or high > 1:
                taken.update((row + i, k) for i in range(high) for k in span)
            top, bottom = (row, col) in floors, (row + high, col) in floors
            if wide > 1:
                top = top or any((row, k) in floors for k in span)
                bottom = bottom or any((row + high, k) in floors for k in span)
            out.append(RawCell(row, col, high, wide, top, bottom))
    return out
