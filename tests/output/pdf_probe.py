"""Measures and text of a PDF through pypdfium2, in millimetres from the page's top left."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MM = 72 / 25.4


@dataclass(frozen=True)
class Char:
    """A character: its origin on the baseline, its size in points, its ink (left, top, right, bottom)."""

    text: str
    x: float
    y: float
    size: float
    ink: tuple[float, float, float, float]


@dataclass(frozen=True)
class Bar:
    """A filled figure with its colour."""

    left: float
    top: float
    right: float
    bottom: float
    color: tuple[int, int, int]


def open_pdf(data: bytes) -> pdfium.PdfDocument:
    return pdfium.PdfDocument(data)


def page_text(page: pdfium.PdfPage) -> str:
    return page.get_textpage().get_text_bounded()


def text_of(data: bytes) -> str:
    """All text, without blanks and line breaks."""
    document = open_pdf(data)
    return "".join("".join(page_text(document[i]).split()) for i in range(len(document)))


def chars(page: pdfium.PdfPage) -> list[Char]:
    height = page.get_height()
    text = page.get_textpage()
    out = []
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in (0, 10, 13, 32, 0xFFFE) or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        left, bottom, right, top = text.get_charbox(index)
        out.append(Char(chr(code), x.value / MM, (height - y.value) / MM, raw.FPDFText_GetFontSize(text, index),
                        (left / MM, (height - top) / MM, right / MM, (height - bottom) / MM)))
    return out


def lines(found: list[Char]) -> dict[float, list[Char]]:
    """Characters by baseline (rounded to a tenth of a millimetre), top to bottom, left to right."""
    out: dict[float, list[Char]] = {}
    for char in found:
        key = next((k for k in out if abs(k - char.y) < 0.15), round(char.y, 3))
        out.setdefault(key, []).append(char)
    return {key: sorted(out[key], key=lambda c: c.x) for key in sorted(out)}


def bars(page: pdfium.PdfPage) -> list[Bar]:
    height = page.get_height()
    out = []
    for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,)):
        left, bottom, right, top = item.get_bounds()
        r, g, b, a = (ctypes.c_uint() for _ in range(4))
        raw.FPDFPageObj_GetFillColor(item.raw, r, g, b, a)
        out.append(Bar(left / MM, (height - top) / MM, right / MM, (height - bottom) / MM, (r.value, g.value, b.value)))
    return out
