"""Official tables that the file has as tables: rows and columns found by their labels, not by position."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property, lru_cache

from desktop.forms.catalogue import Column, Row, TableSpec
from desktop.forms.found import Found, Slot, holds
from desktop.forms.labels import bare, likeness
from desktop.forms.match import Match, align, fill, names, row_score
from desktop.forms.values import is_value, value_of
from desktop.report import Cell, Table

_UNIT = re.compile("^(?:万?元|条|件|次|篇|个|人|人次|份|项|[-—─]{1,4})$")


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

    def row(self, row: int) -> list[Cell]:
        """The distinct cells that touch a row, left to right, those from above included."""
        out: list[Cell] = []
        for cell in self.at[row]:
            if cell is not None and (not out or out[-1] is not cell):
                out.append(cell)
        return out


def stack(tables: Sequence[Table]) -> Grid:
    """One grid of several tables (a table cut by pages)."""
    rows: list[tuple[Cell | None, ...]] = []
    offsets = []
    for table in tables:
        offsets.append(len(rows))
        grid: list[list[Cell | None]] = [[None] * table.cols for _ in range(table.rows)]
        for cell in table.cells:
            for r in range(cell.row, min(cell.row + cell.rowspan, table.rows)):
                for c in range(cell.col, min(cell.col + cell.colspan, table.cols)):
                    grid[r][c] = cell
        rows += [tuple(line) for line in grid]
    return Grid(tuple(tables), tuple(rows), tuple(offsets))


def find_in_grid(grid: Grid, spec: TableSpec) -> Found | None:
    """The table of the catalogue in a grid, or None when too little of it is there."""
    if words_of(grid, spec) < 3:
        return None
    return _one_row(grid, spec) if spec.layout == "one-row" else _rows(grid, spec)


def words_of(grid: Grid, spec: TableSpec) -> int:
    """How many of the form's labels stand in a grid."""
    words = grid.words
    return sum([label in words for label in _labels(spec)])


@cache
def _labels(spec: TableSpec) -> tuple[str, ...]:
    return (*(n for row in spec.rows for n in names(row)[:1]), *(bare(c.label) for c in spec.columns))


@dataclass(frozen=True, slots=True)
class _Line:
    row: int
    label: Cell
    values: tuple[Cell, ...]


def _lines(grid: Grid, spec: TableSpec) -> list[_Line]:
    """Rows with a label and something to the right of it."""
    out = []
    for row in range(len(grid.at)):
        cells = grid.row(row)
        words = [n for n, c in enumerate(cells) if c.text.strip() and not is_value(c.text) and not _UNIT.match(c.text.strip())]
        if not words:
            continue
        # The label is the last word of the row, but a word in a number column ("若干", "详见附件") is none.
        label = words[-1]
        if len(words) > 1 and not _is_label(cells[label].text, spec):
            label = next((n for n in reversed(words) if _is_label(cells[n].text, spec)), label)
        values = tuple(c for c in cells[label + 1:] if not (_UNIT.match(c.text.strip()) and not set(c.text.strip()) <= set("—-－–")))
        out.append(_Line(row, cells[label], values))
    return out


@lru_cache(maxsize=8192)
def _is_label(text: str, spec: TableSpec) -> bool:
    groups = (*spec.groups, *dict.fromkeys(r.group for r in spec.rows if r.group))
    return any(row_score(text, r, groups) >= 80 for r in spec.rows)


def _rows(grid: Grid, spec: TableSpec) -> Found | None:
    lines = _lines(grid, spec)
    matches = align([line.label.text for line in lines], spec)
    strong = [m for m in matches if m.score >= 80]
    if len(strong) < max(2, min(4, len(spec.own_rows) // 3)):
        return None
    first, last = matches[0].item, matches[-1].item
    taken = {m.item for m in matches}
    spare = [i for i, line in enumerate(lines)
             if i not in taken and first < i <= last and sum(is_value(c.text) for c in line.values) >= len(spec.columns) - 1]
    matches = fill(matches, spec, spare)
    slots: dict[str, Slot] = {}
    heads = 0
    for match in matches:
        line = lines[match.item]
        columns = spec.columns_of(match.row)
        mapped = _by_header(grid, line, columns, matches, lines)
        heads += mapped is not None
        ordered = _by_order(line, len(columns))
        cells = _choose(spec, match.row, columns, mapped, ordered)
        at, col = line.label.end, line.label.col + line.label.colspan - 1
        for column, cell in zip(columns, cells, strict=True):
            # A cell that the row does not have (the line ends early) is blank, at the end of the one before it.
            at, col = (cell.end, cell.col) if cell is not None else (at, col + 1)
            slots[spec.key(match.row.key, column.key)] = (
                Slot(cell.text, cell.start, cell.end, line.row, cell.col) if cell else Slot("", at, at, line.row, col)
            )
    own = sum(1 for m in matches if not m.row.departs)
    score = coverage(matches, spec) + 0.5 * heads / max(len(matches), 1)
    if own < len(spec.own_rows) / 3 or not slots:
        return None
    labels = tuple((lines[m.item].row, lines[m.item].label.col, m.row.key) for m in matches)
    units = _units(grid, spec, [(lines[m.item], m.row) for m in matches])
    return _found(grid, spec, slots, labels, score, units)


def coverage(matches: Sequence[Match], spec: TableSpec) -> float:
    """How much of the form's rows the labels name, 0 to 1; a row of another form stands for those it replaced."""
    replaced = sum(len(m.row.replaces) - 1 for m in matches if m.row.departs)
    return sum(m.score for m in matches) / 100 / max(len(spec.own_rows) - replaced, 1)


def _found(grid: Grid, spec: TableSpec, slots: dict[str, Slot], labels: tuple[tuple[int, int, str], ...], score: float,
           units: dict[str, str]) -> Found:
    cols = max(t.cols for t in grid.tables)
    return Found(spec, len(grid.at), cols, grid.cells, grid.tables[0].start, grid.tables[-1].end, slots, labels, score,
                 False, units)


def _by_header(grid: Grid, line: _Line, columns: Sequence[Column], matches: Iterable[Match],
               lines: Sequence[_Line]) -> list[Cell | None] | None:
    """The cell of each column by the header above the row; None when the header does not name every column."""
    top = next((off for off in reversed(grid.offsets) if off <= line.row), 0)
    found: dict[str, int] = {}
    right = line.label.col + line.label.colspan
    data = {lines[m.item].row for m in matches}
    for row in range(line.row - 1, top - 1, -1):
        if row in data:
            continue
        for cell in grid.row(row):
            if cell.col < right or not cell.text.strip():
                continue
            for column in columns:
                if column.key not in found and _names(cell.text, column) and cell.col not in found.values():
                    found[column.key] = cell.col
                    break
        if len(found) == len(columns):
            break
        if len(columns) <= 3 and found:
            break  # blocks of table two have a header line each; a line above belongs to another block
    if len(found) != len(columns):
        return None
    out: list[Cell | None] = []
    used: list[Cell] = []
    for column in columns:
        cell_at = grid.at[line.row][found[column.key]] if found[column.key] < len(grid.at[line.row]) else None
        if cell_at is None or cell_at is line.label or any(cell_at is u for u in used):
            out.append(None)
        else:
            used.append(cell_at)
            out.append(cell_at)
    return out


@lru_cache(maxsize=8192)
def _names(text: str, column: Column) -> bool:
    plain = bare(text)
    if not plain or plain.isdigit():
        return False
    return any(likeness(plain, bare(name)) >= 82 for name in (column.label, *column.variants)) or (
        column.key == "year" and bool(re.fullmatch(r"(?:20\d\d|[〇零一二三四五六七八九]{4})?年度?(?:数|数量)?", plain))
    )


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
    ties = [e for e in spec.equations() if e.tie.over == "rows" and e.line == row.key]
    results = []
    for cells in (mapped, ordered):
        figures: dict[str, Decimal | None] = {
            spec.key(row.key, c.key): value_of(cell.text, row.number or c.number).number if cell else None
            for c, cell in zip(columns, cells, strict=True)
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
        for cell in grid.row(line.row):
            if cell.col > line.label.col and _UNIT.match(cell.text.strip()) and "—" not in cell.text:
                for column in spec.columns_of(row):
                    out[spec.key(row.key, column.key)] = cell.text.strip()
                break
        for column in spec.columns_of(row):
            if column.number != "amount":
                continue
            for above in range(line.row - 1, max(line.row - 3, -1), -1):
                head = " ".join(c.text for c in grid.row(above))
                unit = re.search(r"(?:单位|金额)?[:：（(]\s*(万元|元|亿元)\s*[）)]?", head)
                if unit:
                    out.setdefault(spec.key(row.key, column.key), unit[1])
                    break
    return out


def _one_row(grid: Grid, spec: TableSpec) -> Found | None:
    """Table four: one line of figures below three groups of columns (or a line for each group)."""
    words = [c.text for t in grid.tables for c in t.cells]
    named = {column.key for column in spec.columns for text in words if _names(text, column)}
    if len(named) < len(spec.columns) - 1:
        return None
    if not any(likeness(bare(text), bare(row.label)) >= 85 for text in words for row in spec.rows):
        return None
    for row in range(len(grid.at) - 1, 0, -1):
        cells = [c for c in grid.row(row) if c.row == row]
        values = [c for c in cells if is_value(c.text)]
        if len(values) < 5 or len(values) * 2 < len(cells) or any(_is_head(c, spec) for c in cells):
            continue
        slots = _columns_above(grid, spec, row) or _in_order(values, spec, row)
        if slots:
            labels = tuple((c.row, c.col, key) for key, c in _group_heads(grid, spec, row))
            return _found(grid, spec, slots, labels, 1.0 + len(slots) / 15, {})
    return None


def _is_head(cell: Cell, spec: TableSpec) -> bool:
    return any(_names(cell.text, column) for column in spec.columns)


def _group_heads(grid: Grid, spec: TableSpec, row: int) -> list[tuple[str, Cell]]:
    out = []
    for spec_row in spec.rows:
        for r in range(row):
            cell = next((c for c in grid.row(r) if c.row == r and likeness(bare(c.text), bare(spec_row.label)) >= 85), None)
            if cell:
                out.append((spec_row.key, cell))
                break
    return out


def _columns_above(grid: Grid, spec: TableSpec, row: int) -> dict[str, Slot] | None:
    """Each column's figure by the headers above it; None unless all of the table is named so."""
    slots: dict[str, Slot] = {}
    seen: list[Cell] = []
    for col in range(len(grid.at[row])):
        value = grid.at[row][col]
        if value is None or value.row != row or any(value is s for s in seen):
            continue
        column_key = row_key = None
        for r in range(row - 1, -1, -1):
            cell = grid.at[r][col] if col < len(grid.at[r]) else None
            if cell is None or not cell.text.strip():
                continue
            if column_key is None:
                column_key = next((c.key for c in spec.columns if _names(cell.text, c)), None)
            elif row_key is None:
                row_key = next((s.key for s in spec.rows if likeness(bare(cell.text), bare(s.label)) >= 82), None)
        if column_key and row_key:
            key = spec.key(row_key, column_key)
            if key in slots:
                return None
            slots[key] = Slot(value.text, value.start, value.end, row, value.col)
            seen.append(value)
    return slots if len(slots) == len(spec.keys) else None


def _in_order(values: Sequence[Cell], spec: TableSpec, row: int) -> dict[str, Slot] | None:
    keys = spec.keys
    if len(values) > len(keys):
        filled = [c for c in values if c.text.strip()]
        values = filled if len(filled) == len(keys) else values
    if len(values) != len(keys):
        return None
    return {k: Slot(c.text, c.start, c.end, row, c.col) for k, c in zip(keys, values, strict=True)}
