"""Sample reports as PDF, as an office prints them: A4, 仿宋, ruled tables that run over the page break, page numbers."""

from __future__ import annotations

import io
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import getRegisteredFontNames, registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from installer.samples.content import Cell, Sample, Table

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
FACES = {"text": "FangSong-Regular", "head": "Hei-Regular", "title": "TitleSong-Black", "cell": "Song-Regular"}
MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 28 * MM, 184 * MM, 297 * MM - 37 * MM, 35 * MM
SIZE, PITCH = 16.0, 29.0
NOT_FIRST = "，。、；：！？）》”’〕％%"
NOT_LAST = "（《“‘〔"


class _Setter:
    """Sets text and tables downwards and starts a new page when one is full."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas, self.y, self.page = canvas, TOP, 1

    def turn(self) -> None:
        """Finish the page."""
        self.canvas.setFont("cell", 14)
        mark = f"— {self.page} —"
        at = RIGHT - stringWidth(mark, "cell", 14) - 14 if self.page % 2 else LEFT + 14
        self.canvas.drawString(at, BOTTOM - 7 * MM - 10, mark)
        self.canvas.showPage()
        self.y, self.page = TOP, self.page + 1

    def line(self, text: str, x: float, face: str, size: float, stretch: float = 0.0) -> None:
        """One line; ``stretch`` widens it to the right margin as a whole."""
        if self.y - PITCH < BOTTOM:
            self.turn()
        self.y -= PITCH
        item = self.canvas.beginText(x, self.y + 8)
        item.setFont(face, size)
        space = stretch / max(len(text) - 1, 1)
        item.setCharSpace(space if space < 0.12 * size else 0)  # a line with a long word left off stays short
        item.textOut(text)
        self.canvas.drawText(item)

    def centred(self, text: str, face: str, size: float) -> None:
        """A line in the middle."""
        self.line(text, (LEFT + RIGHT - stringWidth(text, face, size)) / 2, face, size)

    def paragraph(self, text: str, face: str = "text", size: float = SIZE) -> None:
        """A paragraph with its first line indented, full lines justified."""
        x, line = LEFT + 2 * size, ""
        for piece in _pieces(text):
            wide = stringWidth(line + piece, face, size)
            if line and x + wide > RIGHT + 0.1:
                self.line(line, x, face, size, RIGHT - x - stringWidth(line, face, size))
                x, line = LEFT, ""
            line += piece
        self.line(line, x, face, size)

    def table(self, table: Table) -> None:
        """A ruled table; rows that do not fit go to the next page, merged cells are cut there."""
        size = 7.5 if table.cols > 10 else 9.0
        unit = (RIGHT - LEFT) / sum(table.widths)
        xs = [LEFT + unit * sum(table.widths[:n]) for n in range(table.cols + 1)]
        heights = [self._height(table, row, xs, size) for row in range(table.rows)]
        first = 0
        self.y -= 4
        while first < table.rows:
            last, room = first, self.y - BOTTOM
            while last < table.rows and sum(heights[first:last + 1]) <= room:
                last += 1
            if last == first or (first == 0 and last < min(3, table.rows)):
                self.turn()
                continue
            ys = [self.y - sum(heights[first:n]) for n in range(first, last + 1)]
            for cell in table.cells:
                if cell.row < last and cell.row + cell.rowspan > first:
                    self._cell(cell, xs, ys, first, last, size)
            self.y = ys[-1]
            first = last
            if first < table.rows:
                self.turn()
        self.y -= 4

    def _height(self, table: Table, row: int, xs: list[float], size: float) -> float:
        lines = [
            len(_broken(c.text, xs[c.col + c.colspan] - xs[c.col] - 5, size)) for c in table.cells
            if c.row == row and c.rowspan == 1
        ]
        return max([24.0, *(count * size * 1.25 + 8 for count in lines)])

    def _cell(self, cell: Cell, xs: list[float], ys: list[float], first: int, last: int, size: float) -> None:
        x0, x1 = xs[cell.col], xs[cell.col + cell.colspan]
        top, low = ys[max(cell.row, first) - first], ys[min(cell.row + cell.rowspan, last) - first]
        self.canvas.setLineWidth(0.5)
        self.canvas.rect(x0, low, x1 - x0, top - low)
        # A cell cut by the page break says its words once, on the part that has more room.
        above, below = min(cell.row + cell.rowspan, last) - max(cell.row, first), cell.rowspan
        if above * 2 < below or (above * 2 == below and cell.row < first):
            return
        lines = list(cell.text) if cell.rowspan > 15 else _broken(cell.text, x1 - x0 - 5, size)
        y = (top + low) / 2 + len(lines) * size * 0.625 - size
        self.canvas.setFont("cell", size)
        for line in lines:
            x = x0 + 3 if cell.label and cell.rowspan <= 15 else (x0 + x1 - stringWidth(line, "cell", size)) / 2
            self.canvas.drawString(x, y, line)
            y -= size * 1.25


def _pieces(text: str) -> list[str]:
    """A text cut where a line may be broken: words and numbers whole, no mark alone at a line's start or end."""
    out: list[str] = []
    for char in text:
        glued = out and (
            char in NOT_FIRST or out[-1][-1] in NOT_LAST or (char.isascii() and out[-1][-1].isascii() and char != " ")
        )
        if glued:
            out[-1] += char
        else:
            out.append(char)
    return out


def _broken(text: str, wide: float, size: float) -> list[str]:
    lines, line = [], ""
    for char in text:
        if line and stringWidth(line + char, "cell", size) > wide:
            lines.append(line)
            line = ""
        line += char
    return [*lines, line]


def pdf(sample: Sample) -> bytes:
    """The bytes of the PDF; the same on every run."""
    for name, face in FACES.items():
        if name not in getRegisteredFontNames():
            registerFont(TTFont(name, str(FONTS / f"Shendu{face}.ttf")))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setTitle("".join(sample.title))
    setter = _Setter(canvas)
    for line in sample.title:
        setter.centred(line, "title", 22)
    setter.y -= PITCH
    for text in sample.intro:
        setter.paragraph(text)
    for head, body in sample.sections:
        setter.paragraph(head, "head")
        if isinstance(body, Table):
            setter.table(body)
        else:
            for text in body:
                setter.paragraph(text)
    setter.y -= PITCH
    for line in sample.signed:
        setter.line(line, RIGHT - stringWidth(line, "text", SIZE) - 2 * SIZE, "text", SIZE)
    setter.turn()
    canvas.save()
    return out.getvalue()
