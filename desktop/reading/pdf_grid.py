"""Ruling lines -> grids: which cells a ruled table on one page has, merged ones included.

A table is a set of lines that touch each other. Its columns and rows lie between the places where lines stand; two
neighbours with no line between them are one cell. A table that runs off the page may lack its last line: it is then
closed where its standing lines end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from desktop.reading.pdf_page import Segment

NEAR = 2.5  # lines closer than this are one line drawn twice
GAP = 4.0  # a break in a line shorter than this is none
OPEN = 5.0  # standing lines that end this far beyond the last flat line leave the table open there
MAX_EDGES = 400
MAX_LINES = 3000  # more lines than this, flat or standing, are a drawing


@dataclass(slots=True)
class RawCell:
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
    _owner: dict[tuple[int, int], int] = field(default_factory=dict)

    @property
    def cols(self) -> int:
        """Number of columns."""
        return len(self.xs) - 1

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.ys) - 1

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the table."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def cell_at(self, x: float, y: float) -> int:
        """Index of the cell at a point that the table holds."""
        row = min(max(bisect_right(self.ys, y) - 1, 0), self.rows - 1)
        col = min(max(bisect_right(self.xs, x) - 1, 0), self.cols - 1)
        return self._owner[row, col]

    def box(self, cell: RawCell) -> tuple[float, float, float, float]:
        """The rectangle of a cell: x0, y0, x1, y1."""
        return (
            self.xs[cell.col], self.ys[cell.row], self.xs[cell.col + cell.colspan], self.ys[cell.row + cell.rowspan]
        )

    def index(self) -> None:
        """Note for each position which cell covers it."""
        self._owner = {
            (cell.row + i, cell.col + j): n
            for n, cell in enumerate(self.cells) for i in range(cell.rowspan) for j in range(cell.colspan)
        }


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
    for place in _clusters([s.at for s in segments]):
        low_at, high_at = place
        members = sorted((s for s in segments if low_at <= s.at <= high_at), key=lambda s: s.low)
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


def _clusters(values: list[float]) -> list[tuple[float, float]]:
    """Groups of values that lie near each other, as (lowest, highest); a group is never wider than twice NEAR."""
    out: list[tuple[float, float]] = []
    for value in sorted(values):
        if out and value - out[-1][1] <= NEAR and value - out[-1][0] <= 2 * NEAR:
            out[-1] = (out[-1][0], value)
        else:
            out.append((value, value))
    return out


def _groups(flat: list[Segment], standing: list[Segment]) -> list[tuple[list[Segment], list[Segment]]]:
    """Lines that touch each other, put together."""
    parent = list(range(len(flat) + len(standing)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for i, h in enumerate(flat):
        for j, v in enumerate(standing):
            if h.low - GAP <= v.at <= h.high + GAP and v.low - GAP <= h.at <= v.high + GAP:
                parent[root(i)] = root(len(flat) + j)
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
    grid.cells = _cells(grid.rows, grid.cols, lambda r, e: (e, r) in upright, lambda e, k: (e, k) in level)
    for cell in grid.cells:
        span = range(cell.col, cell.col + cell.colspan)
        cell.top_line = any((cell.row, k) in level for k in span)
        cell.bottom_line = any((cell.row + cell.rowspan, k) in level for k in span)
    grid.index()
    return grid


def _covered(lines: list[Segment], places: list[float], steps: list[float]) -> set[tuple[int, int]]:
    """(edge, step) pairs at which a line is drawn: on edge ``places[e]``, between ``steps[k]`` and ``steps[k + 1]``."""
    out: set[tuple[int, int]] = set()
    for line in lines:
        edge = min(range(len(places)), key=lambda e: abs(places[e] - line.at))
        if abs(places[edge] - line.at) > 2 * NEAR:
            continue
        for k in range(len(steps) - 1):
            a, b = steps[k], steps[k + 1]
            if min(b, line.high) - max(a, line.low) >= 0.6 * (b - a):
                out.add((edge, k))
    return out


def _cells(
    rows: int, cols: int, wall: Callable[[int, int], bool], floor: Callable[[int, int], bool]
) -> list[RawCell]:
    """Merge neighbours with no line between them. ``wall(row, edge)``, ``floor(edge, col)`` say where lines are."""
    taken: set[tuple[int, int]] = set()
    out: list[RawCell] = []
    for row in range(rows):
        for col in range(cols):
            if (row, col) in taken:
                continue
            wide = 1
            while col + wide < cols and not wall(row, col + wide) and (row, col + wide) not in taken:
                wide += 1
            high = 1
            while row + high < rows and all(
                not floor(row + high, k) and (row + high, k) not in taken for k in range(col, col + wide)
            ) and not any(wall(row + high, k) for k in range(col + 1, col + wide)):
                high += 1
            taken.update((row + i, col + j) for i in range(high) for j in range(wide))
            out.append(RawCell(row, col, high, wide))
    return out
