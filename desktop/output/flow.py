"""Rows that run down pages: lines, tables and rules, in frames that may break across a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from desktop.output.canvas import HEIGHT, MM, WIDTH, Paper
from desktop.output.typeset import Line, Span, Style, set_lines

# Frames up to this height (points) are not broken across pages.
SHORT_FRAME = 170.0

Draw = Callable[[Paper, float], None]


@dataclass(slots=True)
class Row:
    """Something of a height in points that is not parted. ``draw`` gets the paper and the row's top.

    ``keep`` keeps it on the page of the next row; ``frame`` numbers the frame around it; ``blank`` rows are left out
    at the top of a page.
    """

    height: float
    draw: Draw | None = None
    keep: bool = False
    frame: int | None = None
    blank: bool = False


@dataclass(slots=True)
class Frame:
    """The look of a frame: a thin border and a bar at its left that tells the severity, dashed for doubt."""

    color: str
    dashed: bool


@dataclass(slots=True)
class Flow:
    """Rows and frames of a document, with the measures of its pages (points)."""

    left: float = 18 * MM
    right: float = WIDTH - 18 * MM
    top: float = 19 * MM
    bottom: float = HEIGHT - 22 * MM
    level: int = 0
    rows: list[Row] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    marks: dict[int, str] = field(default_factory=dict)
    _frame: int | None = None

    @property
    def width(self) -> float:
        """The measure of the text."""
        return self.right - self.left

    def space(self, height: float, keep: bool = False) -> None:
        """A blank of a height, dropped at a page's top outside frames."""
        self.rows.append(Row(height, None, keep, self._frame, blank=True))

    def add(self, height: float, draw: Draw, keep: bool = False) -> None:
        """A row of any kind."""
        self.rows.append(Row(height, draw, keep, self._frame))

    def bookmark(self, title: str) -> None:
        """An outline entry at the next row."""
        self.marks[len(self.rows)] = title

    def text(self, spans: Iterable[Span], leading: float, *, left: float | None = None, width: float | None = None,
             first: float = 0.0, hang: float = 0.0, keep: bool = False, align: str = "left") -> None:
        """A paragraph, a row a line; at least two of its lines stay together at either end."""
        x = self.left if left is None else left
        lines = set_lines(spans, (self.right - x) if width is None else width, first=first, hang=hang,
                          align="center" if align == "center" else "justify")
        for number, line in enumerate(lines):
            hold = keep or (len(lines) > 1 and number in (0, len(lines) - 2))
            self.add(leading, _drawer(line, x, leading), hold)

    def open_frame(self, color: str, dashed: bool) -> None:
        """What follows, until ``close_frame``, stands in a frame."""
        self.frames.append(Frame(color, dashed))
        self._frame = len(self.frames) - 1

    def close_frame(self) -> None:
        """Ends the open frame. A short one stays in one piece; its last row does not hold on to what follows."""
        inside = [row for row in self.rows if row.frame == self._frame]
        if sum(row.height for row in inside) <= SHORT_FRAME:
            for row in inside:
                row.keep = True
        if inside:
            inside[-1].keep = False
        self._frame = None

    def hold_back(self, height: float) -> None:
        """Ties the last rows, up to a height, to what follows, so that it does not stand alone on a page."""
        for row in reversed(self.rows):
            if height <= 0:
                break
            row.keep = True
            height -= row.height

    def pages(self) -> list[list[tuple[float, int]]]:
        """(top, index of row) of every row, page by page."""
        pages: list[list[tuple[float, int]]] = [[]]
        y = self.top
        index = 0
        while index < len(self.rows):
            row = self.rows[index]
            if not pages[-1] and row.blank and row.frame is None:
                index += 1
                continue
            if y + self._chunk(index) > self.bottom + 0.01 and pages[-1]:
                pages.append([])
                y = self.top
                continue
            pages[-1].append((y, index))
            y += row.height
            index += 1
        return pages

    def _chunk(self, index: int) -> float:
        """The height that must fit from here: the row and what it keeps; no more than a page holds."""
        height = 0.0
        for row in self.rows[index:]:
            height += row.height
            if not row.keep:
                break
            if height > (self.bottom - self.top) * 0.7:
                return self.rows[index].height
        return height

    def draw(self, paper: Paper, furniture: Callable[[Paper, int, int], None]) -> None:
        """Draws all pages; ``furniture`` gets the paper, the page's number and their count."""
        pages = self.pages()
        for number, page in enumerate(pages, 1):
            self._draw_frames(paper, page)
            for top, index in page:
                if index in self.marks:
                    paper.bookmark(self.marks[index], self.level)
                drawer = self.rows[index].draw
                if drawer is not None:
                    drawer(paper, top)
            furniture(paper, number, len(pages))
            if number < len(pages):
                paper.next_page()

    def _draw_frames(self, paper: Paper, page: list[tuple[float, int]]) -> None:
        spans: dict[int, tuple[float, float]] = {}
        for top, index in page:
            frame = self.rows[index].frame
            if frame is not None:
                low, _ = spans.get(frame, (top, top))
                spans[frame] = (low, top + self.rows[index].height)
        for frame, (top, bottom) in spans.items():
            look = self.frames[frame]
            paper.rect(self.left, top, self.width, bottom - top, stroke="#c9c9c9", thickness=0.5)
            # Colour is never the only sign: doubt has a broken bar, hints a thin one.
            paper.rule(self.left + 1.2, top, self.left + 1.2, bottom, color=look.color, thickness=2.6,
                       dash=(7, 2.5) if look.dashed else None)


def baseline(top: float, leading: float, size: float) -> float:
    """Where text of a size stands in a row: its square in the middle, the baseline at 0.88 of the square."""
    return top + (leading - size) / 2 + 0.88 * size


def _drawer(line: Line, x: float, leading: float) -> Draw:
    return lambda paper, top: paper.line(line, x, baseline(top, leading, line.size))


def one_line(paper: Paper, text: str, style: Style, x: float, base: float, align: str = "left") -> None:
    """A short text on one line; x is its left edge, middle or right edge."""
    line = set_lines([Span(text, style)], 100000.0, align="left")[0]
    shift = {"left": 0.0, "center": line.width / 2, "right": line.width}[align]
    paper.line(line, x - shift, base)
