"""Set lines and plain figures onto the pages of a PDF. Lengths are points, y is measured from the page's top."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from desktop.output.typeset import Line

MM = 72.0 / 25.4
WIDTH, HEIGHT = A4
# Binary streams: a quarter smaller than the text encoding that reportlab would wrap around them.
rl_config.useA85 = 0


@lru_cache(maxsize=64)
def _color(text: str) -> Any:
    return HexColor(text)


class Paper:
    """An A4 document being drawn. ``finish`` gives its bytes; nothing is drawn after that."""

    def __init__(self, title: str, author: str = "", subject: str = "") -> None:
        """``title``, ``author`` and ``subject`` are the document's properties."""
        self._buffer = BytesIO()
        # invariant: the same report on the same date makes the same bytes, so that a hash means something.
        self._canvas: Any = Canvas(self._buffer, pagesize=A4, invariant=True, pageCompression=1, lang="zh-CN")
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setSubject(subject)
        self._canvas.setCreator("审读台")
        self.page = 1
        self._fill = ""

    def line(self, line: Line, x: float, baseline: float) -> None:
        """Draws a set line with its left edge at x and its baseline at a distance from the top."""
        y = HEIGHT - baseline
        for run in line.runs:
            if run.style.back:
                size = run.style.size
                self._fill_with(run.style.back)
                self._canvas.rect(x + run.x - 0.5, y - 0.24 * size, run.width + 1.0, 1.24 * size, stroke=0, fill=1)
        if not line.runs:
            return
        text: Any = self._canvas.beginText()
        font: tuple[str, float] | None = None
        space = None
        for run in line.runs:
            text.setTextOrigin(x + run.x, y)
            if font != (run.font, run.style.size):
                font = (run.font, run.style.size)
                text.setFont(*font)
            if self._fill != run.style.color:
                self._fill = run.style.color
                text.setFillColor(_color(run.style.color))
            if space != run.space:
                space = run.space
                text.setCharSpace(space)
            text.textOut(run.text)
        self._canvas.drawText(text)

    def rect(self, x: float, top: float, width: float, height: float, *, stroke: str | None = None,
             fill: str | None = None, thickness: float = 0.5) -> None:
        """A rectangle by its top left corner; ``stroke`` and ``fill`` are colours, None leaves one out."""
        if stroke:
            self._canvas.setStrokeColor(_color(stroke))
            self._canvas.setLineWidth(thickness)
        if fill:
            self._fill_with(fill)
        self._canvas.rect(x, HEIGHT - top - height, width, height, stroke=int(stroke is not None),
                          fill=int(fill is not None))

    def rule(self, x0: float, y0: float, x1: float, y1: float, *, color: str = "#000000", thickness: float = 0.5,
             dash: tuple[float, float] | None = None) -> None:
        """A straight line between two points."""
        self._canvas.saveState()
        self._canvas.setStrokeColor(_color(color))
        self._canvas.setLineWidth(thickness)
        if dash:
            self._canvas.setDash(*dash)
        self._canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)
        self._canvas.restoreState()

    def bookmark(self, title: str, level: int = 0) -> None:
        """An entry of the outline that leads to the current page."""
        key = f"p{self.page}-{level}-{title}"
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(title, key, level=level, closed=level > 0)
        self._canvas.showOutline()

    def next_page(self) -> None:
        """Ends the page and starts another."""
        self._canvas.showPage()
        self._fill = ""
        self.page += 1

    def _fill_with(self, color: str) -> None:
        """Sets the fill colour unless it is set: most of a page is one colour, and each setting costs."""
        if self._fill != color:
            self._fill = color
            self._canvas.setFillColor(_color(color))

    def finish(self) -> bytes:
        """Ends the last page and gives the document's bytes."""
        self._canvas.showPage()
        self._canvas.save()
        return self._buffer.getvalue()
