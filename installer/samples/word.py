"""Sample reports as Word files, set as offices set them: 仿宋, first lines indented, page numbers at the foot."""

from __future__ import annotations

import datetime
import io
import zipfile

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from installer.samples.content import Sample, Table

MOMENT = datetime.datetime(2025, 1, 1, 8, 0, 0)


def _face(run: object, name: str, size: float) -> None:
    run.font.name = "Times New Roman"  # type: ignore[attr-defined]
    run.font.size = Pt(size)  # type: ignore[attr-defined]
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)  # type: ignore[attr-defined]


def docx(sample: Sample) -> bytes:
    """The bytes of the Word file; the same on every run."""
    file = Document()
    page = file.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    for line in sample.title:
        _paragraph(file, line, "方正小标宋简体", 22, align=WD_ALIGN_PARAGRAPH.CENTER, pitch=34)
    _paragraph(file, "", "仿宋_GB2312", 16)
    for text in sample.intro:
        _paragraph(file, text, "仿宋_GB2312", 16, indent=True)
    for head, body in sample.sections:
        _paragraph(file, head, "黑体", 16, indent=True)
        if isinstance(body, Table):
            _table(file, body)
        else:
            for text in body:
                _paragraph(file, text, "仿宋_GB2312", 16, indent=True)
    _paragraph(file, "", "仿宋_GB2312", 16)
    for line in sample.signed:
        _paragraph(file, line, "仿宋_GB2312", 16, align=WD_ALIGN_PARAGRAPH.RIGHT)
    _page_numbers(page)
    core = file.core_properties
    core.title, core.author, core.last_modified_by = "".join(sample.title), "", ""
    core.created = core.modified = MOMENT
    out = io.BytesIO()
    file.save(out)
    return _fixed(out.getvalue())


def _paragraph(
    file: object, text: str, face: str, size: float, *, indent: bool = False,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY, pitch: float = 29,
) -> None:
    paragraph = file.add_paragraph()  # type: ignore[attr-defined]
    shape = paragraph.paragraph_format
    shape.line_spacing, shape.space_after, shape.space_before = Pt(pitch), Pt(0), Pt(0)
    shape.alignment = align
    if indent:
        shape.first_line_indent = Pt(2 * size)
    _face(paragraph.add_run(text), face, size)


def _table(file: object, table: Table) -> None:
    grid = file.add_table(table.rows, table.cols)  # type: ignore[attr-defined]
    grid.style, grid.alignment, grid.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    size = 7.5 if table.cols > 10 else 9
    cells = [row.cells for row in grid.rows]  # taken once: python-docx walks the whole table for each single cell
    for row in cells:
        for cell, wide in zip(row, table.widths, strict=True):
            cell.width = Mm(1.56 * wide)
    for part in table.cells:
        cell = cells[part.row][part.col]
        if part.rowspan * part.colspan > 1:
            cell = cell.merge(cells[part.row + part.rowspan - 1][part.col + part.colspan - 1])
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if part.label else WD_ALIGN_PARAGRAPH.CENTER
        _face(paragraph.add_run(part.text), "宋体", size)


def _page_numbers(page: object) -> None:
    paragraph = page.footer.paragraphs[0]  # type: ignore[attr-defined]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in ("— ", None, " —"):
        run = paragraph.add_run(text or "")
        _face(run, "宋体", 14)
        if text is None:
            for kind, code in (("begin", ""), ("", "PAGE"), ("end", "")):
                item = OxmlElement("w:instrText" if code else "w:fldChar")
                if code:
                    item.text = code
                else:
                    item.set(qn("w:fldCharType"), kind)
                run._element.append(item)


def _fixed(data: bytes) -> bytes:
    """The same archive with the same time at every entry."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, (2025, 1, 1, 8, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return out.getvalue()
