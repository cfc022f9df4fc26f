"""Puts a Document together so that every span is right by construction.

Readers hand over paragraphs and grids in reading order; the builder writes the text once and notes where each part
stands: cells of a row are parted by a tab, rows and paragraphs by a line feed, ``text[start:end] == cell.text``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from desktop.report import Block, BlockKind, Box, Cell, Document, Table

MAX_SPAN = 1000
MAX_COVERED = 1_000_000  # grid positions under merged cells of one table; beyond that spans are cut to one
BLANKS = " \t\n\r\u00a0\u3000\u2002\u2003\u2009\u200b\ufeff"

_BREAK = re.compile("\r\n|[\r\u000b\u000c\u0085\u2028\u2029]")
_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def shown(text: str) -> str:
    """The text as it can be shown and stored: every kind of line break a line feed, control characters gone."""
    if not _ODD.search(text):
        return text
    return _SURROGATE.sub("\ufffd", _DROPPED.sub("", _BREAK.sub("\n", text)))


@dataclass(slots=True)
class Para:
    """A paragraph on its way into the document; line feeds in it part it into several."""

    text: str
    kind: BlockKind = "paragraph"
    boxes: tuple[Box, ...] = ()


@dataclass(slots=True)
class GridCell:
    """A cell on its way: grid position, spans, and what stands in it (a plain string, or paragraphs and grids)."""

    row: int
    col: int
    rowspan: int
    colspan: int
    content: str | list[Para | Grid]
    box: Box | None = None

    def text(self) -> str:
        """What stands in the cell, nested tables included, as plain text."""
        if isinstance(self.content, str):
            return self.content
        return "\n".join(part.text if isinstance(part, Para) else part.text() for part in self.content)


@dataclass(slots=True)
class Grid:
    """A table on its way. ``boxes`` holds one box a page part."""

    cells: list[GridCell]
    boxes: tuple[Box, ...] = ()

    def text(self) -> str:
        """The plain text of all cells."""
        return "\n".join(cell.text() for cell in self.cells)


Flow = list[Para | Grid]


def _one_line(content: str | list[Para | Grid]) -> str | None:
    """What a cell shows when it holds nothing or one line, as most cells do; else None."""
    if not isinstance(content, str):
        if len(content) != 1 or not isinstance(content[0], Para):
            return None if content else ""
        content = content[0].text
    if content.isalnum():  # a figure or a word: nothing to be put right
        return content
    text = shown(content).strip(BLANKS)
    if "\n" in text:
        return None
    return text.replace("\t", " ") if "\t" in text else text


def settle(cells: Iterable[GridCell]) -> tuple[list[GridCell], int, int]:
    """Cells in reading order with no position covered twice, and the grid's size (rows, columns).

    A span that would cover a taken position is cut back; a cell whose own position is taken moves right. Columns at
    which no cell starts are closed up, so that differing helper lines of a word processor do not widen the table. The
    cells handed in stay as they are.
    """
    taken: set[tuple[int, int]] = set()
    placed: list[GridCell] = []
    ordered = sorted(cells, key=_place)
    last_row = ordered[-1].row if ordered else -1
    for cell in ordered:
        at = row, col = cell.row, cell.col
        if cell.rowspan == 1 == cell.colspan and at not in taken and row >= 0 <= col:  # nearly all of them
            taken.add(at)
            placed.append(cell)
            continue
        row, col = max(row, 0), max(col, 0)
        while (row, col) in taken:
            col += 1
        if len(taken) > MAX_COVERED:
            taken.add((row, col))
            placed.append(GridCell(row, col, 1, 1, cell.content, cell.box))
            continue
        wide = 1
        while wide < min(cell.colspan, MAX_SPAN) and (row, col + wide) not in taken:
            wide += 1
        high = 1
        while high < cell.rowspan and row + high <= last_row and not any(
            (row + high, col + i) in taken for i in range(wide)
        ):
            high += 1
        taken.update((row + i, col + j) for i in range(high) for j in range(wide))
        placed.append(GridCell(row, col, high, wide, cell.content, cell.box))
    return _close_up(placed)


def _close_up(cells: list[GridCell]) -> tuple[list[GridCell], int, int]:
    """Drop rows and columns at which no cell starts."""
    row_edges, col_edges = sorted({c.row for c in cells}), sorted({c.col for c in cells})
    height, width = len(row_edges), len(col_edges)
    if not cells or (row_edges[-1] == height - 1 and col_edges[-1] == width - 1  # nothing to drop, no span beyond the edges
                     and all(c.row + c.rowspan <= height and c.col + c.colspan <= width for c in cells)):
        cells.sort(key=_place)
        return cells, height, width
    rows = {at: i for i, at in enumerate(row_edges)}
    cols = {at: i for i, at in enumerate(col_edges)}
    out = [
        GridCell(
            rows[c.row], cols[c.col],
            1 if c.rowspan == 1 else _between(row_edges, c.row, c.row + c.rowspan),
            1 if c.colspan == 1 else _between(col_edges, c.col, c.col + c.colspan), c.content, c.box,
        )
        for c in cells
    ]
    out.sort(key=_place)
    return out, len(rows), len(cols)


_place = attrgetter("row", "col")


def _between(edges: list[int], start: int, end: int) -> int:
    return bisect_left(edges, end) - bisect_left(edges, start)


def _setters(*names: str) -> list[Callable[[Cell, Any], None]]:
    return [Cell.__dict__[name].__set__ for name in names]


_row, _col, _rowspan, _colspan, _text, _start, _end, _box = _setters(
    "row", "col", "rowspan", "colspan", "text", "start", "end", "box"
)


def _cell_of(cell: GridCell, text: str, start: int, end: int) -> Cell:
    """``Cell(...)`` at a third of its price: a frozen class pays for every field, and tables have thousands of cells."""
    out: Cell = object.__new__(Cell)
    _row(out, cell.row)
    _col(out, cell.col)
    _rowspan(out, cell.rowspan)
    _colspan(out, cell.colspan)
    _text(out, text)
    _start(out, start)
    _end(out, end)
    _box(out, cell.box)
    return out


@dataclass(slots=True)
class TextBuilder:
    """Collects the parts of one document. Call ``build`` once at the end."""

    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _blocks: list[Block] = field(default_factory=list)
    _tables: list[Table] = field(default_factory=list)
    _notices: list[str] = field(default_factory=list)

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _line(self) -> None:
        if self._length:
            self._write("\n")

    def paragraph(self, text: str, kind: BlockKind = "paragraph", boxes: tuple[Box, ...] = ()) -> None:
        """Add a paragraph; each of its lines becomes a block, blank lines are left out.

        Indentation stays in the text, outside of the block's span. ``boxes`` go to the block when it is one line.
        """
        for line in shown(text).replace("\t", " ").split("\n"):
            body = line.strip(BLANKS)
            if not body:
                continue
            line = line.rstrip(BLANKS)
            self._line()
            start = self._length + len(line) - len(body)
            self._write(line)
            self._blocks.append(Block(kind, start, self._length, None, boxes))

    def heading(self, text: str, boxes: tuple[Box, ...] = ()) -> None:
        """Add a heading."""
        self.paragraph(text, "heading", boxes)

    def furniture(self, text: str, boxes: tuple[Box, ...] = ()) -> None:
        """Add what the page adds to the report: running heads, page numbers, navigation."""
        self.paragraph(text, "furniture", boxes)

    def table(self, cells: Iterable[GridCell], boxes: tuple[Box, ...] = ()) -> None:
        """Add a table as one block; spans that overlap are put right first. A table without cells is left out."""
        placed, rows, cols = settle(cells)
        if not placed:
            return
        self._line()
        index = len(self._tables)
        table = self._grid(placed, rows, cols)
        self._blocks.append(Block("table", table.start, table.end, index, boxes))

    def _grid(self, placed: Sequence[GridCell], rows: int, cols: int) -> Table:
        index = len(self._tables)
        start = self._length
        self._tables.append(Table(rows, cols, (), start, start))  # holds the place before nested tables
        out: list[Cell] = []
        parts = self._parts
        row = placed[0].row
        for n, cell in enumerate(placed):
            if n:
                parts.append("\t" if cell.row == row else "\n")
                self._length += 1
            row = cell.row
            at = self._length
            text = _one_line(cell.content)
            if text is None:
                self._cell(cell.content)
                text = self._since(at)
            elif text:
                parts.append(text)
                self._length = at + len(text)
            out.append(_cell_of(cell, text, at, self._length))
        table = Table(rows, cols, tuple(out), start, self._length)
        self._tables[index] = table
        return table

    def _cell(self, content: str | list[Para | Grid]) -> None:
        if isinstance(content, str):
            content = [Para(content)]
        first = True
        for part in content:
            if isinstance(part, Para):
                lines = [line.strip(BLANKS) for line in shown(part.text).replace("\t", " ").split("\n")]
                text = "\n".join(filter(None, lines))
                if text:
                    self._write(text if first else "\n" + text)
                    first = False
                continue
            placed, rows, cols = settle(part.cells)
            if placed and part.text().strip():
                if not first:
                    self._write("\n")
                self._grid(placed, rows, cols)
                first = False

    def _since(self, at: int) -> str:
        """The text written from an offset on; the parts are joined from the back only as far as needed."""
        left = self._length - at
        out: list[str] = []
        for part in reversed(self._parts):
            if left <= 0:
                break
            out.append(part)
            left -= len(part)
        return "".join(reversed(out))

    def pour(self, flow: Iterable[Para | Grid]) -> None:
        """Add paragraphs and grids in order; a grid that only lays out a page is taken apart into its paragraphs."""
        for part in flatten(flow):
            if isinstance(part, Para):
                self.paragraph(part.text, part.kind, part.boxes)
            else:
                self.table(part.cells, part.boxes)

    def notice(self, text: str) -> None:
        """Add a remark for the reviewer, once."""
        if text not in self._notices:
            self._notices.append(text)

    def build(
        self, format: str, *, pages: int = 0, page_sizes: tuple[tuple[float, float], ...] = (),
        posted: str | None = None, title: str | None = None, meta: tuple[tuple[str, str], ...] = (),
    ) -> Document:
        """The document; ``format`` is the name of the contract (``docx``, ``html`` …)."""
        return Document(
            "".join(self._parts), format, tuple(self._blocks), tuple(self._tables), tuple(self._notices), pages,
            page_sizes, posted, title, meta,
        )


def flatten(flow: Iterable[Para | Grid]) -> Iterator[Para | Grid]:
    """The same flow with grids that only lay out a page taken apart."""
    for part in flow:
        if isinstance(part, Para) or not is_layout(part):
            yield part
            continue
        for cell in sorted(part.cells, key=_place):
            yield from flatten([Para(cell.content)] if isinstance(cell.content, str) else cell.content)


def flow_of(document: Document) -> Flow:
    """A document's paragraphs and tables, to be laid into another one; what the page adds is left out."""
    out: Flow = []
    for block in document.blocks:
        if block.table is not None:
            cells = document.tables[block.table].cells
            out.append(Grid([GridCell(c.row, c.col, c.rowspan, c.colspan, c.text) for c in cells]))
        elif block.kind != "furniture":
            out.append(Para(document.text[block.start:block.end], block.kind))
    return out


def is_layout(grid: Grid) -> bool:
    """Whether a grid only arranges a page: one column, or a frame around other tables or around long prose."""
    if len({c.col for c in grid.cells}) <= 1:
        return True
    nested = sum(
        len(part.cells) for c in grid.cells if not isinstance(c.content, str)
        for part in c.content if isinstance(part, Grid)
    )
    if not nested and len(grid.cells) > 16:
        return False
    lengths = [length for c in grid.cells if (length := len(c.text().strip(BLANKS)))]
    if len(lengths) <= 1:
        # A blank form is a table too: only a grid with hardly a cell at all is a frame.
        return len(grid.cells) <= 4
    return nested > len(lengths) or (max(lengths) > 600 and len(lengths) <= 8)
