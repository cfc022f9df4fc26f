"""The part of an official table that a finding is about: its head, the rows concerned, the failing cells marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from desktop.report import Evidence, FormTable, Report

# More rows than this are no excerpt any more; a column sum shows its first rows, a gap, and its total.
MOST_ROWS = 12


@dataclass(frozen=True, slots=True)
class ExcerptCell:
    """A cell of an excerpt on the excerpt's own grid; ``marked`` cells fail, ``label`` cells are printed by the form."""

    row: int
    col: int
    rowspan: int
    colspan: int
    text: str
    marked: bool
    label: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A drawn piece of a table: ``rows`` x ``cols``; ``gaps`` are rows after which rows of the report are left out;
    ``labels`` counts the label columns on the left."""

    rows: int
    cols: int
    cells: tuple[ExcerptCell, ...]
    gaps: tuple[int, ...]
    labels: int


def excerpt(report: Report, evidence: Iterable[Evidence]) -> Excerpt | None:
    """The excerpt for the first table that evidence of this report names, or None when it names none."""
    cells = [e for e in evidence if e.table and e.file is None and e.row is not None and e.col is not None]
    if not cells:
        return None
    marked = {(e.row, e.col) for e in cells if e.table == cells[0].table}
    table = _table(report, cells[0].table, marked)
    if table is None:
        return None
    figures, labels = _figures(report, table)
    wanted = sorted({row for row, _ in marked if row is not None and row < table.rows})
    if not wanted:
        return None
    if len(wanted) > MOST_ROWS:
        wanted = wanted[:MOST_ROWS - 1] + wanted[-1:]
    heads = {row for wish in wanted for row in _heads(table, figures, wish)}
    rows = sorted(heads.union(wanted))
    gaps = tuple(index for index, (a, b) in enumerate(pairwise(rows)) if b > a + 1)
    place = {row: index for index, row in enumerate(rows)}
    out = []
    for cell in table.cells:
        covered = [place[row] for row in range(cell.row, cell.row + cell.rowspan) if row in place]
        if not covered:
            continue
        hit = any(cell.row <= (r or 0) < cell.row + cell.rowspan and cell.col <= (c or 0) < cell.col + cell.colspan
                  for r, c in marked)
        out.append(ExcerptCell(covered[0], cell.col, covered[-1] - covered[0] + 1, cell.colspan,
                               " ".join(cell.text.split()), hit, cell.row not in figures or cell.col < labels))
    return Excerpt(len(rows), table.cols, tuple(out), gaps, labels)


def labels_at(report: Report, table_id: str, row: int | None, col: int | None) -> tuple[str, str]:
    """(row label, column label) of a cell, as the report prints them; empty where there is none."""
    if row is None or col is None:
        return "", ""
    table = _table(report, table_id, {(row, col)})
    if table is None:
        return "", ""
    figures, labels = _figures(report, table)
    left = [c for c in table.cells if c.row <= row < c.row + c.rowspan and c.col < labels and c.text.strip()]
    heads = _heads(table, figures, row)
    above = [c for c in table.cells
             if c.row in heads and c.col <= col < c.col + c.colspan and c.text.strip()] if col >= labels else []
    # One row of figures under a tall head (reviews and lawsuits): only the whole chain says which column is meant.
    chain = above if table.id == "review" else above[-1:]
    return _one_line(left[-1].text) if left else "", "—".join(_one_line(c.text) for c in chain)


def _figures(report: Report, table: FormTable) -> tuple[set[int], int]:
    """(rows that hold figures, number of label columns) of an official table, by where its facts stand."""
    facts = [f for f in report.facts if f.table == table.id and table.start <= f.start and f.end <= table.end]
    if not facts:
        return set(range(1, table.rows)), min(1, table.cols)
    return {f.row for f in facts}, min(f.col for f in facts)


def _heads(table: FormTable, figures: set[int], row: int) -> list[int]:
    """The head that stands over a row: the nearest rows above it without figures. A long statistics table prints its
    head once, at the top, and part names between its rows."""
    top = row
    while top > 0 and top - 1 in figures:
        top -= 1
    first = top
    while first > 0 and first - 1 not in figures:
        first -= 1
    heads = list(range(first, top))
    return sorted({0, *heads}) if table.id == "stats" and row > 0 else heads


def _table(report: Report, table_id: str | None, places: set[tuple[int | None, int | None]]) -> FormTable | None:
    """The official table with this id; of several, the first that has all the places."""
    named = [t for t in report.tables if t.id == table_id]
    fitting = [t for t in named if all((r or 0) < t.rows and (c or 0) < t.cols for r, c in places)]
    return next(iter(fitting or named), None)


def _one_line(text: str) -> str:
    return "".join(text.split())
