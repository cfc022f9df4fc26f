"""The attachment of a letter: a table of problems that runs over pages, its head repeated, its rows broken only when
they are taller than half a page."""

from __future__ import annotations

from desktop.output.letter import Attachment
from desktop.output.letter_layout import AREA_WIDTH, BOTTOM, HEAD_ONE, LEFT, LINE, TITLE, Bar, Page, Placed, base, grid
from desktop.output.title import title_lines
from desktop.output.typeset import Line, Span, Style, set_lines

CELL = Style("fangsong", 10.5)
HEAD = Style("hei", 10.5)
LEADING = 15.0
PAD = 4.0
RULE = 0.6
BLACK = "#000000"


def attachment_pages(attachment: Attachment, first_number: int, reserve: float = 0.0) -> list[Page]:
    """The pages of an attachment, numbered on from the letter's: 附件 at the first line, its title at the third.

    ``reserve`` points are left free at the foot of its pages, for the line on copies.
    """
    page = Page(first_number)
    word = set_lines([Span("附件", HEAD_ONE)], AREA_WIDTH, align="left")[0]
    page.lines.append(Placed(word, LEFT, base(grid(0), LINE, 16)))
    y = grid(2)
    for text in title_lines(attachment.title, AREA_WIDTH / TITLE.size - 0.6):
        line = set_lines([Span(text, TITLE)], AREA_WIDTH, align="center")[0]
        page.lines.append(Placed(line, LEFT, base(y, 34.0, 22)))
        y += 34.0
    table = _Table(attachment, [page], y + LINE / 2, BOTTOM - reserve)
    table.head()
    for texts in attachment.rows:
        table.row(texts)
    return table.pages


class _Table:
    """Draws rows downwards; ``y`` is the top of the next row on the last page."""

    def __init__(self, attachment: Attachment, pages: list[Page], y: float, bottom: float) -> None:
        self.attachment = attachment
        self.pages = pages
        self.y = y
        self.bottom = bottom
        self.widths = [share * AREA_WIDTH for share in attachment.shares]

    def head(self) -> None:
        self._draw([set_lines([Span(name, HEAD)], width - 2 * PAD, align="center")
                    for name, width in zip(self.attachment.columns, self.widths, strict=True)], centred=True)

    def row(self, texts: tuple[str, ...]) -> None:
        cells = [set_lines([Span(text or " ", CELL)], width - 2 * PAD,
                           align="center" if len(text) <= 3 else "justify")
                 for text, width in zip(texts, self.widths, strict=True)]
        while any(cells):
            height = max(len(lines) for lines in cells) * LEADING + 2 * PAD
            room = self.bottom - self.y
            if height <= room + 0.01:
                self._draw(cells)
                return
            fits = int((room - 2 * PAD) / LEADING)
            if height < (self.bottom - grid(0)) / 2 or fits < 4:
                self._new_page()
                continue
            self._draw([lines[:fits] for lines in cells])
            cells = [lines[fits:] for lines in cells]

    def _new_page(self) -> None:
        self.pages.append(Page(self.pages[-1].number + 1))
        self.y = grid(0) + 2.0
        self.head()

    def _draw(self, cells: list[list[Line]], centred: bool = False) -> None:
        page = self.pages[-1]
        height = max(len(lines) for lines in cells) * LEADING + 2 * PAD
        x = LEFT
        for lines, width in zip(cells, self.widths, strict=True):
            middle = centred or (len(lines) == 1 and len(lines[0].text) <= 3)
            upper = self.y + PAD + ((height - 2 * PAD - len(lines) * LEADING) / 2 if middle else 0.0)
            page.lines += [Placed(line, x + PAD, base(upper + n * LEADING, LEADING, line.size))
                           for n, line in enumerate(lines)]
            page.bars.append(Bar(x - RULE / 2, self.y, RULE, height, BLACK))
            x += width
        page.bars.append(Bar(x - RULE / 2, self.y, RULE, height, BLACK))
        page.bars.append(Bar(LEFT, self.y - RULE / 2, AREA_WIDTH, RULE, BLACK))
        page.bars.append(Bar(LEFT, self.y + height - RULE / 2, AREA_WIDTH, RULE, BLACK))
        self.y += height
