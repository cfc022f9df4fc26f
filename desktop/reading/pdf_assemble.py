"""Pages with characters and ruling lines -> Document: tables and paragraphs joined over page breaks.

Shared by the readers of formats that place every character on a page (PDF, OFD).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.reading.builder import TextBuilder
from desktop.reading.pdf_aligned import unruled
from desktop.reading.pdf_columns import in_columns
from desktop.reading.pdf_flow import PageLines, Paragraph, add_line, measure, part_furniture, runs_on, start
from desktop.reading.pdf_grid import RawGrid, grids
from desktop.reading.pdf_lines import Line, lines_of
from desktop.reading.pdf_page import Char, Page
from desktop.reading.pdf_tables import PageTable, continues, fill, join
from desktop.report import Box, Document


@dataclass(slots=True)
class LaidPage:
    """A page taken apart: the lines outside of tables, the tables, and what stands aslant (watermarks)."""

    page: Page
    lines: PageLines
    tables: list[PageTable]
    aslant: Line | None = None


class _Assembly:
    """Collects paragraphs and tables in reading order; what may still go on is held back until it is complete."""

    def __init__(self, builder: TextBuilder, turned: dict[int, Page]) -> None:
        self.builder = builder
        self.turned = turned  # pages whose text runs up or down: their boxes are turned back when they are written
        self.held: Paragraph | PageTable | None = None
        self.waiting: list[tuple[str, Box]] = []  # furniture met while something is held back

    def _shown(self, boxes: Sequence[Box]) -> tuple[Box, ...]:
        if not self.turned:
            return tuple(boxes)
        return tuple(
            Box(b.page, *self.turned[b.page].back(b.x0, b.y0, b.x1, b.y1)) if b.page in self.turned else b for b in boxes
        )

    def flush(self) -> None:
        """Write what is held back, then the page furniture met meanwhile."""
        held, self.held = self.held, None
        if isinstance(held, Paragraph):
            self.builder.paragraph(held.text, "heading" if held.heading else "paragraph", self._shown(held.boxes))
        elif held is not None:
            self._table(held)
        for text, box in self.waiting:
            self.builder.furniture(text, self._shown([box]))
        self.waiting.clear()

    def _table(self, table: PageTable) -> None:
        if self.turned:
            for part in table.cells:
                (part.box,) = self._shown([part.box])
            table.boxes = list(self._shown(table.boxes))
        if table.cols >= 2 and sum(1 for part in table.cells if part.text) >= 2:
            self.builder.table(table.grid(), tuple(table.boxes))
        else:
            for part in table.cells:
                if part.text:
                    self.builder.paragraph(part.text, "paragraph", (part.box,))
        for text, box in table.dropped:
            self.builder.furniture(text, self._shown([box]))

    def furniture(self, text: str, box: Box) -> None:
        """Add page furniture: at once, or after what is held back."""
        if self.held is None:
            self.builder.furniture(text, self._shown([box]))
        else:
            self.waiting.append((text, box))


def assemble(
    laid: Sequence[LaidPage], notices: Sequence[str] = (), title: str = "", made: str | None = None, format: str = "pdf"
) -> Document:
    """The document that the pages make up. ``made`` is the ISO day on which the file was made."""
    builder = TextBuilder()
    for notice in notices:
        builder.notice(notice)
    part_furniture([page.lines for page in laid])
    layout = measure([page.lines for page in laid])
    work = _Assembly(builder, {part.page.number: part.page for part in laid if part.page.turn})
    for part in laid:
        lines, page, fresh = part.lines, part.lines.page, True
        head = [line for line in lines.furniture if line.base < lines.height / 2]
        foot = [line for line in lines.furniture if line.base >= lines.height / 2]
        for line in head:
            work.furniture(line.text, _box(line, page))
        for item in _in_order(lines.lines, part.tables):
            held = work.held
            if isinstance(item, PageTable):
                joined = _joined(held, item, fresh)
                if joined is None:
                    work.flush()
                work.held = joined or item
            elif isinstance(held, Paragraph) and runs_on(held, item, page, layout):
                add_line(held, item, _box(item, page), page)
            else:
                work.flush()
                work.held = start(item, _box(item, page), page, layout)
            fresh = False
        for line in foot:
            work.furniture(line.text, _box(line, page))
        if part.aslant:
            work.furniture(part.aslant.text, _box(part.aslant, page))
    work.flush()
    shown = [(p.page.height, p.page.width) if p.page.turn else (p.page.width, p.page.height) for p in laid]
    sizes = tuple((round(width, 2), round(height, 2)) for width, height in shown)
    # The day on which the file was made is no day of posting: it is kept as a plain remark on the file.
    meta = (("created", made),) if made else ()
    return builder.build(format, pages=len(laid), page_sizes=sizes, title=title or None, meta=meta)


def _joined(held: Paragraph | PageTable | None, table: PageTable, fresh: bool) -> PageTable | None:
    """The table held back with its rest: over a page break, or set in two pieces with nothing between."""
    if not isinstance(held, PageTable) or not continues(held, table):
        return None
    last, first = held.boxes[-1], table.boxes[0]
    if fresh and first.page == last.page + 1:
        return join(held, table)
    if first.page == last.page and 0 <= first.y0 - last.y1 < 30:
        return join(held, table, cut=False)
    return None


def lay_out(page: Page) -> LaidPage:
    """Tables of a page with their text, and the lines outside of them; the characters are not needed any more."""
    found = _real(grids(page.segments), page)
    inside: list[list[Char]] = [[] for _ in found]
    outside: list[Char] = [] if found else page.chars
    frames = [(g.xs[0], g.ys[0], g.xs[-1], g.ys[-1], held) for g, held in zip(found, inside, strict=True)]
    for char in page.chars if found else ():
        x, y = (char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2
        for x0, y0, x1, y1, held in frames:
            if x0 <= x <= x1 and y0 <= y <= y1:
                held.append(char)
                break
        else:
            outside.append(char)
    tables = [fill(grid, chars, page.number) for grid, chars in zip(found, inside, strict=True)]
    kept = [table for table in tables if any(part.text for part in table.cells)]
    lines = PageLines(page.number, page.height, lines_of(outside))
    loose, left = unruled(outside, page.number, lines.lines)
    if loose:
        kept += loose
        lines.lines = lines_of(left)
    lines.lines = in_columns(left, lines.lines)
    aslant = None
    if page.aslant:
        xs, ys = [c.x0 for c in page.aslant], [c.y0 for c in page.aslant]
        text = "".join(c.text for c in page.aslant)
        aslant = Line(text, min(xs), min(ys), max(c.x1 for c in page.aslant), max(c.y1 for c in page.aslant), 0, 0)
        page.aslant = []
    page.chars, page.segments = [], []
    return LaidPage(page, lines, kept, aslant)


def _real(found: list[RawGrid], page: Page) -> list[RawGrid]:
    """Without frames around paragraphs or the page: a grid with one column is a table only where one is cut."""
    out = []
    for grid in found:
        if grid.cols < 2 and not (grid.ys[0] < 0.16 * page.height or grid.ys[-1] > 0.84 * page.height):
            continue
        if grid.cols < 2 and grid.ys[-1] - grid.ys[0] > 0.3 * page.height:
            continue
        if not any(other is not grid and other.cols >= grid.cols and _inside(grid, other) for other in found):
            out.append(grid)
    return out


def _inside(inner: RawGrid, outer: RawGrid) -> bool:
    return (
        outer.xs[0] - 1 <= inner.xs[0] and inner.xs[-1] <= outer.xs[-1] + 1
        and outer.ys[0] - 1 <= inner.ys[0] and inner.ys[-1] <= outer.ys[-1] + 1
    )


def _in_order(lines: list[Line], tables: list[PageTable]) -> Iterator[Line | PageTable]:
    """Lines and tables of a page from top to bottom."""
    pairs: list[tuple[float, Line | PageTable]] = [(line.at, line) for line in lines]
    pairs += [(table.boxes[0].y0, table) for table in tables]
    for _, item in sorted(pairs, key=lambda pair: pair[0]):
        yield item


def _box(line: Line, page: int) -> Box:
    return Box(page, round(line.x0, 2), round(line.y0, 2), round(line.x1, 2), round(line.y1, 2))
