"""A letter as PDF."""

from __future__ import annotations

from desktop.output.canvas import MM, Paper
from desktop.output.fonts import row
from desktop.output.letter import Letter
from desktop.output.letter_attachment import attachment_pages
from desktop.output.letter_layout import BOTTOM, LEFT, NUMBER, RIGHT, SMALL, Page, Placed, lay_out
from desktop.output.typeset import Span, set_lines

DASH = "—"


def letter_pdf(letter: Letter) -> bytes:
    """The whole letter with its attachment as the bytes of a PDF."""
    paper = Paper(letter.title, letter.office, letter.kind)
    draw_letter(paper, letter)
    return paper.finish()


def letter_pages(letter: Letter) -> list[Page]:
    """All pages of a letter, the attachment's and the copies' line included."""
    pages = lay_out(letter)
    if letter.attachment is not None:
        pages += attachment_pages(letter.attachment, len(pages) + 1)
    if letter.copies:
        _copies(letter, pages)
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


def _copies(letter: Letter, pages: list[Page]) -> None:
    """抄送 at the foot of the last page's type area, 4号, one character in on both sides."""
    width = RIGHT - LEFT - 2 * SMALL.size
    lines = set_lines([Span(f"抄送：{letter.copies.rstrip('。')}。", SMALL)], width, hang=3 * SMALL.size)
    leading = 21.0
    needed = len(lines) * leading
    if max((placed.baseline for placed in pages[-1].lines), default=0.0) + 8 > BOTTOM - needed:
        pages.append(Page(len(pages) + 1))
    for number, line in enumerate(lines):
        top = BOTTOM - needed + number * leading
        pages[-1].lines.append(Placed(line, LEFT + SMALL.size, top + (leading - 14) / 2 + 0.88 * 14))
