"""A document's tables as grids of cells, with what the search for official tables asks of them again and again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from desktop.forms.catalogue import Column, TableSpec, table_specs
from desktop.forms.found import Found, Slot
from desktop.forms.labels import bare, likeness
from desktop.forms.match import names
from desktop.forms.values import is_value
from desktop.report import Cell, Table

_UNIT = re.compile("^(?:万?元|条|件|次|篇|个|人|人次|份|项|[-—─]{1,4})$")
_DASHES = frozenset("—-－–")


@dataclass(frozen=True)
class Grid:
    """Document tables stacked: ``at[row][col]`` is the cell there, with rows counted over all of them."""

    tables: tuple[Table, ...]
    at: tuple[tuple[Cell | None, ...], ...]
    offsets: tuple[int, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells with stacked row numbers."""
        return tuple(
            c if not off else Cell(c.row + off, c.col, c.rowspan, c.colspan, c.text, c.start, c.end, c.box)
            for table, off in zip(self.tables, self.offsets, strict=True) for c in table.cells
        )

    @cached_property
    def words(self) -> str:
        """The bare text of all cells, a bar between them."""
        return "|".join(bare(c.text) for t in self.tables for c in t.cells)

    @cached_property
    def named(self) -> frozenset[str]:
        """The labels of the forms that stand in the grid."""
        words = self.words
        return frozenset([label for label in _all_labels() if label in words])

    def row(self, row: int) -> tuple[Cell, ...]:
        """The distinct cells that touch a row, left to right, those from above included."""
        return self._distinct[row]

    @cached_property
    def _distinct(self) -> tuple[tuple[Cell, ...], ...]:
        rows = []
        for cells in self.at:
            out: list[Cell] = []
            for cell in cells:
                if cell is not None and (not out or out[-1] is not cell):
                    out.append(cell)
            rows.append(tuple(out))
        return tuple(rows)

    @cached_property
    def worded(self) -> tuple[Worded, ...]:
        """The rows in which words stand, whatever form they may be of."""
        out = []
        for row, cells in enumerate(self._distinct):
            words = tuple([n for n, c in enumerate(cells) if _is_word(c.text)])
            if words:
                units = tuple([unit_in(c.text) for c in cells])
                out.append(Worded(row, cells, words, units if any(units) else ()))
        return tuple(out)


@dataclass(frozen=True, slots=True)
class Worded:
    """A row of a grid; ``words`` are the positions of its cells that hold words, not figures or units.

    ``units`` holds the unit of each cell, empty where it is none; it is empty when the row has no units at all.
    """

    row: int
    cells: tuple[Cell, ...]
    words: tuple[int, ...]
    units: tuple[str, ...]

    def figures(self, label: int) -> tuple[Cell, ...]:
        """The places for figures behind a label: a dash may be one, a unit is none."""
        cells = self.cells[label + 1:]
        if not self.units:
            return cells
        return tuple(c for c, unit in zip(cells, self.units[label + 1:], strict=True) if set(unit) <= _DASHES)

    def unit(self, label: Cell) -> str:
        """The unit named beside a label (a column of units, as in the statistics tables)."""
        beside = (u for c, u in zip(self.cells, self.units, strict=False) if u and c.col > label.col and "—" not in u)
        return next(beside, "") if self.units else ""


@lru_cache(maxsize=8192)
def _is_word(text: str) -> bool:
    return bool(text.strip()) and not is_value(text) and not unit_in(text)


@lru_cache(maxsize=8192)
def unit_in(text: str) -> str:
    """The unit (or dashes in its place) that a cell holds and nothing else."""
    plain = text.strip()
    return plain if _UNIT.match(plain) else ""


def stack(tables: Sequence[Table]) -> Grid:
    """One grid of several tables (a table cut by pages)."""
    rows: list[tuple[Cell | None, ...]] = []
    offsets = []
    for table in tables:
        offsets.append(len(rows))
        height, width = table.rows, table.cols
        grid: list[list[Cell | None]] = [[None] * width for _ in range(height)]
        for cell in table.cells:
            row, col = cell.row, cell.col
            if cell.rowspan == 1 == cell.colspan and row < height and col < width:
                grid[row][col] = cell
                continue
            for line in grid[row:row + cell.rowspan]:
                for at in range(col, min(col + cell.colspan, width)):
                    line[at] = cell
        rows += [tuple(line) for line in grid]
    return Grid(tuple(tables), tuple(rows), tuple(offsets))


def words_of(named: frozenset[str], spec: TableSpec) -> int:
    """How many of the form's labels are among those named in grids."""
    return sum([label in named for label in _labels(spec)])


@cache
def _labels(spec: TableSpec) -> tuple[str, ...]:
    return (*(n for row in spec.rows for n in names(row)[:1]), *(bare(c.label) for c in spec.columns))


@cache
def _all_labels() -> frozenset[str]:
    return frozenset(label for spec in table_specs() for label in _labels(spec))


@lru_cache(maxsize=8192)
def heads_column(text: str, column: Column) -> bool:
    """Whether a text is the head of a column."""
    plain = bare(text)
    if not plain or plain.isdigit():
        return False
    return any(likeness(plain, bare(name)) >= 82 for name in (column.label, *column.variants)) or (
        column.key == "year" and bool(re.fullmatch(r"(?:20\d\d|[〇零一二三四五六七八九]{4})?年度?(?:数|数量)?", plain))
    )


def found_in(grid: Grid, spec: TableSpec, slots: dict[str, Slot], labels: tuple[tuple[int, int, str], ...], score: float,
             units: dict[str, str]) -> Found:
    """A table with its figures as found in a grid."""
    cols = max(t.cols for t in grid.tables)
    return Found(spec, len(grid.at), cols, grid.cells, grid.tables[0].start, grid.tables[-1].end, slots, labels, score,
                 False, units)
