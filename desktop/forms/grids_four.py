"""Table four where the file has it as a table: one line of figures below three groups of columns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from desktop.forms.catalogue import TableSpec
from desktop.forms.found import Found, Slot
from desktop.forms.grid import Grid, found_in, heads_column
from desktop.forms.labels import bare, likeness
from desktop.forms.values import is_value
from desktop.report import Cell


def one_row(grid: Grid, spec: TableSpec) -> Found | None:
    """Table four: one line of figures below three groups of columns (or a line for each group)."""
    words = {c.text for t in grid.tables for c in t.cells}
    named = {column.key for column in spec.columns for text in words if heads_column(text, column)}
    if len(named) < len(spec.columns) - 1:
        return None
    if not any(max(_row_scores(text, spec)) >= 85 for text in words):
        return None
    for row in range(len(grid.at) - 1, 0, -1):
        cells = [c for c in grid.row(row) if c.row == row]
        values = [c for c in cells if is_value(c.text)]
        if len(values) < 5 or len(values) * 2 < len(cells) or any(_column_headed(c.text, spec) for c in cells):
            continue
        slots = _columns_above(grid, spec, row) or _in_order(values, spec, row)
        if slots:
            labels = tuple((c.row, c.col, key) for key, c in _group_heads(grid, spec, row))
            return found_in(grid, spec, slots, labels, 1.0 + len(slots) / 15, {})
    return _line_each(grid, spec)


def _line_each(grid: Grid, spec: TableSpec) -> Found | None:
    """The same with a line for each group: its label, then as many figures as there are columns."""
    slots: dict[str, Slot] = {}
    labels: list[tuple[int, int, str]] = []
    for row in range(len(grid.at)):
        cells = [c for c in grid.row(row) if c.row == row]
        at = max((n for n, c in enumerate(cells) if c.text.strip() and not is_value(c.text)), default=-1)
        values = cells[at + 1:]
        spec_row = next((r for r in spec.rows if at >= 0 and _names_row(cells[at].text, r.label)), None)
        if spec_row is None or len(values) != len(spec.columns) or not any(c.text.strip() for c in values):
            continue
        keys = spec.keys_of(spec_row)
        if keys[0] in slots:
            return None
        slots |= {k: Slot(c.text, c.start, c.end, row, c.col) for k, c in zip(keys, values, strict=True)}
        labels.append((row, cells[at].col, spec_row.key))
    return found_in(grid, spec, slots, tuple(labels), 1.0 + len(slots) / 15, {}) if len(slots) == len(spec.keys) else None


def _names_row(text: str, label: str) -> bool:
    """Whether a label is a row's, alone or in brackets behind its group (行政诉讼（未经复议直接起诉）)."""
    return likeness(bare(text), bare(label)) >= 82 or bare(text) == bare(f"行政诉讼{label}")


@lru_cache(maxsize=2048)
def _column_headed(text: str, spec: TableSpec) -> str | None:
    """The key of the first column that a header names."""
    return next((c.key for c in spec.columns if heads_column(text, c)), None)


@lru_cache(maxsize=2048)
def _row_scores(text: str, spec: TableSpec) -> tuple[float, ...]:
    """How well a header names each of the rows, 0 to 100."""
    return tuple(likeness(bare(text), bare(row.label)) for row in spec.rows)


def _row_headed(text: str, spec: TableSpec) -> str | None:
    """The key of the first row that a header names."""
    return next((row.key for row, score in zip(spec.rows, _row_scores(text, spec), strict=True) if score >= 82), None)


def _group_heads(grid: Grid, spec: TableSpec, row: int) -> list[tuple[str, Cell]]:
    out = []
    for n, spec_row in enumerate(spec.rows):
        for r in range(row):
            cell = next((c for c in grid.row(r) if c.row == r and _row_scores(c.text, spec)[n] >= 85), None)
            if cell:
                out.append((spec_row.key, cell))
                break
    return out


def _columns_above(grid: Grid, spec: TableSpec, row: int) -> dict[str, Slot] | None:
    """Each column's figure by the headers above it; None unless all of the table is named so."""
    slots: dict[str, Slot] = {}
    seen: set[int] = set()
    for col in range(len(grid.at[row])):
        value = grid.at[row][col]
        if value is None or value.row != row or id(value) in seen:
            continue
        column_key = row_key = None
        for r in range(row - 1, -1, -1):
            cell = grid.at[r][col] if col < len(grid.at[r]) else None
            if cell is None or not cell.text.strip():
                continue
            if column_key is None:
                column_key = _column_headed(cell.text, spec)
            elif row_key is None:
                row_key = _row_headed(cell.text, spec)
        if column_key and row_key:
            key = spec.key(row_key, column_key)
            if key in slots:
                return None
            slots[key] = Slot(value.text, value.start, value.end, row, value.col)
            seen.add(id(value))
    return slots if len(slots) == len(spec.keys) else None


def _in_order(values: Sequence[Cell], spec: TableSpec, row: int) -> dict[str, Slot] | None:
    keys = spec.keys
    if len(values) > len(keys):
        filled = [c for c in values if c.text.strip()]
        values = filled if len(filled) == len(keys) else values
    if len(values) != len(keys):
        return None
    return {k: Slot(c.text, c.start, c.end, row, c.col) for k, c in zip(keys, values, strict=True)}
