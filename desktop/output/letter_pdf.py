"""A letter as PDF."""

from __future__ import annotations

import math

from desktop.output.canvas import MM, Paper
from desktop.output.fonts import row
from desktop.output.letter import Letter
from desktop.output.letter_attachment import attachment_pages
from desktop.output.letter_layout import BOTTOM, LEFT, LINE, NUMBER, RIGHT, SMALL, Page, Placed, base, lay_out
from desktop.output.typeset import Line, Span, set_lines

DASH = "—"
COPIES_LINE = 21.0


def letter_pdf(letter: Letter) -> bytes:
    """The whole letter with its attachment as the bytes of a PDF."""
    paper = Paper(letter.title, letter.office, letter.kind)
    draw_letter(paper, letter)
    return paper.finish()


def letter_pages(letter: Letter) -> list[Page]:
    """All pages of a letter, the attachment's and the copies' line included."""
    copies = _copies_lines(letter)
    needed = len(copies) * COPIES_LINE
    pages = lay_out(letter, 0 if letter.attachment else math.ceil(needed / LINE))
    if letter.attachment is not None:
        pages += attachment_pages(letter.attachment, len(pages) + 1, needed + 8 if needed else 0)
    for number, line in enumerate(copies):
        top = BOTTOM - needed + number * COPIES_LINE
        pages[-1].lines.append(Placed(line, LEFT + SMALL.size, base(top, COPIES_LINE, SMALL.size)))
    for page in pages[1:]:
        page.lines.append(page_number(page.number))
    return pages


def draw_letter(paper: Paper, letter: Letter) -> None:
    """Draws a letter from the paper's current page on; the last page stays open."""
    for index, page in enumerate(letter_pages(letter)):
        if index:
            paper.next_page()
        for bar in page.bars:
            paper.rect(bar.x, bar.top, bar.width, bar.height, fill=bar.color)
        for placed in page.lines:
            paper.line(placed.line, placed.x, placed.baseline)


def page_number(number: int) -> Placed:
    """— 2 —, its dashes 7 mm below the type area, one character in from the outer edge: odd pages right, even left."""
    line = set_lines([Span(f"{DASH} {number} {DASH}", NUMBER)], 1000.0, align="left")[0]
    face = next(face for face in row("song", False) if ord(DASH) in face.widths)
    ink = face.ink(DASH) or (0.0, 300.0, 0.0, 300.0)
    height = (ink[1] + ink[3]) / 2 * NUMBER.size / 1000
    x = RIGHT - NUMBER.size - line.width if number % 2 else LEFT + NUMBER.size
    return Placed(line, x, BOTTOM + 7 * MM + height)


def _copies_lines(letter: Letter) -> list[Line]:
    """抄送, 4号, one character in on both sides; it stands at the foot of the last page's type area."""
    if not letter.copies:
        return []
    width = RIGHT - LEFT - 2 * SMALL.size
    return set_lines([Span(f"抄送：{letter.copies.rstrip('。')}。", SMALL)], width, hang=3 * SMALL.size)
