"""What both Word papers need: East Asian fonts, exact lines, borders, page numbers.

python-docx knows no East Asian fonts, grids or field codes; those are set in the XML itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

# The names under which offices have these faces; Word and WPS pick the nearest where one is missing.
FONTS = {"fangsong": "仿宋_GB2312", "title": "方正小标宋简体", "hei": "黑体", "hei-bold": "黑体", "kai": "楷体_GB2312", "song": "宋体"}
_FORBIDDEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))


def clean(text: str) -> str:
    """A text without the characters that XML forbids; lone surrogates become a visible mark."""
    text = text.translate(_FORBIDDEN)
    return "".join("〓" if 0xD800 <= ord(c) <= 0xDFFF else c for c in text)


def new_document(font: str, size: float) -> Any:
    """An empty A4 document whose normal text has a font and size (points), without space between paragraphs."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.size = Pt(size)
    fonts_of(normal.element.get_or_add_rPr(), font)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.space_before = Pt(0)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    return document


def fonts_of(properties: Any, role: str) -> None:
    """Sets the font of a role on run properties, for Latin and East Asian text alike."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for attribute in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(attribute), FONTS[role])
    # Quotation marks stand in both scripts' ranges; in Chinese text they are square.
    fonts.set(qn("w:hint"), "eastAsia")
    for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        if fonts.get(qn(attribute)) is not None:
            del fonts.attrib[qn(attribute)]


def run(paragraph: Any, text: str, role: str, size: float, color: str | None = None, *, bold: bool = False,
        spacing: float = 0.0, shade: str | None = None) -> Any:
    """A run of text; ``spacing`` is added after each character (points), ``shade`` a background (RRGGBB)."""
    made = paragraph.add_run(clean(text))
    made.font.size = Pt(size)
    made.bold = bold or None
    if color:
        made.font.color.rgb = RGBColor.from_string(color.lstrip("#").upper())
    properties = made._r.get_or_add_rPr()
    fonts_of(properties, role)
    if spacing:
        element = OxmlElement("w:spacing")
        element.set(qn("w:val"), str(round(spacing * 20)))
        # The schema wants it before the size.
        properties.find(qn("w:sz")).addprevious(element)
    if shade:
        properties.append(_shade(shade))
    return made


def line_height(paragraph: Any, points: float) -> None:
    """Exact line height."""
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(points)


def border(paragraph: Any, side: str, kind: str, eighths: int, space: float, color: str) -> None:
    """A border line of a paragraph: ``eighths`` of a point thick, ``space`` points from the text."""
    properties = paragraph._p.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    edge = OxmlElement(f"w:{side}")
    for name, value in (("val", kind), ("sz", str(eighths)), ("space", str(round(space))), ("color", color.lstrip("#"))):
        edge.set(qn(f"w:{name}"), value)
    borders.append(edge)
    # The schema wants borders before shading, spacing and indents.
    following = next((child for child in properties if child.tag in _AFTER_BORDER), None)
    if following is not None:
        following.addprevious(borders)
    else:
        properties.append(borders)


_AFTER_BORDER = {qn(f"w:{name}") for name in (
    "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN",
    "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "jc", "rPr",
)}


def field(paragraph: Any, code: str, role: str, size: float) -> None:
    """A field that the word processor fills in, as PAGE or NUMPAGES."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        made = run(paragraph, "", role, size)
        if kind == "":
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {text} "
        elif kind == "text":
            element = OxmlElement("w:t")
            element.text = text
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        made._r.append(element)


def set_columns(table: Any, widths: Sequence[float]) -> None:
    """Fixed column widths in points; word processors look at the grid, at the cells, or at both."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Pt(width)


def shade_cell(cell: Any, color: str) -> None:
    """A cell's background (RRGGBB)."""
    cell._tc.get_or_add_tcPr().append(_shade(color))


def _shade(color: str) -> Any:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), color.lstrip("#"))
    return shade


def repeat_row(row: Any) -> None:
    """Makes a table row a head that is repeated on every page."""
    properties = row._tr.get_or_add_trPr()
    element = OxmlElement("w:tblHeader")
    element.set(qn("w:val"), "true")
    properties.append(element)


def whole_row(row: Any) -> None:
    """Keeps a table row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def to_bytes(document: Any) -> bytes:
    """The document as the bytes of a .docx."""
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
