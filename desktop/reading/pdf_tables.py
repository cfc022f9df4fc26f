"""Ruled grids with their text, and tables put together over page breaks.

A page break cuts tables in three ways: between two rows, through a row, and through a merged cell that goes on. The
lines at the page edge tell them apart where they are drawn; where every edge is closed the text decides.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from desktop.reading.builder import GridCell
from desktop.reading.pdf_grid import RawGrid
from desktop.reading.pdf_lines import CELL_GAP, lines_of, run_on
from desktop.reading.pdf_page import Char
from desktop.report import Box

SAME = 4.0  # points: column edges this near are one edge
HEAD = 6  # rows: a header is not higher than this
SHIFT = 60.0  # points: a table may stand this much further left or right on the next page (binding margin)

_NUMBER = re.compile(r"[\s+\-—–/\\.,，%％\d０-９〇○元件条万]*[\d０-９][\s.,，%％\d０-９元件条万]*|[/\\—–\-]+")
_ORDINAL = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|其中|第[一二三四五六七八九十]+条")


class Part(Struct):
    """A cell with its text. ``full``: its last line reaches the right edge; ``low``/``high``: its text touches the
    lower/upper edge of the cell, so that it may have been cut there."""

    row: int
    col: int
    rowspan: int
    colspan: int
    text: str
    box: Box
    full: bool = False
    low: bool = False
    high: bool = False
    top_line: bool = True
    bottom_line: bool = True

    @property
    def numeric(self) -> bool:
        """Whether the cell holds a figure."""
        return bool(_NUMBER.fullmatch(self.text))


@dataclass(slots=True)
class PageTable:
    """A table, over one page or several: column edges of its last page, rows so far, cells, one box a page.

    ``head`` holds the cells that start in the first rows and ``foot`` those that reach the last row, so that a table
    over hundreds of pages is not walked through at every page.
    """

    xs: list[float]
    rows: int
    cells: list[Part]
    boxes: list[Box]
    head: list[Part]
    foot: list[Part]
    dropped: list[tuple[str, Box]] = field(default_factory=list)  # repeated headers, taken out
    loose: bool = False  # found by the places of its figures: its edges are guesses

    @property
    def width(self) -> float:
        """Width in points."""
        return self.xs[-1] - self.xs[0]

    @property
    def cols(self) -> int:
        """Number of columns."""
        return len(self.xs) - 1

    def grid(self) -> list[GridCell]:
        """The cells for the builder."""
        return [GridCell(p.row, p.col, p.rowspan, p.colspan, p.text, p.box) for p in self.cells]


def fill(grid: RawGrid, chars: Sequence[Char], page: int) -> PageTable:
    """Put the characters that stand in a grid into its cells."""
    inside: list[list[Char]] = [[] for _ in grid.cells]
    for char, x, y in _whole_numbers(grid, chars):
        inside[grid.cell_at(x, y)].append(char)
    parts = []
    xs, ys = [round(x, 2) for x in grid.xs], [round(y, 2) for y in grid.ys]
    for cell, held in zip(grid.cells, inside, strict=True):
        right, bottom = cell.col + cell.colspan, cell.row + cell.rowspan
        box = Box(page, xs[cell.col], ys[cell.row], xs[right], ys[bottom])
        part = Part(cell.row, cell.col, cell.rowspan, cell.colspan, "", box)
        part.top_line, part.bottom_line = cell.top_line, cell.bottom_line
        if held and (lines := lines_of(held, CELL_GAP)):
            first, last = lines[0], lines[-1]
            part.text = run_on(lines)
            part.full = grid.xs[right] - last.x1 < 2 * last.size or len(last.text) == 1
            part.low = grid.ys[bottom] - last.y1 < 1.5 * last.size
            part.high = first.y0 - grid.ys[cell.row] < 1.5 * first.size
        parts.append(part)
    whole = Box(page, xs[0], ys[0], xs[-1], ys[-1])
    head = [p for p in parts if p.row < HEAD]
    foot = [p for p in parts if p.row + p.rowspan == grid.rows]
    return PageTable(list(grid.xs), grid.rows, parts, [whole], head, foot)


def _whole_numbers(grid: RawGrid, chars: Sequence[Char]) -> list[tuple[Char, float, float]]:
    """Each character with the point that decides its cell; a number too wide for its cell stays in one piece."""
    out: list[tuple[Char, float, float]] = []
    run: list[Char] = []
    edges = grid.xs[1:-1]

    def close() -> None:
        y = (run[0].y0 + run[0].y1) / 2
        if len(run) > 1 and any(_crossed(char, edges) for char in run):
            middle = (run[0].x0 + run[-1].x1) / 2
            out.extend((char, middle, y) for char in run)
        else:
            out.extend((char, (char.x0 + char.x1) / 2, y) for char in run)
        run.clear()

    for char in chars:
        if char.text.isdigit() or char.text in ".,":
            if run and not (-1 < char.x0 - run[-1].x1 < 0.3 * char.size and abs(char.base - run[-1].base) < 1):
                close()
            run.append(char)
        else:
            if run:
                close()
            # A base line tells the row better than the box of a tall font.
            y = char.base - 0.3 * char.size
            out.append((char, (char.x0 + char.x1) / 2, y if char.y0 < y < char.y1 else char.y1))
    if run:
        close()
    return out


def _crossed(char: Char, edges: list[float]) -> bool:
    """Whether one of the edges goes through the middle of a character."""
    margin = 0.2 * (char.x1 - char.x0)
    at = bisect_right(edges, char.x0 + margin)
    return at < len(edges) and edges[at] < char.x1 - margin


def continues(upper: PageTable, lower: PageTable) -> bool:
    """Whether a table may be the rest of the one before: the same outer edges, and columns that fit."""
    if upper.loose or lower.loose or abs(upper.width - lower.width) > 2 * SAME or abs(upper.xs[0] - lower.xs[0]) > SHIFT:
        return False
    shift = upper.xs[0] - lower.xs[0]
    moved = [x + shift for x in lower.xs]
    few, many = (upper.xs, moved) if len(upper.xs) <= len(moved) else (moved, upper.xs)
    return all(any(abs(a - b) <= SAME for b in many) for a in few) or min(upper.cols, lower.cols) <= 5


def join(upper: PageTable, lower: PageTable, cut: bool = True) -> PageTable:
    """One table of two. ``cut``: a page break lies between, so cells and rows may have been cut in two."""
    shift = upper.xs[0] - lower.xs[0]
    moved = [x + shift for x in lower.xs]
    xs = _union(upper.xs, moved)
    if len(xs) > len(upper.xs):
        _spread(upper.cells, upper.xs, xs)
    below = _spread(lower.cells, moved, xs)
    below, dropped = _without_header(upper.head, below, lower.rows) if cut else (below, [])
    rows = upper.rows
    if below and cut:
        rows -= _mend(upper.foot, below, rows)
    for part in below:
        part.row += rows
    end = max(p.row + p.rowspan for p in [*upper.foot, *below])
    upper.cells.extend(below)
    upper.foot = [p for p in [*upper.foot, *below] if p.row + p.rowspan == end]
    # The edges of the next page are compared with those of this one.
    upper.xs, upper.rows = [x - shift for x in xs], end
    upper.boxes += lower.boxes
    upper.dropped += dropped
    return upper


def _union(left: list[float], right: list[float]) -> list[float]:
    xs = list(left)
    xs += [x for x in right if all(abs(x - y) > SAME for y in left)]
    return sorted(xs)


def _spread(cells: list[Part], own: list[float], xs: list[float]) -> list[Part]:
    """Cells on the finer column edges."""
    at = [min(range(len(xs)), key=lambda n: abs(xs[n] - x)) for x in own]
    for part in cells:
        start, end = at[part.col], at[part.col + part.colspan]
        part.col, part.colspan = start, max(end - start, 1)
    return cells


def _without_header(above: list[Part], below: list[Part], rows: int) -> tuple[list[Part], list[tuple[str, Box]]]:
    """Drop the rows at the top of a page that say the same as the table's first rows."""
    def shape(cells: list[Part], count: int) -> list[tuple[int, int, int, int, str]]:
        return [(p.row, p.col, p.rowspan, p.colspan, "".join(p.text.split())) for p in cells if p.row < count]

    for count in range(min(rows - 1, HEAD), 0, -1):
        if any(p.row < count < p.row + p.rowspan for p in below):
            continue
        head = shape(below, count)
        words = [t for *_, t in head if t]
        if head == shape(above, count) and words and not any(_NUMBER.fullmatch(t) for t in words):
            gone = [(p.text, p.box) for p in below if p.row < count and p.text]
            rest = [p for p in below if p.row >= count]
            for part in rest:
                part.row -= count
            return rest, gone
    return below, []


def _mend(above: list[Part], below: list[Part], rows: int) -> int:
    """Join the cells that the page break cut; ``below`` loses them. Returns 1 when a whole row was cut, else 0."""
    last = {(p.col, p.colspan): p for p in above if p.row + p.rowspan == rows}
    first = {(p.col, p.colspan): p for p in below if p.row == 0}
    pairs = [(last[key], first[key]) for key in sorted(first) if key in last]
    if not pairs:
        return 0
    ruled = any(a.bottom_line or b.top_line for a, b in pairs)
    if len(pairs) == len(first) == len(last) and _row_cut(pairs, ruled):
        for a, b in pairs:
            a.rowspan += b.rowspan - 1
            _glue(a, b, below)
        return 1
    for a, b in pairs:
        if _cell_cut(a, b, list(last.values()), list(first.values()), ruled):
            a.rowspan += b.rowspan
            _glue(a, b, below)
    return 0


def _glue(a: Part, b: Part, below: list[Part]) -> None:
    if b.text and len(b.text) > len(a.text):
        a.box = b.box
    a.text += b.text
    a.low, a.full, a.bottom_line = b.low, b.full, b.bottom_line
    below.remove(b)


ROW_OF_FIGURES = 3


def _row_cut(pairs: list[tuple[Part, Part]], ruled: bool) -> bool:
    """Whether the break goes through a row: what stands below only continues what stands above."""
    both = [(a, b) for a, b in pairs if a.text and b.text]
    if any(a.numeric or b.numeric for a, b in both):
        return False
    if not both:
        # Nothing says that these are one row, unless the row is open on both pages.
        return not ruled and any(a.text or b.text for a, b in pairs)
    if not ruled:
        return not any(_ORDINAL.match(b.text) for _, b in both)
    figures = any(b.numeric for _, b in pairs)
    # "2.没有" with its figures above, "现成信息需要另行制作" alone below: words without a number continue a numbered label.
    if (len(both) == 1 and _ORDINAL.match(both[0][0].text) and not _ORDINAL.match(both[0][1].text) and not figures
            and sum(a.numeric for a, _ in pairs) >= ROW_OF_FIGURES):
        return True
    return all(_broken(a, b) for a, b in both) and (not figures or not any(a.numeric for a, _ in pairs))


def _broken(a: Part, b: Part) -> bool:
    """Whether a text stops in the middle and goes on in the next cell."""
    if _ORDINAL.match(b.text) or a.text[-1] in "。；":
        return False
    opened = a.text.count("（") + a.text.count("(") > a.text.count("）") + a.text.count(")")
    return opened or b.text[0] in "）)，、；。" or (a.full and a.low and b.high and a.rowspan == b.rowspan == 1
                                               and len(a.text) >= 6)


def _cell_cut(a: Part, b: Part, last: list[Part], first: list[Part], ruled: bool) -> bool:
    """Whether a merged cell goes on over the page break while its neighbours are rows of their own."""
    if a.numeric or b.numeric:
        return False
    if ruled and not a.bottom_line and not b.top_line:
        return True
    merged = a.rowspan > 1 or b.rowspan > 1
    if a.text and b.text:
        if _ORDINAL.match(b.text):
            return False
        if a.text.count("（") > a.text.count("）") or b.text[0] in "）)":
            return True
        # A numbered label and words without a number: one label. Else both ends must look cut.
        numbered = bool(_ORDINAL.match(a.text)) and (a.full or a.low)
        return merged and (numbered or (a.low and a.full and b.high))
    # A label stands once for all its rows: the part without text belongs to it when both pages have rows beside it.
    # A blank to the right of figures is a blank figure.
    if any(p.numeric and p.col < b.col for p in first) or any(p.numeric and p.col < a.col for p in last):
        return False
    beside = any(p.text for p in first if p.col > b.col)
    return beside and (bool(a.text) or merged) and any(p.text for p in last if p.col > a.col)
