"""Tables of RTF: each row states its own cell borders in twips; the grid is put together from them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from desktop.reading.builder import Flow, Grid, GridCell

_NEAR = 20  # twips; borders nearer than this (a third of a millimetre) are one


@dataclass(slots=True)
class CellDef:
    """A cell as the row defines it: its right border and whether it begins or continues a merge."""

    right: int = 0
    across: str | None = None  # "first", "next"
    down: str | None = None


@dataclass(slots=True)
class RowDef:
    """The definition of a row."""

    left: int = 0
    cells: list[CellDef] = field(default_factory=list)
    pending: CellDef = field(default_factory=CellDef)


@dataclass(slots=True)
class Row:
    """A finished row: its definition and what stands in its cells."""

    definition: RowDef
    contents: list[Flow]


def grid_of(rows: list[Row]) -> Grid | None:
    """The rows as one grid with spans; None when there is no cell."""
    edges = _edges(rows)
    cells: list[GridCell] = []
    open_cells: dict[int, GridCell] = {}
    for at, row in enumerate(rows):
        below: dict[int, GridCell] = {}
        last: GridCell | None = None
        left = row.definition.left
        count = max(len(row.contents), 0)
        for n in range(count):
            known = n < len(row.definition.cells)
            made = row.definition.cells[n] if known else CellDef(left + 2 * _NEAR)
            right = max(made.right, left + 1) if known else made.right
            start = _index(edges, left)
            wide = max(_index(edges, right) - start, 1)
            left = right
            if made.across == "next" and last is not None:
                last.colspan += wide
                continue
            if made.down == "next" and start in open_cells:
                last = open_cells[start]
                last.rowspan = at - last.row + 1
                below[start] = last
                continue
            last = GridCell(at, start, 1, wide, row.contents[n])
            cells.append(last)
            if made.down is not None:
                below[start] = last
        open_cells = below
    return Grid(cells) if cells else None


def _edges(rows: list[Row]) -> list[int]:
    """All borders of the table from left to right, near ones taken as one."""
    every = sorted({e for r in rows for e in (r.definition.left, *(c.right for c in r.definition.cells))})
    out: list[int] = []
    for edge in every:
        if not out or edge - out[-1] > _NEAR:
            out.append(edge)
    return out


def _index(edges: list[int], at: int) -> int:
    n = bisect_left(edges, at)
    before = n > 0 and (n == len(edges) or at - edges[n - 1] <= edges[n] - at)
    return n - 1 if before else n
