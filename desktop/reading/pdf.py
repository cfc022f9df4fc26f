"""PDF with a text layer -> Document: paragraphs joined over lines and pages, ruled tables with merged cells.

Built on PDFium's raw interface; one page is open at a time, so that memory stays flat on long files. Scans have no
text to read: they end with a ReadError that says so, like files with a password or with fonts that cannot be mapped.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as c

from desktop.reading.errors import ReadError
from desktop.reading.pdf_assemble import assemble, lay_out
from desktop.reading.pdf_page import Page, read_page
from desktop.report import Document

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
        seen, laid = _Tally(), []
        for number in range(1, count + 1):
            page = read_page(document, number)
            seen.add(page)
            laid.append(lay_out(page))
        title, made = _meta(document, "Title"), _date(_meta(document, "CreationDate"))
    finally:
        c.FPDF_CloseDocument(document)
    return assemble(laid, _judge(seen), title, made)


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


@dataclass(slots=True)
class _Tally:
    """Counts over all pages that tell a readable file from a scan or from codes without meaning."""

    pages: int = 0
    chars: int = 0
    inked: int = 0
    signs: Counter[str] = field(default_factory=Counter)
    unmapped: int = 0
    images: int = 0
    bare: list[int] = field(default_factory=list)

    def add(self, page: Page) -> None:
        """Count a page."""
        inked = "".join("".join([char.text for char in page.chars]).split())
        self.pages += 1
        self.chars += len(page.chars)
        self.inked += len(inked)
        self.signs.update(inked)
        self.unmapped += page.unmapped
        self.images += page.images
        if len(inked) <= FEW and page.images:
            self.bare.append(page.number)

    def gibberish(self) -> bool:
        """Codes of a font taken for letters: hardly any hanzi, and many signs that no text has."""
        if self.inked < 200:
            return False
        hanzi = sum(n for t, n in self.signs.items() if "\u2e80" <= t <= "\u9fff" or "\uf900" <= t <= "\ufaff")
        odd = sum(n for t, n in self.signs.items() if "\x7f" <= t <= "\u02ff" or t in "!\"#$&'*<=>?@[\\]^_`{|}~")
        return hanzi < 0.05 * self.inked and odd > 0.3 * self.inked


def _judge(seen: _Tally) -> list[str]:
    """Whether there is text to read; remarks for the reviewer on pages that lack it."""
    if seen.inked <= FEW * seen.pages and seen.images:
        raise ReadError(SCAN)
    if not seen.inked:
        raise ReadError(EMPTY)
    if seen.unmapped > GARBAGE * seen.chars or seen.gibberish():
        raise ReadError(CODED)
    notices = []
    if seen.bare:
        pages = "、".join(str(number) for number in seen.bare)
        notices.append(f"第 {pages} 页是图像，没有文字层，其中的内容未能读取。")
    if seen.unmapped:
        notices.append(f"有 {seen.unmapped} 个字符的字体没有文字编码，显示可能不对，请对照原件。")
    return notices
