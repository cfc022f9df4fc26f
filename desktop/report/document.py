"""What a submitted file says: one text, and the places of its parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["paragraph", "heading", "table", "furniture"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page: page from 1, points, origin top left."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, table or piece of page furniture, as a span of the text.

    ``furniture`` is what the page adds to the report (running heads, page numbers, navigation of a web page): it stays
    in the text, but checks pass over it. ``boxes`` holds one box a line or page part, for formats that have pages.
    ``table`` is the index into ``Document.tables`` when the kind is ``table``.
    """

    kind: BlockKind
    start: int
    end: int
    table: int | None = None
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell at its top left grid position; ``document.text[start:end] == text`` always holds."""

    row: int
    col: int
    rowspan: int
    colspan: int
    text: str
    start: int
    end: int
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of ``rows`` x ``cols`` positions, each covered by at most one cell; cells stand in reading order."""

    rows: int
    cols: int
    cells: tuple[Cell, ...]
    start: int
    end: int

    def at(self, row: int, col: int) -> Cell | None:
        """The cell that covers a grid position, merged cells included."""
        for cell in self.cells:
            if cell.row <= row < cell.row + cell.rowspan and cell.col <= col < cell.col + cell.colspan:
                return cell
        return None


@dataclass(frozen=True, slots=True)
class Document:
    """A submission as read: ``text`` is exactly what the reviewer sees, in the original script.

    ``blocks`` stand in reading order and do not overlap; a table block covers all its cells. In the text, cells of a
    row are parted by a tab, rows and paragraphs by a line feed. ``notices`` are remarks of the reader for the
    reviewer, in Chinese (tracked changes, hidden text, losses). ``pages`` is 0 for formats without pages;
    ``page_sizes`` gives width and height of each page in points. ``posted`` is a date found in the file's own metadata
    or page furniture (ISO), never the clock.
    """

    text: str
    format: str
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    notices: tuple[str, ...] = ()
    pages: int = 0
    page_sizes: tuple[tuple[float, float], ...] = ()
    posted: str | None = None
    title: str | None = None
    meta: tuple[tuple[str, str], ...] = field(default=())
