"""PDF with a text layer -> Document: paragraphs joined over lines and pages, ruled tables with merged cells.

Built on PDFium's raw interface; one page is open at a time, so that memory stays flat on long files. Scans have no
text to read: they end with a ReadError that says so, like files with a password or with fonts that cannot be mapped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as c

from desktop.reading.builder import TextBuilder
from desktop.reading.errors import ReadError
from desktop.reading.pdf_flow import PageLines, Paragraph, add_line, measure, part_furniture, runs_on, start
from desktop.reading.pdf_grid import RawGrid, grids
from desktop.reading.pdf_lines import Line, lines_of
from desktop.reading.pdf_page import Char, Page, read_page
from desktop.reading.pdf_tables import PageTable, continues, fill, join
from desktop.report import Box, Document

MAX_PAGES = 2000
FEW = 8  # characters on a page: fewer is a page number at most
GARBAGE = 0.3  # share of characters without a Unicode value from which on nothing can be trusted

SCAN = "这是扫描件（只有图像、没有文字层），暂不能读取，请报送单位提供 Word 文件或由 Word 直接导出的 PDF。"
EMPTY = "PDF 文件中没有任何文字，请核对文件后重新报送。"
LOCKED = "PDF 文件设有打开密码，无法读取，请报送单位去掉密码后重新报送。"
BROKEN = "PDF 文件已损坏或不完整，无法打开，请重新报送。"
CODED = "PDF 的字体没有文字编码，读出的是乱码，请报送单位提供 Word 文件或重新导出 PDF。"
LONG = f"PDF 超过 {MAX_PAGES} 页，不像年度报告，已停止读取，请核对是否传错了文件。"

_ready = False


def read_pdf(data: bytes) -> Document:
    """Read a PDF file.

    Returns a Document with pages, page sizes (points), boxes for every line and cell. Raises ReadError for scans,
    files with a password, broken files and fonts without Unicode values.
    """
    document = _open(data)
    try:
        count = c.FPDF_GetPageCount(document)
        if count < 1:
            raise ReadError(BROKEN)
        if count > MAX_PAGES:
            raise ReadError(LONG)
        pages = [read_page(document, number) for number in range(1, count + 1)]
        title, made = _meta(document, "Title"), _date(_meta(document, "CreationDate"))
    finally:
        c.FPDF_CloseDocument(document)
    notices = _judge(pages)
    return assemble(pages, notices, title, made)


def _open(data: bytes) -> Any:
    global _ready
    if not _ready:
        c.FPDF_InitLibrary()
        _ready = True
    document = c.FPDF_LoadMemDocument64(data, len(data), None)
    if document:
        return document
    code = c.FPDF_GetLastError()
    raise ReadError(LOCKED if code in (c.FPDF_ERR_PASSWORD, c.FPDF_ERR_SECURITY) else BROKEN)


def _meta(document: Any, key: str) -> str:
    name = key.encode()
    size = c.FPDF_GetMetaText(document, name, None, 0)
    if size <= 2:
        return ""
    buffer = bytes(size)
    c.FPDF_GetMetaText(document, name, buffer, size)
    return buffer.decode("utf-16-le", "replace").rstrip("\0").strip()


def _date(text: str) -> str | None:
    """The ISO day of a PDF date such as ``D:20240226144123+08'00'``."""
    found = re.match(r"D:(\d{4})(\d{2})(\d{2})", text)
    return "-".join(found.groups()) if found else None


def _judge(pages: list[Page]) -> list[str]:
    """Whether there is text to read; remarks for the reviewer on pages that lack it."""
    chars = sum(len(page.chars) for page in pages)
    inked = sum(1 for page in pages for char in page.chars if not char.text.isspace())
    if inked <= FEW * len(pages) and any(page.images for page in pages):
        raise ReadError(SCAN)
    if not inked:
        raise ReadError(EMPTY)
    unmapped = sum(page.unmapped for page in pages)
    if unmapped > GARBAGE * chars or _gibberish(pages):
        raise ReadError(CODED)
    notices = []
    bare = [str(page.number) for page in pages if len(page.chars) <= FEW and page.images]
    if bare:
        notices.append(f"第 {'、'.join(bare)} 页是图像，没有文字层，其中的内容未能读取。")
    if unmapped:
        notices.append(f"有 {unmapped} 个字符的字体没有文字编码，显示可能不对，请对照原件。")
    return notices


def _gibberish(pages: list[Page]) -> bool:
    """Codes of a font taken for letters: hardly any hanzi, and many signs that no text has."""
    text = [char.text for page in pages for char in page.chars if not char.text.isspace()]
    if len(text) < 200:
        return False
    hanzi = sum(1 for t in text if "\u2e80" <= t <= "\u9fff" or "\uf900" <= t <= "\ufaff")
    odd = sum(1 for t in text if "\x7f" <= t <= "\u02ff" or t in "!\"#$&'*<=>?@[\\]^_`{|}~")
    return hanzi < 0.05 * len(text) and odd > 0.3 * len(text)


class _Assembly:
    """Collects paragraphs and tables in reading order; what may still go on is held back until it is complete."""

    def __init__(self, builder: TextBuilder) -> None:
        self.builder = builder
        self.held: Paragraph | PageTable | None = None
        self.waiting: list[tuple[str, Box]] = []  # furniture met while something is held back

    def flush(self) -> None:
        """Write what is held back, then the page furniture met meanwhile."""
        held, self.held = self.held, None
        if isinstance(held, Paragraph):
            self.builder.paragraph(held.text, "heading" if held.heading else "paragraph", tuple(held.boxes))
        elif held is not None:
            self._table(held)
        for text, box in self.waiting:
            self.builder.furniture(text, (box,))
        self.waiting.clear()

    def _table(self, table: PageTable) -> None:
        if table.cols >= 2 and sum(1 for part in table.cells if part.text) >= 2:
            self.builder.table(table.grid(), tuple(table.boxes))
        else:
            for part in table.cells:
                if part.text:
                    self.builder.paragraph(part.text, "paragraph", (part.box,))
        for text, box in table.dropped:
            self.builder.furniture(text, (box,))

    def furniture(self, text: str, box: Box) -> None:
        """Add page furniture: at once, or after what is held back."""
        if self.held is None:
            self.builder.furniture(text, (box,))
        else:
            self.waiting.append((text, box))


def assemble(pages: list[Page], notices: list[str], title: str, made: str | None) -> Document:
    """The document that placed characters and ruling lines make up (also used for OFD)."""
    builder = TextBuilder()
    for notice in notices:
        builder.notice(notice)
    laid = [_lay_out(page) for page in pages]
    part_furniture([lines for lines, _ in laid])
    layout = measure([lines for lines, _ in laid])
    work = _Assembly(builder)
    for lines, tables in laid:
        page, fresh, after_table = lines.page, True, False
        head = [line for line in lines.furniture if line.base < lines.height / 2]
        foot = [line for line in lines.furniture if line.base >= lines.height / 2]
        for line in head:
            work.furniture(line.text, _box(line, page))
        for item in _in_order(lines.lines, tables):
            held = work.held
            if isinstance(item, PageTable):
                joined = _joined(held, item, fresh)
                if joined is None:
                    work.flush()
                work.held = joined or item
            elif isinstance(held, Paragraph) and runs_on(held, item, page, layout, after_table):
                add_line(held, item, _box(item, page), page)
            else:
                work.flush()
                work.held = start(item, _box(item, page), page, layout)
            fresh = after_table = False
        for line in foot:
            work.furniture(line.text, _box(line, page))
    work.flush()
    sizes = tuple((round(page.width, 2), round(page.height, 2)) for page in pages)
    # The day on which the PDF was made is no day of posting: it is kept as a plain remark on the file.
    meta = (("created", made),) if made else ()
    return builder.build("pdf", pages=len(pages), page_sizes=sizes, title=title or None, meta=meta)


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


def _lay_out(page: Page) -> tuple[PageLines, list[PageTable]]:
    """Tables of a page with their text, and the lines outside of them."""
    found = _real(grids(page.segments), page)
    inside: list[list[Char]] = [[] for _ in found]
    outside: list[Char] = [] if found else page.chars
    for char in page.chars if found else ():
        x, y = (char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2
        owner = next((n for n, grid in enumerate(found) if grid.holds(x, y)), None)
        (outside if owner is None else inside[owner]).append(char)
    tables = [fill(grid, chars, page.number) for grid, chars in zip(found, inside, strict=True)]
    kept = [table for table in tables if any(part.text for part in table.cells)]
    return PageLines(page.number, page.height, lines_of(outside)), kept


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
    pairs: list[tuple[float, Line | PageTable]] = [(line.base, line) for line in lines]
    pairs += [(table.boxes[0].y0, table) for table in tables]
    for _, item in sorted(pairs, key=lambda pair: pair[0]):
        yield item


def _box(line: Line, page: int) -> Box:
    return Box(page, round(line.x0, 2), round(line.y0, 2), round(line.x1, 2), round(line.y1, 2))
