"""Official tables that the file has as tables: rows and columns found by their labels, not by position."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from desktop.forms.catalogue import Column, Row, TableSpec
from desktop.forms.found import Found, Slot, holds
from desktop.forms.grid import Grid, found_in, heads_column
from desktop.forms.grids_four import one_row
from desktop.forms.match import STRONG, Match, align, fill, row_scores
from desktop.forms.values import is_value, value_of
from desktop.report import Cell


def find_in_grid(grid: Grid, spec: TableSpec) -> Found | None:
    """The table of the catalogue in a grid, or None when too little of it is there."""
    return one_row(grid, spec) if spec.layout == "one-row" else _rows(grid, spec)


@dataclass(frozen=True, slots=True)
class _Line:
    row: int
    label: Cell
    values: tuple[Cell, ...]
    unit: str


def _lines(grid: Grid, spec: TableSpec) -> list[_Line]:
    """Rows with a label and something to the right of it."""
    out = []
    for one in grid.worded:
        cells, words = one.cells, one.words
        # The label is the last word of the row, but a word in a number column ("若干", "详见附件") is none.
        label = words[-1]
        if len(words) > 1 and not _is_label(cells[label].text, spec):
            label = next((n for n in reversed(words) if _is_label(cells[n].text, spec)), label)
        out.append(_Line(one.row, cells[label], one.figures(label), one.unit(cells[label])))
    return out


@lru_cache(maxsize=8192)
def _is_label(text: str, spec: TableSpec) -> bool:
    return max(row_scores(text, spec), default=0.0) >= STRONG


def _rows(grid: Grid, spec: TableSpec) -> Found | None:
    lines = _lines(grid, spec)
    needed = max(2, min(4, len(spec.own_rows) // 3))
    if sum([_is_label(line.label.text, spec) for line in lines]) < needed:
        return None
    matches: Sequence[Match] = align([line.label.text for line in lines], spec)
    strong = [m for m in matches if m.score >= STRONG]
    if len(strong) < needed:
        return None
    first, last = matches[0].item, matches[-1].item
    taken = {m.item for m in matches}
    spare = [i for i, line in enumerate(lines)
             if i not in taken and first < i <= last and sum(is_value(c.text) for c in line.values) >= len(spec.columns) - 1]
    matches = fill(matches, spec, spare)
    headers = _Headers(grid, frozenset(lines[m.item].row for m in matches))
    slots: dict[str, Slot] = {}
    heads = 0
    for match in matches:
        line = lines[match.item]
        columns = spec.columns_of(match.row)
        mapped = _by_header(headers, line, columns)
        heads += mapped is not None
        ordered = _by_order(line, len(columns))
        cells = _choose(spec, match.row, columns, mapped, ordered)
        at, col = line.label.end, line.label.col + line.label.colspan - 1
        for key, cell in zip(spec.keys_of(match.row), cells, strict=True):
            # A cell that the row does not have (the line ends early) is blank, at the end of the one before it.
            at, col = (cell.end, cell.col) if cell is not None else (at, col + 1)
            slots[key] = Slot(cell.text, cell.start, cell.end, line.row, cell.col) if cell else Slot("", at, at, line.row, col)
    own = sum(1 for m in matches if not m.row.departs)
    # Rows with figures that this form does not know speak for another one.
    strange = len(spare) - sum(m.score == 0 for m in matches)
    score = coverage(matches, spec) + 0.5 * heads / max(len(matches), 1) - strange / len(spec.own_rows)
    # A part of the long statistics table, as of one section only, is told apart by fewer rows.
    if own < min(len(spec.own_rows) / 3, 12) or not slots:
        return None
    labels = tuple((lines[m.item].row, lines[m.item].label.col, m.row.key) for m in matches)
    units = _units(grid, spec, [(lines[m.item], m.row) for m in matches])
    return found_in(grid, spec, slots, labels, score, units)


def coverage(matches: Sequence[Match], spec: TableSpec) -> float:
    """How much of the form's rows the labels name, 0 to 1; a row of another form stands for those it replaced."""
    replaced = sum(len(m.row.replaces) - 1 for m in matches if m.row.departs)
    return sum(m.score for m in matches) / 100 / max(len(spec.own_rows) - replaced, 1)


class _Headers:
    """The headers above the rows of a table; ``data`` are the rows that hold its figures.

    Rows with nothing but figures between them and the same header have it looked for once.
    """

    def __init__(self, grid: Grid, data: frozenset[int]) -> None:
        self.grid = grid
        self.data = data
        self._known: dict[tuple[int, int, int, tuple[Column, ...]], list[int] | None] = {}

    def above(self, line: _Line, columns: tuple[Column, ...]) -> list[int] | None:
        """The grid column of each column, as the header above a row says; None unless it names every one."""
        offsets = self.grid.offsets
        top = offsets[bisect_right(offsets, line.row) - 1]
        row = line.row - 1
        while row >= top and row in self.data:
            row -= 1
        right = line.label.col + line.label.colspan
        place = (row, top, right, columns)
        if place not in self._known:
            self._known[place] = self._read(row, top, right, columns)
        return self._known[place]

    def _read(self, bottom: int, top: int, right: int, columns: tuple[Column, ...]) -> list[int] | None:
        found: dict[str, int] = {}
        for row in range(bottom, top - 1, -1):
            if row in self.data:
                continue
            for cell in self.grid.row(row):
                if cell.col < right or not cell.text.strip():
                    continue
                for column in columns:
                    if column.key not in found and heads_column(cell.text, column) and cell.col not in found.values():
                        found[column.key] = cell.col
                        break
            if len(found) == len(columns):
                return [found[column.key] for column in columns]
            if len(columns) <= 3 and found:
                return None  # blocks of table two have a header line each; a line above belongs to another block
        return None


def _by_header(headers: _Headers, line: _Line, columns: tuple[Column, ...]) -> list[Cell | None] | None:
    """The cell of each column by the header above the row; None when the header does not name every column."""
    found = headers.above(line, columns)
    if found is None:
        return None
    row = headers.grid.at[line.row]
    out: list[Cell | None] = []
    used = {id(line.label)}
    for col in found:
        cell = row[col] if col < len(row) else None
        if cell is None or id(cell) in used:
            out.append(None)
        else:
            used.add(id(cell))
            out.append(cell)
    return out


def _by_order(line: _Line, count: int) -> list[Cell | None] | None:
    """The cells behind the label in order; surplus blank cells are passed over."""
    values = list(line.values)
    if len(values) > count:
        filled = [c for c in values if c.text.strip()]
        while len(values) > count and len(filled) != count and not values[0].text.strip():
            values.pop(0)  # blanks behind a label that spans columns elsewhere; a blank among the figures stays
        values = filled if len(filled) == count else values[:count] if not filled[count:] else filled[:count]
    if not values:
        return None
    return [*values, *[None] * (count - len(values))]


def _choose(spec: TableSpec, row: Row, columns: Sequence[Column], mapped: list[Cell | None] | None,
            ordered: list[Cell | None] | None) -> list[Cell | None]:
    """Of the two readings of a row the one whose sum is right (design rule 3); the header's when both are or neither."""
    if mapped is None or ordered is None:
        return mapped or ordered or [None] * len(columns)
    if mapped == ordered:
        return mapped
    ties = spec.row_sums(row.key)
    results = []
    for cells in (mapped, ordered):
        figures: dict[str, Decimal | None] = {
            key: value_of(cell.text, row.number or c.number).number if cell else None
            for key, c, cell in zip(spec.keys_of(row), columns, cells, strict=True)
        }
        results.append([holds(tie, figures) for tie in ties])
    if ties and False in results[0] and all(r is True for r in results[1]):
        return ordered
    if mapped.count(None) > ordered.count(None) and sum(c is None for c in mapped) > 1 and False not in results[1]:
        return ordered
    return mapped


def _units(grid: Grid, spec: TableSpec, rows: Iterable[tuple[_Line, Row]]) -> dict[str, str]:
    """Units named beside the label (a column of units, as in the statistics tables) or in a header above."""
    out = {}
    for line, row in rows:
        if line.unit:
            out.update(dict.fromkeys(spec.keys_of(row), line.unit))
        for key, column in zip(spec.keys_of(row), spec.columns_of(row), strict=True):
            if column.number != "amount":
                continue
            for above in range(line.row - 1, max(line.row - 3, -1), -1):
                head = " ".join(c.text for c in grid.row(above))
                said = re.search(r"(?:单位|金额)?[:：（(]\s*(万元|元|亿元)\s*[）)]?", head)
                if said:
                    out.setdefault(key, said[1])
                    break
    return out
