"""Lines of pages -> paragraphs, with what belongs to the page and not to the report set apart.

A line runs on into the next when it reaches the right margin and the next one starts at the left margin without
indentation, in the same size and at the usual distance; a page break in between does not matter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from desktop.reading.pdf_lines import Line
from desktop.report import Box

EDGE = 0.13  # of the page height: page numbers and running heads stand in this zone
_PAGE_NUMBER = re.compile(
    r"[-—–－―·•~ ]*\d{1,4}[-—–－―·•~ ]*|第?\s*\d{1,4}\s*页?\s*[/／，,、 ]?\s*[共]?\s*\d{1,4}\s*页|第\s*\d{1,4}\s*页"
    r"|[-—–－ ]*[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩivxIVX]{1,6}[-—–－ ]*|(?i:page)\s*\d+(\s*(of|/)\s*\d+)?"
)
_STOP = tuple("。！？；：.!?;:")
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、[^。；，]{2,38}")


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its text, and one box a line."""

    text: str
    boxes: list[Box]
    size: float
    last: Line
    page: int
    heading: bool = False


@dataclass(slots=True)
class Layout:
    """The usual measures of a document: left and right margin, size and line distance (points)."""

    left: float
    right: float
    size: float
    pitch: float


@dataclass(slots=True)
class PageLines:
    """The lines of one page outside of tables, from top to bottom, and those set apart as furniture."""

    page: int
    height: float
    lines: list[Line]
    furniture: list[Line] = field(default_factory=list)


def part_furniture(pages: Sequence[PageLines]) -> None:
    """Move page numbers, running heads and running feet of each page to its furniture."""
    heads = Counter(key for page in pages for key in {_key(line) for line in _edge(page)})
    needed = max(2, (len(pages) + 1) // 2)
    for page in pages:
        edge = _edge(page)
        gone = [line for line in edge if _is_number(line, page) or (heads[_key(line)] >= needed and len(pages) > 1)]
        page.furniture = gone
        page.lines = [line for line in page.lines if not any(line is other for other in gone)]


def _edge(page: PageLines) -> list[Line]:
    """The first two and last two lines of a page, as far as they stand in the margins."""
    lines = sorted(page.lines, key=lambda line: line.base)
    top = [line for line in lines[:2] if line.y1 < EDGE * page.height]
    bottom = [line for line in lines[-2:] if line.y0 > (1 - EDGE) * page.height and line not in top]
    return top + bottom


def _key(line: Line) -> str:
    """What a running head says on every page, wherever it stands: digits do not count."""
    return re.sub(r"\d+", "#", line.text) + f"@{round(line.base / 6)}"


def _is_number(line: Line, page: PageLines) -> bool:
    if not _PAGE_NUMBER.fullmatch(line.text.strip()):
        return False
    outer = line.y0 > (1 - EDGE) * page.height or line.y1 < 0.08 * page.height
    others = [other for other in page.lines if other is not line]
    apart = all(abs(other.base - line.base) > 1.2 * line.size for other in others)
    return outer and apart


def measure(pages: Sequence[PageLines]) -> Layout:
    """The usual margins, size and line distance, from the lines of all pages (weighted by their length)."""
    lines = [line for page in pages for line in page.lines]
    if not lines:
        return Layout(0, 0, 12, 20)
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size)] += len(line.text)
    size = float(sizes.most_common(1)[0][0])
    body = [line for line in lines if abs(line.size - size) <= 1.0] or lines
    left = _usual([line.x0 for line in body if len(line.text) > 8] or [line.x0 for line in body], lowest=True)
    ends = sorted(line.x1 for line in body)
    right = ends[int(0.9 * (len(ends) - 1))]
    steps = [
        b.base - a.base for page in pages for a, b in pairwise(page.lines)
        if abs(a.size - size) <= 1.0 and abs(b.size - size) <= 1.0 and 0.8 * size < b.base - a.base < 3.2 * size
    ]
    return Layout(left, right, size, median(steps) if steps else 1.8 * size)


def _usual(values: list[float], lowest: bool) -> float:
    """The leftmost place at which a fair share of lines starts."""
    counts = Counter(round(value / 3) for value in values)
    enough = max(2.0, 0.15 * len(values))
    fair = [place for place, count in counts.items() if count >= enough]
    return 3.0 * (min(fair) if fair and lowest else counts.most_common(1)[0][0])


def runs_on(before: Paragraph, line: Line, page: int, layout: Layout) -> bool:
    """Whether a line goes on with the paragraph before it."""
    last = before.last
    if line.indented or abs(line.size - last.size) > 0.15 * layout.size:
        return False
    em = min(last.size, line.size)
    layout_of_last = _own(last, layout)
    layout = _own(line, layout)
    if line.x0 > layout.left + 1.2 * em and not (last.x0 > layout.left + 1.2 * em and _centred(last, line, layout)):
        return False
    if _centred(last, line, layout):
        return False
    if page == before.page and line.base - last.base > max(1.35 * layout.pitch, 1.9 * last.size):
        return False
    room = layout_of_last.right - last.x1
    if _HEADING.fullmatch(line.text) and last.text.endswith(_STOP):
        return False
    return room < max(line.head + 0.4 * em, 1.3 * em)


def _own(line: Line, layout: Layout) -> Layout:
    """The measures of the line's column."""
    return layout if line.margins is None else Layout(*line.margins, layout.size, layout.pitch)


def _centred(last: Line, line: Line, layout: Layout) -> bool:
    """Both lines stand in the middle and neither fills the width: lines of a title."""
    middle = (layout.left + layout.right) / 2
    free = 1.5 * layout.size
    return all(
        abs((one.x0 + one.x1) / 2 - middle) < layout.size and one.x0 > layout.left + free for one in (last, line)
    )


def add_line(before: Paragraph, line: Line, box: Box, page: int) -> None:
    """Put a line at the end of a paragraph."""
    glue = ""
    if before.text[-1:].isascii() and line.text[:1].isascii():
        word = before.text[-1:].isalpha() and line.text[:1].isalpha()
        glue = " " if word and not re.search(r"[@/.:][\w./-]*$", before.text) else ""
    before.text += glue + line.text
    before.boxes.append(box)
    before.last, before.page = line, page


def start(line: Line, box: Box, page: int, layout: Layout) -> Paragraph:
    """A new paragraph; a short numbered line and a large one are headings."""
    heading = bool(_HEADING.fullmatch(line.text)) or (line.size > 1.25 * layout.size and page == 1)
    return Paragraph(line.text, [box], line.size, line, page, heading)
