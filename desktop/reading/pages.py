"""Pages of a PDF as pictures, for the page view of the desk."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import pypdfium2 as pdfium

from desktop.reading.errors import ReadError

# A page set to a poster's size must not ask for gigabytes.
MOST_PIXELS = 24_000_000
# PDFium must not be entered by two threads at once.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class PageImage:
    """A drawn page: ``pixels`` are RGB bytes, ``stride`` bytes a row."""

    page: int
    width: int
    height: int
    stride: int
    pixels: bytes


def draw_page(data: bytes, page: int, scale: float) -> PageImage:
    """Draws one page (from 1); ``scale`` 1.0 is 72 pixels an inch. ReadError when the page cannot be drawn.

    Any thread may call it; they take turns.
    """
    try:
        with _ONE_AT_A_TIME, pdfium.PdfDocument(data) as document:
            leaf = document[page - 1]
            width, height = leaf.get_size()
            fits = min(scale, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
            bitmap = leaf.render(scale=fits, rev_byteorder=True, prefer_bgrx=False)
            image = PageImage(page, bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            bitmap.close()
            leaf.close()
            return image
    except (pdfium.PdfiumError, IndexError, ValueError) as problem:
        raise ReadError(f"第{page}页无法绘制，请改看文字视图。") from problem


def page_sizes(data: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page in points. ReadError when the file is no PDF."""
    try:
        with _ONE_AT_A_TIME, pdfium.PdfDocument(data) as document:
            return tuple(document.get_page_size(index) for index in range(len(document)))
    except pdfium.PdfiumError as problem:
        raise ReadError("这个文件不是完好的 PDF，不能显示原版页面，请改看文字视图。") from problem
