"""Where everything of a letter stands: 信函格式 of GB/T 9704-2012.

Measures of the standard: A4; type area 156 x 225 mm with 37 mm above and 28 mm at the left; 22 lines of 28 characters;
the office's name 30 mm from the page's top, 4 mm below it a red double line (thick above thin), another (thin above
thick) 20 mm from the page's bottom, both 170 mm long; the number flush right 7/8 of a character below the first line;
the title two lines below; page numbers 7 mm below the type area, none on the first page.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.output.canvas import MM, WIDTH
from desktop.output.fonts import glyph, row, system_wanted
from desktop.output.letter import Letter
from desktop.output.title import title_lines
from desktop.output.typeset import Line, Span, Style, measure, set_lines

LEFT, TOP = 28 * MM, 37 * MM
AREA_WIDTH, AREA_HEIGHT = 156 * MM, 225 * MM
RIGHT, BOTTOM = LEFT + AREA_WIDTH, TOP + AREA_HEIGHT
LINES, CHARACTERS = 22, 28
LINE, CHARACTER = AREA_HEIGHT / LINES, AREA_WIDTH / CHARACTERS
RED = "#d9000d"
RED_LENGTH = 170 * MM
THICK, GAP, THIN = 1.7, 1.2, 0.6
TITLE_LINE = 34.0

BODY = Style("fangsong", 16, CHARACTER)
HEAD_ONE = Style("hei", 16, CHARACTER)
HEAD_TWO = Style("kai", 16, CHARACTER)
TITLE = Style("title", 22)
SMALL = Style("fangsong", 14)
NUMBER = Style("song", 14)


@dataclass(frozen=True, slots=True)
class Placed:
    """A set line with its left edge and baseline, from the page's top left."""

    line: Line
    x: float
    baseline: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle, of a red line or a table's rule: left, top, width, height."""

    x: float
    top: float
    width: float
    height: float
    color: str


@dataclass(slots=True)
class Page:
    """A page: what is on it, and the first grid line still free."""

    number: int
    lines: list[Placed] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    free: int = 0


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A line of the body for one grid line; ``keep`` ties it to the next (heads)."""

    line: Line | None
    keep: bool = False


def base(top: float, height: float, size: float) -> float:
    """The baseline of text of a size in the middle of a line of a height: its square centred, 0.88 of it above."""
    return top + (height - size) / 2 + 0.88 * size


def grid(number: int) -> float:
    """The top of a grid line, counted from 0."""
    return TOP + number * LINE


def lay_out(letter: Letter, reserve: int = 0) -> list[Page]:
    """The pages of the letter itself, without its attachment. ``reserve`` grid lines stay free after the signature."""
    first = Page(1)
    first.free = _head(letter, first)
    body = _body_rows(letter)
    pages = [first]
    at = 0
    # Two blank lines above the seal, or one where that saves a page: its edge is within a line of the text either way.
    roomy, close = _tail_rows(letter, 2), _tail_rows(letter, 1)
    split = _split(body, len(roomy) + reserve, LINES - first.free)
    tight = _split(body, len(close) + reserve, LINES - first.free)
    tail = roomy
    if len(tight) < len(split):
        tail, split = close, tight
    while at < len(split):
        page = pages[-1]
        for number, row_of_page in enumerate(split[at]):
            if row_of_page.line is not None:
                page.lines.append(Placed(row_of_page.line, LEFT, base(grid(page.free + number), LINE, 16)))
        page.free += len(split[at])
        at += 1
        if at < len(split):
            pages.append(Page(len(pages) + 1))
    last = pages[-1]
    for number, line in enumerate(tail):
        if line is not None:
            last.lines.append(Placed(line, LEFT, base(grid(last.free + number), LINE, 16)))
    last.free += len(tail)
    return pages


def _split(body: list[BodyRow], tail: int, first_room: int) -> list[list[BodyRow]]:
    """The body's rows by page, so that the last page has room for the tail and shares it with at least two rows."""
    pages: list[list[BodyRow]] = [[]]
    room = first_room
    for row_of_body in body:
        if len(pages[-1]) >= room:
            pages.append(_carry(pages[-1], 0))
            room = LINES
        pages[-1].append(row_of_body)
    if len(pages[-1]) + tail > room:
        pages.append(_carry(pages[-1], 2))
    elif len(pages) > 1 and len(pages[-1]) < 2:
        moved = _carry(pages[-2], 2 - len(pages[-1]))
        pages[-1][:0] = moved
    return pages


def _carry(page: list[BodyRow], count: int) -> list[BodyRow]:
    """Takes the last rows off a page, and the heads that would be left at its foot."""
    moved: list[BodyRow] = []
    while page and (len(moved) < count or page[-1].keep or (count and page[-1].line is None)):
        moved.insert(0, page.pop())
    return moved


def _head(letter: Letter, page: Page) -> int:
    """Name, red lines, number and title of the first page; the first grid line left to the text."""
    bottom = _mark(letter.office, page)
    page.bars += red_lines(bottom + 4 * MM, thick_first=True)
    y = bottom + 4 * MM + THICK + GAP + THIN
    if letter.number:
        top = y + 16 * 7 / 8
        number = set_lines([Span(letter.number, BODY)], AREA_WIDTH, align="left")[0]
        page.lines.append(Placed(number, RIGHT - number.width, top + 0.88 * 16))
        y = top + 16
    # Two lines between the number's characters and the title's, whose own line is higher than they are.
    y += 2 * LINE - (TITLE_LINE - TITLE.size) / 2
    for text in title_lines(letter.title, AREA_WIDTH / TITLE.size - 0.6, _widths(letter.title)):
        line = set_lines([Span(text, TITLE)], AREA_WIDTH, align="center")[0]
        page.lines.append(Placed(line, LEFT, base(y, TITLE_LINE, TITLE.size)))
        y += TITLE_LINE
    page.bars += red_lines(297 * MM - 20 * MM - (THICK + GAP + THIN), thick_first=False)
    if letter.draft:
        note = Style("hei", 10.5, color="#7a7a7a")
        line = set_lines([Span("草稿：所列问题尚未经审核人逐项确认", note)], AREA_WIDTH, align="center")[0]
        page.lines.append(Placed(line, LEFT, 18 * MM))
    free = 0
    while grid(free) < y - 0.01:
        free += 1
    # One blank line between title and addressee.
    return free + (1 if grid(free) - y < LINE * 0.5 else 0)


def _widths(text: str) -> dict[str, float]:
    return {character: glyph("title", character, system_wanted()).width for character in set(text)}


def _mark(office: str, page: Page) -> float:
    """The office's name in red, its ink 30 mm from the top; gives the bottom of its ink."""
    count = max(len(office), 1)
    spread = 0.22 if count <= 10 else 0.1 if count <= 14 else 0.03
    size = min(42.0, AREA_WIDTH / (count + spread * (count - 1)))
    style = Style("title", size, size * (1 + spread), RED)
    width = measure([Span(office, style)])
    line = set_lines([Span(office, style)], width + size, align="left")[0]
    boxes = []
    system = system_wanted()
    faces = {face.name: face for face in row("title", system)}
    for character in office:
        drawn = glyph("title", character, system)
        ink = faces[drawn.font].ink(drawn.text) if drawn.font in faces and len(drawn.text) == 1 else None
        if ink is not None:
            boxes.append(ink)
    above = max((box[3] for box in boxes), default=860.0) * size / 1000
    below = min((box[1] for box in boxes), default=-80.0) * size / 1000
    baseline = 30 * MM + above
    page.lines.append(Placed(line, (WIDTH - (width - size * spread)) / 2, baseline))
    return baseline - below


def red_lines(top: float, thick_first: bool) -> list[Bar]:
    """The red double line, 170 mm long and centred, from a distance below the page's top."""
    x = (WIDTH - RED_LENGTH) / 2
    heights = (THICK, THIN) if thick_first else (THIN, THICK)
    return [Bar(x, top, RED_LENGTH, heights[0], RED), Bar(x, top + heights[0] + GAP, RED_LENGTH, heights[1], RED)]


def _body_rows(letter: Letter) -> list[BodyRow]:
    rows = [BodyRow(line) for line in set_lines([Span(letter.addressee + "：", BODY)], AREA_WIDTH)]
    for paragraph in letter.body:
        style = {"heading1": HEAD_ONE, "heading2": HEAD_TWO, "text": BODY}[paragraph.kind]
        keep = paragraph.kind != "text"
        rows += [BodyRow(line, keep) for line in set_lines([Span(paragraph.text, style)], AREA_WIDTH, first=2 * CHARACTER)]
    return rows


def _tail_rows(letter: Letter, blank: int) -> list[Line | None]:
    """Attachment note, signature, date and contact, with their blank lines (None); ``blank`` of them above a seal."""
    rows: list[Line | None] = []
    if letter.attachment is not None:
        rows += [None, *set_lines([Span(f"附件：{letter.attachment.name}", BODY)], AREA_WIDTH, first=2 * CHARACTER,
                                  hang=5 * CHARACTER)]
    sign_width = measure([Span(letter.signer, BODY)])
    date_width = measure([Span(letter.date, BODY)])
    if letter.sealed:
        # The seal comes down over both, so the signature is centred on the date.
        date_x = AREA_WIDTH - 4 * CHARACTER - date_width
        sign_x = min(date_x + (date_width - sign_width) / 2, AREA_WIDTH - sign_width)
        rows += [None] * blank
    elif date_width > sign_width:
        date_x = AREA_WIDTH - 2 * CHARACTER - date_width
        sign_x = date_x - 2 * CHARACTER
        rows.append(None)
    else:
        sign_x = AREA_WIDTH - 2 * CHARACTER - sign_width
        date_x = min(sign_x + 2 * CHARACTER, AREA_WIDTH - date_width)
        rows.append(None)
    rows.append(set_lines([Span(letter.signer, BODY)], AREA_WIDTH + CHARACTER, first=max(sign_x, 0.0), align="left")[0])
    rows.append(set_lines([Span(letter.date, BODY)], AREA_WIDTH + CHARACTER, first=date_x, align="left")[0])
    if letter.contact:
        rows += set_lines([Span(letter.contact, BODY)], AREA_WIDTH, first=2 * CHARACTER, hang=2 * CHARACTER, align="left")
    return rows
