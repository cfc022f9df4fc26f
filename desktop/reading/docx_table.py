"""Tables of Word documents: merged cells, shifted rows, rows and cells that a revision added or took away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from desktop.reading.builder import Flow, Grid, GridCell
from desktop.reading.docx_numbering import W
from desktop.reading.docx_styles import switched_on
from desktop.reading.docx_xml import (
    ADDED,
    ALTERNATE,
    HIDDEN,
    MERGES,
    SDT,
    SDT_CONTENT,
    TC,
    THROUGH,
    TR,
    TRACKED,
    TRPR,
    VAL,
    children,
    count,
)

_GRID_BEFORE, _DEL, _INS = W + "gridBefore", W + "del", W + "ins"
_ROW_HIDDEN, _CELL_DEL = W + "hidden", W + "cellDel"
Merges = dict[Any, list[Any]]  # the properties of each cell that is merged or deleted
Content = Callable[[Any], "str | Flow"]
Notice = Callable[[str], None]


def merges_of(root: Any) -> Merges:
    """What merges or deletes cells of a part, by cell, in one sweep of the parser's own."""
    out: Merges = {}
    for node in root.iter(*MERGES, _CELL_DEL):
        out.setdefault(node.getparent().getparent(), []).append(node)
    return out


def grid_of(table: Any, merges: Merges, content: Content, notice: Notice) -> Grid | None:
    """A table with its cells' contents as ``content`` reads them; None without a cell."""
    cells: list[GridCell] = []
    open_cells: dict[int, GridCell] = {}  # merged downwards, by their first grid column
    get = merges.get
    row = -1
    for tr, col, plain in _rows(table, notice):
        row += 1
        below: dict[int, GridCell] = {}
        last: GridCell | None = None
        for tc in plain if plain is not None else _cells(tr):
            own = get(tc)
            if own is None:
                last = GridCell(row, col, 1, 1, content(tc))
                cells.append(last)
                col += 1
                continue
            if own[-1].tag == _CELL_DEL or own[0].tag == _CELL_DEL:
                notice(TRACKED)
                continue
            span, down, across = _spans(own)
            if across == "continue" and last is not None:
                last.colspan += span
            elif down == "continue" and col in open_cells:
                last = open_cells[col]
                last.rowspan = row - last.row + 1
                below[col] = last
            else:
                last = GridCell(row, col, 1, span, content(tc))
                cells.append(last)
                if down is not None:
                    below[col] = last
            col += span
        open_cells = below
    return Grid(cells) if cells else None


def _rows(parent: Any, notice: Notice) -> Iterator[tuple[Any, int, list[Any] | None]]:
    """The rows that are shown, each with its first grid column and, when it holds nothing else, its plain cells."""
    for node in parent:
        tag = node.tag
        if tag == TR:
            parts = node.getchildren()
            before = 0
            if parts and parts[0].tag != TC:
                properties = node.find(TRPR)
                if properties is not None:
                    if not _shown(properties, notice):
                        continue
                    before = count(properties.find(_GRID_BEFORE))
                    parts = [part for part in parts if part is not properties]
            yield node, before, parts if all(part.tag == TC for part in parts) else None
        elif tag == SDT:
            content = node.find(SDT_CONTENT)
            if content is not None:
                yield from _rows(content, notice)
        elif tag in ADDED or tag in THROUGH:
            yield from _rows(node, notice)
        elif tag == ALTERNATE:
            yield from _rows(list(children([node])), notice)


def _shown(properties: Any, notice: Notice) -> bool:
    """Whether a row is there once changes are accepted, and not hidden."""
    if not len(properties):
        return True
    if properties.find(_DEL) is not None:
        notice(TRACKED)
        return False
    if properties.find(_INS) is not None:
        notice(TRACKED)
    if switched_on(properties.find(_ROW_HIDDEN)):
        notice(HIDDEN)
        return False
    return True


def _cells(parent: Any) -> Iterator[Any]:
    for node in children(parent):
        tag = node.tag
        if tag == TC:
            yield node
        elif tag == SDT:
            content = node.find(SDT_CONTENT)
            if content is not None:
                yield from _cells(content)
        elif tag in ADDED or tag in THROUGH:
            yield from _cells(node)


def _spans(merges: list[Any]) -> tuple[int, str | None, str | None]:
    """Columns covered, and whether the cell begins or continues a merge downwards and across."""
    span, down, across = 1, None, None
    for node in merges:
        if node.tag == MERGES[0]:
            span = max(count(node, 1), 1)
        elif node.tag == MERGES[1]:
            down = node.get(VAL) or "continue"
        else:
            across = node.get(VAL) or "continue"
    return span, down, across
